"""That a page asks for as much with many stories as with few, and that no question walks through a whole table."""

import json
import re
from collections import defaultdict

from django.db import connection
from django.utils import timezone

from articles import search
from articles.archive import publish_archive
from articles.demo import generate
from articles.models import Edition
from articles.querysets import Mark
from articles.tests.factories import a_photo, a_section, a_topic, an_author
from newsroom.testing import NewsroomTestCase

FEW, MANY = 40, 600
TOUCHED = MANY // 5  # rows of a growing table that one step of a plan may look at
GROWING = r"articles_(edition|editionbyline|editiontopic|edition_photos|address|correction)\b"
# What may be walked through on SQLite: tables that a newsroom fills by hand, rows that stand in the question itself,
# and what search matched.
MAY_SCAN = (
    r"SCAN (articles_(section|topic|series)|accounts_author|span|\d+ CONSTANT ROWS?)\b"
    r"|SCAN articles_search VIRTUAL TABLE INDEX \d+:.*M"
)
# Also the newest stories in their order, where nothing is asked of them but being live and not retracted, which few
# are, and a few are enough.
NEWEST = r"SCAN \w+ USING (COVERING )?INDEX edition_newest"
ASKS_FOR_NEWEST = r'"live_from" <= %s( AND NOT \("articles_edition"\."change" = %s\))?\) ORDER BY [^()]+ LIMIT \d+'
LIST_INDEX = r"INDEX (edition_newest|edition_section|edition_top_section|credit_of_author|subject_of_topic)\b"
QUERIES = {
    "front": 7, "section": 6, "section older": 4, "story": 7, "author": 5, "author older": 5, "topic": 6,
    "topic older": 5, "latest": 3, "latest older": 3, "month": 6, "day": 6, "year": 3, "archive": 5, "corrections": 4,
    "search": 5, "search in a section": 5, "feed": 4, "section feed": 5, "author feed": 5, "topic feed": 5,
    "sitemaps": 3, "sitemap": 1, "news": 1,
}  # fmt: skip


def pages() -> dict[str, str]:
    """A page of each kind; lists also from their middle."""
    live = Edition.objects.live().newest_first()
    edition = live[live.count() // 2]
    day = timezone.localtime(edition.first_published_at)
    lists = {
        "latest": "/latest/",
        "section": "/town/",
        "author": edition.credits.first().get_absolute_url(),
        "topic": edition.subjects.first().topic.get_absolute_url(),
    }
    older = {f"{name} older": f"{path}?before={Mark.of(edition)}" for name, path in lists.items()}
    feeds = {f"{name} feed": f"{path}feed.rss" for name, path in lists.items() if name != "latest"}
    return lists | older | feeds | {
        "front": "/",
        "story": edition.path,
        "month": f"/archive/{day:%Y/%m}/",
        "day": f"/archive/{day:%Y/%m/%d}/",
        "year": f"/archive/{day:%Y}/",
        "archive": "/archive/",
        "corrections": "/corrections/",
        "search": "/search/?q=council",
        "search in a section": "/search/?q=council&section=town",
        "feed": "/feeds/latest.json",
        "sitemaps": "/sitemap.xml",
        "sitemap": f"/sitemaps/{day:%Y-%m}.xml",
        "news": "/sitemaps/news.xml",
    }  # fmt: skip


class ScaleTests(NewsroomTestCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        town = a_section("Town")
        a_section("Schools", parent=town), a_section("Sport"), a_section("Opinion", tone="opinion")
        for number in range(4):
            an_author(f"Author {number}"), a_topic(f"Topic {number}")
        a_photo()

    def setUp(self):
        super().setUp()
        self.addCleanup(setattr, search, "MOST", search.MOST)
        search.MOST = 50

    def add(self, count: int) -> None:
        stories = generate.tell(count, skip=Edition.objects.count())
        publish_archive(list(stories), by=self.ed)
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
                cursor.execute("SET LOCAL enable_seqscan = off")

    def questions(self, path: str) -> list[tuple]:
        """What the page at ``path`` asks of the tables: SQL with its parameters."""
        asked = []

        def listen(execute, sql, params, many, context):
            asked.append((sql, params))
            return execute(sql, params, many, context)

        with connection.execute_wrapper(listen):
            response = self.client.get(path)
        self.assertEqual(response.status_code, 200, path)
        return asked

    def test_pages_ask_as_much_with_many_stories_as_with_few(self):
        for count in (FEW, MANY - FEW):
            self.add(count)
            self.assertEqual({name: len(self.questions(path)) for name, path in pages().items()}, QUERIES)

    def test_no_question_walks_through_a_table_that_grows(self):
        self.add(MANY)
        find_faults = faults_on_sqlite if connection.vendor == "sqlite" else faults_on_postgresql
        faults = {
            f"{name}: {fault} in …{sql[-300:]}"
            for name, path in pages().items()
            for sql, params in self.questions(path)
            for fault in find_faults(sql, params)
        }

        self.assertEqual(faults, set())

    def test_would_see_a_walk(self):
        self.add(MANY)
        find_faults = faults_on_sqlite if connection.vendor == "sqlite" else faults_on_postgresql
        live = Edition.objects.live()
        walks = [live.order_by("headline")[:5], live.filter(kicker="x"), live.newest_first().filter(headline="x")[:5]]

        for walk in walks:
            self.assertTrue(find_faults(*walk.query.sql_with_params()), walk.query)
        self.assertFalse(find_faults(*live.newest_first()[:5].query.sql_with_params()))


def faults_on_sqlite(sql: str, params) -> list[str]:
    """Steps of the plan that scan what they may not, or sort what an index should give in order."""
    steps = plan("EXPLAIN QUERY PLAN", sql, params)
    may_scan = f"{MAY_SCAN}|{NEWEST}" if re.search(ASKS_FOR_NEWEST, sql) else MAY_SCAN
    faults = [step for *_, step in steps if step.startswith("SCAN") and not re.match(may_scan, step)]
    together = defaultdict(list)
    for _, parent, _, step in steps:
        together[parent].append(step)
    for select in together.values():
        if "USE TEMP B-TREE FOR ORDER BY" in select:
            faults += [f"{step}, then sorted" for step in select if re.search(LIST_INDEX, step)]
    return faults


def faults_on_postgresql(sql: str, params) -> list[str]:
    """Steps that touch many rows of a growing table, though the planner would rather do anything but scan it."""
    [[explained]] = plan("EXPLAIN (ANALYZE, FORMAT JSON)", sql, params)
    explained = json.loads(explained) if isinstance(explained, str) else explained
    return [
        f"{step['Node Type']} of {touched:.0f} rows of {step['Relation Name']}"
        for step in steps_of(explained[0]["Plan"])
        if re.fullmatch(GROWING, step.get("Relation Name", "")) and (touched := rows_of(step)) > TOUCHED
    ]


def plan(how: str, sql: str, params) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(f"{how} {sql}", params)
        return cursor.fetchall()


def steps_of(step: dict):
    yield step
    for inner in step.get("Plans", []):
        yield from steps_of(inner)


def rows_of(step: dict) -> float:
    """Rows that a step looked at, but for those that it went straight to, one by one."""
    each = sum(step.get(rows, 0) for rows in ("Actual Rows", "Rows Removed by Filter", "Rows Removed by Index Recheck"))
    return max(0, each - 1) * step["Actual Loops"]
