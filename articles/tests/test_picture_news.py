"""What stories hear when one of their pictures is not for readers any more."""

from articles.models import LogLine, Notice
from articles.tests.factories import a_photo, an_author, published, ready_article
from articles.workflow import schedule
from newsroom.testing import NewsroomTestCase, at, hire
from photos import rights


class NewsTests(NewsroomTestCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        cls.vera, cls.otto = hire("Vera Holt", "Photo editor"), hire("Otto Pym", "Photo editor")

    def setUp(self):
        super().setUp()
        self.photo = a_photo()

    def do(self, verb, **facts):
        with self.captureOnCommitCallbacks(execute=True):
            verb(self.photo, by=self.vera, **facts)

    def told(self, user):
        return [notice.words for notice in Notice.objects.filter(user=user)]

    def test_a_takedown_is_logged_in_each_story_and_told_to_its_people(self):
        rita = an_author("Rita Vale", user=self.rita)
        live = published(picture=self.photo, by=self.ed, authors=[rita])
        waits = ready_article("Ferry", picture=self.photo, created_by=self.rita)
        schedule(waits, by=self.ed, at=at("18:00"))

        self.do(rights.take_down, why="The family asked")

        lines = {line.article: line for line in LogLine.objects.filter(verb="picture")}
        self.assertEqual(lines.keys(), {live, waits})
        self.assertEqual(lines[live].why, "The family asked")
        self.assertIn("was taken down (08:00): readers see the story without it.", lines[live].words)
        self.assertIn("it will run without it.", lines[waits].words)
        self.assertEqual(len(self.told(self.ed)), 2)
        self.assertEqual(len(self.told(self.rita)), 2)

    def test_photo_editors_are_told_once(self):
        for number in range(3):
            published(f"Story {number}", picture=self.photo, by=self.ed)

        self.do(rights.clear, status="restricted")

        self.assertEqual(
            self.told(self.otto), ["Vera Holt changed the rights of a picture that this story and 2 more show"]
        )
        self.assertEqual(self.told(self.vera), [])

    def test_once_for_each_loss(self):
        published(picture=self.photo, by=self.ed)

        self.do(rights.clear, status="restricted")
        self.do(rights.clear, status="forbidden")
        self.do(rights.clear, cost="€45")
        self.do(rights.take_down, why="A court")

        self.assertEqual(LogLine.objects.filter(verb="picture").count(), 1)

    def test_an_end_that_is_past_or_before_the_story_runs(self):
        published(picture=self.photo, by=self.ed)
        schedule(ready_article("Ferry", picture=self.photo), by=self.ed, at=at("18:00"))

        self.do(rights.clear, usable_until=at("17:00"))
        [line] = LogLine.objects.filter(verb="picture")
        self.assertEqual(str(line.article), "Ferry")
        self.do(rights.clear, usable_until=at("08:00"))

        told = LogLine.objects.filter(verb="picture").order_by("pk")
        self.assertEqual([str(line.article) for line in told], ["Ferry", "Bridge reopens"])

    def test_nobody_is_told_of_what_takes_nothing_away(self):
        published(picture=a_photo(), by=self.ed)
        published(picture=self.photo, by=self.ed)

        self.do(rights.clear, status="limited", restrictions="Not for sport")
        self.do(rights.describe, caption="The bridge.")

        self.assertEqual(LogLine.objects.filter(verb="picture").count(), 0)
