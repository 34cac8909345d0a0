"""The three forms of metadata joined to one answer, by the order of the Metadata Working Group.

XMP comes before IPTC, unless a program that knows only IPTC changed that later. For caption, makers, copyright and the
time, EXIF comes before both, where it really says something else: a program that knows only EXIF changed it later.
"""

import re
from datetime import datetime
from typing import BinaryIO

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from PIL import Image

from photos.decoding import FORMATS, no_warnings
from photos.metadata import exif, iptc, xmp
from photos.metadata.words import LONG, MOST, aware, moment, plain
from photos.models import Photo

EXIF_FIRST = ("caption", "creator", "copyright")
PLACE = ("location", "city", "state", "country")
LISTS = ("keywords", "people", "creator", "categories", "organisations", "artworks", "products", "model_age")
IN_PNG = {"title": "Title", "creator": "Author", "caption": "Description", "copyright": "Copyright", "source": "Source"}
KINDS = {  # IPTC's digital source types that say plainly what the picture is
    "trainedAlgorithmicMedia": Photo.Kind.GENERATED,
    "compositeWithTrainedAlgorithmicMedia": Photo.Kind.GENERATED,
    "dataDrivenMedia": Photo.Kind.GRAPHIC,
    "digitalArt": Photo.Kind.ILLUSTRATION,
    "digitalCreation": Photo.Kind.ILLUSTRATION,
}


def read(file: BinaryIO) -> dict[str, str]:
    """What the file says, by the fields of ``Photo`` and some more, all as text; ``taken_at`` in ISO's form."""
    file.seek(0)
    with no_warnings(), Image.open(file, formats=FORMATS) as image:
        if image.format == "PNG":
            image.load()  # a PNG may say what it is behind its pixels
        return told_by(image)


def told_by(image: Image.Image) -> dict[str, str]:
    """The same, of a picture that is open. Damaged metadata is left out: it spoils no picture."""
    camera, agency, fullest = (answer(reader, image) for reader in (exif.told, iptc.told, xmp.told))
    forms = [fullest, agency] if not safely(iptc.is_newer, image) else [agency, fullest]
    names = dict.fromkeys([*fullest, *agency, *camera])
    found = {name: choice(name, [form.get(name, []) for form in forms], camera.get(name, [])) for name in names}
    times = [text for form in (camera, *forms) for text in form.get("taken_at", [])[:1]]
    found["taken_at"] = time(times)
    found["taken"] = [text for text in times if re.fullmatch("[12]\\d{3}(-\\d\\d)?", text)]  # no day: in their words
    for name, key in IN_PNG.items():
        if not found.get(name) and isinstance(text := image.info.get(key), str):
            found[name] = [plain(text, name in LONG)]
    return {name: text for name, text in in_fields(found).items() if text}


def answer(reader, image: Image.Image) -> dict[str, list[str]]:
    """What one form says, cleaned: lists of texts, none of them empty."""
    with no_warnings():
        told = safely(reader, image) or {}
    rows = {name: value if isinstance(value, list) else [value] for name, value in told.items()}
    cleaned = {name: [plain(value, name in LONG) for value in row[:MOST]] for name, row in rows.items()}
    return {name: [*dict.fromkeys(filter(None, row))] for name, row in cleaned.items()}


def safely(reader, image: Image.Image):
    try:
        return reader(image)
    except Exception:  # whatever the readers of damaged bytes stumble over
        return None


# ---- Which of them to believe ----


def choice(name: str, rows: list[list[str]], camera: list[str]) -> list[str]:
    best = next(filter(None, rows), [])
    if camera and name in EXIF_FIRST and not repeats(camera, rows):
        return camera
    return best or camera


def repeats(camera: list[str], rows: list[list[str]]) -> bool:
    """Whether EXIF says the same as any other: perhaps shorter, and without the letters that it has not."""
    said = letters(camera)
    return any(letters(row).startswith(said) for row in rows if row)


def letters(row: list[str]) -> str:
    return re.sub(r"[^a-z0-9]", "", "".join(row).lower())


def time(texts: list[str]) -> list[str]:
    """The best one's, or another of the same time that knows more of it: its zone, or more than the day."""
    times = [time for text in texts if (time := moment(text))]
    if not times:
        return []
    best = times[0]
    fuller = [time for time in times if time.tzinfo and is_same(best, time)]
    return [aware((fuller or times)[0]).isoformat()]


def is_same(best: datetime, other: datetime) -> bool:
    clock = other.replace(tzinfo=None)
    only_a_day = best.tzinfo is None and best.time() == best.min.time()
    return clock == best.replace(tzinfo=None) or (only_a_day and clock.date() == best.date())


# ---- As the library has it ----


def in_fields(found: dict[str, list[str]]) -> dict[str, str]:
    texts = {name: (", ".join if name in LISTS else one)(row) for name, row in found.items()}
    place = ", ".join(dict.fromkeys(filter(None, (texts.get(name) for name in PLACE))))
    texts["place"] = place or texts.get("location_shown", "") or texts.get("location_created", "")
    texts["headline"] = texts.get("headline") or texts.get("title", "")
    texts["licence_url"] = address(texts.get("web_statement", ""))
    texts["kind"] = KINDS.get(texts.get("digital_source_type", "").rstrip("/").rpartition("/")[2], "")
    return {name: str(text) for name, text in texts.items()}


def one(row: list[str]) -> str:
    return row[0] if row else ""


def address(text: str) -> str:
    """``text`` if it is a web address, and whole: it becomes a link."""
    if len(text) > Photo._meta.get_field("licence_url").max_length:
        return ""
    try:
        URLValidator(schemes=["http", "https"])(text)
    except ValidationError:
        return ""
    return text
