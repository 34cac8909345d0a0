"""What is looked at before a story goes out: each check says what is wrong and what to do."""

from collections.abc import Iterator
from dataclasses import dataclass

from newsroom import html

HEADLINE_ON_A_PHONE = 75


@dataclass(frozen=True)
class Finding:
    text: str
    field: str
    stops: bool = False


def check(article) -> list[Finding]:
    """All findings about a working copy, those that stop publishing first."""
    return sorted(_findings(article), key=lambda finding: not finding.stops)


def stops(article) -> list[Finding]:
    return [finding for finding in check(article) if finding.stops]


def _findings(article) -> Iterator[Finding]:
    if not article.headline.strip():
        yield Finding("It has no headline.", "headline", stops=True)
    if not article.section_id:
        yield Finding("It is in no section.", "section", stops=True)
    if not html.plain(article.body).strip():
        yield Finding("It has no text.", "body", stops=True)
    if len(article.headline) > HEADLINE_ON_A_PHONE:
        yield Finding(f"The headline has {len(article.headline)} characters; phones cut it after about 75.", "headline")
    if not article.standfirst.strip():
        yield Finding("It has no standfirst; lists and search will show none.", "standfirst")
    if article.pk and not article.bylines.exists():
        yield Finding("Nobody is in the byline.", "bylines")
    if article.picture and not article.picture.alt:
        yield Finding("The picture has no description for readers who can’t see it.", "picture")
    if article.picture and not article.picture.credit:
        yield Finding("The picture has no credit.", "picture")
    if article.series_id and not article.series_part:
        yield Finding("It is in a series, but has no part number.", "series_part")
