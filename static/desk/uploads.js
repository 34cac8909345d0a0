// The library's drop area: many files at once, dropped, chosen or pasted.

import { chooseInOpener, refresh } from "./uploads/grid.js"
import { Line } from "./uploads/line.js"
import { Queue } from "./uploads/queue.js"

const area = document.querySelector("[data-uploads]")
const [input, button, list] = ["input", ".drop__choose", ".sendings"].map((part) => area.querySelector(part))
const queue = new Queue(area.dataset.uploads, { onEmpty: refresh })
const choose = "chooses" in area.dataset ? chooseInOpener : null

const send = (file) => {
  const line = new Line(file, { choose, again: () => queue.add(file, line) })
  list.append(line.item)
  queue.add(file, line)
}
const sendAll = (files) => [...files].forEach(send)

area.querySelector(".drop__script").hidden = false
button.addEventListener("click", () => input.click())
input.addEventListener("change", () => {
  sendAll(input.files)
  input.value = "" // so that the same file can be chosen again
})

// ---- Dropped anywhere on the page: a near miss must not leave it ----
const hasFiles = ({ dataTransfer }) => dataTransfer?.types.includes("Files")
const over = (is) => area.classList.toggle("drop--over", is)
document.addEventListener("dragover", (event) => {
  if (!hasFiles(event)) return
  event.preventDefault()
  event.dataTransfer.dropEffect = "copy"
  over(true)
})
document.addEventListener("dragleave", ({ relatedTarget }) => relatedTarget || over(false))
document.addEventListener("drop", (event) => {
  if (!hasFiles(event)) return
  event.preventDefault()
  over(false)
  sendAll(event.dataTransfer.files)
})
document.addEventListener("paste", (event) => {
  if (!event.clipboardData?.files.length) return
  event.preventDefault()
  sendAll(event.clipboardData.files)
})
window.addEventListener("beforeunload", (event) => queue.isBusy && event.preventDefault())
