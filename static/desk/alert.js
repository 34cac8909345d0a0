// An alert as it is written: what readers will get, how many letters are left, and a question before it is left unsaved.

const form = document.querySelector("#alert_form")
const text = form.elements.text
const left = document.querySelector("#left")
const words = form.querySelector("[data-words]")
const MOST = 120

const show = () => {
  const line = text.value.replace(/\s+/g, " ").trim()
  const rest = MOST - [...line].length
  words.textContent = line
  left.textContent = rest < 0 ? `${-rest} letters too many.` : `${rest} letters left.`
  left.classList.toggle("is-over", rest < 0)
}
text.addEventListener("input", show)
show()

const typed = () => JSON.stringify([...new FormData(form)])
const wasRefused = "refused" in form.dataset // what stands here was never saved
const before = typed()
let isSent = false
form.addEventListener("submit", () => (isSent = true))
window.addEventListener("pageshow", ({ persisted }) => persisted && (isSent = false))
window.addEventListener("beforeunload", (event) => !isSent && (wasRefused || typed() !== before) && event.preventDefault())
