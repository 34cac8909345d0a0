// Pictures that stand beside each other.
import { Node, crel, pm } from "django-prose-editor/editor"
import { chooseFiles, choosePhoto } from "./choosing.js"
import { find, place } from "./place.js"
import { photoOf, takeFiles } from "./uploading.js"

const { closeHistory } = pm.history
const { NodeSelection } = pm.state

const photosOf = (node) => (node.type.name === "gallery" ? node.children : [node])

// Pictures that were selected together become one gallery.
const joinSelected = ({ state, view }) => {
  const { from, to } = state.selection
  const chosen = []
  state.doc.forEach((node, pos) => pos < to && pos + node.nodeSize > from && chosen.push({ node, pos }))
  if (chosen.length < 2 || !chosen.every(({ node }) => ["photo", "gallery"].includes(node.type.name))) return false
  const { node, pos } = chosen.at(-1)
  const gallery = state.schema.nodes.gallery.create(null, chosen.flatMap((one) => photosOf(one.node)))
  const tr = state.tr.replaceWith(chosen[0].pos, pos + node.nodeSize, gallery)
  view.dispatch(closeHistory(tr).setSelection(NodeSelection.create(tr.doc, chosen[0].pos)))
  return true
}

const add = (editor, photo) => {
  const { state, view } = editor
  const node = photoOf(editor, photo)
  const [gallery, single] = ["gallery", "photo"].map((name) => find(state, name))
  const { gallery: type } = state.schema.nodes
  if (gallery) view.dispatch(state.tr.insert(gallery.pos + gallery.node.nodeSize - 1, node))
  else if (single) view.dispatch(state.tr.replaceWith(single.pos, single.pos + single.node.nodeSize, type.create(null, [single.node, node])))
  else return place(editor, type.create(null, [node]))
  view.focus()
}

const button = (textContent, onclick) => crel("button", { type: "button", textContent, onclick })

class GalleryView {
  constructor({ editor, node, getPos }, home) {
    Object.assign(this, { editor, node, getPos, home })
    this.title = crel("span", { className: "gallery__title" })
    const verbs = [
      button("Add a picture", () => choosePhoto(editor, home, (photo) => this.insert(photo))),
      button("Upload", () => chooseFiles((files) => takeFiles(editor, home, files, this.end))),
      button("Split", () => this.split()),
    ]
    for (const verb of verbs) verb.disabled = !editor.isEditable
    this.verbs = crel("span", { className: "gallery__verbs" }, verbs)
    this.head = crel("div", { className: "gallery__head", contentEditable: "false" }, [this.title, this.verbs])
    this.contentDOM = crel("div", { className: "gallery__row" })
    this.dom = crel("div", { className: "gallery", role: "group" }, [this.head, this.contentDOM])
    this.show()
  }

  get end() {
    return this.getPos() + this.node.nodeSize - 1
  }

  show() {
    const { childCount } = this.node
    const words = childCount > 1 ? `Gallery of ${childCount}` : "Gallery: add a second picture, or it stands as a picture alone"
    this.title.textContent = words
    this.dom.setAttribute("aria-label", words)
  }

  insert(photo) {
    this.editor.view.dispatch(this.editor.state.tr.insert(this.end, photoOf(this.editor, photo)))
  }

  split() {
    const pos = this.getPos()
    this.editor.view.dispatch(closeHistory(this.editor.state.tr).replaceWith(pos, pos + this.node.nodeSize, this.node.children))
    this.editor.view.focus()
  }

  update(updated) {
    if (updated.type !== this.node.type) return false
    this.node = updated
    this.show()
    return true
  }

  ignoreMutation({ target }) {
    return this.head.contains(target) || target === this.dom
  }

  stopEvent({ target }) {
    return this.verbs.contains(target)
  }
}

export const Gallery = Node.create({
  name: "gallery",
  group: "block",
  content: "photo+",
  isolating: true,

  addOptions: () => ({ changelist: "/admin/photos/photo/" }),
  parseHTML: () => [{ tag: "div.gallery" }],
  renderHTML: () => ["div", { class: "gallery" }, 0],

  addNodeView() {
    const { changelist } = this.options
    return (facts) => new GalleryView(facts, changelist)
  },

  addMenuItems({ buttons, menu }) {
    const { changelist } = this.options
    menu.defineItem({
      name: "gallery",
      groups: "story",
      button: buttons.text("Gallery"),
      active: (editor) => editor.isActive("gallery"),
      command: (editor) => joinSelected(editor) || choosePhoto(editor, changelist, (photo) => add(editor, photo)),
    })
  },
})
