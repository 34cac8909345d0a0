"""Where something stands on a front, and what it is called in the log."""

from typing import NamedTuple

from articles.workflow import Refused
from frontpage.content import Block, Content, Place

WAYS = {"up": -1, "down": 1}
JOINER = "\u2060"  # has no width


class Gone(Refused):
    """Somebody else took it away meanwhile."""


class Spot(NamedTuple):
    """A slot, and the list that it stands in: its block's, or those related to a lead."""

    block: Block
    row: list[Place]
    slot: Place

    @property
    def position(self) -> int:
        return next(position for position, slot in enumerate(self.row) if slot is self.slot)

    @property
    def is_related(self) -> bool:
        return self.row is not self.block.slots

    def take(self) -> Place:
        return self.row.pop(self.position)


def spots(content: Content):
    for block in content.blocks:
        for slot in block.slots:
            yield Spot(block, block.slots, slot)
            for other in slot.related:
                yield Spot(block, slot.related, other)


def spot_of(content: Content, slot_key: int) -> Spot:
    for spot in spots(content):
        if spot.slot.key == slot_key:
            return spot
    raise Gone("That place is not there any more: somebody took it away meanwhile.")


def spot_of_story(content: Content, story: int) -> Spot | None:
    return next((spot for spot in spots(content) if spot.slot.story == story), None)


def block_of(content: Content, block_key: int) -> Block:
    for block in content.blocks:
        if block.key == block_key:
            return block
    raise Gone("That block is not there any more: somebody took it away meanwhile.")


def way_of(direction: str) -> int:
    if direction not in WAYS:
        raise Refused("Move it up or down.")
    return WAYS[direction]


def name_of(block: Block) -> str:
    return no_story(block.called)


def no_story(words: str) -> str:
    """So that the log takes “Issue #12” for what it says; nobody sees the difference."""
    return words.replace("#", f"#{JOINER}")


def called(slot: Place) -> str:
    """As the log names it."""
    return "a place that fills itself" if slot.story is None else f"#{slot.story}"
