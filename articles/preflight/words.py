"""Checks of the words: what is missing, too long, or left to be filled in."""

import re
from collections.abc import Iterator

from articles.preflight.finding import Finding
from articles.preflight.reading import CALLED, Copy, beginning
from articles.preflight.style import is_quoted

HEADLINE_ON_A_PHONE = 75
TITLE_IN_SEARCH = 60
DESCRIPTION_IN_SEARCH = 155
LONG_PARAGRAPH = 120  # words

_left_open = re.compile(r"\b(?:(?:TK)+(?! ?Maxx\b)|X{3,}|[Ll]orem ipsum)\b")
_few = re.compile(r"\S+\s*|\s+")
_two_spaces = re.compile(r"\S[ \xa0]{2,}\S")


def headline(copy: Copy) -> Iterator[Finding]:
    words = copy.words["headline"]
    if not words.strip():
        yield Finding("It has no headline.", "headline", stops=True, todo="Write one.")
    if len(words) > HEADLINE_ON_A_PHONE:
        yield Finding(
            f"The headline has {len(words)} characters; phones cut it after about {HEADLINE_ON_A_PHONE}.",
            "headline",
            todo="Shorten it, or see that the first words carry it.",
        )


def standfirst(copy: Copy) -> Iterator[Finding]:
    if not copy.words["standfirst"].strip():
        yield Finding(
            "It has no standfirst; lists and search will show none.", "standfirst", todo="Write one or two sentences."
        )


def section(copy: Copy) -> Iterator[Finding]:
    if not copy.section_id:
        yield Finding("It is in no section.", "section", stops=True, todo="Choose where readers find it.")


def text(copy: Copy) -> Iterator[Finding]:
    if not any(passage.kind != "note" for passage in copy.passages):
        yield Finding("It has no text.", "body", stops=True, todo="Write it.")


def byline(copy: Copy) -> Iterator[Finding]:
    if not copy.has_byline:
        yield Finding("Nobody is in the byline.", "bylines", todo="Choose who wrote it.")


def series(copy: Copy) -> Iterator[Finding]:
    if copy.series_id and not copy.series_part:
        yield Finding("It is in a series, but has no part number.", "series_part", todo="Give it one.")


def in_search(copy: Copy) -> Iterator[Finding]:
    for name, most in (("search_title", TITLE_IN_SEARCH), ("search_description", DESCRIPTION_IN_SEARCH)):
        words = copy.words[name]
        if len(words) > most:
            shown = words[:most].rsplit(" ", 1)[0]
            yield Finding(
                f"{CALLED[name].capitalize()} has {len(words)} characters; search engines cut it after about {most}.",
                name,
                todo=f"They would show “{shown}…”.",
            )


def placeholders(copy: Copy) -> Iterator[Finding]:
    """“TK” and “XXX” are facts that somebody meant to fill in. In a quotation they may be what was said."""
    for field, line, quoted in every_line(copy):
        for found in _left_open.finditer(line):
            yield Finding(
                f"“{found[0]}” still stands in {CALLED[field]}: “{around(line, found)}”.",
                field,
                stops=not (quoted or is_quoted(line, found.start())),
                todo="Put in what is missing, or take it out.",
            )


def around(line: str, found: re.Match) -> str:
    """What was found, with a few words on both sides."""
    before, after = line[: found.start()], line[found.end() :]
    return f"{''.join(re.findall(_few, before)[-3:])}{found[0]}{''.join(re.findall(_few, after)[:3])}".strip()


def spaces(copy: Copy) -> Iterator[Finding]:
    for field, words in copy.words.items():
        if found := _two_spaces.search(words):
            yield Finding(f"Two spaces in a row in {CALLED[field]}: “{found[0]}”.", field, todo="Take one out.")


def headings(copy: Copy) -> Iterator[Finding]:
    """A smaller heading belongs under a larger one: screen readers move by them."""
    kinds = [passage.kind for passage in copy.passages if passage.kind in ("h2", "h3")]
    if kinds and kinds[0] == "h3":
        first = next(passage.text for passage in copy.passages if passage.kind == "h3")
        yield Finding(
            f"The small heading “{beginning(first)}” has no large one above it.", "body", todo="Make it a large one."
        )


def paragraphs(copy: Copy) -> Iterator[Finding]:
    long = [p.text for p in copy.passages if p.kind == "p" and len(p.text.split()) > LONG_PARAGRAPH]
    if long:
        more = f" So have {len(long) - 1} more." if len(long) > 1 else ""
        yield Finding(
            f"The paragraph “{beginning(long[0])}” has more than {LONG_PARAGRAPH} words.{more}",
            "body",
            todo="On a phone that is more than a screen: part it.",
        )


def every_line(copy: Copy) -> Iterator[tuple[str, str, bool]]:
    """Field, line, and whether all of it is a quotation."""
    for field, words in copy.words.items():
        yield field, words, False
    for passage in copy.passages:
        yield "body", passage.text, passage.is_quotation
