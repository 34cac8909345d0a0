from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from django.test import SimpleTestCase
from PIL import Image

from newsroom.testing import NewsroomTestCase, hire
from photos import renditions, rights, shelf
from photos.intake import take_in
from photos.models import Photo
from photos.renditions import find, make_all, names_of

pytestmark = pytest.mark.any_database("about files, not about tables")


def a_photo(width=700, height=500, **facts) -> Photo:
    """Half red, half blue, from a camera that tells where it was."""
    picture, file = Image.new("RGB", (width, height), "red"), BytesIO()
    picture.paste("blue", (width // 2, 0, width, height))
    exif = Image.Exif()
    exif[0x010F] = "Camera of Pia"
    exif.get_ifd(0x8825)[1] = "N"
    picture.save(file, "JPEG", exif=exif, comment=b"for Pia only")
    return take_in(file, **{"credit": "Pia Brandt", **facts})


def image(photo, name):
    with find(photo, name).open() as file:
        picture = Image.open(file)
        picture.load()
    return picture


def make(photo) -> Photo:
    make_all(photo)
    return Photo.objects.get(pk=photo.pk)


class NamesTests(SimpleTestCase):
    def test_grow_to_the_original_and_no_further(self):
        names = [name for name in names_of(Photo(width=700, height=500)) if "-" not in name]

        self.assertEqual(
            names,
            "320.avif 320.webp 320.jpg 640.avif 640.webp 640.jpg 700.avif 700.webp 700.jpg".split(),
        )

    def test_leave_out_what_costs_more_than_it_saves(self):
        names = names_of(Photo(width=6000, height=4000))

        self.assertEqual(len(names), 66)
        self.assertEqual([name for name in names if name.startswith("hero-2048")], ["hero-2048.webp", "hero-2048.jpg"])
        self.assertEqual([name for name in names if name.startswith("social")], ["social-1200.jpg"])


class MakeTests(NewsroomTestCase):
    def test_makes_each_in_its_size_and_form(self):
        photo = make(a_photo())

        forms = {"avif": "AVIF", "webp": "WEBP", "jpg": "JPEG"}
        for one in renditions.renditions_of(photo):
            with self.subTest(one.name):
                made = image(photo, one.name)
                self.assertTrue(find(photo, one.name).is_exact)
                self.assertEqual(made.size, (one.width, photo.height_at(one.width, one.crop)))
                self.assertEqual(made.format, forms[one.form])
        self.assertTrue(photo.is_made)

    def test_says_whose_it_is_and_nothing_else_that_the_camera_wrote(self):
        photo = make(a_photo(copyright="© Wennock Packet"))

        for name in ("320.avif", "320.webp", "320.jpg", "card-320.avif"):
            with self.subTest(name), find(photo, name).open() as file:
                raw = file.read()
                self.assertIn(b"Pia Brandt", raw)
                self.assertIn("© Wennock Packet".encode(), raw)
                self.assertNotIn(b"Camera of Pia", raw)
                self.assertNotIn(b"for Pia only", raw)
                self.assertEqual(image(photo, name).getexif().get_ifd(0x8825), {})

    def test_cuts_what_the_editor_drew(self):
        photo = make(a_photo(crops={"square": [0.5, 0, 1, 1]}))

        red, _, blue = image(photo, "square-320.jpg").getpixel((3, 160))

        self.assertLess(red, 40)
        self.assertGreater(blue, 200)

    def test_has_a_blurred_picture_for_the_page_itself(self):
        photo = a_photo()

        self.assertTrue(photo.blur.startswith("data:image/webp;base64,"))
        self.assertLess(len(photo.blur), 600)

    def test_decodes_no_more_than_the_crops_need(self):
        self.assertEqual(renditions.needed(Photo(width=6000, height=4000)), 3840)  # the portrait’s 2048 of 3200
        self.assertEqual(renditions.needed(Photo(width=700, height=500)), 700)

    def test_notes_what_one_from_before_is_known_by(self):
        photo = a_photo()
        known = {name: getattr(photo, name) for name in ("sha256", "size", "look", "blur")}
        Photo.objects.filter(pk=photo.pk).update(sha256="", size=None, look="", blur="")

        photo = make(Photo.objects.get(pk=photo.pk))

        self.assertTrue(photo.blur and photo.is_made)
        self.assertEqual({name: getattr(photo, name) for name in known} | {"blur": known["blur"]}, known)

    def test_goes_on_where_it_was_killed(self):
        photo = a_photo(320, 200)
        shelf.keep(photo, renditions.Rendition(320, "avif").kept_as(photo), b"made before")

        photo = make(photo)

        with find(photo, "320.avif").open() as file:
            self.assertEqual(file.read(), b"made before")

    def test_sweeps_out_what_nobody_names_any_more(self):
        photo = a_photo(320, 200)
        for stray in ("320.webp", "card-0a1b2c-320-aaaaaa.jpg", "320-aaaaaa.jpg.part"):
            default_storage.save(shelf.path_of(photo, stray), BytesIO(b"old"))

        photo = make(photo)

        self.assertEqual(shelf.names(photo), {one.kept_as(photo) for one in renditions.renditions_of(photo)})

    def test_is_not_done_if_somebody_changed_it_meanwhile(self):
        photo = a_photo(320, 200)
        Photo.objects.filter(pk=photo.pk).update(credit="Rita Vale")

        self.assertFalse(make_all(photo))

        self.assertEqual(Photo.objects.get(pk=photo.pk).made, "")

    def test_says_that_the_original_is_gone(self):
        photo = a_photo(320, 200)
        default_storage.delete(photo.original.name)

        self.assertRaises(FileNotFoundError, make_all, photo)

    def test_keeps_wide_and_tall_pictures_of_few_pixels(self):
        for size in ((1, 1), (1, 40), (2000, 9)):
            with self.subTest(size):
                self.assertTrue(make(a_photo(*size)).is_made)


class FindTests(NewsroomTestCase):
    def setUp(self):
        super().setUp()
        self.phil = hire("Phil Amber", "Photo editor")

    def stands_in(self, photo, name):
        found = find(photo, name)
        self.assertFalse(found.is_exact)
        return found.path.rpartition("/")[2].partition("-")[0], found.type

    def test_right_after_the_upload_small_ones_stand_in(self):
        photo = a_photo(3000, 2000)

        self.assertTrue(find(photo, "640.webp").is_exact)
        self.assertEqual(self.stands_in(photo, "960.avif"), ("640", "image/webp"))
        self.assertEqual(self.stands_in(photo, "card-320.webp"), ("320", "image/webp"))
        self.assertEqual(self.stands_in(photo, "social-1200.jpg"), ("640", "image/jpeg"))

    def test_a_larger_one_of_the_crop_stands_in_before_a_smaller_or_the_whole(self):
        photo = make(a_photo(1500, 1000))
        for name in ("card-640.webp", "card-640.jpg"):
            default_storage.delete(find(photo, name).path)

        self.assertTrue(find(photo, "card-640.webp").path.partition("card-")[2].partition("-")[2].startswith("960-"))

    def test_nobody_gets_a_form_that_was_not_asked_for_in_vain(self):
        photo = a_photo(320, 200)
        make_all(photo)
        for name in ("320.jpg", "320.webp"):
            default_storage.delete(find(photo, name).path)

            self.assertIsNone(find(photo, name))

    def test_strange_names_are_none(self):
        photo = make(a_photo(320, 200))

        for name in ("321.webp", "320.gif", "../320.webp", "0320.webp", "320.webp ", "hero320.webp", "-320.webp", ""):
            with self.subTest(name):
                self.assertIsNone(find(photo, name))

    def test_a_crop_drawn_anew_is_never_the_old_one(self):
        photo = make(a_photo())
        before = find(photo, "square-320.webp")

        photo = rights.describe(photo, by=self.phil, crops={"square": [0.5, 0, 1, 1]})
        self.assertIsNone(find(photo, "square-320.webp"))  # all of it may show what was left out
        self.assertTrue(find(photo, "card-320.webp").is_exact)
        photo = make(photo)
        after = find(photo, "square-320.webp")

        self.assertTrue(after.is_exact)
        self.assertNotEqual(after.etag, before.etag)
        self.assertFalse(default_storage.exists(before.path))

    def test_with_a_new_credit_the_same_picture_stands_in(self):
        photo = make(a_photo())
        before = find(photo, "card-320.webp")

        photo = rights.describe(photo, by=self.phil, credit="Rita Vale")
        self.assertEqual(find(photo, "card-320.webp").path, before.path)
        self.assertFalse(find(photo, "card-320.webp").is_exact)
        photo = make(photo)

        self.assertTrue(find(photo, "card-320.webp").is_exact)
        self.assertNotEqual(find(photo, "card-320.webp").etag, before.etag)


class KeepTests(NewsroomTestCase):
    def test_a_second_worker_at_the_same_work_does_no_harm(self):
        photo = a_photo(320, 200)

        shelf.keep(photo, "320-aaaaaa.webp", b"the first")
        shelf.keep(photo, "320-aaaaaa.webp", b"the second")

        with default_storage.open(shelf.path_of(photo, "320-aaaaaa.webp")) as file:
            self.assertEqual(file.read(), b"the first")
        self.assertFalse([name for name in shelf.names(photo) if ".part" in name])
