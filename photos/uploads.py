"""Files on their way in: their pieces are kept until one is whole, then the library takes it in."""

import errno
import fcntl
import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import BinaryIO, NamedTuple

from django.conf import settings
from django.db import transaction
from django.db.models import Sum

from newsroom import clock
from photos import intake, twins
from photos.models import Photo, Upload

PIECE = 1 << 20  # bytes, at most
MOST_OPEN = 200  # for one person
MOST_BYTES = 1 << 30  # of all of them together
RESERVE = 200 << 20  # bytes of the disk that stay free, for the database and the pages
KEPT_FOR = timedelta(days=1)


class Refused(Exception):
    """It can't be sent; the message is for whoever sends it."""


class TooLarge(Refused):
    pass


class TooMany(Refused):
    pass


class NoRoom(Refused):
    """The server can't keep it now; what came before stays, and it can go on later."""


class Busy(Exception):
    """Another file is being taken in on this machine: ask again in a moment."""


class TakenIn(NamedTuple):
    photo: Photo
    twin: Photo | None = None  # ``photo`` itself: the library had the same file already

    @property
    def why(self) -> str:
        return "the same file" if self.twin == self.photo else "looks the same"


# ---- Piece by piece ----


def begin(user, key: str, name: str, size: int) -> Upload:
    """The upload of this person's file, begun now or before."""
    if size > intake.MAX_BYTES:
        raise TooLarge(f"This file is larger than {intake.MAX_BYTES // 1024 // 1024} MB.")
    if size < 1:
        raise Refused("This file is empty.")
    with spoken_of():
        sweep()
        refuse_if_full(size)
    known = Upload.objects.filter(by=user, key=key).first()
    if known and known.size == size:
        return known
    if known:
        forget(known)
    waiting = Upload.objects.filter(by=user, photo=None)
    if waiting.count() >= MOST_OPEN:
        raise TooMany(f"{MOST_OPEN} of your files are waiting half sent: finish some, or go on tomorrow.")
    if size + (waiting.aggregate(all=Sum("size"))["all"] or 0) > MOST_BYTES:
        raise TooMany("Files of 1 GB are waiting half sent from you: finish some, or go on tomorrow.")
    return Upload.objects.get_or_create(by=user, key=key, defaults={"name": name, "size": size})[0]


def received(upload: Upload) -> int:
    """Where it goes on, in bytes. A crash may have kept less than was told, or told less than was kept."""
    if upload.photo_id:
        return upload.size
    try:
        return min(upload.received, path_of(upload).stat().st_size)
    except FileNotFoundError:
        return 0


def add(upload: Upload, start: int, data: bytes) -> int:
    """Append ``data`` if it begins where the file ends so far; answers where it ends now."""
    with transaction.atomic(), spoken_of():
        upload = Upload.objects.select_for_update(of=("self",)).get(pk=upload.pk)
        there = received(upload)
        if start == there < upload.size and data:
            if there + len(data) > upload.size:
                raise Refused("More came than was announced: choose the file again.")
            refuse_if_full(len(data))
            with opened(path_of(upload)) as file:
                file.seek(there)
                file.write(data)
                file.truncate()
            there = upload.received = there + len(data)
            upload.save(update_fields=["received"])
    return there


def take_in(upload: Upload) -> TakenIn:
    """Make the picture of a whole file, or find the one that the library has of it."""
    with spoken_of(), turn():
        upload.refresh_from_db()
        if upload.photo:
            return TakenIn(upload.photo)
        try:
            taken = picture_of(upload)
        except intake.Unusable:
            forget(upload)
            raise
        Upload.objects.filter(pk=upload.pk).update(photo=taken.photo)
        path_of(upload).unlink(missing_ok=True)
    return taken


def picture_of(upload: Upload) -> TakenIn:
    try:
        file = path_of(upload).open("rb")
    except FileNotFoundError:
        raise Refused("The pieces of this file are gone: choose the file again.") from None
    with file:
        if known := twins.same_bytes(hashlib.file_digest(file, "sha256").hexdigest()):
            return TakenIn(known, known)
        file.seek(0)
        photo = intake.take_in(file, by=upload.by, name=upload.name)
    others = (twin for twin in twins.alike(photo.look) if twin != photo)
    return TakenIn(photo, next(others, None))


# ---- Where they lie ----


def folder() -> Path:
    path = settings.DATA_DIR / "incoming"
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def path_of(upload: Upload) -> Path:
    return settings.DATA_DIR / "incoming" / str(upload.pk)


def opened(path: Path) -> BinaryIO:
    folder()
    return os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+b")


def forget(upload: Upload) -> None:
    path_of(upload).unlink(missing_ok=True)
    upload.delete()


def refuse_if_full(size: int) -> None:
    if shutil.disk_usage(folder()).free < size + RESERVE:
        raise OSError(errno.ENOSPC, "The disk is nearly full")


def sweep() -> None:
    """Throw away what nobody went on with. Files are listed first: each had its row before it was there."""
    names = [entry.name for entry in folder().iterdir() if entry.name.isdecimal()]
    long_ago = clock.now() - KEPT_FOR
    recent = [name for name in names if touched(folder() / name) > long_ago.timestamp()]
    Upload.objects.filter(begun_at__lt=long_ago).exclude(pk__in=recent).delete()
    known = set(Upload.objects.filter(pk__in=names).values_list("pk", flat=True))
    for name in names:
        if int(name) not in known:
            (folder() / name).unlink(missing_ok=True)


def touched(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return 0


@contextmanager
def turn() -> Iterator[None]:
    """One picture at a time is taken in on a machine: each needs some hundred megabytes. Ends with its process, too."""
    with opened(folder() / "turn") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Busy from None
        yield


@contextmanager
def spoken_of() -> Iterator[None]:
    """A full disk or a lost storage as a sentence."""
    try:
        yield
    except (OSError, MemoryError) as why:
        raise NoRoom(
            "The server has no room for this picture now: ask whoever runs it to look at its disk and its log."
        ) from why
