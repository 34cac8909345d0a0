// Pictures in the text: chosen from the library or uploaded in place, with what is said of them for this use alone.
import { Node, Plugin, crel, pm } from "django-prose-editor/editor"
import { upload } from "../desk/uploads/client.js"
import { forget, progressOf, twinOf, wordsOf } from "../desk/pictures/words.js"
import { expect } from "../desk/uploads/underway.js"
import { chooseFiles, choosePhoto } from "./choosing.js"
import { movePhoto, removePhoto } from "./gallery-moves.js"
import { find, isIn, leaveBelow, place } from "./place.js"
import { Use } from "./photo-use.js"
import { photoOf, takeFiles, uploads } from "./uploading.js"

const { closeHistory } = pm.history

const Caption = Node.create({
  name: "caption",
  content: "inline*",
  defining: true,
  isolating: true,
  parseHTML: () => [{ tag: "figcaption", context: "photo/" }],
  renderHTML: () => ["figcaption", 0],
  addKeyboardShortcuts() {
    return {
      Enter: ({ editor }) => isIn(editor, "caption") && leaveBelow(editor, find(editor.state, "gallery") ? "gallery" : "photo"),
    }
  },
})

const button = (words, more = {}) => crel("button", { type: "button", textContent: words, ...more })

class PhotoView {
  constructor({ editor, node, getPos }, home) {
    Object.assign(this, { editor, node, getPos, home })
    this.image = crel("img")
    this.shot = crel("div", { className: "photo__shot" }, [this.image])
    this.name = crel("span", { className: "photo__name" })
    this.kind = crel("span", { className: "photo__kind", hidden: true })
    this.status = crel("span", { className: "photo__status", role: "status" })
    this.verbs = crel("span", { className: "photo__verbs" }, this.makeVerbs())
    this.frame = crel("div", { className: "photo__frame", contentEditable: "false" }, [this.shot, this.name, this.kind, this.status, this.verbs])
    this.contentDOM = crel("div")
    this.use = new Use(this)
    this.dom = crel("figure", { className: "photo" }, [this.frame, this.contentDOM, this.use.dom])
    this.image.addEventListener("error", () => this.isMissing())
    this.show()
  }

  makeVerbs() {
    this.moves = [-1, 1].map((step) => button(step < 0 ? "←" : "→", { className: "photo__move", onclick: () => this.move(step) }))
    this.change = button("Change", { onclick: () => choosePhoto(this.editor, this.home, (photo) => this.become(photo)) })
    this.file = button("Upload", { onclick: () => chooseFiles(([file]) => this.take(file), { multiple: false }) })
    this.gone = button("Remove", { onclick: () => removePhoto(this.editor, this.getPos()) })
    const verbs = [...this.moves, this.change, this.file, this.gone]
    for (const verb of verbs) {
      verb.disabled = !this.editor.isEditable
      verb.addEventListener("keydown", ({ key }) => key.startsWith("Arrow") && this.move({ ArrowLeft: -1, ArrowRight: 1 }[key]))
    }
    return verbs
  }

  // ---- What it shows ----

  show() {
    const { photo } = this.node.attrs
    this.dom.dataset.photo = photo
    this.dom.classList.remove("photo--missing")
    this.image.alt = this.name.textContent = `Picture ${photo}`
    this.image.src = `${this.home}${photo}/preview/`
    this.change.setAttribute("aria-label", `Change picture ${photo}`)
    this.file.setAttribute("aria-label", `Upload another instead of picture ${photo}`)
    this.gone.setAttribute("aria-label", `Remove picture ${photo}`)
    this.moves.forEach((move, at) => move.setAttribute("aria-label", `Move picture ${photo} ${at ? "right" : "left"}`))
    this.words = null
    this.use.show()
    wordsOf(this.home, photo).then((words) => {
      if (this.node.attrs.photo !== photo) return
      if (words?.isMissing) this.isMissing()
      this.words = words
      this.use.show()
    })
  }

  get isInGallery() {
    const pos = this.getPos()
    return pos !== undefined && this.editor.state.doc.resolve(pos).parent.type.name === "gallery"
  }

  isMissing() {
    this.dom.classList.add("photo--missing")
    this.name.textContent = `Picture ${this.node.attrs.photo} can’t be shown`
  }

  update(updated) {
    if (updated.type !== this.node.type) return false
    const isOther = updated.attrs.photo !== this.node.attrs.photo
    this.node = updated
    isOther ? this.show() : this.use.show()
    return true
  }

  // ---- What is done to it ----

  // group: changes of one group, as letters typed in a row, are undone together.
  set(attrs, group) {
    const tr = this.editor.state.tr
    for (const [name, value] of Object.entries(attrs)) tr.setNodeAttribute(this.getPos(), name, value)
    if (group) tr.setMeta("composition", group) // the history keeps a composition in one piece
    this.editor.view.dispatch(group ? tr : closeHistory(tr))
  }

  // Another picture: what was said of the first, and how it was cut, isn't true of it. The caption stays to be read.
  become(photo) {
    forget(this.home, photo)
    this.set({ photo, crop: null, alt: null })
  }

  async take(file) {
    const over = expect(this.dom.closest("form"))
    try {
      const onProgress = (progress) => (this.status.textContent = progressOf(progress, file.name))
      const taken = await upload(file, { base: `${this.home}upload/`, onProgress })
      this.become(String(taken.photo))
      if (taken.twin) this.editor.emit("notice", twinOf(taken, file.name))
      over(true)
    } catch (error) {
      over(false)
      this.editor.emit("notice", `“${file.name}”: ${error.message}`)
    } finally {
      this.status.textContent = ""
    }
  }

  clearCaption() {
    const start = this.getPos() + 2
    this.editor.view.dispatch(this.editor.state.tr.delete(start, start + this.node.firstChild.content.size))
  }

  move(step) {
    const at = movePhoto(this.editor, this.getPos(), step)
    if (at === null) return
    const [left, right] = this.editor.view.nodeDOM(at).querySelectorAll(".photo__move")
    const [wanted, other] = step < 0 ? [left, right] : [right, left]
    const isFurther = wanted.checkVisibility() // at the end of the row there is nowhere to go
    ;(isFurther ? wanted : other).focus()
  }

  ignoreMutation({ target }) {
    return !this.contentDOM.contains(target)
  }

  stopEvent({ target }) {
    return this.verbs.contains(target) || this.use.dom.contains(target)
  }
}

const attribute = (name, fallback = null) => ({
  default: null,
  parseHTML: (element) => element.dataset[name] ?? fallback,
  renderHTML: ({ [name]: value }) => (value === null ? {} : { [`data-${name}`]: value }),
})

export const Photo = Node.create({
  name: "photo",
  group: "block",
  content: "caption",
  draggable: true,
  isolating: true,

  addOptions: () => ({ changelist: "/admin/photos/photo/" }),
  // alt: null is the library's description, "" decorative by decision.
  addAttributes: () => ({ photo: attribute("photo"), crop: attribute("crop"), alt: attribute("alt") }),
  parseHTML: () => [{ tag: "figure[data-photo]" }],
  renderHTML: ({ HTMLAttributes }) => ["figure", HTMLAttributes, 0],
  addExtensions: () => [Caption],

  addNodeView() {
    const { changelist } = this.options
    return (facts) => new PhotoView(facts, changelist)
  },

  addProseMirrorPlugins() {
    return [new Plugin(uploads(this.editor, this.options.changelist))]
  },

  addMenuItems({ buttons, menu }) {
    const { changelist } = this.options
    menu.defineItem({
      name: "photo",
      groups: "story",
      button: buttons.text("Picture"),
      command: (editor) => choosePhoto(editor, changelist, (photo) => place(editor, photoOf(editor, photo))),
    })
    menu.defineItem({
      name: "upload",
      groups: "story",
      button: buttons.text("Upload"),
      command: (editor) => chooseFiles((files) => takeFiles(editor, changelist, files, editor.state.selection.to)),
    })
  },
})
