// What comes from Word, Google Docs and the web, as a writer means it.
import { Extension } from "django-prose-editor/editor"

const BULLET = /^[\s\u00a0]*[·•▪◦‣][\s\u00a0]+/
const NUMBER = /^[\s\u00a0]*\(?(?:\d{1,3}|[a-z]{1,2}|[ivx]{1,5})[.)][\s\u00a0]+/i
const JUNK = "style, script, meta, link, title, xml, template, noscript, iframe, object, svg"
const HEADINGS = { H1: "h2", H4: "h3", H5: "h3", H6: "h3" }
const MARKS = "b, strong, i, em, s, strike, del, sub, sup, span, font, u, ins, small, big"
const BLOCKS = "p, h1, h2, h3, h4, h5, h6, ul, ol, table, blockquote, pre, hr, div"

const unwrap = (element) => element.replaceWith(...element.childNodes)
const isBlank = (element) => !element.textContent.replace(/\u00a0/g, " ").trim() && !element.querySelector("hr, table")

// Style attributes are read as text: whatever the page's policy lets the browser do with them, we know what is bold.
const parse = (html) => {
  const renamed = html.replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\sstyle\s*=/gi, " data-style="))
  return new DOMParser().parseFromString(renamed, "text/html")
}

const style = (element, property) => {
  const found = (element.dataset?.style || "").match(new RegExp(`(?:^|;)\\s*${property}\\s*:\\s*([^;]+)`, "i"))
  return found ? found[1].trim().toLowerCase() : ""
}

// For each mark, what one element says of it: yes, no, or nothing (undefined).
const SAYS = {
  strong(element) {
    const weight = style(element, "font-weight")
    if (weight) return /^(bold|bolder|[6-9]\d\d)/.test(weight)
    if (/^H[1-6]$|^TH$/.test(element.tagName)) return false
    if (/^(B|STRONG)$/.test(element.tagName)) return true
  },
  em(element) {
    const slant = style(element, "font-style")
    if (slant) return /^(italic|oblique)/.test(slant)
    if (/^(I|EM)$/.test(element.tagName)) return true
  },
  s(element) {
    const line = style(element, "text-decoration(?:-line)?")
    if (line) return line.includes("line-through")
    if (/^(S|STRIKE|DEL)$/.test(element.tagName)) return true
  },
  sup(element) {
    const place = style(element, "vertical-align")
    if (place) return place === "super"
    if (element.tagName === "SUP") return true
  },
  sub(element) {
    const place = style(element, "vertical-align")
    if (place) return place === "sub"
    if (element.tagName === "SUB") return true
  },
}

const isMarked = (node, mark) => {
  for (let element = node.parentElement; element; element = element.parentElement) {
    const says = SAYS[mark](element)
    if (says !== undefined) return says && !(mark === "strong" && element.closest("h1, h2, h3, h4, h5, h6, th"))
  }
  return false
}

const putMarks = (body) => {
  const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT)
  const texts = []
  while (walker.nextNode()) texts.push(walker.currentNode)
  const marks = texts.map((text) =>
    text.data.trim() || !/\n/.test(text.data) ? Object.keys(SAYS).filter((mark) => isMarked(text, mark)) : [],
  )
  texts.forEach((text, index) => {
    for (const mark of marks[index]) {
      const element = body.ownerDocument.createElement(mark)
      element.dataset.ours = ""
      text.replaceWith(element)
      element.append(text)
    }
  })
  for (const element of [...body.querySelectorAll(MARKS)].reverse()) {
    if (!("ours" in element.dataset)) unwrap(element)
  }
}

// ---- Lists ----

const dropStart = (element, length) => {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  while (length > 0 && walker.nextNode()) {
    const text = walker.currentNode
    const cut = Math.min(length, text.data.length)
    text.data = text.data.slice(cut)
    length -= cut
  }
}

// A paragraph that plays list item: how deep, numbered or not; null if it is an honest paragraph.
const listItem = (paragraph) => {
  const level = style(paragraph, "mso-list").match(/level(\d+)/)
  const isWords = level || /MsoListParagraph/.test(paragraph.className)
  const sign = [...paragraph.querySelectorAll("[data-style]")].find((span) => style(span, "mso-list") === "ignore")
  const text = paragraph.textContent
  if (sign) {
    const isNumbered = /^[\s\u00a0]*\(?(\d+|[a-z]{1,4})[.)]/i.test(sign.textContent)
    sign.remove()
    return { level: level ? +level[1] : 1, tag: isNumbered ? "ol" : "ul" }
  }
  const found = text.match(BULLET) || (isWords && text.match(NUMBER))
  if (!found) return null
  dropStart(paragraph, found[0].length)
  return { level: level ? +level[1] : 1, tag: BULLET.test(found[0]) ? "ul" : "ol" }
}

const putLists = (body) => {
  let open = []
  let last = null
  for (const paragraph of [...body.querySelectorAll("p")]) {
    if (paragraph.closest("li, td, th")) continue
    const item = listItem(paragraph)
    if (!item) continue
    if (paragraph.previousElementSibling !== last) open = []
    while (open.length && open.at(-1).level > item.level) open.pop()
    if (open.at(-1)?.level === item.level && open.at(-1).list.tagName.toLowerCase() !== item.tag) open.pop()
    if (!open.length || open.at(-1).level < item.level) {
      const list = body.ownerDocument.createElement(item.tag)
      if (open.length) open.at(-1).list.lastElementChild.append(list)
      else paragraph.before((last = list))
      open.push({ list, level: item.level })
    }
    const li = body.ownerDocument.createElement("li")
    li.append(...paragraph.childNodes)
    open.at(-1).list.append(li)
    paragraph.remove()
  }
  // Google Docs puts a list inside a list beside its items.
  for (const list of body.querySelectorAll(":is(ul, ol) > :is(ul, ol)")) list.previousElementSibling?.append(list)
}

// ---- All of it ----

export const tidy = (html) => {
  const { body } = parse(html)
  const pictures = [...body.querySelectorAll("img, picture, v\\:imagedata")].filter(
    (image) => !image.closest("picture img") && !["0", "1"].includes(image.getAttribute("width")),
  ).length
  for (const element of body.querySelectorAll(`${JUNK}, img, picture, video, audio`)) element.remove()
  for (const element of body.querySelectorAll("[data-style]")) {
    if (style(element, "display") === "none" || style(element, "mso-hide")) element.remove()
  }
  const comments = document.createTreeWalker(body, NodeFilter.SHOW_COMMENT)
  const found = []
  while (comments.nextNode()) found.push(comments.currentNode)
  found.forEach((comment) => comment.remove())
  for (const element of [...body.querySelectorAll("*")]) if (element.tagName.includes(":")) unwrap(element)

  putLists(body)
  putMarks(body)
  for (const heading of body.querySelectorAll("h1, h4, h5, h6")) {
    const ours = body.ownerDocument.createElement(HEADINGS[heading.tagName])
    ours.append(...heading.childNodes)
    heading.replaceWith(ours)
  }
  for (const link of body.querySelectorAll('a:not([href]), a[href^="#_"]')) unwrap(link)
  for (const br of body.querySelectorAll("br")) {
    const isBetweenBlocks = [...br.parentElement.children].some((child) => child.matches(BLOCKS))
    if (isBetweenBlocks || br.className === "Apple-interchange-newline") br.remove()
  }
  for (const block of body.querySelectorAll("p, h2, h3, li")) if (isBlank(block)) block.remove()
  const texts = document.createTreeWalker(body, NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) texts.currentNode.data = texts.currentNode.data.replace(/[ \u00a0]{2,}/g, " ")
  for (const element of body.querySelectorAll("*")) delete element.dataset.style
  return { html: body.innerHTML, pictures }
}

const leftOut = (pictures) =>
  `${pictures === 1 ? "A picture was" : `${pictures} pictures were`} left out. ` +
  "Drop the file here, or add it to Pictures and put it here with the Picture button.".replace(/\bit\b/g, pictures === 1 ? "it" : "them")

export const Paste = Extension.create({
  name: "tidyPaste",

  transformPastedHTML(html) {
    if (html.includes("data-pm-slice")) return html // from this editor
    const { html: tidied, pictures } = tidy(html)
    if (pictures) this.editor.emit("notice", leftOut(pictures))
    return tidied
  },
})
