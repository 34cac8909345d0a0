"""Where the made files of a picture lie."""

import os

from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage

from photos.models.photo import Photo


def path_of(photo: Photo, name: str = "") -> str:
    return f"renditions/{photo.token[:2]}/{photo.token}/{name}"


def has(photo: Photo, name: str) -> bool:
    return default_storage.exists(path_of(photo, name))


def names(photo: Photo) -> set[str]:
    try:
        return set(default_storage.listdir(path_of(photo))[1])
    except FileNotFoundError:
        return set()


def keep(photo: Photo, name: str, data: bytes) -> None:
    """Whole or not at all: this process may be killed at any moment, and another be at the same work."""
    if has(photo, name):
        return
    path = path_of(photo, name)
    if not isinstance(default_storage, FileSystemStorage):  # object stores, and memory, take whole files only
        default_storage.save(path, ContentFile(data))
        return
    part = default_storage.path(default_storage.save(f"{path}.part", ContentFile(data)))
    try:
        with open(part, "rb") as file:
            os.fsync(file.fileno())
        os.replace(part, default_storage.path(path))
    except FileNotFoundError:  # the other was quicker, and swept up
        if not has(photo, name):
            raise


def drop(photo: Photo, name: str) -> None:
    default_storage.delete(path_of(photo, name))


def clear(photo: Photo) -> None:
    """All of them, and their folder."""
    for name in [*names(photo), ""]:
        drop(photo, name)
