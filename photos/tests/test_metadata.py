import json
from io import BytesIO
from unittest import SkipTest
from unittest.mock import patch

import pytest
from django.test import SimpleTestCase, override_settings
from django.utils import timezone
from PIL import Image, PngImagePlugin

from newsroom.testing import SHARED_DATA, NewsroomTestCase, at
from photos import metadata, renditions
from photos.decoding import Unusable
from photos.intake import FROM_THE_FILE, take_in
from photos.metadata import exif, iptc
from photos.metadata.words import cut, moment, plain
from photos.models import Photo

pytestmark = pytest.mark.any_database("about files, not about tables")

PHOTOS = SHARED_DATA / "photos"
PICTURES = {".jpg", ".jpeg", ".png", ".tif"}
REFERENCE = "metadata/iptc/IPTC-PhotometadataRef-Std2017.1.jpg"
PHIL_HARVEY = {
    "headline": "No headline",
    "caption": "A witty caption",
    "credit": "My Credit",
    "creator": "Phil Harvey",
    "copyright": "Copyright 2004 Phil Harvey",
    "place": "Kingston, Ont, Canada",
}
# What the form is filled with. Times without a zone are the newsroom's; “…” at an end stands for any more.
SAID = {
    "metadata/exif-samples/jpg__Canon_40D.jpg": {"taken_at": "2008-05-30 15:56:01"},
    "metadata/exif-samples/jpg__Canon_40D_photoshop_import.jpg": {},
    "metadata/exif-samples/jpg__Nikon_D70.jpg": {"taken_at": "2008-03-15 09:52:01-04:00"},
    "metadata/exif-samples/jpg__PaintTool_sample.jpg": {},
    "metadata/exif-samples/jpg__Reconyx_HC500_Hyperfire.jpg": {},
    "metadata/exif-samples/jpg__gps__DSCN0010.jpg": {"taken_at": "2008-10-22 16:28:39"},
    "metadata/exif-samples/jpg__gps__DSCN0021.jpg": {"taken_at": "2008-10-22 16:38:20"},
    "metadata/exif-samples/jpg__invalid__image01551.jpg": {},
    "metadata/exif-samples/jpg__long_description.jpg": {
        "headline": "Enduring Freedom",
        "caption": "Operation Mountain Viper put the soldiers of A Company…",
        "credit": "HHC 1ST BCT, 10TH MOUNTAIN",
        "creator": "SSG KYLE DAVIS",
        "place": "KANDAHAR ARMY AIRFIELD, DAYCHOPAN, Afghanistan",
        "taken_at": "2003-08-31 00:00",
    },
    "metadata/exif-samples/jpg__tests__32-lens_data.jpeg": {
        "creator": "Ilya Kurikhin",
        "copyright": "Ilya Kurikhin",
        "taken_at": "2012-07-14 16:30:12",
    },
    "metadata/exif-samples/jpg__xmp__BlueSquare.jpg": {
        "headline": "Blue Square Test File - .jpg",
        "caption": "XMPFiles BlueSquare test file…",
        "keywords": "XMP, Blue Square, test file, Photoshop, .jpg",
    },
    "metadata/exiftool/Apple.jpg": {"taken_at": "2016-09-28 18:18:05"},
    "metadata/exiftool/Canon.jpg": {"taken_at": "2003-12-04 06:46:52"},
    # A program that knew only IPTC came last: its keyword counts, not XMP's.
    "metadata/exiftool/ExifTool.jpg": PHIL_HARVEY
    | {"keywords": "jambalaya", "licence_url": "https://exiftool.org/", "taken_at": "2001-05-19 18:36:41"},
    "metadata/exiftool/ExifTool.tif": {
        "headline": "headline",
        "caption": "The picture caption",
        "credit": "Phil Harvey",
        "creator": "I'm the author",
        "copyright": "Copyright notice",
        "keywords": "exiftool, test, picture",
        "place": "Kingston, Ontario, Canada",
        "taken_at": "2004-02-20 00:00",
    },
    "metadata/exiftool/GPS.jpg": {
        "headline": "Communications",
        "caption": "Communications",
        "credit": "Ian Britton",
        "creator": "Ian Britton",
        "copyright": "ian Britton - FreeFoto.com",
        "keywords": "Communications",
        "place": "United Kingdom",
        "taken_at": "2002-07-13 15:58:28",
    },
    "metadata/exiftool/Google.jpg": {"taken_at": "2023-10-06 22:53:51+02:00"},
    "metadata/exiftool/IPTC.jpg": PHIL_HARVEY | {"keywords": "ExifTool, Test, IPTC", "taken_at": "2004-02-26 00:00"},
    # The Metadata Working Group's own trial: what a reader should not believe is named WRONG there.
    "metadata/exiftool/MWG.jpg": {
        "caption": "RIGHT-EXIF-Description",
        "creator": "RIGHT1of2-EXIF-Creator, RIGHT2of2-EXIF-Creator",
        "copyright": "RIGHT-XMP-Copyright",
        "keywords": "RIGHT1of2-XMP-Keywords, RIGHT2of2-XMP-Keywords",
        "place": "RIGHT-IPTC-Location, RIGHT-XMP-City, RIGHT-IPTC-State, RIGHT-IPTC-Country",
        "taken_at": "2001-01-01 01:11:11",
    },
    "metadata/exiftool/Nikon.jpg": {"taken_at": "2001-08-01 12:57:23"},
    "metadata/exiftool/PNG.png": {"creator": "Phil Harvey"},
    "metadata/exiftool/PhotoMechanic.jpg": {
        "headline": "Headline",
        "caption": "Caption",
        "credit": "Credit",
        "creator": "Photographer",
        "copyright": "Copyright",
        "keywords": "Keywords, one, three, two",
        "place": "kingston, State, Country",
        "taken_at": "2006-10-29 06:27:51-05:00",
    },
    "metadata/exiftool/Sony.jpg": {"taken_at": "2003-12-18 13:51:33"},
    "metadata/exiftool/Writer.jpg": {},
    "metadata/exiftool/XMP.jpg": PHIL_HARVEY
    | {"keywords": "ExifTool, Test, XMP", "licence_url": "https://exiftool.org/", "taken_at": "2001-05-19 18:36:41"},
    REFERENCE: {
        "headline": "The Headline (ref2017.1)",
        "caption": "The description aka caption (ref2017.1)",
        "credit": "Credit Line (ref2017.1)",
        "creator": "Creator1 (ref2017.1), Creator2 (ref2017.1)",
        "copyright": "Copyright (Notice) 2017.1 IPTC - www.iptc.org  (ref2017.1)",
        "keywords": "Keyword1ref2017.1, Keyword2ref2017.1, Keyword3ref2017.1",
        "people": "Person Shown 1 (ref2017.1), Person Shown 2 (ref2017.1), Person Name 1 (ref2017.1)",
        "place": "Sublocation (Core) (ref2017.1), City (Core) (ref2017.1), Province/State (Core) (ref2017.1), "
        "Country (Core) (ref2017.1)",
        "taken_at": "2017-07-13 17:01:00+00:00",
        "usage_terms": "Rights Usage Termns (ref2017.1)",
        "licence_url": "http://www.WebStatementOfRights.org/2017.1",
    },
    "metadata/iptc/generative-ai-example.jpg": {
        "headline": "GenAI Robot in garden example",
        "caption": "Cute robot sitting at a cast-iron table in a garden…",
        "credit": "Image created by Brendan Quinn using Bing Image Creator",
        "taken_at": "2023-05-09 00:00",
        "kind": "generated",
    },
    "metadata/orientation/Landscape_1.jpg": {},
    "metadata/orientation/Landscape_3.jpg": {},
    "metadata/orientation/Landscape_6.jpg": {},
    "metadata/orientation/Landscape_8.jpg": {},
    "metadata/orientation/Portrait_1.jpg": {},
    "metadata/orientation/Portrait_6.jpg": {},
}
NOTHING = {"kind": "photograph", "taken_at": None}
NO_PICTURES = {".svg", ".xmp", ".json", ".md"}


def files(folder: str = ""):
    """The names of all files of the shared data, in order."""
    if not PHOTOS.is_dir():
        raise SkipTest("the shared photos (../shared/data/photos) are not here")
    return sorted(str(path.relative_to(PHOTOS)) for path in (PHOTOS / folder).rglob("*") if path.is_file())


def in_table(facts: dict) -> dict:
    """A row of the table as the fields of a Photo."""
    said = dict.fromkeys(FROM_THE_FILE, "") | NOTHING | facts
    if time := said["taken_at"]:
        said["taken_at"] = moment(time) if time[-6] in "+-" else at(time)
    return said


def of_demo(entry: dict) -> dict:
    """What was written into a picture of the demo, by the list that lies beside them."""
    if not entry["metadata_embedded"]:
        return {}
    return {
        "headline": entry["title"],
        "creator": entry["author"],
        "copyright": f"{entry['author']} / {entry['licence']}",
        "keywords": ", ".join(entry["keywords"]),
        "place": ", ".join(filter(None, [entry["city"], entry["country"]])),
        "usage_terms": entry["licence"],
        **({"taken_at": f"{entry['date']} 00:00"} if len(entry["date"]) == 10 else {}),  # more than the year
        **{name: entry[name] for name in ("caption", "credit", "alt", "licence_url")},
    }


class SharedPhotosTests(NewsroomTestCase):
    """Every picture file that we have goes through the door, and fills its form."""

    maxDiff = None

    def setUp(self):
        super().setUp()
        self.enterContext(patch.object(renditions, "FIRST", 320))  # there are a hundred

    def test_the_table_has_every_picture(self):
        there = [name for name in files("metadata") if (PHOTOS / name).suffix in PICTURES]

        self.assertEqual(sorted(SAID), there)

    def test_what_cameras_and_agencies_wrote_fills_the_form(self):
        for name in files("metadata"):
            if name in SAID:
                self.check(name, SAID[name])

    def test_what_the_demo_list_says_was_written_fills_the_form(self):
        files("demo")
        for entry in json.loads((PHOTOS / "photos.json").read_text()):
            self.check(entry["file"], of_demo(entry))

    def test_portraits_say_nothing(self):
        for name in files("portraits"):
            self.check(name, {})

    def test_what_is_no_picture_is_refused(self):
        for name in files():
            if (PHOTOS / name).suffix in NO_PICTURES:
                with self.subTest(name), (PHOTOS / name).open("rb") as file, self.assertRaises(Unusable):
                    take_in(file)
        self.assertQuerySetEqual(Photo.objects.all(), [])

    def check(self, name: str, facts: dict):
        with self.subTest(name), (PHOTOS / name).open("rb") as file:
            photo = take_in(file)
            told = {field: getattr(photo, field) for field in FROM_THE_FILE}
            said = in_table(facts)
            if said["caption"].endswith("…") and told["caption"].startswith(said["caption"][:-1]):
                said["caption"] = told["caption"]
            self.assertEqual(told, said)


class ReferenceTests(SimpleTestCase):
    """IPTC's reference image: what the photo desk sees besides the form."""

    def test_keeps_what_has_no_field(self):
        files()
        with (PHOTOS / REFERENCE).open("rb") as file:
            found = metadata.read(file)

        for name, text in {
            "source": "Source (ref2017.1)",
            "instructions": "An Instruction (ref2017.1)",
            "event": "An Event (ref2017.1)",
            "job": "Job Id (ref2017.1)",
            "city": "City (Core) (ref2017.1)",
            "country": "Country (Core) (ref2017.1)",
            "title": "The Title (ref2017.1)",
            "supplier": "Image Supplier Name (ref2017.1)",
            "digital_source_type": "http://cv.iptc.org/newscodes/digitalsourcetype/softwareImage",
            "minor_age": "http://ns.useplus.org/ldf/vocab/AG-A25",
        }.items():
            self.assertEqual(found[name], text)

    def test_positions_and_serial_numbers_are_not_even_kept(self):
        for name in files("metadata"):
            if name in SAID:
                with (PHOTOS / name).open("rb") as file:
                    self.assertFalse([key for key in metadata.read(file) if "gps" in key or "serial" in key])


# ---- Single rules ----


def written(form: str = "JPEG", **options) -> BytesIO:
    file = BytesIO()
    Image.new("RGB", (16, 16), "teal").save(file, form, **options)
    return file


def in_xmp(properties: str, attributes: str = "") -> bytes:
    spaces = {
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "dc": "http://purl.org/dc/elements/1.1/",
        "photoshop": "http://ns.adobe.com/photoshop/1.0/",
        "ext": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
        "rights": "http://ns.adobe.com/xap/1.0/rights/",
    }
    names = " ".join(f'xmlns:{prefix}="{space}"' for prefix, space in spaces.items())
    return f"<rdf:RDF {names}><rdf:Description {attributes}>{properties}</rdf:Description></rdf:RDF>".encode()


def in_iptc(*records: tuple[int, int, bytes]) -> BytesIO:
    """A JPEG with an IPTC block."""
    block = b"".join(bytes([0x1C, record, name]) + len(text).to_bytes(2) + text for record, name, text in records)
    block += b"\0" * (len(block) % 2)
    part = b"Photoshop 3.0\0" + b"8BIM\x04\x04\0\0" + len(block).to_bytes(4) + block
    raw = written().getvalue()
    return BytesIO(raw[:2] + b"\xff\xed" + (len(part) + 2).to_bytes(2) + part + raw[2:])


class XmpTests(SimpleTestCase):
    def read(self, *packet, form="JPEG"):
        xmp = in_xmp(*packet)
        return metadata.read(written(form, tiffinfo={700: xmp}) if form == "TIFF" else written(form, xmp=xmp))

    def test_may_be_attributes(self):
        self.assertEqual(self.read("", 'photoshop:Credit="AP" photoshop:City="Hull"')["place"], "Hull")

    def test_is_in_the_newsrooms_language_where_it_has_that(self):
        texts = [("x-default", "Le pont"), ("de", "Die Brücke"), ("en-US", "The bridge")]
        items = "".join(f'<rdf:li xml:lang="{language}">{text}</rdf:li>' for language, text in texts)
        found = f"<dc:description><rdf:Alt>{items}</rdf:Alt></dc:description>"

        self.assertEqual(self.read(found)["caption"], "The bridge")
        with override_settings(LANGUAGE_CODE="es"):
            self.assertEqual(self.read(found)["caption"], "Le pont")

    def test_has_structs_in_three_spellings(self):
        for struct in (
            '<rdf:li rdf:parseType="Resource"><ext:City>Hull</ext:City></rdf:li>',
            "<rdf:li><rdf:Description><ext:City>Hull</ext:City></rdf:Description></rdf:li>",
            '<rdf:li ext:City="Hull"/>',
        ):
            found = self.read(f"<ext:LocationShown><rdf:Bag>{struct}</rdf:Bag></ext:LocationShown>")
            self.assertEqual(found["place"], "Hull")

    def test_is_read_from_every_form(self):
        for form in ("JPEG", "TIFF", "WEBP", "AVIF"):
            self.assertEqual(self.read("", 'photoshop:Credit="AP"', form=form)["credit"], "AP")

    def test_a_statement_of_rights_is_a_web_address_or_none(self):
        told = self.read("", 'rights:WebStatement="javascript:alert(1)"')

        self.assertEqual(told, {"web_statement": "javascript:alert(1)"})
        long = "https://packet.example/" + "x" * 500
        self.assertEqual(self.read("", f'rights:WebStatement="{long}"'), {"web_statement": long})

    def test_what_made_it_decides_its_kind(self):
        for name, kind in {
            "trainedAlgorithmicMedia": "generated",
            "compositeWithTrainedAlgorithmicMedia": "generated",
            "dataDrivenMedia": "graphic",
            "digitalCreation": "illustration",
            "digitalCapture": None,
        }.items():
            told = self.read("", f'ext:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/{name}"')
            self.assertEqual(told.get("kind"), kind)

    def test_damage_and_bombs_are_left_out(self):
        bomb = b'<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]><a>&c;</a>'
        for packet in (b"<a", b"\xff\xfe\0", b"<a>" * 60_000, bomb, in_xmp("<dc:title/>" * 9)):
            self.assertEqual(metadata.read(written("WEBP", xmp=packet)), {})


class IptcTests(SimpleTestCase):
    WORDS = "Zoë’s “café” – Ærøskøbing, Düsseldorf, Málaga"

    def test_is_read_in_the_letters_it_was_written_in(self):
        for letters in ("utf-8", "cp1252", "mac_roman"):
            with self.subTest(letters):
                file = in_iptc((2, 120, self.WORDS.encode(letters)))
                self.assertEqual(metadata.read(file)["caption"], self.WORDS)

    def test_says_itself_that_it_is_utf_8(self):
        file = in_iptc((1, 90, iptc.UTF_8), (2, 120, "Zoë".encode() + b"\xff"))

        self.assertEqual(metadata.read(file)["caption"], "Zoë\ufffd")

    def test_the_time_may_have_a_zone(self):
        file = in_iptc((2, 55, b"20260514"), (2, 60, b"093000-0500"))

        self.assertEqual(metadata.read(file)["taken_at"], "2026-05-14T09:30:00-05:00")

    def test_damage_is_left_out(self):
        file = in_iptc((2, 120, b"A bridge."))
        broken = file.getvalue().replace(b"\x1c\x02\x78\x00\x09", b"\x1d\x02\x78\x00\x09")

        self.assertEqual(metadata.read(BytesIO(broken)), {})


class ExifTests(SimpleTestCase):
    def read(self, tags: dict, details: dict | None = None) -> dict:
        marks = Image.Exif()
        marks.update(tags)
        marks[0x8769] = details or {}
        return metadata.read(written(exif=marks))

    def test_the_camera_has_the_newsrooms_time(self):
        with override_settings(TIME_ZONE="Asia/Tokyo"):
            timezone.get_default_timezone.cache_clear()
            told = self.read({}, {0x9003: "2026:05:14 18:00:00"})
        timezone.get_default_timezone.cache_clear()

        self.assertEqual(told["taken_at"], "2026-05-14T18:00:00+09:00")

    def test_a_clock_that_was_never_set_tells_no_time(self):
        for text in (
            "0000:00:00 00:00:00",
            "    :  :     :  :  ",
            "2026:13:40 25:00:00",
            "0001:01:01 00:00:00",
            "soon",
        ):
            self.assertEqual(self.read({}, {0x9003: text}), {})

    def test_may_be_in_utf_8(self):
        self.assertEqual(self.read({0x13B: "Zoë Brandt; Émile".encode()})["creator"], "Zoë Brandt, Émile")

    def test_what_cameras_always_say_is_no_caption(self):
        self.assertEqual(self.read({0x10E: "OLYMPUS DIGITAL CAMERA"}), {})

    def test_windows_has_its_own_fields(self):
        self.assertEqual(self.read({0x9C9B: "The bridge\0".encode("utf-16-le")})["headline"], "The bridge")

    def test_one_camera_is_named_once(self):
        self.assertEqual(exif.camera("NIKON CORPORATION", "NIKON D70"), "NIKON D70")
        self.assertEqual(exif.camera("Apple", "iPhone 7"), "Apple iPhone 7")


class PngTests(SimpleTestCase):
    def test_has_texts_of_its_own(self):
        texts = PngImagePlugin.PngInfo()
        texts.add_text("Author", "Pia Brandt")
        texts.add_itxt("Description", "Zoë’s bridge")

        told = metadata.read(written("PNG", pnginfo=texts))

        self.assertEqual((told["creator"], told["caption"]), ("Pia Brandt", "Zoë’s bridge"))


class WordsTests(SimpleTestCase):
    def test_are_plain(self):
        self.assertEqual(plain(" \0A\x07 bridge\r\nat\tdawn\u202e \ud800"), "A bridge at dawn")
        self.assertEqual(plain("One\r\nTwo", lines=True), "One\nTwo")

    def test_are_cut_between_words(self):
        self.assertEqual(cut("The bridge at dawn", 18), "The bridge at dawn")
        self.assertEqual(cut("The bridge, at dawn", 15), "The bridge, at…")
        self.assertEqual(cut("The bridge, at dawn", 13), "The bridge…")
        self.assertEqual(cut("x" * 30, 10), "x" * 9 + "…")
