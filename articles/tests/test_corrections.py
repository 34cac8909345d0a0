import json
from datetime import timedelta

from defusedxml.ElementTree import fromstring
from django.conf import settings

from articles.models import Correction
from articles.querysets import Mark
from articles.tests.factories import published
from articles.workflow import amend, correct, embargo, hold, kill, publish, withdraw
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
        correct(story, by=self.ed, text="It has five <piers>.", kind=Correction.Kind.APOLOGY, note="Alone tonight.")

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
            with travel(clock.now() + timedelta(hours=1)), self.assertNumQueries(5):
                self.client.get("/corrections/")


class CorrectionsFeedTests(NewsroomTestCase):
    FORMS = ("rss", "atom", "json")

    def setUp(self):
        super().setUp()
        self.story = published("Bridge & ferry", by=self.ed)
        with travel(at("09:00")):
            self.notice = correct(self.story, by=self.ed, text="It has five <piers>.\n\nNot six.")
        self.enterContext(travel(at("10:00")))

    def read(self, form: str) -> str:
        response = self.client.get(f"/corrections/feed.{form}")
        self.assertEqual(response.status_code, 200)
        return response.content.decode()

    def items(self) -> list[dict]:
        return json.loads(self.read("json"))["items"]

    def test_tells_kind_story_words_and_place(self):
        [item] = self.items()
        address = f"{settings.SITE_URL}{self.story.editions.first().path}#correction-{self.notice.edition_id}"

        self.assertEqual((item["title"], item["url"]), ("Correction: Bridge & ferry", address))
        self.assertEqual(item["summary"], "It has five <piers>.\n\nNot six.")
        self.assertIn("<p>It has five &lt;piers&gt;.</p>", item["content_html"])
        self.assertEqual(item["date_published"], item["date_modified"])

    def test_is_well_formed_in_all_its_forms(self):
        titles = [
            fromstring(self.read(form)).findtext(path)
            for form, path in (
                ("rss", "channel/item/title"),
                ("atom", "{http://www.w3.org/2005/Atom}entry/{http://www.w3.org/2005/Atom}title"),
            )
        ]

        self.assertEqual(titles, ["Correction: Bridge & ferry"] * 2)

    def test_is_named_on_the_page_and_leads_to_the_notice(self):
        page = self.client.get("/corrections/")

        for form in self.FORMS:
            self.assertContains(page, f'href="/corrections/feed.{form}"')
        self.assertContains(
            self.client.get(self.story.editions.first().path), f'id="correction-{self.notice.edition_id}"'
        )

    def test_an_amended_notice_is_the_same_item_and_newer(self):
        [before] = self.items()
        amend(self.notice, by=self.ed, text="It has five piers.")
        [after] = self.items()

        self.assertEqual((before["id"], before["url"]), (after["id"], after["url"]))
        self.assertEqual(before["date_published"], after["date_published"])
        self.assertEqual(
            (after["summary"], after["date_modified"]), ("It has five piers.", "2026-05-14T09:00:00+00:00")
        )

    def test_is_there_before_the_first_mistake(self):
        Correction.objects.all().delete()

        self.assertEqual([self.client.get(f"/corrections/feed.{form}").status_code for form in self.FORMS], [200] * 3)

    def test_asks_the_same_of_one_notice_and_of_three(self):
        for number in (1, 2):
            with travel(at(f"09:0{number}")):
                correct(published("Ferry", by=self.ed), by=self.ed, text="Two.") if number > 1 else None
            with self.assertNumQueries(2):
                self.read("json")


class NoticeLeakTests(NewsroomTestCase):
    """NEWSROOM 5.1: a notice is never seen where its story is not."""

    def everything(self) -> str:
        doors = ["/corrections/", "/latest/", *(f"/corrections/feed.{form}" for form in ("rss", "atom", "json"))]
        return "".join(self.client.get(door).content.decode() for door in doors)

    def test_goes_with_its_story(self):
        ways = {
            "withdrawn": lambda story: withdraw(story, by=self.ed),
            "killed": lambda story: kill(story, by=self.ed, note="Court"),
            "held": lambda story: hold(story, by=self.ed, note="Lawyers"),
            "embargoed": lambda story: embargo(story, by=self.ed, until=at("2026-05-16 06:00")),
        }
        for name, take_off in ways.items():
            story = published(f"Story {name}", by=self.ed)
            with travel(at("09:00")):
                correct(story, by=self.ed, text=f"marker-{name}")
                self.assertIn(f"marker-{name}", self.everything())
            with travel(at("10:00")):
                take_off(story)
                self.assertNotIn(f"marker-{name}", self.everything())

    def test_of_an_amended_wording_nothing_is_left(self):
        story = published(by=self.ed)
        with travel(at("09:00")):
            notice = correct(story, by=self.ed, text="marker-old")
        with travel(at("10:00")):
            amend(notice, by=self.ed, text="New.")

            self.assertNotIn(
                "marker-old", self.everything() + self.client.get(story.editions.first().path).content.decode()
            )

    def test_comes_back_with_its_story(self):
        story = published(by=self.ed)
        with travel(at("09:00")):
            correct(story, by=self.ed, text="marker-back")
        with travel(at("10:00")):
            withdraw(story, by=self.ed)
        with travel(at("11:00")):
            publish(story, by=self.ed)

            self.assertIn("marker-back", self.everything())
