from articles.tests.factories import a_draft, a_photo, an_author, published, ready_article
from articles.workflow import kill, publish, schedule
from newsroom.testing import NewsroomTestCase, at, travel


class PhotoTests(NewsroomTestCase):
    def status(self, photo, width: int = 320, form: str = "webp") -> int:
        return self.client.get(photo.address(width, form)).status_code

    def test_is_served_in_its_sizes_while_a_story_shows_it(self):
        photo = a_photo(width=700)
        published(by=self.ed, picture=photo)

        response = self.client.get(photo.address(640))

        self.assertEqual((response["Content-Type"], response.content[8:12]), ("image/webp", b"WEBP"))
        self.assertEqual(
            (response["Cache-Control"], response["X-Content-Type-Options"]), ("public, max-age=300", "nosniff")
        )
        self.assertEqual(
            [self.status(photo, 700, "jpg"), self.status(photo, 960), self.status(photo, 320, "jpg")], [200, 404, 404]
        )

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

    def test_that_lost_its_file_is_not_there(self):
        photo = a_photo()
        published(by=self.ed, picture=photo)
        photo.original.storage.delete(f"renditions/{photo.token[:2]}/{photo.token}/320.webp")

        self.assertEqual([self.status(photo), self.status(photo, 640)], [404, 200])

    def test_has_no_other_names(self):
        photo = a_photo()
        published(by=self.ed, picture=photo)

        for name in ("original", "320.png", "..%2F..%2F320.webp", "0320.webp", "99999.webp", ""):
            self.assertEqual(self.client.get(f"/photos/{photo.token}/{name}").status_code, 404, name)
        self.assertEqual(self.client.get("/photos/wrong-token-0123/320.webp").status_code, 404)

    def test_can_only_be_looked_at(self):
        self.assertEqual(self.client.post(a_photo().address(320)).status_code, 405)
