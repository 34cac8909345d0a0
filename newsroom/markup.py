"""The one normal form of a story's HTML: the shape in which the editor writes it, whatever shape it came in.

``newsroom.html`` decides what is allowed and drops the rest; this module puts what remains in order. It takes only
what nh3 wrote (well formed, quoted, escaped) and writes every tag itself: nothing gets through that isn't named here.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from html import escape, unescape
from itertools import groupby
from typing import NamedTuple
from urllib.parse import urlsplit

MARKS = ("a", "strong", "em", "s", "code", "sub", "sup")  # outermost first, as the editor nests them
LINES = ("p", "h2", "h3")
LISTS = ("ul", "ol")
CROPS = ("hero", "card", "square", "portrait")  # of a picture in the text
SYNONYMS = {"b": "strong", "i": "em", "del": "s", "strike": "s", "h1": "h2", "h4": "h3", "h5": "h3", "h6": "h3"}
# Never written, but they end a line where they stand.
BOXES = frozenset(
    "section article main header nav address center dl dt dd details summary form fieldset hgroup tfoot".split()
)
DEEPEST = 60
WIDEST = 100
LARGEST = 20_000
LONGEST_ALT = 300
REL = ' rel="noopener noreferrer"'
BR = "<br>"
GALLERY = '<div class="gallery">'

_token = re.compile(r'<(/?)([a-z0-9]+)((?: [a-z-]+="[^"]*")*)>|([^<]+)')
_attribute = re.compile(r' ([a-z-]+)="([^"]*)"')
_space = re.compile(r"[ \t\n]+")
_scheme = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_outside = re.compile(r"https?://[^/?#]", re.IGNORECASE)

Node = str | tuple[str, dict[str, str], list]
Mark = tuple[int, str, str]  # rank, tag, what stands in its opening tag
Run = tuple[str, tuple[Mark, ...]]  # words, <br> or a footnote, and the marks on it


class Block(NamedTuple):
    tag: str
    inner: str  # the words of a line; the whole of anything else

    @property
    def html(self) -> str:
        return f"<{self.tag}>{self.inner}</{self.tag}>" if self.tag in LINES else self.inner


class Cell(NamedTuple):
    tag: str
    across: int
    down: int
    blocks: list[Block]


def normal(html: str) -> str:
    """The normal form of HTML as nh3 writes it."""
    return _join(_blocks(_tree(html)))


@lru_cache(maxsize=1024)
def address(href: str) -> str:
    """A link's address in its one spelling, or nothing where it isn't http, https, mailto or relative."""
    href = re.sub(r"[\t\n\r]", "", href).strip().replace(" ", "%20").replace("\\", "%5C")
    if href.startswith("//"):
        href = f"https:{href}"
    if scheme := _scheme.match(href):
        href = scheme[0].lower() + href[scheme.end() :]
        if scheme[1].lower() == "mailto":
            return href if len(href) > len("mailto:") else ""
        if not _outside.match(href):
            return ""
        try:
            return href if urlsplit(href).hostname else ""
        except ValueError:
            return ""
    return "" if ":" in re.split("[/?#]", href, maxsplit=1)[0] else href


def _tree(html: str) -> list[Node]:
    """Nested (tag, attributes, children); what is nested too deep stands in its ancestor."""
    root: list[Node] = []
    open_ = [root]
    for closing, tag, attributes, text in _token.findall(html):
        if text:
            open_[-1].append(text)
        elif closing:
            if len(open_) > 1:
                open_.pop()
        else:
            children: list[Node] = open_[-1] if len(open_) > DEEPEST else []
            if children is not open_[-1]:
                open_[-1].append((tag, dict(_attribute.findall(attributes)), children))
            if tag not in ("br", "hr"):
                open_.append(children)
    return root


class _Flow:
    """Gathers blocks in order; words that stand in none become paragraphs. A flat flow knows only lines."""

    def __init__(self, *, flat: bool = False):
        self.flat = flat
        self.blocks: list[Block] = []
        self.line: list[Run] = []

    def take(self, nodes: Iterable[Node], marks: tuple[Mark, ...] = (), tag: str = "p") -> "_Flow":
        for node in nodes:
            if isinstance(node, str):
                self.line.append((node, marks))
                continue
            name, attributes, children = node
            name = SYNONYMS.get(name, name)
            if name == "br":
                self.line.append((BR, marks))
            elif name == "sup" and attributes.get("class") == "footnote":
                self.line.extend(_footnote(attributes))
            elif name in MARKS:
                self.take(children, _marked(marks, node), tag)
            else:
                self.end_line(tag)
                if name in LINES:
                    self.take(children, marks, name).end_line(name)
                elif self.flat or (found := _block(name, attributes, children, marks)) is None:
                    self.take(children, marks, tag).end_line(tag)
                else:
                    self.blocks.extend(found)
        return self

    def end_line(self, tag: str = "p") -> None:
        if inner := _line(self.line):
            self.blocks.append(Block(tag, inner))
        self.line = []


def _blocks(nodes: Iterable[Node], marks: tuple[Mark, ...] = ()) -> list[Block]:
    flow = _Flow().take(nodes, marks)
    flow.end_line()
    return flow.blocks


def _lines(nodes: Iterable[Node], marks: tuple[Mark, ...]) -> list[str]:
    flow = _Flow(flat=True).take(nodes, marks)
    flow.end_line()
    return [block.inner for block in flow.blocks]


def _join(blocks: Iterable[Block]) -> str:
    return "".join(block.html for block in blocks)


# ---- Words ----


def _marked(marks: tuple[Mark, ...], node: tuple) -> tuple[Mark, ...]:
    written, attributes, children = node
    tag = SYNONYMS.get(written, written)
    if written == "b" and any(not isinstance(child, str) and child[0] in (*LINES, *LISTS) for child in children):
        return marks  # Google Docs wraps all it copies in a <b> that isn't bold
    rank, opening = MARKS.index(tag), tag
    if tag == "a":
        href = address(unescape(attributes.get("href", "")))
        if not href:
            return marks
        opening = _anchor(href)
    return tuple(sorted((*(mark for mark in marks if mark[0] != rank), (rank, tag, opening))))


def _anchor(href: str) -> str:
    return f'a href="{_quoted(href)}"{REL if _outside.match(href) else ""}'


def _quoted(value: str) -> str:
    return escape(value, quote=False).replace('"', "&quot;")


def _footnote(attributes: dict[str, str]) -> list[Run]:
    note = " ".join(unescape(attributes.get("data-note", "")).split())
    return [(f'<sup class="footnote" data-note="{_quoted(note)}">*</sup>', ())] if note else []


def _line(runs: list[Run]) -> str:
    """The HTML of one line: spaces collapsed as browsers do, none at its ends; nothing if it has no words."""
    line: list[Run] = []
    swallow = True
    for text, marks in runs:
        if text == BR:
            _trim(line)
            swallow = True
            if line:
                line.append((BR, marks))
            continue
        text = _space.sub(" ", text)
        if swallow:
            text = text.lstrip(" ")
        if text:
            line.append((text, marks))
            swallow = text[-1] == " "
    while line:
        text, marks = line.pop()
        if text != BR and (text := text.replace("&nbsp;", "\xa0").rstrip(" \xa0").replace("\xa0", "&nbsp;")):
            line.append((text, marks))
            break
    if all(text == BR or not text.replace("&nbsp;", " ").strip() for text, _ in line):
        return ""
    return _nested(line)


def _trim(line: list[Run]) -> None:
    if line and line[-1][0] != BR:
        text, marks = line.pop()
        if text := text.rstrip(" "):
            line.append((text, marks))


def _nested(runs: list[Run]) -> str:
    html: list[str] = []
    now: tuple[Mark, ...] = ()
    for text, marks in (*runs, ("", ())):
        if marks != now:
            same = 0
            while same < len(now) and same < len(marks) and now[same] == marks[same]:
                same += 1
            html += [f"</{mark[1]}>" for mark in reversed(now[same:])]
            html += [f"<{mark[2]}>" for mark in marks[same:]]
            now = marks
        html.append(text)
    return "".join(html)


def _text(nodes: Iterable[Node]) -> str:
    return "".join(node if isinstance(node, str) else "\n" if node[0] == "br" else _text(node[2]) for node in nodes)


# ---- Blocks ----


def _block(tag: str, attributes: dict[str, str], children: list[Node], marks: tuple[Mark, ...]) -> list[Block] | None:
    """What a tag becomes; None where it is only a box around other things."""
    kind = attributes.get("class")
    if tag == "hr":
        return [Block("hr", "<hr>")]
    if tag in LISTS:
        return _list(tag, children, marks)
    if tag == "blockquote":
        inner = _join(_blocks(children, marks))
        return [Block(tag, f"<blockquote>{inner}</blockquote>")] if inner else []
    if tag == "pre":
        text = _text(children)
        return [Block(tag, f"<pre><code>{text}</code></pre>")] if text.replace("&nbsp;", " ").strip() else []
    if tag == "table":
        return _table(children, marks)
    if tag == "aside" and kind == "pullquote":
        return _pull_quote(children, marks)
    if tag == "figure" and re.fullmatch("0*[1-9][0-9]{0,17}", attributes.get("data-photo", "")):
        return [_figure(attributes, " ".join(_lines(children, marks)))]
    if tag == "div" and kind == "gallery":
        return _gallery(_blocks(children, marks))
    if tag == "div" and kind == "embed" and (href := _first_outside_link(children)):
        return [Block(tag, f'<div class="embed"><{_anchor(href)}>{_quoted(href)}</a></div>')]
    return None


def _list(tag: str, children: list[Node], marks: tuple[Mark, ...]) -> list[Block]:
    """A list, or several: the editor's items begin with words, so a picture that begins one stands between lists."""
    found: list[Block] = []
    items: list[list[Block]] = []

    def end_list() -> None:
        if items:
            inner = "".join(f"<li>{_tight(blocks, LISTS)}</li>" for blocks in items)
            found.append(Block(tag, f"<{tag}>{inner}</{tag}>"))
            items.clear()

    for is_item, group in groupby(children, key=lambda node: not isinstance(node, str) and node[0] == "li"):
        for nodes in [node[2] for node in group] if is_item else [group]:
            blocks = _blocks(nodes, marks)
            while items and blocks and blocks[0].tag in LISTS:
                items[-1].append(blocks.pop(0))  # a list without words of its own belongs to the item above
            while blocks and blocks[0].tag != "p":
                end_list()
                found.append(blocks.pop(0))
            if blocks:
                items.append(blocks)
    end_list()
    return found


def _tight(blocks: list[Block], beside: tuple[str, ...] = ()) -> str:
    """One paragraph alone, or with nothing but lists below, needs no <p>."""
    if blocks and blocks[0].tag == "p" and all(block.tag in beside for block in blocks[1:]):
        return blocks[0].inner + _join(blocks[1:])
    return _join(blocks)


def _pull_quote(children: list[Node], marks: tuple[Mark, ...]) -> list[Block]:
    said = _lines((node for node in children if isinstance(node, str) or node[0] != "footer"), marks)
    by = " ".join(_lines((node for node in children if not isinstance(node, str) and node[0] == "footer"), marks))
    if not said:
        return [Block("p", by)] if by else []
    footer = f"<footer>{by}</footer>" if by else ""
    return [Block("aside", f'<aside class="pullquote">{"".join(f"<p>{line}</p>" for line in said)}{footer}</aside>')]


def _figure(attributes: dict[str, str], caption: str) -> Block:
    """Empty words for who can't see it are a decision; without the attribute the library's hold."""
    written = f'data-photo="{int(attributes["data-photo"])}"'
    if attributes.get("data-crop") in CROPS:
        written += f' data-crop="{attributes["data-crop"]}"'
    if (alt := attributes.get("data-alt")) is not None:
        written += f' data-alt="{_quoted(" ".join(unescape(alt).split())[:LONGEST_ALT].rstrip())}"'
    return Block("figure", f"<figure {written}><figcaption>{caption}</figcaption></figure>")


def _gallery(found: list[Block]) -> list[Block]:
    """Two or more pictures beside each other; whatever else stood among them follows."""
    pictures = [block for block in found if block.tag in ("figure", "gallery")]
    if len(pictures) < 2:
        return found
    inner = "".join(block.inner.removeprefix(GALLERY).removesuffix("</div>") for block in pictures)
    gallery = Block("gallery", f"{GALLERY}{inner}</div>")
    start = found.index(pictures[0])
    return [*found[:start], gallery, *(block for block in found[start:] if block not in pictures)]


def _first_outside_link(nodes: Iterable[Node]) -> str:
    for node in nodes:
        if not isinstance(node, str):
            href = address(unescape(node[1].get("href", ""))) if node[0] == "a" else _first_outside_link(node[2])
            if _outside.match(href):
                return href
    return ""


# ---- Tables ----


def _table(children: list[Node], marks: tuple[Mark, ...]) -> list[Block]:
    """Rows of equal length, as the editor makes them; rows of nothing but headings stand in the head."""
    parts: dict[str, list[list[Cell]]] = {"thead": [], "tbody": [], "tfoot": []}
    stray: list[Node] = []
    for node in children:
        part = node[0] if not isinstance(node, str) and node[0] in parts else "tbody"
        for row in node[2] if not isinstance(node, str) and node[0] in parts else [node]:
            if isinstance(row, str) or row[0] != "tr":
                stray.append(row)
            elif cells := _cells(row[2], marks, heading=part == "thead"):
                parts[part].append(cells)
    rows = [row for part in parts.values() for row in part]
    before = _blocks(stray, marks)
    if not rows:
        return before
    squared = _squared(rows)
    if squared is None:
        return before + [block for row in rows for cell in row for block in cell.blocks]
    head = next((at for at, row in enumerate(squared) if any(cell.tag == "td" for cell in row)), 0)
    while head and any(at + cell.down > head for at, row in enumerate(squared[:head]) for cell in row):
        head -= 1  # a cell can't reach from the head into the body
    thead = f"<thead>{_rows(squared[:head])}</thead>" if head else ""
    return [*before, Block("table", f"<table>{thead}<tbody>{_rows(squared[head:])}</tbody></table>")]


def _cells(nodes: list[Node], marks: tuple[Mark, ...], *, heading: bool) -> list[Cell]:
    return [
        Cell(
            "th" if heading else node[0],
            _span(node[1].get("colspan")),
            _span(node[1].get("rowspan")),
            _blocks(node[2], marks),
        )
        for node in nodes
        if not isinstance(node, str) and node[0] in ("td", "th")
    ]


def _span(value: str | None) -> int:
    return max(1, min(int(value), WIDEST)) if value and re.fullmatch("[0-9]{1,6}", value) else 1


def _squared(rows: list[list[Cell]]) -> list[list[Cell]] | None:
    """No cell over another, none past the last row, no hole at the end of a row; None if that takes too many cells."""
    if max(map(len, rows)) * len(rows) > LARGEST:
        return None
    covered: list[int] = []  # for each column, the rows that a cell above still reaches down
    squared: list[list[Cell]] = []
    filled: list[int] = []
    for at, row in enumerate(rows):
        cells: list[Cell] = []
        column = 0
        for cell in row:
            while column < len(covered) and covered[column]:
                column += 1
            across = 1
            while across < cell.across and column + across < WIDEST and not any(covered[column + across :][:1]):
                across += 1
            down = min(cell.down, len(rows) - at)
            covered += [0] * (column + across - len(covered))
            covered[column : column + across] = [down] * across
            cells.append(cell._replace(across=across, down=down))
        squared.append(cells)
        filled.append(sum(map(bool, covered)))
        covered = [max(0, reach - 1) for reach in covered]
    if len(covered) * len(rows) > LARGEST:
        return None
    for cells, columns in zip(squared, filled, strict=True):
        tag = "th" if all(cell.tag == "th" for cell in cells) else "td"
        cells += [Cell(tag, 1, 1, [])] * (len(covered) - columns)
    return squared


def _rows(rows: list[list[Cell]]) -> str:
    return "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in rows)


def _cell(cell: Cell) -> str:
    across = f' colspan="{cell.across}"' if cell.across > 1 else ""
    down = f' rowspan="{cell.down}"' if cell.down > 1 else ""
    return f"<{cell.tag}{across}{down}>{_tight(cell.blocks)}</{cell.tag}>"
