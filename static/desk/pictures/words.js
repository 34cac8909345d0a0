// What the library says of a picture, asked once each, and what that means for a story that uses it.

const answers = new Map()

const ask = async (address) => {
  const answer = await fetch(address, { headers: { Accept: "application/json" } }).catch(() => null)
  if (answer?.status === 404) return { isMissing: true }
  const isTold = answer?.ok && answer.headers.get("Content-Type")?.startsWith("application/json")
  if (!isTold) answers.delete(address) // no network, or signed out: whoever asks next may have more luck
  return isTold ? answer.json() : null
}

// The words as photos/admin/words.py gives them; null if they can't be had now. home is the address of the library.
export const wordsOf = (home, photo) => {
  const address = `${home}${photo}/words/`
  if (!answers.has(address)) answers.set(address, ask(address))
  return answers.get(address)
}

export const forget = (home, photo) => answers.delete(`${home}${photo}/words/`)

const KINDS = { graphic: "Graphic", illustration: "Illustration", generated: "Made by a program" }
export const kindOf = (words) => KINDS[words?.kind] ?? ""

const NEVER = "It must not run: choose another picture."
const LATER = "Readers don’t get it now. A photo editor can clear it; the duty editor can let it run for 24 hours."

// What stands in the way: {level: "stop", "warn" or "note", text}; null if nothing does.
export const rightsOf = (words) => {
  if (!words || words.isMissing) return null
  const { may_run: mayRun, status, status_words: standing, limits } = words
  if (mayRun) return limits && { level: "note", text: limits }
  const isOver = status === "forbidden" || standing === "Taken down"
  return { level: isOver ? "stop" : "warn", text: [`${standing}.`, limits, isOver ? NEVER : LATER].filter(Boolean).join(" ") }
}

const plain = (text) => (text ?? "").replace(/\s+/g, " ").trim()

// Whether a story says something else than the library does; nothing is no difference.
export const differs = (here, own) => plain(here) !== "" && plain(own) !== "" && plain(here) !== plain(own)

export const progressOf = ({ state, sent, size, words }, name) => {
  if (state === "waiting") return `${words}. ${name} waits and goes on by itself.`
  return state === "reading" ? `Looking at ${name}…` : `Uploading ${name}: ${Math.round((100 * sent) / (size || 1))} %`
}

// A note on a picture that came in, if the library had it, or one like it, before.
export const twinOf = ({ twin }, name) => {
  if (!twin) return ""
  const same = twin.why === "the same file"
  return same ? `The library had “${name}” already: it is used from there.` : `“${name}” looks like “${twin.title}”, which the library had already.`
}
