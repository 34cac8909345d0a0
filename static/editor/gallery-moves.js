// What is done to pictures that stand in a gallery.
import { pm } from "django-prose-editor/editor"

const { closeHistory } = pm.history // each of these is undone by itself, however quickly one follows another
const { NodeSelection } = pm.state

// Answers where the picture is then; null if it can't go there.
export const movePhoto = (editor, pos, step) => {
  const { state, view } = editor
  const $pos = state.doc.resolve(pos)
  const to = $pos.index() + step
  if (!step || $pos.parent.type.name !== "gallery" || to < 0 || to >= $pos.parent.childCount) return null
  const node = $pos.nodeAfter
  const other = $pos.parent.child(to)
  const start = step < 0 ? pos - other.nodeSize : pos
  const at = step < 0 ? start : start + other.nodeSize
  const tr = state.tr.replaceWith(start, start + node.nodeSize + other.nodeSize, step < 0 ? [node, other] : [other, node])
  view.dispatch(closeHistory(tr).setSelection(NodeSelection.create(tr.doc, at)).scrollIntoView())
  return at
}

// One that is left alone is no gallery.
export const removePhoto = (editor, pos) => {
  const { state, view } = editor
  const $pos = state.doc.resolve(pos)
  const gallery = $pos.parent
  const { tr } = state
  if (gallery.type.name !== "gallery" || gallery.childCount > 2) tr.delete(pos, pos + $pos.nodeAfter.nodeSize)
  else {
    const left = gallery.children.filter((photo) => photo !== $pos.nodeAfter)
    tr.replaceWith($pos.before(), $pos.after(), left)
  }
  view.dispatch(closeHistory(tr))
  view.focus()
}
