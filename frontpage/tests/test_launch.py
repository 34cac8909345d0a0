from datetime import timedelta

from articles.models import LogLine
from articles.tests.factories import a_section, ready_article
from articles.workflow import kill
from frontpage.content import Content
from frontpage.layouts import content_of, newest_number
from frontpage.models import Draft, Front, Layout
from frontpage.signals import front_changed
from frontpage.tests.fronts import a_front
from frontpage.workflow import NotAllowed, Refused, Stale, call_off, launch, launch_back
from newsroom import clock
from newsroom.testing import NewsroomTestCase, at, hire, travel

SIX = at("2026-05-15 06:00")
SEVEN = at("2026-05-15 07:00")


class LaunchTestCase(NewsroomTestCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        cls.cora, cls.nils = hire("Cora Lind", "Front editor"), hire("Nils Wren", "Front editor")

    def setUp(self):
        super().setUp()
        self.front = Front.objects.create()
        self.draft = Draft.objects.create(front=self.front, content=a_front().as_json(), changed_at=clock.now())
        self.arrange("Bridge reopens")

    def arrange(self, headline: str, by=None) -> None:
        story = ready_article(headline)
        self.draft.content = a_front(("lead", {}, [story])).as_json()
        self.draft.version += 1
        self.draft.changed_by, self.draft.changed_at = by or self.cora, clock.now()
        self.draft.save()

    def launch(self, headline: str = "", time: str = "", *, by=None, **facts) -> Layout:
        """Launch the draft, with ``headline`` as its lead, by somebody who saw everything; at or for a time."""
        if headline:
            self.arrange(headline)
        seen = {"version": self.draft.version, "seen": newest_number(self.front)}
        with travel(at(time or "08:00")):
            return launch(self.front, by=by or self.cora, **seen | facts)

    def times(self) -> list[tuple]:
        """Number, beginning and end of what readers had, have and will have."""
        rows = Layout.objects.real().order_by("live_from").values_list("number", "live_from", "live_until")
        return [tuple(row) for row in rows]


class NowTests(LaunchTestCase):
    def test_gives_readers_the_draft(self):
        layout = self.launch(note="Quiet day.")

        self.assertEqual(Layout.objects.of_site().live().get(), layout)
        self.assertEqual(content_of(layout), Content.read(self.draft.content))
        self.assertEqual((layout.launched_by, layout.launched_at, layout.note), (self.cora, at("08:00"), "Quiet day."))
        self.draft.refresh_from_db()
        self.assertEqual((self.draft.seen_number, self.draft.version), (1, 2))

    def test_ends_what_they_had(self):
        self.launch("Bridge")
        self.launch("Ferry", "10:00")

        self.assertEqual(self.times(), [(1, at("08:00"), at("10:00")), (2, at("10:00"), None)])
        with travel(at("09:59:59")):
            self.assertEqual(Layout.objects.live().get().number, 1)

    def test_leaves_what_is_scheduled_in_its_place(self):
        self.launch("Bridge")
        self.launch("Ferry", at=SIX)
        self.launch("Market", "10:00")

        self.assertEqual(self.times(), [(1, at("08:00"), at("10:00")), (3, at("10:00"), SIX), (2, SIX, None)])

    def test_is_each_front_s_own_affair(self):
        self.launch()
        sport = Front.objects.create(section=a_section("Sport"))
        Draft.objects.create(front=sport, content=a_front().as_json(), changed_at=clock.now())
        launch(sport, by=self.cora, version=1, seen=0, at=SIX)

        self.assertEqual(self.times(), [(1, at("08:00"), None), (1, SIX, None)])

    def test_is_told_after_it_is_done(self):
        told = []
        front_changed.connect(hear := lambda front_id, **_: told.append(front_id))
        self.addCleanup(front_changed.disconnect, hear)
        with self.captureOnCommitCallbacks(execute=True):
            self.launch(at=SIX)
            self.assertEqual(told, [])

        with self.captureOnCommitCallbacks(execute=True):
            call_off(Layout.objects.get(), by=self.cora)
        self.assertEqual(told, [self.front.pk] * 2)
        words = LogLine.objects.filter(article=None).values_list("words", flat=True)
        self.assertEqual(
            list(words)[::-1],
            [
                f"{self.front}: layout 1 will be live from Fri 15 May, 06:00 BST.",
                f"{self.front}: called off layout 1, set for Fri 15 May, 06:00 BST.",
            ],
        )


class ScheduleTests(LaunchTestCase):
    def test_comes_in_its_second_and_goes_before_the_next(self):
        self.launch("Bridge")
        self.launch("Ferry", at=SEVEN)
        self.launch("Market", at=SIX)

        self.assertEqual(self.times(), [(1, at("08:00"), SIX), (3, SIX, SEVEN), (2, SEVEN, None)])
        self.assertEqual(Layout.objects.live(SIX - timedelta(seconds=1)).get().number, 1)
        self.assertEqual(Layout.objects.live(SIX).get().number, 3)

    def test_takes_the_place_of_another_for_the_same_moment(self):
        self.launch("Bridge")
        ferry = self.launch("Ferry", at=SIX)
        market = self.launch("Market", "10:00", by=self.nils, at=SIX)

        ferry.refresh_from_db()
        self.assertEqual(self.times(), [(1, at("08:00"), SIX), (3, SIX, None)])
        self.assertEqual(
            (ferry.is_called_off, ferry.called_off_by, ferry.called_off_at), (True, self.nils, at("10:00"))
        )
        call_off(market, by=self.cora)
        self.assertEqual(self.times(), [(1, at("08:00"), None)])

    def test_is_not_for_the_past(self):
        for moment in (at("07:59"), at("08:00")):
            with self.assertRaisesMessage(Refused, "is in the past. Choose a later time, or launch now."):
                self.launch(at=moment)
        self.assertEqual(self.times(), [])

    def test_gives_its_time_back_when_it_is_called_off(self):
        self.launch("Bridge")
        ferry = self.launch("Ferry", at=SIX)
        self.launch("Market", at=SEVEN)
        call_off(ferry, by=self.nils)

        self.assertEqual(self.times(), [(1, at("08:00"), SEVEN), (3, SEVEN, None)])
        with self.assertRaisesMessage(Refused, "Nils Wren called it off at 08:00 BST already."):
            call_off(ferry, by=self.cora)

    def test_is_not_called_off_once_readers_have_it(self):
        layout = self.launch(at=SIX)
        with travel(SIX), self.assertRaisesMessage(Refused, "Readers have it since Fri 15 May, 06:00 BST."):
            call_off(layout, by=self.cora)


class BackTests(LaunchTestCase):
    def back(self, layout, **facts):
        return launch_back(layout, by=self.nils, **{"seen": newest_number(self.front)} | facts)

    def test_launches_earlier_content_again(self):
        bridge = self.launch("Bridge")
        self.launch("Ferry", "09:00")
        with travel(at("10:00")):
            again = self.back(bridge)

        self.assertEqual(content_of(again), content_of(bridge))
        self.assertEqual((again.back_to, again.number, again.live_from), (bridge, 3, at("10:00")))
        self.draft.refresh_from_db()
        self.assertEqual(self.draft.seen_number, 2)

    def test_waits_for_its_time(self):
        bridge = self.launch("Bridge")
        self.launch("Ferry", "09:00")
        with travel(at("10:00")):
            self.back(bridge, at=SIX)

        self.assertEqual(self.times()[1:], [(2, at("09:00"), SIX), (3, SIX, None)])

    def test_keeps_nothing_of_a_story_that_was_killed(self):
        minister, aide, ferry = (ready_article(headline) for headline in ("Minister", "Aide", "Ferry"))
        content = a_front(
            ("lead", {}, [{"story": ferry, "related": [{"story": aide, "headline": "Aide knew"}]}]),
            ("top", {}, [{"story": minister, "headline": "Minister lied"}, None]),
        )
        Draft.objects.update(content=content.as_json())
        first = self.launch()
        self.launch("Other", "09:00")
        for story in (minister, aide):
            kill(story, by=self.ed, note="Court.")
        with travel(at("10:00")):
            again = content_of(self.back(first))

        self.assertEqual([place.story for _, place in again.slots()], [ferry.pk, None])
        self.assertEqual([place.headline for _, place in again.slots()], ["", ""])

    def test_is_nothing_to_do_for_what_readers_have(self):
        layout = self.launch()
        with self.assertRaisesMessage(Refused, "Not launched: layout 1 is what readers have then anyway."):
            self.back(layout)


class RefusalTests(LaunchTestCase):
    def refused(self, error, words: str, **facts) -> None:
        before = self.times()
        with self.assertRaisesMessage(error, words):
            self.launch(time="10:45", **facts)
        self.assertEqual(self.times(), before)
        self.assertTrue(Draft.objects.filter(version=self.draft.version, content=self.draft.content).exists())

    def test_names_who_may(self):
        dan = hire("Dan Hale", "Desk editor", "Reporter")
        layout = self.launch(at=SIX)
        told = "You may not launch this front. Cora Lind or Nils Wren can."
        self.refused(NotAllowed, told, by=dan)
        for verb in (lambda: launch_back(layout, by=dan, seen=1), lambda: call_off(layout, by=dan)):
            with self.assertRaisesMessage(NotAllowed, told):
                verb()

    def test_tells_who_changed_the_draft(self):
        before = self.draft.version
        with travel(at("10:41")):
            self.arrange("Ferry")
        told = "Cora Lind changed the draft at 10:41 BST. Look at it, then launch."

        self.refused(Stale, told, by=self.nils, version=before)
        self.refused(Stale, "You yourself changed the draft", version=before)

    def test_tells_who_launched(self):
        layout = self.launch(time="10:41")
        told = "Cora Lind launched this front at 10:41 BST. Look at it, then launch; the draft is kept."

        self.refused(Stale, told, by=self.nils, seen=0)
        with travel(at("2026-05-16 08:00")), self.assertRaisesMessage(Stale, "on Thu 14 May, 10:41 BST."):
            launch_back(layout, by=self.nils, seen=0)

    def test_tells_who_scheduled(self):
        self.launch(at=SIX)
        self.refused(Stale, "Cora Lind set a launch for Fri 15 May, 06:00 BST at 08:00 BST.", by=self.nils, seen=0)

    def test_forgets_what_was_called_off(self):
        call_off(self.launch(at=SIX), by=self.cora)
        self.launch(by=self.nils, seen=0)

        self.assertEqual(self.times(), [(2, at("08:00"), None)])

    def test_needs_a_draft_and_a_short_note(self):
        self.refused(Refused, "The note is longer than 200 characters.", note="x" * 201)
        self.draft.delete()
        with self.assertRaisesMessage(Refused, "This front has no draft yet."):
            self.launch()

    def test_does_nothing_from_another_moment(self):
        layout = self.launch(at=SIX)
        for verb in (self.launch, lambda: call_off(layout, by=self.cora)):
            with clock.seen_as_of(SEVEN), self.assertRaisesMessage(Refused, "you are looking at the paper of another"):
                verb()
