"""Where a picture is, will be and was, as its page tells it."""

from datetime import datetime
from typing import NamedTuple

from newsroom import clock
from newsroom.templatetags.desk import when
from photos import uses
from photos.models import Photo
from photos.uses import Use

NAMES = ("Readers see it now", "Readers will see it", "Readers had it", "At the desk, not public", "Portraits")
GONE = "Live stories that show it no more"


class Place(NamedTuple):
    use: Use
    times: str


class Usage(NamedTuple):
    """All uses, by what they mean to readers."""

    now: list[Place]
    later: list[Place]
    before: list[Place]
    desk: list[Place]
    portraits: list[Place]
    is_shown: bool  # otherwise live stories leave it out

    @property
    def groups(self) -> list[tuple[str, list[Place]]]:
        names = NAMES if self.is_shown else (GONE, *NAMES[1:])
        return [(name, places) for name, places in zip(names, self[:-1], strict=True) if places]

    @property
    def losing(self) -> str:
        """“2 live stories and 1 front lose it”: what a takedown would do now."""
        told = counted(self.now, "live story", "live stories")
        return f"{told} {'loses' if len(self.now) == 1 else 'lose'} it" if told else ""

    @property
    def running_without(self) -> str:
        """“1 scheduled story runs without it”."""
        told = counted(self.later, "scheduled story", "scheduled stories")
        return f"{told} {'runs' if len(self.later) == 1 else 'run'} without it" if told else ""

    @property
    def mend(self) -> str:
        """Where words that were corrected here are brought into all stories that have them otherwise."""
        return next((place.use.mend for place in (*self.now, *self.later) if place.use.mend), "")


def counted(places: list[Place], story: str, stories: str) -> str:
    fronts = sum(place.use.is_front for place in places)
    numbers = [(len(places) - fronts, story, stories), (fronts, "front", "fronts")]
    return " and ".join(f"{number} {one if number == 1 else more}" for number, one, more in numbers if number)


def usage_of(photo: Photo, user) -> Usage:
    now = clock.now()
    usage = Usage([], [], [], [], [], photo.is_shown(now))
    for use in uses.uses_of(photo, user):
        group = group_of(use, now)
        getattr(usage, group).append(Place(use, times(use, group)))
    return usage


def group_of(use: Use, now: datetime) -> str:
    if use.place.startswith("portrait"):
        return "portraits"
    if use.is_live(now):
        return "now"
    if use.is_waiting or (use.live_from and use.live_from > now):
        return "later"
    return "before" if use.live_from else "desk"


def times(use: Use, group: str) -> str:
    """“since Mon 2 Mar, 09:12”, “from 18:00”, “Mon 2 Mar, 09:12 to 10:00”."""
    if not use.live_from or group == "portraits":
        return ""
    start, end = when(use.live_from), when(use.live_until) if use.live_until else ""
    if group == "before":
        return f"{start} to {end}"
    lead = "since" if group == "now" else "from"
    return f"{lead} {start}, until {end}" if end else f"{lead} {start}"
