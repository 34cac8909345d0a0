from django.urls import reverse

from articles import workflow
from articles.tests.desk import address, press, told
from articles.tests.factories import a_draft, published, ready_article
from newsroom.testing import NewsroomTestCase, at, travel


def take(client, story, number):
    return client.post(reverse("admin:articles_article_take", args=[story.pk, number]), follow=True)


class HistoryTests(NewsroomTestCase):
    def setUp(self):
        super().setUp()
        self.client.force_login(self.ed)

    def sentences(self, story, **query):
        events = self.client.get(address(story, "history"), query).context["events"]
        return {f"{event.who}: {event.words}" for event in events}

    def test_says_who_did_what(self):
        story = published("Bridge reopens", by=self.ed)
        with travel(at("09:00")):
            self.client.force_login(self.rita)
            press(self.client, story, "continue", headline="Bridge is open", body="<p>It is.</p>")
        self.client.force_login(self.ed)
        workflow.withdraw(story, by=self.ed, note="Lawyers")

        self.assertEqual(
            self.sentences(story),
            {
                "Ed Marsh: Began the story.",
                "Ed Marsh: Published edition 1.",
                "Rita Vale: Changed headline, text.",
                "Ed Marsh: Withdrawn from the site. Lawyers",
            },
        )

    def test_folds_the_saves_of_one_person(self):
        story = a_draft()
        for hour, headline in [("09:00", "One"), ("09:10", "Two"), ("09:20", "Three")]:
            with travel(at(hour)):
                press(self.client, story, "continue", headline=headline)

        events = self.client.get(address(story, "history")).context["events"]

        self.assertEqual([len(event.folded) for event in events], [2])

    def test_goes_on_by_time(self):
        story = a_draft()
        for minute in range(70):
            with travel(at(f"{9 + minute // 60:02d}:{minute % 60:02d}")):
                story.headline = f"Headline {minute}"
                story.save()
                workflow.record(story, by=[self.ed, self.rita][minute % 2])

        first = self.client.get(address(story, "history"))
        older = self.client.get(address(story, "history"), {"before": first.context["older"].isoformat()})

        self.assertEqual((len(first.context["events"]), len(older.context["events"])), (60, 10))
        self.assertIsNone(older.context["older"])

    def test_begins_at_the_top_when_asked_for_no_moment(self):
        story = ready_article()
        workflow.record(story, by=self.ed)
        for before in ("", "soon", "2026-13-45T00:00", "2026-05-14", "0001-01-01T00:00+14:00"):
            self.assertEqual(self.sentences(story, before=before), {"Ed Marsh: Began the story."})

    def test_has_nothing_to_say_of_a_story_that_nobody_saved(self):
        self.assertContains(self.client.get(address(a_draft(), "history")), "Nothing was done with this story yet.")

    def test_is_for_those_who_may_see_the_story(self):
        story = a_draft()
        for user, status in [(self.rita, 200), (self.pia, 200), (self.rae, 302)]:
            self.client.force_login(user)
            self.assertEqual(self.client.get(address(story, "history")).status_code, status)


class TakeTests(NewsroomTestCase):
    """An earlier text, taken to the desk."""

    def setUp(self):
        super().setUp()
        self.client.force_login(self.rita)
        self.story = published("Bridge reopens", by=self.ed)
        press(self.client, self.story, "continue", headline="Bridge falls down")

    def test_becomes_the_working_copy_and_readers_see_no_change(self):
        answer = take(self.client, self.story, 1)

        self.story.refresh_from_db()
        self.assertEqual(self.story.headline, "Bridge reopens")
        self.assertEqual(self.story.revisions.count(), 3)
        self.assertEqual(self.story.editions.get().headline, "Bridge reopens")
        self.assertRedirects(answer, address(self.story))

    def test_is_offered_for_all_but_the_newest(self):
        answer = self.client.get(address(self.story, "history"))

        self.assertContains(answer, "/take/1/")
        self.assertNotContains(answer, "/take/2/")

    def test_is_not_for_those_who_may_only_read(self):
        self.client.force_login(self.pia)

        self.assertNotContains(self.client.get(address(self.story, "history")), "/take/1/")
        self.assertEqual(take(self.client, self.story, 1).status_code, 403)

    def test_asks_for_a_press_of_the_button(self):
        answer = self.client.get(reverse("admin:articles_article_take", args=[self.story.pk, 1]))

        self.assertEqual(answer.status_code, 405)

    def test_knows_the_texts_of_this_story_alone(self):
        other = published("Ferry returns", by=self.ed)
        for number in (2, 99):
            self.assertEqual(take(self.client, other, number).status_code, 404)
        self.assertEqual(take(self.client, type(other)(pk=99), 1).status_code, 404)

    def test_is_refused_for_a_killed_story(self):
        workflow.kill(self.story, by=self.ed, note="Lawyers")

        self.assertEqual(take(self.client, self.story, 1).status_code, 403)
        self.assertEqual(told(self.client.get(address(self.story))), [])
