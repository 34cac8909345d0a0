"""Breaking news: who may, what goes up, and that nothing is shown whose story isn't live at that second."""

import re

from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Edition, LogLine
from articles.tests.factories import published, ready_article
from articles.workflow import correct as correct_story
from articles.workflow import embargo, hold, kill, publish, schedule, withdraw
from frontpage.breaking import NotAllowed, Refused, Stale, approve, correct, draft, drop, end, may, redraft
from frontpage.models import Alert, Banner
from frontpage.templatetags.breaking import banner_at
from newsroom import clock
from newsroom.testing import NewsroomTestCase, at, hire, person, travel

TEXT = "Fire at the mill: Quay Street is closed"


class AlertTestCase(NewsroomTestCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        cls.fay = person("Fay Quill", "add_alert", "view_article")
        cls.dora = person("Dora Finch", "add_alert", "approve_alert", "view_article")
        cls.noor = person("Noor Amin", "add_alert", "approve_alert", "rush_alert", "view_article")
        cls.story = published("Fire at the mill", by=cls.ed, moment=at("07:30"))

    def waiting(self, text=TEXT, **facts) -> Alert:
        return draft(**{"by": self.fay, "text": text, "article": self.story} | facts)

    def up(self, text=TEXT, **facts) -> Banner:
        return approve(self.waiting(text, **facts), by=self.dora, version=1)

    def seen(self, moment="08:00") -> str | None:
        """What readers have at a moment."""
        banner = banner_at(at(moment), is_front=True)
        return banner and banner.text

    def on(self, path: str) -> str | None:
        """The banner's words on a page."""
        page = self.client.get(path).content.decode()
        found = re.search(r'class="breaking".*?<a [^>]*>([^<]+)</a>', page, re.DOTALL)
        return found and found[1]


class DraftTests(AlertTestCase):
    def test_puts_nothing_before_readers(self):
        self.waiting()

        self.assertIsNone(self.seen())

    def test_is_changed_by_another_who_is_its_writer_then(self):
        alert = redraft(self.waiting(), by=self.dora, version=1, text="The fire is out", **self.facts())

        self.assertEqual((alert.text, alert.version, alert.drafted_by), ("The fire is out", 2, self.dora))
        with self.assertRaisesMessage(NotAllowed, "Noor Amin"):
            approve(alert, by=self.dora, version=2)

    def test_is_not_changed_over_what_somebody_else_wrote(self):
        alert = self.waiting()
        redraft(alert, by=self.dora, version=1, text="The fire is out", **self.facts())

        with self.assertRaisesMessage(Stale, "Dora Finch changed it Thu 14 May, 08:00 BST. It says now: “The fire"):
            redraft(alert, by=self.fay, version=1, text="Two are hurt", **self.facts())

        self.assertEqual(Alert.objects.get().text, "The fire is out")

    def test_says_one_clear_sentence(self):
        for wrong, sentence in {
            "": "Write what has happened.",
            "\n \x00": "Write what has happened.",
            "a" * 121: "It has 121 letters; a banner holds 120.",
        }.items():
            with self.assertRaisesMessage(Refused, sentence):
                self.waiting(wrong)
        for minutes in (4, 1441, -5):
            with self.assertRaisesMessage(Refused, "between 5 minutes and 24 hours"):
                self.waiting(minutes=minutes)

    def test_is_one_line(self):
        self.assertEqual(self.waiting("  Fire\r\nat \t the mill ").text, "Fire at the mill")

    def test_leads_only_to_what_readers_can_open(self):
        retracted = published("Ferry returns", by=self.ed)
        correct_story(retracted, by=self.ed, approved_by=self.ada, kind="retraction", text="All of it was wrong.")
        ready = ready_article("Secret plan")
        scheduled = ready_article("Later plan")
        schedule(scheduled, by=self.ed, at=at("09:00"))

        for story, sentence in {
            ready: "Readers can’t open",
            scheduled: "Ed Marsh can publish it",
            retracted: "retracted",
        }.items():
            with self.assertRaisesMessage(Refused, sentence):
                self.waiting(article=story)

    def test_is_dropped_for_good(self):
        alert = drop(self.waiting(), by=self.fay)

        with self.assertRaisesMessage(Refused, "Fay Quill dropped it Thu 14 May, 08:00 BST"):
            approve(alert, by=self.dora, version=1)
        self.assertIsNone(self.seen())

    def facts(self) -> dict:
        return {"article": self.story, "importance": "major", "minutes": 120}


class ApproveTests(AlertTestCase):
    def test_puts_it_up_for_its_minutes(self):
        self.up(minutes=90)

        self.assertEqual(
            [self.seen(moment=moment) for moment in ("07:59:59", "08:00", "09:29:59", "09:30")],
            [None, TEXT, TEXT, None],
        )

    def test_needs_another_person(self):
        alert = self.waiting(by=self.dora)

        with self.assertRaisesMessage(NotAllowed, "You wrote it: somebody else must read it first. Noor Amin can."):
            approve(alert, by=self.dora, version=1, night_reason="Nobody is here.")

        self.assertFalse(Banner.objects.exists())

    def test_is_one_persons_at_night_with_a_reason(self):
        alert = self.waiting(by=self.noor)
        with self.assertRaisesMessage(Refused, "say why it can’t wait"):
            approve(alert, by=self.noor, version=1, night_reason="  ")

        approve(alert, by=self.noor, version=1, night_reason="Alone until six.")

        alert.refresh_from_db()
        self.assertEqual((alert.night_reason, alert.approved_by, self.seen()), ("Alone until six.", self.noor, TEXT))
        self.assertEqual(LogLine.objects.first().why, "Alone: Alone until six.")

    def test_is_of_the_text_that_was_read(self):
        alert = self.waiting()
        redraft(alert, by=self.fay, version=1, text="Two are hurt", article=self.story, importance="major", minutes=60)

        with self.assertRaisesMessage(Stale, "Nothing went up: Fay Quill changed it"):
            approve(alert, by=self.dora, version=1)

    def test_asked_twice_makes_one_banner(self):
        alert = self.waiting()

        self.assertEqual(approve(alert, by=self.dora, version=1), approve(alert, by=self.dora, version=1))
        with self.assertRaisesMessage(Refused, "Dora Finch approved it Thu 14 May, 08:00 BST."):
            approve(alert, by=self.noor, version=1)
        self.assertEqual(Banner.objects.count(), 1)

    def test_asked_again_after_it_was_taken_down_puts_nothing_up(self):
        alert = self.waiting()
        end(approve(alert, by=self.dora, version=1), by=self.fay)

        approve(alert, by=self.dora, version=1)

        self.assertIsNone(self.seen())

    def test_takes_the_place_of_what_is_up(self):
        first = self.up()
        with travel(at("08:20")):
            self.up("The fire is out")

        first.refresh_from_db()
        self.assertEqual((first.live_until, first.ended_by), (at("08:20"), self.dora))
        self.assertEqual(
            [self.seen(moment=moment) for moment in ("08:19:59", "08:20")],
            [TEXT, "The fire is out"],
        )

    def test_asks_whether_readers_can_open_its_story_at_this_moment(self):
        alert = self.waiting()
        withdraw(self.story, by=self.ed)

        with self.assertRaisesMessage(Refused, "Readers can’t open its story now."):
            approve(alert, by=self.dora, version=1)

        self.assertTrue(Alert.objects.get().is_waiting)

    def test_is_not_done_from_another_time(self):
        alert = self.waiting()
        with clock.seen_as_of(at("09:00")), self.assertRaisesMessage(Refused, "the paper of another time"):
            approve(alert, by=self.dora, version=1)


class RightTests(AlertTestCase):
    def test_is_asked_by_every_verb(self):
        alert, banner = self.waiting(), self.up()
        words = {"text": "The fire is out", "article": self.story, "importance": "major", "minutes": 60}

        for verb in (
            lambda by: draft(by=by, **words),
            lambda by: redraft(alert, by=by, version=1, **words),
            lambda by: correct(banner, by=by, **words),
            lambda by: approve(alert, by=by, version=1),
            lambda by: drop(alert, by=by),
            lambda by: end(banner, by=by),
        ):
            for nobody in (self.rita, self.rae):
                with self.assertRaisesMessage(NotAllowed, "Dora Finch"):
                    verb(nobody)
        with self.assertRaisesMessage(NotAllowed, "You may not approve breaking news. Dora Finch or Noor Amin can."):
            approve(alert, by=self.fay, version=1)

    def test_of_a_section_drafts_and_does_not_approve(self):
        posted = hire("Sam Hale", "Desk editor", sections=[self.story.section])

        self.assertEqual([may(posted, verb) for verb in ("draft", "approve", "rush")], [True, False, False])

    def test_of_roles(self):
        verbs = ("draft", "approve", "rush")
        held = {
            role: [verb for verb in verbs if may(one, verb)]
            for role in ("Duty editor", "Desk editor", "Front editor", "Standards editor", "Reporter")
            for one in [hire(f"{role.split()[0]} Person", role)]
        }

        self.assertEqual(
            held,
            {
                "Duty editor": ["draft", "approve", "rush"],
                "Desk editor": ["draft", "approve"],
                "Front editor": ["draft"],
                "Standards editor": ["approve"],
                "Reporter": [],
            },
        )


class CorrectTests(AlertTestCase):
    def test_replaces_the_wrong_one_once_another_person_approves(self):
        wrong = self.up("Fire at the school")
        alert = correct(wrong, by=self.fay, text=TEXT, article=self.story)
        self.assertEqual(self.seen(), "Fire at the school")

        with travel(at("08:10")):
            right = approve(alert, by=self.dora, version=1)
            page = self.client.get("/latest/")

        self.assertContains(page, "Correction:", count=1)
        self.assertEqual(
            (right.corrects, self.seen(moment="08:10"), list(wrong.corrected_by.all())), (wrong, TEXT, [right])
        )

    def test_works_after_the_wrong_one_has_ended(self):
        wrong = end(self.up("Fire at the school"), by=self.dora)

        approve(correct(wrong, by=self.fay, text=TEXT, article=self.story), by=self.dora, version=1)

        self.assertEqual(self.seen(), TEXT)


class EndTests(AlertTestCase):
    def test_takes_it_down_that_second(self):
        banner = self.up()
        with travel(at("08:05")):
            end(banner, by=self.fay)

        self.assertEqual([self.seen(moment=moment) for moment in ("08:04:59", "08:05")], [TEXT, None])
        with travel(at("08:06")), self.assertRaisesMessage(Refused, "Fay Quill took it down Thu 14 May, 08:05 BST"):
            end(banner, by=self.dora)

    def test_is_refused_after_its_time(self):
        banner = self.up(minutes=5)
        with travel(at("08:05")), self.assertRaisesMessage(Refused, "It came down Thu 14 May, 08:05 BST already."):
            end(banner, by=self.dora)


class ShownTests(AlertTestCase):
    def test_goes_with_its_story_that_very_second(self):
        for number, take_away in enumerate((self.withdrawn, self.killed, self.held, self.embargoed, self.retracted)):
            with self.subTest(take_away.__name__):
                self.story = published(f"Fire number {number}", by=self.ed, moment=at("07:30"))
                with travel(at(f"1{number}:00")):
                    self.up()
                with travel(at(f"1{number}:30")):
                    take_away()

                seen = [self.seen(moment=f"1{number}:{rest}") for rest in ("29:59", "30:00", "30:01")]
                self.assertEqual(seen, [TEXT, None, None])

    def withdrawn(self):
        withdraw(self.story, by=self.ed)

    def killed(self):
        kill(self.story, by=self.ada, note="By order of the court.")

    def held(self):
        hold(self.story, by=self.ed, note="A complaint.")

    def embargoed(self):
        embargo(self.story, by=self.ed, until=at("2026-05-15 06:00"))

    def retracted(self):
        correct_story(self.story, by=self.ed, approved_by=self.ada, kind="retraction", text="All of it was wrong.")

    def test_comes_back_with_its_story_while_its_time_lasts(self):
        self.up()
        withdraw(self.story, by=self.ed)
        with travel(at("08:10")):
            publish(self.story, by=self.ed)

        self.assertEqual([self.seen(moment=moment) for moment in ("08:09:59", "08:10")], [None, TEXT])

    def test_leads_to_the_address_of_the_moment(self):
        self.up()

        self.assertContains(self.client.get("/latest/"), f'<a href="{Edition.objects.live().get().path}">{TEXT}</a>')

    def test_is_on_every_page_if_it_is_major(self):
        self.up()

        pages = ["/", "/latest/", "/archive/", "/search/", "/corrections/", "/town-hall/", self.path]
        self.assertEqual({path: self.on(path) for path in pages}, dict.fromkeys(pages, TEXT))

    def test_is_only_on_the_front_page_if_it_is_minor(self):
        self.up(importance="minor")

        pages = {"/": TEXT, "/latest/": None, "/town-hall/": None, self.path: None}
        self.assertEqual({path: self.on(path) for path in pages}, pages)

    def test_is_one_query_more(self):
        def queries():
            with CaptureQueriesContext(connection) as asked:
                self.client.get("/latest/")
            return len([query for query in asked if "frontpage_banner" in query["sql"]])

        without = queries()
        self.up()

        self.assertEqual((without, queries()), (1, 1))

    def test_is_on_no_error_page(self):
        self.up()
        with CaptureQueriesContext(connection) as asked:
            page = self.client.get("/made-up/")

        self.assertNotContains(page, TEXT, status_code=404)
        self.assertFalse([query for query in asked if "frontpage" in query["sql"]])

    @property
    def path(self) -> str:
        return Edition.objects.live().get(article=self.story).path


class AsOfTests(AlertTestCase):
    def test_shows_what_was_up(self):
        self.up(minutes=60)
        self.client.force_login(self.ed)

        with travel(at("12:00")):
            pages = [self.client.get(f"/as-of/2026-05-14T{moment}/latest/") for moment in ("08:30", "09:00")]

        self.assertEqual([TEXT in page.content.decode() for page in pages], [True, False])

    def test_shows_no_story_that_is_secret_now(self):
        self.up()
        with travel(at("08:30")):
            hold(self.story, by=self.ed, note="A complaint.")
        traveller = person("Tess Park", "travel_article", "view_article")

        with travel(at("08:40")):
            self.client.force_login(traveller)
            page = self.client.get("/as-of/2026-05-14T08:20/latest/")
            self.client.force_login(self.ada)
            seen = self.client.get("/as-of/2026-05-14T08:20/latest/")

        self.assertNotContains(page, "mill")
        self.assertContains(seen, TEXT)
