"""What stands on a front, as the draft keeps it and as a layout freezes it: blocks, and in each the slots.

A block has a number of places. Its slots are taken in order: one whose story readers can have at the moment fills the
next place, one without a story lets the place fill itself, and what is left of the places fills itself, too. Slots
beyond the places stand ready to move up.

What was stored and doesn't fit (by another release, or by hand) is left out and logged: a front is shown without it.
"""

import logging
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from functools import cache
from typing import NamedTuple, Self, get_origin, get_type_hints

log = logging.getLogger(__name__)


class Kind(NamedTuple):
    """What a sort of block is called, and what it may be."""

    name: str
    about: str
    heading: str  # for readers, where the block is about nothing that has a name
    places: int = 0  # to begin with
    most: int = 0
    designs: dict[str, str] = {"": "As usual"}
    source: str = ""  # what it can be told to draw from: “section or topic”, “series”
    may_be_beside: bool = False  # in the quarter beside the block above it
    takes_stories: bool = True  # by hand


KINDS = {
    "lead": Kind(
        "Lead",
        "The one big story, with up to four related headlines.",
        "Top stories",
        1,
        1,
        {"": "Words left, picture right", "wide": "Picture over the full width", "words": "Words only, largest type"},
    ),
    "top": Kind(
        "Top stories",
        "The second level: cards in a row.",
        "More top stories",
        4,
        6,
        {"": "Cards with pictures", "words": "Words only", "first": "One large, the others beside it"},
        "section or topic",
    ),
    "strip": Kind(
        "Section strip",
        "A section or a topic: one picture story, then quiet headlines.",
        "More news",
        4,
        8,
        {"": "A column, others abreast", "row": "A row of cards", "list": "Headlines only"},
        "section or topic",
    ),
    "picture": Kind(
        "Picture story",
        "A picture as wide as the page, and a few words.",
        "In pictures",
        1,
        1,
        {"": "Picture with words beneath", "beside": "Picture with words beside it"},
        "section or topic",
    ),
    "opinion": Kind(
        "Opinion",
        "Columns: who speaks comes first.",
        "Opinion",
        3,
        6,
        {"": "A row with portraits", "list": "Names and headlines"},
        "section or topic",
        may_be_beside=True,
    ),
    "read": Kind(
        "Most read",
        "What most readers opened in the last day.",
        "Most read",
        5,
        10,
        may_be_beside=True,
        takes_stories=False,
    ),
    "latest": Kind("Latest", "The newest, with their times.", "Latest", 8, 12, may_be_beside=True, takes_stories=False),
    "series": Kind(
        "Series",
        "The parts of a series.",
        "Series",
        6,
        10,
        source="series",
        may_be_beside=True,
        takes_stories=False,
    ),
    "promo": Kind(
        "Promotion",
        "A few words of our own and a link to one of our pages, on the only tinted ground.",
        "From the paper",
        designs={"": "Words", "picture": "Words and a picture"},
        may_be_beside=True,
        takes_stories=False,
    ),
}
SIZES = {"": "Usual", "large": "Larger: two places wide", "words": "Without its picture"}
RELATED = 4  # beside a lead
MOST = 100  # places of whatever block: far more than any kind may have


@dataclass
class Place:
    """A slot: a story, or None where the place fills itself, and what it has only here. Times are aware."""

    key: int
    story: int | None = None  # the article's key
    kicker: str = ""
    headline: str = ""
    standfirst: str = ""
    picture: int | None = None
    size: str = ""
    copied: str = ""  # the story's own headline when it got another one here
    pinned_until: datetime | None = None  # from then on the place fills itself
    run_from: datetime | None = None  # before it the story isn't on this front
    run_until: datetime | None = None  # from then on the story isn't on this front
    related: list["Place"] = field(default_factory=list)

    def is_kept_off(self, at: datetime) -> bool:
        """Whether its story may not be on the front at all at ``at``."""
        begun = self.run_from is None or self.run_from <= at
        return not begun or (self.run_until is not None and self.run_until <= at)

    def holds(self, at: datetime) -> bool:
        """Whether its story has this place at ``at``, if readers can have it."""
        pinned = self.pinned_until is None or self.pinned_until > at
        return self.story is not None and pinned and not self.is_kept_off(at)

    def fills_itself(self, at: datetime) -> bool:
        """Whether no story was placed here, or its pin is out. Where a story can't be had the next one moves up."""
        return self.story is None or not (self.holds(at) or self.is_kept_off(at))

    @classmethod
    def read(cls, facts: dict) -> Self:
        times = {name: moment_of(facts[name]) for name in TIMES if facts.get(name)}
        return fitting(cls, facts | times | {"related": those_that_fit(cls, facts.get("related", []))})


TIMES = ("pinned_until", "run_from", "run_until")


@dataclass
class Block:
    """A part of the page. Without source it draws from the whole front."""

    key: int
    kind: str
    name: str = ""  # instead of what it is called by itself
    design: str = ""
    places: int = 0
    is_beside: bool = False
    section: int | None = None
    topic: int | None = None
    series: int | None = None
    text: str = ""
    link: str = ""
    picture: int | None = None
    slots: list[Place] = field(default_factory=list)
    about: str | None = field(default=None, compare=False)  # told by frontpage.naming, never kept

    @property
    def sort(self) -> Kind:
        return KINDS[self.kind]

    @property
    def called(self) -> str:
        """At the desk."""
        return self.name or self.about or self.sort.name

    @classmethod
    def read(cls, facts: dict) -> Self:
        block = fitting(cls, facts | {"slots": those_that_fit(Place, facts.get("slots", []))})
        if block.kind not in KINDS or not 0 <= block.places <= MOST:
            raise ValueError("no such block")
        return block

    def settings(self) -> dict:
        """All but the slots, for JSON."""
        facts = asdict(replace(self, slots=[]))
        del facts["slots"], facts["about"]
        return facts


@dataclass
class Content:
    """A whole front. Keys of blocks and slots are never used twice."""

    blocks: list[Block] = field(default_factory=list)
    next: int = 1

    @classmethod
    def read(cls, facts: dict) -> Self:
        facts = facts if isinstance(facts, dict) else {}
        return cls.of(those_that_fit(Block, facts.get("blocks")), facts.get("next"))

    @classmethod
    def of(cls, blocks: list[Block], next: int | None = None) -> Self:
        """With one lead, whatever the blocks: the first, or a new one in front."""
        lead = [block for block in blocks if block.kind == "lead"][:1]
        content = cls([block for block in blocks if block.kind != "lead" or block is lead[0]])
        keys = [one.key for one in (*content.blocks, *(slot for _, slot in content.slots()))]
        content.next = max([key + 1 for key in keys] + [next if isinstance(next, int) else 1])
        if not lead:
            content.add("lead")
            content.blocks.insert(0, content.blocks.pop())
        return content

    def as_json(self) -> dict:
        blocks = [block.settings() | {"slots": [slot_as_json(slot) for slot in block.slots]} for block in self.blocks]
        return {"next": self.next, "blocks": blocks}

    def take_key(self) -> int:
        self.next += 1
        return self.next - 1

    def add(self, kind: str, **settings) -> Block:
        """A new block at the end."""
        block = Block(self.take_key(), kind, **{"places": KINDS[kind].places} | settings)
        self.blocks.append(block)
        return block

    def slots(self):
        """All slots with their blocks, related ones after the lead's."""
        for block in self.blocks:
            for slot in block.slots:
                yield block, slot
                for other in slot.related:
                    yield block, other

    @property
    def stories(self) -> list[int]:
        """Keys of the articles that were placed by hand."""
        return [slot.story for _, slot in self.slots() if slot.story is not None]


def slot_as_json(slot: Place) -> dict:
    times = {name: moment and moment.isoformat() for name in TIMES for moment in [getattr(slot, name)]}
    return asdict(replace(slot, related=[])) | times | {"related": [slot_as_json(other) for other in slot.related]}


# ---- Reading what was stored ----


def those_that_fit(sort: type[Block | Place], rows: list[dict]) -> list:
    found = []
    for facts in rows if isinstance(rows, list) else ():
        try:
            found.append(sort.read(facts))
        except (AttributeError, TypeError, ValueError) as why:
            log.warning("Left out of a front what does not fit (%s): %.200r", why, facts)
    return found


def fitting(sort: type[Block | Place], facts: dict) -> Block | Place:
    """Made of the facts that it knows, if each is of its type."""
    known = {name: facts[name] for name in types_of(sort) if name in facts}
    if wrong := [name for name, value in known.items() if not isinstance(value, types_of(sort)[name])]:
        raise TypeError(f"wrong {' and '.join(wrong)}")
    return sort(**known)


@cache
def types_of(sort: type) -> dict[str, type]:
    return {name: list if get_origin(hint) is list else hint for name, hint in get_type_hints(sort).items()}


def moment_of(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("a time without its zone")
    return moment
