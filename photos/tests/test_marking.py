from io import BytesIO

from django.test import SimpleTestCase
from PIL import Image

from photos import marking, metadata
from photos.models import Photo

FORMS = ("JPEG", "WEBP", "AVIF")
TOLD = {
    "credit": "Zoë Brandt/The “Packet”",
    "creator": "Zoë Brandt",
    "copyright": "© 2026 The Packet & <b>others</b>",
    "usage_terms": "Not for 'resale' ]]> ever <script>alert(1)</script>",
    "licence_url": "https://packet.example/rights?a=1&b=2",
}


def marked(photo: Photo, form: str) -> BytesIO:
    file = BytesIO()
    Image.new("RGB", (320, 213), "teal").save(file, form, **marking.options(photo, form))
    return file


class MarkingTests(SimpleTestCase):
    def test_what_is_written_is_what_is_read(self):
        for form in FORMS:
            told = metadata.read(marked(Photo(**TOLD), form))
            self.assertEqual({name: told[name] for name in TOLD}, TOLD)

    def test_simple_programs_find_the_maker_in_exif(self):
        for form in FORMS:
            tags = Image.open(marked(Photo(**TOLD), form)).getexif()
            self.assertEqual(sorted(tags), [0x013B, 0x8298])
            self.assertEqual(tags[0x013B].encode("latin-1").decode(), "Zoë Brandt")

    def test_what_a_program_made_says_so(self):
        told = metadata.read(marked(Photo(kind="generated"), "JPEG"))
        self.assertEqual(told["kind"], "generated")

        composite = marking.TYPES + "compositeWithTrainedAlgorithmicMedia"
        photo = Photo(kind="generated", found={"digital_source_type": composite})
        self.assertEqual(metadata.read(marked(photo, "WEBP"))["digital_source_type"], composite)

    def test_nothing_else_of_the_file_leaves_the_house(self):
        secret = {"camera": "Leica 4711", "contact": "zoe@home.example", "city": "Hull", "file": "raid.jpg"}
        desk = {"headline": "Raid!", "caption": "The raid.", "alt": "Police.", "keywords": "raid", "people": "Rita"}
        photo = Photo(found=secret, words="secret", place="Hull", **desk, **TOLD)

        for form in FORMS:
            self.assertEqual(marking.options(photo, form), marking.options(Photo(**TOLD), form))

    def test_is_small(self):
        size = sum(map(len, marking.options(Photo(**TOLD), "JPEG").values()))
        self.assertLess(size, 2000)

        longest = {name: "x " * 150 for name in TOLD}
        self.assertLess(len(marked(Photo(**longest), "JPEG").getvalue()), 8000)

    def test_says_nothing_where_nothing_is_known(self):
        self.assertEqual(marking.options(Photo(), "JPEG"), {})

    def test_signs_that_xml_does_not_have_spoil_nothing(self):
        told = metadata.read(marked(Photo(credit="AP\x0b\ud800\ufffe & co"), "JPEG"))

        self.assertEqual(told["credit"], "AP & co")
