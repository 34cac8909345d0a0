// Files that are dropped on the text, pasted into it or chosen for it go to the library and stand where they fell.
import { crel, pm } from "django-prose-editor/editor"
import { NotTaken, upload } from "../desk/uploads/client.js"
import { progressOf, twinOf } from "../desk/pictures/words.js"
import { expect } from "../desk/uploads/underway.js"
import { place } from "./place.js"

const { PluginKey } = pm.state
const { Decoration, DecorationSet } = pm.view

const key = new PluginKey("uploads")
const isPicture = ({ type, name }) => type.startsWith("image/") || /\.(jpe?g|png|webp|avif|gif|tiff?|heic|heif)$/i.test(name)

export const photoOf = ({ schema: { nodes } }, photo, caption = null) =>
  nodes.photo.create({ photo: String(photo) }, nodes.caption.create(null, caption))

// What stands in the text while they come: not part of it, so it is neither kept nor undone.
class Sign {
  constructor() {
    this.stop = new AbortController()
    this.words = crel("span", { role: "status" })
    this.again = crel("button", { type: "button", textContent: "Try now", hidden: true })
    const stop = crel("button", { type: "button", textContent: "Stop", onclick: () => this.stop.abort() })
    this.dom = crel("div", { className: "photo__upload", contentEditable: "false" }, [this.words, this.again, stop])
  }

  show(progress, name) {
    const words = progressOf(progress, name)
    if (this.words.textContent !== words) this.words.textContent = words
    this.again.hidden = progress.state !== "waiting"
    this.again.onclick = progress.again
  }
}

// Between two blocks, or two pictures of a gallery.
const spot = ({ doc }, pos) => {
  const $pos = doc.resolve(pos)
  for (let depth = $pos.depth; depth > 0; depth--) {
    if ($pos.node(depth).type.name === "gallery") return depth < $pos.depth ? $pos.after(depth + 1) : pos
  }
  return $pos.depth ? $pos.after(1) : pos
}

const insert = (editor, sign, photos) => {
  const { state, view, schema } = editor
  const [found] = key.getState(state).find(null, null, ({ sign: one }) => one === sign)
  const tr = state.tr.setMeta(key, { remove: sign })
  const nodes = photos.map((photo) => photoOf(editor, photo))
  const isInGallery = found && state.doc.resolve(found.from).parent.type.name === "gallery"
  const made = nodes.length > 1 && !isInGallery ? [schema.nodes.gallery.create(null, nodes)] : nodes
  if (found && made.length) {
    tr.insert(found.from, made)
    const { lastChild, content } = tr.doc
    if (!lastChild.isTextblock) tr.insert(content.size, schema.nodes.paragraph.create())
  }
  view.dispatch(tr)
  if (!found && made.length) place(editor, made[0]) // the text was put back meanwhile, and the place is gone
}

const send = async (file, home, sign) => {
  const onProgress = (progress) => sign.show(progress, file.name)
  return upload(file, { base: `${home}upload/`, onProgress, signal: sign.stop.signal })
}

export const takeFiles = async (editor, home, files, pos) => {
  const pictures = files.filter(isPicture)
  const said = files.filter((file) => !isPicture(file)).map(({ name }) => `“${name}” is no picture: only pictures can be put here.`)
  const sign = new Sign()
  const photos = []
  const over = expect(editor.view.dom.closest("form"), pictures.length)
  if (pictures.length) editor.view.dispatch(editor.state.tr.setMeta(key, { add: sign, pos: spot(editor.state, pos) }))
  try {
    for (const file of pictures) {
      const taken = await send(file, home, sign).catch((error) => {
        if (sign.stop.signal.aborted) return null
        if (!(error instanceof NotTaken)) throw error
        said.push(`“${file.name}”: ${error.message}`)
      })
      if (taken === null) break
      if (!taken) continue
      photos.push(taken.photo)
      if (taken.twin) said.push(twinOf(taken, file.name))
    }
  } finally {
    if (pictures.length && !editor.isDestroyed) insert(editor, sign, photos)
    over(photos.length === pictures.length)
    if (said.length) editor.emit("notice", said.join(" "))
  }
}

export const uploads = (editor, home) => ({
  key,
  state: {
    init: () => DecorationSet.empty,
    apply(tr, set) {
      set = set.map(tr.mapping, tr.doc)
      const { add, pos, remove } = tr.getMeta(key) ?? {}
      if (add) set = set.add(tr.doc, [Decoration.widget(pos, add.dom, { sign: add, stopEvent: () => true, ignoreSelection: true })])
      return remove ? set.remove(set.find(null, null, ({ sign }) => sign === remove)) : set
    },
  },
  props: {
    decorations: (state) => key.getState(state),
    handlePaste(view, { clipboardData }) {
      const files = [...(clipboardData?.files || [])]
      if (!files.length || clipboardData.types.some((type) => type.startsWith("text/"))) return false
      takeFiles(editor, home, files, view.state.selection.to)
      return true
    },
    // A file dropped beside the mark would make the browser leave the page, and the story with it.
    handleDOMEvents: {
      drop(view, event) {
        const files = [...(event.dataTransfer?.files || [])]
        if (!files.length) return false
        event.preventDefault()
        const at = view.posAtCoords({ left: event.clientX, top: event.clientY })
        takeFiles(editor, home, files, at?.pos ?? view.state.doc.content.size)
        return true
      },
    },
  },
})
