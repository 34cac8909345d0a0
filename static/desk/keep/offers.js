// Text that was typed and never saved offers itself: from this browser's journal, and from the server.
import { bylines, fill, read, same } from "./fields.js"
import { holds } from "./journal.js"
import { element, hour } from "./sign.js"
import { differences } from "./words.js"

const MOST = 5
const SHOWN = 3 // the newest; older ones come when these are dealt with
const place = document.querySelector("[data-offers]")
const dialog = document.querySelector("dialog#unsaved-words")

// Windows of this browser that are open say so: their text is being written, not lost.
const channel = "BroadcastChannel" in window ? new BroadcastChannel("desk-windows") : null
const alive = new Set()
export const answerFor = (writer) =>
  channel?.addEventListener("message", ({ data }) => {
    if (data === "who?") channel.postMessage({ here: writer.window })
    else if (data.here) alive.add(data.here)
  })
const askOthers = async () => {
  channel?.postMessage("who?")
  await new Promise((done) => setTimeout(done, channel ? 250 : 0))
}

const offered = new Set()

let offers = Promise.resolve()
export const offer = (...what) => (offers = offers.then(() => offerNow(...what)))

const offerNow = async (writer, kept, over = []) => {
  if (!place) return
  await askOthers()
  for (const window of over) writer.journal.dropSaved(window)
  const texts = new Map()
  for (const { window, at, base, typed } of writer.journal.entries()) texts.set(window, { window, at: hour(new Date(at)), base, typed })
  for (const { window } of kept.slice(0, MOST)) {
    holds(window)
    if (alive.has(window) || window === writer.window || offered.has(window)) continue
    const text = await writer.doors.text(window).catch(() => null)
    const here = texts.get(window)
    if (text?.typed && !(here?.typed.turn >= text.typed.turn)) texts.set(window, { window, ...text, elsewhere: !here })
  }
  for (const text of [...texts.values()].sort((one, other) => other.typed.turn - one.typed.turn)) {
    if (alive.has(text.window) || text.window === writer.window || offered.has(text.window)) continue
    if (isNothing(text.typed) || same(text.typed, read(writer.form))) drop(writer, text.window)
    else if (place.childElementCount < SHOWN) show(writer, text)
  }
}

const isNothing = (typed) => !["kicker", "headline", "standfirst", "body", "note", "dateline", "slugline", "picture"].some((name) => typed[name]?.length) && !bylines(typed).length

const drop = (writer, window) => {
  offered.add(window) // it is asked for no more
  writer.journal.drop(window)
  writer.doors.discard(window).catch(() => {}) // the server may never have had it
}

const show = (writer, text) => {
  offered.add(text.window)
  const row = document.querySelector("template#unsaved-offer").content.firstElementChild.cloneNode(true)
  const [take, words, away] = ["take", "words", "away"].map((name) => row.querySelector(`[data-${name}]`))
  row.querySelector("b").textContent = `You have text from ${text.at} that was not saved.`
  if (text.elsewhere) row.querySelector("span").textContent = "It was typed in another window or on another machine."
  take.addEventListener("click", () => {
    writer.takeBack(text, () => drop(writer, text.window))
    row.remove()
    writer.form.querySelector("#id_headline")?.focus()
  })
  words.addEventListener("click", () => {
    dialog.querySelector("[data-differences]").replaceChildren(...differences(read(writer.form), text.typed))
    dialog.showModal()
  })
  away.addEventListener("click", () => {
    if (!away.dataset.sure) {
      away.dataset.sure = "1"
      away.textContent = "Really throw it away"
      return
    }
    drop(writer, text.window)
    row.remove()
  })
  place.append(row)
}

export const putBack = (form, { base, typed }) => {
  fill(form, typed)
  form.elements.version.value = base
}
