"""The board: blocks and their places as somebody who arranges the front sees them."""

from dataclasses import dataclass, field
from datetime import datetime
from zlib import crc32

from django.contrib.humanize.templatetags.humanize import apnumber
from django.utils.functional import cached_property

from frontpage.arranging import Filled, Page, Scope, arrange
from frontpage.candidates import UNSEEN, State, states_of
from frontpage.content import KINDS, RELATED, Block, Content, Place
from frontpage.naming import name_blocks
from newsroom.templatetags.desk import when

ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()


@dataclass
class Row:
    """A slot, or a place that fills itself, with what readers would get there now."""

    block: Block
    slot: Place | None = None
    state: State | None = None
    card: object | None = None  # the edition that stands here, dressed
    number: int | None = None  # of the places that readers would see
    is_spare: bool = False
    position: int = 0  # among the slots
    is_related: bool = False
    above: Place | None = None  # the lead that it is related to, if that was placed by hand
    related: list["Row"] = field(default_factory=list)

    @property
    def identity(self) -> str:
        return f"slot-{self.slot.key}" if self.slot else f"free-{self.block.key}-{self.card.article_id}"

    @property
    def is_hidden(self) -> bool:
        return self.state is not None and not self.state.visible

    @property
    def headline(self) -> str:
        if self.is_hidden:
            return UNSEEN
        if self.card is not None:
            return self.card.headline
        own = self.slot.headline if self.slot else ""
        return own or (self.state.title if self.state else "") or "This place fills itself"

    @property
    def fills_itself(self) -> bool:
        return self.slot is None or self.slot.story is None or (self.card is not None and self.card.slot is None)

    @property
    def own_headline(self) -> str:
        """The story's, where the slot has another."""
        return self.state.headline if self.slot and self.slot.headline and self.state and self.state.visible else ""

    @property
    def is_outdated(self) -> bool:
        """Whether the story's headline was changed after it got another one here."""
        return bool(self.own_headline and self.slot.copied and self.own_headline != self.slot.copied)

    @property
    def kind(self) -> str:
        """Colour and sign of the story's state."""
        return self.state.mark if self.state else "public"

    @property
    def picture(self):
        return self.card.picture if self.card is not None and not self.is_hidden else None

    @property
    def kicker(self) -> str:
        return self.slot.kicker if self.slot and not self.is_hidden else ""

    @property
    def headline_code(self) -> int:
        """Tells “Keep mine” which headline of the story the person saw."""
        return code_of(self.own_headline)

    @property
    def times(self) -> list[str]:
        """“pinned until 18:00”, for the slot's own times."""
        words = {"pinned_until": "pinned until", "run_from": "from", "run_until": "until"}
        told = ((words[name], getattr(self.slot, name)) for name in words) if self.slot and not self.is_hidden else ()
        return [f"{name} {when(moment)}" for name, moment in told if moment]

    @property
    def keep(self) -> str:
        """What the button says that keeps the story here which fills the place now; nothing where it can’t be kept."""
        if self.slot or not self.block.sort.takes_stories or (self.is_related and not self.above):
            return ""
        verb, into = ("relate", self.above.key) if self.above else ("place", self.block.key)
        return f"{verb} {self.card.article_id} {into} {self.position}"

    @property
    def waits(self) -> bool:
        """Whether its story isn't on the page now though it has a place."""
        return self.card is None and not self.is_spare and self.slot is not None and self.slot.story is not None

    @property
    def where(self) -> str:
        """“second of four”: for ears, after a move."""
        if self.is_related:
            return "related to the lead"
        if self.is_spare:
            return "a spare"
        if self.number is None:
            return "waiting"
        return f"{ordinal(self.number)} of {apnumber(self.block.places)}"

    @property
    def changed(self) -> list[str]:
        """What else the slot has of its own."""
        if not self.slot or self.is_hidden:
            return []
        facts = {"kicker": self.slot.kicker, "standfirst": self.slot.standfirst, "picture": self.slot.picture}
        names = [name for name, value in facts.items() if value]
        return [*names, *([self.slot.size] if self.slot.size else [])]


@dataclass
class BlockRows:
    """A block with its rows; ``number`` is its place on the front."""

    block: Block
    name: str
    source: str
    rows: list[Row]
    number: int
    of: int

    @property
    def sort(self):
        return self.block.sort

    @property
    def design(self) -> str:
        return self.sort.designs.get(self.block.design, "")

    @property
    def where(self) -> str:
        return f"{ordinal(self.number + 1)} of {apnumber(self.of)} blocks"

    @property
    def is_empty(self) -> bool:
        return not any(row.card is not None for row in self.rows) and self.block.kind != "promo"


class Board:
    """A content at a moment for somebody: its blocks, and what of the front differs from what readers have."""

    def __init__(self, scope: Scope, content: Content, user, at: datetime):
        self.scope, self.content, self.user, self.at = scope, content, user, at

    @cached_property
    def page(self) -> Page:
        return arrange(self.scope, self.content, self.at)

    @cached_property
    def states(self) -> dict[int, State]:
        return states_of(set(self.content.stories), self.user, self.at)

    @cached_property
    def blocks(self) -> list[BlockRows]:
        filled = {one.block.key: one for one in self.page.blocks}
        return [self.rows_of(filled[block.key], number) for number, block in enumerate(self.content.blocks)]

    @cached_property
    def placed(self) -> set[int]:
        return set(self.content.stories)

    @cached_property
    def by_themselves(self) -> set[int]:
        """Stories that stand on the page where no slot put them."""
        return {card.article_id for card in self.page.cards if card.slot is None}

    def name_of(self, block: Block) -> str:
        name_blocks(self.content.blocks)
        return block.called

    def rows_of(self, filled: Filled, number: int) -> BlockRows:
        block = filled.block
        rows = list(self.of_slots(filled))
        free = [card for card in filled.cards if card.slot is None]
        taken = sum(row.number is not None for row in rows)
        of_slots = sum(row.card is not None and row.card.slot is None for row in rows)
        for place, card in enumerate(free[of_slots:], start=taken + 1):
            rows.append(Row(block, card=card, number=place, position=len(block.slots)))
        if block.kind == "lead":
            for row in rows:
                row.related = self.related_to(row)
        return BlockRows(block, self.name_of(block), block.about, rows, number, len(self.content.blocks))

    def of_slots(self, filled: Filled):
        """A row for each slot, in the way in which ``arranging.filling`` gives the places away."""
        block, number = filled.block, 0
        by_hand = {card.slot.key: card for card in filled.cards if card.slot}
        free = iter([card for card in filled.cards if card.slot is None])
        for position, slot in enumerate(block.slots):
            row = Row(block, slot, self.states.get(slot.story), position=position)
            row.is_spare = number >= block.places
            row.card = by_hand.get(slot.key)
            if not row.is_spare and row.card is None and slot.fills_itself(self.at):
                row.card = next(free, None)
                number += 1
                row.number = number
            elif row.card is not None:
                number += 1
                row.number = number
            yield row

    def related_to(self, row: Row) -> list[Row]:
        slots = row.slot.related if row.slot else []
        cards = row.card.related if row.card is not None else []
        by_hand = {card.slot.key: card for card in cards if card.slot}
        stands = row.slot is None or row.slot.holds(self.at)
        rows = [
            Row(
                row.block,
                slot,
                self.states.get(slot.story),
                by_hand.get(slot.key),
                position=place,
                above=row.slot,
                is_related=True,
            )
            for place, slot in enumerate(slots)
            if stands or slot.story not in self.by_themselves
        ]
        free = [
            Row(row.block, card=card, position=len(slots), above=row.slot, is_related=True)
            for card in cards
            if card.slot is None
        ]
        return rows + free[: max(0, RELATED - len(by_hand))]


def code_of(headline: str) -> int:
    return crc32(headline.encode())


def ordinal(number: int) -> str:
    return ORDINALS[number - 1] if number <= len(ORDINALS) else f"number {number}"


def kinds_to_add() -> list[tuple[str, str, str]]:
    """Key, name and what for; there is always exactly one lead."""
    return [(key, kind.name, kind.about) for key, kind in KINDS.items() if key != "lead"]
