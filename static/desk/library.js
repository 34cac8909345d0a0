// How many pictures of the grid are selected, and all or none of them at once.

const form = document.querySelector("#changelist-form")
const counter = form?.querySelector(".action-counter")
const boxes = () => [...form.querySelectorAll(".action-select")]

if (counter) {
  const all = Object.assign(document.createElement("button"), { type: "button", className: "button" })
  const count = () => {
    const chosen = boxes().filter((box) => box.checked).length
    counter.textContent = `${chosen} of ${boxes().length} selected`
    all.textContent = chosen === boxes().length ? "Select none" : "Select all on this page"
  }
  all.addEventListener("click", () => {
    const checked = !boxes().every((box) => box.checked)
    for (const box of boxes()) box.checked = checked
    count()
  })
  form.addEventListener("change", count)
  window.addEventListener("pageshow", count)
  counter.setAttribute("role", "status")
  counter.after(" ", all)
  count()
}
