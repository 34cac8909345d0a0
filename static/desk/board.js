// The board of a front: drag and drop, the same by keys, dialogs, and what colleagues do meanwhile. Each change is one
// form that the server answers with the board as it is then; without this script the same forms lead from page to page.
import { asksIn, openAsk } from "./board/asking.js"
import { canBeDragged } from "./board/dragging.js"
import { inTurn, send, swap, watch } from "./board/server.js"

const board = document.querySelector("#board")
const moves = document.querySelector("#moves")
const menu = document.querySelector("#where")

asksIn(document)
if (board) {
  canBeDragged(board, move)
  watch(board)
}

// What a button or a key says, “move 17 3 2”, is sent; the focus goes back to what was moved.
function move(words, focus = document.activeElement?.id) {
  const left = document.activeElement
  inTurn(async () => {
    const facts = new FormData(moves)
    facts.set("do", words)
    const had = new Set(blocks())
    const page = await send(moves.action, facts)
    if (!page || !swap(page, { focus, left, told: told(words) })) return false
    const added = words.startsWith("add ") && blocks().find((id) => !had.has(id))
    if (added) openAsk(document.getElementById(`${added}-ask`), "It was added at the end of the draft. Say here what it shows; “Up” moves it.")
    return true
  })
}
const blocks = () => [...document.querySelectorAll("[data-block]")].map(({ id }) => id)

// “Bridge reopens” is now second of four in Top stories.
const told = (words) => {
  const [verb, key] = words.split(" ")
  const id = verb.startsWith("block") ? `block-${key}` : `slot-${key}`
  return () => {
    const thing = verb === "place" || verb === "relate" ? byStory(key) : document.getElementById(id)
    if (!thing) return ""
    const name = thing.dataset.headline ?? thing.dataset.name
    const block = thing.dataset.slot && thing.closest("[data-block]")?.dataset.name
    return `“${name}” is now ${thing.dataset.where}${block ? ` in ${block}` : ""}.`
  }
}
const byStory = (story) => document.querySelector(`[data-slot][data-of="${CSS.escape(story)}"]`)

// ---- Buttons and forms of the board ----
board?.addEventListener("click", (event) => {
  const button = event.target.closest("button")
  if (!button) return
  if (button.dataset.moveMenu) return openMenu(event, button, `move ${button.dataset.moveMenu}`)
  if (button.dataset.placeMenu) return openMenu(event, button, `place ${button.dataset.placeMenu}`)
  if (button.dataset.handle && event.detail === 0) return openHandle(event, button)
  if (button.getAttribute("form") === "moves") {
    event.preventDefault()
    move(button.value, button.id)
  }
})
document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-move]")) return
  event.preventDefault()
  const { id } = event.target
  const undone = event.submitter?.id !== "put-back"
  const address = undone ? event.target.action : event.submitter.formAction
  const left = document.activeElement
  inTurn(async () => {
    const facts = new FormData(document.getElementById(id)) // with the version that the answer before brought
    const page = await send(address, facts)
    return page && swap(page, { focus: undone ? "undo" : "put-back", left, told: () => (undone ? "Taken back." : "Put back.") })
  })
})
document.querySelector(".board__search")?.addEventListener("submit", (event) => {
  event.preventDefault()
  const words = event.target.elements.q.value
  moves.elements.q.value = words
  inTurn(async () => {
    const page = await send(`${board.dataset.board}?${new URLSearchParams({ q: words })}`)
    return page && swap(page, { told: () => `${document.querySelector("#offers-found .count")?.textContent || "No"} stories found.` })
  })
})

// ---- The menu that says where to: blocks, up, down, out ----
const item = (words, value, note = "") => {
  const button = document.createElement("button")
  button.type = "button"
  button.textContent = words
  if (note) button.append(Object.assign(document.createElement("small"), { textContent: note }))
  button.addEventListener("click", () => {
    menu.hidePopover()
    move(value, opener?.id)
  })
  return button
}
let opener = null

function openMenu(event, button, words) {
  event.preventDefault()
  const [verb, key] = words.split(" ")
  const here = button.closest("[data-block]")?.dataset.block
  const blocks = [...document.querySelectorAll("[data-block][data-takes]")]
  const items = verb === "move" ? [item("Up", `up ${key}`), item("Down", `down ${key}`), document.createElement("hr")] : []
  for (const block of blocks) {
    if (verb === "move" && block.dataset.block === here) continue
    items.push(item(`${verb === "move" ? "To " : ""}${block.dataset.name}`, `${words} ${block.dataset.block}`))
  }
  if (verb === "move") items.push(document.createElement("hr"), item("Take it out of the front", `remove ${key}`))
  show(button, items)
}

function openHandle(event, button) {
  const [kind, key] = button.dataset.handle.split(" ")
  if (kind === "slot") return openMenu(event, button, `move ${key}`)
  event.preventDefault()
  show(button, [item("Up", `block-up ${key}`), item("Down", `block-down ${key}`)])
}

function show(button, items) {
  opener = button
  menu.querySelector("[data-where]").replaceChildren(...items)
  menu.showPopover()
  const { left, bottom } = button.getBoundingClientRect()
  menu.style.insetInlineStart = `${Math.max(8, Math.min(left, innerWidth - menu.offsetWidth - 8))}px`
  menu.style.insetBlockStart = `${Math.max(8, Math.min(bottom + 4, innerHeight - menu.offsetHeight - 8))}px`
  items[0]?.focus()
}
menu?.addEventListener("keydown", (event) => {
  if (event.key === "Escape") return queueMicrotask(() => opener?.focus())
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (!step) return
  event.preventDefault()
  const items = [...menu.querySelectorAll("button")]
  items.at((items.indexOf(document.activeElement) + step) % items.length).focus()
})

// ---- Alt with the arrows moves what the handle is of ----
board?.addEventListener("keydown", (event) => {
  const handle = event.target.closest("[data-handle]")
  const way = { ArrowUp: "up", ArrowDown: "down" }[event.key]
  if (!handle || !way || !event.altKey) return
  event.preventDefault()
  const [kind, key] = handle.dataset.handle.split(" ")
  move(kind === "slot" ? `${way} ${key}` : `block-${way} ${key}`, handle.id)
})

// ---- Undo by Ctrl+Z where nothing is being written ----
document.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.key !== "z" || event.shiftKey) return
  if (event.target.closest("input, textarea, select, dialog")) return
  event.preventDefault()
  document.querySelector("#undo")?.click()
})
