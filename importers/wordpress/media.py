"""A copy of the old uploads folder: finds a picture's file in it, whatever became of its name on the way."""

import os
import re
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

from importers.wordpress.attachments import folded, original
from importers.wordpress.export import Refused


class Missing(Exception):
    """The picture is not to be had; the message says why, for the person who imports."""


class Media:
    """Looks only at what stands in the folder itself: each part of a path is a name that its listing shows."""

    def __init__(self, folder: Path | str):
        if not os.path.isdir(folder):
            raise Refused(f"There is no media folder {folder}.")
        self._folder = str(folder)
        self._listing = lru_cache(maxsize=64)(_listing)

    def find(self, place: str) -> str:
        """The path of the file at `place`, or of the same picture “-scaled”, whole, or in its largest size.

        Raises Missing.
        """
        *folders, name = filter(None, place.split("/"))
        folder = self._folder
        for part in folders:
            folder = self._entry(folder, part, os.DirEntry.is_dir)
        listing = self._listing(folder)
        for wanted in (name, scaled(name), original(name)):
            if wanted in listing or folded(wanted) in listing:
                return self._entry(folder, wanted, os.DirEntry.is_file)
        largest = next(reversed(_sizes(listing, original(name))), name)
        return self._entry(folder, largest, os.DirEntry.is_file)

    def _entry(self, folder: str, name: str, is_right) -> str:
        listing = self._listing(folder)
        entry = listing.get(name) or listing.get(folded(name))
        if entry is None:
            raise Missing("it is not in the media folder")
        if entry.is_symlink():
            raise Missing("it stands behind a symbolic link, which is not followed")
        if not is_right(entry, follow_symlinks=False):
            raise Missing("what has its name in the media folder is no file")
        return entry.path


def opened(path: str) -> BinaryIO:
    """The file itself; a link or a pipe that took its place meanwhile is not opened or waited for."""
    try:
        return os.fdopen(os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK), "rb")
    except OSError as error:
        raise Missing(f"its file cannot be read ({error.strerror})") from None


def scaled(name: str) -> str:
    stem, dot, ending = original(name).rpartition(".")
    return f"{stem}-scaled{dot}{ending}"


def _listing(folder: str) -> dict[str, os.DirEntry]:
    try:
        with os.scandir(folder) as entries:
            found = list(entries)
    except OSError as error:
        raise Missing(f"a part of the media folder cannot be read ({error.strerror})") from None
    return {folded(entry.name): entry for entry in found} | {entry.name: entry for entry in found}


def _sizes(listing: dict[str, os.DirEntry], name: str) -> list[str]:
    """The names of the smaller sizes that are left of a picture, largest last."""
    stem, _, ending = folded(name).rpartition(".")
    size = re.compile(rf"{re.escape(stem)}-(\d{{1,5}})x(\d{{1,5}})\.{re.escape(ending)}")
    found = [match for match in map(size.fullmatch, listing) if match]
    return [match[0] for match in sorted(found, key=lambda match: int(match[1]) * int(match[2]))]
