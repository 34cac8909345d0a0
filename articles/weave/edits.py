"""What one side did to the blocks, or words, of the base."""

from itertools import pairwise
from typing import NamedTuple

from articles import blocks, matching


class Edit(NamedTuple):
    """``base[start:end]`` became ``new`` on one side."""

    start: int
    end: int
    new: list[str]
    is_mine: bool = True
    grows: bool = False  # it has more blocks than before, those not counted that were only moved here

    def meets(self, other: "Edit") -> bool:
        """Whether the two can't simply be done one after the other. One side's own edits can."""
        if self.is_mine == other.is_mine:
            return False
        if self.start < other.end and other.start < self.end:
            return True
        touch = self.end == other.start or other.end == self.start
        return touch and self.grows and other.grows  # else nobody knows whose new paragraph comes first


def edits(base: list[str], side: list[str], *, is_mine: bool, carried: set[str]) -> list[Edit]:
    """All edits of one side, in order; ``carried`` are blocks that were moved."""
    found = []
    for hunk in (part for whole in matching.hunks(base, side) for part in refined(whole, base, side)):
        new = side[hunk.new_start : hunk.new_end]
        grows = sum(block not in carried for block in new) > hunk.end - hunk.start
        found.append(Edit(hunk.start, hunk.end, new, is_mine, grows))
    return found


def refined(hunk: matching.Hunk, base: list[str], side: list[str]) -> list[matching.Hunk]:
    """The same, paragraph by paragraph where those of one text are rewritings of those of the other, or just gone.

    Not where words went from one paragraph to another: one that was split, or two that were joined, must stay together.
    """
    old, new = base[hunk.start : hunk.end], side[hunk.new_start : hunk.new_end]
    pairs = blocks.rewritten(old, new)
    if pairs and _words_wandered(old, new, pairs):
        return [hunk]
    pairs = [(hunk.start + at, hunk.new_start + there) for at, there in pairs]
    ends = [(hunk.start - 1, hunk.new_start - 1), *pairs, (hunk.end, hunk.new_end)]
    found = [matching.Hunk(at, at + 1, there, there + 1) for at, there in pairs]
    for (at, there), (next_at, next_there) in pairwise(ends):
        if there + 1 < next_there:
            found.append(matching.Hunk(at + 1, next_at, there + 1, next_there))
        else:
            found += [matching.Hunk(gone, gone + 1, next_there, next_there) for gone in range(at + 1, next_at)]
    return sorted(found)


def _words_wandered(old: list[str], new: list[str], pairs: list[tuple[int, int]]) -> bool:
    stayed, arrived = {at for at, _ in pairs}, {there for _, there in pairs}
    gone = [block for at, block in enumerate(old) if at not in stayed]
    come = [block for there, block in enumerate(new) if there not in arrived]
    return any(_is_in(block, other) for block in gone for other in new) or any(
        _is_in(block, other) for block in come for other in old
    )


def _is_in(block: str, other: str) -> bool:
    words = blocks.words(block)
    return 2 * (words & blocks.words(other)).total() >= max(1, words.total())


def groups(edits: list[Edit]) -> list[list[Edit]]:
    """Edits that meet, together; in the order of the text."""
    found: list[list[Edit]] = []
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        near = range(max(0, len(found) - 3), len(found))
        met = next((at for at in near if any(edit.meets(other) for other in found[at])), len(found))
        found[met:] = [[*(other for group in found[met:] for other in group), edit]]
    return found


def done(edits: list[Edit], base: list[str], start: int = 0) -> list[str]:
    """``base`` after ``edits``; ``start`` is the place of its first block."""
    text: list[str] = []
    at = 0
    for edit in edits:
        text += [*base[at : edit.start - start], *edit.new]
        at = edit.end - start
    return text + base[at:]
