// A picture's page is not left with words or crops that nobody saved: the browser asks first.

const form = document.querySelector("#photo_form")
const typed = () => JSON.stringify([...new FormData(form)])
const wasRefused = "refused" in form.dataset // what stands here was never saved
const before = typed()
let isSent = false

form.addEventListener("submit", () => (isSent = true))
window.addEventListener("pageshow", ({ persisted }) => persisted && (isSent = false))
window.addEventListener("beforeunload", (event) => !isSent && (wasRefused || typed() !== before) && event.preventDefault())
