"""The texts of a story that can be compared: the desk's, what readers have, had and will have, and its revisions."""

import re
from dataclasses import dataclass

from django.db.models import Q

from articles.admin.standing import Standing
from articles.freeze import content_of, freeze
from articles.models import Article, Edition, Revision
from newsroom.templatetags.desk import when

MOST = 200  # of the newest revisions; those with a name are offered besides
FIRST = 1

_numbered = re.compile(r"r([0-9]{1,9})")


@dataclass
class Text:
    """``key`` names it in the address: desk, public, scheduled, r12, e3."""

    key: str
    group: str
    name: str
    told: str  # when it was saved or went out, and by whom
    row: Revision | Edition | None = None  # none: the desk's

    @property
    def is_desk(self) -> bool:
        return self.row is None

    @property
    def is_revision(self) -> bool:
        return isinstance(self.row, Revision)

    @property
    def is_edition(self) -> bool:
        return isinstance(self.row, Edition)

    def content(self, article: Article) -> dict:
        if self.is_desk:
            return freeze(article).content()
        return dict(self.row.content) if self.is_revision else content_of(self.row)


def texts_of(article: Article, standing: Standing, *keys: str) -> dict[str, Text]:
    """All that can be chosen, by key. ``keys`` are those that were asked for, however old they are.

    What is live is there as “public” and under its number as well; the same for what comes next.
    """
    texts = {"desk": Text("desk", "Now", "The desk’s text", told(f"saved {when(article.saved_at)}", article.saved_by))}
    for edition in reversed(standing.editions):
        texts[f"e{edition.number}"] = text = text_of_edition(edition, standing)
        texts.setdefault(text.key, text)
    for revision in revisions_of(article, keys):
        texts[f"r{revision.number}"] = text_of_revision(revision)
    return texts


def told(moment: str, person) -> str:
    return f"{moment}, by {person}" if person else moment


def revisions_of(article: Article, keys: tuple[str, ...]):
    wanted = [int(match[1]) for match in map(_numbered.fullmatch, keys) if match]
    found = Q(number__gt=article.version - MOST) | Q(number__in=[FIRST, *wanted]) | ~Q(name="")
    return article.revisions.filter(found).select_related("saved_by").defer("content").order_by("-number")


def text_of_revision(revision: Revision) -> Text:
    name = f"Revision {revision.number}"
    name += f" “{revision.name}”" if revision.name else ""
    name += ", kept aside" if revision.aside else ""
    key = f"r{revision.number}"
    return Text(key, "Revisions", name, told(f"saved {when(revision.saved_at)}", revision.saved_by), revision)


def text_of_edition(edition: Edition, standing: Standing) -> Text:
    by, since = edition.published_by, when(edition.live_from)
    if edition is standing.live:
        return Text("public", "Now", "Public now", told(f"edition {edition.number}, since {since}", by), edition)
    key, name = f"e{edition.number}", f"Edition {edition.number}"
    if edition in standing.waiting:
        key = "scheduled" if edition is standing.waiting[0] else key
        return Text(key, "Now", "Scheduled", told(f"edition {edition.number}, for {since}", by), edition)
    return Text(key, "What readers had", name, told(f"{since} to {when(edition.live_until)}", by), edition)
