// What was typed, in this browser: it is there after a crash, a log-out, a deploy and without a network.
// One entry a window, under the person's number: nobody is offered what somebody else typed.

const DAYS = 30
const PREFIX = "desk-text"
const atServer = new Set() // windows whose text the server holds too: these may go where room is needed

export const holds = (window) => atServer.add(window)

const all = () => {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(`${PREFIX}:`))
  } catch {
    return []
  }
}

const entry = (key) => {
  try {
    return JSON.parse(localStorage.getItem(key))
  } catch {
    return null
  }
}

export class Journal {
  constructor(user, story) {
    this.own = `${PREFIX}:${user}:`
    this.prefix = `${this.own}${story}:`
    for (const key of all()) if (!(entry(key)?.at > Date.now() - DAYS * 86_400_000)) localStorage.removeItem(key)
  }

  // Says whether the browser took it: its room is small, and some have it switched off. What was typed after the press
  // on Save is no part of that save.
  write(window, base, typed, after = false) {
    const text = JSON.stringify({ at: Date.now(), base, typed, after })
    const put = () => localStorage.setItem(this.prefix + window, text)
    try {
      put()
      return true
    } catch {
      return this.makeRoom(window, put)
    }
  }

  makeRoom(window, put) {
    try {
      for (const key of all()) {
        const name = key.split(":").at(-1)
        if (name !== window && atServer.has(name)) localStorage.removeItem(key)
      }
      put()
      return true
    } catch {
      return false
    }
  }

  // Also where it was typed before the story had a number.
  drop(window) {
    for (const key of this.keys()) if (key.endsWith(`:${window}`)) localStorage.removeItem(key)
  }

  // The window ended with its save.
  dropSaved(window) {
    if (!this.keys().some((key) => key.endsWith(`:${window}`) && entry(key)?.after)) this.drop(window)
  }

  keys() {
    return all().filter((key) => key.startsWith(this.own))
  }

  windows() {
    return this.keys().map((key) => key.split(":").at(-1))
  }

  entries() {
    return all()
      .filter((key) => key.startsWith(this.prefix))
      .map((key) => ({ window: key.slice(this.prefix.length), ...entry(key) }))
      .filter(({ typed }) => typed)
  }
}
