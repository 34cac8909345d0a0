"""Paragraphs that one side moved: they go where it put them, with what the other side wrote into them."""

from collections import Counter
from dataclasses import dataclass, field

from articles import blocks, matching

from .edits import refined
from .stretches import Dispute


@dataclass
class Texts:
    """Three rows of blocks. A moved block is taken out of the others, so that it is nothing but new where it went."""

    base: list[str]
    mine: list[str]
    theirs: list[str]
    carried: set[str] = field(default_factory=set)  # blocks that were moved, as the other side rewrote them
    contested: dict[str, Dispute] = field(default_factory=dict)  # moved by one, taken out by the other

    def take_moves_out(self) -> None:
        mine, theirs = _moves(self.base, self.mine), _moves(self.base, self.theirs)
        if not mine and not theirs:
            return
        in_mine, in_theirs = _places(self.base, self.mine), _places(self.base, self.theirs)
        both = mine.keys() & theirs.keys()  # these stand where they put them
        self.carried |= {self.base[at] for at in both}
        from_theirs = self._carry({at: mine[at] for at in mine.keys() - both}, self.mine, self.theirs, in_theirs)
        from_mine = self._carry({at: theirs[at] for at in theirs.keys() - both}, self.theirs, self.mine, in_mine)
        self.base = _without(self.base, {*both, *from_theirs, *from_mine})
        self.mine = _without(self.mine, {*(mine[at] for at in both), *from_mine.values()})
        self.theirs = _without(self.theirs, set(from_theirs.values()))

    def _carry(
        self, moves: dict[int, int], mover: list[str], other: list[str], places: dict[int, int]
    ) -> dict[int, int]:
        """The blocks that ``mover`` moved, in the wording of ``other``; where they now are too much in ``other``."""
        carried = {at: places[at] for at in moves.keys() & places.keys()}
        for at, there in carried.items():
            mover[moves[at]] = other[there]
            self.carried.add(other[there])
        for block in (self.base[at] for at in moves.keys() - places.keys()):
            if block not in other:
                mine, theirs = ([block], []) if mover is self.mine else ([], [block])
                self.contested[block] = Dispute([block], mine, theirs)
        return carried


def _without(text: list[str], places: set[int]) -> list[str]:
    return [block for at, block in enumerate(text) if at not in places]


def _moves(base: list[str], side: list[str]) -> dict[int, int]:
    """From where to where blocks went that stand once in each text."""
    changed = matching.hunks(base, side)
    in_base, in_side = Counter(base), Counter(side)
    places = {side[at]: at for hunk in changed for at in range(hunk.new_start, hunk.new_end)}
    return {
        at: places[base[at]]
        for hunk in changed
        for at in range(hunk.start, hunk.end)
        if base[at] in places and in_base[base[at]] == in_side[base[at]] == 1
    }


def _places(base: list[str], side: list[str]) -> dict[int, int]:
    """Where the base's blocks stand, word for word or rewritten."""
    places = dict(matching.matches(base, side))
    known = set(base)
    for whole in matching.hunks(base, side):
        for hunk in refined(whole, base, side):
            one_each = hunk.end - hunk.start == hunk.new_end - hunk.new_start == 1
            new = side[hunk.new_start] if one_each else ""
            if one_each and new not in known and blocks.alike(base[hunk.start], new):
                places[hunk.start] = hunk.new_start
    return places
