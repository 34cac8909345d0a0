"""The three-way merge inside one paragraph."""

from articles import blocks, matching
from newsroom import html

from .edits import Edit, done

BRIDGE = 3  # letters: one kept word of so few between two changed ones is no ground to stand on


def weave_words(base: str, mine: str, theirs: str) -> str | None:
    """One paragraph with the changed words of both, or None where it isn't certain that it comes out right."""
    if blocks.element(base) in ("table", "div") or not (blocks.alike(base, mine) and blocks.alike(base, theirs)):
        return None
    was = blocks.tokens(base)
    ours, saved = _word_edits(was, mine, True), _word_edits(was, theirs, False)
    saved = [edit for edit in saved if edit._replace(is_mine=True) not in ours]
    if any(one.start <= other.end and other.start <= one.end for one in ours for other in saved):
        return None
    words = done(sorted(ours + saved, key=lambda edit: edit.start), was)
    woven = "".join(words)
    return woven if html.clean(woven) == woven else None


def _word_edits(base: list[str], side: str, is_mine: bool) -> list[Edit]:
    new = blocks.tokens(side)
    found = matching.bridged(matching.hunks(base, new), base, _is_bridge)
    return [Edit(hunk.start, hunk.end, new[hunk.new_start : hunk.new_end], is_mine) for hunk in found]


def _is_bridge(kept: list[str]) -> bool:
    return len(kept) == 1 and len(kept[0].strip()) <= BRIDGE
