from django.urls import reverse

from articles.tests.desk import address
from articles.tests.factories import a_draft, a_photo, a_section, an_author, published, ready_article
from newsroom.testing import NewsroomTestCase


class PreviewTests(NewsroomTestCase):
    def test_shows_the_working_copy_in_the_readers_template(self):
        story = published("Bridge reopens", by=self.ed)
        story.headline = "Bridge falls down"
        story.save()
        self.client.force_login(self.rita)

        answer = self.client.get(story.get_preview_url())

        self.assertTemplateUsed(answer, "articles/edition_detail.html")
        self.assertContains(answer, "Bridge falls down</h1>")
        self.assertContains(answer, "Preview. Only you see this.")
        self.assertContains(answer, address(story))

    def test_is_kept_by_nobody(self):
        self.client.force_login(self.rita)

        answer = self.client.get(ready_article().get_preview_url())

        self.assertEqual(answer["Cache-Control"], "private, no-store")
        self.assertEqual(answer["X-Robots-Tag"], "noindex")
        self.assertContains(answer, '<meta name="robots" content="noindex">')
        self.assertNotContains(answer, "application/ld+json")

    def test_makes_nothing(self):
        story = ready_article()
        self.client.force_login(self.rita)

        self.client.get(story.get_preview_url())

        self.assertEqual((story.editions.count(), story.revisions.count(), story.addresses.count()), (0, 0, 0))

    def test_is_for_those_who_may_see_the_story_and_to_others_there_is_no_such_page(self):
        story = ready_article()
        missing = reverse("preview", args=["made-up"])
        for user, status in [(self.rita, 200), (self.pia, 200), (self.rae, 404)]:
            self.client.force_login(user)
            self.assertEqual(self.client.get(story.get_preview_url()).status_code, status)
            self.assertEqual(self.client.get(missing).status_code, 404)
        self.client.logout()
        self.assertEqual(self.client.get(story.get_preview_url()).status_code, 404)

    def test_of_any_odd_token_is_no_page(self):
        for token in ("%00", "%E2%82%AC", "x" * 5000):
            self.assertEqual(self.client.get(f"/preview/{token}/").status_code, 404, token)

    def test_only_shows(self):
        story = ready_article()
        self.client.force_login(self.ed)

        self.assertEqual(self.client.post(story.get_preview_url()).status_code, 405)

    def test_shows_pictures_that_readers_cannot_have_yet(self):
        lead, inside, face = a_photo(), a_photo(), a_photo()
        ines = an_author("Ines Calder", portrait=face)
        body = f'<p>Look:</p><figure data-photo="{inside.pk}"><figcaption></figcaption></figure>'
        story = a_draft(picture=lead, body=body, authors=[ines], section=a_section())
        self.client.force_login(self.rita)

        answer = self.client.get(story.get_preview_url())

        for photo in (lead, inside, face):
            self.assertContains(answer, reverse("admin:photos_photo_file", args=[photo.pk, "700.webp"]))
            self.assertNotContains(answer, f"/photos/{photo.token}/")

    def test_bears_a_story_of_which_nothing_is_written(self):
        self.client.force_login(self.rita)

        answer = self.client.get(a_draft("", body="", standfirst="").get_preview_url())

        self.assertContains(answer, "No section yet")
