// A picture and its chooser: the lookup window of the library sets the number, a file that is dropped here is uploaded.
// Fields called <its id>_caption and <its id>_alt hold words for this use alone.
import { NotTaken, upload } from "./uploads/client.js"
import { expect } from "./uploads/underway.js"
import { differs, forget, kindOf, progressOf, rightsOf, twinOf, wordsOf } from "./pictures/words.js"

const $ = window.django?.jQuery
const OWN = { caption: "caption", alt: "description" }

const element = (tag, facts, ...children) => {
  const made = Object.assign(document.createElement(tag), facts)
  made.append(...children)
  return made
}

// The field for words of this use: shows the library's as its placeholder, and a sign where it says something else.
class Here {
  constructor(field, name) {
    this.field = field
    this.name = name
    const use = element("button", { type: "button", className: "link", textContent: "Use the picture’s own", onclick: () => this.clear() })
    this.sign = element("p", { className: "picture__differs", hidden: true }, `This ${OWN[name]} differs from the picture’s own. `, use)
    const back = element("button", { type: "button", className: "link", textContent: `Put the ${OWN[name]} back`, onclick: () => this.putBack() })
    this.taken = element("p", { className: "picture__differs", hidden: true }, `The ${OWN[name]} here was of the other picture. `, back)
    field.after(this.sign, this.taken)
    for (const event of ["input", "change"]) field.addEventListener(event, () => this.show(this.words))
  }

  show(words) {
    this.words = words
    this.field.placeholder = words?.[this.name] || ""
    this.sign.hidden = !differs(this.field.value, words?.[this.name])
    if (this.field.value) this.taken.hidden = true
  }

  // Another picture: what was said of the first isn't true of it.
  leave() {
    if (!this.field.value.trim()) return
    this.old = this.field.value
    this.put("")
    this.taken.hidden = false
  }

  putBack() {
    this.put(this.old)
    this.field.focus()
  }

  put(words) {
    this.field.value = words
    this.field.dispatchEvent(new Event("input", { bubbles: true }))
  }

  clear() {
    this.put("")
    this.field.focus()
  }
}

export class Chooser {
  constructor(box) {
    this.box = box
    this.home = box.dataset.picture
    const part = (name) => box.querySelector(`.picture__${name}`)
    Object.assign(this, { image: part("image"), title: part("told"), words: part("words"), rights: part("rights"), status: part("status") })
    this.input = box.querySelector("input")
    this.clear = box.querySelector("[data-picture-clear]")
    const fields = Object.keys(OWN).map((name) => [document.getElementById(`${this.input.id}_${name}`), name])
    this.here = fields.filter(([field]) => field).map(([field, name]) => new Here(field, name))
    this.last = this.input.value // whose words stand here
    this.listen()
    this.show()
  }

  listen() {
    // The lookup window triggers jQuery's change, which plain listeners don't hear.
    const changed = () => {
      this.become(this.input.value)
      this.show({ isNew: true })
    }
    // A text that is put back, or a number that is typed, brings its own words.
    this.input.addEventListener("input", () => (this.last = this.input.value || this.last))
    if ($) $(this.box).on("django:lookup-related", ".related-lookup", (event) => this.lookUp(event))
    $ ? $(this.input).on("change", changed) : this.input.addEventListener("change", changed)
    this.clear.addEventListener("click", () => this.choose(""))
    const file = this.box.querySelector("[data-picture-upload]")
    file.hidden = false
    file.addEventListener("click", () => {
      const input = element("input", { type: "file", accept: "image/*,.heic,.heif,.tif,.tiff" })
      input.addEventListener("change", () => this.take(input.files[0]))
      input.click()
    })
    this.box.addEventListener("dragover", (event) => event.dataTransfer.types.includes("Files") && event.preventDefault())
    this.box.addEventListener("drop", (event) => {
      const [dropped] = event.dataTransfer.files
      if (!dropped) return
      event.preventDefault()
      this.take(dropped)
    })
  }

  // In a window large enough for the list.
  lookUp(event) {
    const address = new URL(event.target.href)
    address.searchParams.set("_popup", "1")
    const popup = window.open(address, `${this.input.id}__1`, "popup,width=1100,height=760,resizable,scrollbars")
    if (!popup) return
    event.preventDefault()
    popup.focus()
  }

  become(photo) {
    if (photo && this.last && photo !== this.last) for (const here of this.here) here.leave()
    this.last = photo || this.last
  }

  choose(photo) {
    this.input.value = photo
    this.become(photo)
    this.input.dispatchEvent(new Event("input", { bubbles: true }))
    this.show()
  }

  async show({ isNew = false } = {}) {
    const photo = this.input.value
    this.image.hidden = this.clear.hidden = !photo
    if (photo) this.image.src = `${this.home}${photo}/preview/`
    if (isNew) forget(this.home, photo)
    this.tell(null)
    if (!photo) return
    const words = await wordsOf(this.home, photo)
    if (this.input.value === photo) this.tell(words)
  }

  tell(words) {
    this.box.classList.toggle("picture--missing", Boolean(words?.isMissing))
    this.image.alt = words?.alt ?? ""
    this.title.textContent = words?.isMissing ? "This picture doesn’t exist any more: choose another." : words?.title === words?.caption ? "" : words.title
    const said = words && !words.isMissing ? { Kind: kindOf(words), Caption: words.caption, Credit: words.credit, Description: words.alt } : {}
    const rows = Object.entries(said).filter(([name, text]) => text || name !== "Kind")
    this.words.replaceChildren(...rows.flatMap(([name, text]) => [element("dt", { textContent: name }), element("dd", { textContent: text || "none yet" })]))
    if (words?.change) this.words.append(element("dt", {}, ""), element("dd", {}, element("a", { href: words.change, target: "_blank", textContent: "Its page" })))
    const rights = rightsOf(words)
    this.rights.className = `picture__rights picture__rights--${rights?.level}`
    this.rights.textContent = rights?.text ?? ""
    for (const here of this.here) here.show(words)
  }

  async take(file) {
    const over = expect(this.box.closest("form"))
    const onProgress = (progress) => (this.status.textContent = progressOf(progress, file.name))
    try {
      const taken = await upload(file, { base: `${this.home}upload/`, onProgress })
      this.choose(String(taken.photo))
      this.status.textContent = twinOf(taken, file.name)
      over(true)
    } catch (error) {
      over(false)
      if (!(error instanceof NotTaken)) throw error
      this.status.textContent = `“${file.name}”: ${error.message}`
    }
  }
}

for (const box of document.querySelectorAll("[data-picture]")) new Chooser(box)
