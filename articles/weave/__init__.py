"""The three-way merge of bodies, paragraph by paragraph and, where that is safe, word by word."""

from articles import blocks

from .edits import done, edits, groups
from .moves import Texts
from .stretches import Dispute, Stretch, dispute_what_wandered
from .twice import joined

__all__ = ["Dispute", "weave"]


def weave(base: str, mine: str, theirs: str) -> list[str | Dispute]:
    """Blocks in order, and disputes where they stand. Takes clean HTML."""
    texts = Texts(*map(blocks.split, (base, mine, theirs)))
    texts.take_moves_out()
    stretches = _stretches(texts)
    dispute_what_wandered(stretches)
    pieces = joined([piece for stretch in stretches for piece in stretch.pieces], texts)
    return [texts.contested.get(piece, piece) for piece in pieces]


def _stretches(texts: Texts) -> list[Stretch]:
    found = []
    at = 0
    mine = edits(texts.base, texts.mine, is_mine=True, carried=texts.carried)
    theirs = edits(texts.base, texts.theirs, is_mine=False, carried=texts.carried)
    for group in groups([*mine, *theirs]):
        start, end = min(edit.start for edit in group), max(edit.end for edit in group)
        found.append(Stretch.same(texts.base[at:start]))
        base = texts.base[start:end]
        ours = done([edit for edit in group if edit.is_mine], base, start)
        saved = done([edit for edit in group if not edit.is_mine], base, start)
        found.append(Stretch(base, ours, saved, texts.carried))
        at = end
    return [*found, Stretch.same(texts.base[at:])]
