// What a story holds beyond plain text: links, pull quotes, embeds and footnotes. Pictures: photo.js, gallery.js.
// What each may write stands in newsroom/html.py (VOCABULARY); a new node needs its line there.
import {
  Code as BaseCode,
  Link as BaseLink,
  Node,
  crel,
  pm,
  updateAttrsDialog,
} from "django-prose-editor/editor"
import { find, isIn, leaveBelow, place } from "./place.js"

const { NodeSelection, Selection, TextSelection } = pm.state

// ---- Addresses: the same answer as newsroom.markup.address ----

const isOutside = (href) => /^https?:\/\/[^/?#\s]/i.test(href)

export const isAllowed = (href) => {
  href = (href || "").trim()
  if (/^[a-z][a-z0-9+.-]*:/i.test(href)) return isOutside(href) || /^mailto:./i.test(href)
  return href !== "" && !/^[^/?#]*:/.test(href)
}

// What a writer types: example.org means the web, a name with @ means mail.
const complete = (typed) => {
  typed = typed.trim()
  if (/^\/\//.test(typed)) return `https:${typed}`
  if (/^[a-z][a-z0-9+.-]*:/i.test(typed) || /^[/?#.]/.test(typed)) return typed
  if (/^[^\s/@]+@[^\s/@]+\.[^\s/@]+$/.test(typed)) return `mailto:${typed}`
  return /^[^\s/]+\.[^\s/]{2,}/.test(typed) ? `https://${typed}` : typed
}

const askAddress = async (editor, title, href, isRight, refusal) => {
  const field = { href: { title: "Address", required: true } }
  for (;;) {
    const answer = await updateAttrsDialog(field, { title, submitText: "OK" })(editor, { href })
    if (!answer) return null
    href = complete(answer.href)
    if (isRight(href)) return href
    field.href.description = refusal
  }
}

// ---- Marks ----

// Theirs lets nothing else stand with code: a link on a word in code would be lost.
export const Code = BaseCode.extend({ excludes: "" })

export const Link = BaseLink.extend({
  addOptions() {
    return { ...this.parent?.(), isAllowedUri: isAllowed }
  },

  addAttributes() {
    return { href: { default: null } }
  },

  addCommands() {
    return {
      ...this.parent?.(),
      addLink:
        () =>
        ({ editor }) => {
          const { href } = editor.getAttributes("link")
          askAddress(
            editor,
            href ? "Change the link" : "Link these words",
            href || "",
            isAllowed,
            "Links lead to the web, to mail or within the paper.",
          ).then((href) => {
            if (!href) return
            const chain = editor.chain().focus().extendMarkRange("link")
            if (editor.state.selection.empty && !editor.isActive("link")) {
              const marks = [{ type: "link", attrs: { href } }]
              chain.insertContent({ type: "text", text: href.replace(/^mailto:/, ""), marks }).run()
            } else chain.setLink({ href }).run()
          })
          return true
        },
    }
  },
})

// ---- Pull quote ----

const Attribution = Node.create({
  name: "attribution",
  content: "inline*",
  defining: true,
  isolating: true,
  parseHTML: () => [{ tag: "footer", context: "pullQuote/" }],
  renderHTML: () => ["footer", 0],
  addKeyboardShortcuts() {
    return {
      Enter: ({ editor }) => isIn(editor, "attribution") && leaveBelow(editor, "pullQuote"),
    }
  },
})

export const PullQuote = Node.create({
  name: "pullQuote",
  group: "block",
  content: "paragraph+ attribution",
  defining: true,
  isolating: true,
  parseHTML: () => [{ tag: "aside.pullquote" }],
  renderHTML: () => ["aside", { class: "pullquote" }, 0],
  addExtensions: () => [Attribution],

  addMenuItems({ buttons, menu }) {
    menu.defineItem({
      name: "pullQuote",
      groups: "story",
      button: buttons.text("Pull quote"),
      active: (editor) => editor.isActive("pullQuote"),
      enabled: (editor) => editor.can().togglePullQuote(),
      command: (editor) => editor.commands.togglePullQuote(),
    })
  },

  addCommands() {
    return {
      togglePullQuote:
        () =>
        ({ editor, state, tr, dispatch }) => {
          const { schema } = state
          const quote = find(state, "pullQuote")
          if (quote) {
            const lines = quote.node.children.filter((line) => line.type.name === "paragraph" || line.content.size)
            const paragraphs = lines.map((line) => schema.nodes.paragraph.create(null, line.content))
            if (dispatch) {
              tr.replaceWith(quote.pos, quote.pos + quote.node.nodeSize, paragraphs)
              tr.setSelection(Selection.near(tr.doc.resolve(quote.pos + 1)))
            }
            return true
          }
          const range = state.selection.$from.blockRange(state.selection.$to)
          if (!range || !range.parent.canReplaceWith(range.startIndex, range.endIndex, this.type)) return false
          if (!dispatch) return true
          const lines = []
          state.doc.nodesBetween(range.start, range.end, (node, pos) => {
            if (pos >= range.start && node.isTextblock) lines.push(schema.nodes.paragraph.create(null, node.content))
          })
          if (!lines.length) return false
          const node = this.type.create(null, [...lines, schema.nodes.attribution.create()])
          tr.replaceWith(range.start, range.end, node)
          const after = range.start + node.nodeSize
          if (after === tr.doc.content.size) tr.insert(after, schema.nodes.paragraph.create())
          tr.setSelection(Selection.near(tr.doc.resolve(range.start + 1 + lines[0].nodeSize - 1), -1))
          editor.view.focus()
          return true
        },
    }
  },

  addKeyboardShortcuts() {
    return {
      // An empty line at the end of the quote leads on to who said it.
      Enter: ({ editor }) => {
        const { state, view } = editor
        const { $from, from, to } = state.selection
        if (!isIn(editor, "paragraph") || $from.depth < 2 || $from.node(-1).type.name !== "pullQuote") return false
        const quote = $from.node(-1)
        const isLast = quote.childCount > 2 && $from.index(-1) === quote.childCount - 2
        const { tr } = state
        if (isLast && !$from.parent.content.size) {
          tr.delete($from.before(), $from.after())
          tr.setSelection(TextSelection.create(tr.doc, $from.before() + 1))
        } else tr.delete(from, to).split(from) // splitBlock would try for a second attribution
        view.dispatch(tr.scrollIntoView())
        return true
      },
      Backspace: ({ editor }) => {
        const { $from, empty } = editor.state.selection
        if (!empty || $from.parentOffset || $from.depth < 2 || $from.node(-1).type.name !== "pullQuote") return false
        return $from.index(-1) === 0 && editor.commands.togglePullQuote()
      },
    }
  },
})

// ---- Embeds: a link that readers see as a card ----

const askEmbed = (editor, href) =>
  askAddress(editor, "Embed", href, isOutside, "An address on the web, which begins with https://.")

export const Embed = Node.create({
  name: "embed",
  group: "block",
  atom: true,
  draggable: true,

  addAttributes: () => ({ href: { default: null, rendered: false } }),

  parseHTML: () => [
    {
      tag: "div.embed",
      getAttrs(element) {
        const href = element.querySelector("a[href]")?.getAttribute("href")
        return isOutside(href || "") ? { href } : false
      },
    },
  ],

  // The link stands inside, or the editor would take a story of nothing but an embed for an empty one.
  renderHTML: ({ node: { attrs } }) => ["div", { class: "embed" }, ["a", { href: attrs.href }, attrs.href]],

  addNodeView() {
    return ({ editor, node, getPos }) => {
      const host = crel("strong")
      const address = crel("span", { className: "embed__address" })
      const change = crel("button", { type: "button", textContent: "Change", "aria-label": "Change the embed" })
      const dom = crel("div", { className: "embed", contentEditable: "false" }, [host, address, change])
      const show = ({ attrs: { href } }) => {
        host.textContent = href.replace(/^https?:\/\/(www\.)?/i, "").split(/[/?#]/)[0]
        address.textContent = href
      }
      change.addEventListener("click", async () => {
        const href = await askEmbed(editor, node.attrs.href)
        if (href) editor.view.dispatch(editor.state.tr.setNodeAttribute(getPos(), "href", href))
      })
      show(node)
      return {
        dom,
        update(updated) {
          if (updated.type !== node.type) return false
          show(updated)
          node = updated
          return true
        },
        ignoreMutation: () => true,
        stopEvent: ({ target }) => target === change,
      }
    }
  },

  addMenuItems({ buttons, menu }) {
    menu.defineItem({
      name: "embed",
      groups: "story",
      button: buttons.text("Embed"),
      async command(editor) {
        const href = await askEmbed(editor, "")
        if (href) place(editor, editor.schema.nodes.embed.create({ href }))
      },
    })
  },
})

// ---- Footnotes ----

const askNote = async (editor, note) => {
  const answer = await updateAttrsDialog(
    { note: { title: "Note", format: "textarea" } },
    { title: "Footnote", submitText: "OK" },
  )(editor, { note })
  return answer && answer.note.replace(/\s+/g, " ").trim()
}

const editNote = async (editor, pos) => {
  const note = await askNote(editor, editor.state.doc.nodeAt(pos).attrs.note)
  if (note === null) return
  const { tr } = editor.state
  editor.view.dispatch(note ? tr.setNodeAttribute(pos, "note", note) : tr.delete(pos, pos + 1))
  editor.view.focus()
}

export const Footnote = Node.create({
  name: "footnote",
  group: "inline",
  inline: true,
  atom: true,

  addAttributes: () => ({
    note: {
      default: "",
      parseHTML: (element) => element.dataset.note,
      renderHTML: ({ note }) => ({ "data-note": note }),
    },
  }),

  parseHTML: () => [{ tag: "sup.footnote[data-note]", priority: 60 }],
  renderHTML: ({ HTMLAttributes }) => ["sup", { class: "footnote", ...HTMLAttributes }, "*"],

  addNodeView() {
    return ({ editor, node, getPos }) => {
      const dom = crel("sup", { className: "footnote", role: "button" })
      const show = ({ attrs: { note } }) => {
        dom.title = note
        dom.setAttribute("aria-label", `Footnote: ${note}`)
      }
      dom.addEventListener("click", () => editor.isEditable && editNote(editor, getPos()))
      show(node)
      return {
        dom,
        update(updated) {
          if (updated.type !== node.type) return false
          show(updated)
          node = updated
          return true
        },
        ignoreMutation: () => true,
      }
    }
  },

  addKeyboardShortcuts() {
    return {
      Enter: ({ editor }) => {
        const { selection } = editor.state
        if (!(selection instanceof NodeSelection) || selection.node.type.name !== "footnote") return false
        editNote(editor, selection.from)
        return true
      },
    }
  },

  addMenuItems({ buttons, menu }) {
    menu.defineItem({
      name: "footnote",
      groups: "story",
      button: buttons.text("Footnote"),
      active: (editor) => editor.isActive("footnote"),
      enabled: ({ schema, state }) => state.selection.$to.parent.type.contentMatch.matchType(schema.nodes.footnote),
      async command(editor) {
        const { selection } = editor.state
        if (editor.isActive("footnote")) return editNote(editor, selection.from)
        const note = await askNote(editor, "")
        if (!note) return
        const { tr, schema } = editor.state
        tr.insert(selection.to, schema.nodes.footnote.create({ note }))
        editor.view.dispatch(tr.setSelection(TextSelection.create(tr.doc, selection.to + 1)))
        editor.view.focus()
      },
    })
  },
})
