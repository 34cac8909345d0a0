"""What a picture's page says line by line: a field or its value, and beside it what others say of the same."""

import json
from dataclasses import dataclass, field
from datetime import datetime

from django.forms import BoundField
from django.utils import timezone

from photos.intake import FROM_THE_FILE, as_value
from photos.models import Photo
from photos.rights import as_text

LABELS = {"status": "status"}  # under a heading that says “Rights”


@dataclass(frozen=True)
class Hint:
    """Somebody else's value of a field, and what is filled in by “Take it”: element's id, value."""

    who: str
    value: str
    fills: str


@dataclass(frozen=True)
class Row:
    name: str
    label: str
    value: str
    field: BoundField | None  # None: this person may only read
    hints: list[Hint] = field(default_factory=list)


def rows_of(photo: Photo, form, names) -> list[Row]:
    return [row_of(photo, form, name) for name in names]


def row_of(photo: Photo, form, name: str) -> Row:
    bound = form[name] if name in form.fields else None
    label = LABELS.get(name) or str(Photo._meta.get_field(name).verbose_name)
    hints = [hint for hint in said_of(photo, form, name) if bound]
    return Row(name, label[:1].upper() + label[1:], shown(photo, name), bound, hints)


def said_of(photo: Photo, form, name: str):
    """What the file, the source's contract and a colleague say, where it is something else."""
    if (clash := getattr(form, "clashes", {}).get(name)) and not isinstance(getattr(photo, name), bool):
        yield Hint(f"{clash.who} wrote", clash.theirs, fills(name, form.theirs[name]))
    if name in FROM_THE_FILE and (found := photo.found.get(name)):
        value = as_value(name, found)
        if words(value) != words(getattr(photo, name)):
            yield Hint("The file says", as_text(value), fills(name, value))
    if name == "credit" and photo.source and photo.source.credit:
        asked = photo.source.credit.replace("{creator}", photo.creator).strip(" /,·")
        if asked != photo.credit:
            yield Hint(f"{photo.source} asks for", asked, fills(name, asked))


def words(value) -> str:
    return " ".join(as_text(value).split())


def fills(name: str, value) -> str:
    if not isinstance(value, datetime):
        return json.dumps({f"id_{name}": "" if value is None else str(getattr(value, "pk", value))})
    local = timezone.localtime(value)
    return json.dumps({f"id_{name}_0": f"{local:%Y-%m-%d}", f"id_{name}_1": f"{local:%H:%M}"})


def shown(photo: Photo, name: str) -> str:
    """A field's value as people read it."""
    value = getattr(photo, name)
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if hasattr(photo, f"get_{name}_display"):
        return getattr(photo, f"get_{name}_display")()
    return as_text(value)
