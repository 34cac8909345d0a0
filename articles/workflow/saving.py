"""Saving the working copy: numbered, conditional, and never at the cost of somebody else's words."""

from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Max

from accounts.models import User
from articles.freeze import DESK, PLACES, WORDS, content_of, freeze, known, thaw_links
from articles.merge import Clash, merge
from articles.models import Article, Byline, Edition, Revision
from articles.workflow.shared import Refused, allow, locked, log, said
from newsroom import clock


class Stale(Refused):
    """Somebody saved in between. Nothing was written."""


@dataclass
class Saved:
    """What became of a save: the version that stands now; ``clashes`` if nothing was written because words clash."""

    version: int
    clashes: list[Clash] = field(default_factory=list)
    merged: bool = False
    aside: Revision | None = None  # the text that clashed, kept whole


def save(article: Article, content: dict, *, base: int, by: User, note: str = "") -> Saved:
    """Save ``content``, which was typed over revision ``base``, as the working copy.

    If somebody saved since, what only one side changed is merged. Where both changed the same words nothing is written:
    the text is kept aside, and ``clashes`` says what has to be chosen.
    """
    allow(by, "change", article)
    with transaction.atomic():
        article = locked(article)
        record(article, by=article.saved_by)  # what was changed without a revision is one now
        if base == article.version:
            return Saved(put(article, content, base=base, by=by, note=note))
        theirs = freeze(article).content()
        merged = merge(revision_at(article, base) or {}, content, theirs)
        if merged.clashes:
            aside = set_aside(article, content, by=by, note=f"Clashed with revision {article.version}")
            return Saved(article.version, merged.clashes, aside=aside)
        return Saved(put(article, merged.content, base=article.version, by=by, note=note), merged=True)


def put(article: Article, content: dict, *, base: int, by: User | None, note: str = "") -> int:
    """Write ``content`` over revision ``base`` and no other: the UPDATE has the condition. Answers the new version."""
    before = freeze(article).content()
    content = before | known(content)
    if content == before:
        return article.version
    if long := too_long(content):
        raise Refused(f"Not saved: longer than it can be: {', '.join(long)}. Shorten it and save again.")
    number = next_number(article)
    row = {name: content[name] for name in (*WORDS, *PLACES, *DESK)}
    stamp = {"version": number, "saved_by": by, "saved_at": clock.now()}
    if not Article.objects.filter(pk=article.pk, version=base, killed_at=None).update(**row, **stamp):
        raise Stale("Not saved: somebody saved in between.")
    for name, value in (row | stamp).items():
        setattr(article, name, value)
    thaw_links(content, article)
    keep(article, number, freeze(article).content(), by, note)
    return number


def record(article: Article, *, by: User | None, note: str = "") -> Revision | None:
    """Keep the working copy as a revision, if it differs from the one that it holds."""
    content = freeze(article).content()
    last = article.revisions.filter(aside=False).order_by("number").last()
    if last and content | known(last.content) == content:  # an old one lacks fields that were added since
        return None
    number = next_number(article)
    Article.objects.filter(pk=article.pk).update(version=number)
    article.version = number
    return keep(article, number, content, by, note)


def set_aside(article: Article, content: dict, *, by: User | None, note: str) -> Revision:
    """Keep a text that is not the working copy, so that none of its words is lost. The same text is kept once."""
    content = freeze(article).content() | known(content)
    for kept in article.revisions.filter(aside=True, saved_by=by).order_by("-number")[:3]:
        if kept.content == content:
            return kept
    revision = keep(article, next_number(article), content, by, note, aside=True)
    log(article, by, "set_aside", "A text was kept aside.", note)
    return revision


def restore(article: Article, *, revision: Revision | Edition, by: User) -> Revision:
    """Take an earlier text, or one that readers had, to the desk as the working copy. Readers see no change."""
    allow(by, "restore", article)
    allow(by, "change", article)
    with transaction.atomic():
        article = locked(article)
        record(article, by=by)
        was_public = isinstance(revision, Edition)
        content = content_of(revision) if was_public else revision.content
        name = f"{'edition' if was_public else 'revision'} {revision.number}"
        put(article, content, base=article.version, by=by, note=f"Text of {name}")
        log(article, by, "restore", f"Took the text of {name} to the desk.")
    return article.revisions.get(number=article.version)


def name_revision(revision: Revision, *, by: User, name: str) -> None:
    """Give a revision a name to find it by, or take its name away."""
    allow(by, "change", revision.article)
    Revision.objects.filter(pk=revision.pk).update(name=name.strip()[:80])
    words = (
        f"Named revision {revision.number} “{name.strip()}”."
        if name.strip()
        else f"Took revision {revision.number}’s name."
    )
    log(revision.article, by, "name", words)


def revision_at(article: Article, number: int) -> dict | None:
    """The content of the revision ``number``; of the first, for whoever opened the story before it had any."""
    main = article.revisions.filter(aside=False).order_by("number")
    found = main.filter(number=number).first() or (main.first() if number == 0 else None)
    return found and found.content


def too_long(content: dict) -> list[str]:
    """The names of lines that are longer than the desk can hold."""
    limits = {name: Article._meta.get_field(name).max_length for name in (*WORDS, *DESK)}
    found = [name for name, limit in limits.items() if limit and len(content.get(name) or "") > limit]
    roles = any(len(role) > Byline._meta.get_field("role").max_length for _, _, role in content.get("bylines", []))
    return [*found, "a byline’s place or role"] if roles else found


def next_number(article: Article) -> int:
    return (article.revisions.aggregate(last=Max("number"))["last"] or 0) + 1


def keep(article: Article, number: int, content: dict, by: User | None, note: str, aside: bool = False) -> Revision:
    return article.revisions.create(
        number=number, saved_by=by, saved_at=clock.now(), note=note[:200], content=content, aside=aside
    )


def told_since(article: Article, base: int) -> str:
    """Who saved since revision ``base``, as a sentence."""
    last = article.revisions.filter(number__gt=base, aside=False).select_related("saved_by").order_by("number").last()
    return f"{last.saved_by or 'Somebody'} saved at {said(last.saved_at)}." if last else ""
