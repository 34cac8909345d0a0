"""What differs between two arrangements of a front, as sentences for the desk."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from difflib import SequenceMatcher
from typing import NamedTuple

from articles.workflow import said
from frontpage.candidates import UNSEEN
from frontpage.content import SIZES, Block, Content, Place
from frontpage.naming import quoted

SETTINGS = {
    "name": "name",
    "design": "design",
    "places": "number of places",
    "is_beside": "place beside another",
    "section": "source",
    "topic": "source",
    "series": "source",
    "text": "words",
    "link": "link",
    "picture": "picture",
}
WORDS = {"headline": "headline", "kicker": "kicker", "standfirst": "standfirst"}
TIMES = {"pinned_until": "pinned until", "run_from": "not before", "run_until": "not after"}


class Difference(NamedTuple):
    """``done`` is added, removed, moved or changed; ``of`` is block or story."""

    of: str
    done: str
    words: str


class Spot(NamedTuple):
    """Where a story stands; ``number`` counts the block's places from one."""

    block: Block
    place: Place
    number: int
    lead: Place | None = None  # that it is related to

    @property
    def row(self) -> tuple:
        """Within it only the order counts. A spare waits in a row of its own."""
        return self.block.key, self.block.kind, self.lead is not None, self.number > self.block.places

    def __str__(self):
        where = f"“{self.block.called}”"
        return f"beside the lead in {where}" if self.lead else f"place {self.number} in {where}"


def compare(before: Content, after: Content, titles: Mapping[int, str]) -> list[Difference]:
    """All differences, blocks first, in the order of ``after``. ``titles`` has the stories that the reader may see:
    nothing is told of the words that another one had on the front.
    """
    return [*of_blocks(before, after), *of_stories(spots(before), spots(after), titles)]


# ---- Blocks ----


def of_blocks(before: Content, after: Content) -> Iterator[Difference]:
    old, new = blocks_of(before), blocks_of(after)
    for block in [old[key] for key in old if key not in new]:
        yield Difference("block", "removed", f"Block “{block.called}” was removed.")
    stayed = in_order(list(old), list(new))
    for key, block in new.items():
        if key not in old:
            yield Difference("block", "added", f"Block “{block.called}” was added.")
            continue
        if key not in stayed:
            yield Difference("block", "moved", f"Block “{block.called}” was moved {beneath(block, after)}.")
        if changed := settings_changed(old[key], block):
            yield Difference("block", "changed", f"Block “{block.called}”: other {', '.join(changed)}.")


def settings_changed(old: Block, new: Block) -> list[str]:
    found = dict.fromkeys(SETTINGS[name] for name in SETTINGS if getattr(old, name) != getattr(new, name))
    if gaps(old) != gaps(new):
        found["places that fill themselves"] = None
    return list(found)


def gaps(block: Block) -> list[int]:
    """How many stories stand before each place that fills itself though a story follows."""
    stories = [place.story for place in block.slots]
    while stories and stories[-1] is None:
        stories.pop()
    return [number - stories[:number].count(None) for number, story in enumerate(stories) if story is None]


def blocks_of(content: Content) -> dict[tuple, Block]:
    """By key and kind: a key may be used again by another layout."""
    return {(block.key, block.kind): block for block in content.blocks}


def in_order(old: list, new: list) -> set:
    """What kept its order: the longest row that both have, so that moving one thing is told as one thing."""
    old, new = [item for item in old if item in new], [item for item in new if item in old]
    matches = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    return {item for match in matches for item in old[match.a : match.a + match.size]}


def beneath(block: Block, content: Content) -> str:
    above = content.blocks[: content.blocks.index(block)]
    return f"beneath “{above[-1].called}”" if above else "to the top"


# ---- Stories ----


def spots(content: Content) -> dict[int, Spot]:
    """Where each story stands that was placed by hand."""
    found = {}
    for block in content.blocks:
        for number, place in enumerate(block.slots, 1):
            found[place.story] = Spot(block, place, number)
            found |= {other.story: Spot(block, other, number, place) for other in place.related}
    found.pop(None, None)
    return found


def of_stories(old: dict[int, Spot], new: dict[int, Spot], titles: Mapping[int, str]) -> Iterator[Difference]:
    for story in [story for story in old if story not in new]:
        yield Difference("story", "removed", f"{titled(story, titles)} was taken out: {old[story]}.")
    stayed = still(old, new)
    for story, spot in new.items():
        if story not in old:
            yield Difference("story", "added", f"{titled(story, titles)} was placed: {spot}.")
        elif story not in stayed:
            yield Difference("story", "moved", f"{titled(story, titles)} was moved from {old[story]} to {spot}.")
        had = old[story].place if story in old else Place(key=0)
        for words in changes(had, spot.place, story in titles):
            yield Difference("story", "changed", f"{titled(story, titles)}: {words}.")


def titled(story: int, titles: Mapping[int, str]) -> str:
    return quoted(titles[story]) if story in titles else UNSEEN


def still(old: dict[int, Spot], new: dict[int, Spot]) -> set[int]:
    """Stories in the row where they were, in the order in which they were."""
    stayed = set()
    for row in {spot.row for spot in new.values()}:
        stayed |= in_order(*[[story for story in spots if spots[story].row == row] for spots in (old, new)])
    return stayed


def changes(old: Place, new: Place, may_see: bool) -> Iterator[str]:
    """What the story has only here, and has otherwise now."""
    for name, word in WORDS.items():
        if getattr(new, name) != getattr(old, name):
            yield f"{word} {worded(getattr(new, name))}" if may_see else f"another {word}"
    if new.picture != old.picture:
        yield "another picture" if new.picture else "its own picture again"
    if new.size != old.size:
        yield f"size “{SIZES[new.size]}”"
    for name, word in TIMES.items():
        if getattr(new, name) != getattr(old, name):
            yield f"{word} {moment(getattr(new, name))}"


def worded(words: str) -> str:
    return quoted(words) if words else "its own again"


def moment(at: datetime | None) -> str:
    return said(at) if at else "no set time"
