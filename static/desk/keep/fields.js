// What stands in the story form as names and values, and back into it.

const $ = window.django?.jQuery
const OURS = new Set(["csrfmiddlewaretoken", "version", "window"])
const SILENT = new Set(["submit", "button", "file", "reset"])

const isText = ({ name, type }) => name && !OURS.has(name) && !name.startsWith("_") && !SILENT.has(type)
export const fieldsOf = (form) => [...form.elements].filter((field) => isText(field) && !field.closest("dialog, .tiptap"))

export const read = (form) => {
  const typed = {}
  for (const field of fieldsOf(form)) {
    const { name, type, value } = field
    if (field.matches(".admin-autocomplete")) typed[`${name}-labels`] = [...field.selectedOptions].map((one) => one.text)
    if (type === "select-multiple") typed[name] = [...field.selectedOptions].map((one) => one.value)
    else if (type === "checkbox") typed[name] = field.checked ? value : ""
    else if (type !== "radio" || field.checked) typed[name] = value
  }
  return typed
}

// The same words, whoever counted the turns and whatever the boxes are called.
const told = (typed) => Object.entries(typed).filter(([name]) => name !== "turn" && !/-(labels|id|article|position|INITIAL_FORMS|TOTAL_FORMS)$/.test(name))
const plain = (typed) => JSON.stringify(told(typed).filter(([, value]) => value.length).sort())
const credits = (typed) => JSON.stringify(bylines(typed).map(({ author, role }) => [author, role]))
const rest = (typed) => Object.fromEntries(Object.entries(typed).filter(([name]) => !name.startsWith("bylines-")))
export const same = (one, other) => plain(rest(one)) === plain(rest(other)) && credits(one) === credits(other)

const one = (value) => (Array.isArray(value) ? (value.at(-1) ?? "") : (value ?? ""))

export const bylines = (typed) => {
  const rows = []
  for (let row = 0; row < Math.min(Number(one(typed["bylines-TOTAL_FORMS"])) || 0, 200); row++) {
    const part = (name) => one(typed[`bylines-${row}-${name}`])
    if (!part("author") || part("DELETE")) continue
    const place = part("position") === "" ? Infinity : Number(part("position"))
    rows.push({ author: part("author"), role: part("role"), label: one(typed[`bylines-${row}-author-labels`]), place })
  }
  return rows.sort((a, b) => (a.place === b.place ? 0 : a.place - b.place))
}

export const fill = (form, typed) => {
  const chosen = (name) => [typed[name] ?? []].flat()
  for (const field of fieldsOf(form)) {
    const { name } = field
    if (name.startsWith("bylines-") || !(name in typed)) continue
    if (field.matches("select")) choose(field, chosen(name), chosen(`${name}-labels`))
    else if (field.type === "checkbox") set(field, "checked", one(typed[name]) !== "")
    else if (field.type === "radio") set(field, "checked", field.value === one(typed[name]))
    else set(field, "value", one(typed[name]))
  }
  const body = form.querySelector(".tiptap")?.editor
  if (body && "body" in typed) body.commands.setContent(one(typed.body), { emitUpdate: true })
  if ("bylines-TOTAL_FORMS" in typed) fillBylines(form, bylines(typed))
}

const set = (field, property, value) => {
  if (field[property] === value) return
  field[property] = value
  field.dispatchEvent(new Event("input", { bubbles: true }))
  tell(field)
}

// select2 and the picture hear jQuery's change, and plain listeners the browser's.
const tell = (field) => ($ ? $(field).trigger("change") : field.dispatchEvent(new Event("change", { bubbles: true })))

const choose = (select, values, labels) => {
  for (const [index, value] of values.entries()) {
    const known = [...select.options].some((option) => option.value === value)
    if (!known && select.matches(".admin-autocomplete")) select.append(new Option(labels[index] || value, value))
  }
  for (const option of select.options) option.selected = values.includes(option.value)
  tell(select)
}

// Rows keep their author: what is in the table already stays the row that it is there.
const fillBylines = (form, credits) => {
  const list = form.querySelector(".bylines__list")
  if (!list) return
  const rows = () => [...list.children]
  const part = (row, name) => row.querySelector(`[name^="bylines-"][name$="-${name}"]`)
  const place = []
  for (const { author, role, label } of credits) {
    let row = rows().find((row) => !place.includes(row) && part(row, "author").value === author)
    row ||= rows().find((row) => !place.includes(row) && !part(row, "author").value)
    if (!row) {
      form.querySelector('[data-formset="bylines"] [data-formset-add]')?.click()
      row = rows().at(-1)
    }
    choose(part(row, "author"), [author], [label])
    set(part(row, "role"), "value", role)
    place.push(row)
  }
  for (const row of rows()) {
    const gone = part(row, "DELETE")
    if (gone) set(gone, "checked", !place.includes(row))
    else if (!place.includes(row)) choose(part(row, "author"), [""], [""])
  }
  for (const row of rows().filter((row) => !place.includes(row))) place.push(row)
  list.append(...place)
  for (const [index, row] of place.entries()) {
    const order = row.querySelector("[data-order]")
    if (order) order.value = part(row, "author").value ? index : ""
  }
}
