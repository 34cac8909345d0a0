// Two texts word by word: what only the first has is struck out, what only the second has is underlined.
import { element } from "./sign.js"

const ROOM = 4_000_000
const NAMES = { kicker: "Kicker", headline: "Headline", standfirst: "Standfirst", picture_caption: "Caption", picture_alt: "Description of the picture", body: "Text", note: "Note" }

const lines = (html) => {
  const page = new DOMParser().parseFromString(html, "text/html")
  for (const block of page.querySelectorAll("p, h2, h3, li, pre, tr, figcaption, hr, br")) block.append("\n")
  return page.body.textContent.split(/\n+/).map((line) => `${line.trim()}\n`)
}

// Pairs of [kind, pieces]: "both", "old" or "new".
const compare = (old, now) => {
  let start = 0
  let end = 0
  while (start < old.length && start < now.length && old[start] === now[start]) start++
  while (end < old.length - start && end < now.length - start && old.at(-1 - end) === now.at(-1 - end)) end++
  const middle = weave(old.slice(start, old.length - end), now.slice(start, now.length - end))
  return [["both", old.slice(0, start)], ...middle, ["both", end ? old.slice(-end) : []]].filter(([, all]) => all.length)
}

const weave = (old, now) => {
  if (!old.length || !now.length || old.length * now.length > ROOM) return [["old", old], ["new", now]]
  const wide = now.length + 1
  const longest = new Uint16Array((old.length + 1) * wide)
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = now.length - 1; j >= 0; j--) {
      const [right, below] = [longest[i * wide + j + 1], longest[(i + 1) * wide + j]]
      longest[i * wide + j] = old[i] === now[j] ? longest[(i + 1) * wide + j + 1] + 1 : Math.max(right, below)
    }
  }
  const found = []
  const put = (kind, piece) => (found.at(-1)?.[0] === kind ? found.at(-1)[1].push(piece) : found.push([kind, [piece]]))
  let [i, j] = [0, 0]
  while (i < old.length || j < now.length) {
    if (i < old.length && j < now.length && old[i] === now[j]) put("both", old[i++], j++)
    else if (j >= now.length || (i < old.length && longest[(i + 1) * wide + j] >= longest[i * wide + j + 1])) put("old", old[i++])
    else put("new", now[j++])
  }
  return found
}

const split = (lines) => lines.join("").split(/(?<=\s)/)

const show = (old, now) => {
  const shown = element("div", { className: "words" })
  const parts = compare(old, now)
  for (const [at, [kind, all]] of parts.entries()) {
    if (kind === "both") {
      const fold = all.length > 4 ? [...all.slice(0, 2), "…\n", ...all.slice(-2)] : all
      shown.append(fold.join(""))
      continue
    }
    if (kind === "new" && parts[at - 1]?.[0] === "old") continue
    const other = kind === "old" && parts[at + 1]?.[0] === "new" ? parts[at + 1][1] : []
    const [before, after] = kind === "old" ? [all, other] : [[], all]
    for (const [word, pieces] of compare(split(before), split(after))) {
      const text = pieces.join("")
      shown.append(word === "both" ? text : element(word === "old" ? "del" : "ins", { textContent: text }))
    }
  }
  return shown
}

const text = (typed, name) => (name === "body" ? lines(typed.body ?? "") : `${typed[name] ?? ""}`.split(/(?<=\n)/))

export const differences = (old, now) => {
  const found = []
  for (const [name, title] of Object.entries(NAMES)) {
    const [before, after] = [text(old, name), text(now, name)]
    if (before.join("") !== after.join("")) found.push(element("h3", { textContent: title }), show(before, after))
  }
  return found.length ? found : [element("p", { textContent: "The words are the same; something beside the story differs." })]
}
