from articles.arrangement import arrange
from articles.models import Address
from articles.tests.factories import a_photo, a_section, a_series, a_topic, an_author, published
from articles.tests.runs import a_run
from articles.workflow import kill, publish
from newsroom import clock
from newsroom.testing import NewsroomTestCase, at


class FrontTests(NewsroomTestCase):
    def test_shows_what_is_live(self):
        published("Bridge reopens", by=self.ed, picture=a_photo(), authors=[an_author("Ines Calder")])

        response = self.client.get("/")

        self.assertContains(response, "<h1", count=1)
        self.assertContains(response, 'class="lead__headline whole"', count=1)
        self.assertContains(response, '<a href="/authors/ines-calder/" rel="author">Ines Calder</a>')

    def test_is_there_before_the_first_story(self):
        self.assertContains(self.client.get("/"), "Nothing has been published yet.")

    def test_asks_five_queries_however_much_is_live(self):
        a_section("Opinion", tone="opinion")
        a_run(30, by=self.ed, section=a_section("Opinion"), authors=[an_author(portrait=a_photo())])
        a_run(30, by=self.ed, section=a_section("Town"), picture=a_photo(), topics=[a_topic()])
        a_run(3, by=self.ed, section=a_section("Sport"), series=a_series(), series_part=2)

        with self.assertNumQueries(5):
            self.client.get("/")

    def test_asks_the_same_of_one_story_and_of_three(self):
        for stories in (1, 2):
            a_run(stories, by=self.ed)
            with self.assertNumQueries(4):
                self.client.get("/")

    def test_leads_old_addresses_of_other_systems_to_their_story(self):
        story = published("Bridge reopens", by=self.ed)
        Address.objects.create(path="/?p=12", article=story)

        self.assertRedirects(self.client.get("/?p=12"), story.editions.get().path, status_code=301)
        self.assertEqual(self.client.get("/?p=13").status_code, 200)

    def test_says_that_an_old_address_is_gone(self):
        story = published("Bridge reopens", by=self.ed, moment=at("07:00"))
        Address.objects.create(path="/?p=12", article=story)
        kill(story, by=self.ed, note="Libel.", notice="A court asked us to.")

        self.assertContains(self.client.get("/?p=12"), "A court asked us to.", status_code=410)


class ArrangementTests(NewsroomTestCase):
    def headlines(self, stories) -> list[str]:
        return [edition.headline for edition in stories]

    def test_leads_with_the_newest_picture_story_of_the_day(self):
        published("Yesterday", by=self.ed, moment=at("2026-05-13 07:00"), picture=a_photo())
        published("Bridge", by=self.ed, moment=at("06:00"), picture=a_photo())
        published("Ferry", by=self.ed, moment=at("07:00"), picture=a_photo())
        published("Trams", by=self.ed, moment=at("07:30"))

        self.assertEqual(arrange(clock.now()).lead.headline, "Ferry")

    def test_leads_with_an_older_story_that_has_newer_news(self):
        bridge = published("Bridge", by=self.ed, moment=at("06:00"), picture=a_photo())
        published("Ferry", by=self.ed, moment=at("07:00"), picture=a_photo())
        publish(bridge, by=self.ed)

        self.assertEqual(arrange(clock.now()).lead.headline, "Bridge")

    def test_leads_with_the_newest_where_there_is_no_picture(self):
        a_run(2, by=self.ed)

        self.assertEqual(arrange(clock.now()).lead.headline, "Story 0")

    def test_does_not_lead_with_opinion(self):
        published("Bridge", by=self.ed, moment=at("06:00"))
        published("My view", by=self.ed, section=a_section("Opinion", tone="opinion"), picture=a_photo())

        page = arrange(clock.now())

        self.assertEqual((page.lead.headline, self.headlines(page.opinion)), ("Bridge", ["My view"]))

    def test_puts_stories_on_the_same_topic_under_the_lead(self):
        about = {"topics": [a_topic("Old Bridge")], "section": a_section("Town")}
        published("Divers", by=self.ed, moment=at("06:00"), **about | {"section": a_section("Sport")})
        published("Rovers", by=self.ed, moment=at("06:30"), section=a_section("Sport"))
        published("Bridge", by=self.ed, moment=at("07:00"), **about)

        self.assertEqual(self.headlines(arrange(clock.now()).related), ["Divers"])

    def test_takes_the_second_level_from_different_sections(self):
        for number, section in enumerate(("Town", "Courts", "Sport", "Arts", "Arts", "Arts", "Arts")):
            published(f"{section} {number}", by=self.ed, moment=at(f"0{number}:00"), section=a_section(section))

        page = arrange(clock.now())

        self.assertEqual(page.lead.headline, "Arts 6")
        self.assertEqual({e.section.name for e in page.second}, {"Town", "Courts", "Sport", "Arts"})

    def test_shows_no_story_twice(self):
        for name in ("Town", "Sport"):
            a_run(12, by=self.ed, section=a_section(name), picture=a_photo(), topics=[a_topic(name)])

        page = arrange(clock.now())

        places = [page.lead, *page.related, *page.second, *page.opinion]
        places += [edition for block in page.blocks for edition in (block.card, *block.rest)]
        self.assertEqual(len({edition.pk for edition in places}), len(places))
        self.assertEqual([1 + len(block.rest) for block in page.blocks], [4, 4])

    def test_shows_the_parts_of_the_series_that_runs_now(self):
        for part in range(1, 10):
            a_run(1, by=self.ed, series=a_series(), series_part=part)

        self.assertEqual([edition.series_part for edition in arrange(clock.now()).parts], [4, 5, 6, 7, 8, 9])

    def test_leaves_as_few_places_empty_as_it_can(self):
        page = arrange(clock.now())
        for blocks, columns in ((1, 3), (3, 3), (4, 4), (6, 3), (7, 4), (8, 4), (9, 3)):
            page.blocks = [None] * blocks
            self.assertEqual(page.columns, columns)
