from django.urls import reverse

from articles import workflow
from articles.tests.factories import a_draft, a_section, published, ready_article
from newsroom.daylight import clock_change
from newsroom.testing import NewsroomTestCase, at, hire, travel

PLAN = reverse("admin:articles_article_plan")


class PlanTests(NewsroomTestCase):
    def setUp(self):
        super().setUp()
        self.client.force_login(self.ed)

    def seen(self, week="") -> list[tuple]:
        """Day of the month, time, kind, what, and of which story."""
        days = self.client.get(PLAN, {"week": week} if week else {}).context["days"]
        return [
            (day.date.day, f"{entry.at.astimezone(at('08:00').tzinfo):%H:%M}", entry.kind, entry.what, entry.name)
            for day in days
            for entry in day.entries
        ]

    def test_shows_what_readers_got_and_get(self):
        story = published("Bridge reopens", by=self.ed, moment=at("2026-05-12 09:00"))
        workflow.schedule(story, by=self.ed, at=at("2026-05-15 06:00"))
        workflow.withdraw(story, by=self.ed, at=at("2026-05-17 23:59"))

        self.assertEqual(
            self.seen(),
            [
                (12, "09:00", "public", "new story", "Bridge reopens"),
                (15, "06:00", "sched", "update", "Bridge reopens"),
                (17, "23:59", "takes", "off the site", "Bridge reopens"),
            ],
        )

    def test_shows_embargoes_that_end_and_what_is_due(self):
        a_draft("Budget", embargoed_until=at("2026-05-15 05:00"), due_at=at("07:00"), assignee=self.rita)

        self.assertEqual(
            self.seen(), [(14, "07:00", "late", "due", "Budget"), (15, "05:00", "changes", "embargo ends", "Budget")]
        )
        self.assertContains(self.client.get(PLAN), "Rita Vale, Draft")

    def test_leaves_out_what_was_taken_out(self):
        workflow.unschedule(workflow.schedule(ready_article(), by=self.ed, at=at("18:00")), by=self.ed)

        self.assertEqual(self.seen(), [])

    def test_says_what_will_go_wrong(self):
        story = published("Bridge reopens", by=self.ed)
        workflow.schedule(story, by=self.ed, at=at("18:00"))
        story.remarks.create(text="Who says so?", must_fix=True, said_by=self.ed)

        self.assertIn((14, "18:00", "stop", "update", "Bridge reopens"), self.seen())
        self.assertContains(self.client.get(PLAN), "a comment by Ed Marsh must be settled")

    def test_goes_from_week_to_week(self):
        workflow.schedule(ready_article("Ferry"), by=self.ed, at=at("2026-05-18 00:00"))

        page = self.client.get(PLAN)
        self.assertContains(page, "week 20, 11–17 May 2026")
        self.assertContains(page, 'href="?week=2026-W19"')
        self.assertContains(page, 'href="?week=2026-W21"')
        self.assertEqual([self.seen(), self.seen("2026-W21")], [[], [(18, "00:00", "sched", "new story", "Ferry")]])

    def test_what_is_no_week_is_said(self):
        for week in ("2026-W54", "soon", "2026-05", "99999-W01", "-W", "²-W1"):
            self.assertContains(self.client.get(PLAN, {"week": week}), "week 20, 11–17 May 2026")
            self.assertContains(self.client.get(PLAN, {"week": week}), "There is no week")

    def test_a_week_over_new_year(self):
        self.assertContains(self.client.get(PLAN, {"week": "2026-W53"}), "week 53, 28 December 2026 – 3 January 2027")

    def test_says_when_the_clocks_change_and_which_hour_is_meant(self):
        workflow.schedule(ready_article("Ferry"), by=self.ed, at=at("2026-10-25 06:00"))

        page = self.client.get(PLAN, {"week": "2026-W43"})

        self.assertContains(page, "The clocks go back: 02:00 BST becomes 01:00 GMT.")
        self.assertContains(page, "06:00 GMT</time>")
        self.assertIsNone(clock_change(at("08:00").date()))

    def test_names_the_zone(self):
        self.assertContains(self.client.get(PLAN), "newsroom time (Europe/London, now BST)")

    def test_shows_nobody_what_they_may_not_see(self):
        """Not the title, not the time, not a count."""
        secret = ready_article("Secret budget", section=a_section("Town Hall"), stage="ready")
        workflow.embargo(secret, by=self.ed, until=at("2026-05-15 05:00"))
        workflow.schedule(secret, by=self.ed, at=at("2026-05-15 06:00"))
        a_draft("Private idea", due_at=at("18:00"))
        workflow.schedule(ready_article("Open story"), by=self.ed, at=at("2026-05-15 07:00"))

        self.client.force_login(hire("Moll Dunn", "Moderator"))
        page = self.client.get(PLAN)

        self.assertNotContains(page, "Secret budget")
        self.assertNotContains(page, "Private idea")
        self.assertEqual(self.seen(), [(15, "07:00", "sched", "new story", "Open story")])

    def test_is_for_the_newsroom(self):
        for user, status in ((self.rae, 302), (self.pia, 200), (self.rita, 200)):
            self.client.force_login(user)
            self.assertEqual(self.client.get(PLAN).status_code, status)
        self.assertEqual(self.client.post(PLAN).status_code, 405)

    def test_stands_in_the_header(self):
        self.assertContains(self.client.get(reverse("admin:index")), f'<a href="{PLAN}">Plan</a>')
        self.assertContains(self.client.get(PLAN), f'<a href="{PLAN}" aria-current="page">Plan</a>')

    def test_takes_the_same_queries_for_one_story_and_for_three(self):
        self.client.get(PLAN)
        for count in (1, 3):
            for _ in range(count):
                story = published(by=self.ed)
                with travel(at("08:10")):
                    workflow.schedule(story, by=self.ed, at=at("18:00"))
                a_draft(due_at=at("07:00"), section=a_section(), assignee=self.rita)
            with self.assertNumQueries(19):
                self.client.get(PLAN)
