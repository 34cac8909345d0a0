"""Two people on one picture's page: what changed since a page was shown, and where both changed the same."""

from typing import NamedTuple

from newsroom.templatetags.desk import when
from photos.models import Photo, PhotoChange

BY_VERB = {"take_down": ["status"], "put_back": ["status"]}  # they change what the page says of rights


class Clash(NamedTuple):
    """A field that this person and somebody else changed."""

    field: str
    change: PhotoChange
    theirs: str  # what stands there now

    @property
    def who(self) -> str:
        return str(self.change.by or "Somebody")

    @property
    def words(self) -> str:
        return f"{self.who} changed this at {when(self.change.at)}, to: “{self.theirs}”."


def changes_since(photo: Photo, seen: int | None) -> dict[str, PhotoChange]:
    """By field, the newest change that the page with ``seen`` as its newest did not show."""
    if seen is None:
        return {}
    found = {}
    for change in photo.changes.filter(pk__gt=seen).select_related("by"):
        for name in change.fields or BY_VERB.get(change.verb, ()):
            found.setdefault(name, change)
    return found


def newest(photo: Photo) -> int:
    return photo.changes.order_by("-pk").values_list("pk", flat=True).first() or 0
