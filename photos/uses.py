"""Where a picture is used: rooms upstairs know, and tell it here."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True)
class Use:
    """One place that shows a picture: a story, somebody's portrait, a front."""

    title: str
    place: str  # “lead picture”, “in the text”, “portrait”
    address: str = ""  # where the desk finds it
    live_from: datetime | None = None  # when readers have it there; None: never so far
    live_until: datetime | None = None
    is_waiting: bool = False  # scheduled, readers get it later
    differs: str = ""  # what readers get there in other words than the library's: “caption and credit”
    mend: str = ""  # the desk's page where that is put right, in all stories at once
    is_front: bool = False  # a curated page, not a story

    def is_live(self, at: datetime) -> bool:
        begun = self.live_from is not None and self.live_from <= at
        return begun and (self.live_until is None or at < self.live_until)


class Room(Protocol):
    """What a room upstairs answers."""

    def uses_of(self, photo, user) -> Iterator[Use]:
        """Where ``photo`` is, will be and was used, as far as ``user`` may know."""

    def showing(self, photo, at: datetime) -> Iterable:
        """Querysets of what readers see with ``photo`` at ``at``; each row has ``live_until``, None for no end."""

    def used(self, photos):
        """Those of the queryset ``photos`` that something uses or used."""

    def first_used_in(self, source, start: datetime, end: datetime) -> int:
        """How many pictures of ``source`` went out for the first time in ``[start, end)``."""

    def first_uses(self, sources, start: datetime, end: datetime) -> dict[int, int]:
        """The same of many sources, by key."""


_rooms: list[Room] = []


def register(room: Room) -> None:
    _rooms.append(room)


def uses_of(photo, user) -> list[Use]:
    return [use for room in _rooms for use in room.uses_of(photo, user)]


def showing(photo, at: datetime) -> Iterator:
    """All querysets of what shows it to readers; a room is asked only when those before it were not enough."""
    for room in _rooms:
        yield from room.showing(photo, at)


def used(photos):
    """Those of the queryset that any room uses or used."""
    found = photos.none()
    for room in _rooms:
        found = found | room.used(photos)
    return found


def first_used_in(source, start: datetime, end: datetime) -> int:
    return sum(room.first_used_in(source, start, end) for room in _rooms)


def first_uses(sources, start: datetime, end: datetime) -> Counter[int]:
    """Of many sources at once: one query of each room."""
    return sum((Counter(room.first_uses(sources, start, end)) for room in _rooms), Counter())
