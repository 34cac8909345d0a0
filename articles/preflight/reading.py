"""The copy as the checks read it: a working copy as saved, or as somebody has just typed it."""

import re
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from html import unescape
from typing import NamedTuple

from articles import blocks
from newsroom import clock, html
from photos.models import Photo

# Text fields that readers see, and what they are called in a sentence.
CALLED = {
    "kicker": "the kicker",
    "headline": "the headline",
    "standfirst": "the standfirst",
    "dateline": "the dateline",
    "picture_caption": "the caption",
    "picture_alt": "the description of the picture",
    "search_title": "the headline in search",
    "search_description": "the description in search",
    "body": "the text",
}
QUOTATIONS = ("blockquote", "aside")

_embed = '<div class="embed">'
_marker = re.compile(r'<sup class="footnote"[^>]*>\*</sup>')
_edge = re.compile(r"</?(?:p|h[23]|[uo]l|li|blockquote|[hb]r|pre|t[a-z]+|aside|footer|fig[a-z]+)\b[^>]*>")
_tag = re.compile(r"<[^>]*>")
_note = re.compile(r'data-note="([^"]*)"')
_link = re.compile(r'<a href="([^"]*)"[^>]*>(.*?)</a>')


class Passage(NamedTuple):
    """A line of the text: a paragraph, a heading, an item of a list, a caption, a footnote."""

    kind: str  # the tag of the block in which it stands, or “note”
    text: str

    @property
    def is_quotation(self) -> bool:
        return self.kind in QUOTATIONS


class Link(NamedTuple):
    address: str
    words: str


@dataclass
class Copy:
    """All that checks ask about, read once: no check asks the database."""

    words: dict[str, str]  # text fields without the body
    body: str  # clean HTML
    section_id: int | None
    series_id: int | None
    series_part: int | None
    picture_id: int | None
    has_byline: bool
    photos: dict[int, Photo]
    at: datetime  # when it would run

    @cached_property
    def passages(self) -> list[Passage]:
        found = []
        for block in blocks.split(self.body):
            if not block.startswith(_embed):
                kind = blocks.element(block)
                found += [Passage(kind, line) for line in lines(block)]
                found += [Passage("note", unescape(note)) for note in _note.findall(block)]
        return found

    @cached_property
    def links(self) -> list[Link]:
        return [Link(unescape(address), text(words)) for address, words in _link.findall(self.body)]

    @cached_property
    def figures(self) -> list[html.Figure]:
        return html.figures(self.body)

    @property
    def picture(self) -> Photo | None:
        return self.photos.get(self.picture_id)


def read(article, content: dict | None = None, at: datetime | None = None) -> Copy:
    """A story as it was saved; or with ``content``, a working copy's dict, as it is being typed."""
    if content is None:
        names = (*CALLED, "section_id", "series_id", "series_part", "picture_id")
        content = {name: getattr(article, name) for name in names}
        has_byline = not article.pk or article.bylines.exists()
    else:
        has_byline = bool(content.get("bylines"))
    body = html.clean(content.get("body") or "")
    wanted = {*html.photo_ids(body), content.get("picture_id") or 0}
    return Copy(
        words={name: content.get(name) or "" for name in CALLED if name != "body"},
        body=body,
        **{name: content.get(name) for name in ("section_id", "series_id", "series_part", "picture_id")},
        has_byline=has_byline,
        photos=Photo.objects.in_bulk(wanted),
        at=at or clock.now(),
    )


def lines(block: str) -> list[str]:
    """The words of a block, a line for each paragraph in it."""
    return [line for part in _edge.sub("\n", _marker.sub("", block)).split("\n") if (line := text(part))]


def text(markup: str) -> str:
    return " ".join(unescape(_tag.sub("", _marker.sub("", markup))).split())


def beginning(words: str, length: int = 30) -> str:
    """The first words, to name a paragraph or a link."""
    return words if len(words) <= length else words[:length].rsplit(" ", 1)[0] + "…"
