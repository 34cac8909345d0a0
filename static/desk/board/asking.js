// Questions of the board in its dialog: the same forms that stand on pages of their own where there is no script.
import { Chooser } from "../picture.js"
import { inTurn, send, swap } from "./server.js"

const PAUSE = 300
const dialog = document.querySelector("#ask")
const LEAVE = "Leave what you typed here? It isn’t kept yet."
let opener = ""
let before = ""
let isSent = false

export function asksIn(root) {
  if (!dialog) return
  root.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-ask]")
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    openAsk(link)
  })
  dialog.addEventListener("click", (event) => {
    if (!event.target.closest("[data-close]")) return
    event.preventDefault()
    dialog.close()
  })
  dialog.addEventListener("keydown", (event) => event.key === "Escape" && stays(event))
  dialog.addEventListener("cancel", stays)
  window.addEventListener("beforeunload", (event) => dialog.open && !isSent && isTyped() && event.preventDefault())
  dialog.addEventListener("close", () => document.getElementById(opener)?.focus())
  dialog.addEventListener("submit", submitted)
  for (const name of ["input", "change"]) dialog.addEventListener(name, ({ target }) => target.closest("[data-launch]") && changed(target))
}

// What the link leads to when its turn comes, if it stands there still; a `note` says why this opened by itself.
export function openAsk(link, note = "") {
  inTurn(async () => {
    const page = await send((document.getElementById(link.id) ?? link).href)
    if (!page) return false
    opener = link.id
    show(page, note)
    before = typed()
    if (!dialog.open) dialog.showModal()
    dialog.querySelector('input:not([type="hidden"]), textarea, select, button')?.focus()
    return true
  })
}

// ---- What was typed is not thrown away by a key ----
const OURS = ["csrfmiddlewaretoken", "version", "seen"]
const typed = () => JSON.stringify([...dialog.querySelectorAll("form:not(.asks--where)")].map((form) => [...new FormData(form)].filter(([name]) => !OURS.includes(name))))
const isTyped = () => typed() !== before

function stays(event) {
  if (event.defaultPrevented || !isTyped()) return
  event.preventDefault()
  if (confirm(LEAVE)) dialog.close()
}

function show(page, note = "") {
  dialog.replaceChildren(...page.body.childNodes)
  if (note) dialog.querySelector("h2").after(Object.assign(document.createElement("p"), { id: "ask-note", className: "says", textContent: note }))
  note ? dialog.setAttribute("aria-describedby", "ask-note") : dialog.removeAttribute("aria-describedby")
  for (const box of dialog.querySelectorAll("[data-picture]")) new Chooser(box)
}

function submitted(event) {
  event.preventDefault()
  const { target: form, submitter } = event
  if (form.matches(".asks--where") && isTyped() && !confirm(LEAVE)) return
  const facts = new FormData(form, submitter)
  for (const button of form.querySelectorAll(".verb")) button.disabled = true
  inTurn(async () => {
    isSent = true
    const page = await send(form.action, facts)
    if (page === undefined) return false // on the way to another page
    isSent = false
    if (page?.querySelector('[data-part="bar"]')) {
      dialog.close()
      return swap(page, { focus: opener, told: () => "Done." })
    }
    if (page) show(page)
    else enable(form, submitter)
    dialog.querySelector('[role="alert"]')?.scrollIntoView({ block: "nearest" })
    return false
  })
}

const enable = (form, pressed) => {
  for (const button of form.querySelectorAll(".verb")) button.disabled = false
  pressed?.focus()
}

// ---- A launch says what won't show at the moment that is chosen, and its button repeats the time. ----
let timer = 0
function changed(input) {
  if (!["when", "day", "time", "zone"].includes(input.name)) return
  clearTimeout(timer)
  timer = setTimeout(() => look(input.form), PAUSE)
}

async function look(form) {
  const asked = new URLSearchParams([...new FormData(form)].filter(([name]) => !["csrfmiddlewaretoken", "note"].includes(name)))
  const page = await send(`${form.action}?${asked}`)
  if (!page || !form.isConnected) return
  for (const name of ['[data-part="missing"]', "[data-says-when]"]) {
    const [here, there] = [form.querySelector(name), page.querySelector(name)]
    if (here && there) here.replaceChildren(...there.childNodes)
  }
  const twice = page.querySelector(".twice")
  const had = form.querySelector(".twice")
  if (!twice) had?.remove()
  else if (!had) form.querySelector(".choices__moment").append(twice)
}
