"""Files that are not what they say, and files that are more. All are made here, none is stored."""

import re
import struct
import zlib
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw, PngImagePlugin

from newsroom.testing import NewsroomTestCase
from photos import decoding
from photos.disguises import MOST_SCANS
from photos.intake import Unusable, take_in
from photos.models import Photo

pytestmark = pytest.mark.any_database("about files, not about tables")

PHP = b"<?php system($_GET['c']); ?>"
PAGE = b"<!DOCTYPE html><html><body><script>alert(1)</script>"
SCRIPT = b"*/=1;alert(1)//"


def saved(form: str = "JPEG", size=(64, 48), **options) -> bytes:
    image = Image.new("RGB", size, "teal")
    ImageDraw.Draw(image).ellipse((9, 9, 40, 40), "white")
    file = BytesIO()
    image.save(file, form, **options)
    return file.getvalue()


def png_of(width: int, height: int) -> bytes:
    """A PNG that claims to be this large, with almost nothing in it."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 99)) + chunk(b"IEND", b"")
    )


def jpeg_of(width: int, height: int) -> bytes:
    raw = saved()
    at = raw.index(b"\xff\xc0") + 5
    return raw[:at] + struct.pack(">HH", height, width) + raw[at + 4 :]


def archive() -> bytes:
    file = BytesIO()
    with ZipFile(file, "w") as folder:
        folder.writestr("evil.class", "x" * 99)
    return file.getvalue()


def with_comment(raw: bytes, text: bytes) -> bytes:
    """A JPEG with a comment."""
    return raw[:2] + b"\xff\xfe" + struct.pack(">H", len(text) + 2) + text + raw[2:]


def script_of_gif() -> bytes:
    raw = bytearray(saved("GIF"))
    raw[6:8] = b"/*"
    return bytes(raw) + SCRIPT


def script_of_jpeg() -> bytes:
    """Its first segment is as long as the bytes of “/*” say."""
    raw = saved()
    length = 0x2F2A
    segment = b"\xff\xe0" + b"/*" + b"JFIF\0\1\1\0\0\1\0\1\0\0".ljust(length - 2, b"\0")
    return with_comment(raw[:2] + raw[20:], SCRIPT)[:2] + segment + with_comment(raw[:2] + raw[20:], SCRIPT)[2:]


def many_scans() -> bytes:
    raw = saved(progressive=True)
    last = raw.rindex(b"\xff\xda")
    return raw[:last] + raw[last:-2] * (MOST_SCANS + 1) + raw[-2:]


def text_in_png(text: bytes) -> bytes:
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Comment", text.decode())
    return saved("PNG", pnginfo=texts)


def kept() -> list[Path]:
    """All files that the storage has."""
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


class HostileTestCase(NewsroomTestCase):
    def refused(self, raw: bytes, sentence: str, name: str = "photo.jpg"):
        """Said in one sentence, and nothing is left."""
        before = kept()
        with self.assertRaises(Unusable) as why:
            take_in(SimpleUploadedFile(name, raw, content_type="image/jpeg"))
        self.assertRegex(str(why.exception), sentence)
        self.assertRegex(str(why.exception), r"^[A-Z][^.]*\.$")
        self.assertQuerySetEqual(Photo.objects.all(), [])
        self.assertEqual(kept(), before)


class NoPictureTests(HostileTestCase):
    def test_is_told_what_it_is(self):
        for sentence, raw in {
            "empty": b"",
            "HEIC": b"\0\0\0\x18ftypheic\0\0\0\0mif1heic",
            "PDF": b"%PDF-1.7\n",
            "EPS": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
            "Photoshop": b"8BPS\0\1",
            "SVG": b"<?xml version='1.0'?>\n<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        }.items():
            with self.subTest(sentence):
                self.refused(raw, sentence)

    def test_is_told_what_could_be_one(self):
        others = [saved(form) for form in ("BMP", "PPM", "PCX", "TGA", "ICO", "JPEG2000", "PDF", "QOI", "SGI", "DDS")]
        others.pop(6)  # a PDF has its own sentence
        for raw in [*others, PAGE, PHP, b"Dear desk,", b"GIF89a", b"\xff\xd8\xff", archive(), b"\0" * 9999]:
            with self.subTest(raw[:8]):
                self.refused(raw, "is not a JPEG, PNG, WebP, AVIF, GIF or TIFF")

    def test_a_cameras_raw_file_is_not_its_thumbnail(self):
        for tags in ({254: 1}, {50706: b"\1\4\0\0"}):
            self.refused(saved("TIFF", tiffinfo=tags), "raw file", "photo.tif")

    def test_a_name_may_lie(self):
        photo = take_in(SimpleUploadedFile("photo.jpg", saved("PNG"), content_type="text/html"))

        self.assertEqual(photo.form, "PNG")


class BombTests(HostileTestCase):
    def test_what_claims_to_be_huge_is_not_even_decoded(self):
        for raw in (png_of(100_000, 100_000), png_of(60_001, 1_000), jpeg_of(65_000, 65_000)):
            self.refused(raw, "more than 60 million pixels")

    def test_what_would_fill_the_memory_is_not_even_decoded(self):
        self.refused(png_of(10_000, 5_000), "save it as JPEG")
        self.refused(saved("WEBP", (5_000, 3_300)), "save it as JPEG")
        self.assertEqual(decoding.header(BytesIO(jpeg_of(10_000, 5_000))).size, (10_000, 5_000))

    def test_too_many_bytes_are_not_even_read(self):
        class Endless(BytesIO):
            def tell(self):
                return decoding.MAX_BYTES + 1

            def read(self, size=-1):
                raise AssertionError("It was read.")

        with self.assertRaisesMessage(Unusable, "larger than 50 MB"):
            take_in(Endless())

    def test_claims_that_the_file_does_not_keep(self):
        self.refused(png_of(5_000, 5_000), "cut off|damaged")

    def test_a_picture_in_a_thousand_layers(self):
        self.refused(many_scans(), "damaged")

    def test_half_a_picture(self):
        for form in ("JPEG", "PNG", "WEBP", "AVIF", "GIF", "TIFF"):
            raw = saved(form, (640, 480))
            for share in (0.1, 0.5, 0.9):
                with self.subTest(form, share=share):
                    self.refused(raw[: int(len(raw) * share)], "cut off|damaged")


class DisguiseTests(HostileTestCase):
    """A picture that is something else as well."""

    def test_anything_behind_the_picture(self):
        for form in ("JPEG", "PNG", "GIF", "WEBP", "AVIF", "TIFF"):
            for words, tail in {
                "an archive": archive(),
                "a program": PHP,
                "a web page": b"\n" + PAGE,
                "a PDF": b"\n%PDF-1.7",
            }.items():
                with self.subTest(form, words=words):
                    self.refused(saved(form) + tail, f"is {words} as well")

    def test_anything_in_a_comment(self):
        for words, text in {"a program": PHP, "a web page": PAGE, "a PDF": b"%PDF-1.7"}.items():
            self.refused(with_comment(saved(), text), words)
            self.refused(saved("GIF", comment=text), words)
            self.refused(text_in_png(text), words)

    def test_an_archive_whose_list_only_is_at_the_end(self):
        raw, zipped = saved(), archive()
        at = zipped.index(b"PK\x01\x02")
        self.refused(with_comment(raw, zipped[:at]) + zipped[at:], "an archive")

    def test_a_picture_that_runs(self):
        self.refused(script_of_gif(), "a program")
        self.refused(script_of_jpeg(), "a program")

    def test_what_cameras_put_behind_the_picture_may_stay(self):
        honest = {
            "a second picture": saved(),
            "a film": b"\0\0\0\x18ftypmp42\0\0\0\0isommp42" + b"\x93PK\x05\x06<svg*/=1" * 99,
            "Samsung’s notes": b"\0\0\x01\x0a\x0e\0\0\0Image_UTC_Data1715673300000SEFHk\0\0\0SEFT",
            "Photo Mechanic’s notes": b"\0\0\0\x3fcbipcbbl",
            "room": b"\0" * 5000,
        }
        for words, tail in honest.items():
            with self.subTest(words):
                take_in(BytesIO(saved(size=(65, 48)) + tail))
        self.assertEqual(Photo.objects.count(), len(honest))


class MarkupTests(NewsroomTestCase):
    MARKUP = '<script>alert("1")</script><img src=x onerror=alert(1)> {{ secret }}'

    def test_in_a_caption_is_text(self):
        exif = Image.Exif()
        exif[0x010E] = self.MARKUP

        for form in ("JPEG", "WEBP", "TIFF"):
            photo = take_in(BytesIO(saved(form, exif=exif)))
            self.assertEqual(photo.caption, self.MARKUP)

    def test_and_stays_text_on_the_desks_pages(self):
        exif = Image.Exif()
        exif[0x010E] = self.MARKUP
        photo = take_in(BytesIO(saved(exif=exif)))
        self.client.force_login(self.pia)

        for address in ("/admin/photos/photo/", f"/admin/photos/photo/{photo.pk}/change/"):
            page = self.client.get(address).content.decode()
            self.assertEqual(re.findall(r"<script>alert|<img src=x", page), [])
