"""Whether a story may show a picture at a moment, in words for the desk; and who can help."""

from collections.abc import Iterable
from datetime import datetime

from accounts.models import User
from articles.permissions import either
from newsroom.templatetags.desk import when
from photos import rights
from photos.models import Photo, PhotoChange

Status = Photo.Status


def why_not(photo: Photo, at: datetime) -> str:
    """Why readers may not see ``photo`` at ``at``, as the rest of a sentence; nothing if they may."""
    if photo.is_shown(at):
        return ""
    if photo.taken_down_at:
        return f"was taken down ({when(photo.taken_down_at)})"
    if photo.status not in Photo.USABLE:
        return BY_STATUS[photo.status]
    if photo.usable_from and at < photo.usable_from:
        return f"may not be used before {when(photo.usable_from)}"
    return f"may not be used any more from {when(photo.usable_until)} on"


BY_STATUS = {
    Status.NEW: "is not cleared yet",
    Status.RESTRICTED: "is restricted",
    Status.FORBIDDEN: "must not be used",
}


def is_barred(photo: Photo) -> bool:
    """Nobody's reason lets it run: it was taken down, or is marked “Do not use”."""
    return photo.taken_down_at is not None or photo.status == Status.FORBIDDEN


def gone_since(photo: Photo, at: datetime, changed_at: datetime | None = None) -> datetime | None:
    """When readers lost a picture that is not shown at ``at``; ``changed_at``: when its rights were set last."""
    ends = [end for end in (photo.overridden_until,) if end and end <= at]
    if photo.taken_down_at:
        return photo.taken_down_at
    if photo.status not in Photo.USABLE:
        return max(filter(None, [*ends, changed_at]), default=None)
    return max([*ends, photo.usable_until]) if photo.usable_until and photo.usable_until <= at else changed_at


def last_cleared(photos: Iterable[Photo]) -> dict[int, datetime]:
    """Picture → when somebody set its rights last. One query."""
    changes = PhotoChange.objects.filter(photo__in=list(photos), verb="clear").order_by("at", "pk")
    return dict(changes.values_list("photo", "at"))


class Helpers:
    """Who can help with rights; each question is asked once, and only if somebody wants to know."""

    def __init__(self):
        self.known: dict[str, list[User]] = {}

    def people(self, verb: str) -> list[User]:
        if verb not in self.known:
            self.known[verb] = rights.who_may(verb)
        return self.known[verb]

    def who(self, verb: str) -> str:
        """Up to three names: “Ada Root, Ed Marsh or Pia Brandt”."""
        return either(str(user) for user in self.people(verb)[:3]) or "whoever gives out roles"

    def for_picture(self, photo: Photo) -> str:
        """“Pia Brandt can clear it.”"""
        if photo.taken_down_at:
            return f"{self.who('take_down')} can put it back."
        return f"{self.who('clear')} can clear it."
