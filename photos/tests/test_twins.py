from io import BytesIO
from unittest import SkipTest

from django.test import SimpleTestCase
from PIL import Image

from newsroom.testing import SHARED_DATA, NewsroomTestCase
from photos import twins
from photos.decoding import opened
from photos.intake import take_in
from photos.models import Photo

DEMO = SHARED_DATA / "photos" / "demo"


def far(one: str, other: str) -> int:
    return (int(one, 16) ^ int(other, 16)).bit_count()


def saved(image: Image.Image, form: str, **options) -> BytesIO:
    file = BytesIO()
    image.save(file, form, **options)
    return file


class LookTests(SimpleTestCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        if not DEMO.is_dir():
            raise SkipTest("the shared photos (../shared/data/photos) are not here")
        cls.pictures = {path.name: opened(BytesIO(path.read_bytes()), 320) for path in sorted(DEMO.glob("*.jpg"))}
        cls.looks = {name: twins.look(image) for name, image in cls.pictures.items()}

    def test_every_picture_has_one(self):
        self.assertEqual(sorted(map(len, self.looks.values())), [16] * len(self.looks))

    def test_stays_in_another_size_and_form(self):
        for name, image in self.pictures.items():
            half = image.resize((image.width // 2, image.height // 2), Image.Resampling.LANCZOS)
            for form, options in [("JPEG", {"quality": 60}), ("WEBP", {"quality": 50})]:
                again = twins.look(opened(saved(half, form, **options)))
                self.assertLessEqual(far(self.looks[name], again), twins.ALIKE, name)

    def test_no_two_of_the_demo_look_the_same(self):
        looks = list(self.looks.values())
        for index, one in enumerate(looks):
            for other in looks[:index]:
                self.assertGreater(far(one, other), twins.ALIKE)

    def test_one_colour_looks_like_nothing(self):
        self.assertEqual(twins.look(Image.new("RGB", (99, 99), "teal")), "")


class TwinsTests(NewsroomTestCase):
    def gradient(self, size=(400, 300)) -> Image.Image:
        return Image.radial_gradient("L").resize(size).convert("RGB")

    def test_the_same_file_is_known_by_its_bytes(self):
        photo = take_in(saved(self.gradient(), "JPEG"))

        self.assertEqual(twins.same_bytes(photo.sha256), photo)
        self.assertIsNone(twins.same_bytes("0" * 64))
        self.assertIsNone(twins.same_bytes(""))

    def test_the_same_picture_is_found_nearest_first(self):
        other = take_in(saved(Image.linear_gradient("L").rotate(90), "PNG"))
        photo = take_in(saved(self.gradient(), "JPEG"))
        small = take_in(saved(self.gradient((200, 150)), "WEBP"))

        self.assertEqual(twins.alike(photo.look)[0], photo)
        self.assertCountEqual(twins.alike(photo.look), [photo, small])
        self.assertEqual(twins.alike(other.look), [other])

    def test_what_has_no_look_is_like_nothing(self):
        Photo.objects.create(width=1, height=1, look="")

        self.assertEqual(twins.alike(""), [])
        self.assertEqual(twins.alike("0" * 16), [])
