// How one file fares: its name, a bar, and its state in words, which screen readers are told as it changes.

import { element } from "../keep/sign.js"

const SIGN_IN = "/admin/login/"

const link = (href, textContent, more = {}) => element("a", { href, textContent, ...more })

export class Line {
  constructor(file, { again, choose }) {
    Object.assign(this, { again, choose, name: file.name })
    this.bar = element("progress", { max: file.size || 1, value: 0, ariaLabel: `Sent of ${file.name}` })
    this.state = element("span", { className: "sending__state", ariaLive: "polite", textContent: "Waits its turn" })
    this.button = element("button", { type: "button", className: "link", hidden: true })
    const name = element("b", { className: "sending__name", textContent: file.name })
    this.item = element("li", { className: "sending" }, name, this.bar, element("span", {}, this.state, " ", this.button))
  }

  say(kind, ...words) {
    this.item.className = `sending sending--${kind}`
    const said = words.map((word) => word.textContent ?? word).join("")
    if (this.state.textContent !== said) this.state.replaceChildren(...words)
  }

  offer(verb, words = "Try again") {
    this.button.hidden = !verb
    this.button.onclick = verb
    this.button.textContent = words
    this.button.ariaLabel = `${words}: ${this.name}`
  }

  show({ state, sent, words, signedOut, again }) {
    this.bar.value = sent
    this.offer(again)
    if (state === "sending") this.say("going", "Sending")
    else if (state === "reading") this.say("going", "The library reads it")
    else if (signedOut) this.say("waits", `${words}: `, link(SIGN_IN, "sign in again in a new tab", { target: "_blank" }), ". Then it goes on.")
    else this.say("waits", `${words.replace(/\.$/, "")}. It goes on by itself.`)
  }

  done({ photo, title, change, twin }) {
    this.bar.value = this.bar.max
    this.offer(null)
    const next = this.choose ? this.choosing(photo, "Choose it") : link(change, "Its words and rights")
    next.ariaLabel = `${next.textContent}: ${title}`
    this.say("done", ...this.tidings(photo, twin), next)
  }

  tidings(photo, twin) {
    if (!twin) return ["In the library. "]
    const other = link(twin.change, twin.title, { target: "_blank" })
    return twin.pk === photo ? ["The library has the same file: ", other, ". "] : ["In the library. It looks like ", other, ". "]
  }

  choosing(photo, words) {
    return element("button", { type: "button", className: "verb", textContent: words, onclick: () => this.choose(photo) })
  }

  refused(words, isFinal = false) {
    isFinal ? this.offer(() => this.item.remove(), "Take it off the list") : this.offer(this.again)
    this.say("stop", words)
  }
}
