"""EXIF: what the camera wrote, and what simple programs write there."""

import re

from PIL import ExifTags, Image

Base = ExifTags.Base
WINDOWS = {  # Windows' own fields, UTF-16
    "title": Base.XPTitle,
    "caption": Base.XPComment,
    "creator": Base.XPAuthor,
    "keywords": Base.XPKeywords,
}
OF_CAMERAS = re.compile(r"(?i).{0,20}digital (still )?camera|sony dsc|dcim.*|exif_jpeg_\w+|[a-z]{3,4}|untitled|default")


def told(image: Image.Image) -> dict:
    """Never its position, serial numbers or thumbnail."""
    tags = image.getexif()
    details = tags.get_ifd(ExifTags.IFD.Exif)
    found = {
        "caption": caption(words(tags.get(Base.ImageDescription))),
        "creator": several(words(tags.get(Base.Artist))),
        "copyright": words(tags.get(Base.Copyright)),
        "taken_at": words(details.get(Base.DateTimeOriginal)) + words(details.get(Base.OffsetTimeOriginal)),
        "camera": camera(words(tags.get(Base.Make)), words(tags.get(Base.Model))),
    }
    for name, tag in WINDOWS.items():
        if not found.get(name) and isinstance(value := tags.get(tag), bytes | tuple):
            found[name] = several(bytes(value).decode("utf-16-le", "ignore"))
    return found


def words(value) -> str:
    """Text, though Pillow takes its bytes for Latin-1. A copyright may be two, with a zero byte between."""
    if isinstance(value, bytes):
        value = value.decode("latin-1")
    text = str(value or "")
    try:
        text = text.encode("latin-1").decode()
    except UnicodeError:
        pass
    return ", ".join(part.strip() for part in text.split("\0") if part.strip())


def several(text: str) -> list[str]:
    return [name.strip() for name in text.split(";") if name.strip("\0 ")]


def caption(text: str) -> str:
    """Unless it only is what the camera puts everywhere: “OLYMPUS DIGITAL CAMERA”."""
    return "" if OF_CAMERAS.fullmatch(text.strip()) else text


def camera(make: str, model: str) -> str:
    """“NIKON CORPORATION” and “NIKON D70” are one camera."""
    first = make.split(" ")[0]
    return model if model.lower().startswith(first.lower()) else f"{make} {model}".strip()
