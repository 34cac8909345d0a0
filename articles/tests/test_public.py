"""What holds for every page that readers get: nothing leaks, nothing is personal, nothing is scanned."""

import re

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from articles.tests.factories import a_draft, a_photo, a_section, a_series, a_topic, an_author, published, ready_article
from articles.workflow import correct, kill, publish, record, schedule, withdraw
from newsroom.testing import Cast, at, travel

DESK = {"articles_article", "articles_article_topics", "articles_byline", "articles_revision", "accounts_user"}
DESK |= {"django_session", "django_admin_log"}
SECRETS = ("Quixotic", "Zanzibar", "Ombudsman", "Xylophone", "Jabberwocky")


class PublicTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.ed = Cast().ed
        cls.photo = a_photo()
        facts = {"topics": [a_topic("Trams")], "authors": [an_author("Ines Calder", portrait=cls.photo)]}
        facts |= {"series": a_series("The long tide"), "picture": cls.photo, "section": a_section("Town Hall")}
        opinion, inner = a_section("Opinion", tone="opinion"), a_section("Schools", parent=a_section("Town"))
        with travel(at("07:00")):
            cls.story = published("Bridge reopens", by=cls.ed, series_part=1, **facts)
            correct(cls.story, by=cls.ed, text="It has five piers.")
        for number, section in enumerate((opinion, inner, facts["section"])):
            published(f"Story {number}", by=cls.ed, moment=at(f"0{number}:00"), **facts | {"section": section})
        cls.path = cls.story.editions.first().path

    def setUp(self):
        self.enterContext(travel(at("08:00")))

    def paths(self) -> list[str]:
        day = "/archive/2026/05/14/"
        lists = [
            "/latest/",
            "/archive/",
            "/archive/2026/",
            "/archive/2026/05/",
            day,
            "/corrections/",
            "/opinion/",
            "/town/",
        ]
        pages = [
            "/",
            "/town-hall/",
            "/town/schools/",
            "/topics/trams/",
            "/authors/ines-calder/",
            "/series/the-long-tide/",
        ]
        others = [
            "/search/",
            "/search/?q=bridge",
            "/feeds/latest.rss",
            "/sitemap.xml",
            "/sitemaps/news.xml",
            "/robots.txt",
        ]
        others += [f"/feeds/latest.{form}" for form in ("atom", "json")] + [
            "/town-hall/feed.rss",
            "/topics/trams/feed.rss",
        ]
        return [
            *pages,
            *lists,
            *others,
            "/sitemaps/2026-05.xml",
            self.path,
            self.photo.address(320),
            "/nothing/here.html",
        ]

    def read(self, path: str) -> str:
        response = self.client.get(path)
        self.assertEqual(response.status_code, 404 if path == "/nothing/here.html" else 200, path)
        return response.content.decode(errors="replace")


class LeakTests(PublicTestCase):
    def facts(self, word: str) -> dict:
        """A story that says ``word`` in all its parts, with section, topic, series, author and picture of its own."""
        words = dict.fromkeys(
            ("kicker", "standfirst", "dateline", "slugline", "note", "search_title", "picture_caption"), word
        )
        facts = {
            "section": a_section(f"{word} desk"),
            "topics": [a_topic(f"{word} affair")],
            "series": a_series(f"{word} files"),
        }
        facts |= {"picture": a_photo(caption=word, credit=word, alt=word), "body": f"<p>{word} was here.</p>"}
        return words | facts | {"authors": [an_author(f"{word} Smith", bio=word)]}

    def test_nothing_that_is_not_live_is_on_any_page(self):
        draft, scheduled, withdrawn, killed, changed = SECRETS
        a_draft(f"{draft} story", **self.facts(draft))
        later = schedule(ready_article(f"{scheduled} story", **self.facts(scheduled)), by=self.ed, at=at("18:00"))
        gone = published(f"{withdrawn} story", by=self.ed, moment=at("07:30"), **self.facts(withdrawn))
        correct(gone, by=self.ed, text=withdrawn)
        withdraw(gone, by=self.ed)
        dead = published(f"{killed} story", by=self.ed, moment=at("07:30"), **self.facts(killed))
        kill(dead, by=self.ed, note=killed)
        self.change(changed)

        for path in self.paths():
            found = [word for word in SECRETS if word.lower() in self.read(path).lower()]
            self.assertEqual(found, [], path)
        for word in SECRETS:
            self.assertClosed(word.lower())
        answers = [
            self.client.get(edition.path).status_code
            for edition in (later, gone.editions.first(), dead.editions.first())
        ]
        self.assertEqual(answers, [404, 404, 410])

    def change(self, word: str) -> None:
        """The working copy of the live story goes on, saved but not published."""
        for name, value in self.facts(word).items():
            if name not in ("topics", "authors"):
                setattr(self.story, name, value)
        self.story.headline = f"{word} story"
        self.story.save()
        self.story.topics.set([a_topic(f"{word} affair")])
        record(self.story, by=self.ed)

    def assertClosed(self, word: str) -> None:
        paths = (f"/{word}-desk/", f"/topics/{word}-affair/", f"/series/{word}-files/", f"/authors/{word}-smith/")
        feeds = (f"/topics/{word}-affair/feed.rss", f"/authors/{word}-smith/feed.rss")
        self.assertEqual([self.client.get(path).status_code for path in (*paths, *feeds)], [404] * 6)
        self.assertNotIn(f"{word} story", self.read(f"/search/?q={word}").lower().replace(f"q={word}", ""))

    def test_the_same_words_are_there_once_they_are_published(self):
        self.change("Quixotic")
        publish(self.story, by=self.ed)

        self.assertIn("Quixotic story", self.read("/"))
        self.assertEqual(self.client.get("/quixotic-desk/").status_code, 200)


class QueryTests(PublicTestCase):
    def queries(self, path: str) -> list[str]:
        with CaptureQueriesContext(connection) as captured:
            self.read(path)
        return [query["sql"] for query in captured]

    def test_no_page_reads_a_table_of_the_desk(self):
        for path in self.paths():
            for sql in self.queries(path):
                read = set(re.findall(r'(?:FROM|JOIN) "(\w+)"', sql))
                self.assertEqual(read & DESK, set(), f"{path}: {sql}")

    def test_no_page_walks_all_editions(self):
        if connection.vendor != "sqlite":
            self.skipTest("reads the plans of SQLite")
        for path in self.paths():
            for sql in self.queries(path):
                self.assertIsNone(re.search(r"SCAN articles_edition\w*$", plan(sql), re.MULTILINE), f"{path}: {sql}")


def plan(sql: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN QUERY PLAN " + sql.replace("%", "%%"))
        return "\n".join(row[3] for row in cursor.fetchall())


class AnswerTests(PublicTestCase):
    def test_no_page_is_personal(self):
        self.client.force_login(self.ed)
        for path in self.paths():
            response = self.client.get(path)
            self.assertNotIn("cookie", response.get("Vary", "").lower(), path)
            self.assertEqual(response.cookies, {}, path)
            self.assertNotIn("private", response["Cache-Control"], path)

    def test_no_page_holds_what_its_policy_forbids(self):
        for path in self.paths():
            html = self.read(path)
            if not html.startswith("<!doctype html>"):
                continue
            self.assertIsNone(re.search(r"<style|\sstyle=|\son\w+=|javascript:", html), path)
            scripts = re.findall(r"<script([^>]*)>", html)
            self.assertEqual([tag for tag in scripts if "application/ld+json" not in tag], [], path)
            sources = re.findall(r'<(?:img|link rel="(?:stylesheet|icon|preload)")[^>]* (?:src|href)="([^"]*)"', html)
            ours = ("/static/", "/photos/", "data:image/webp;base64,")
            self.assertEqual([source for source in sources if not source.startswith(ours)], [], path)
