// What the board sends and gets: parts of the page are put in the place of what stands there, and the focus stays.
// One thing at a time, in order.

const PAUSE = 10_000
const OFFLINE = "The newsroom can’t be reached. Nothing was changed; try again."
const SIGNED_OUT = "You are signed out. Sign in in another tab, then press the button here again: what you typed is kept."

const spoken = document.querySelector("[data-said]")
export const say = (words) => {
  if (!spoken || !words) return
  spoken.textContent = ""
  setTimeout(() => (spoken.textContent = words), 50)
}

export const bar = () => document.querySelector('[data-part="bar"]')

// ---- What is asked while something is under way waits for it; after a refusal nobody knows whether it is still meant. ----
const waiting = []
let isBusy = false

export async function inTurn(work) {
  waiting.push(work)
  if (isBusy) return
  isBusy = true
  document.querySelector("#board")?.classList.add("is-busy")
  try {
    while (waiting.length) if (!(await waiting.shift()())) waiting.length = 0
  } finally {
    isBusy = false
    waiting.length = 0
    document.querySelector("#board")?.classList.remove("is-busy")
  }
}

const asked = (address, facts) => fetch(address, { method: facts ? "POST" : "GET", body: facts, headers: { "X-Requested-With": "fetch" } })

// The answer as a document, or null where there was none to show.
export async function send(address, facts = null) {
  try {
    let answer = await asked(address, facts)
    if (answer.status === 403 && facts && (await signedInAgain(facts))) answer = await asked(address, facts)
    if (answer.redirected) return document.querySelector("dialog:modal") ? warn(SIGNED_OUT) : void location.reload()
    if (answer.headers.get("Content-Type")?.startsWith("application/json")) return void location.assign((await answer.json()).go)
    if (!answer.ok && answer.status !== 422) return warn(`This could not be done (${answer.status}). Reload the page.`)
    document.querySelector("#warned")?.remove()
    return new DOMParser().parseFromString(await answer.text(), "text/html")
  } catch (error) {
    if (error.name !== "TypeError") throw error
    return warn(OFFLINE)
  }
}

// Whoever signed in again in another tab has another token; the cookie is not for scripts, so a page tells it.
async function signedInAgain(facts) {
  const answer = await asked(location.href)
  if (!answer.ok || answer.redirected) return false
  const page = new DOMParser().parseFromString(await answer.text(), "text/html")
  const token = page.querySelector("[name=csrfmiddlewaretoken]")?.value
  if (!token) return false
  for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = token
  facts.set("csrfmiddlewaretoken", token)
  return true
}

// Above the buttons of the dialog that is open: what stands behind it is neither seen nor heard.
function warn(words) {
  document.querySelector("#warned")?.remove()
  const line = Object.assign(document.createElement("p"), { id: "warned", className: "says says--stop", textContent: words })
  line.setAttribute("role", "alert")
  const verbs = document.querySelector("dialog:modal .dialog__verbs")
  if (verbs) verbs.before(line)
  else (document.querySelector('[data-part="news"]') ?? document.querySelector("#content-main")).prepend(line)
  line.scrollIntoView({ block: "nearest" })
  return null
}

// Puts the parts of an answer in their places; then tells what is so now, or why not. Answers whether it was done.
// The focus goes to what is named, unless it was moved away (from `left`) while the answer was under way.
export function swap(page, { focus = "", left = document.activeElement, told = () => "" } = {}) {
  if (!isOn(left)) focus = ""
  const opened = [...document.querySelectorAll("#board details")].filter(({ id }) => id)
  const open = new Map(opened.map((one) => [one.id, one.open]))
  const held = focus || document.activeElement?.id
  for (const part of page.querySelectorAll("[data-part]")) {
    const here = document.querySelector(`#board [data-part="${part.dataset.part}"]`)
    if (here) here.replaceWith(document.adoptNode(part))
  }
  const into = page.querySelector("[name=into]")
  const select = document.querySelector("#board [name=into]")
  if (into && select) {
    const chosen = select.value
    select.replaceChildren(...into.childNodes)
    if ([...select.options].some(({ value }) => value === chosen)) select.value = chosen
  }
  for (const [id, is] of open) {
    const one = document.getElementById(id)
    if (one) one.open = is
  }
  const refused = document.querySelector('[data-part="news"] [role="alert"]')
  const target = document.getElementById(held || "-")
  const instead = focus ? document.getElementById("draft-heading") : null
  ;(target ?? instead)?.focus({ preventScroll: Boolean(target && inSight(target)) })
  say(refused?.textContent || told())
  return !refused
}

const isOn = (left) => {
  const here = document.activeElement
  return here === left || here === document.body || Boolean(left?.id && here.id === left.id)
}

const inSight = (thing) => {
  const { top, bottom } = thing.getBoundingClientRect()
  return top >= 0 && bottom <= innerHeight
}

// Every few seconds: did anybody change or launch something?
export function watch(board) {
  setInterval(async () => {
    if (isBusy || document.hidden || document.querySelector("dialog:modal, .is-dragged")) return
    try {
      const answer = await fetch(board.dataset.state, { headers: { "X-Requested-With": "fetch" } })
      if (!answer.ok || answer.redirected) return
      const { version, layout } = await answer.json()
      const { version: had, layout: seen } = bar().dataset
      if (String(version) === had && String(layout) === seen) return
      if (!isBusy) inTurn(() => lookAgain(board, seen))
    } catch (error) {
      if (error.name !== "TypeError") throw error
    }
  }, PAUSE)
}

async function lookAgain(board, seen) {
  const page = await send(`${board.dataset.board}?${new URLSearchParams({ q: document.querySelector("#moves").elements.q.value })}`)
  if (!page) return false
  swap(page, { told: () => newsOf(seen) })
  const words = newsOf(seen)
  if (words) bar().append(Object.assign(document.createElement("p"), { className: "board__meanwhile", textContent: `Just now: ${words}` }))
  return true
}

const newsOf = (seen) => {
  const { last, lastBy, layout, mine } = bar().dataset
  if (layout !== seen) return "This front was launched again meanwhile."
  return mine === "yes" ? "" : `${lastBy || "Somebody"}: ${last || "changed the draft"}.`
}
