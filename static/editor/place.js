// Where blocks are in the text, and where new ones go.
import { pm } from "django-prose-editor/editor"

const { Selection, TextSelection } = pm.state

export const find = (state, name) => {
  const { $from, node } = state.selection
  if (node?.type.name === name) return { node, pos: $from.pos }
  for (let depth = $from.depth; depth > 0; depth--) {
    if ($from.node(depth).type.name === name) return { node: $from.node(depth), pos: $from.before(depth) }
  }
  return null
}

// After the paragraph (list, table …) with the cursor, or instead of it if it is empty; never inside.
export const place = (editor, node) => {
  const { state, view } = editor
  const { $from, $to } = state.selection
  const block = $from.depth ? $from.node(1) : null
  const isEmpty = block?.type.name === "paragraph" && block.content.size === 0
  const start = isEmpty ? $from.before(1) : $to.depth ? $to.after(1) : $to.pos
  const end = isEmpty ? $from.after(1) : start
  const tr = state.tr.replaceWith(start, end, node)
  const after = start + node.nodeSize
  if (after === tr.doc.content.size) tr.insert(after, state.schema.nodes.paragraph.create())
  tr.setSelection(Selection.near(tr.doc.resolve(node.isAtom ? after : start + 1)))
  view.dispatch(tr.scrollIntoView())
  view.focus()
}

export const leaveBelow = (editor, name) => {
  const found = find(editor.state, name)
  const after = found.pos + found.node.nodeSize
  const { tr, schema } = editor.state
  tr.insert(after, schema.nodes.paragraph.create())
  editor.view.dispatch(tr.setSelection(TextSelection.create(tr.doc, after + 1)).scrollIntoView())
  return true
}

export const isIn = (editor, name) => editor.state.selection.$from.parent.type.name === name
