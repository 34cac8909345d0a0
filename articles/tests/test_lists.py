from accounts.models import Author
from articles.querysets import Mark
from articles.tests.factories import a_draft, a_photo, a_series, a_topic, an_author, published
from articles.tests.runs import a_run
from articles.workflow import withdraw
from newsroom.testing import NewsroomTestCase, at


class ListTestCase(NewsroomTestCase):
    def assertPages(self, path: str, **facts):
        """Twenty stories, then the rest."""
        mark = Mark.of(a_run(23, by=self.ed, **facts)[19])
        first, second = self.client.get(path), self.client.get(f"{path}?before={mark}")
        self.assertEqual([e.headline for e in first.context["stories"]], [f"Story {n}" for n in range(20)])
        self.assertContains(first, f'href="{path}?before={mark}" rel="next"')
        self.assertEqual([e.headline for e in second.context["stories"]], ["Story 20", "Story 21", "Story 22"])
        self.assertContains(second, f'href="{path}">To the newest')
        self.assertEqual([self.client.get(f"{path}?before={bad}").status_code for bad in ("x", "0-0")], [404, 404])

    def assertSameQueries(self, number: int, path: str, **facts):
        for stories in (1, 2):
            a_run(stories, by=self.ed, **facts)
            with self.assertNumQueries(number):
                self.client.get(path)


class TopicTests(ListTestCase):
    def test_lists_its_stories(self):
        self.assertPages("/topics/old-bridge/", topics=[a_topic("Old Bridge")])

    def test_is_there_only_while_something_about_it_is(self):
        story = published("Bridge", by=self.ed, moment=at("07:00"), topics=[a_topic("Old Bridge")])
        a_draft("Secret", topics=[a_topic("Secret plan")])
        self.assertEqual(self.client.get("/topics/old-bridge/").status_code, 200)
        self.assertEqual(self.client.get("/topics/secret-plan/").status_code, 404)

        withdraw(story, by=self.ed)

        self.assertEqual(self.client.get("/topics/old-bridge/").status_code, 404)

    def test_asks_the_same_of_one_story_and_of_three(self):
        self.assertSameQueries(6, "/topics/old-bridge/", topics=[a_topic("Old Bridge")])


class AuthorTests(ListTestCase):
    def test_lists_their_stories(self):
        self.assertPages("/authors/ines-calder/", authors=[an_author("Ines Calder")])

    def test_says_who_they_are(self):
        facts = {"role": "Reporter, Town Hall", "bio": "Rows <badly>.", "public_email": "ines@packet.example"}
        an_author("Ines Calder", portrait=a_photo(), links="https://www.social.example/@ines", **facts)
        published("Bridge", by=self.ed)

        response = self.client.get("/authors/ines-calder/")

        for words in (
            "Reporter, Town Hall",
            "Rows &lt;badly&gt;.",
            "mailto:ines@packet.example",
            ">social.example</a>",
        ):
            self.assertContains(response, words)
        self.assertContains(response, 'class="page-head__portrait"')

    def test_is_there_only_while_something_of_theirs_is(self):
        Author.objects.create(name="Secret Hire", slug="secret-hire")

        self.assertEqual(
            [self.client.get(f"/authors/{slug}/").status_code for slug in ("secret-hire", "nobody")], [404, 404]
        )

    def test_asks_the_same_of_one_story_and_of_three(self):
        self.assertSameQueries(5, "/authors/ines-calder/", authors=[an_author("Ines Calder", portrait=a_photo())])


class SeriesTests(ListTestCase):
    def test_lists_its_parts_in_their_order(self):
        for part, hour in ((2, "06:00"), (1, "07:00"), (3, "05:00")):
            published(f"Part {part}", by=self.ed, moment=at(hour), series=a_series("The long tide"), series_part=part)

        stories = self.client.get("/series/the-long-tide/").context["stories"]

        self.assertEqual([edition.headline for edition in stories], ["Part 1", "Part 2", "Part 3"])

    def test_is_there_only_while_a_part_is(self):
        a_draft("Secret", series=a_series("The long tide"))

        self.assertEqual(self.client.get("/series/the-long-tide/").status_code, 404)

    def test_asks_the_same_of_one_part_and_of_three(self):
        self.assertSameQueries(5, "/series/the-long-tide/", series=a_series("The long tide"))


class LatestTests(ListTestCase):
    def test_lists_everything_under_its_days(self):
        published("Bridge", by=self.ed)
        published("Late", by=self.ed, moment=at("2026-05-14 00:30"))  # still the 13th in UTC
        published("Ferry", by=self.ed, moment=at("2026-05-13 10:00"))

        days = self.client.get("/latest/").context["days"]

        self.assertEqual(
            [(day.day, [e.headline for e in of]) for day, of in days], [(14, ["Bridge", "Late"]), (13, ["Ferry"])]
        )

    def test_is_there_before_the_first_story(self):
        self.assertContains(self.client.get("/latest/"), "Nothing has been published yet.")
        self.assertEqual(self.client.get("/latest/?before=1-1").status_code, 404)

    def test_asks_the_same_of_one_story_and_of_three(self):
        self.assertSameQueries(3, "/latest/")
