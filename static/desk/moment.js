// Beside the date fields of the schedule: the moment in words, and what stands against it, asked whenever it changes.

const PAUSE = 300

for (const box of document.querySelectorAll("[data-moment]")) {
  const dialog = box.closest("dialog")
  const fields = () => [...dialog.querySelectorAll(".moment input, .twice input:checked")]
  let timer = 0
  let asking = null

  const ask = async () => {
    asking?.abort()
    asking = new AbortController()
    const asked = new URLSearchParams(fields().filter(({ value }) => value).map(({ name, value }) => [name, value]))
    try {
      const answer = await fetch(`${box.dataset.moment}?${asked}`, { signal: asking.signal })
      if (answer.ok && !answer.redirected) show(await answer.text())
    } catch (error) {
      if (!["AbortError", "TypeError"].includes(error.name)) throw error
    }
  }
  const show = (html) => {
    const held = box.contains(document.activeElement) ? document.activeElement.id : ""
    const page = new DOMParser().parseFromString(html, "text/html")
    box.replaceChildren(...page.body.childNodes)
    if (held) document.getElementById(held)?.focus()
  }
  for (const name of ["input", "change"]) {
    dialog.addEventListener(name, ({ target }) => {
      if (!target.closest(".moment, .twice")) return
      clearTimeout(timer)
      timer = setTimeout(ask, PAUSE)
    })
  }
  if (fields().some(({ value }) => value)) ask() // it was refused: typed already
}
