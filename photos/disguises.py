"""What a picture file is besides a picture: an archive, a web page, a program.

Cameras and phones put honest things behind a picture: a second one, a film, their own notes. Those may stay; only what
begins another kind of file there, or in a comment, is named. Captions may say what they like: they stay text.
"""

import re
import struct
from collections.abc import Iterator
from typing import BinaryIO

from PIL import Image

PIECE = 1 << 20
MOST_SCANS = 100  # of a JPEG: more only keep decoders busy
PHP = re.compile(rb"<\?(?i:php)\s")  # runs wherever it stands in a file
PDF = re.compile(rb"%PDF-")
PAGE = re.compile(rb"(?i)<(?:!doctype\s+html|html|head|body|script|svg|iframe|object|embed)[\s>/]")
ARCHIVE = re.compile(rb"Rar!\x1a\x07|7z\xbc\xaf\x27\x1c")
SCRIPT = re.compile(rb"GIF8[79]a(?:/[*/]|=[`'\"/])")  # as the widths of a picture, these are absurd
COMMENT_OPENS = re.compile(rb"\xff\xd8\xff[\xe0-\xef]/\*|RIFF/\*")
COMMENT_ENDS = re.compile(rb"\*/\s*[=;(]")
MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
OTHER = {"a PDF": PDF, "a web page": PAGE, "an archive": ARCHIVE}


def disguise(file: BinaryIO, image: Image.Image) -> str:
    """What else ``file`` is, in words (“a web page”), or nothing; ``image`` is its picture."""
    start = read(file, 0, 1024)
    if PDF.search(start):
        return "a PDF"
    if SCRIPT.match(start):
        return "a program"
    if is_zip(file):
        return "an archive"
    if holds(file, 0, PHP):
        return "a program"
    end = ENDS.get(image.format, end_of_nothing)(file, image)
    texts = comments(image)
    for words, pattern in OTHER.items():
        if holds(file, end, pattern) or any(pattern.search(text) for text in texts):
            return words
    if read(file, end, 64).lstrip(b"\0 \r\n\t").startswith(b"PK\x03\x04"):
        return "an archive"
    if COMMENT_OPENS.match(start) and (holds(file, end, COMMENT_ENDS) or any(map(COMMENT_ENDS.search, texts))):
        return "a program"
    return ""


def read(file: BinaryIO, start: int, size: int) -> bytes:
    file.seek(start)
    return file.read(size)


def pieces(file: BinaryIO, start: int = 0) -> Iterator[bytes]:
    file.seek(start)
    while piece := file.read(PIECE):
        yield piece


def holds(file: BinaryIO, start: int, pattern: re.Pattern) -> bool:
    """Whether ``pattern`` (at most 32 bytes) stands anywhere from ``start`` on."""
    before = b""
    for piece in pieces(file, start):
        if pattern.search(before + piece):
            return True
        before = piece[-32:]
    return False


def is_zip(file: BinaryIO) -> bool:
    """Archives are read from their end: whether there is one whose list of contents is where it says."""
    file.seek(0, 2)
    size = file.tell()
    first = max(0, size - 65_557)  # its end and the longest remark
    tail = read(file, first, size)
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < 22:
        return False
    length = struct.unpack_from("<I", tail, at + 12)[0]
    return first + at >= length > 0 and read(file, first + at - length, 4) == b"PK\x01\x02"


def comments(image: Image.Image) -> list[bytes]:
    """The texts in a file that are nobody's caption."""
    found = [text for name, text in getattr(image, "applist", []) if name == "COM"]
    found += [image.info.get(name, b"") for name in ("comment", "Comment")]
    return [text.encode(errors="replace") if isinstance(text, str) else text for text in found]


# ---- Where the picture ends ----


def end_of_jpeg(file: BinaryIO, image: Image.Image) -> int:
    """Behind its end marker. Raises ValueError where it has none, or so many parts that it is a trap."""
    at, scans = 2, 0
    while True:
        marker, length = struct.unpack(">HH", read(file, at, 4).ljust(4, b"\0"))
        if marker >> 8 != 0xFF:
            raise ValueError("damaged")
        if marker == 0xFFFF:  # stuffing
            at += 1
            continue
        if marker == 0xFFD9:
            return at + 2
        at += 2 + length
        if marker == 0xFFDA:
            scans += 1
            at = next_marker(file, at)
        if scans > MOST_SCANS:
            raise ValueError("a trap")


def next_marker(file: BinaryIO, start: int) -> int:
    """Where the marker after packed pixels is."""
    before, at = b"", start
    for piece in pieces(file, start):
        if found := MARKER.search(data := before + piece):
            return at - len(before) + found.start()
        at += len(piece)
        before = data[-1:]
    raise ValueError("truncated")


def end_of_png(file: BinaryIO, image: Image.Image) -> int:
    at = 8
    while len(head := read(file, at, 8)) == 8:
        at += 12 + struct.unpack(">I", head[:4])[0]
        if head[4:] == b"IEND":
            break
    return at


def end_of_gif(file: BinaryIO, image: Image.Image) -> int:
    flags = read(file, 10, 1)[0]
    at = 13 + table(flags)
    while (kind := read(file, at, 1)) in (b"!", b","):
        at += 2 if kind == b"!" else 11 + table(read(file, at + 9, 1)[0])
        while size := read(file, at, 1).rjust(1, b"\0")[0]:
            at += 1 + size
        at += 1
    return at + 1


def table(flags: int) -> int:
    """The length of the colours that may stand there, in bytes."""
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


def end_of_webp(file: BinaryIO, image: Image.Image) -> int:
    return 8 + struct.unpack("<I", read(file, 4, 4))[0]


def end_of_avif(file: BinaryIO, image: Image.Image) -> int:
    """Behind the last of its boxes."""
    at = 0
    while len(head := read(file, at, 8)) == 8 and re.fullmatch(rb"[a-z]{3}[a-z0-9]", head[4:]):
        length = struct.unpack(">I", head[:4])[0]
        if length == 1:
            length = struct.unpack(">Q", read(file, at + 8, 8).rjust(8, b"\0"))[0]
        if length < 8 or at + length > image_size(file):
            break
        at += length
    return at


def image_size(file: BinaryIO) -> int:
    file.seek(0, 2)
    return file.tell()


def end_of_tiff(file: BinaryIO, image: Image.Image) -> int:
    """Behind its last strip or tile; what it says in words may follow there."""
    starts = image.tag_v2.get(273) or image.tag_v2.get(324) or ()
    lengths = image.tag_v2.get(279) or image.tag_v2.get(325) or ()
    return max((start + length for start, length in zip(as_row(starts), as_row(lengths), strict=False)), default=0)


def as_row(value) -> tuple:
    return value if isinstance(value, tuple) else (value,)


def end_of_nothing(file: BinaryIO, image: Image.Image) -> int:
    return 0


ENDS = {
    "JPEG": end_of_jpeg,
    "MPO": end_of_jpeg,
    "PNG": end_of_png,
    "GIF": end_of_gif,
    "WEBP": end_of_webp,
    "AVIF": end_of_avif,
    "TIFF": end_of_tiff,
}
