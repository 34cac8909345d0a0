"""What somebody typed into the story form, as the content of a revision.

Browsers, journals and old tabs send all sorts of things: whatever can't be meant is left out, no word of a text is.
"""

import re
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.utils.text import slugify

from accounts.models import Author
from articles.freeze import freeze
from articles.models import Article, Section, Series, Topic
from newsroom import clock, html
from photos.models import Photo

# Controls, halves of characters and what is no character at all; letters that join others are letters.
STRANGE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]")
LINES = "kicker headline dateline slug picture_caption picture_alt search_title search_description slugline".split()
TEXTS = ("standfirst", "note")
PLACES = {"section": Section, "series": Series, "picture": Photo}
LAST = 32767
NOTHING = dict.fromkeys([*LINES, *TEXTS, "body"], "") | {"series_part": None, "bylines": [], "topics": []}
NOTHING |= {"show_changes": False}
NOTHING |= {f"{name}_id": None for name in PLACES}


def content_of_post(data: Mapping, article: Article | None = None) -> dict:
    """The content that ``data`` (a POST, or names and values as a browser kept them) makes of ``article``.

    What the form did not send stays as it is at the desk. Names what exists only: an author, a topic or a picture that
    is gone is left out.
    """
    before = freeze(article).content() if article and article.pk else {}
    content = NOTHING | {name: before[name] for name in NOTHING if name in before}
    content |= {name: " ".join(said(data, name).split()) for name in LINES if name in data}
    content |= {name: said(data, name).strip() for name in TEXTS if name in data}
    if "body" in data:
        content["body"] = html.clean(said(data, "body"))
    if "slug" in data:
        content["slug"] = slug_of(content["slug"], article)
    if "series_part" in data:
        content["series_part"] = number(said(data, "series_part"), LAST)
    if "show_changes" in data:  # browsers send no empty box: the form has a hidden “” before it
        content["show_changes"] = said(data, "show_changes") not in {"", "false", "0"}
    content |= {f"{name}_id": one_of(model, said(data, name)) for name, model in PLACES.items() if name in data}
    if "headline" in data:  # a browser sends no topics at all where none is chosen
        content["topics"] = topics_of(values(data, "topics"))
    if "bylines-TOTAL_FORMS" in data:
        content["bylines"] = bylines_of(data)
    return content


def values(data: Mapping, name: str) -> list:
    found = data.getlist(name) if hasattr(data, "getlist") else data.get(name)
    return found if isinstance(found, list) else [found]


def said(data: Mapping, name: str) -> str:
    """The last value of that name, in the line ends and characters that the desk keeps."""
    value = (values(data, name) or [""])[-1]
    text = str(value) if isinstance(value, str | int) else ""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return STRANGE.sub("", text)


def number(text: str, limit: int = 2**63 - 1) -> int | None:
    found = int(text) if text.isascii() and text.isdecimal() and len(text) < 20 else None
    return found if found is not None and found <= limit else None


def one_of(model, text: str) -> int | None:
    pk = number(text.strip())
    return pk if pk and model.objects.filter(pk=pk).exists() else None


def slug_of(typed: str, article: Article | None) -> str:
    """Empty follows the headline until readers have the story."""
    try:
        validate_slug(typed)
    except ValidationError:
        typed = slugify(typed)
    return typed or (slug_that_readers_know(article) if article else "")


def slug_that_readers_know(article: Article) -> str:
    if not article.pk:
        return ""
    known = article.editions.real().filter(live_from__lte=clock.now()).order_by("-live_from")
    return known.values_list("slug", flat=True).first() or ""


def topics_of(chosen: list) -> list[int]:
    pks = [pk for pk in (number(str(value)) for value in chosen) if pk]
    return list(Topic.objects.filter(pk__in=pks).order_by("name").values_list("pk", flat=True))


def bylines_of(data: Mapping) -> list[list]:
    """Credits in the order of their numbers, those without one last; each author once."""
    rows = []
    for row in range(number(said(data, "bylines-TOTAL_FORMS"), 1000) or 0):
        author, role, position, gone = (
            said(data, f"bylines-{row}-{part}").strip() for part in ("author", "role", "position", "DELETE")
        )
        if number(author) and not gone:
            place = number(position, LAST)
            rows.append((LAST if place is None else place, number(author), role))
    rows.sort(key=lambda row: row[0])
    names = dict(Author.objects.filter(pk__in=[author for _, author, _ in rows]).values_list("pk", "name"))
    first = {author: [author, names[author], role] for _, author, role in reversed(rows) if author in names}
    return list(first.values())[::-1]
