from datetime import timedelta

from articles.models import Correction
from articles.querysets import Mark
from articles.tests.factories import published
from articles.workflow import correct, withdraw
from newsroom import clock
from newsroom.testing import NewsroomTestCase, at, travel


class CorrectionsTests(NewsroomTestCase):
    def notices(self, number: int, headline: str = "Bridge"):
        """``number`` notices on one story, a minute apart."""
        story = published(headline, by=self.ed)
        start = clock.now()
        for minute in range(1, number + 1):
            with travel(start + timedelta(minutes=minute)):
                correct(story, by=self.ed, text=f"Notice {minute}.")
        return story

    def test_names_the_kind_the_time_and_the_story(self):
        story = published("Bridge reopens", by=self.ed)
        correct(story, by=self.ed, text="It has five <piers>.", kind=Correction.Kind.APOLOGY)

        response = self.client.get("/corrections/")

        self.assertContains(response, "Apology, <time datetime=")
        self.assertContains(response, "It has five &lt;piers&gt;.")
        self.assertContains(response, f'<a href="{story.editions.first().path}">Bridge reopens</a>')

    def test_is_there_before_the_first_mistake(self):
        self.assertContains(self.client.get("/corrections/"), "There is none at present.")

    def test_leaves_out_stories_that_are_not_live(self):
        story = published("Bridge", by=self.ed, moment=at("07:00"))
        correct(story, by=self.ed, text="It has five piers.")
        withdraw(story, by=self.ed)

        self.assertNotContains(self.client.get("/corrections/"), "five piers")

    def test_goes_on_before_the_last_notice_shown(self):
        story = self.notices(22)
        mark = self.mark_of(story.corrections.get(text="Notice 3."))

        with travel(clock.now() + timedelta(hours=1)):
            self.assertContains(self.client.get("/corrections/"), f'href="/corrections/?before={mark}"')
            older = self.client.get(f"/corrections/?before={mark}")
            self.assertEqual([c.text for c in older.context["corrections"]], ["Notice 2.", "Notice 1."])
            self.assertEqual(
                [self.client.get(f"/corrections/?before={b}").status_code for b in ("x", "0-0")], [404] * 2
            )

    def mark_of(self, correction) -> Mark:
        return Mark(correction.published_at, correction.pk)

    def test_asks_the_same_of_one_notice_and_of_three(self):
        for headline, number in (("Bridge", 1), ("Ferry", 2)):
            self.notices(number, headline)
            with travel(clock.now() + timedelta(hours=1)), self.assertNumQueries(4):
                self.client.get("/corrections/")
