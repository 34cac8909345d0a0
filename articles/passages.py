"""What differs between two bodies, block by block."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape, unescape
from typing import Literal

from articles import blocks, matching
from articles.runs import Run, Texts, word_runs

ELEMENTS = {
    "p": "paragraph",
    "h2": "heading",
    "h3": "small heading",
    "ul": "list",
    "ol": "numbered list",
    "blockquote": "quotation",
    "aside": "pull quote",
    "figure": "picture",
    "gallery": "gallery",
    "div": "embed",
    "table": "table",
    "hr": "line",
    "pre": "code",
}


@dataclass(frozen=True)
class Passage(Texts):
    """A block of the body that was removed, added or changed, or all that are equal between two of these."""

    kind: Literal["equal", "removed", "added", "changed"]
    runs: list[Run]
    element: str = "paragraph"  # a word of ELEMENTS
    notes: list[str] = field(default_factory=list)  # what the words don't show: links, formatting, moves
    equal: list[str] = field(default_factory=list)  # the texts of equal blocks


def passages(old: str, new: str, name: Callable) -> list[Passage]:
    """All of two bodies (clean HTML) in order; ``name("picture_id", 7)`` names a picture."""
    before, after = blocks.split(old), blocks.split(new)
    found = []
    at = 0
    for hunk in matching.hunks(before, after):
        found += _equal(before[at : hunk.start], name)
        found += _changed(before[hunk.start : hunk.end], after[hunk.new_start : hunk.new_end], name)
        at = hunk.end
    found += _equal(before[at:], name)
    return _moves_noted(found)


def _equal(same: list[str], name: Callable) -> list[Passage]:
    texts = [_text(block, name) for block in same]
    return [Passage("equal", [Run("same", "\n".join(texts))], equal=texts)] if texts else []


def _changed(old: list[str], new: list[str], name: Callable) -> list[Passage]:
    pairs = blocks.rewritten(old, new)
    found = []
    at = there = 0
    for here, partner in (*pairs, (len(old), len(new))):
        found += [_whole("removed", "del", block, name) for block in old[at:here]]
        found += [_whole("added", "ins", block, name) for block in new[there:partner]]
        if here < len(old):
            found.append(_rewritten(old[here], new[partner], name))
        at, there = here + 1, partner + 1
    return found


def _whole(kind: str, run: str, block: str, name: Callable) -> Passage:
    return Passage(kind, [Run(run, _text(block, name))], ELEMENTS[blocks.element(block)])


def _rewritten(old: str, new: str, name: Callable) -> Passage:
    runs = word_runs(_text(old, name), _text(new, name))
    return Passage("changed", runs, ELEMENTS[blocks.element(new)], _notes(old, new, runs))


def _moves_noted(found: list[Passage]) -> list[Passage]:
    texts = {kind: {passage.runs[0].text for passage in found if passage.kind == kind} for kind in ("removed", "added")}
    for passage in found:
        if passage.kind in texts and passage.runs[0].text in texts["removed"] & texts["added"]:
            passage.notes.append("moved from here" if passage.kind == "removed" else "moved to here")
    return found


# ---- What the words of a block don't show ----

_link = re.compile(r'<a href="([^"]*)"[^>]*>')
_mark = re.compile(r"<(strong|em|s|code|sub|sup|br)>")


def _notes(old: str, new: str, runs: list[Run]) -> list[str]:
    notes = []
    was, now = ELEMENTS[blocks.element(old)], ELEMENTS[blocks.element(new)]
    if was != now:
        notes.append(f"{was} made a {now}")
    if "embed" not in (was, now):
        notes += _link_notes(_links(old), _links(new))
    if _mark.findall(old) != _mark.findall(new):
        notes.append("formatting changed")
    only_the_same = all(run.kind == "same" for run in runs)
    return notes or (["formatting changed"] if only_the_same else [])


def _links(block: str) -> list[str]:
    return [unescape(href) for href in _link.findall(block)]


def _link_notes(old: list[str], new: list[str]) -> list[str]:
    notes = []
    for hunk in matching.hunks(old, new):
        gone, come = old[hunk.start : hunk.end], new[hunk.new_start : hunk.new_end]
        if len(gone) == len(come):
            notes += [f"link to {was} now leads to {now}" for was, now in zip(gone, come, strict=True)]
        else:
            notes += [f"link to {href} removed" for href in gone] + [f"link to {href} added" for href in come]
    return notes


# ---- A block as plain text ----

_note = re.compile(r'<sup class="footnote" data-note="([^"]*)">\*</sup>')
_figure = re.compile(r'<figure data-photo="([0-9]+)"(?: data-crop="([a-z]+)")?( data-alt="([^"]*)")?>')
_cells = re.compile(r"</t[dh]><t[dh][^>]*>")
_item = re.compile(r"<li>(?:<p>)?")
_new_line = re.compile(r"<(?:p|h2|h3|tr|br|ul|ol|blockquote|footer|pre|figcaption|hr)(?: [^>]*)?>")
_any_tag = re.compile(r"<[^>]*>")


def _text(block: str, name: Callable) -> str:
    """The words as a reader of two columns needs them: items with dots, cells with bars, notes in brackets."""
    if block == "<hr>":
        return "* * *"
    block = _note.sub(r" [note: \1]", block)
    block = _figure.sub(lambda found: _picture(found, name), block)
    block = _cells.sub(" | ", block)
    block = _item.sub("\n• ", block)
    block = _new_line.sub("\n", block.replace("<footer>", "<footer>— "))
    lines = unescape(_any_tag.sub("", block)).split("\n")
    return "\n".join(line.rstrip() for line in lines if line.strip())


def _picture(found: re.Match, name: Callable) -> str:
    """Its name, and what is said of it for this use alone."""
    lines = ["", escape(name("picture_id", int(found[1])))]
    if found[2]:
        lines.append(f"(crop: {found[2]})")
    if found[3]:
        words = f"description of the picture here: {found[4]}" if found[4] else "no description: decorative"
        lines.append(f"({words})")
    return "\n".join(lines)
