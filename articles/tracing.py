"""Who changed this line: the saves with which some words came into a story, and those with which they went.

Pure: takes texts in the order of time, each with whatever names it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from articles import blocks
from newsroom import html

LINES = (
    "kicker headline standfirst dateline picture_caption picture_alt search_title search_description slug slugline note"
).split()
_plain_marks = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"'})


@dataclass(frozen=True)
class Turn:
    """The words came with this save, or went. ``before`` is the save before it, if that was looked at."""

    save: Any
    came: bool
    before: Any = None


def turns(words: str, texts: Iterable[tuple[Any, dict]]) -> list[Turn]:
    """Each save that brought the words in or took them out. Case, spaces and shapes of quotation marks don't count."""
    wanted = plain_words(words)
    found: list[Turn] = []
    if not wanted:
        return found
    stood, page, before = False, Page(), None
    for save, content in texts:
        stands = any(wanted in line for line in page.lines(content))
        if stands != stood:
            found.append(Turn(save, stands, before))
        stood, before = stands, save
    return found


def stands_in(words: str, content: dict) -> bool:
    wanted = plain_words(words)
    return bool(wanted) and any(wanted in line for line in Page().lines(content))


def plain_words(text: str) -> str:
    return " ".join(text.translate(_plain_marks).casefold().split())


class Page:
    """The lines of one text after another. A paragraph is read once, however many saves it stood in."""

    def __init__(self):
        self.read: dict[str, str] = {}

    def lines(self, content: dict) -> list[str]:
        lines = [plain_words(content.get(name) or "") for name in LINES]
        bylines = [plain_words(f"{name} {role}") for _, name, role in content.get("bylines", ())]
        return [*lines, *bylines, self.body(content.get("body") or "")]

    def body(self, body: str) -> str:
        """Its paragraphs in a row, so that words are found that go from one into the next."""
        return " ".join(filter(None, map(self.paragraph, blocks.split(body))))

    def paragraph(self, block: str) -> str:
        if block not in self.read:
            self.read[block] = plain_words(html.plain(block))
        return self.read[block]
