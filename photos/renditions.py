"""One size and form of a picture: made, kept, and found again, or the nearest that there is.

A kept file carries in its name what it was made by, its part of the picture and the marks in it, and is never written
over: what has the right name is right, and once a crop was drawn anew nobody gets the old one for the new.
"""

import hashlib
import json
import re
from base64 import b64encode
from dataclasses import dataclass
from io import BytesIO
from math import ceil
from typing import NamedTuple

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction
from PIL import Image

from photos import marking, shelf, twins
from photos.crops import CROPS, drawn
from photos.decoding import opened
from photos.models.photo import AVIF_UP_TO, MARKED, Photo

TYPES = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg"}
ENCODERS = {
    "avif": ("AVIF", {"quality": 60, "speed": 8}),
    "webp": ("WEBP", {"quality": 80, "method": 4}),
    "jpg": ("JPEG", {"quality": 82, "progressive": True}),
}
INSTEAD = {"avif": ["avif", "webp", "jpg"], "webp": ["webp", "jpg"], "jpg": ["jpg"]}  # what its asker can read, too
FIRST = 640  # pixels across: what is made while somebody waits
BLUR = 16
KEPT = re.compile(r"(?P<part>[a-z]+-[0-9a-f]{6}-|)(?P<width>[0-9]{1,5})(-[0-9a-f]{6})?\.(?P<form>avif|webp|jpg)")


class Rendition(NamedTuple):
    width: int
    form: str
    crop: str = ""

    @property
    def name(self) -> str:
        """As addresses have it: ``640.webp``, ``card-640.avif``."""
        return f"{self.crop}-{self.width}.{self.form}" if self.crop else f"{self.width}.{self.form}"

    def part(self, photo: Photo) -> str:
        return f"{self.crop}-{signature(photo.box(self.crop))}-" if self.crop else ""

    def kept_as(self, photo: Photo) -> str:
        marks = signature([getattr(photo, name) for name in MARKED])
        return f"{self.part(photo)}{self.width}-{marks}.{self.form}"


@dataclass(frozen=True)
class Found:
    path: str
    type: str
    is_exact: bool
    etag: str

    def open(self) -> File:
        return default_storage.open(self.path)


def signature(facts) -> str:
    return hashlib.sha256(json.dumps(facts, ensure_ascii=False).encode()).hexdigest()[:6]


# ---- Which there are ----


def renditions_of(photo: Photo) -> list[Rendition]:
    """All that a page may name; of the crop for social cards one JPEG."""
    return [
        Rendition(width, form, crop)
        for crop in ("", *CROPS)
        for width in dict.fromkeys(photo.widths(crop))
        for form in (TYPES if crop != "social" else ["jpg"])
        if form != "avif" or width <= AVIF_UP_TO
    ]


def names_of(photo: Photo) -> list[str]:
    return [rendition.name for rendition in renditions_of(photo)]


def find(photo: Photo, name: str) -> Found | None:
    """The file for ``name``, or the nearest that there is; None if it is no name of this picture, or nothing is there.

    A larger one stands in before a smaller, the same crop before all of the picture, and no form that its asker
    may not be able to read. For a crop that somebody drew only that crop does: they may have left out what must not
    be seen.
    """
    asked = next((rendition for rendition in renditions_of(photo) if rendition.name == name), None)
    if asked is None:
        return None
    if shelf.has(photo, exact := asked.kept_as(photo)):
        return as_found(photo, exact, is_exact=True)
    near = [(far, kept) for kept in shelf.names(photo) if (far := distance(photo, asked, kept))]
    return as_found(photo, min(near)[1], is_exact=False) if near else None


def distance(photo: Photo, asked: Rendition, kept: str) -> tuple | None:
    """How far a kept file is from what was asked for, for sorting; None if it can't stand in."""
    match = KEPT.fullmatch(kept)
    parts = [asked.part(photo)] if drawn(photo.crops.get(asked.crop)) else [asked.part(photo), ""]
    if not match or match["part"] not in parts or match["form"] not in INSTEAD[asked.form]:
        return None
    wider = int(match["width"]) - asked.width
    return match["part"] != asked.part(photo), wider < 0, abs(wider), INSTEAD[asked.form].index(match["form"])


def as_found(photo: Photo, kept: str, *, is_exact: bool) -> Found:
    return Found(shelf.path_of(photo, kept), TYPES[kept.rpartition(".")[2]], is_exact, f'"{photo.token[:8]}-{kept}"')


# ---- Making them ----


def make_first(photo: Photo, image: Image.Image) -> None:
    """What is needed at once, of a picture that is about to be saved: its small sizes and the blurred placeholder."""
    small = [one for one in renditions_of(photo) if not one.crop and one.form != "avif" and one.width <= FIRST]
    make(photo, image, small or [one for one in renditions_of(photo) if not one.crop and one.form != "avif"])
    photo.blur = blurred(image)


def make_all(photo: Photo) -> bool:
    """Make what is missing and sweep out what nobody names any more; whether all is there now and right.

    It is not if somebody changed the picture meanwhile: then this is to be done again.
    """
    there = shelf.names(photo)
    missing = [one for one in renditions_of(photo) if one.kept_as(photo) not in there]
    if missing or not photo.sha256:
        with photo.original.open() as original:
            image = opened(original, width=needed(photo))
            if not photo.sha256:
                know(photo, original, image)
        for crop in dict.fromkeys(one.crop for one in missing):
            make(photo, image, [one for one in missing if one.crop == crop])
    return settle(photo)


def know(photo: Photo, original: File, image: Image.Image) -> None:
    """Note of a picture from before uploads did so what it is known by, and its placeholder."""
    original.seek(0)
    photo.sha256, photo.size = hashlib.file_digest(original, "sha256").hexdigest(), original.size
    photo.look, photo.blur = photo.look or twins.look(image), photo.blur or blurred(image)
    photo.save(update_fields=["sha256", "size", "look", "blur"])


def needed(photo: Photo) -> int:
    """How wide the whole picture must be decoded, so that no crop is blown up."""
    return ceil(max(photo.widths(crop)[-1] / photo.extent(crop)[0] for crop in ("", *CROPS)) * photo.width)


def make(photo: Photo, image: Image.Image, wanted: list[Rendition]) -> None:
    """Write some renditions of one crop, the smaller ones from the next larger."""
    crop = wanted[0].crop
    box = photo.box(crop).pixels(*image.size) if crop else None
    for width in sorted({one.width for one in wanted}, reverse=True):
        size = width, photo.height_at(width, crop)
        if size != image.size or box:
            image = image.resize(size, Image.Resampling.LANCZOS, box=box, reducing_gap=3)
        box = None
        for one in wanted:
            if one.width == width:
                shelf.keep(photo, one.kept_as(photo), encoded(photo, image, one.form))


def encoded(photo: Photo, image: Image.Image, form: str) -> bytes:
    """The file, with the marks of its maker and nothing of the original's own: ``opened`` took that off."""
    encoder, options = ENCODERS[form]
    out = BytesIO()
    image.save(out, encoder, **options | marking.options(photo, encoder))
    return out.getvalue()


def blurred(image: Image.Image) -> str:
    """A picture of some hundred bytes as a data: address, to stand there until the real one comes."""
    tiny, out = image.copy(), BytesIO()
    tiny.thumbnail((BLUR, BLUR), reducing_gap=2)
    tiny.save(out, "WEBP", quality=50, method=4)
    address = f"data:image/webp;base64,{b64encode(out.getvalue()).decode()}"
    return address if len(address) < Photo._meta.get_field("blur").max_length else ""


def settle(photo: Photo) -> bool:
    """Write down that all is made, and delete the rest, if the picture still is what this was made for."""
    with transaction.atomic():
        now = Photo.objects.select_for_update(of=("self",)).get(pk=photo.pk)
        named = {one.kept_as(now) for one in renditions_of(now)}
        if not named <= (there := shelf.names(now)):
            return False
        for kept in there - named:
            shelf.drop(now, kept)
        Photo.objects.filter(pk=photo.pk).update(made=now.recipe, tries=0)
    photo.made, photo.tries = now.recipe, 0
    return True
