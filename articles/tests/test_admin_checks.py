from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles import workflow
from articles.admin.checking import away
from articles.models import Edition, StyleRule
from articles.tests.desk import address, press, told, typed
from articles.tests.factories import a_draft, a_photo, ready_article
from newsroom.testing import NewsroomTestCase, at, hire, travel


class DeskTestCase(NewsroomTestCase):
    def setUp(self):
        super().setUp()
        self.client.force_login(self.ed)


class ChecksTests(DeskTestCase):
    def ask(self, story=None, **changes):
        door = address(story, "checks") if story else reverse("admin:articles_article_check_new")
        return self.client.post(door, typed(story, **changes))

    def test_look_at_what_is_typed_and_save_nothing(self):
        story = ready_article("Bridge reopens")

        answer = self.ask(story, headline="TK reopens")

        self.assertContains(answer, "“TK” still stands in the headline: “TK reopens”.")
        self.assertContains(answer, '<a href="#id_headline">Go there</a>')
        story.refresh_from_db()
        self.assertEqual((story.headline, story.revisions.count()), ("Bridge reopens", 0))

    def test_know_a_story_that_was_never_saved(self):
        answer = self.ask(headline="Ferry returns")

        self.assertContains(answer, "It is in no section.")
        self.assertContains(answer, '<a href="#bylines-heading">Go there</a>')

    def test_say_so_when_nothing_is_wrong(self):
        self.assertContains(self.ask(ready_article()), "The checks find nothing.", count=2)

    def test_are_closed_to_the_wrong_person(self):
        reader = hire("Moll Dunn", "Moderator")
        private, handed_on = a_draft(), ready_article(stage="desk")
        for user, story, status in (
            (self.rita, private, 404),
            (reader, handed_on, 403),
            (reader, None, 403),
            (self.rae, handed_on, 302),
        ):
            self.client.force_login(user)
            self.assertEqual(self.ask(story).status_code, status)

    def test_are_asked_by_post(self):
        self.assertEqual(self.client.get(address(ready_article(), "checks")).status_code, 405)
        self.assertEqual(self.client.post(reverse("admin:articles_article_checks", args=[999])).status_code, 404)

    def test_take_the_same_few_queries_whatever_is_typed(self):
        story = ready_article()
        figure = '<figure data-photo="{}"><figcaption>At dawn.</figcaption></figure>'
        full = "<p>One.</p>" + "".join(figure.format(a_photo().pk) for _ in range(3))
        self.ask(story)
        with self.assertNumQueries(self.queries(story, story.body)):
            self.ask(story, body=full)

    def queries(self, story, body) -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            self.ask(story, body=body)
        return len(asked)

    def test_stand_on_the_form_and_in_the_confirmations(self):
        StyleRule.objects.create(words="advisor", instead="adviser", severity="stop")
        story = ready_article(standfirst="An advisor.")

        page = self.client.get(address(story))

        self.assertContains(page, f'data-door="{address(story, "checks")}"')
        self.assertContains(page, "“advisor” stands in the standfirst: the house writes “adviser”.", count=3)

    def test_wait_for_the_first_word_of_a_new_story(self):
        page = self.client.get(address(page="add"))

        self.assertContains(page, f'data-door="{reverse("admin:articles_article_check_new")}"')
        self.assertNotContains(page, "The checks find nothing")

    def test_refuse_to_publish(self):
        answer = press(self.client, ready_article(), "verb=publish", body="<p>TK</p>")

        self.assertEqual(told(answer), ["Not published: “TK” still stands in the text: “TK”. Your text is saved."])
        self.assertQuerySetEqual(Edition.objects.all(), [])


class MomentTests(DeskTestCase):
    def ask(self, story, **asked):
        asked = {f"schedule-{name}": value for name, value in asked.items()}
        return self.client.get(address(story, "moment"), asked)

    def test_says_the_moment_with_its_zone_and_how_far_away_it_is(self):
        answer = self.ask(ready_article(), day="2026-05-14", time="11:20")

        self.assertContains(answer, "<b>Thursday 14 May 2026, 11:20 BST</b> (Europe/London, now BST), in 3 h 20 min.")
        self.assertContains(answer, "Nothing stands against that moment.")

    def test_says_how_far_in_words(self):
        for time, words in (
            ("08:01", "in 1 min"),
            ("2026-05-15 08:00", "in 1 day"),
            ("2026-05-16 10:30", "in 2 days 2 h"),
            ("07:00", ""),
        ):
            self.assertEqual(away(at(time)), words)

    def test_names_conflicts(self):
        story = ready_article()
        workflow.embargo(story, by=self.ed, until=at("18:00"))

        answer = self.ask(story, day="2026-05-14", time="17:00", end_day="2026-05-14", end_time="17:30")

        self.assertContains(answer, "The embargo ends Thu 14 May, 18:00 BST, later than Thu 14 May, 17:00 BST.")

    def test_offers_both_hours_when_the_clocks_go_back(self):
        answer = self.ask(ready_article(), day="2026-10-25", time="01:30")
        self.assertContains(answer, "01:30 on Sunday 25 October comes twice, in BST and again in GMT")
        self.assertContains(answer, 'type="radio"', count=2)

        answer = self.ask(ready_article(), day="2026-10-25", time="01:30", zone="GMT")
        self.assertContains(answer, 'value="GMT" checked')
        self.assertContains(answer, "<b>Sunday 25 October 2026, 01:30 GMT</b>")

    def test_says_what_is_no_time_and_nothing_of_what_is_half_typed(self):
        self.assertContains(self.ask(ready_article(), day="2027-03-28", time="01:30"), "There is no 01:30")
        self.assertContains(self.ask(ready_article(), day="x", time="06:00"), "This is not a day")
        self.assertNotContains(self.ask(ready_article(), day="2026-05-15"), "says--stop")
        self.assertEqual(self.ask(ready_article()).status_code, 200)

    def test_is_for_those_who_may_schedule(self):
        story = ready_article(created_by=self.rita)
        self.client.force_login(self.rita)

        self.assertEqual(self.ask(story).status_code, 403)
        self.assertEqual(self.ask(ready_article()).status_code, 404)


class StartAndEndTests(DeskTestCase):
    def schedule(self, story, end_day="", end_time="", **more):
        when = {"schedule__day": "2026-05-15", "schedule__time": "06:00"}
        return press(
            self.client, story, "verb=schedule", **when, schedule__end_day=end_day, schedule__end_time=end_time, **more
        )

    def test_are_planned_together(self):
        story = ready_article()

        answer = self.schedule(story, "2026-05-16", "06:00")

        self.assertEqual(
            told(answer), ["Scheduled: readers get this text on Fri 15 May, 06:00 BST, until Sat 16 May, 06:00 BST."]
        )
        live = [
            Edition.objects.live(at(f"2026-05-{time}")).count()
            for time in ("15 05:59", "15 06:00", "16 05:59", "16 06:00")
        ]
        self.assertEqual(live, [0, 1, 1, 0])

    def test_an_end_before_the_start_is_refused_in_one_sentence(self):
        answer = self.schedule(ready_article(), "2026-05-14", "18:00")

        self.assertEqual(
            told(answer),
            [
                "The end, Thu 14 May, 18:00 BST, comes before the start, Fri 15 May, 06:00 BST. Choose a later end. "
                "Your text is saved."
            ],
        )
        self.assertContains(answer, 'value="18:00"')
        self.assertQuerySetEqual(Edition.objects.all(), [])

    def test_half_an_end_is_no_end(self):
        self.assertIn(
            "The end needs a day and a time, or neither.", told(self.schedule(ready_article(), "2026-05-16"))[0]
        )
        self.assertQuerySetEqual(Edition.objects.all(), [])

    def test_both_or_neither(self):
        """Somebody who may schedule and not withdraw gets neither."""
        self.client.force_login(self.ed)
        self.ed.user_permissions.remove(*self.ed.user_permissions.filter(codename="withdraw_article"))

        answer = self.schedule(ready_article(), "2026-05-16", "06:00")

        self.assertIn("You may not withdraw this story.", told(answer)[0])
        self.assertQuerySetEqual(Edition.objects.all(), [])
        self.assertNotContains(answer, "schedule-end_day")

    def test_the_hour_that_comes_twice_can_be_chosen(self):
        press(
            self.client,
            ready_article(),
            "verb=schedule",
            schedule__day="2026-10-25",
            schedule__time="01:30",
            schedule__zone="GMT",
        )

        self.assertEqual(Edition.objects.get().live_from.isoformat(), "2026-10-25T01:30:00+00:00")

    def test_what_is_wrong_with_the_row_stands_in_the_dialog(self):
        story = ready_article("Bridge reopens")
        self.schedule(story)
        with travel(at("09:00")):
            press(self.client, story, "verb=publish", headline="Bridge is open")
            page = self.client.get(address(story))

        self.assertContains(page, "The text scheduled for Fri 15 May, 06:00 BST is older than the first text")


class StyleRuleTests(NewsroomTestCase):
    def test_are_kept_by_those_with_the_right(self):
        rules = reverse("admin:articles_stylerule_changelist")
        StyleRule.objects.create(words="advisor", instead="adviser")
        self.client.force_login(hire("Ann Ode", "Admin"))

        self.assertContains(self.client.get(rules, {"q": "advis"}), "advisor")
        form = {"words": "upcoming", "instead": "coming", "why": "", "severity": "advice"}
        self.client.post(reverse("admin:articles_stylerule_add"), form)
        self.assertEqual(StyleRule.objects.count(), 2)

        self.client.force_login(self.rita)
        self.assertEqual(self.client.get(rules).status_code, 403)
