// Files wait their turn here: at most three are on their way at once.

import { NotTaken, upload } from "./client.js"

const MOST = 3

export class Queue {
  constructor(base, { onEmpty = () => {} } = {}) {
    Object.assign(this, { base, onEmpty, waiting: [], going: 0 })
  }

  get isBusy() {
    return this.going + this.waiting.length > 0
  }

  // `line` is told how it goes: show(progress), done(answer), refused(words, isFinal).
  add(file, line) {
    this.waiting.push([file, line])
    this.next()
  }

  async next() {
    if (this.going === MOST || !this.waiting.length) return
    const [file, line] = this.waiting.shift()
    this.going++
    try {
      line.done(await upload(file, { base: this.base, onProgress: (progress) => line.show(progress) }))
    } catch (error) {
      line.refused(error.message, error.isFinal)
      if (!(error instanceof NotTaken)) reportError(error)
    }
    this.going--
    this.isBusy ? this.next() : this.onEmpty()
  }
}
