from datetime import timedelta

from defusedxml.ElementTree import fromstring
from django.conf import settings
from django.test import override_settings

from articles import sitemaps
from articles.models import Article
from articles.tests.factories import a_draft, a_section, published, ready_article
from articles.workflow import kill, publish, schedule, withdraw
from newsroom.testing import NewsroomTestCase, at, travel

SITE = settings.SITE_URL
S, N = "{http://www.sitemaps.org/schemas/sitemap/0.9}", "{http://www.google.com/schemas/sitemap-news/0.9}"


class SitemapTestCase(NewsroomTestCase):
    def read(self, path: str):
        response = self.client.get(path)
        self.assertEqual((response.status_code, response["Content-Type"]), (200, "application/xml; charset=utf-8"))
        return fromstring(response.content)

    def paths(self, path: str) -> list[str]:
        return [loc.text.removeprefix(SITE) for loc in self.read(path).iter(f"{S}loc")]


class IndexTests(SitemapTestCase):
    def test_names_the_months_that_have_stories_newest_first(self):
        published("A", by=self.ed, moment=at("2024-02-29 10:00"))
        published("B", by=self.ed, moment=at("2024-04-01 10:00"))
        published("C", by=self.ed)

        maps = [f"/sitemaps/{name}.xml" for name in ("news", "2026-05", "2024-04", "2024-02")]
        self.assertEqual(self.paths("/sitemap.xml"), maps)
        self.assertEqual([self.client.get(path).status_code for path in maps], [200] * 4)

    def test_knows_months_by_the_newsrooms_clock(self):
        published("A", by=self.ed, moment=at("2025-07-01 00:30"))  # still June in UTC

        self.assertEqual(self.paths("/sitemap.xml")[1:], ["/sitemaps/2025-07.xml"])
        self.assertEqual(self.paths("/sitemaps/2025-07.xml"), ["/town-hall/2025/07/01/a/"])

    def test_of_an_empty_paper_holds_the_news_alone(self):
        self.assertEqual(self.paths("/sitemap.xml"), ["/sitemaps/news.xml"])
        self.assertEqual(self.paths("/sitemaps/news.xml"), [])


class MonthTests(SitemapTestCase):
    def test_holds_its_stories_and_when_they_changed(self):
        story = published("Bridge", by=self.ed, moment=at("2026-04-30 23:59:59"))
        published("Ferry", by=self.ed, moment=at("2026-04-01 00:00"))
        published("May", by=self.ed, moment=at("2026-05-01 00:00"))
        publish(story, by=self.ed)

        changed = [e.text for e in self.read("/sitemaps/2026-04.xml").iter(f"{S}lastmod")]
        paths = ["/town-hall/2026/04/30/bridge/", "/town-hall/2026/04/01/ferry/"]
        self.assertEqual(self.paths("/sitemaps/2026-04.xml"), paths)
        self.assertEqual(changed, ["2026-05-14T07:00:00+00:00", "2026-03-31T23:00:00+00:00"])

    def test_is_not_there_without_stories_or_without_such_a_month(self):
        published(by=self.ed)

        for name in ("2026-04", "2026-06", "2026-13", "2026-00", "0000-01", "0001-01", "9999-12", "2026-5"):
            self.assertEqual(self.client.get(f"/sitemaps/{name}.xml").status_code, 404, name)

    def test_every_address_in_it_answers(self):
        moved, gone = published("Bridge", by=self.ed), published("Ferry", by=self.ed)
        moved.section = a_section("Sport")
        moved.save()
        with travel(at("09:00")):
            publish(moved, by=self.ed)
            withdraw(gone, by=self.ed)

            self.assertEqual(self.paths("/sitemaps/2026-05.xml"), ["/sport/2026/05/14/bridge/"])

    def test_holds_no_more_than_it_may(self):
        self.addCleanup(setattr, sitemaps, "MOST", sitemaps.MOST)
        sitemaps.MOST = 1
        published("Older", by=self.ed, moment=at("07:00"))
        published("Newer", by=self.ed)

        self.assertEqual(self.paths("/sitemaps/2026-05.xml"), ["/town-hall/2026/05/14/newer/"])


class NewsTests(SitemapTestCase):
    def test_holds_two_days(self):
        for hours in (0, 47, 49):
            published(f"{hours} hours", by=self.ed, moment=at("08:00") - timedelta(hours=hours))

        self.assertEqual([e.text for e in self.read("/sitemaps/news.xml").iter(f"{N}title")], ["0 hours", "47 hours"])

    def test_says_who_and_when(self):
        published("Fish & chips <now>\x07", by=self.ed)

        news = self.read("/sitemaps/news.xml").find(f"{S}url/{N}news")

        self.assertEqual(news.findtext(f"{N}title"), "Fish & chips <now>")
        self.assertEqual(news.findtext(f"{N}publication_date"), "2026-05-14T07:00:00+00:00")
        self.assertEqual(news.findtext(f"{N}publication/{N}name"), settings.SITE_NAME)
        self.assertEqual(news.findtext(f"{N}publication/{N}language"), "en")

    def test_names_languages_as_search_programs_want_them(self):
        codes = {"en-gb": "en", "de": "de", "zh-hans": "zh-cn", "zh-hant": "zh-tw"}
        for code, wanted in codes.items():
            with override_settings(LANGUAGE_CODE=code):
                self.assertEqual(sitemaps.news_language(), wanted)


class LeakTests(SitemapTestCase):
    def test_only_live_stories_are_named(self):
        published("Bridge", by=self.ed)
        a_draft("Marker draft", section=a_section())
        killed, withdrawn = published("Marker killed", by=self.ed), published("Marker withdrawn", by=self.ed)
        lonely = published("Marker lonely", by=self.ed, moment=at("2020-01-01 10:00"))
        schedule(ready_article("Marker scheduled"), by=self.ed, at=at("18:00"))
        Article.objects.filter(headline="Bridge").update(headline="Marker unpublished change")
        with travel(at("09:00")):
            kill(killed, by=self.ed, note="Libel.")
            withdraw(withdrawn, by=self.ed)
            withdraw(lonely, by=self.ed)

            self.assertEqual(self.paths("/sitemap.xml")[1:], ["/sitemaps/2026-05.xml"])
            for path in ("/sitemaps/news.xml", "/sitemaps/2026-05.xml"):
                self.assertEqual(self.paths(path), ["/town-hall/2026/05/14/bridge/"])
                self.assertNotContains(self.client.get(path), "arker")


class ServingTests(SitemapTestCase):
    def test_asks_as_much_for_one_story_as_for_three(self):
        for number in range(2):
            published(f"A {number}", by=self.ed)
            published(f"B {number}", by=self.ed, moment=at(f"202{number}-01-01 10:00"))
            for path, queries in {"/sitemap.xml": 3, "/sitemaps/2026-05.xml": 1, "/sitemaps/news.xml": 1}.items():
                with self.assertNumQueries(queries):
                    self.client.get(path)

    def test_robots_are_told_where_to_look_and_where_not(self):
        response = self.client.get("/robots.txt")
        lines = response.content.decode().splitlines()

        self.assertEqual(response["Content-Type"], "text/plain; charset=utf-8")
        self.assertEqual(lines[:4], ["User-agent: *", "Disallow: /admin/", "Disallow: /preview/", "Disallow: /as-of/"])
        self.assertIn("Disallow: /search/", lines)
        self.assertEqual(lines[-2:], [f"Sitemap: {SITE}/sitemap.xml", f"Sitemap: {SITE}/sitemaps/news.xml"])
