// The story form: its byline, its address, and the moment on the button that schedules.

const form = document.querySelector("#article_form")
const byId = (id) => document.getElementById(id)

// The editor's menu sticks below the bar.
const bar = document.querySelector(".bar")
if (bar) {
  const measure = () => document.documentElement.style.setProperty("--bar-h", `${bar.offsetHeight}px`)
  new ResizeObserver(measure).observe(bar)
}

// ---- Byline: order by moving rows up, and one more row ----
const order = (list) => {
  for (const [index, row] of [...list.children].entries()) {
    row.querySelector("[data-order]").value = row.querySelector("select").value ? index : ""
    row.querySelector(".bylines__up").hidden = index === 0
  }
}
for (const list of document.querySelectorAll(".bylines__list:has([data-order])")) {
  list.addEventListener("click", ({ target }) => {
    const row = target.closest(".bylines__up")?.closest("li")
    if (!row?.previousElementSibling) return
    row.previousElementSibling.before(row)
    order(list)
    list.dispatchEvent(new Event("input", { bubbles: true })) // for whoever keeps what was changed
    row.querySelector(".bylines__up").focus()
  })
  form.addEventListener("submit", () => order(list))
  order(list)
}
for (const set of document.querySelectorAll("[data-formset]")) {
  const total = byId(`id_${set.dataset.formset}-TOTAL_FORMS`)
  const add = set.querySelector("[data-formset-add]")
  if (!add) continue
  add.hidden = false
  add.addEventListener("click", () => {
    const row = set.querySelector("template").content.firstElementChild.cloneNode(true)
    row.innerHTML = row.innerHTML.replaceAll("__prefix__", total.value)
    set.querySelector("ol").append(row)
    total.value = Number(total.value) + 1
    row.querySelector(".bylines__up").hidden = false
    row.dispatchEvent(new CustomEvent("formset:added", { bubbles: true, detail: { formsetName: set.dataset.formset } }))
  })
}

// ---- Address: shows what the headline makes of it until somebody writes one ----
const headline = byId("id_headline")
const slug = byId("id_slug")
if (headline && slug && window.URLify) {
  const show = () => (slug.placeholder = window.URLify(headline.value, 100))
  headline.addEventListener("input", show)
  show()
}
// Enter in a headline would make a line that it can't have.
for (const name of ["kicker", "headline"]) {
  byId(`id_${name}`)?.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault())
}

// The schedule opens at the new day, not at the plan that would be moved.
byId("id_schedule-day")?.setAttribute("autofocus", "")

// ---- “Schedule for Tue 24 Nov, 06:30” ----
for (const button of document.querySelectorAll("[data-says-moment]")) {
  const [day, time] = ["day", "time"].map((part) => byId(`id_${button.dataset.saysMoment}-${part}`))
  const words = button.textContent
  const say = () => {
    if (!day.value || !time.value) return (button.textContent = words)
    const date = new Date(`${day.value}T12:00`)
    const said = new Intl.DateTimeFormat("en-GB", { weekday: "short", day: "numeric", month: "short" }).format(date)
    button.textContent = `${words} for ${said.replace(",", "")}, ${time.value}`
  }
  for (const input of [day, time]) input.addEventListener("input", say)
  say()
}
