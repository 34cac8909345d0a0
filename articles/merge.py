"""Two people changed one story: both changes together, and what only a person can decide.

Nothing is lost: every word of both stands in the merged content or in a clash. Where they clash, the content holds what
was saved first ("theirs").
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

from articles import blocks
from articles.weave import Dispute, weave
from newsroom import html

WORDS = (
    "kicker headline standfirst dateline slugline picture_caption picture_alt search_title search_description note"
).split()
EMPTY = dict.fromkeys(["series_part", "section_id", "series_id", "picture_id"]) | {
    "bylines": [],
    "topics": [],
    "show_changes": False,
}
TEXT = "text:"  # begins a choice that is neither of the two, but a text of its own

Choice = Literal["mine", "theirs", "both"] | str


@dataclass(frozen=True)
class Clash:
    """Something that both changed, each in their way. In the body: clean HTML of some paragraphs, "" for none."""

    key: str  # "headline", "body:1", "body:2"; the same for the same three contents
    field: str
    base: Any
    mine: Any
    theirs: Any
    place: int = 0  # in the body: the number of the paragraph in their text
    after: str = ""  # in the body: the paragraph before it, as HTML

    @property
    def choices(self) -> list[str]:
        return ["mine", "theirs", "both"] if self.field in (*WORDS, "body") else ["mine", "theirs"]

    def offers(self, choice: Choice) -> bool:
        return choice in self.choices or (choice.startswith(TEXT) and self.field in (*WORDS, "slug", "body"))

    def settled(self, choice: Choice) -> Any:
        """What the field, or this part of the body, is after a choice that it offers."""
        if choice in ("mine", "theirs"):
            return getattr(self, choice)
        if choice == "both":
            return _joined(self.field, self.theirs, self.mine)
        text = choice.removeprefix(TEXT)
        return html.clean(text) if self.field == "body" else text


@dataclass
class Merged:
    """A complete content, and how it came about. Field names stand in the order of the content."""

    content: dict = field(default_factory=dict)
    clashes: list[Clash] = field(default_factory=list)
    took_mine: list[str] = field(default_factory=list)  # only I changed these
    took_theirs: list[str] = field(default_factory=list)  # only they
    together: list[str] = field(default_factory=list)  # both did, and nothing in them clashes


class _Clashing(Exception):
    """The two can't be had together."""


def merge(base: dict, mine: dict, theirs: dict, *, chosen: dict[str, Choice] | None = None) -> Merged:
    """What became of ``base`` in two hands. All are contents of a working copy (``Frozen.content``).

    ``chosen`` settles clashes by their keys: "mine", "theirs", "both", or "text:" and a text (HTML in the body); it is
    good for these three contents only. A field that one of them lacks is an unchanged one.
    """
    merged = Merged()
    for name in theirs | mine | base:
        was = base.get(name, EMPTY.get(name, ""))
        versions = (was, mine.get(name, was), theirs.get(name, was))
        if name == "body":
            versions = tuple(html.clean(version or "") for version in versions)
        _merge_field(merged, name, *versions, chosen or {})
    return merged


def _merge_field(merged: Merged, name: str, base: Any, mine: Any, theirs: Any, chosen: dict) -> None:
    if _same(name, mine, theirs) or _same(name, mine, base):
        merged.content[name] = theirs
        if not _same(name, theirs, base):
            (merged.together if _same(name, mine, theirs) else merged.took_theirs).append(name)
    elif _same(name, theirs, base):
        merged.content[name] = mine
        merged.took_mine.append(name)
    else:
        open_before = len(merged.clashes)
        merged.content[name] = _both(merged, name, base, mine, theirs, chosen)
        if len(merged.clashes) == open_before:
            merged.together.append(name)


def _same(name: str, one: Any, other: Any) -> bool:
    if name == "topics":
        return set(one) == set(other)
    if name == "bylines":
        return [(author, role) for author, _, role in one] == [(author, role) for author, _, role in other]
    if isinstance(one, str) and isinstance(other, str):
        return one.replace("\r\n", "\n") == other.replace("\r\n", "\n")  # forms send the first, scripts the second
    return one == other


def _both(merged: Merged, name: str, base: Any, mine: Any, theirs: Any, chosen: dict) -> Any:
    if name == "body":
        return _body(merged, base, mine, theirs, chosen)
    try:
        return _TOGETHER.get(name, _neither)(base, mine, theirs)
    except _Clashing:
        return _settle(merged, Clash(name, name, base, mine, theirs), chosen)


def _settle(merged: Merged, clash: Clash, chosen: dict) -> Any:
    choice = chosen.get(clash.key, "")
    if clash.offers(choice):
        return clash.settled(choice)
    merged.clashes.append(clash)
    return clash.theirs


def _joined(name: str, one: str, other: str) -> str:
    if name == "body":
        first = blocks.split(one)
        return "".join([*first, *(block for block in blocks.split(other) if block not in first)])
    between = {"note": "\n\n", "standfirst": "\n"}.get(name, " ")
    return between.join(filter(None, [one, other]))


def _neither(base: Any, mine: Any, theirs: Any) -> Any:
    raise _Clashing


# ---- Lists ----


def _topics(base: list, mine: list, theirs: list) -> list:
    kept = [topic for topic in theirs if topic in mine or topic not in base]
    return kept + [topic for topic in mine if topic not in base and topic not in theirs]


def _bylines(base: list, mine: list, theirs: list) -> list:
    was, ours, saved = ({author: (name, role) for author, name, role in side} for side in (base, mine, theirs))
    if any(len(found) != len(side) for found, side in ((was, base), (ours, mine), (saved, theirs))):
        raise _Clashing
    credits = {}
    for author in saved | ours:
        if role := _role(author, was, ours, saved):
            credits[author] = role
    return [[author, *credits[author]] for author in _order(list(was), list(ours), list(saved), credits)]


def _role(author: int, was: dict, ours: dict, saved: dict) -> tuple[str, str] | None:
    """Name and role of an author that stays; None for one that was taken out."""

    def role(side: dict) -> str | None:
        return side[author][1] if author in side else None

    if role(ours) == role(saved) or role(ours) == role(was):
        return saved.get(author)
    if role(saved) == role(was):
        return ours.get(author)
    raise _Clashing


def _order(base: list[int], mine: list[int], theirs: list[int], kept: dict) -> list[int]:
    """The order of the side that changed it, with the other's new authors where the other put them."""
    leader, other = theirs, mine
    if _of(mine, theirs) != _of(theirs, mine):
        i_moved, they_moved = (_of(side, base) != _of(base, side) for side in (mine, theirs))
        if i_moved == they_moved:
            raise _Clashing
        if i_moved:
            leader, other = mine, theirs
    order = [author for author in leader if author in kept]
    at = 0
    for author in other:
        if author in order:
            at = order.index(author) + 1
        elif author in kept:
            while at < len(order) and order[at] not in other:
                at += 1
            order.insert(at, author)
            at += 1
    return order


def _of(order: list[int], others: list[int]) -> list[int]:
    return [author for author in order if author in others]


_TOGETHER: dict[str, Callable] = {"topics": _topics, "bylines": _bylines}


# ---- The body ----


def _body(merged: Merged, base: str, mine: str, theirs: str, chosen: dict) -> str:
    text: list[str] = []
    place, number = 1, 0
    for piece in weave(base, mine, theirs):
        if isinstance(piece, Dispute):
            number += 1
            text.append(_settle(merged, _clash(piece, number, place, text), chosen))
            place += len(piece.theirs)
        else:
            text.append(piece)
            place += 1
    return "".join(text)


def _clash(dispute: Dispute, number: int, place: int, before: list[str]) -> Clash:
    return Clash(
        f"body:{number}",
        "body",
        *("".join(side) for side in (dispute.base, dispute.mine, dispute.theirs)),
        place,
        next(filter(None, reversed(before)), ""),
    )
