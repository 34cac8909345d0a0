// Checks while writing: what is typed is looked at when typing pauses, at most every two seconds, and never on screen
// under somebody's fingers. Without this script they are those of the last save.

const PAUSE = 2000
const box = document.getElementById("checks")
const form = box?.closest("form")
const count = document.querySelector("[data-checks-count]")
const number = (many, one, more) => (many ? `${many} ${many === 1 ? one : more}` : "")

let timer = 0
let asking = null
let waiting = null // an answer that came while somebody was among the checks

const tell = () => {
  const [stops, advice] = ["stop", "warn"].map((kind) => box.querySelectorAll(`.check--${kind}`).length)
  const said = [number(stops, "stops it", "stop it"), number(advice, "piece of advice", "pieces of advice")].filter(Boolean).join(", ")
  if (count.textContent !== said) count.textContent = said // heard only when it changes
}

const show = (page) => {
  if (box.contains(document.activeElement)) return (waiting = page)
  waiting = null
  for (const part of page.querySelectorAll("[data-checks]")) {
    for (const place of document.querySelectorAll(`[data-checks="${part.dataset.checks}"]`)) {
      if (place.innerHTML !== part.innerHTML) place.replaceChildren(...part.cloneNode(true).childNodes)
    }
  }
  tell()
}

const ask = async () => {
  asking?.abort()
  asking = new AbortController()
  try {
    const answer = await fetch(box.dataset.door, { method: "POST", body: new FormData(form), signal: asking.signal })
    if (!answer.ok || answer.redirected) return // signed out, or no network: the last ones stay
    show(new DOMParser().parseFromString(await answer.text(), "text/html"))
  } catch (error) {
    if (!["AbortError", "TypeError"].includes(error.name)) throw error
  }
}

const soon = () => {
  clearTimeout(timer)
  timer = setTimeout(ask, PAUSE)
}

if (box?.dataset.door && form) {
  for (const name of ["input", "change", "formset:added"]) form.addEventListener(name, soon)
  box.addEventListener("focusout", () => setTimeout(() => waiting && show(waiting)))
  if (box.querySelector(".checks")) tell()
}

// “Go there” goes where one can write: the text's own field is hidden behind the editor.
box?.addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='#']")
  const place = link && document.querySelector(link.hash)
  if (!place) return
  const field = place.matches("textarea") && place.id === "id_body" ? form.querySelector(".tiptap") : place
  for (let fold = field?.closest("details:not([open])"); fold; fold = fold.parentElement.closest("details:not([open])")) fold.open = true
  if (!field?.matches("input:not([type=hidden]), textarea, select, [contenteditable]")) return
  event.preventDefault()
  field.focus()
  field.scrollIntoView({ block: "center" })
})
