"""The sign on a picture of the grid: what the paper may do with it now, in a colour, a word and its limits."""

from datetime import datetime, time, timedelta
from typing import NamedTuple

from django.utils import timezone
from django.utils.formats import date_format

from newsroom import clock
from photos.admin.words import standing
from photos.models import Photo

SOON = timedelta(days=14)


class Mark(NamedTuple):
    kind: str  # cleared, limited, later, new or no: its colour and sign
    words: str
    limits: str
    may_run: bool


def mark_of(photo: Photo) -> Mark:
    at = clock.now()
    return Mark(kind_of(photo, at), standing(photo), limits(photo, at), photo.is_shown(at))


def kind_of(photo: Photo, at: datetime) -> str:
    if photo.is_shown(at):
        is_free = photo.status == Photo.Status.CLEARED and photo.is_cleared(at)
        return "cleared" if is_free and not (photo.usable_until and photo.usable_until < at + SOON) else "limited"
    if photo.taken_down_at:
        return "no"
    if photo.status in Photo.USABLE and photo.usable_from and at < photo.usable_from:
        return "later"
    return "new" if photo.status == Photo.Status.NEW else "no"


def limits(photo: Photo, at: datetime) -> str:
    """“until Wed 25 Nov · UK only”."""
    parts = [f"from {said(photo.usable_from, at)}"] if photo.usable_from and photo.usable_from > at else []
    parts += [f"until {said(photo.usable_until, at, is_end=True)}"] if photo.usable_until else []
    return " · ".join([*parts, *filter(None, [photo.territory, photo.restrictions])])


def said(moment: datetime, at: datetime, is_end: bool = False) -> str:
    """A day, with its hour unless that is midnight: an end then means the day before."""
    local = timezone.localtime(moment)
    is_midnight = local.time() == time(0)
    day = local - timedelta(days=1) if is_end and is_midnight else local
    form = "D j M" if day.year == timezone.localtime(at).year else "j M Y"
    return date_format(day, form if is_midnight else f"{form}, H:i")
