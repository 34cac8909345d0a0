from unittest.mock import patch

from articles.models import Edition
from articles.tests.factories import a_photo, a_section, a_series, a_topic, published, ready_article
from articles.tests.runs import a_run
from articles.workflow import publish, schedule, withdraw
from frontpage.arranging import Row, Scope
from frontpage.arranging.supply import PER_SECTION, Supply
from frontpage.tests.fronts import a_front, headlines, the_page
from frontpage.tests.reads import opened
from newsroom.testing import NewsroomTestCase, at, travel


class UsualTests(NewsroomTestCase):
    """The front page that nobody laid out."""

    def test_leads_with_the_newest_picture_story_of_the_day(self):
        published("Yesterday", by=self.ed, moment=at("2026-05-13 07:00"), picture=a_photo())
        published("Bridge", by=self.ed, moment=at("06:00"), picture=a_photo())
        published("Ferry", by=self.ed, moment=at("07:00"), picture=a_photo())
        published("Trams", by=self.ed, moment=at("07:30"))

        self.assertEqual(the_page().lead.headline, "Ferry")

    def test_leads_with_an_older_story_that_has_newer_news(self):
        bridge = published("Bridge", by=self.ed, moment=at("06:00"), picture=a_photo())
        published("Ferry", by=self.ed, moment=at("07:00"), picture=a_photo())
        publish(bridge, by=self.ed)

        self.assertEqual(the_page().lead.headline, "Bridge")

    def test_leads_with_the_newest_where_there_is_no_picture(self):
        a_run(2, by=self.ed)

        self.assertEqual(the_page().lead.headline, "Story 0")

    def test_does_not_lead_with_opinion_unless_there_is_nothing_else(self):
        view = a_section("Opinion", tone="opinion")
        published("My view", by=self.ed, section=view, picture=a_photo())
        self.assertEqual(the_page().lead.headline, "My view")
        published("Bridge", by=self.ed, moment=at("06:00"))

        self.assertEqual(the_page().lead.headline, "Bridge")
        self.assertEqual(headlines(the_page(), "opinion"), [["My view"]])

    def test_puts_stories_on_the_same_topic_under_the_lead(self):
        about = {"topics": [a_topic("Old Bridge")], "section": a_section("Town")}
        published("Divers", by=self.ed, moment=at("06:00"), **about | {"section": a_section("Sport")})
        published("Rovers", by=self.ed, moment=at("06:30"), section=a_section("Sport"))
        published("Bridge", by=self.ed, moment=at("07:00"), **about)

        self.assertEqual([edition.headline for edition in the_page().lead.related], ["Divers"])

    def test_takes_the_second_level_from_different_sections(self):
        for number, section in enumerate(("Town", "Courts", "Sport", "Arts", "Arts", "Arts", "Arts")):
            published(f"{section} {number}", by=self.ed, moment=at(f"0{number}:00"), section=a_section(section))

        page = the_page()

        self.assertEqual(page.lead.headline, "Arts 6")
        second = next(filled for filled in page.blocks if filled.kind == "top").cards
        self.assertEqual({card.section.name for card in second}, {"Town", "Courts", "Sport", "Arts"})

    def test_shows_no_story_twice(self):
        for name in ("Town", "Sport"):
            a_run(12, by=self.ed, section=a_section(name), picture=a_photo(), topics=[a_topic(name)])

        page = the_page()

        self.assertEqual(len(page.used), len(page.cards))
        self.assertEqual([len(cards) for cards in headlines(page, "strip")], [3, 4])

    def test_shows_the_parts_of_the_series_that_runs_now(self):
        a_run(24, by=self.ed, section=a_section("Sport"))
        with travel(at("2026-05-10 08:00")):
            for part in range(1, 10):
                a_run(1, by=self.ed, series=a_series(), series_part=part)

        series = next(filled for filled in the_page().blocks if filled.kind == "series")

        self.assertEqual(series.name, a_series().name)
        self.assertEqual([card.series_part for card in series.cards], [4, 5, 6, 7, 8, 9])

    def test_is_empty_before_the_first_story(self):
        page = the_page()

        self.assertEqual((page.lead, page.rows, page.used), (None, [], set()))


class HandTests(NewsroomTestCase):
    """A front that somebody laid out."""

    def test_stands_as_it_was_laid_out(self):
        bridge, ferry, trams = (published(name, by=self.ed) for name in ("Bridge", "Ferry", "Trams"))
        content = a_front(("lead", {}, [{"story": ferry, "related": [trams]}]), ("top", {}, [bridge]))

        page = the_page(content)

        self.assertEqual((page.lead.headline, [e.headline for e in page.lead.related]), ("Ferry", ["Trams"]))
        self.assertEqual(headlines(page, "top"), [["Bridge"]])

    def test_keeps_a_story_that_stands_further_down_out_of_what_fills_itself(self):
        bridge, _ = published("Bridge", by=self.ed), published("Ferry", by=self.ed, moment=at("07:00"))

        page = the_page(a_front(("lead", {}, []), ("top", {"places": 1}, [bridge])))

        self.assertEqual((page.lead.headline, headlines(page, "top")), ("Ferry", [["Bridge"]]))

    def test_moves_up_what_stands_ready_in_the_second_in_which_a_story_goes(self):
        bridge, ferry, trams = (published(name, by=self.ed) for name in ("Bridge", "Ferry", "Trams"))
        content = a_front(("lead", {}, [bridge, ferry]), ("top", {"places": 1}, [trams]))
        with travel(at("09:00")):
            withdraw(bridge, by=self.ed, note="Wrong.")

        with travel(at("08:59:59")):
            self.assertEqual(the_page(content).lead.headline, "Bridge")
        with travel(at("09:00")):
            self.assertEqual(the_page(content).lead.headline, "Ferry")

    def test_lets_the_first_of_the_top_stories_lead_where_nothing_stands_ready(self):
        bridge, clinic, verdict = (published(name, by=self.ed) for name in ("Bridge", "Clinic", "Verdict"))
        published("Theatre", by=self.ed, picture=a_photo())
        content = a_front(("lead", {}, [bridge]), ("top", {"places": 2}, [clinic, verdict]))
        with travel(at("09:00")):
            withdraw(bridge, by=self.ed, note="Wrong.")

            self.assertEqual(the_page(content).lead.headline, "Clinic")
            self.assertEqual(headlines(the_page(content), "top")[0][0], "Verdict")

    def test_waits_for_a_scheduled_story_and_shows_nothing_of_it_before(self):
        trams, ferry = published("Trams", by=self.ed), ready_article("Ferry")
        schedule(ferry, by=self.ed, at=at("18:00"))
        content = a_front(("lead", {}, [{"story": ferry, "headline": "Sunk!"}, trams]))

        with travel(at("17:59:59")):
            self.assertEqual((the_page(content).lead.headline, len(the_page(content).cards)), ("Trams", 1))
        with travel(at("18:00")):
            self.assertEqual(the_page(content).lead.headline, "Sunk!")

    def test_dresses_a_story_for_its_place_and_nowhere_else(self):
        photo, other = a_photo(), a_photo(600, 600)
        bridge = published("Bridge", by=self.ed, standfirst="It opens.", picture=photo)
        slot = {"story": bridge, "headline": "At last", "kicker": "Open", "picture": other.pk, "size": "large"}

        lead = the_page(a_front(("lead", {}, [slot]))).lead

        self.assertEqual((lead.headline, lead.label, lead.standfirst), ("At last", "Open", "It opens."))
        self.assertEqual((lead.picture, lead.size), (other, "large"))
        self.assertEqual(Edition.objects.get().headline, "Bridge")

    def test_falls_back_on_the_storys_own_picture_when_that_of_the_place_ends(self):
        photo, other = a_photo(), a_photo(600, 600, usable_until=at("09:00"))
        bridge = published("Bridge", by=self.ed, picture=photo)
        content = a_front(("lead", {}, [{"story": bridge, "picture": other.pk}]))

        self.assertEqual(the_page(content).lead.picture, other)
        with travel(at("09:00")):
            self.assertEqual(the_page(content).lead.picture, photo)

    def test_frees_a_place_when_its_pin_ends_and_keeps_off_what_expired(self):
        bridge, ferry, trams = (
            published(name, by=self.ed, moment=at(f"0{hour}:00"))
            for name, hour in (("Bridge", 5), ("Ferry", 6), ("Trams", 7))
        )
        content = a_front(
            ("lead", {}, [{"story": bridge, "pinned_until": at("09:00")}]),
            (
                "top",
                {"places": 2},
                [{"story": ferry, "run_until": at("09:00")}, {"story": trams, "run_from": at("08:30")}],
            ),
        )

        self.assertEqual(the_page(content).lead.headline, "Bridge")
        self.assertEqual(headlines(the_page(content), "top"), [["Ferry"]])
        with travel(at("08:30")):
            self.assertEqual(headlines(the_page(content), "top"), [["Ferry", "Trams"]])
        with travel(at("09:00")):
            self.assertEqual(the_page(content).lead.headline, "Bridge")  # by itself: nothing else is left
            self.assertEqual(headlines(the_page(content), "top"), [["Trams"]])

    def test_never_has_an_empty_lead(self):
        bridge = published("Bridge", by=self.ed)

        for slots in ([bridge], [{"story": bridge, "run_until": at("07:00")}]):
            page = the_page(a_front(("lead", {}, []), ("top", {}, slots)))
            self.assertEqual((page.lead.headline, len(page.cards)), ("Bridge", 1))

    def test_leaves_no_hole_where_two_lead(self):
        published("Bridge", by=self.ed)

        page = the_page(a_front(("lead", {}, []), ("lead", {}, [])))

        self.assertEqual(headlines(page, "lead"), [[], ["Bridge"]])

    def test_does_not_recommend_what_was_taken_back(self):
        bridge, _ = published("Bridge", by=self.ed), published("Ferry", by=self.ed)
        Edition.objects.filter(article=bridge).update(change="retraction")

        page = the_page(a_front(("lead", {}, [bridge])))

        self.assertEqual([card.headline for card in page.cards], ["Ferry"])


class SourceTests(NewsroomTestCase):
    def test_fills_a_strip_from_its_section_or_topic(self):
        inner = a_section("Council", parent=a_section("Town"))
        published("Bridge", by=self.ed, moment=at("07:00"))
        published("Rates", by=self.ed, moment=at("06:00"), section=inner)
        published("Divers", by=self.ed, moment=at("05:00"), topics=[a_topic("Old Bridge")], section=a_section("Sea"))
        topic = a_topic("Old Bridge")

        page = the_page(
            a_front(("lead", {}, []), ("strip", {"section": inner.pk}, []), ("strip", {"topic": topic.pk}, []))
        )

        self.assertEqual(headlines(page, "strip"), [["Rates"], ["Divers"]])
        self.assertEqual([filled.of for filled in page.blocks[1:]], [inner, topic])

    def test_names_nothing_that_is_not_public(self):
        published("Bridge", by=self.ed)
        section, topic = a_section("Secret"), a_topic("Secret")

        page = the_page(
            a_front(("lead", {}, []), ("strip", {"section": section.pk}, []), ("strip", {"topic": topic.pk}, []))
        )

        self.assertEqual([filled.of for filled in page.blocks], [None, None, None])

    def test_fetches_only_the_last_parts_of_a_series_that_ran_before(self):
        series, sport, now = a_series(), a_section("Sport"), at("08:00")
        for part in range(1, 16):
            a_run(1, by=self.ed, section=a_section("Town"), series=series, series_part=part)
        published("Rovers", by=self.ed, section=sport)
        content = a_front(("lead", {}, []), ("series", {"series": series.pk, "places": 3}, []))

        page = the_page(content, Scope(section=sport))

        self.assertEqual([card.series_part for card in page.blocks[1].cards], [13, 14, 15])
        self.assertEqual(len(Supply(Scope(), content, [], [], now).found), PER_SECTION)

    def test_shows_what_was_read_most_of_what_is_live(self):
        sport = a_section("Sport")
        published("Rovers", by=self.ed, section=sport), opened(published("Bridge", by=self.ed), 1)
        opened(ready_article("Not live"), 9)
        with patch("frontpage.arranging.supply.READ", 1):
            page = the_page(a_front(("lead", {}, []), ("read", {}, [])), Scope(section=sport))

        self.assertEqual(headlines(page, "read"), [["Bridge"]])

    def test_of_a_section_stays_inside_it(self):
        published("Bridge", by=self.ed, section=a_section("Town"))
        published("Rovers", by=self.ed, section=a_section("Sport"))

        page = the_page(a_front(("lead", {}, []), ("latest", {}, [])), Scope(section=a_section("Town")))

        self.assertEqual([card.headline for card in page.cards], ["Bridge"])


class RowTests(NewsroomTestCase):
    def test_stand_side_by_side(self):
        a_run(40, by=self.ed, section=a_section("Town"))
        strip = ("strip", {"section": a_section("Town").pk, "places": 1}, [])
        content = a_front(
            ("lead", {}, []), ("latest", {"is_beside": True}, []), strip, strip, ("strip", {"design": "row"}, [])
        )

        rows = the_page(content).rows

        found = [(row.kind, len(row.main), len(row.side)) for row in rows]
        self.assertEqual(found, [("split", 1, 1), ("strips", 2, 0), ("alone", 1, 0)])

    def test_leave_as_few_places_empty_as_they_can(self):
        for blocks, columns in ((1, 1), (2, 2), (3, 3), (4, 4), (6, 3), (7, 4), (8, 4), (9, 3)):
            self.assertEqual(Row([None] * blocks).columns, columns)
