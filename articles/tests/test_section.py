from articles.querysets import Mark
from articles.tests.factories import a_draft, a_photo, a_section, an_author, published
from articles.tests.runs import a_run
from newsroom.testing import NewsroomTestCase, at


class SectionFrontTests(NewsroomTestCase):
    def test_has_a_lead_three_more_and_a_river(self):
        a_run(6, by=self.ed)

        context = self.client.get("/town-hall/").context

        self.assertEqual(context["lead"].headline, "Story 0")
        self.assertEqual([e.headline for e in context["three"]], ["Story 1", "Story 2", "Story 3"])
        self.assertEqual([e.headline for e in context["stories"]], ["Story 4", "Story 5"])

    def test_leads_with_a_picture_if_one_of_its_newest_stories_has_one(self):
        published("With picture", by=self.ed, moment=at("06:00"), picture=a_photo())
        published("Newer", by=self.ed)

        self.assertEqual(self.client.get("/town-hall/").context["lead"].headline, "With picture")

    def test_holds_the_sections_inside_it_and_they_hold_their_own(self):
        town = a_section("Town")
        published("Town news", by=self.ed, section=town)
        published("School news", by=self.ed, section=a_section("Schools", parent=town))

        self.assertContains(self.client.get("/town/"), 'aria-label="In Town"')
        self.assertContains(self.client.get("/town/"), "School news")
        self.assertEqual(self.client.get("/town/schools/").context["lead"].headline, "School news")
        self.assertEqual(self.client.get("/schools/").status_code, 404)

    def test_goes_on_before_the_last_story_shown(self):
        mark = Mark.of(a_run(25, by=self.ed)[19])

        self.assertContains(self.client.get("/town-hall/"), f'href="/town-hall/?before={mark}"')
        older = self.client.get(f"/town-hall/?before={mark}")

        self.assertEqual([e.headline for e in older.context["stories"]], [f"Story {n}" for n in range(20, 25)])
        self.assertIsNone(older.context["lead"])
        self.assertNotContains(older, 'rel="next"')

    def test_shows_who_speaks_in_opinion(self):
        opinion = a_section("Opinion", tone="opinion")
        published("My view", by=self.ed, section=opinion, authors=[an_author("Isolde Marrin", portrait=a_photo())])
        a_run(2, by=self.ed, section=opinion, authors=[an_author("Isolde Marrin")])

        response = self.client.get("/opinion/")

        self.assertContains(response, "lead--opinion", count=1)
        self.assertContains(response, 'class="card card--opinion"', count=2)
        self.assertContains(response, "card__portrait", count=2)

    def test_is_there_only_while_something_in_it_is(self):
        a_draft("Secret plan", section=a_section("Elections"))
        published("Bridge", by=self.ed)

        self.assertEqual(self.client.get("/elections/").status_code, 404)
        self.assertNotContains(self.client.get("/town-hall/"), "Elections")

    def test_does_not_know_other_places(self):
        published("Bridge", by=self.ed)

        for query in (
            "before=",
            "before=x",
            "before=1",
            "before=-1-1",
            f"before={10**30}-1",
            "before=1-%00",
            "before=0-0",
        ):
            self.assertEqual(self.client.get(f"/town-hall/?{query}").status_code, 404, query)

    def test_asks_the_same_of_one_story_and_of_three(self):
        for stories in (1, 2):
            a_run(stories, by=self.ed, picture=a_photo(), authors=[an_author(f"Author {stories}")])
            with self.assertNumQueries(5):
                self.client.get("/town-hall/")
