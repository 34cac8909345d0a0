from io import BytesIO

from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from newsroom.testing import NewsroomTestCase
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


class AddTests(PicturesTestCase):
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
            "This is not a JPEG, PNG, WebP, AVIF, GIF or TIFF picture, or it is damaged.": SimpleUploadedFile(
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

    def test_tells_the_window_that_asked_for_it(self):
        answer = self.add(picture_file(), _popup="1")

        self.assertContains(answer, f"&quot;value&quot;: &quot;{Photo.objects.get().pk}&quot;")

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


class FileTests(PicturesTestCase):
    """Pictures that readers can't see yet, for those at the desk."""

    def test_are_the_nearest_size_that_there_is(self):
        photo = a_photo()
        for asked, got in [("320.webp", 320), ("321.webp", 640), ("2048.webp", 700), ("0.webp", 320), ("700.jpg", 700)]:
            answer, picture = self.fetch("file", photo.pk, asked)
            self.assertEqual(answer["Content-Type"], "image/webp")
            self.assertEqual(Image.open(BytesIO(picture)).width, got)

    def test_originals_are_handed_over_and_not_shown(self):
        photo = a_photo()

        answer, picture = self.fetch("file", photo.pk, "original")

        self.assertEqual(answer["Content-Disposition"], f'attachment; filename="picture-{photo.pk}"')
        self.assertEqual(Image.open(BytesIO(picture)).format, "JPEG")

    def test_are_kept_by_nobody(self):
        self.assertEqual(self.fetch("preview", a_photo().pk)[0]["Cache-Control"], "private, no-store")

    def test_are_for_those_who_may_see_pictures(self):
        photo = a_photo()
        for user, status in [(self.pia, 200), (self.rita, 403), (self.rae, 302)]:
            self.client.force_login(user)
            self.assertEqual(self.fetch("preview", photo.pk)[0].status_code, status)
            self.assertEqual(self.fetch("file", photo.pk, "original")[0].status_code, status)

    def test_other_names_lead_nowhere(self):
        photo = a_photo()
        for name in ("x", "original.jpg", "webp", "-1.webp", "999999.webp"):
            self.assertEqual(self.client.get(f"/admin/photos/photo/{photo.pk}/file/{name}").status_code, 404)
        self.assertEqual(self.client.get(page("preview", 99)).status_code, 404)
        self.assertEqual(self.client.post(page("preview", photo.pk)).status_code, 405)

    def test_a_size_that_was_lost_is_missing_and_no_error(self):
        photo = a_photo()
        default_storage.delete(f"renditions/{photo.token[:2]}/{photo.token}/700.webp")

        self.assertEqual(self.client.get(page("preview", photo.pk)).status_code, 404)


class ListTests(PicturesTestCase):
    def test_shows_what_is_missing(self):
        a_photo(credit="", alt="")

        answer = self.client.get(page("changelist"))

        self.assertContains(answer, "No credit yet")
        self.assertContains(answer, "Description missing")

    def test_finds_and_filters(self):
        bridge, harbour = a_photo(caption="Bridge"), a_photo(caption="Harbour", alt="")

        def found(**query):
            return list(self.client.get(page("changelist"), query).context["cl"].result_list)

        self.assertEqual((found(q="bridge"), found(missing="alt")), ([bridge], [harbour]))
        self.assertCountEqual(found(missing="password"), [bridge, harbour])
        self.assertContains(self.client.get(page("changelist"), {"q": "penguins"}), "No picture matches")

    def test_is_a_chooser_in_a_window_of_its_own(self):
        photo = a_photo()

        answer = self.client.get(page("changelist"), {"_popup": "1"})

        self.assertContains(answer, f'data-popup-opener="{photo.pk}"')
        self.assertContains(answer, f"{page('add')}?_popup=1")

    def test_needs_the_same_number_of_queries_for_one_picture_and_for_three(self):
        a_photo()
        self.client.get(page("changelist"))
        with self.assertNumQueries(6):
            self.client.get(page("changelist"))
        a_photo(), a_photo()
        with self.assertNumQueries(6):
            self.client.get(page("changelist"))
