from django.urls import reverse

from articles.models import Correction, Edition, Section
from articles.tests.desk import address, press, told
from articles.tests.factories import a_draft, published
from articles.workflow import hold
from newsroom.testing import NewsroomTestCase, at, hire, travel

TEXT = "<p>A ticket costs 86 pence.</p>"


def page(story):
    return reverse("admin:articles_article_fix", args=[story.pk])


class FixPageTests(NewsroomTestCase):
    def setUp(self):
        super().setUp()
        self.client.force_login(self.ed)
        self.story = published("Ferry returns", by=self.ed, body=TEXT)

    def fix(self, story=None, **typed):
        story = story or self.story
        form = self.client.get(page(story)).context["form"]
        words = {name: value for name, value in form.initial.items() if name in form.fields}
        return self.client.post(page(story), words | {"change": "silent"} | typed, follow=True)

    def live(self):
        return Edition.objects.live(at("10:00")).get()

    def test_changes_what_readers_see_and_leaves_the_desks_text(self):
        press(self.client, self.story, "continue", standfirst="Tomorrow’s words.")

        with travel(at("09:00")):
            answer = self.fix(body="<p>A ticket costs 68 pence.</p>")

            self.assertRedirects(answer, address(self.story))
            self.assertEqual(told(answer), ["Fixed: readers have it now (edition 2)."])
            live = self.live()
            self.assertEqual((live.body, live.standfirst), ("<p>A ticket costs 68 pence.</p>", "Trams run again."))
        self.story.refresh_from_db()
        self.assertEqual((self.story.body, self.story.standfirst), (self.live().body, "Tomorrow’s words."))

    def test_says_how_many_changes_stay_at_the_desk(self):
        press(self.client, self.story, "continue", headline="Ferry is back", standfirst="Tomorrow’s words.")

        self.assertContains(self.client.get(page(self.story)), "Two unpublished changes stay at the desk")
        self.assertContains(self.client.get(page(self.story)), "A ticket costs 86 pence.")

    def test_says_where_the_fix_could_not_be_added(self):
        press(self.client, self.story, "continue", body="<p>A ticket costs nothing at all.</p>")
        with travel(at("09:00")):
            words = told(self.fix(body="<p>A ticket costs 68 pence.</p>"))

        self.assertEqual(len(words), 2)
        self.assertIn("The fix is not in the desk’s text: the same words were changed there (body).", words[1])

    def test_a_correction_carries_its_notice(self):
        with travel(at("09:00")):
            refused = self.fix(headline="Ferry is back", change="correction")
            self.assertContains(refused, "A correction needs a notice")
            self.assertContains(refused, "Ferry is back")
            self.fix(headline="Ferry is back", change="correction", notice="It was never away.")

        self.assertEqual(Correction.objects.get().text, "It was never away.")

    def test_refuses_what_is_empty_the_same_or_no_kind_and_keeps_what_was_typed(self):
        for typed, why in [
            ({}, "Nothing is different from what readers see."),
            ({"headline": ""}, "The fix leaves no headline or no text."),
            ({"headline": "x" * 201}, "at most 200 characters"),
            ({"headline": "Ferry is back", "change": "first"}, "Select a valid choice"),
            ({"headline": "Ferry is back", "edition": "x"}, "Enter a whole number"),
        ]:
            with travel(at("09:00")):
                answer = self.fix(**typed)
            self.assertContains(answer, why)
        self.assertEqual(Edition.objects.count(), 1)

    def test_is_not_made_over_a_text_that_readers_got_meanwhile(self):
        with travel(at("09:00")):
            press(self.client, self.story, "verb=publish", headline="Ferry is back")
        with travel(at("09:01")):
            answer = self.fix(edition=1, standfirst="Mine.")
            self.assertContains(answer, "Readers have had another text since")
            self.assertContains(answer, "Mine.")
            self.assertContains(answer, 'name="edition" value="2"')

        self.assertEqual(Edition.objects.count(), 2)

    def test_cleans_the_text(self):
        with travel(at("09:00")):
            self.fix(body="<p onclick=x()>A ticket</p><script>alert(1)</script>")
        self.assertEqual(self.live().body, "<p>A ticket</p>")

    def test_is_for_those_who_may_publish_the_story(self):
        for user, status in [(self.rita, 403), (self.pia, 403), (self.rae, 302)]:
            self.client.force_login(user)
            self.assertEqual(self.client.get(page(self.story)).status_code, status)
            self.assertEqual(self.client.post(page(self.story), {"headline": "Mine"}).status_code, status)
        self.assertEqual(self.live().headline, "Ferry returns")

    def test_needs_a_story_that_readers_have(self):
        answer = self.client.get(page(a_draft("Not yet")), follow=True)
        self.assertEqual(told(answer), ["The story is not public, so there is nothing to fix."])
        hold(self.story, by=self.ed, note="Law")
        self.assertEqual(self.client.get(page(self.story)).status_code, 302)
        self.assertEqual(self.client.put(page(self.story)).status_code, 405)

    def test_without_a_sign_off_that_the_section_needs_asks_for_the_reason(self):
        duty, desk = hire("Dan Night", "Duty editor"), hire("Dora Lund", "Desk editor")
        Section.objects.update(needs_legal=True)
        self.client.force_login(desk)
        with travel(at("09:00")):
            self.assertContains(self.fix(headline="Ferry is back"), "needs a legal sign-off")
            self.assertNotContains(self.client.get(page(self.story)), 'name="override"')
            self.client.force_login(duty)
            self.fix(headline="Ferry is back", override="Lee is asleep")

        self.assertEqual(self.live().headline, "Ferry is back")
