from io import BytesIO
from pathlib import Path
from unittest.mock import patch

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from PIL import Image

from newsroom.testing import NewsroomTestCase
from photos.admin.photo import PhotoAdmin
from photos.intake import take_in
from photos.models import Photo


def picture_file(name="bridge.jpg", form="JPEG", size=(700, 500)) -> SimpleUploadedFile:
    file = BytesIO()
    Image.new("RGB", size, "teal").save(file, form)
    return SimpleUploadedFile(name, file.getvalue(), content_type="image/jpeg")


def a_photo(**facts) -> Photo:
    told = {"caption": "The bridge at dawn.", "credit": "Pia Brandt", "alt": "A bridge."}
    return take_in(picture_file(), **told | facts)


def page(name: str, *args) -> str:
    return reverse(f"admin:photos_photo_{name}", args=args)


class PicturesTestCase(NewsroomTestCase):
    def setUp(self):
        super().setUp()
        self.client.force_login(self.pia)

    def fetch(self, name: str, *args):
        """A file as the desk gets it: its answer, and its bytes."""
        answer = self.client.get(page(name, *args))
        return answer, answer.getvalue()  # read to its end, it closes its file


def stored() -> list[Path]:
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


class AddTests(PicturesTestCase):
    def setUp(self):
        super().setUp()
        self.before = stored()

    def add(self, file, **more):
        return self.client.post(page("add"), {"original": file, "caption": "The bridge", **more}, follow=True)

    def test_takes_the_file_in_with_all_its_sizes(self):
        self.add(picture_file(), credit="Pia Brandt", alt="A bridge.")

        photo = Photo.objects.get()
        self.assertEqual((photo.width, photo.height, photo.added_by), (700, 500, self.pia))
        self.assertEqual((photo.caption, photo.credit, photo.alt), ("The bridge", "Pia Brandt", "A bridge."))
        self.assertEqual(self.fetch("preview", photo.pk)[0].status_code, 200)

    def test_refuses_with_one_clear_sentence(self):
        told_of = {
            "This is an SVG drawing, which can hold programs: save it as PNG.": SimpleUploadedFile(
                "x.jpg", b"<svg onload=alert(1)>", content_type="image/jpeg"
            ),
            "The submitted file is empty.": SimpleUploadedFile("x.jpg", b""),
        }
        for sentence, file in told_of.items():
            self.assertContains(self.add(file), sentence)
        self.assertQuerySetEqual(Photo.objects.all(), [])

    def test_refuses_a_picture_with_too_many_pixels(self):
        answer = self.add(picture_file("x.png", "PNG", size=(61_000, 1_000)))

        self.assertContains(answer, "This picture has more than 60 million pixels.")

    def test_leads_to_its_page_where_the_file_filled_what_was_left_empty(self):
        file, exif = BytesIO(), Image.Exif()
        exif[270], exif[315] = "What the camera says", "Jane Doe"
        Image.new("RGB", (700, 500), "teal").save(file, "JPEG", exif=exif)

        answer = self.add(SimpleUploadedFile("dsc1.jpg", file.getvalue()))

        photo = Photo.objects.get()
        self.assertRedirects(answer, page("change", photo.pk))
        self.assertEqual((photo.caption, photo.creator), ("The bridge", "Jane Doe"))
        self.assertContains(answer, "<q>What the camera says</q>")

    def test_tells_the_window_that_asked_for_it(self):
        answer = self.add(picture_file(), _popup="1")

        self.assertContains(answer, f"&quot;value&quot;: &quot;{Photo.objects.get().pk}&quot;")

    def test_others_can_write_meanwhile(self):
        depths = []

        def noted(*args, **facts):
            depths.append(len(connection.savepoint_ids))
            return take_in(*args, **facts)

        with patch("photos.intake.take_in", noted):
            self.add(picture_file())

        self.assertEqual(depths, [len(connection.savepoint_ids)])  # once, and in no transaction but the test's

    def test_leaves_nothing_when_it_fails_after_all(self):
        with patch.object(PhotoAdmin, "save_model", side_effect=RuntimeError), self.assertRaises(RuntimeError):
            self.add(picture_file(size=(701, 500)))

        self.assertQuerySetEqual(Photo.objects.all(), [])
        self.assertEqual([file for file in stored() if file not in self.before], [])

    def test_is_for_those_with_the_right(self):
        for user, status in [(self.pia, 302), (self.rita, 403), (self.ed, 403), (self.rae, 302)]:
            self.client.force_login(user)
            answer = self.client.post(page("add"), {"original": picture_file(), "caption": user.name})
            self.assertEqual(answer.status_code, status)
        self.assertEqual(Photo.objects.get().caption, "Pia Brandt")


class ChangeTests(PicturesTestCase):
    def test_says_what_readers_are_told_and_what_stays_in_sight(self):
        photo = a_photo()
        words = {"caption": "Dusk", "credit": "Rita Vale", "alt": "", "focus_x": "0.1", "focus_y": "0.9"}
        self.client.post(page("change", photo.pk), words)

        photo.refresh_from_db()
        self.assertEqual((photo.caption, photo.credit, photo.alt, photo.focus), ("Dusk", "Rita Vale", "", "focus-0-2"))

    def test_keeps_the_file(self):
        photo = a_photo()
        words = {"caption": "Dusk", "focus_x": "0.5", "focus_y": "0.5", "original": picture_file(size=(9, 9))}

        self.client.post(page("change", photo.pk), words)

        photo.refresh_from_db()
        self.assertEqual((photo.caption, photo.width), ("Dusk", 700))

    def test_refuses_a_point_outside_the_picture(self):
        photo = a_photo()

        answer = self.client.post(page("change", photo.pk), {"caption": "Dusk", "focus_x": "1.1", "focus_y": "0"})

        self.assertContains(answer, "Ensure this value is less than or equal to 1.")

    def test_nobody_deletes_a_picture(self):
        self.client.force_login(self.ada)
        self.assertEqual(self.client.post(page("delete", a_photo().pk), {"post": "yes"}).status_code, 403)
