"""Takes a picture file in: checks it by its bytes and makes the sizes that pages need, or refuses it in a sentence."""

from io import BytesIO
from typing import BinaryIO

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image, ImageOps

from photos.models import LADDER, Photo

FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "GIF", "TIFF")
MAX_PIXELS = 60_000_000
MAX_SIDE = 16_383  # of a WebP file
MAX_BYTES = 50 * 1024 * 1024
Image.MAX_IMAGE_PIXELS = None  # Pillow only warns; opened() refuses, from the header, before anything is decoded


class Unusable(Exception):
    """The file is not a picture that the paper can use; the message is for the person who chose it."""


def take_in(file: BinaryIO, *, by=None, **facts) -> Photo:
    """Keep ``file`` as the original of a new Photo and make its renditions. ``facts``: caption, credit, alt, focus."""
    raw = file.read(MAX_BYTES + 1)
    image = opened(raw)
    photo = Photo(width=image.width, height=image.height, added_by=by, **facts)
    photo.original.save("", ContentFile(raw), save=False)
    make_renditions(photo, image)
    photo.save()
    return photo


def opened(raw: bytes) -> Image.Image:
    """The picture in ``raw``, upright, in plain RGB; refuses what is too large before decoding it."""
    if len(raw) > MAX_BYTES:
        raise Unusable(f"This file is larger than {MAX_BYTES // 1024 // 1024} MB.")
    try:
        image = Image.open(BytesIO(raw), formats=FORMATS)
        if image.width * image.height > MAX_PIXELS:
            raise Unusable(f"This picture has more than {MAX_PIXELS // 1_000_000} million pixels.")
        image.load()
        image = ImageOps.exif_transpose(image).convert("RGB")
    except (Unusable, MemoryError):
        raise
    except Exception:  # damaged files make Pillow raise whatever its reading of them stumbles over
        raise Unusable("This is not a JPEG, PNG, WebP, AVIF, GIF or TIFF picture, or it is damaged.") from None
    if image.height * min(1, LADDER[-1] / image.width) > MAX_SIDE:
        raise Unusable("This picture is too long and narrow for a page.")
    return image


def make_renditions(photo: Photo, image: Image.Image) -> None:
    """Write every size as WebP, and one JPEG for other sites. The smaller ones are made from the next larger."""
    step = image
    for width in reversed(dict.fromkeys(photo.widths)):
        step = step.resize((width, photo.height_at(width)), Image.Resampling.LANCZOS) if width != step.width else step
        keep(photo, f"{width}.webp", step, "WEBP", quality=80, method=4)
        if width == photo.social_width:
            keep(photo, f"{width}.jpg", step, "JPEG", quality=82, progressive=True)


def rendition_path(photo: Photo, name: str) -> str:
    return f"renditions/{photo.token[:2]}/{photo.token}/{name}"


def keep(photo: Photo, name: str, image: Image.Image, form: str, **options) -> None:
    out = BytesIO()
    image.save(out, form, **options)
    default_storage.save(rendition_path(photo, name), ContentFile(out.getvalue()))
