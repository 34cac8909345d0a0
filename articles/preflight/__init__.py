"""What is looked at before a story goes out: each check says what is wrong and what to do."""

from datetime import datetime

from articles.preflight import links, pictures, style, words
from articles.preflight.finding import Finding
from articles.preflight.reading import read

__all__ = ["Finding", "check", "stops"]

CHECKS = (
    words.headline,
    words.section,
    words.text,
    words.standfirst,
    words.byline,
    words.series,
    pictures.lead,
    pictures.in_the_text,
    pictures.rights,
    words.placeholders,
    links.links,
    style.style,
    words.headings,
    words.paragraphs,
    words.spaces,
    words.in_search,
)


def check(article, content: dict | None = None, at: datetime | None = None) -> list[Finding]:
    """All findings about a working copy, those that stop publishing first.

    In three queries, whatever it holds; one or two more if a picture's rights need somebody, to name them. ``content``
    is a working copy's dict, for a story as it is being typed; ``at`` is when it would run (now, if not told).
    """
    copy = read(article, content, at)
    found = dict.fromkeys(finding for look in CHECKS for finding in look(copy))
    return sorted(found, key=lambda finding: not finding.stops)


def stops(article, content: dict | None = None, at: datetime | None = None) -> list[Finding]:
    return [finding for finding in check(article, content, at) if finding.stops]
