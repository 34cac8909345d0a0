// What stands around the text: its name, a toolbar that keys and screen readers can use, notices and the count of words.
import { Extension, Plugin, crel, pm } from "django-prose-editor/editor"

const { TextSelection } = pm.state

// Tiptap would write a <style> into the page, which a strict policy refuses. It looks for its own first, so it finds
// one (of no namespace: it styles nothing); editor.css says what that would have said.
if (!document.querySelector("style[data-tiptap-style]")) {
  const found = document.createElementNS(null, "style")
  found.setAttribute("data-tiptap-style", "")
  document.head.append(found)
}

const NAMES = {
  heading2: "Heading",
  heading3: "Smaller heading",
  bold: "Bold",
  italic: "Italic",
  strike: "Struck out",
  code: "Code",
  subscript: "Subscript",
  superscript: "Superscript",
  link: "Link",
  unlink: "Remove the link",
  bulletList: "List",
  orderedList: "Numbered list",
  blockquote: "Quotation",
  horizontalRule: "Rule",
  pullQuote: "Pull quote: words of the story set large",
  photo: "Picture: from the library",
  upload: "Upload: pictures; or drop them on the text",
  gallery: "Gallery: pictures beside each other",
  embed: "Embed: a link shown as a card",
  footnote: "Footnote",
  table: "Table",
  "history:undo": "Undo",
  "history:redo": "Redo",
}
const KEYS = { bold: "B", italic: "I", link: "K", "history:undo": "Z", "history:redo": "Shift+Z" }
const STAYS = /^(heading|bold|italic|strike|code|subscript|superscript|bulletList|orderedList|blockquote|pullQuote)/

const nameToolbar = (editor, bar) => {
  bar.setAttribute("role", "toolbar")
  bar.setAttribute("aria-label", "Formatting")
  const buttons = [...bar.querySelectorAll("button")]
  const mac = /Mac|iP/.test(navigator.platform) ? "⌘" : "Ctrl+"
  for (const button of buttons) {
    const { name } = button.dataset
    if (!NAMES[name]) continue
    button.setAttribute("aria-label", NAMES[name].split(":")[0])
    button.title = NAMES[name] + (KEYS[name] ? ` (${mac}${KEYS[name]})` : "")
  }

  const visible = () => buttons.filter((button) => !button.classList.contains("hidden"))
  let current = buttons[0]
  const show = () => {
    if (!visible().includes(current)) current = visible()[0]
    for (const button of buttons) {
      const { classList, dataset } = button
      button.tabIndex = button === current ? 0 : -1
      button.setAttribute("aria-disabled", classList.contains("disabled"))
      if (STAYS.test(dataset.name)) button.setAttribute("aria-pressed", classList.contains("active"))
    }
  }
  bar.addEventListener("focusin", ({ target }) => {
    if (buttons.includes(target)) current = target
    show()
  })
  bar.addEventListener("keydown", (event) => {
    const all = visible()
    const at = all.indexOf(document.activeElement)
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 }[event.key]
    if (event.key === "Escape") editor.view.focus()
    else if (to !== undefined) all.at(to % all.length).focus()
    else return
    event.preventDefault()
  })
  editor.on("transaction", show)
  show()
  return () => current.focus()
}

const countWords = (doc) =>
  doc
    .textBetween(0, doc.content.size, " ", (leaf) => (leaf.type.name === "hardBreak" ? " " : ""))
    .split(/[\s—]+/u)
    .filter((word) => /[\p{L}\p{N}]/u.test(word)).length

export const Frame = Extension.create({
  name: "frame",

  addOptions: () => ({ label: "Text of the story", perMinute: 230 }),

  addProseMirrorPlugins() {
    const { editor } = this
    const { label } = this.options
    return [
      new Plugin({
        props: {
          attributes() {
            const field = editor.options.element?.querySelector?.("textarea")
            const from = (name) => (field?.hasAttribute(name) ? { [name]: field.getAttribute(name) } : {})
            return {
              "aria-label": label,
              "aria-multiline": "true",
              spellcheck: "true",
              ...from("aria-describedby"),
              ...from("aria-invalid"),
              ...from("lang"),
            }
          },
          handleDOMEvents: {
            // Below a picture, embed or table at the end there is no line to click on: make one.
            mousedown(view, event) {
              const { lastChild } = view.state.doc
              if (event.target !== view.dom || !lastChild || lastChild.isTextblock) return false
              if (event.clientY < view.dom.lastElementChild.getBoundingClientRect().bottom) return false
              const { tr, schema } = view.state
              tr.insert(tr.doc.content.size, schema.nodes.paragraph.create())
              view.dispatch(tr.setSelection(TextSelection.atEnd(tr.doc)))
              view.focus()
              event.preventDefault()
              return true
            },
          },
        },
      }),
    ]
  },

  addKeyboardShortcuts() {
    return {
      "Alt-F10": () => {
        this.storage.toToolbar?.()
        return true
      },
    }
  },

  onCreate({ editor }) {
    const { dom } = editor.view
    const bar = dom.parentElement.querySelector(".prose-menubar")
    if (bar) this.storage.toToolbar = nameToolbar(editor, bar)

    const field = editor.options.element.querySelector("textarea")
    for (const label of field?.labels || []) label.addEventListener("click", () => editor.view.focus())

    const count = crel("span", { className: "editor-foot__count" })
    const words = crel("span", { role: "status" })
    const close = crel("button", { type: "button", textContent: "OK" })
    const notice = crel("div", { className: "editor-foot__notice", hidden: true }, [words, close])
    dom.after(crel("div", { className: "editor-foot" }, [notice, count]))

    const number = new Intl.NumberFormat(document.documentElement.lang || "en-GB")
    const show = () => {
      const total = countWords(editor.state.doc)
      const minutes = Math.max(1, Math.round(total / this.options.perMinute))
      count.textContent =
        `${number.format(total)} ${total === 1 ? "word" : "words"} · ` +
        `${number.format(minutes)} ${minutes === 1 ? "minute" : "minutes"} to read`
    }
    let soon = 0 // a long text isn't counted at each key
    const showSoon = () => (soon ||= setTimeout(() => ((soon = 0), editor.isDestroyed || show()), 300))
    editor.on("update", showSoon)
    show()

    editor.on("notice", (text) => {
      notice.hidden = false
      words.textContent = text
    })
    close.addEventListener("click", () => {
      notice.hidden = true
      words.textContent = ""
      editor.view.focus()
    })
  },
})
