"""Many published stories at once, for lists."""

from datetime import timedelta

from articles.archive import Archived, publish_archive
from articles.models import Article, Edition
from articles.tests.factories import TEXT, a_section, an_author
from newsroom import clock


def a_run(number: int, *, by, apart=timedelta(hours=1), authors=None, topics=(), **facts) -> list[Edition]:
    """“Story 0”, published now, “Story 1”, published an hour ago, and so on."""
    facts = {"standfirst": "Trams run again.", "body": TEXT, "section": facts.get("section") or a_section()} | facts
    authors = [(author, "") for author in authors or [an_author()]]
    stories = [
        Archived(Article(headline=f"Story {n}", **facts), clock.now() - n * apart, authors=authors, topics=topics)
        for n in range(number)
    ]
    return publish_archive(stories, by=by)
