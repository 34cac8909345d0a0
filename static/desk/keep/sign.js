// The sign in the bar that is always in sight: what is saved, for whom, and what isn't.

const sign = document.querySelector("[data-saved]")
const KINDS = { saved: "", unsaved: "fact--unsaved", failed: "fact--stop" }
const asSaved = sign && { kind: sign.className, children: [...sign.cloneNode(true).childNodes] }

export const element = (tag, facts, ...children) => {
  const made = Object.assign(document.createElement(tag), facts)
  made.append(...children)
  return made
}

export const say = (kind, strong, ...words) => {
  if (!sign) return
  const said = [element("b", { textContent: strong }), " ", element("span", {}, ...words)]
  if (sign.dataset.kind === kind && sign.textContent === said.map((one) => one.textContent ?? one).join("")) return
  sign.dataset.kind = kind
  sign.className = `fact fact--saved ${KINDS[kind]}`
  sign.replaceChildren(...said)
}

export const sayAsSaved = () => {
  if (!sign?.dataset.kind) return
  delete sign.dataset.kind
  sign.className = asSaved.kind
  sign.replaceChildren(...asSaved.children.map((child) => child.cloneNode(true)))
}

export const hour = (moment = new Date()) => {
  const today = moment.toDateString() === new Date().toDateString()
  const day = { weekday: "short", day: "numeric", month: "short" }
  const said = new Intl.DateTimeFormat("en-GB", { ...(today ? {} : day), hour: "2-digit", minute: "2-digit" })
  return said.format(moment)
}
