// Who else is here, what they saved, and what they took over.
import { element } from "./sign.js"

const home = document.querySelector("[data-keeping]")
const [people, moved, taken] = ["people", "moved", "taken"].map((name) => document.querySelector(`[data-${name}]`))
const dialog = document.querySelector("dialog#take-over")

const sentence = ({ name, words, where }) => element("li", {}, element("b", { textContent: name }), ` ${words}${where ? ` and ${where}` : ""}`)

let shown = ""
export const showOthers = (here) => {
  if (!people || shown === JSON.stringify(here)) return
  shown = JSON.stringify(here)
  people.replaceChildren(...here.map(sentence))
  const others = here.filter(({ own }) => !own).map(({ name }) => name)
  if (others.length && dialog) {
    const names = new Intl.ListFormat("en-GB").format(others)
    people.append(element("li", {}, element("button", { type: "button", className: "link", textContent: "Take over…", onclick: () => dialog.showModal() })))
    for (const place of dialog.querySelectorAll("[data-names]")) place.textContent = names
  }
  people.hidden = !here.length
}

export const showMoved = ({ version, saved }, base) => {
  if (!moved) return
  const words = !saved || version <= base ? "" : `${saved.own ? "You saved this in another window" : `${saved.by} saved`} at ${saved.at}: your next save will be merged.`
  if (moved.textContent !== words) moved.textContent = words
  moved.hidden = !words
}

export const showTaken = (words, onGoOn) => {
  if (!taken || !taken.hidden) return
  const more = " What you see stays here; this window saves nothing more by itself."
  taken.querySelector("p").replaceChildren(element("b", { textContent: words }), more)
  taken.querySelector("button").addEventListener("click", onGoOn)
  taken.hidden = false
}

export const onTakeOver = (takeOver) =>
  dialog?.querySelector("[data-take-over]").addEventListener("click", async ({ target }) => {
    target.disabled = true
    await takeOver()
    target.disabled = false
    dialog.close()
  })

export const facts = home && { ...home.dataset }
