"""Parts of the three texts that belong together: agreed, or disputed."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from articles import blocks

from .words import weave_words

WANDERED = 3  # fewer words than these are no sentence that went elsewhere


@dataclass(frozen=True, eq=False)
class Dispute:
    """Blocks that both sides changed, each in its way."""

    base: list[str]
    mine: list[str]
    theirs: list[str]


class Stretch:
    """Some blocks of the three texts that belong together, and what they become."""

    def __init__(self, base: list[str], mine: list[str], theirs: list[str], carried: set[str]):
        self.base, self.mine, self.theirs, self.carried = base, mine, theirs, carried
        self.lead: list[str] = []  # blocks that were moved here from elsewhere: nobody disputes a move
        self.rest: list[str] = []
        self.agreed = _one_sided(base, mine, theirs)
        if self.agreed is None:
            self.set_moved_apart()
            self.agreed = _agreed(base, self.mine, self.theirs)

    @classmethod
    def same(cls, text: list[str]) -> "Stretch":
        return cls(text, text, text, set())

    def set_moved_apart(self) -> None:
        my_lead, self.mine, my_rest = _apart(self.mine, self.carried)
        their_lead, self.theirs, their_rest = _apart(self.theirs, self.carried)
        self.lead += their_lead + my_lead
        self.rest += their_rest + my_rest

    def dispute(self) -> None:
        """Take back what was agreed."""
        self.set_moved_apart()
        self.agreed = None

    @property
    def pieces(self) -> list[str | Dispute]:
        return [*self.lead, *(self._disputed() if self.agreed is None else self.agreed), *self.rest]

    def _disputed(self) -> list[str | Dispute]:
        head, tail = _same_ends(self.mine, self.theirs)
        mine, theirs = self.mine[head : len(self.mine) - tail], self.theirs[head : len(self.theirs) - tail]
        return [*self.theirs[:head], Dispute(self.base, mine, theirs), *self.theirs[len(self.theirs) - tail :]]


def _apart(text: list[str], carried: set[str]) -> tuple[list[str], list[str], list[str]]:
    """Carried blocks that begin ``text``, what isn't carried, and the other carried ones."""
    lead = next((at for at, block in enumerate(text) if block not in carried), len(text))
    rest = text[lead:]
    return text[:lead], [block for block in rest if block not in carried], [block for block in rest if block in carried]


def _one_sided(base: list[str], mine: list[str], theirs: list[str]) -> list[str] | None:
    if mine in (theirs, base):
        return theirs
    return mine if theirs == base else None


def _agreed(base: list[str], mine: list[str], theirs: list[str]) -> list[str] | None:
    """The text that both can have; None if there is none."""
    found = _one_sided(base, mine, theirs)
    if found is None and len(base) == len(mine) == len(theirs) == 1:
        both = weave_words(base[0], mine[0], theirs[0])
        return [both] if both else None
    return found


def dispute_what_wandered(stretches: list[Stretch]) -> None:
    """Words that one side took from or to a disputed place would be lost or doubled if the other side won there."""
    while disputed := [stretch for stretch in stretches if stretch.agreed is None]:
        mine, theirs, base = (
            _words(block for stretch in disputed for block in getattr(stretch, side))
            for side in ("mine", "theirs", "base")
        )
        i_moved, they_moved = (mine - base, base - mine), (theirs - base, base - theirs)
        drawn_in = [
            stretch
            for stretch in stretches
            if stretch.agreed not in (None, stretch.base)
            and (
                _wandered(stretch.theirs, stretch.agreed, *i_moved)
                or _wandered(stretch.mine, stretch.agreed, *they_moved)
            )
        ]
        if not drawn_in:
            return
        for stretch in drawn_in:
            stretch.dispute()


def _wandered(before: list[str], after: list[str], gained: Counter[str], lost: Counter[str]) -> bool:
    """Whether most of what changed from ``before`` to ``after`` was gained, or lost, in the disputes."""
    gone, come = _words(before) - _words(after), _words(after) - _words(before)
    return any(
        words.total() >= WANDERED and 2 * (words & elsewhere).total() >= words.total()
        for words, elsewhere in ((gone, gained), (come, lost))
    )


def _words(text: Iterable[str]) -> Counter[str]:
    found: Counter[str] = Counter()
    for block in text:
        found.update(blocks.words(block))
    return found


def _same_ends(mine: list[str], theirs: list[str]) -> tuple[int, int]:
    shorter = min(len(mine), len(theirs))
    head = next((at for at in range(shorter) if mine[at] != theirs[at]), shorter)
    rest = shorter - head
    tail = next((at for at in range(rest) if mine[-1 - at] != theirs[-1 - at]), rest)
    return head, tail
