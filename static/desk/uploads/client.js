// Sends one file to the library, piece by piece. After an error it waits and goes on where it stopped.
//
//   const { photo, title, preview, twin } = await upload(file, { base: "/admin/photos/photo/upload/", onProgress })
//
// onProgress({ state, sent, size, words, again }): state is "sending", "reading" (the server looks at the whole file)
// or "waiting" (words say why; again() tries at once). What can't be helped by waiting is thrown as NotTaken, whose
// message is one sentence for whoever chose the file. signal: an AbortSignal that gives up.

import { keyOf } from "./key.js"

const PIECE = 1 << 20
const AGAIN = [2, 4, 8, 15, 30] // seconds
const BUSY = 400 // milliseconds
const LONGEST = 90_000

export class NotTaken extends Error {}

class Later extends Error {
  constructor(words, signedOut = false) {
    super(words)
    this.signedOut = signedOut
  }
}

class Begin extends Error {} // what the server had of it is gone

let token = "" // of this page; a fresh one after signing in again

const csrf = () => token || document.querySelector("[name=csrfmiddlewaretoken]")?.value || ""

const ask = async (path, { signal, ...options } = {}) => {
  const signals = [AbortSignal.timeout(LONGEST), ...(signal ? [signal] : [])]
  const headers = { Accept: "application/json", "X-CSRFToken": csrf(), ...options.headers }
  let answer
  try {
    answer = await fetch(path, { cache: "no-store", redirect: "manual", ...options, headers, signal: AbortSignal.any(signals) })
  } catch {
    signal?.throwIfAborted()
    throw new Later(navigator.onLine ? "The server can’t be reached" : "No connection")
  }
  const isJson = answer.headers.get("Content-Type")?.startsWith("application/json")
  const said = isJson ? await answer.json().catch(() => ({})) : {}
  if (answer.ok && isJson) return said
  throw refusal(answer, isJson, said)
}

const refusal = ({ status, type }, isJson, { error }) => {
  if (status === 401 || type === "opaqueredirect") return new Later("You are signed out", true)
  if (status === 403 && !isJson) return new Later("The page is out of date", true) // an old token
  if (status === 404 && isJson) return new Begin()
  if (status === 0 || status === 408 || status === 429 || status >= 500) return new Later(error || "The server is in trouble")
  // Of the file itself: the same again would be refused again.
  return Object.assign(new NotTaken(error || "The server refuses this file."), { isFinal: [413, 415, 422].includes(status) })
}

const renew = async (base, signal) => {
  token = (await ask(base, { signal })).token || token
}

// A wait that ends by itself, when the network is back, or when somebody ends it.
const pause = (milliseconds, signal) => {
  const { promise, resolve } = withResolvers()
  const timer = setTimeout(resolve, milliseconds)
  for (const [target, name] of [[window, "online"], [signal, "abort"]]) target?.addEventListener(name, resolve)
  const over = promise.then(() => {
    clearTimeout(timer)
    for (const [target, name] of [[window, "online"], [signal, "abort"]]) target?.removeEventListener(name, resolve)
  })
  return { over, end: resolve }
}

const withResolvers = () => {
  let resolve
  return { promise: new Promise((done) => (resolve = done)), resolve }
}

class Sending {
  constructor(file, { base, onProgress = () => {}, signal }) {
    Object.assign(this, { file, base, signal, tell: onProgress, sent: 0, failures: 0, begun: false, stale: false })
  }

  say(state, more = {}) {
    this.tell({ state, sent: this.sent, size: this.file.size, words: "", ...more })
  }

  async run() {
    this.key = await keyOf(this.file).catch(() => {
      throw new NotTaken("This file can’t be read: it was moved or changed. Choose it again.")
    })
    for (;;) {
      this.signal?.throwIfAborted()
      try {
        const answer = await this.step()
        if (answer.photo) return answer
        if (answer.busy) await pause(BUSY, this.signal).over
      } catch (error) {
        await this.recover(error)
      }
    }
  }

  // Tell the server of it, then one piece after the other; the last one, or an empty one after it, brings the picture.
  async step() {
    if (this.stale) await renew(this.base, this.signal)
    this.stale = false
    const answer = this.begun ? await this.piece() : await this.begin()
    if (this.begun) this.failures = 0
    this.begun = true
    this.sent = answer.received ?? this.file.size
    return answer
  }

  begin() {
    this.say("sending")
    const { name, size } = this.file
    const body = JSON.stringify({ key: this.key, name, size })
    return ask(this.base, { method: "POST", body, headers: { "Content-Type": "application/json" }, signal: this.signal })
  }

  async piece() {
    const end = this.sent + PIECE
    const bytes = await this.file.slice(this.sent, end).arrayBuffer().catch(() => {
      throw new NotTaken("This file can’t be read: it was moved or changed. Choose it again.")
    })
    this.say(end >= this.file.size ? "reading" : "sending")
    const headers = { "Content-Type": "application/octet-stream" }
    return ask(`${this.base}${this.key}/?from=${this.sent}`, { method: "PUT", body: bytes, headers, signal: this.signal })
  }

  async recover(error) {
    if (error instanceof Begin) {
      if (++this.failures > AGAIN.length) throw new NotTaken("The server keeps losing this file. Choose it again.")
      this.begun = false
      this.sent = 0
    } else if (error instanceof Later) await this.wait(error)
    else throw error
  }

  async wait({ message, signedOut }) {
    const seconds = signedOut ? 5 : AGAIN[Math.min(this.failures, AGAIN.length - 1)]
    const isFirst = !this.failures++
    this.stale ||= signedOut
    if (signedOut && isFirst) return // perhaps only the page's token is old: look at once
    const rest = pause(seconds * 1000, this.signal)
    this.say("waiting", { words: message, signedOut, again: rest.end })
    await rest.over
  }
}

export const upload = (file, options) => new Sending(file, options).run()
