"""Files of pictures that have no row: the process that took them in was killed, or the picture has a new token."""

import logging
from datetime import timedelta
from pathlib import Path

from django.core.files.storage import FileSystemStorage, default_storage

from newsroom import clock
from photos.models import Photo

log = logging.getLogger(__name__)
KEPT_FOR = timedelta(days=7)  # whoever restores the database finds out before


def sweep() -> None:
    """Only where files lie in folders: an object store would be asked for each of them."""
    if not isinstance(default_storage, FileSystemStorage):
        return
    gone = 0
    for folder in inside("originals"):
        gone += drop_unknown(files(folder))
    for folder in inside("renditions"):
        for token in inside(folder):
            if not Photo.objects.filter(token=Path(token).name).exists():
                gone += sum(map(drop_if_old, files(token)))
    if gone:
        log.info("Deleted %s files of pictures that the library does not have", gone)


def drop_unknown(paths: list[str]) -> int:
    """An original stays where it was when its picture got a new token: its row says where."""
    known = set(Photo.objects.filter(original__in=paths).values_list("original", flat=True))
    return sum(drop_if_old(path) for path in paths if path not in known)


def drop_if_old(path: str) -> bool:
    try:
        if default_storage.get_modified_time(path) > clock.now() - KEPT_FOR:
            return False
        default_storage.delete(path)
    except FileNotFoundError:
        return False
    return True


def inside(folder: str) -> list[str]:
    return [f"{folder}/{name}" for name in listed(folder)[0]]


def files(folder: str) -> list[str]:
    return [f"{folder}/{name}" for name in listed(folder)[1]]


def listed(folder: str) -> tuple[list[str], list[str]]:
    try:
        return default_storage.listdir(folder)
    except FileNotFoundError:
        return [], []
