from articles.models import Article, Byline, Section
from articles.tests.desk import address
from articles.tests.factories import a_draft, a_photo, a_section, a_topic, an_author, published, ready_article
from articles.workflow import embargo, hold, kill, record, save, schedule
from newsroom.testing import NewsroomTestCase, at, hire, travel


class PreviewTests(NewsroomTestCase):
    def setUp(self):
        super().setUp()
        self.client.force_login(self.rita)

    def test_shows_the_working_copy_in_the_readers_template(self):
        story = published("Bridge reopens", by=self.ed, created_by=self.rita)
        Article.objects.filter(pk=story.pk).update(headline="Bridge falls down")

        answer = self.client.get(story.get_preview_url())

        self.assertTemplateUsed(answer, "articles/edition_detail.html")
        self.assertContains(answer, "Bridge falls down</h1>")
        self.assertContains(answer, "Preview. Only you see this.</b> <span>The desk’s text, saved 08:00.")
        self.assertContains(answer, address(story))

    def test_is_kept_by_nobody(self):
        answer = self.client.get(ready_article(created_by=self.rita).get_preview_url())

        self.assertEqual(answer["Cache-Control"], "private, no-store")
        self.assertEqual(answer["X-Robots-Tag"], "noindex")
        self.assertContains(answer, '<meta name="robots" content="noindex">')
        self.assertNotContains(answer, "application/ld+json")

    def test_makes_nothing(self):
        story = ready_article(created_by=self.rita)

        self.client.get(story.get_preview_url())

        self.assertEqual((story.editions.count(), story.revisions.count(), story.addresses.count()), (0, 0, 0))

    def test_of_any_odd_token_or_text_is_no_page(self):
        for token in ("%00", "%E2%82%AC", "x" * 5000):
            self.assertEqual(self.client.get(f"/preview/{token}/").status_code, 404, token)
        story = ready_article(created_by=self.rita)
        for query in ("revision=99", "revision=", "revision=-1", "revision=²", "edition=1", "edition=" + "9" * 40):
            self.assertEqual(self.client.get(f"{story.get_preview_url()}?{query}").status_code, 404, query)

    def test_only_shows(self):
        self.assertEqual(self.client.post(ready_article(created_by=self.rita).get_preview_url()).status_code, 405)

    def test_shows_pictures_that_readers_cannot_have_yet(self):
        lead, inside, face = a_photo(), a_photo(), a_photo()
        ines = an_author("Ines Calder", portrait=face)
        body = f'<p>Look:</p><figure data-photo="{inside.pk}"><figcaption></figcaption></figure>'
        story = a_draft(picture=lead, body=body, authors=[ines], section=a_section(), created_by=self.rita)

        answer = self.client.get(story.get_preview_url())

        for photo, name in ((lead, "700.webp"), (inside, "320.webp"), (face, "square-320.webp")):
            door = f"{story.get_preview_url()}desk/photos/{photo.token}/{name}"
            self.assertContains(answer, door)
            self.assertNotContains(answer, f'"/photos/{photo.token}/')
            self.assertEqual(self.client.get(door)["Content-Type"], "image/webp")
        self.assertEqual(self.client.get(door.replace(face.token, a_photo().token)).status_code, 404)

    def test_bears_a_story_of_which_nothing_is_written(self):
        answer = self.client.get(a_draft("", body="", standfirst="", created_by=self.rita).get_preview_url())

        self.assertContains(answer, "No section yet")


class TextTests(NewsroomTestCase):
    """Which text is shown: the desk's, an earlier one, what readers have."""

    def setUp(self):
        super().setUp()
        self.client.force_login(self.ed)

    def see(self, story, **which):
        return self.client.get(story.get_preview_url(), which)

    def test_of_a_revision_is_whole(self):
        photo = a_photo(caption="The ferry.")
        story = ready_article("Ferry sinks", picture=photo, topics=[a_topic("Ferries")], body="<p>It sank.</p>")
        record(story, by=self.ed)
        change = {"headline": "Ferry floats", "body": "<p>It floats.</p>", "picture_id": None, "topics": []}
        save(story, change, base=1, by=self.ed)

        then, now = self.see(story, revision=1), self.see(story)

        for words in (
            "Ferry sinks</h1>",
            "It sank.",
            "By",
            "Ines Calder",
            "Ferries</a>",
            "The ferry.",
            "Revision 1, saved",
        ):
            self.assertContains(then, words)
        for words in ("Ferry floats</h1>", "It floats."):
            self.assertContains(now, words)
            self.assertNotContains(then, words)

    def test_of_a_revision_does_without_what_is_gone(self):
        section, author = a_section("Gone"), an_author("Nobody Now")
        story = ready_article(section=section, authors=[author])
        record(story, by=self.ed)
        Byline.objects.all().delete()
        Article.objects.update(section=None)
        author.delete()
        Section.objects.filter(pk=section.pk).delete()

        answer = self.see(story, revision=1)

        self.assertContains(answer, "No section yet")
        self.assertNotContains(answer, "Nobody Now")

    def test_of_another_storys_revision_is_no_page(self):
        record(ready_article("Ferry sinks"), by=self.ed)

        self.assertEqual(self.see(a_draft(), revision=1).status_code, 404)

    def test_is_what_readers_have_or_will_have(self):
        story = published("Ferry sinks", by=self.ed)
        Article.objects.filter(pk=story.pk).update(headline="Ferry floats")
        story.refresh_from_db()
        schedule(story, by=self.ed, at=at("18:00"))

        self.assertContains(self.see(story, edition=1), "Ferry sinks</h1>")
        self.assertContains(self.see(story, edition=2), "Ferry floats</h1>")


class DoorTests(NewsroomTestCase):
    """Both doors, of the page and of the two screens, ask for the same right."""

    def setUp(self):
        super().setUp()
        self.town, self.sport = a_section("Town Hall"), a_section("Sport")
        self.photo = a_photo()
        self.story = self.ready(created_by=self.rita, stage="desk")
        record(self.story, by=self.rita)

    def ready(self, headline="Bridge reopens", **facts):
        return ready_article(headline, section=self.town, picture=self.photo, **facts)

    def statuses(self, user, story=None):
        """What all doors answer: the page and its picture, the screens, each for two texts."""
        story = story or self.story
        self.client.force_login(user)
        page, screens = story.get_preview_url(), address(story, "preview")
        pictures = (f"{page}{text}/photos/{self.photo.token}/700.webp" for text in ("desk", "revision-1"))
        doors = (page, f"{page}?revision=1", *pictures, screens, f"{screens}?text=revision=1")
        return {self.client.get(door).status_code for door in doors}

    def test_is_for_those_who_may_see_the_story_and_to_others_there_is_no_such_page(self):
        here = hire("Dee Hall", "Desk editor", sections=[self.town])
        there = hire("Sam Field", "Desk editor", sections=[self.sport])

        for user, status in [(self.rita, 200), (self.ed, 200), (here, 200), (there, 404)]:
            self.assertEqual(self.statuses(user), {status}, user)

    def test_answers_those_who_may_not_as_it_answers_a_made_up_token(self):
        self.client.force_login(hire("Sam Field", "Desk editor", sections=[self.sport]))
        refused, made_up = self.client.get(self.story.get_preview_url()), self.client.get("/preview/made-up/")

        self.assertEqual((refused.status_code, refused.content), (404, made_up.content))
        self.assertEqual(dict(refused.items()), dict(made_up.items()))

    def test_is_shut_for_readers_and_strangers(self):
        self.client.force_login(self.rae)
        self.assertEqual(self.client.get(self.story.get_preview_url()).status_code, 404)
        self.client.logout()
        self.assertEqual(self.client.get(self.story.get_preview_url()).status_code, 404)
        self.assertRedirects(
            self.client.get(address(self.story, "preview")), f"/admin/login/?next={address(self.story, 'preview')}"
        )

    def test_of_a_draft_is_its_writers_and_the_desks(self):
        draft = self.ready("Hush", created_by=self.rita)
        record(draft, by=self.rita)

        legal = hire("Lee Okoro", "Legal reader")
        for user, status in [(self.rita, 200), (self.ed, 200), (legal, 404)]:
            self.assertEqual(self.statuses(user, draft), {status}, user)

    def test_of_a_held_or_embargoed_story_is_for_those_with_that_right(self):
        moderator, legal = hire("Mo Dale", "Moderator"), hire("Lee Okoro", "Legal reader")
        self.assertEqual(self.statuses(moderator), {200})
        hold(self.story, by=self.ed, note="Wait")
        self.assertEqual((self.statuses(moderator), self.statuses(legal)), ({404}, {200}))

        other = self.ready(stage="desk")
        record(other, by=self.ed)
        embargo(other, by=self.ed, until=at("18:00"))
        self.assertEqual((self.statuses(moderator, other), self.statuses(legal, other)), ({404}, {200}))
        with travel(at("18:00")):
            self.assertEqual(self.statuses(moderator, other), {200})

    def test_of_a_killed_story_is_for_those_who_see_what_was_killed(self):
        kill(self.story, by=self.ed, note="Libel")

        self.assertEqual(self.statuses(hire("Dara Ekwueme", "Duty editor")), {200})
        for user in (self.rita, hire("Cora Lind", "Copy editor")):
            self.assertEqual(self.statuses(user), {404}, user)


class ScreensTests(NewsroomTestCase):
    def setUp(self):
        super().setUp()
        self.client.force_login(self.ed)
        self.story = published(by=self.ed)

    def test_show_the_chosen_text_twice(self):
        page = self.client.get(address(self.story, "preview"), {"text": "edition=1"})

        for name in ("On a computer", "On a phone"):
            self.assertContains(
                page, f'<iframe src="{self.story.get_preview_url()}?edition=1" title="{name}"></iframe>', html=True
            )
        for words in (
            "The desk’s text, saved 08:00",
            "What readers have now, since 08:00",
            "Revision 1, 08:00, Ed Marsh",
        ):
            self.assertContains(page, words)

    def test_show_the_desks_text_if_no_such_text_is_known(self):
        page = self.client.get(address(self.story, "preview"), {"text": '"><script>'})

        self.assertContains(
            page, f'<iframe src="{self.story.get_preview_url()}" title="On a phone"></iframe>', html=True
        )

    def test_lead_to_the_story_at_another_time(self):
        path = self.story.editions.get().path

        self.assertContains(self.client.get(address(self.story, "preview")), f'name="path" value="{path}"')

    def test_are_the_only_pages_that_may_hold_or_be_a_frame(self):
        screens, inside = self.client.get(address(self.story, "preview")), self.client.get(self.story.get_preview_url())
        others = [self.client.get(path) for path in ("/", address(self.story), address(self.story, "links"))]

        self.assertIn("frame-src 'self'", screens["Content-Security-Policy"])
        self.assertIn("frame-ancestors 'none'", screens["Content-Security-Policy"])
        self.assertIn("frame-ancestors 'self';", inside["Content-Security-Policy"] + ";")
        self.assertEqual((screens["X-Frame-Options"], inside["X-Frame-Options"]), ("DENY", "SAMEORIGIN"))
        for other in others:
            self.assertNotIn("frame-src", other["Content-Security-Policy"])
            self.assertIn("frame-ancestors 'none'", other["Content-Security-Policy"])
