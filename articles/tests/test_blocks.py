"""Hold and embargo: no door passes them."""

from datetime import timedelta
from itertools import product
from random import Random

from articles import timeline
from articles.archive import Archived, publish_archive
from articles.models import Article, Edition
from articles.tests.desk import address, press, told
from articles.tests.factories import published, ready_article
from articles.workflow import (
    CannotHold,
    CannotPublish,
    NotAllowed,
    Refused,
    correct,
    embargo,
    fix_live,
    hold,
    publish,
    release,
    reschedule,
    restore,
    schedule,
    unschedule,
    withdraw,
)
from newsroom.testing import NewsroomTestCase, at, hire, travel


class HoldTests(NewsroomTestCase):
    def test_takes_off_the_site_what_is_public_and_out_of_the_schedule_what_waits(self):
        story = published(by=self.ed)
        schedule(story, by=self.ed, at=at("18:00"))
        with travel(at("09:00")):
            hold(story, by=self.ed, note="A call from a lawyer")

        for moment in ("09:00", "18:00", "2027-01-01 00:00"):
            self.assertFalse(Edition.objects.live(at(moment)).exists(), moment)

    def test_needs_a_reason_and_says_so(self):
        with self.assertRaisesMessage(CannotHold, "Not held: say why"):
            hold(ready_article(), by=self.ed, note=" ")

    def test_is_lifted_by_the_named_right_alone_and_nothing_goes_out_by_that(self):
        story, desk, law = published(by=self.ed), hire("Dana Reed", "Desk editor"), hire("Lee Okoro", "Legal reader")
        hold(story, by=desk, note="Doubts")

        with self.assertRaisesMessage(NotAllowed, "You may not lift the hold on this story."):
            release(story, by=desk, note="All fine")
        release(story, by=law, note="Read it")

        self.assertFalse(Edition.objects.live().exists())
        publish(story, by=desk)
        self.assertTrue(Edition.objects.live().exists())

    def test_names_who_can_lift_it(self):
        story, lee = ready_article(), hire("Lee Okoro", "Legal reader")
        hold(story, by=lee, note="Doubts")

        with self.assertRaisesMessage(CannotPublish, "Lee Okoro"):
            publish(story, by=self.ed)


class EmbargoTests(NewsroomTestCase):
    def test_lets_nothing_run_a_second_before(self):
        story = ready_article()
        embargo(story, by=self.ed, until=at("18:00"))

        for moment in ("08:01", "17:59:59"):
            with self.assertRaisesMessage(CannotPublish, "under embargo until Thu 14 May, 18:00 BST"):
                schedule(story, by=self.ed, at=at(moment))
        schedule(story, by=self.ed, at=at("18:00"))
        with travel(at("17:59:59")):
            self.assertFalse(Edition.objects.live().exists())
        with travel(at("18:00")):
            self.assertTrue(Edition.objects.live().exists())

    def test_takes_out_what_would_run_earlier_and_leaves_what_runs_later(self):
        story = published(by=self.ed)
        schedule(story, by=self.ed, at=at("12:00"))
        schedule(story, by=self.ed, at=at("20:00"))
        embargo(story, by=self.ed, until=at("18:00"))

        live = [moment for moment in ("08:00", "12:00", "18:00", "20:00") if Edition.objects.live(at(moment)).exists()]
        self.assertEqual(live, ["20:00"])

    def test_is_lifted_or_shortened_by_the_named_right_alone_with_a_reason(self):
        desk, duty = hire("Dana Reed", "Desk editor"), hire("Dot Vane", "Duty editor")
        story = ready_article()
        embargo(story, by=desk, until=at("18:00"))

        for until in (None, at("17:59")):
            with self.assertRaises(NotAllowed):
                embargo(story, by=desk, until=until, note="They agreed")
            with self.assertRaisesMessage(CannotHold, "say why"):
                embargo(story, by=duty, until=until)
        embargo(story, by=desk, until=at("19:00"))
        embargo(story, by=duty, until=None, note="They agreed")
        publish(story, by=desk)

    def test_a_moved_schedule_does_not_pass_it(self):
        """RIVALS 2.3, pain 21: an embargo is no label."""
        story = ready_article()
        edition = schedule(story, by=self.ed, at=at("20:00"))
        embargo(story, by=self.ed, until=at("18:00"))

        with self.assertRaises(CannotPublish):
            reschedule(edition, by=self.ed, at=at("17:00"))

    def test_once_it_is_over_it_stops_nothing(self):
        """RIVALS 2.3, pain 21: it blocked corrections after it had lapsed."""
        story = ready_article()
        embargo(story, by=self.ed, until=at("18:00"))
        with travel(at("18:00")):
            publish(story, by=self.ed)
            correct(story, by=self.ed, text="It is Tuesday.")


def again(story):
    """The same story, brought in once more."""
    return Article(
        headline=story.headline, body=story.body, held_at=story.held_at, embargoed_until=story.embargoed_until
    )


class NoDoorTests(NewsroomTestCase):
    def blocks(self):
        yield lambda story: hold(story, by=self.ed, note="Doubts")
        yield lambda story: embargo(story, by=self.ed, until=at("2026-05-20 12:00"))

    def doors(self, story, edition, revision):
        yield "publish", lambda: publish(story, by=self.ed)
        yield "publish, overriding", lambda: publish(story, by=self.ed, override="Night")
        yield "schedule", lambda: schedule(story, by=self.ed, at=at("18:00"))
        yield "reschedule", lambda: reschedule(edition, by=self.ed, at=at("18:00"))
        yield "unschedule", lambda: unschedule(edition, by=self.ed)
        yield "correct", lambda: correct(story, by=self.ed, text="No.")
        yield "fix", lambda: fix_live(story, by=self.ed, changes={"headline": "Fixed"})
        yield "restore", lambda: restore(story, revision=revision, by=self.ed)
        yield "archive", lambda: publish_archive([Archived(again(story), at("07:00"))], by=self.ed)
        yield "by hand", lambda: timeline.place(timeline.unfreeze(edition), start=at("08:00"), change="update", by=None)

    def test_no_verb_passes(self):
        for block, number in product(self.blocks(), range(10)):
            story = published("Bridge reopens", by=self.ed)
            edition = schedule(story, by=self.ed, at=at("17:00"))
            block(story)
            story.refresh_from_db()
            name, door = list(self.doors(story, edition, story.revisions.latest()))[number]
            with self.subTest(door=name):
                try:
                    door()
                except (Refused, ValueError, timeline.Blocked):
                    pass
                for moment in ("08:00", "17:00", "18:00", "2026-05-20 11:59:59"):
                    self.assertFalse(Edition.objects.live(at(moment)).exists(), name)

    def test_no_button_passes(self):
        self.client.force_login(self.ed)
        for block in self.blocks():
            story = ready_article("Bridge reopens")
            block(story)
            story.refresh_from_db()
            response = press(self.client, story, "verb=publish")
            self.assertIn("Not published", told(response)[0])
            self.assertFalse(story.editions.exists())

    def test_whatever_is_done_in_whatever_order_nothing_runs_while_it_is_blocked(self):
        for seed in range(8):
            chance, story, now = Random(seed), ready_article(f"Story {seed}"), at("08:00")
            for _ in range(14):
                now += timedelta(minutes=chance.randrange(1, 60))
                with travel(now), self.subTest(seed=seed, now=now):
                    self.act(story, chance, now)
                    self.check(story, now)

    def act(self, story, chance, now):
        later = now + timedelta(minutes=chance.randrange(1, 200))
        planned = [e for e in timeline.editions(story.pk) if e.live_from > now]
        verbs = [
            lambda: publish(story, by=self.ed),
            lambda: schedule(story, by=self.ed, at=later),
            lambda: schedule(story, by=self.ed, at=later),
            lambda: withdraw(story, by=self.ed, at=chance.choice([None, later])),
            lambda: planned and reschedule(chance.choice(planned), by=self.ed, at=later),
            lambda: planned and unschedule(chance.choice(planned), by=self.ed),
            lambda: hold(story, by=self.ed, note="Doubts"),
            lambda: release(story, by=self.ed, note="None"),
            lambda: embargo(story, by=self.ed, until=later),
            lambda: embargo(story, by=self.ed, until=chance.choice([None, later]), note="Agreed"),
        ]
        try:
            chance.choice(verbs)()
        except Refused:
            pass

    def check(self, story, now):
        story.refresh_from_db()
        for edition in timeline.editions(story.pk):
            if edition.live_until is None or edition.live_until > now:
                starts = max(edition.live_from, now)
                self.assertFalse(story.is_held)
                self.assertFalse(story.is_embargoed(starts))


class SecrecyTests(NewsroomTestCase):
    def test_a_held_story_is_not_there_for_those_without_the_right(self):
        nosy = hire("Nora Vane", "Reporter")
        self.client.force_login(nosy)
        story = ready_article("Bridge reopens", stage="desk")
        self.assertEqual(self.client.get(address(story)).status_code, 200)
        hold(story, by=self.ed, note="Doubts")

        self.assertNotContains(self.client.get(address(page="changelist")), "Bridge reopens")
        self.assertNotContains(self.client.get(address(story), follow=True), "Bridge reopens")
        self.assertNotContains(self.client.get(address(page="changelist") + "?q=Bridge"), "Bridge reopens")
