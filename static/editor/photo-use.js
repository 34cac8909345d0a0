// What a story says of a picture for this use alone: its crop, its description, and signs where it differs from the library.
import { crel } from "django-prose-editor/editor"
import { differs, kindOf, rightsOf } from "../desk/pictures/words.js"

const SHAPES = { hero: 16 / 9, card: 3 / 2, square: 1, portrait: 4 / 5 }
const CROPS = { "": "Whole", hero: "Hero 16:9", card: "Card 3:2", square: "Square 1:1", portrait: "Portrait 4:5" }
const IN_GALLERY = "Card 3:2 (as galleries are)"
const NO_OWN = "The library has no description: say what is in the picture, for readers who can’t see it"
const EMPTY = "Caption, or leave it: readers then see the picture’s own"
const LONGEST = 300
let groups = 0

const labelled = (words, field, className = "") => crel("label", { className }, [crel("span", { textContent: words }), field])
const plain = (text) => text.replace(/\s+/g, " ")

export class Use {
  constructor(view) {
    this.view = view
    const options = Object.entries(CROPS).map(([value, textContent]) => crel("option", { value, textContent }))
    this.crop = crel("select", {}, options)
    this.alt = crel("textarea", { rows: 1, maxLength: LONGEST })
    this.decorative = crel("input", { type: "checkbox" })
    this.rights = crel("p", { className: "photo__rights", hidden: true })
    this.ownCaption = this.sign("The caption", () => view.clearCaption())
    this.ownAlt = this.sign("The description", () => view.set({ alt: null }))
    const fields = [labelled("Crop", this.crop), labelled("Description", this.alt, "photo__alt"), labelled("Decorative", this.decorative, "photo__decorative")]
    this.dom = crel("div", { className: "photo__use", contentEditable: "false" }, [this.rights, ...fields, this.ownCaption, this.ownAlt])
    for (const field of [this.crop, this.alt, this.decorative]) field.disabled = !view.editor.isEditable
    this.listen()
  }

  sign(what, useOwn) {
    const use = crel("button", { type: "button", textContent: "Use the picture’s own", onclick: useOwn })
    return crel("p", { className: "photo__differs", hidden: true }, [`${what} differs from the picture’s own. `, use])
  }

  listen() {
    const { view } = this
    this.crop.addEventListener("change", () => view.set({ crop: this.crop.value || null }))
    this.alt.addEventListener("focus", () => (this.group = `description ${++groups}`))
    this.alt.addEventListener("input", () => view.set({ alt: plain(this.alt.value) || null }, this.group))
    this.alt.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault())
    this.decorative.addEventListener("change", () => view.set({ alt: this.decorative.checked ? "" : null }))
  }

  show() {
    const { words, node } = this.view
    const { crop, alt } = node.attrs
    const { isInGallery } = this.view
    this.crop.options[0].textContent = isInGallery ? IN_GALLERY : CROPS[""]
    this.crop.value = crop ?? ""
    if (plain(this.alt.value) !== (alt ?? "")) this.alt.value = alt ?? ""
    this.alt.placeholder = alt === "" ? "" : words?.alt || NO_OWN
    this.decorative.checked = alt === ""
    this.alt.disabled = alt === "" || !this.view.editor.isEditable
    const caption = node.textContent.trim()
    this.ownCaption.hidden = !differs(caption, words?.caption)
    this.ownAlt.hidden = !differs(alt, words?.alt)
    this.showPlaceholder(words)
    this.showRights(words)
    this.showCrop(crop ?? (isInGallery ? "card" : null), words)
  }

  showPlaceholder(words) {
    const own = [words?.caption, words?.credit].filter(Boolean).join(" ")
    this.view.dom?.style.setProperty("--own-caption", JSON.stringify(plain(own ? `Readers see: ${own}` : EMPTY)))
  }

  showRights(words) {
    const { kind } = this.view
    kind.textContent = kindOf(words)
    kind.hidden = !kind.textContent
    const found = rightsOf(words)
    this.rights.hidden = !found
    this.rights.className = `photo__rights photo__rights--${found?.level}`
    this.rights.textContent = found?.text ?? ""
  }

  // The part that readers see: the picture stands larger behind a window of the crop's shape.
  showCrop(crop, words) {
    const { shot, image } = this.view
    const [left, top, right, bottom] = words?.crops?.[crop] ?? [0, 0, 1, 1]
    const isCut = Boolean(SHAPES[crop])
    shot.classList.toggle("photo__shot--cut", isCut)
    shot.style.aspectRatio = isCut ? SHAPES[crop] : ""
    image.style.width = isCut ? `${100 / (right - left)}%` : ""
    image.style.left = isCut ? `${(-100 * left) / (right - left)}%` : ""
    image.style.top = isCut ? `${(-100 * top) / (bottom - top)}%` : ""
  }
}
