from django.core.files.storage import default_storage

from articles.tests.factories import a_draft, a_photo, an_author, published, ready_article
from articles.workflow import kill, publish, schedule, withdraw
from newsroom.testing import NewsroomTestCase, at, travel
from photos import renditions
from photos.models import Photo


class CacheTests(NewsroomTestCase):
    """How long others may keep a picture: a minute, and never beyond its end."""

    def kept(self, photo) -> str:
        return self.client.get(photo.address(320))["Cache-Control"]

    def test_of_rights_that_end(self):
        photo = a_photo(width=320, usable_until=at("09:00"))
        published(by=self.ed, picture=photo)

        for time, seconds in (("08:50", 60), ("08:59:30", 30), ("08:59:59", 1)):
            with travel(at(time)):
                self.assertEqual(self.kept(photo), f"public, max-age={seconds}")

    def test_of_the_last_story_that_shows_it(self):
        photo = a_photo(width=320)
        first, second = (published(by=self.ed, picture=photo) for _ in range(2))
        withdraw(first, by=self.ed, at=at("08:00:20"))
        self.assertEqual(self.kept(photo), "public, max-age=60")

        withdraw(second, by=self.ed, at=at("08:00:50"))

        self.assertEqual(self.kept(photo), "public, max-age=50")

    def test_of_a_face_lasts_as_long_as_anything_of_theirs(self):
        face = a_photo(width=320)
        story = published(by=self.ed, authors=[an_author("Ines Calder", portrait=face)])
        withdraw(story, by=self.ed, at=at("08:00:40"))

        self.assertEqual(self.kept(face), "public, max-age=40")

    def test_of_one_that_somebody_answers_for(self):
        photo = a_photo(width=320)
        published(by=self.ed, picture=photo)
        override = {"overridden_from": at("07:00"), "overridden_until": at("08:00:45")}
        Photo.objects.filter(pk=photo.pk).update(status="restricted", **override)

        self.assertEqual(self.kept(photo), "public, max-age=45")


class PhotoTests(NewsroomTestCase):
    def status(self, photo, width: int = 320, form: str = "webp") -> int:
        return self.client.get(photo.address(width, form)).status_code

    def test_is_served_in_its_sizes_while_a_story_shows_it(self):
        photo = a_photo(width=700)
        published(by=self.ed, picture=photo)
        renditions.make_all(photo)

        for name, type in (("640.webp", "webp"), ("card-320.avif", "avif"), ("social-700.jpg", "jpeg")):
            response = self.client.get(f"/photos/{photo.token}/{name}")
            self.assertEqual(response["Content-Type"], f"image/{type}")
            self.assertEqual(response["Cache-Control"], "public, max-age=60")
            self.assertEqual(response["X-Content-Type-Options"], "nosniff")
        self.assertEqual([self.status(photo, 700, "jpg"), self.status(photo, 960)], [200, 404])

    def test_that_is_not_made_yet_is_answered_for_seconds_with_the_nearest(self):
        photo = a_photo(width=700)
        published(by=self.ed, picture=photo)

        response = self.client.get(photo.address(320, "avif", "card"))

        self.assertEqual((response["Content-Type"], response["Cache-Control"]), ("image/webp", "public, max-age=10"))

    def test_a_drawn_crop_shows_nothing_that_was_left_out(self):
        photo = a_photo(width=700, crops={"card": [0, 0, 0.5, 0.5]})
        published(by=self.ed, picture=photo)

        response = self.client.get(photo.address(320, "webp", "card"))
        self.assertEqual((response.status_code, response["Cache-Control"]), (404, "public, max-age=10"))
        renditions.make_all(photo)

        self.assertEqual(self.client.get(photo.address(320, "webp", "card")).status_code, 200)

    def test_is_not_sent_again_to_who_has_it(self):
        photo = a_photo()
        published(by=self.ed, picture=photo)
        etag = self.client.get(photo.address(320))["ETag"]

        self.assertEqual(self.client.get(photo.address(320), headers={"If-None-Match": etag}).status_code, 304)

    def test_of_no_live_story_is_not_there(self):
        photos = [a_photo() for _ in range(4)]
        unused, at_the_desk, scheduled, killed = photos
        a_draft(picture=at_the_desk)
        schedule(ready_article(picture=scheduled), by=self.ed, at=at("18:00"))
        kill(published(by=self.ed, moment=at("07:00"), picture=killed), by=self.ed, note="Wrong man.")

        self.assertEqual([self.status(photo) for photo in photos], [404] * 4)
        with travel(at("18:00")):
            self.assertEqual([self.status(photo) for photo in photos], [404, 404, 200, 404])

    def test_of_an_unpublished_change_is_not_there(self):
        story, photo = published(by=self.ed), a_photo()
        story.picture = photo
        story.save()
        self.assertEqual(self.status(photo), 404)

        publish(story, by=self.ed)

        self.assertEqual(self.status(photo), 200)

    def test_of_an_author_is_there_while_something_of_theirs_is(self):
        portrait, secret = a_photo(), a_photo()
        published(by=self.ed, authors=[an_author("Ines Calder", portrait=portrait)])
        a_draft(authors=[an_author("Secret Hire", portrait=secret)])

        self.assertEqual([self.status(portrait), self.status(secret)], [200, 404])

    def test_that_lost_a_file_is_there_in_another_size_and_without_any_is_not(self):
        photo = a_photo()
        published(by=self.ed, picture=photo)
        folder = f"renditions/{photo.token[:2]}/{photo.token}"
        files = default_storage.listdir(folder)[1]

        for gone, status in ([name for name in files if name.startswith("320")], 200), (files, 404):
            for name in gone:
                default_storage.delete(f"{folder}/{name}")
            self.assertEqual(self.status(photo), status)

    def test_has_no_other_names(self):
        photo = a_photo()
        published(by=self.ed, picture=photo)

        for name in (
            *("original", "320.png", "..%2F..%2F320.webp", "0320.webp", "99999.webp", "333.webp", ""),
            *("wide-320.webp", "card-333.webp", "social-700.webp", "Card-320.webp", "card-320.webp/"),
        ):
            self.assertEqual(self.client.get(f"/photos/{photo.token}/{name}").status_code, 404, name)
        self.assertEqual(self.client.get("/photos/wrong-token-0123/320.webp").status_code, 404)

    def test_can_only_be_looked_at(self):
        self.assertEqual(self.client.post(a_photo().address(320)).status_code, 405)
