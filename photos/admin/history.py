"""A picture's history as sentences, newest first."""

from datetime import datetime
from typing import NamedTuple

from django.db import models

from photos.crops import CROPS
from photos.models import Photo, PhotoChange
from photos.rights import said

LINES = 100
CODES = {"True": "yes", "False": "no"}
KINDS = {"override": "changes", "take_down": "stop", "put_back": "changes", "clear": "public"}


class Difference(NamedTuple):
    label: str
    before: str
    after: str


class Line(NamedTuple):
    at: datetime
    who: str
    words: str
    kind: str  # for its colour
    note: str = ""
    differences: list[Difference] = []


def history_of(photo: Photo) -> list[Line]:
    changes = photo.changes.select_related("by")[:LINES]
    lines = [line_of(change) for change in changes]
    begun = Line(photo.added_at, str(photo.added_by or "Somebody"), "Added.", "desk")
    return [*lines, begun] if len(lines) < LINES else lines


def line_of(change: PhotoChange) -> Line:
    differences = [difference(name, *texts) for name, texts in change.fields.items()]
    kind = KINDS.get(change.verb, "desk")
    return Line(change.at, str(change.by or "Somebody"), change.words, kind, change.note, differences)


def difference(name: str, before: str, after: str) -> Difference:
    field = Photo._meta.get_field(name)
    label = str(field.verbose_name).capitalize()
    if name == "crops":
        return Difference(label, drawn(before), drawn(after))
    if isinstance(field, models.DateTimeField):
        before, after = (said(datetime.fromisoformat(text)) if text else "" for text in (before, after))
    names = dict(field.flatchoices) | CODES
    return Difference(label, *(names.get(text, text) for text in (before, after)))


def drawn(text: str) -> str:
    """Which crops stand in the text of a dictionary of them."""
    return ", ".join(name for name in CROPS if f"'{name}'" in text) or "all around the focus"
