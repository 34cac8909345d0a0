// Copies the address of a link. Without this the address can be marked and copied by hand.
for (const button of document.querySelectorAll("[data-copy]")) {
  const field = document.getElementById(button.dataset.copy)
  button.hidden = false
  button.addEventListener("click", async () => {
    field.select()
    try {
      await navigator.clipboard.writeText(field.value)
    } catch {
      document.execCommand("copy") // where the page is not served by https
    }
    button.textContent = "Copied"
    button.setAttribute("aria-live", "polite")
  })
}
