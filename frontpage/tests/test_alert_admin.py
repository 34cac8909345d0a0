"""Breaking news at the desk: the list, the form, the confirmations, the first screen."""

from django.urls import reverse

from articles.tests.desk import told
from articles.tests.factories import published, ready_article
from articles.workflow import hold, withdraw
from frontpage.breaking import approve, correct, draft, end
from frontpage.models import Alert
from frontpage.tests.test_breaking import TEXT, AlertTestCase
from newsroom.testing import at, person, travel


def address(page="changelist", alert=None):
    return reverse(f"admin:frontpage_alert_{page}", args=[alert.pk] if alert else [])


class AlertAdminTestCase(AlertTestCase):
    def setUp(self):
        super().setUp()
        self.client.force_login(self.fay)

    def write(self, alert=None, **changes):
        """Fill in the form and save it; answers the page that follows."""
        page = address("change", alert) if alert else address("add")
        facts = {"text": TEXT, "article": self.story.pk, "importance": "major", "minutes": 120, "seen": 1}
        return self.client.post(page, facts | changes, follow=True)

    def press(self, alert, verb, **typed):
        typed = {f"{verb}-{name}": value for name, value in typed.items()}
        return self.client.post(address("verb", alert), {"_verb": verb, **typed}, follow=True)

    def offered(self, alert) -> list[str]:
        return [verb.name for verb in self.client.get(address("change", alert)).context["verbs"]]


class WriteTests(AlertAdminTestCase):
    def test_keeps_an_alert_that_waits_and_says_who_approves(self):
        page = self.write()

        self.assertEqual(told(page), ["It waits for another person. Dora Finch or Noor Amin can."])
        self.assertEqual((Alert.objects.get().drafted_by, self.seen()), (self.fay, None))

    def test_says_one_sentence_and_loses_nothing(self):
        page = self.write(text="a" * 121, minutes="4")

        self.assertContains(page, "It has 121 letters; a banner holds 120.")
        self.assertContains(page, "It can stay between 5 minutes and 24 hours.")
        self.assertContains(page, "a" * 121)

    def test_takes_no_story_that_readers_cannot_open(self):
        page = self.write(article=ready_article("Secret plan").pk)

        self.assertContains(page, "Readers can’t open that story now: choose another.")
        self.assertNotContains(page, "Secret plan")

    def test_keeps_both_texts_when_two_changed_it(self):
        alert = self.waiting()
        self.client.force_login(self.dora)
        self.write(alert, text="The fire is out")
        self.client.force_login(self.fay)

        page = self.write(alert, text="Two are hurt")

        self.assertContains(page, "Dora Finch changed it Thu 14 May, 08:00 BST. It says now: “The fire is out”")
        self.assertContains(page, "Two are hurt")
        self.assertContains(page, 'name="seen" value="2"')

    def test_begins_a_new_draft_with_what_was_typed_when_it_went_up_meanwhile(self):
        alert = self.waiting()
        approve(alert, by=self.dora, version=1)

        page = self.write(alert, text="Two are hurt")

        self.assertIn("What you wrote stands in a new draft here.", told(page)[0])
        self.assertEqual(page.context["adminform"].form["text"].value(), "Two are hurt")
        self.assertEqual(Alert.objects.get().text, TEXT)

    def test_is_refused_to_those_who_may_not(self):
        for user, status in {self.rita: 403, self.rae: 302, self.fay: 200}.items():
            self.client.force_login(user)
            self.assertEqual(self.client.get(address("add")).status_code, status)


class StoriesTests(AlertAdminTestCase):
    def found(self, words=""):
        answer = self.client.get(address("stories"), {"term": words}).json()
        return [one["text"] for one in answer["results"]]

    def test_finds_only_what_readers_can_open(self):
        ready_article("Mill secret plan")
        withdraw(published("Mill withdrawn", by=self.ed), by=self.ed)

        self.assertEqual(self.found(), ["Fire at the mill (Town Hall, 07:30)"])
        self.assertEqual(self.found("mill"), ["Fire at the mill (Town Hall, 07:30)"])
        self.assertEqual(self.found("ferry"), [])

    def test_is_closed_to_those_who_may_not_draft(self):
        self.client.force_login(self.rita)

        self.assertEqual(self.client.get(address("stories")).status_code, 403)


class VerbTests(AlertAdminTestCase):
    def test_is_approved_with_its_consequence_said(self):
        alert = self.waiting()
        self.client.force_login(self.dora)
        self.assertContains(self.client.get(address("change", alert)), "<b>Above every page, now, until 10:00.</b>")

        page = self.press(alert, "approve", version=1)

        self.assertEqual((told(page), self.seen()), (["It is up until 10:00."], TEXT))

    def test_is_not_offered_to_its_writer(self):
        alert = self.waiting(by=self.dora)
        self.client.force_login(self.dora)

        self.assertEqual(self.offered(alert), ["drop"])
        self.assertContains(
            self.client.get(address("change", alert)), "You wrote it, so somebody else must approve it. Noor Amin can."
        )

    def test_asks_its_writer_for_a_reason_at_night(self):
        alert = self.waiting(by=self.noor)
        self.client.force_login(self.noor)

        page = self.press(alert, "approve", version=1, night_reason="")
        self.assertContains(page, "say why it can’t wait for a second person.")
        self.press(alert, "approve", version=1, night_reason="Alone until six.")

        self.assertEqual(self.seen(), TEXT)
        self.assertContains(self.client.get(address()), "Sent by Noor Amin alone, 08:00: “Alone until six.”")

    def test_does_not_approve_another_text_than_was_read(self):
        alert = self.waiting()
        self.write(alert, text="Two are hurt")
        self.client.force_login(self.dora)

        page = self.press(alert, "approve", version=1)

        self.assertIn("Nothing went up: Fay Quill changed it", told(page)[0])
        self.assertContains(page, 'name="approve-version" value="2"')

    def test_offers_what_fits(self):
        alert = self.waiting()
        self.client.force_login(self.dora)
        waiting = self.offered(alert)
        self.press(alert, "approve", version=1)
        up = self.offered(alert)
        self.press(alert, "take_down")

        self.assertEqual(
            [waiting, up, self.offered(alert)], [["approve", "drop"], ["take_down", "correct"], ["correct"]]
        )
        self.assertIsNone(self.seen())

    def test_answers_a_button_that_is_no_longer_there(self):
        alert = self.waiting()

        for button in ("", "correct", "sing", "take_down"):
            self.assertEqual(len(told(self.press(alert, button))), 1)
        self.assertEqual(self.client.get(address("verb", alert)).status_code, 405)
        self.assertTrue(Alert.objects.get().is_waiting)

    def test_begins_a_correction_with_the_wrong_words(self):
        wrong = self.up("Fire at the school")
        page = self.client.get(address("add"), {"corrects": wrong.pk})
        self.assertContains(page, "Puts right “Fire at the school”.")

        self.write(corrects=wrong.pk)

        self.assertEqual(Alert.objects.first().corrects, wrong)


class ListTests(AlertAdminTestCase):
    def test_has_what_waits_then_what_is_up_then_what_was(self):
        self.up("The first")
        with travel(at("08:05")):
            banner = self.up("The second")
        with travel(at("08:10")):
            correct(banner, by=self.fay, text="The third", article=self.story)

        with travel(at("08:20")):
            rows = [alert.row for alert in self.client.get(address()).context["cl"].result_list]

        self.assertEqual(
            [(row.words, row.mark[1], row.facts[-1]) for row in rows],
            [
                ("The third", "Waits for approval", "Written by Fay Quill, 08:10."),
                ("The second", "Up until 10:05", "Approved by Dora Finch, 08:05."),
                ("The first", "Over", "Was up 08:00 to 08:05, when another took its place."),
            ],
        )

    def test_keeps_corrections_and_ends_in_sight(self):
        wrong = self.up("Fire at the school")
        with travel(at("08:05")):
            end(wrong, by=self.noor)
        with travel(at("08:10")):
            approve(correct(wrong, by=self.fay, text=TEXT, article=self.story), by=self.dora, version=1)
            page = self.client.get(address())

        self.assertContains(page, f"Corrected by “{TEXT}”, 08:10.")
        self.assertContains(page, "Corrects “Fire at the school” of 08:00.")
        self.assertContains(page, "taken down by Noor Amin")

    def test_costs_the_same_with_one_and_with_three(self):
        first = end(self.up(), by=self.noor)
        for number in (1, 3):
            with self.subTest(number), self.assertNumQueries(10):
                self.client.get(address())
            self.waiting()
            approve(correct(first, by=self.fay, text="New", article=self.story), by=self.dora, version=1)

    def test_says_nothing_of_a_story_that_is_secret_now(self):
        alert = self.waiting()
        hold(self.story, by=self.ed, note="A complaint.")

        page = self.client.get(address())

        self.assertContains(page, "A story that you may not see")
        self.assertNotContains(page, "mill")
        self.assertEqual(self.client.get(address("change", alert)).status_code, 403)
        self.assertEqual(self.press(alert, "drop").status_code, 404)


class FirstScreenTests(AlertAdminTestCase):
    def test_shows_what_waits_to_those_who_may_approve(self):
        self.waiting()
        for user, is_shown in {self.dora: True, self.noor: True, self.fay: False, self.rita: False}.items():
            self.client.force_login(user)
            self.assertEqual(TEXT in self.client.get("/admin/").content.decode(), is_shown, user)

    def test_has_a_way_there_for_those_who_may_draft_or_approve(self):
        for user, times in {self.fay: 2, self.dora: 2, self.rita: 0}.items():  # in their menu, too
            self.client.force_login(user)
            self.assertContains(self.client.get("/admin/"), f'href="{address()}">Breaking news', times)

    def test_shows_what_is_up_and_not_what_was(self):
        self.up(minutes=30)
        self.client.force_login(self.dora)

        self.assertContains(self.client.get("/admin/"), "Up until 08:30")
        with travel(at("08:30")):
            self.assertNotContains(self.client.get("/admin/"), TEXT)

    def test_says_nothing_of_a_story_that_is_secret_now(self):
        self.waiting()
        hold(self.story, by=self.ed, note="A complaint.")
        self.client.force_login(self.dora)

        self.assertNotContains(self.client.get("/admin/"), "mill")

    def test_is_there_for_standards_who_only_approve(self):
        sid = person("Sid Rowe", "approve_alert", "view_article")
        draft(self.fay, TEXT, self.story)
        self.client.force_login(sid)

        self.assertContains(self.client.get("/admin/"), TEXT)
        self.assertEqual(self.offered(Alert.objects.get()), ["approve", "drop"])
