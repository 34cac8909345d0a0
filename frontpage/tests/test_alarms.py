from datetime import timedelta
from unittest.mock import patch

from django.core.cache import cache
from django.urls import reverse

from articles.tests.factories import a_section, published, ready_article
from articles.workflow import hold, kill, publish, schedule, withdraw
from frontpage.alarms import Alarm, alarms, hours_by_day, page_of
from frontpage.content import Content
from frontpage.layouts import content_of
from frontpage.models import Alert, Banner, Front, Layout
from frontpage.tests.fronts import a_front, launched
from newsroom import clock
from newsroom.testing import NewsroomTestCase, at, hire, travel

INDEX = "/admin/"
EMPTY = a_front(("lead", {}, []))


class AlarmsTestCase(NewsroomTestCase):
    def setUp(self):
        super().setUp()
        cache.clear()
        self.faye = hire("Faye Holm", "Front editor")

    def alarms(self, user=None) -> list[Alarm]:
        return alarms(user or self.faye, clock.now())

    def words(self, user=None) -> list[str]:
        return [alarm.words for alarm in self.alarms(user)]


class HoursTests(AlarmsTestCase):
    def test_count_by_day_on_the_newsrooms_clocks(self):
        for start, end, hours in (
            ("08:00", "20:30", 12.5),
            ("04:00", "07:00", 1),
            ("21:00", "2026-05-15 07:00", 2),
            ("2026-05-12 21:00", "08:00", 1 + 16 + 2),
            ("23:00", "2026-05-15 05:00", 0),
            ("2026-10-24 21:00", "2026-10-25 07:00", 2),  # the night of 25 hours
        ):
            self.assertEqual(hours_by_day(at(start), at(end)), hours, start)


class FrontTests(AlarmsTestCase):
    """What is wrong with a front now."""

    def test_unchanged_for_too_long_and_never_by_night(self):
        launched(EMPTY, at("08:00"))
        Front.objects.update(stale_after=12)
        story = "Unchanged since Thu 14 May, 08:00 BST: more than 12 hours by day."

        for time, told in (("20:00", []), ("20:01", [story]), ("23:30", [story])):
            with travel(at(time)):
                self.assertEqual(self.words(), told, time)
        Front.objects.update(stale_after=None)
        with travel(at("2026-05-20 12:00")):
            self.assertEqual(self.words(), [])

    def test_launched_in_the_evening_is_fresh_in_the_morning(self):
        launched(EMPTY, at("2026-05-13 21:00"))
        Front.objects.update(stale_after=4)

        with travel(at("08:59")):
            self.assertEqual(self.words(), [])
        with travel(at("09:01")):
            self.assertEqual(len(self.words()), 1)

    def test_nobody_laid_out(self):
        Front.objects.create(stale_after=1)
        self.assertEqual(self.words(), [])

    def test_with_an_empty_block(self):
        published(by=self.ed)
        sport = a_section("Sport")
        launched(
            a_front(("lead", {}, []), ("strip", {"section": sport.pk, "name": "The match"}, []), ("promo", {}, []))
        )

        [alarm] = self.alarms()

        self.assertEqual(alarm.words, "“The match” is empty: readers don’t see that block.")
        self.assertEqual(alarm.who, "Faye Holm")
        self.client.force_login(self.faye)
        self.assertContains(self.client.get(INDEX), f'<a href="{alarm.address}">')

    def test_that_can_not_be_read_leaves_the_others_told(self):
        sport = a_section("Sport")
        for of in ({}, {"section": sport}):
            launched(a_front(("lead", {}, [])), at("2026-05-13 08:00"), **of)
        Front.objects.update(stale_after=4)
        Layout.objects.filter(front__section=None).update(blocks=[{"kind": "unknown"}])
        self.assertEqual(len(self.words()), 2)

        with patch("frontpage.alarms.content_of", side_effect=[KeyError, Content.read({})]), self.assertLogs():
            self.assertEqual(len(self.words()), 1)

    def test_whose_headline_was_changed_since_it_got_another(self):
        story = published("Bridge reopens", by=self.ed)
        facts = {"story": story, "headline": "At last!", "copied": "Bridge reopens"}
        launched(a_front(("lead", {}, [facts])))
        self.assertEqual(self.words(), [])

        story.headline = "Bridge stays shut"
        story.save()
        self.assertEqual(self.words(), [])
        publish(story, by=self.ed)

        told = "Lead: its headline here is “At last!”, and the story’s own was changed since: “Bridge stays shut”."
        self.assertEqual(self.words(), [told])

    def test_with_stories_that_cannot_be_had(self):
        facts = {"by": self.ed, "stage": "ready", "moment": at("07:00")}
        gone, killed, waits = (published(f"{name} story", **facts) for name in ("Gone", "Killed", "Next"))
        early = ready_article("Early story")
        schedule(early, by=self.ed, at=at("18:00"))
        launched(a_front(("lead", {}, [waits]), ("top", {}, [gone, killed, early])))
        self.assertEqual(self.words(), [])

        withdraw(gone, by=self.ed)
        kill(killed, by=self.ed, note="Court.")

        told = "Top stories: “Gone story” can’t be shown (withdrawn); its place fills itself."
        hidden = "Top stories: a story that you may not see can’t be shown; its place fills itself."
        self.assertEqual(self.words(), [told, hidden])

    def test_says_what_takes_the_place_of_a_story(self):
        clinic, budget, ferry, second = (
            published(name, by=self.ed, moment=at("07:00")) for name in ("“Stop”, they cry", "B", "F", "S")
        )
        nowhere = ("strip", {"section": a_section("Nowhere").pk}, [])
        launched(a_front(("lead", {}, [clinic]), ("top", {}, [budget, ferry, second]), nowhere))
        withdraw(clinic, by=self.ed), withdraw(budget, by=self.ed)

        page = page_of(self.live, content_of(self.live), clock.now())
        lead, top, empty = self.words()

        why = "“‘Stop’, they cry” can’t be shown (withdrawn)"
        self.assertEqual(lead, f"Lead: {why}; “{page.lead.headline}” leads instead.")
        self.assertEqual(top, "Top stories: “B” can’t be shown (withdrawn); others move up.")
        self.assertEqual(empty, "“Nowhere” is empty: readers don’t see that block.")

    @property
    def live(self) -> Layout:
        return Layout.objects.get()

    def test_names_no_story_that_is_held_from_somebody(self):
        story = published("Raid at dawn", by=self.ed)
        launched(a_front(("lead", {}, [story])))
        hold(story, by=self.ed, note="Police.")
        self.client.force_login(self.faye)

        self.assertNotContains(self.client.get(INDEX), "Raid at dawn")
        self.assertEqual(len(self.words()), 1)


class ComingTests(AlarmsTestCase):
    """What will be wrong within a day."""

    def told(self, story) -> list[str]:
        launched(a_front(("lead", {}, [story])), at("18:00"))
        return self.words()

    def test_a_lead_that_is_not_live_then(self):
        story = ready_article("Budget", stage="ready")
        told = "The layout set for Thu 14 May, 18:00 BST leads with “Budget”, which is not live then."
        self.assertEqual(self.told(story), [told])

        schedule(story, by=self.ed, at=at("18:00"))

        self.assertEqual(self.words(), [])

    def test_a_lead_that_ends_before(self):
        story = published(by=self.ed)
        self.assertEqual(self.told(story), [])

        withdraw(story, by=self.ed, at=at("17:00"))

        self.assertEqual(len(self.words()), 1)

    def test_nothing_of_what_comes_later_than_a_day(self):
        launched(a_front(("lead", {}, [ready_article()])), at("2026-05-15 08:01"))
        self.assertEqual(self.words(), [])


class BannerTests(AlarmsTestCase):
    def a_banner(self, story, start="07:00", until="20:00") -> Banner:
        times = {"live_from": at(start), "live_until": at(until)}
        banner = Banner.objects.create(text="Bridge falls", article=story, importance="major", **times)
        Alert.objects.create(text="Bridge falls", article=story, drafted_at=at(start), banner=banner)
        return banner

    def test_that_leads_nowhere_while_its_time_is_not_over(self):
        story = published("Bridge falls down", by=self.ed)
        self.a_banner(story)
        self.assertEqual(self.words(), [])
        withdraw(story, by=self.ed)

        [alarm] = self.alarms()

        self.assertTrue(alarm.words.startswith("Its time is not over until Thu 14 May, 20:00 BST, but readers can’t"))
        self.assertEqual(alarm.title, "Breaking: Bridge falls")
        with travel(at("20:00")):
            self.assertEqual(self.words(), [])

    def test_that_was_prolonged_again_and_again(self):
        story = published(by=self.ed)
        for start, until in (("06:00", "07:00"), ("08:00", "10:00"), ("10:00", "12:00"), ("12:00", "20:00")):
            self.a_banner(story, start, until)

        with travel(at("14:00")):
            self.assertEqual(self.words(), [])
        with travel(at("14:01")):
            self.assertEqual(self.words(), ["It is up since Thu 14 May, 08:00 BST: longer than 6 hours."])

    def test_is_for_those_who_may_take_it_down(self):
        story = published(by=self.ed)
        self.a_banner(story)
        withdraw(story, by=self.ed)

        self.assertEqual((len(self.words(self.ada)), self.words(self.rita)), (1, []))


class WhoTests(AlarmsTestCase):
    def test_a_section_editor_hears_of_their_own_front(self):
        sport, town = a_section("Sport"), a_section("Town Hall")
        sam = hire("Sam Ode", "Front editor", sections=[sport])
        for section in (sport, town):
            launched(EMPTY, at("2026-05-12 08:00"), section=section)
        Front.objects.update(stale_after=1)

        self.assertEqual([(alarm.title, alarm.who) for alarm in self.alarms(sam)], [("Sport", "Sam Ode or Faye Holm")])
        self.assertEqual(len(self.alarms()), 2)
        self.assertEqual(self.alarms(self.rita), [])

    def test_the_first_screen_needs_the_same_number_of_queries_for_one_front_and_for_three(self):
        self.client.force_login(self.faye)
        for number, name in enumerate(("Sport", "Town Hall", "Arts")):
            self.one_of_each(a_section(name))
            if number == 1:
                continue
            self.client.get(INDEX)
            with self.assertNumQueries(44):
                told = self.client.get(INDEX).context["front_alarms"]
            self.assertEqual(len(told), 4 * (number + 1))

    def one_of_each(self, section):
        """A front on which everything is wrong."""
        story, gone = published(by=self.ed, section=section), published(by=self.ed, section=section)
        changed = {"story": story, "headline": "At last!", "copied": "Another"}
        empty = ("strip", {"section": a_section("Nowhere").pk}, [])
        launched(a_front(("lead", {}, [changed]), ("top", {}, [gone]), empty), at("2026-05-12 08:00"), section=section)
        launched(a_front(("lead", {}, [ready_article()])), clock.now() + timedelta(hours=2), section=section)
        Front.objects.update(stale_after=None)
        withdraw(gone, by=self.ed)


class PlanTests(AlarmsTestCase):
    """Launches stand in the week's calendar."""

    def entries(self, user) -> list[tuple]:
        self.client.force_login(user)
        days = self.client.get(reverse("admin:articles_article_plan")).context["days"]
        return [(entry.kind, entry.what, entry.name, entry.note) for day in days for entry in day.entries]

    def test_those_that_were_made_and_those_that_are_set(self):
        launched(EMPTY, at("2026-05-12 08:00"), section=a_section("Sport"))
        launched(EMPTY, at("18:00"), section=a_section("Sport"))
        Layout.objects.update(launched_by=self.faye)

        told = [
            ("public", "front, launched", "Sport", "Faye Holm"),
            ("sched", "front, to be launched", "Sport", "Faye Holm"),
        ]
        self.assertEqual(self.entries(self.faye), told)
        self.assertContains(self.client.get(reverse("admin:articles_article_plan")), address_of(Front.objects.get()))

    def test_are_not_told_to_those_who_may_not_see_fronts(self):
        launched(EMPTY, at("18:00"))

        self.assertEqual(self.entries(self.rita), [])


def address_of(front: Front) -> str:
    return reverse("admin:frontpage_front_change", args=[front.pk])
