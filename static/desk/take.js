// A picture's page: what the file, a contract or a colleague says is taken over with one press.

document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-take]")
  if (!button) return
  for (const [id, value] of Object.entries(JSON.parse(button.dataset.take))) {
    const field = document.getElementById(id)
    field.value = value
    field.dispatchEvent(new Event("input", { bubbles: true }))
    field.focus()
  }
  button.closest(".told__hint").hidden = true
})
