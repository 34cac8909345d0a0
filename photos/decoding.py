"""A picture's pixels as the paper uses them, upright, sRGB, on white; or one sentence why there are none."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from math import ceil
from threading import BoundedSemaphore, Lock
from typing import BinaryIO, NamedTuple

from PIL import ExifTags, Image, ImageCms

from photos.models.photo import LADDER

FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "GIF", "TIFF")  # JPEG includes MPO, its form with more pictures behind it
MAX_PIXELS = 60_000_000
MAX_SIDE = 16_383  # of a WebP file
MAX_BYTES = 50 * 1024 * 1024
MAX_MEMORY = 160_000_000  # bytes of pixels; JPEGs may have more, since they can be decoded smaller
HELD = {"WEBP": 10, "AVIF": 8}  # bytes a pixel; measured, they take half as much again
LARGE = 30_000_000  # pixels
BAND = 2_000_000  # pixels whose colours are changed at once
PLAIN = ("RGB", "L", "CMYK", "LAB")
Image.MAX_IMAGE_PIXELS = None  # Pillow only warns; header() refuses, before anything is decoded
TURNS = {  # by EXIF's number
    2: [Image.Transpose.FLIP_LEFT_RIGHT],
    3: [Image.Transpose.ROTATE_180],
    4: [Image.Transpose.FLIP_TOP_BOTTOM],
    5: [Image.Transpose.TRANSPOSE],
    6: [Image.Transpose.ROTATE_270],
    7: [Image.Transpose.TRANSVERSE],
    8: [Image.Transpose.ROTATE_90],
}
NO_PICTURE = "This is not a JPEG, PNG, WebP, AVIF, GIF or TIFF picture, or it is damaged."
NAMED = {  # how files begin that people take for pictures, after four bytes of any kind where they begin with "...."
    b"%PDF-": "This is a PDF: save the picture in it as JPEG or PNG.",
    b"%!PS": "This is an EPS drawing: save it as PNG or TIFF.",
    b"\xc5\xd0\xd3\xc6": "This is an EPS drawing: save it as PNG or TIFF.",
    b"8BPS": "This is a Photoshop file: save it as JPEG or TIFF.",
    b"....ftyphe": "This is a HEIC picture, as iPhones make them: save it as JPEG.",
    b"....ftypmif1": "This is a HEIC picture, as iPhones make them: save it as JPEG.",
    b"....ftypmsf1": "This is a HEIC picture, as iPhones make them: save it as JPEG.",
}
SVG = "This is an SVG drawing, which can hold programs: save it as PNG."
RAW = "This is a camera’s raw file: develop it, and save it as JPEG or TIFF."


class Unusable(Exception):
    """The file is not a picture that the paper can use; the message is for the person who chose it."""


class Decoded(NamedTuple):
    image: Image.Image  # may be smaller than the original
    width: int  # of the original, upright
    height: int


def opened(file: BinaryIO, width: int | None = None) -> Image.Image:
    """The picture in ``file``, upright, in plain sRGB; with ``width`` perhaps smaller, but at least that wide."""
    with header(file) as image, place(image):
        picture = decoded(image, width).image
    picture.info = {}  # nothing of the file's own goes on by accident
    return picture


# ---- Before anything is decoded ----


def header(file: BinaryIO) -> Image.Image:
    """The picture in ``file`` with nothing decoded yet; refuses what is none, and what is too large."""
    file.seek(0, 2)
    size = file.tell()
    file.seek(0)
    if not size:
        raise Unusable("This file is empty.")
    if size > MAX_BYTES:
        raise Unusable(f"This picture is larger than {MAX_BYTES // 1024 // 1024} MB.")
    refuse_by_name(file.read(1024))
    file.seek(0)
    with readable():
        image = Image.open(file, formats=FORMATS)
    refuse_by_size(image)
    return image


def refuse_by_name(start: bytes) -> None:
    """One sentence that helps, for the usual mistakes."""
    for beginning, sentence in NAMED.items():
        skipped = 4 if beginning.startswith(b"....") else 0
        if start[skipped:].startswith(beginning[skipped:]) and b"avif" not in start[8:32]:
            raise Unusable(sentence)
    if start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and b"<svg" in start:
        raise Unusable(SVG)


def refuse_by_size(image: Image.Image) -> None:
    across, down = image.size
    if across * down > MAX_PIXELS:
        raise Unusable(f"This picture has more than {MAX_PIXELS // 1_000_000} million pixels.")
    if image.format not in ("JPEG", "MPO") and across * down * bytes_each(image) > MAX_MEMORY:
        raise Unusable("This picture is too large to be opened in this form: save it as JPEG.")
    if image.format == "TIFF" and (image.tag_v2.get(254, 0) == 1 or 50706 in image.tag_v2):
        raise Unusable(RAW)  # its first page is a thumbnail, or it is a DNG


def bytes_each(image: Image.Image) -> int:
    """What a pixel takes in memory: RGB as much as RGBA, and some decoders hold the picture more than once."""
    if image.format in HELD:
        return HELD[image.format]
    return 1 if image.mode in ("1", "L", "P") else 2 if image.mode.startswith("I;16") else 4


@contextmanager
def readable() -> Iterator[None]:
    """Damaged files make Pillow raise whatever its reading of them stumbles over."""
    try:
        with no_warnings():
            yield
    except (Unusable, MemoryError):
        raise
    except Exception as why:
        cut_off = "truncated" in str(why) or "unexpected end" in str(why).lower()
        raise Unusable("This picture is cut off: its file is not whole." if cut_off else NO_PICTURE) from None


@contextmanager
def no_warnings() -> Iterator[None]:
    """Pillow's warnings of odd tags are for programmers. If threads mix this up, they are silenced for longer."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", module=r"PIL\.")
        yield


# ---- Not many at once: what they take is memory ----

_places = BoundedSemaphore(2)
_door = Lock()


@contextmanager
def place(image: Image.Image) -> Iterator[None]:
    """Wait until it may be decoded in this process: two at once, a large one alone."""
    weight = max(1, bytes_each(image) // 4)
    if image.info.get("progressive"):
        weight = 3  # all of it is in memory until its last part is read
    needed = 2 if image.width * image.height * weight > LARGE else 1
    with _door:  # nobody holds one place and waits for the other
        for _ in range(needed):
            _places.acquire()
    try:
        yield
    finally:
        _places.release(needed)


# ---- Decoding ----


def decoded(image: Image.Image, width: int | None = None) -> Decoded:
    """The pixels, at least ``width`` across if that many are there. The caller has its ``place``."""
    with readable():
        across, down = image.size
        if drafted := image.format in ("JPEG", "MPO"):
            across, down = upright((across, down), turn_of(image))
            if width and width < across:
                share = width / across
                image.draft(image.mode, (ceil(image.width * share), ceil(image.height * share)))
        image.load()
        turn = turn_of(image)
        if not drafted:  # Pillow turns TIFFs by itself, and knows only now
            across, down = upright(image.size, turn)
        refuse_by_shape(across, down)
        picture = in_plain_colours(image, reduction(image, turn, width))
        for step in TURNS.get(turn, []):
            picture = picture.transpose(step)
    return Decoded(picture, across, down)


def refuse_by_shape(across: int, down: int) -> None:
    if down * min(1, LADDER[-1] / across) > MAX_SIDE:
        raise Unusable("This picture is too long and narrow for a page.")


def turn_of(image: Image.Image) -> int:
    try:
        return image.getexif().get(ExifTags.Base.Orientation, 1)
    except Exception:
        return 1


def upright(size: tuple[int, int], turn: int) -> tuple[int, int]:
    return size[::-1] if turn in (5, 6, 7, 8) else size


def reduction(image: Image.Image, turn: int, width: int | None) -> int:
    """By what whole number it may be made smaller."""
    return max(1, upright(image.size, turn)[0] // width) if width else 1


def in_plain_colours(image: Image.Image, reduction: int) -> Image.Image:
    """``image`` in sRGB on white, made smaller first: that saves most of the time and memory."""
    profile = image.info.get("icc_profile")
    if image.mode not in PLAIN or "transparency" in image.info:
        image = in_bands(image, reduction)
    elif reduction > 1:
        image = image.reduce(reduction)
    return in_srgb(image, profile)


def in_bands(image: Image.Image, reduction: int) -> Image.Image:
    """``image`` in a plain mode, some rows at a time: all of it in two more modes would be too much memory."""
    limit = limit_of(image) if image.mode.startswith(("I", "F")) else 0
    rows = reduction * max(1, BAND // image.width // reduction)
    whole = None
    for top in range(0, image.height, rows):
        band = plain(image.crop((0, top, image.width, min(top + rows, image.height))), reduction, limit)
        whole = whole or Image.new(band.mode, (band.width, ceil(image.height / reduction)))
        whole.paste(band, (0, top // reduction))
    return whole


def plain(band: Image.Image, reduction: int, limit: float) -> Image.Image:
    has_alpha = "transparency" in band.info or band.mode in ("RGBA", "LA", "PA", "RGBa", "La")
    if limit:
        band, has_alpha = in_eight_bits(band, limit), False
    else:
        band = band.convert("RGBA" if has_alpha else "RGB")
    if reduction > 1:
        band = band.reduce(reduction)
    if has_alpha:
        canvas = Image.new("RGB", band.size, "white")
        canvas.paste(band, mask=band.getchannel("A"))
        return canvas
    return band


def limit_of(image: Image.Image) -> float:
    """What is white in grey of 16 or 32 bits, or in fractions."""
    most = 65535 if image.mode.startswith("I;16") else image.getextrema()[1]
    return next((limit for limit in (1, 255, 65535) if most <= limit), most)


def in_eight_bits(image: Image.Image, limit: float) -> Image.Image:
    return image.convert("F").point(lambda value: value * (255 / limit) + 0.5).convert("L")


def in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile or b""))
        if image.mode != "RGB" or "sRGB" not in ImageCms.getProfileDescription(source):
            image = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except Exception:  # none, or a broken one, or one of another kind of picture: its colours are as they are
        return image if image.mode == "RGB" else image.convert("RGB")  # which would copy it
    return image
