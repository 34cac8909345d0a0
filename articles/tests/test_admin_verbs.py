from articles.models import Correction, Edition
from articles.tests.desk import address, press, told, typed
from articles.tests.factories import a_draft, published, ready_article
from articles.workflow import said
from newsroom.testing import NewsroomTestCase, at, hire, travel


def live_headline(moment=None):
    return Edition.objects.live(moment).values_list("headline", flat=True).first()


class VerbsTestCase(NewsroomTestCase):
    def setUp(self):
        super().setUp()
        self.client.force_login(self.ed)


class PublishTests(VerbsTestCase):
    def test_saves_first_and_publishes_what_was_typed(self):
        story = ready_article("Bridge reopens")

        answer = press(self.client, story, "verb=publish", headline="Bridge is open")

        self.assertEqual(live_headline(), "Bridge is open")
        self.assertEqual(told(answer)[0].count("/town-hall/2026/05/14/bridge-is-open/"), 2)

    def test_publishes_a_story_that_was_never_saved(self):
        section = ready_article().section

        form = typed(headline="Ferry returns", body="<p>It does.</p>", section=section.pk, _verb="publish")
        self.client.post(address(page="add"), form)

        self.assertEqual(live_headline(), "Ferry returns")

    def test_keeps_the_text_when_it_is_refused_and_says_why(self):
        story = a_draft("Bridge reopens")

        answer = press(self.client, story, "verb=publish", headline="Bridge is open")

        story.refresh_from_db()
        self.assertEqual(story.headline, "Bridge is open")
        self.assertEqual(told(answer), ["Not published: It is in no section. Your text is saved."])
        self.assertEqual((live_headline(), story.revisions.count()), (None, 2))  # what stood there, and what came

    def test_says_what_kind_of_change_it_is(self):
        story = published(by=self.ed)
        with travel(at("09:00")):
            press(self.client, story, "verb=publish", publish__change="silent")
        with travel(at("10:00")):
            press(self.client, story, "verb=publish", publish__change="update")

        changes = [(e.change, e.updated_at) for e in story.editions.order_by("number")]
        self.assertEqual(changes, [("first", None), ("silent", None), ("update", at("10:00"))])

    def test_a_correction_carries_its_notice(self):
        story = published(by=self.ed)

        press(self.client, story, "verb=publish", publish__change="correction", publish__notice="It was Tuesday.")

        self.assertEqual(Correction.objects.get().text, "It was Tuesday.")

    def test_keeps_what_was_typed_into_a_refused_confirmation(self):
        story = published(by=self.ed)

        answer = press(self.client, story, "verb=publish", publish__change="correction")

        self.assertIn("A correction needs a notice that says what was wrong. Your text is saved.", told(answer)[0])
        self.assertContains(answer, '<dialog id="publish" aria-labelledby="publish-heading" open>')
        self.assertEqual(answer.context["verbs"]["publish"]["change"].value(), "correction")
        self.assertNotContains(self.client.get(address(story)), "open>")

    def test_saves_nothing_and_publishes_nothing_while_a_field_is_wrong(self):
        story = ready_article("Bridge reopens")

        answer = press(self.client, story, "verb=publish", headline="Bridge is open", search_title="x" * 121)

        self.assertContains(answer, "Please correct the error below.")
        self.assertContains(answer, "Bridge is open")
        self.assertEqual(live_headline(), None)

    def test_knows_no_other_verbs(self):
        story = ready_article()
        moment = {"move-99-day": "2026-05-15", "move-99-time": "06:00"}
        for value in ("", "delete", "publish:1", "move:99", "move:x", "take_out", "take_out:²"):
            answer = press(self.client, story, f"verb={value}", **moment)
            self.assertEqual(told(answer), ["Nothing was done: that button is no longer there."])


class ScheduleTests(VerbsTestCase):
    def schedule(self, story, day, time, **more):
        return press(self.client, story, "verb=schedule", schedule__day=day, schedule__time=time, **more)

    def test_takes_a_day_and_a_time_of_the_newsrooms_clock(self):
        answer = self.schedule(ready_article("Bridge reopens"), "2026-05-15", "06:00")

        self.assertEqual(told(answer), ["Scheduled: readers get this text on Fri 15 May, 06:00 BST."])
        self.assertIsNone(live_headline(at("2026-05-15 05:59:59")))
        self.assertEqual(live_headline(at("2026-05-15 06:00")), "Bridge reopens")

    def test_refuses_what_is_over_or_no_time_at_all(self):
        story = ready_article()
        told_of = {
            (
                "2026-05-14",
                "07:59",
            ): f"Not published: {said(at('07:59'))} is in the past. Choose a later time, or publish now.",
            ("", ""): "Choose a day and a time.",
            ("2026-05-14", ""): "Choose a day and a time.",
            ("soon", "18:00"): "This is not a day: write it as 2026-05-14.",
            ("2026-05-14", "25:00"): "This is not a time: write it as 18:00.",
            ("9999-12-31", "23:59"): "Choose a day of this century or the next.",
            ("0001-01-01", "00:00"): "Choose a day of this century or the next.",
        }
        for (day, time), why in told_of.items():
            self.assertEqual(told(self.schedule(story, day, time)), [f"{why} Your text is saved."])
        self.assertQuerySetEqual(Edition.objects.all(), [])

    def test_explains_the_hours_that_the_clocks_skip_or_show_twice(self):
        story = ready_article()

        skipped = told(self.schedule(story, "2027-03-28", "01:30"))[0]
        twice = told(self.schedule(story, "2026-10-25", "01:30"))[0]

        self.assertIn("There is no 01:30 on Sunday 28 March: the clocks go forward then.", skipped)
        self.assertIn("01:30 on Sunday 25 October comes twice, in BST and again in GMT", twice)
        self.assertQuerySetEqual(Edition.objects.all(), [])

    def test_a_later_save_does_not_change_what_was_scheduled(self):
        story = ready_article("Bridge reopens")
        self.schedule(story, "2026-05-15", "06:00")

        press(self.client, story, "continue", headline="Bridge falls down")

        self.assertEqual(live_headline(at("2026-05-15 06:00")), "Bridge reopens")


class PlanTests(VerbsTestCase):
    """Move, Replace and Take out, of what is set for later."""

    def setUp(self):
        super().setUp()
        self.story = ready_article("Bridge reopens")
        press(self.client, self.story, "verb=schedule", schedule__day="2026-05-15", schedule__time="06:00")
        self.waiting = self.story.editions.get()

    def test_move(self):
        when = {f"move-{self.waiting.pk}-day": "2026-05-15", f"move-{self.waiting.pk}-time": "09:00"}
        answer = press(self.client, self.story, f"verb=move:{self.waiting.pk}", **when)

        self.assertEqual(told(answer), ["Moved to Fri 15 May, 09:00 BST."])
        self.assertIsNone(live_headline(at("2026-05-15 08:59:59")))
        self.assertEqual(live_headline(at("2026-05-15 09:00")), "Bridge reopens")

    def test_take_out(self):
        press(self.client, self.story, f"verb=take_out:{self.waiting.pk}")

        self.assertIsNone(live_headline(at("2026-05-15 06:00")))

    def test_replace(self):
        press(self.client, self.story, f"verb=replace:{self.waiting.pk}", headline="Bridge is open")

        self.assertIsNone(live_headline(at("2026-05-15 05:59:59")))
        self.assertEqual(live_headline(at("2026-05-15 06:00")), "Bridge is open")

    def test_touch_no_other_story(self):
        other = ready_article("Ferry returns")

        answer = press(self.client, other, f"verb=take_out:{self.waiting.pk}")

        self.assertEqual(told(answer), ["Nothing was done: that button is no longer there."])
        self.assertEqual(live_headline(at("2026-05-15 06:00")), "Bridge reopens")


class WithdrawTests(VerbsTestCase):
    def test_takes_it_off_the_site(self):
        story = published(by=self.ed)

        answer = press(self.client, story, "verb=withdraw", withdraw__when="now", withdraw__reason="Lawyers")

        self.assertEqual(told(answer), ["Withdrawn: readers get “not found”. It may return."])
        self.assertIsNone(live_headline())

    def test_ends_at_a_set_time_that_can_be_moved_and_taken_out(self):
        story = published("Bridge reopens", by=self.ed)
        day = {"withdraw__day": "2026-05-15", "withdraw__time": "06:00"}
        press(self.client, story, "verb=withdraw", withdraw__when="later", **day)
        self.assertIsNone(live_headline(at("2026-05-15 06:00")))

        pk = story.editions.get().pk
        press(self.client, story, f"verb=move:{pk}", **{f"move-{pk}-day": "2026-05-15", f"move-{pk}-time": "09:00"})
        self.assertEqual(live_headline(at("2026-05-15 08:59:59")), "Bridge reopens")
        self.assertIsNone(live_headline(at("2026-05-15 09:00")))

        press(self.client, story, f"verb=take_out:{pk}")
        self.assertEqual(live_headline(at("2026-05-15 09:00")), "Bridge reopens")

    def test_has_nothing_to_do_with_a_draft(self):
        answer = press(self.client, a_draft(), "verb=withdraw", withdraw__when="now")

        self.assertIn("Not withdrawn: readers have nothing of this story", told(answer)[0])


class KillTests(VerbsTestCase):
    def test_asks_for_a_reason(self):
        story = published("Bridge reopens", by=self.ed)

        answer = press(self.client, story, "verb=kill", kill__notice="Removed after a complaint.")

        self.assertEqual(told(answer), ["Not killed: say why, for the log. Your text is saved."])
        self.assertEqual(live_headline(), "Bridge reopens")
        self.assertContains(answer, "Removed after a complaint.")

    def test_is_for_good(self):
        story = published(by=self.ed)

        with travel(at("09:00")):
            press(self.client, story, "verb=kill", kill__reason="Lawyers", kill__notice="Removed after a complaint.")

        story.refresh_from_db()
        self.assertEqual((story.killed_at, live_headline(at("09:00"))), (at("09:00"), None))
        self.assertEqual(story.addresses.get().notice, "Removed after a complaint.")


class CorrectTests(VerbsTestCase):
    def test_adds_a_notice_and_leaves_both_texts(self):
        story = published("Bridge reopens", by=self.ed)

        answer = press(
            self.client,
            story,
            "verb=correct",
            headline="Rewritten",
            correct__kind="apology",
            correct__text="We erred.",
            correct__approved_by=hire("Stan Dard", "Standards editor").pk,
        )

        notice = Correction.objects.get()
        self.assertEqual((notice.kind, notice.text), ("apology", "We erred."))
        self.assertEqual(told(answer), ["Apology published: it stands on the story and the corrections page."])
        story.refresh_from_db()
        self.assertEqual((live_headline(), story.headline), ("Bridge reopens", "Rewritten"))

    def test_refuses_an_empty_notice(self):
        story = published(by=self.ed)

        answer = press(self.client, story, "verb=correct", correct__kind="correction", correct__text=" ")

        self.assertEqual(told(answer), ["Not corrected: say what was wrong and what is right. Your text is saved."])
