"""Takes a picture file in: checks it by its bytes, reads what it says about itself, and keeps it; or says why not."""

import hashlib
from datetime import datetime
from typing import BinaryIO

from django.core.files import File
from django.db import transaction
from PIL import Image

from photos import metadata, renditions, shelf, tasks, twins
from photos.decoding import MAX_BYTES, Decoded, Unusable, decoded, header, opened, place, readable
from photos.disguises import disguise, pieces
from photos.metadata.words import cut, plain
from photos.models import Photo

__all__ = ["MAX_BYTES", "Unusable", "opened", "take_in"]
FROM_THE_FILE = (
    "headline caption credit creator copyright alt keywords place people taken_at usage_terms licence_url kind"
).split()


def take_in(file: BinaryIO, *, by=None, name: str = "", **facts) -> Photo:
    """Keep ``file`` as the original of a new Photo, with its smallest sizes; the others are made soon.

    ``name`` is the file's own; ``facts`` (caption, credit, alt, status …) win over what the file says. Raises Unusable.
    """
    with header(file) as image:
        refuse_disguises(file, image)
        photo = Photo(form="JPEG" if image.format == "MPO" else image.format, added_by=by, **facts)
        try:
            with place(image):
                picture = decoded(image, renditions.FIRST)
                describe(photo, metadata.told_by(image), facts, name)
                picture.image.info = {}  # only what was read goes on
                keep(photo, file, picture)
            photo.save()
        except BaseException:
            forget(photo)
            raise
    transaction.on_commit(lambda: tasks.make_renditions.enqueue(photo.pk))
    return photo


def refuse_disguises(file: BinaryIO, image: Image.Image) -> None:
    with readable():
        if other := disguise(file, image):
            raise Unusable(f"This picture is {other} as well: save it anew, as JPEG or PNG.")
    file.seek(0)


def describe(photo: Photo, told: dict[str, str], facts: dict, name: str) -> None:
    """What the file says fills what nobody said; all of it is kept for search."""
    photo.found = {**told, "file": plain(name)} if name else told
    photo.words = "\n".join(dict.fromkeys(photo.found.values()))
    for field in FROM_THE_FILE:
        if field in told and facts.get(field) in ("", None):
            setattr(photo, field, as_value(field, told[field]))


def as_value(field: str, text: str):
    if field == "taken_at":
        return datetime.fromisoformat(text)
    return cut(text, Photo._meta.get_field(field).max_length)


def keep(photo: Photo, file: BinaryIO, picture: Decoded) -> None:
    """The original, what it is known by, and its first sizes."""
    photo.width, photo.height = picture.width, picture.height
    photo.sha256, photo.size = fingerprint(file)
    photo.look = twins.look(picture.image)
    file.seek(0)
    photo.original.save("", File(file), save=False)
    renditions.make_first(photo, picture.image)


def fingerprint(file: BinaryIO) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    for piece in pieces(file):
        digest.update(piece)
        size += len(piece)
    return digest.hexdigest(), size


def forget(photo: Photo) -> None:
    """Leave nothing of one that did not make it."""
    if photo.original:
        photo.original.delete(save=False)
    for name in shelf.names(photo):
        shelf.drop(photo, name)
