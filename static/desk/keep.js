// Never lose a word: what is typed in the story form goes to this browser's journal at once and to the server soon after.
import { Doors, Refusal } from "./keep/doors.js"
import { read, same } from "./keep/fields.js"
import { Journal } from "./keep/journal.js"
import { answerFor, offer, putBack } from "./keep/offers.js"
import { facts, onTakeOver, showMoved, showOthers, showTaken } from "./keep/presence.js"
import { element, hour, say, sayAsSaved } from "./keep/sign.js"

const JOURNAL = 180 // milliseconds from a keystroke to the journal, and at most 100 more until the browser is idle
const REST = 1200 // from the last keystroke to the server
const MOST = 8000 // while typing goes on
const AGAIN = [2, 4, 8, 15, 30] // seconds
const SMALL = 60_000 // what a browser sends for a page that it closes

const idle = window.requestIdleCallback ?? ((work) => setTimeout(work, 0))
const newWindow = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("")

class Writer {
  constructor(form) {
    this.form = form
    for (const name of ["version", "window"]) form.elements[name] ?? form.append(element("input", { type: "hidden", name }))
    this.doors = new Doors(facts, form)
    this.journal = new Journal(facts.user, facts.story)
    this.goesOn = Boolean(form.elements.window.value) // shown again with faults: the same text, the same window
    this.window ||= newWindow()
    this.since = facts.now
    this.initial = read(form)
    this.turn = this.failures = 0
    this.inJournal = true
    this.field = ""
  }

  get window() {
    return this.form.elements.window.value
  }

  set window(name) {
    this.form.elements.window.value = name
  }

  get base() {
    return Number(this.form.elements.version.value) || 0
  }

  // ---- Typing: the handler only looks at the clock; the text is read when the browser is idle. ----
  touch() {
    this.unsent ||= Date.now()
    if (this.passed) this.after = true
    if (!this.waiting) {
      this.waiting = true
      setTimeout(() => idle(() => this.waiting && this.write(), { timeout: 100 }), JOURNAL)
    }
    if (this.stopped || this.failing) return
    clearTimeout(this.soon)
    this.soon = setTimeout(() => this.send(), Math.max(0, Math.min(REST, this.unsent + MOST - Date.now())))
  }

  write() {
    this.waiting = false
    const typed = { ...read(this.form), turn: this.nextTurn() }
    if (!this.kept && same(typed, this.initial)) this.journal.drop(this.window)
    else this.inJournal = this.journal.write(this.window, this.base, typed, this.after)
    return typed
  }

  nextTurn() {
    return (this.turn = Math.max(this.turn + 1, Date.now()))
  }

  // ---- Sending: one at a time ----
  send(options = {}) {
    clearTimeout(this.soon)
    this.sending ??= this.sendNow(options).finally(() => {
      this.sending = null
      if (this.unsent && !this.failing && !this.stopped) this.touch()
    })
    return this.sending
  }

  async sendNow({ again = false } = {}) {
    const typed = this.write()
    this.unsent = 0
    if (this.isAsSaved(typed)) return this.clear()
    const saving = setTimeout(() => this.failing || say("unsaved", "Saving…"), 400)
    try {
      const data = { window: this.window, base: this.base, field: this.field, typed }
      this.keptNow(await this.doors.ask(facts.keep, { data }))
      return true
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal
      this.unsent ||= Date.now()
      if (refusal.over && !again) return this.moveOn()
      this.fail(refusal)
      return refusal
    } finally {
      clearTimeout(saving)
    }
  }

  isAsSaved(typed) {
    return !this.kept && !this.goesOn && same(typed, this.initial)
  }

  // This window has ended with a save (of a page that the browser brought back): go on in a new one.
  moveOn() {
    const old = this.window
    this.window = newWindow()
    const sent = this.sendNow({ again: true })
    this.journal.drop(old)
    return sent
  }

  clear() {
    this.recover()
    sayAsSaved()
    return true
  }

  keptNow({ at, version, taken }) {
    this.kept = at
    this.since = at
    this.recover()
    say("saved", `Saved ${at}`, "for you alone: press Save to put it in the story")
    this.onKept?.()
    this.onKept = null
    if (taken) this.isTaken(taken)
    if (version <= this.base) showMoved({ version }, this.base)
  }

  recover() {
    this.failing = false
    this.failures = 0
    clearTimeout(this.retry)
  }

  fail({ status, message }) {
    this.failing = true
    const kept = this.inJournal ? "Kept in this browser" : "This browser has no room to keep it: copy your text"
    const words = { 0: [`${kept}; trying again.`], 401: [`${kept}. You are signed out: `, this.signIn()] }
    say("failed", `Not saved since ${this.since}.`, ...(words[status] ?? (status >= 500 ? words[0] : [`${message} ${kept}.`])))
    clearTimeout(this.retry)
    const wait = status === 401 ? 5 : AGAIN[Math.min(this.failures++, AGAIN.length - 1)]
    this.retry = setTimeout(() => this.tryAgain(), wait * 1000)
  }

  tryAgain() {
    if (this.unsent) this.send()
    else this.look()
  }

  signIn() {
    return element("a", { href: facts.signIn, target: "_blank", textContent: "sign in again in a new tab" })
  }

  // ---- Looking round ----
  async look() {
    if (!facts.takeOver && !this.failing) return
    try {
      const data = { window: this.window, base: this.base, field: this.field }
      const state = await this.doors.ask(facts.keep, { data })
      if (this.failing && !this.unsent) {
        this.recover()
        this.kept ? say("saved", `Saved ${this.kept}`, "for you alone: press Save to put it in the story") : sayAsSaved()
      }
      this.show(state)
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal
      if (refusal.status && !this.stopped) this.fail(refusal)
      else if (this.failing) this.fail(refusal)
    }
  }

  show(state) {
    if (state.taken) return this.isTaken(state.taken)
    showOthers(state.here)
    showMoved(state, this.base)
    if (state.unsaved.length) offer(this, state.unsaved)
  }

  async isTaken(words) {
    if (this.stopped) return
    this.stopped = true
    showOthers([])
    await this.sending
    if (this.unsent) await this.send() // the last words since
    say("unsaved", "Taken over", "this window saves nothing more by itself")
    showTaken(words, async () => {
      if (this.unsent) await this.send()
      location.assign(location.pathname)
    })
  }

  async takeOver() {
    try {
      const { version } = await this.doors.ask(facts.takeOver, { data: {} })
      if (version > this.base && this.isAsSaved(read(this.form))) return location.reload()
      await this.look()
    } catch (refusal) {
      this.fail(refusal)
    }
  }

  // ---- Taking back ----
  async takeBack(text, done) {
    if (!same(read(this.form), this.initial)) {
      await this.send()
      this.window = newWindow() // what stood here is offered in its turn
    }
    putBack(this.form, text)
    this.onKept = done
    this.touch()
  }

  // ---- Leaving ----
  // Nothing leaves the page before its text is kept: what the server then refuses, or never gets, is not lost.
  async leave(event) {
    if (this.passed) return this.go()
    event.preventDefault()
    if (this.leaving) return
    this.leaving = true
    const kept = await this.settle()
    this.leaving = false
    const blocked = kept instanceof Refusal && ![400, 413].includes(kept.status)
    if (blocked) return document.querySelector("dialog:modal")?.close()
    this.passed = true
    this.form.requestSubmit(event.submitter)
  }

  // This is what the server gets. Until its page comes somebody may write on: that is in the journal only.
  go() {
    this.after = false
    this.write()
  }

  async settle() {
    await this.sending
    if (!this.isAsSaved(read(this.form))) return this.send()
    try {
      await this.doors.look(this.window)
      return true
    } catch (refusal) {
      this.fail(refusal)
      return refusal
    }
  }

  hide() {
    if (this.passed && !this.after) return
    const typed = this.unsent || this.waiting ? this.write() : null
    const data = { window: this.window, base: this.base, field: this.field, leaving: true }
    const whole = { ...data, typed }
    const fits = typed && this.unsent && JSON.stringify(whole).length < SMALL
    this.doors.ask(facts.keep, { data: fits ? whole : data, keepalive: true, signal: undefined }).catch(() => {})
  }
}

const start = (form) => {
  // Firefox puts back what stood in the fields before a reload: over another version, that would be an edit by nobody.
  if (performance.getEntriesByType("navigation")[0]?.type === "reload") form.reset()
  const writer = new Writer(form)
  const touch = (event) => event.target.closest?.("dialog") || event.target.name === "window" || writer.touch()
  const $ = window.django?.jQuery
  // select2 and the picture's window tell only jQuery, which hears the browser's own events too.
  if ($) $(form).on("input change", touch)
  else for (const name of ["input", "change"]) form.addEventListener(name, touch)
  form.addEventListener("focusin", ({ target }) => (writer.field = target.closest(".tiptap") ? "body" : (target.name ?? writer.field)))
  form.addEventListener("submit", (event) => writer.leave(event))
  window.addEventListener("pagehide", () => writer.hide())
  window.addEventListener("pageshow", ({ persisted }) => persisted && comeBack(writer))
  window.addEventListener("online", () => writer.failing && writer.tryAgain())
  window.addEventListener("focus", () => writer.failing && writer.tryAgain())
  window.addEventListener("beforeunload", (event) => !writer.passed && writer.unsent && !writer.inJournal && event.preventDefault())
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") return writer.look()
    if (writer.unsent && !writer.stopped) writer.send()
  })
  onTakeOver(() => writer.takeOver())
  answerFor(writer)
  open(writer)
  const tick = () => writer.stopped || writer.leaving || writer.look()
  const clock = new Worker(new URL("./keep/tick.js", import.meta.url))
  clock.addEventListener("message", tick)
}

const open = async (writer) => {
  const state = await writer.doors.look(writer.window, writer.journal.windows()).catch(() => ({ unsaved: [], over: [] }))
  if (state.now) writer.since = state.now
  if (writer.goesOn) writer.touch()
  offer(writer, state.unsaved, state.over)
  writer.look()
}

const comeBack = async (writer) => {
  writer.passed = writer.leaving = false
  if (facts.story === "new") return // its window names the story that its save may have begun
  const { over } = await writer.doors.look(writer.window, [writer.window]).catch(() => ({ over: [] }))
  if (over.includes(writer.window)) {
    writer.journal.dropSaved(writer.window)
    writer.window = newWindow()
    writer.kept = ""
  }
}

const form = document.querySelector("#article_form")
if (form && facts) start(form)
