"""How long the paper's pages take, and how that grows with the archive: make bench ARTICLES=100000

Each page is asked in this process, without network and without any cache. Medians in milliseconds: of processor time on
SQLite, whose work is done in this process, so that a busy machine doesn't matter; by the clock on PostgreSQL
(scripts/postgres run .venv/bin/python bench/pages.py).
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
FEW = 1000
ROUNDS = 15


def main(few: int, many: int) -> None:
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    if count():
        sys.exit("There are stories in this database: the bench needs an empty one.")
    results = []
    for size in (few, many):
        call_command("demo", articles=size - count(), verbosity=0)
        if connection.vendor == "postgresql":
            connection.cursor().execute("VACUUM ANALYZE")
        results.append({"front, by itself": front_by_itself()})
        results[-1] |= {name: ask(address) for name, address in addresses().items()}
    print(f"\n{connection.vendor:20}{few:>9,}{count():>9,}{'ratio':>8}{'queries':>9}")
    for name, (time, queries) in results[1].items():
        before, queries_before = results[0][name]
        asked = f"{queries}" if queries == queries_before else f"{queries_before}, {queries}"
        print(f"{name:20}{before:9.1f}{time:9.1f}{time / before:8.2f}{asked:>9}")


def count() -> int:
    from articles.models import Edition

    return Edition.objects.count()


def front_by_itself() -> tuple[float, int]:
    """The front page as it fills itself: the demo's is laid out by hand."""
    from django.db.models import F

    from frontpage.models import Layout

    Layout.objects.update(live_until=F("live_from"))
    try:
        return ask("/")
    finally:
        Layout.objects.update(live_until=None)


def addresses() -> dict[str, str]:
    """A page of each kind; the lists also from their middle."""
    from articles.models import Edition
    from articles.querysets import Mark

    live = Edition.objects.live().newest_first()
    middle = live[count() // 2]
    month, section = f"{middle.first_published_at:%Y/%m}", middle.top_section.get_absolute_url()
    author, topic = middle.credits.first().get_absolute_url(), middle.subjects.first().topic.get_absolute_url()
    return {
        "front, laid out": "/",
        "section": section,
        "section, older": f"{section}?before={Mark.of(middle)}",
        "story": live[0].path,
        "story, older": middle.path,
        "author": author,
        "author, older": f"{author}?before={Mark.of(middle)}",
        "topic": topic,
        "latest": "/latest/",
        "latest, older": f"/latest/?before={Mark.of(middle)}",
        "archive": "/archive/",
        "archive year": f"/archive/{month[:4]}/",
        "archive month": f"/archive/{month}/",
        "search, common": "/search/?q=council",
        "search, two words": "/search/?q=council+bridge",
        "search, rare": "/search/?q=heron+eel",
        "search, section": f"/search/?q=council&section={section.strip('/')}",
        "feed": "/feeds/latest.rss",
        "feed of a topic": f"{topic}feed.atom",
        "sitemap index": "/sitemap.xml",
        "sitemap of a month": f"/sitemaps/{month.replace('/', '-')}.xml",
    }


def ask(address: str) -> tuple[float, int]:
    """Milliseconds and queries of one page."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    clock = process_time if connection.vendor == "sqlite" else perf_counter
    reader = Client(SERVER_NAME="127.0.0.1")
    reader.get(address)
    with CaptureQueriesContext(connection) as queries:
        answer = reader.get(address)
    if answer.status_code != 200:
        sys.exit(f"{address} answers {answer.status_code}")
    asked, times = len(queries), []
    for _ in range(ROUNDS):
        start = clock()
        reader.get(address)
        times.append(clock() - start)
    return median(times) * 1000, asked


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=100_000, metavar="N", help="how far the archive grows")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"DJANGO_SETTINGS_MODULE": "newsroom.settings", "DATA_DIR": folder, "COMPRESS_STATIC": "0"}
        os.environ |= {"SECRET_KEY_FILE": f"{folder}/secret_key", "SITE_URL": "http://127.0.0.1:8000", "DEBUG": ""}
        os.environ.pop("SECRET_KEY", None)
        import django

        django.setup()
        main(min(FEW, chosen.articles // 10), chosen.articles)
