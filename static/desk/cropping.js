// The named crops of a picture: previews, and a box that is drawn, moved and resized with a pointer or with keys.
// What counts are the number fields below: left, top, right and bottom in per cent; empty follows the focus.

const STEP = 0.01
const LEAST = 0.05 // of the picture's width or height

const clamp = (value, low, high) => Math.min(Math.max(value, low), high)
const inPerCent = (share) => (share * 100).toFixed(2)

class Crop {
  constructor(item, picture) {
    Object.assign(this, { item, picture, name: item.dataset.crop, label: item.dataset.label })
    this.share = Number(item.dataset.ratio) / picture.ratio // width by height, both as shares of the picture
    this.inputs = [0, 1, 2, 3].map((n) => document.getElementById(`id_crop_${this.name}_${n}`)).filter(Boolean)
    this.view = item.querySelector(".crop__view img")
    this.button = item.querySelector("[data-draw]")
    this.reset = item.querySelector("[data-reset]")
  }

  get isDrawn() {
    return this.inputs.length === 4 && this.inputs.every((input) => input.value !== "")
  }

  get box() {
    if (this.isDrawn) return this.inputs.map((input) => Number(input.value) / 100)
    return this.inputs.length ? this.around(this.picture.focus) : this.item.dataset.box.split(",").map(Number)
  }

  around([x, y]) {
    const [across, down] = this.share < 1 ? [this.share, 1] : [1, 1 / this.share]
    const left = clamp(x - across / 2, 0, 1 - across)
    const top = clamp(y - down / 2, 0, 1 - down)
    return [left, top, left + across, top + down]
  }

  draw(box) {
    this.inputs.forEach((input, n) => (input.value = inPerCent(box[n])))
  }

  show() {
    const [left, top, right, bottom] = this.box
    if (!this.picture.image.naturalWidth) return
    this.view.removeAttribute("loading")
    this.view.src = this.picture.image.src
    this.view.classList.add("is-placed")
    const [across, down] = [right - left, bottom - top]
    Object.assign(this.view.style, {
      width: `${100 / across}%`,
      height: `${100 / down}%`,
      left: `${(-left / across) * 100}%`,
      top: `${(-top / down) * 100}%`,
    })
    if (!this.inputs.length) return
    this.item.querySelector(".crop__state").textContent = this.isDrawn ? "drawn" : "around the focus"
    this.reset.hidden = !this.isDrawn
  }

  get words() {
    const [left, top, right, bottom] = this.box.map((share) => Math.round(share * 100))
    return `${this.label}: from ${left} to ${right} per cent across, from ${top} to ${bottom} per cent down`
  }
}

class Cropping {
  constructor(root) {
    this.frame = root.querySelector("[data-frame]")
    this.image = this.frame.querySelector("img")
    this.ratio = this.image.getAttribute("width") / this.image.getAttribute("height")
    this.node = this.frame.querySelector(".cropbox")
    this.help = root.querySelector("[data-help]")
    this.heard = root.querySelector("[data-heard]")
    this.crops = [...root.querySelectorAll("[data-crop]")].map((item) => new Crop(item, this))
    this.chosen = null
    this.image.complete ? this.show() : this.image.addEventListener("load", () => this.show())
    if (this.node) this.listen(root)
  }

  get focus() {
    return ["x", "y"].map((axis) => Number(document.getElementById(`id_focus_${axis}`)?.value ?? 0.5))
  }

  listen(root) {
    // While a crop is drawn, a click is not the focus.
    this.frame.addEventListener("click", (event) => this.chosen && event.stopImmediatePropagation(), true)
    this.frame.addEventListener("click", () => this.show())
    root.addEventListener("input", () => this.show())
    this.frame.addEventListener("pointerdown", (event) => this.chosen && this.begin(event))
    this.node.addEventListener("keydown", (event) => this.press(event))
    for (const crop of this.crops) {
      crop.button.addEventListener("click", () => this.choose(this.chosen === crop ? null : crop))
      crop.reset.addEventListener("click", () => this.giveBack(crop))
    }
  }

  show() {
    for (const crop of this.crops) crop.show()
    if (!this.node) return
    this.node.hidden = !this.chosen
    if (!this.chosen) return
    const [left, top, right, bottom] = this.chosen.box
    const style = { left, top, width: right - left, height: bottom - top }
    for (const [name, share] of Object.entries(style)) this.node.style[name] = `${share * 100}%`
    this.node.setAttribute("aria-label", this.chosen.words)
  }

  choose(crop) {
    this.chosen = crop
    for (const one of this.crops) one.button.setAttribute("aria-pressed", String(one === crop))
    this.help.textContent = crop
      ? `${crop.label}: draw it, drag it, or pull a corner. With keys: arrows move, Shift and arrows resize, Escape ends.`
      : "Click on what must stay in sight: crops that nobody drew follow it."
    this.show()
    crop ? this.node.focus() : this.heard.replaceChildren()
  }

  giveBack(crop) {
    for (const input of crop.inputs) input.value = ""
    this.show()
    crop.button.focus()
    this.say(crop)
  }

  put(box) {
    this.chosen.draw(box)
    this.show()
  }

  say(crop) {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => (this.heard.textContent = crop.words), 400)
  }

  // ---- Keys ----

  press(event) {
    const moves = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] }
    const crop = this.chosen
    if (event.key === "Escape") {
      this.choose(null)
      crop.button.focus()
    } else if (event.key === "Delete" || event.key === "Backspace") {
      this.giveBack(crop)
      this.node.focus()
    } else if (moves[event.key]) {
      const [x, y] = moves[event.key]
      this.put(event.shiftKey ? this.grown(x || y) : this.moved(crop.box, x, y))
      this.say(crop)
    } else return
    event.preventDefault()
    event.stopPropagation()
  }

  moved([left, top, right, bottom], x, y) {
    x = clamp(x, -left, 1 - right)
    y = clamp(y, -top, 1 - bottom)
    return [left + x, top + y, right + x, bottom + y]
  }

  // Wider by a step, in its shape and around its own middle, as far as the picture goes.
  grown(step) {
    const [left, top, right, bottom] = this.chosen.box
    const { share } = this.chosen
    const across = clamp(right - left + step, LEAST, Math.min(1, share))
    const down = across / share
    const x = clamp((left + right - across) / 2, 0, 1 - across)
    const y = clamp((top + bottom - down) / 2, 0, 1 - down)
    return [x, y, x + across, y + down]
  }

  // ---- Pointers ----

  at({ clientX, clientY }) {
    const { left, top, width, height } = this.frame.getBoundingClientRect()
    return [clamp((clientX - left) / width, 0, 1), clamp((clientY - top) / height, 0, 1)]
  }

  begin(event) {
    if (event.button !== 0) return
    event.preventDefault()
    this.node.focus()
    const start = this.at(event)
    const box = this.chosen.box
    const corner = event.target.dataset.corner?.split(" ").map(Number)
    const anchor = corner ? [box[corner[0] ? 0 : 2], box[corner[1] ? 1 : 3]] : start
    const follow =
      corner || !this.node.contains(event.target)
        ? (now) => this.stretched(anchor, now)
        : (now) => this.moved(box, now[0] - start[0], now[1] - start[1])
    const move = (event) => {
      const next = follow(this.at(event))
      if (next) this.put(next)
    }
    const end = () => {
      this.frame.removeEventListener("pointermove", move)
      this.say(this.chosen)
    }
    this.frame.setPointerCapture(event.pointerId)
    this.frame.addEventListener("pointermove", move)
    this.frame.addEventListener("lostpointercapture", end, { once: true })
  }

  // From a corner that stays to the pointer, in the crop's shape and inside the picture.
  stretched([x, y], [toX, toY]) {
    const { share } = this.chosen
    const [rightwards, downwards] = [toX >= x, toY >= y]
    const room = Math.min(rightwards ? 1 - x : x, (downwards ? 1 - y : y) * share)
    const across = Math.min(Math.max(Math.abs(toX - x), Math.abs(toY - y) * share), room)
    const down = across / share
    if (across < LEAST || down < LEAST) return null
    const [left, top] = [rightwards ? x : x - across, downwards ? y : y - down]
    return [left, top, left + across, top + down]
  }
}

for (const root of document.querySelectorAll("[data-cropping]")) {
  if (root.querySelector("[data-frame]")) new Cropping(root)
}
