// Stories, places and blocks by mouse. What is under the pointer shows where it would go; a drop is one move.

let dragged = null
const clear = () => {
  for (const one of document.querySelectorAll(".drop-here, .drop-end, .drop-in")) one.classList.remove("drop-here", "drop-end", "drop-in")
}

export function canBeDragged(board, move) {
  if (!("mayArrange" in board.dataset)) return
  board.addEventListener("dragstart", (event) => {
    const thing = event.target.closest?.("[data-slot], [data-story], [data-block]")
    if (!thing) return
    dragged = thing
    event.dataTransfer.effectAllowed = "move"
    event.dataTransfer.setData("text/plain", thing.dataset.headline || thing.dataset.name || "")
    setTimeout(() => thing.classList.add("is-dragged"))
  })
  board.addEventListener("dragend", () => {
    dragged?.classList.remove("is-dragged")
    dragged = null
    clear()
  })
  board.addEventListener("dragover", (event) => {
    const spot = dragged && spotOf(event)
    if (!spot) return
    event.preventDefault()
    clear()
    mark(spot)
  })
  board.addEventListener("drop", (event) => {
    const spot = dragged && spotOf(event)
    if (!spot) return
    event.preventDefault()
    const words = wordsFor(dragged, spot)
    clear()
    if (words) move(words, "")
  })
}

const isBlock = () => dragged.matches("[data-block]")
const middle = (thing) => {
  const { top, height } = thing.getBoundingClientRect()
  return top + height / 2
}

// The list under the pointer, and before which of its rows a drop would put it; none: at the end.
function spotOf(event) {
  if (isBlock()) {
    const list = event.target.closest("[data-blocks]")
    if (!list) return null
    const rows = [...list.children].filter((row) => row !== dragged)
    return { list, rows, before: rows.find((row) => event.clientY < middle(row)) }
  }
  const block = event.target.closest("[data-block][data-takes]")
  const under = event.target.closest("[data-list]")
  const list = under && under.dataset.list !== "related 0" ? under : block?.querySelector("[data-list]")
  if (!list || !block || dragged.contains(list)) return null
  const rows = [...list.children].filter((row) => row !== dragged && !row.matches(".slot--none"))
  const leads = block.matches(".block--lead") && !list.dataset.list.startsWith("related") && dragged.parentElement !== list
  return { list, rows, before: leads ? rows[0] : rows.find((row) => event.clientY < middle(row)) } // on a lead: in its place
}

function mark({ list, before }) {
  if (before) before.classList.add("drop-here")
  else if (list.lastElementChild) list.lastElementChild.classList.add("drop-end")
  list.classList.add("drop-in")
}

function wordsFor(thing, { list, rows, before }) {
  const position = before ? rows.indexOf(before) : rows.length
  const { block, slot, story } = thing.dataset
  if (block) return `block ${block} ${position}`
  const [kind, lead] = list.dataset.list.split(" ")
  if (kind === "related") return slot ? `relate-slot ${slot} ${lead} ${position}` : `relate ${story} ${lead} ${position}`
  return slot ? `move ${slot} ${kind} ${position}` : `place ${story} ${kind} ${position}`
}
