"""A body as a row of blocks: paragraphs, headings, lists, pictures. Takes only clean HTML (``newsroom.html.clean``)."""

import re
from collections import Counter
from functools import lru_cache
from html import unescape

MOST_PAIRINGS = 1_000
ALIKE = 0.5
GALLERY = '<div class="gallery">'

_tag = re.compile(r"<(/?)([a-z0-9]+)[^>]*>")
_word = re.compile(r"\w+")
_attribute = re.compile(r'(data-photo|data-crop|data-alt|data-note|href)="([^"]*)"')
_token = re.compile(r"<[^>]*>|[^<\s]+\s*|\s+")


def split(body: str) -> list[str]:
    """The top-level blocks; joined they are the body again."""
    found = []
    depth = start = 0
    for tag in _tag.finditer(body):
        if tag[2] not in ("br", "hr"):
            depth += -1 if tag[1] else 1
        if depth == 0:
            found.append(body[start : tag.end()])
            start = tag.end()
    return found


def element(block: str) -> str:
    """The name of the block's own tag; “gallery” of a row of pictures."""
    return "gallery" if block.startswith(GALLERY) else _tag.match(block)[2]


def tokens(block: str) -> list[str]:
    """Tags and words, each word with the space after it; joined they are the block again."""
    return _token.findall(block)


@lru_cache(maxsize=4096)
def words(block: str) -> Counter[str]:
    """How often each word stands in the block; pictures, notes and addresses count as words. Not to be changed."""
    marked = (f"{name} {value}" for name, value in _attribute.findall(block))
    return Counter(_word.findall(unescape(_tag.sub("", block)).lower())) + Counter(marked)


def likeness(old: Counter[str], new: Counter[str]) -> float:
    """From 0, no word in common, to 1, the same words."""
    both = old.total() + new.total()
    return 2 * (old & new).total() / both if both else 0.0


def alike(old: str, new: str) -> bool:
    """Whether one looks like a rewriting of the other."""
    return likeness(words(old), words(new)) >= ALIKE


def rewritten(old: list[str], new: list[str]) -> list[tuple[int, int]]:
    """Which block of ``new`` is a rewriting of which of ``old``; rising on both sides."""
    if not old or not new:
        return []
    before, after = [words(block) for block in old], [words(block) for block in new]
    if len(old) == len(new) and all(likeness(*both) >= ALIKE for both in zip(before, after, strict=True)):
        return [(at, at) for at in range(len(old))]
    return _best_row(before, after) if len(old) * len(new) <= MOST_PAIRINGS else []


def _best_row(old: list[Counter], new: list[Counter]) -> list[tuple[int, int]]:
    """The rising row of alike pairs with the greatest likeness together."""
    best: list[list[tuple[float, tuple]]] = [[(0.0, ())] * (len(new) + 1) for _ in range(len(old) + 1)]
    for at, before in enumerate(old, 1):
        for there, after in enumerate(new, 1):
            ways = [best[at - 1][there], best[at][there - 1]]
            if (like := likeness(before, after)) >= ALIKE:
                sum_before, row = best[at - 1][there - 1]
                ways.append((sum_before + like, (row, (at - 1, there - 1))))
            best[at][there] = max(ways, key=lambda way: way[0])
    pairs = []
    _, row = best[-1][-1]
    while row:
        row, pair = row
        pairs.append(pair)
    return pairs[::-1]
