from io import BytesIO

from PIL import Image

from newsroom.testing import at, hire
from photos import renditions
from photos.models import Photo
from photos.tests.test_admin import PicturesTestCase, a_photo, page


class PreviewTests(PicturesTestCase):
    """Pictures that readers can't see yet, for those at the desk."""

    def size(self, photo, name) -> tuple[int, int]:
        answer, picture = self.fetch("file", photo.pk, name)
        self.assertEqual(answer.status_code, 200)
        return Image.open(BytesIO(picture)).size

    def test_are_the_nearest_size_that_there_is(self):
        photo = a_photo()
        renditions.make_all(photo)

        sizes = {"320.webp": 320, "321.webp": 640, "2048.webp": 700, "0.webp": 320, "700.jpg": 700}
        self.assertEqual({name: self.size(photo, name)[0] for name in sizes}, sizes)

    def test_are_smaller_while_the_others_are_made(self):
        self.assertEqual(self.size(a_photo(), "700.webp"), (640, 457))

    def test_can_be_crops(self):
        photo = a_photo()
        renditions.make_all(photo)

        self.assertEqual(self.size(photo, "square-320.webp"), (320, 320))
        self.assertEqual(self.size(photo, "social-1200.webp"), (700, 366))

    def test_stay_with_one_person_and_not_for_long(self):
        photo = a_photo()
        self.assertEqual(self.fetch("preview", photo.pk)[0]["Cache-Control"], "private, max-age=5")
        renditions.make_all(photo)
        answer = self.fetch("preview", photo.pk)[0]

        self.assertEqual(answer["Cache-Control"], "private, max-age=60")
        self.assertEqual(answer["X-Content-Type-Options"], "nosniff")
        again = self.client.get(page("preview", photo.pk), headers={"If-None-Match": answer["ETag"]})
        self.assertEqual((again.status_code, again["Cache-Control"]), (304, "private, max-age=60"))

    def test_are_for_those_who_may_see_pictures(self):
        photo = a_photo()
        for user, status in [(self.pia, 200), (self.rita, 403), (self.rae, 302)]:
            self.client.force_login(user)
            answer = self.fetch("preview", photo.pk)[0]
            self.assertEqual(answer.status_code, status)
            self.assertEqual("max-age" in answer["Cache-Control"], status == 200)

    def test_of_what_was_taken_down_are_for_those_who_can_put_it_back(self):
        photo = a_photo(taken_down_at=at("07:00"))
        for user, status in [(self.pia, 403), (hire("Lee Okoro", "Legal reader"), 200)]:
            self.client.force_login(user)
            self.assertEqual(self.fetch("preview", photo.pk)[0].status_code, status)

    def test_other_names_lead_nowhere(self):
        photo = a_photo()
        for name in ("x", "original.jpg", "webp", "-1.webp", "999999.webp", "x-320.webp", "card-.webp", "320.gif"):
            self.assertEqual(self.client.get(f"/admin/photos/photo/{photo.pk}/file/{name}").status_code, 404, name)
        self.assertEqual(self.client.get(page("preview", 99)).status_code, 404)
        self.assertEqual(self.client.post(page("preview", photo.pk)).status_code, 405)

    def test_of_a_picture_whose_files_were_lost_are_missing_and_no_error(self):
        photo = a_photo()
        Photo.objects.filter(pk=photo.pk).update(token="elsewhere")

        self.assertEqual(self.client.get(page("preview", photo.pk)).status_code, 404)


class OriginalTests(PicturesTestCase):
    """As they came, with the place where they were taken."""

    def test_are_handed_over_and_not_shown(self):
        photo = a_photo()

        answer, picture = self.fetch("file", photo.pk, "original")

        self.assertEqual(answer["Content-Disposition"], f'attachment; filename="picture-{photo.pk}.jpeg"')
        self.assertEqual(answer["Content-Type"], "application/octet-stream")
        self.assertEqual(answer["Cache-Control"], "private, no-store")
        self.assertEqual(Image.open(BytesIO(picture)).format, "JPEG")

    def test_are_for_the_picture_desk_and_whoever_brought_one(self):
        rob, lee = hire("Rob Lund", "Reporter"), hire("Lee Okoro", "Legal reader")
        own, other = a_photo(by=rob), a_photo()
        for user, photo, status in [
            (self.pia, own, 200),
            (rob, own, 200),
            (rob, other, 403),
            (lee, own, 403),
            (self.rita, own, 403),
            (self.rae, own, 302),
        ]:
            self.client.force_login(user)
            self.assertEqual(self.fetch("file", photo.pk, "original")[0].status_code, status, user)

    def test_are_nobodys_once_taken_down_but_theirs_who_can_put_it_back(self):
        phil, rob = hire("Phil Osei", "Photo editor"), hire("Rob Lund", "Reporter")
        photo = a_photo(by=rob, taken_down_at=at("07:00"))
        for user, status in [(self.pia, 403), (rob, 403), (phil, 200)]:
            self.client.force_login(user)
            self.assertEqual(self.fetch("file", photo.pk, "original")[0].status_code, status, user)
