"""What both sides made of a paragraph that each moved and rewrote must not be printed twice."""

from articles import blocks

from .moves import Texts
from .stretches import Dispute
from .words import weave_words

Piece = str | Dispute


def joined(pieces: list[Piece], texts: Texts) -> list[Piece]:
    """``pieces`` where what the two sides made of one paragraph of the base is one again, or disputed."""
    for block in texts.base:
        if block in texts.mine or block in texts.theirs:
            continue
        ours = _made_of(block, pieces, texts.mine, texts.theirs)
        saved = _made_of(block, pieces, texts.theirs, texts.mine)
        if ours and saved:
            both = len(ours) == len(saved) == 1 and weave_words(block, ours[0], saved[0])
            one = both or Dispute([block], ours, saved)
            pieces = [one if piece == saved[0] else piece for piece in pieces if piece not in (*ours, *saved[1:])]
    return pieces


def _made_of(block: str, pieces: list[Piece], side: list[str], other: list[str]) -> list[str]:
    """The pieces that ``side`` alone brought in and that hold most of ``block``, or are mostly made of it."""
    alone = [piece for piece in pieces if isinstance(piece, str) and piece in side and piece not in other]
    was = blocks.words(block)
    return [piece for piece in alone if _are_mostly_the_same(was, blocks.words(piece))]


def _are_mostly_the_same(was, now) -> bool:
    return 2 * (was & now).total() >= max(1, min(was.total(), now.total()))
