// The desk's small behaviours. Pages work without them: confirmations are the browser's own, forms are forms.

document.documentElement.classList.add("has-script")
const $ = window.django?.jQuery

// ---- Confirmations: buttons name their dialog; browsers that don't know commands yet are helped. ----
const byId = (id) => document.getElementById(id)
if (!("command" in HTMLButtonElement.prototype)) {
  document.addEventListener("click", ({ target }) => {
    const button = target.closest("button[commandfor]")
    if (!button) return
    const dialog = byId(button.getAttribute("commandfor"))
    button.getAttribute("command") === "close" ? dialog.close() : dialog.showModal()
  })
}
document.addEventListener("click", ({ target }) => target.closest(".menu[popover] [commandfor]")?.closest(".menu").hidePopover())
for (const dialog of document.querySelectorAll("dialog[id][open]")) {
  dialog.close() // it was refused: shown again, now in front
  dialog.showModal()
}

// ---- Keys ----
const KEYS = { s: '[data-key="save"], [name="_continue"], [name="_save"]', Enter: '[data-key="publish"]' }
document.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return
  const find = event.key === "k" && !event.target.closest?.(".tiptap") && document.querySelector('[role="search"] input, #searchbar')
  if (find) {
    event.preventDefault() // in the text, the same keys make a link
    find.focus()
  }
  const button = KEYS[event.key] && document.querySelector(KEYS[event.key])
  if (button && !document.querySelector("dialog:modal")) {
    event.preventDefault()
    button.click()
  }
}, true)

// ---- Filters that are chosen from a list ask at once. ----
document.querySelector(".finder")?.addEventListener("change", ({ target, currentTarget }) => {
  if (target.matches("select")) currentTarget.requestSubmit()
})
$?.(".finder select").on("select2:select select2:clear", ({ target }) => target.form.requestSubmit())

// ---- The point of a picture that must stay in sight when it is cropped ----
const frame = document.querySelector("[data-focus]")
if (frame) {
  const mark = frame.querySelector(".original__focus")
  const [x, y] = ["x", "y"].map((axis) => byId(`id_focus_${axis}`))
  const show = () => {
    mark.style.left = `${x.value * 100}%`
    mark.style.top = `${y.value * 100}%`
  }
  frame.addEventListener("click", ({ clientX, clientY }) => {
    const { left, top, width, height } = frame.getBoundingClientRect()
    x.value = ((clientX - left) / width).toFixed(2)
    y.value = ((clientY - top) / height).toFixed(2)
    show()
  })
  for (const input of [x, y]) input?.addEventListener("input", show)
  if (x) show()
}

// ---- Boxes that find by typing (select2) tell screen readers what they are for, as their labels do. ----
const nameBox = (select) => {
  const box = select.nextElementSibling?.querySelector(".select2-selection")
  const [label] = select.labels
  if (!box || !label) return
  label.id ||= `${select.id}-label`
  box.setAttribute("aria-labelledby", `${label.id} ${box.getAttribute("aria-labelledby") || ""}`.trim())
  const shown = box.querySelector("[role=textbox]:not(input)")
  for (const claim of ["role", "aria-readonly"]) shown?.removeAttribute(claim) // it can't be written in
  const search = box.querySelector("input")
  if (search) search.setAttribute("aria-label", label.textContent.trim())
}
const nameBoxes = (root) => root.querySelectorAll("select.admin-autocomplete").forEach(nameBox)
$?.(() => nameBoxes(document)) // jQuery's ready, and after select2's own
document.addEventListener("formset:added", ({ target }) => setTimeout(() => nameBoxes(target)))
$?.(document).on("select2:open", ({ target }) => {
  const field = document.querySelector(".select2-container--open .select2-dropdown .select2-search__field")
  field?.setAttribute("aria-label", target.labels[0]?.textContent.trim())
})
