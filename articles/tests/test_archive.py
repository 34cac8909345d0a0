from datetime import date, timedelta

from articles import days
from articles.querysets import Mark
from articles.tests.factories import published, ready_article
from articles.tests.runs import a_run
from articles.workflow import schedule, withdraw
from newsroom import clock
from newsroom.testing import NewsroomTestCase, at


class ArchiveTests(NewsroomTestCase):
    def test_leads_to_the_months_that_have_stories(self):
        published("Bridge", by=self.ed, moment=at("2024-02-29 10:00"))
        published("Ferry", by=self.ed)

        response = self.client.get("/archive/")

        self.assertEqual([year.year for year, _ in response.context["years"]], [2026, 2024])
        for path, there in (
            ("/archive/2024/02/", 1),
            ("/archive/2024/03/", 0),
            ("/archive/2025/", 0),
            ("/archive/2026/", 1),
        ):
            self.assertContains(response, f'"{path}"', count=there)

    def test_is_there_before_the_first_story(self):
        self.assertContains(self.client.get("/archive/"), "Nothing has been published yet.")

    def test_asks_the_same_of_one_story_and_of_three(self):
        for year in ("2020", "2022"):
            published(f"Story {year}", by=self.ed, moment=at(f"{year}-02-01 10:00"))
            with self.assertNumQueries(5):
                self.client.get("/archive/")


class YearTests(NewsroomTestCase):
    def test_leads_to_the_days_that_have_stories(self):
        published("Bridge", by=self.ed, moment=at("2024-02-29 10:00"))
        published("Late", by=self.ed, moment=at("2024-06-01 00:30"))  # still May in UTC

        response = self.client.get("/archive/2024/")

        self.assertEqual([month["month"].month for month in response.context["months"]], [2, 6])
        for path, there in (("/archive/2024/02/29/", 1), ("/archive/2024/02/28/", 0), ("/archive/2024/06/01/", 1)):
            self.assertContains(response, f'"{path}"', count=there)

    def test_knows_only_years_with_stories(self):
        published("Bridge", by=self.ed)

        paths = ("2025", "2027", "0000", "9999")
        self.assertEqual([self.client.get(f"/archive/{path}/").status_code for path in paths], [404] * 4)

    def test_asks_the_same_of_one_story_and_of_three(self):
        for month in ("02", "03"):
            published(f"Story {month}", by=self.ed, moment=at(f"2024-{month}-01 10:00"))
            with self.assertNumQueries(3):
                self.client.get("/archive/2024/")


class MonthAndDayTests(NewsroomTestCase):
    def headlines(self, path: str) -> list[str]:
        return [edition.headline for edition in self.client.get(path).context["stories"]]

    def test_list_what_was_first_published_then(self):
        published("Old", by=self.ed, moment=at("2026-04-30 23:59"))
        published("Bridge", by=self.ed, moment=at("2026-05-01 00:00"))
        published("Ferry", by=self.ed)

        self.assertEqual(self.headlines("/archive/2026/05/"), ["Ferry", "Bridge"])
        self.assertEqual(self.headlines("/archive/2026/05/01/"), ["Bridge"])

    def test_lead_to_their_neighbours(self):
        for moment in ("2026-03-30 10:00", "2026-05-01 10:00", "2026-05-14 07:00"):
            published(f"Story of {moment}", by=self.ed, moment=at(moment))

        self.assertContains(self.client.get("/archive/2026/05/01/"), 'href="/archive/2026/03/30/"')
        self.assertContains(self.client.get("/archive/2026/05/01/"), 'href="/archive/2026/05/14/"', count=2)
        self.assertContains(self.client.get("/archive/2026/05/"), 'href="/archive/2026/03/"')

    def test_go_on_before_the_last_story_shown(self):
        mark = Mark.of(a_run(22, by=self.ed, apart=timedelta(minutes=1))[19])

        for path in ("/archive/2026/05/", "/archive/2026/05/14/"):
            self.assertContains(self.client.get(path), f'href="{path}?before={mark}"')
            self.assertEqual(self.headlines(f"{path}?before={mark}"), ["Story 20", "Story 21"])

    def test_do_not_know_empty_or_impossible_ones(self):
        published("Bridge", by=self.ed)

        for path in (
            "2026/04",
            "2026/13",
            "2026/00",
            "2026/05/13",
            "2026/02/30",
            "2026/05/00",
            "0001/01/01",
            "9999/12/31",
        ):
            self.assertEqual(self.client.get(f"/archive/{path}/").status_code, 404, path)

    def test_show_nothing_that_is_not_live(self):
        schedule(ready_article("Soon"), by=self.ed, at=at("18:00"))
        withdraw(published("Gone", by=self.ed, moment=at("07:00")), by=self.ed)

        paths = ("/archive/2026/", "/archive/2026/05/", "/archive/2026/05/14/")
        self.assertEqual([self.client.get(path).status_code for path in paths], [404] * 3)

    def test_ask_the_same_of_one_story_and_of_three(self):
        for hour in ("06:00", "07:00"):
            published(f"Story of {hour}", by=self.ed, moment=at(hour))
            for path in ("/archive/2026/05/", "/archive/2026/05/14/"):
                with self.assertNumQueries(6):
                    self.client.get(path)


class SpanTests(NewsroomTestCase):
    def test_months_and_days_follow_the_calendar(self):
        december, february = days.Span.of_month(2026, 12), days.Span.of_month(2024, 2)

        self.assertEqual((december.first, december.after), (date(2026, 12, 1), date(2027, 1, 1)))
        self.assertEqual(len(february.days), 29)
        self.assertEqual(february.days[-1].after, february.after)

    def test_years_reach_back_to_the_oldest_story(self):
        published("Flood", by=self.ed, moment=at("1868-01-27 10:00"))

        self.assertEqual([span.first.year for span in days.years(clock.now())], [1868])
