// Pictures that are still on their way into a form: it is not sent without them, unless somebody says so.
import { element } from "../keep/sign.js"

const forms = new Map() // how many, by form
const passed = new WeakSet() // forms that go without them
let asking = null // {form, submitter, dialog}

// Counts them in; answers what to call when they are there, or are not coming (the form then stays, to show why).
export const expect = (form, pictures = 1) => {
  if (!form) return () => {}
  passed.delete(form)
  forms.set(form, (forms.get(form) ?? 0) + pictures)
  return (areThere) => {
    forms.set(form, forms.get(form) - pictures)
    if (!forms.get(form)) forms.delete(form)
    if (asking?.form === form) goOn(areThere)
  }
}

const words = (number) => (number === 1 ? "One picture is still on its way. Save waits for it." : `${number} pictures are still on their way. Save waits for them.`)

const goOn = (areThere) => {
  const { form, submitter, dialog } = asking
  if (areThere && forms.has(form)) return (dialog.querySelector("p").textContent = words(forms.get(form)))
  dialog.close()
  if (areThere) setTimeout(() => form.requestSubmit(submitter)) // once the text has taken them in
}

const verb = (textContent, onclick) => element("button", { type: "button", className: "verb", textContent, onclick })

const ask = (form, submitter) => {
  const without = () => {
    passed.add(form)
    dialog.close()
    form.requestSubmit(submitter)
  }
  const said = element("p", { className: "says says--changes", role: "status", textContent: words(forms.get(form)) })
  const verbs = element("p", { className: "dialog__verbs" }, verb("Not now", () => dialog.close()), verb("Save without", without))
  const dialog = element("dialog", { id: "underway", ariaLabel: "Pictures on their way" }, said, verbs)
  dialog.addEventListener("close", () => {
    dialog.remove()
    if (asking?.dialog === dialog) asking = null
  })
  asking = { form, submitter, dialog }
  document.body.append(dialog)
  dialog.showModal()
}

const waits = (form) => forms.has(form) && !passed.has(form)

// Before all others hear of it.
document.addEventListener(
  "submit",
  (event) => {
    if (!waits(event.target)) return
    event.preventDefault()
    event.stopImmediatePropagation()
    if (!asking) ask(event.target, event.submitter)
  },
  true,
)
window.addEventListener("beforeunload", (event) => [...forms.keys()].some(waits) && event.preventDefault())
