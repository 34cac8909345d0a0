from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import workflow
from articles.tests.desk import address
from articles.tests.factories import a_draft, a_photo, a_section, a_topic, an_author, published, ready_article
from newsroom.testing import NewsroomTestCase, at, travel


class ListTestCase(NewsroomTestCase):
    def setUp(self):
        super().setUp()
        self.client.force_login(self.ed)

    def listed(self, **query):
        answer = self.client.get(address(page="changelist"), query)
        return [story.headline for story in answer.context["cl"].result_list]


class TabsTests(ListTestCase):
    def test_ask_the_editions_at_this_moment(self):
        a_draft("Draft")
        published("Public", by=self.ed)
        workflow.schedule(ready_article("Scheduled"), by=self.ed, at=at("18:00"))
        workflow.withdraw(published("Withdrawn", by=self.ed), by=self.ed)
        workflow.kill(published("Killed", by=self.ed), by=self.ed, note="Lawyers")

        self.assertCountEqual(self.listed(), ["Draft", "Public", "Scheduled", "Withdrawn", "Killed"])
        self.assertEqual(self.listed(state="public"), ["Public"])
        self.assertEqual(self.listed(state="scheduled"), ["Scheduled"])
        self.assertCountEqual(self.listed(state="desk"), ["Draft", "Scheduled", "Withdrawn"])
        self.assertEqual(self.listed(state="killed"), ["Killed"])
        with travel(at("18:00")):
            self.assertCountEqual(self.listed(state="public"), ["Public", "Scheduled"])
            self.assertEqual(self.listed(state="scheduled"), [])

    def test_marks_say_what_readers_have(self):
        story = published("Bridge reopens", by=self.ed)
        story.headline = "Bridge falls down"
        story.save()
        workflow.schedule(story, by=self.ed, at=at("18:00"))

        answer = self.client.get(address(page="changelist"))

        for words in ("Public", "Scheduled", "Changes not public"):
            self.assertContains(answer, f">{words}</span>")


class FiltersTests(ListTestCase):
    def test_narrow_to_section_author_and_topic(self):
        sport = a_section("Sport")
        rowing = a_section("Rowing", parent=sport)
        a_draft("Rowers win", section=rowing, authors=[an_author("Nell Okonjo")])
        a_draft("Rovers lose", section=sport, topics=[a_topic("Rovers")])

        self.assertCountEqual(self.listed(section=sport.pk), ["Rowers win", "Rovers lose"])
        self.assertEqual(self.listed(section=rowing.pk), ["Rowers win"])
        self.assertEqual(self.listed(author=an_author("Nell Okonjo").pk), ["Rowers win"])
        self.assertEqual(self.listed(topic=a_topic("Rovers").pk), ["Rovers lose"])

    def test_find_nothing_for_what_is_no_number(self):
        a_draft()
        for name in ("section", "author", "topic"):
            self.assertEqual(self.listed(**{name: "x' or 1=1"}), [])
            self.assertEqual(self.listed(**{name: "9" * 30}), [])

    def test_search_headline_working_name_standfirst_and_text(self):
        a_draft("Bridge reopens", slugline="bridge-mon", standfirst="Punts again", body="<p>The mayor agreed.</p>")
        a_draft("Ferry returns", body="<p>It does.</p>")

        for words in ("bridge", "bridge-mon", "punts", "mayor reopens"):
            self.assertEqual(self.listed(q=words), ["Bridge reopens"])
        answer = self.client.get(address(page="changelist"), {"q": "penguins"})
        self.assertContains(answer, "No story matches")


class LengthTests(ListTestCase):
    def queries(self) -> list[str]:
        with CaptureQueriesContext(connection) as asked:
            self.client.get(address(page="changelist"))
        return [query["sql"] for query in asked]

    def test_has_no_part_in_the_number_of_queries_and_nothing_counts_all_stories(self):
        def story(number):
            rowing = a_section("Rowing", parent=a_section("Sport"))
            more = {"topics": [a_topic()], "section": rowing, "picture": a_photo(), "saved_by": self.ed}
            published(f"Story {number}", by=self.ed, **more)

        story(1)
        self.queries()  # content types
        with_one = self.queries()
        story(2), story(3)
        with_three = self.queries()

        self.assertEqual((len(with_one), len(with_three)), (13, 13))
        self.assertEqual([sql for sql in with_three if "COUNT(" in sql], [])

    def test_is_turned_over_page_by_page(self):
        for number in range(31):
            a_draft(f"Story {number}")
        first, second, beyond = (self.listed(p=page) for page in (1, 2, 3))

        self.assertEqual((len(first), len(second), len(beyond)), (30, 1, 0))
        self.assertEqual((self.listed(p=0), self.listed(p="x"), self.listed(p="9" * 30)), (first, first, []))

    def test_is_for_those_who_may_see_stories(self):
        for user, status in [(self.rita, 200), (self.pia, 200), (self.rae, 302)]:
            self.client.force_login(user)
            self.assertEqual(self.client.get(address(page="changelist")).status_code, status)
        self.client.logout()
        self.assertEqual(self.client.get(address(page="changelist")).status_code, 302)
