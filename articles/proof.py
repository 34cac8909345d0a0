"""Proofs: a text of the desk as readers would get it, for those who may see it. Nothing is saved."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.http import Http404

from accounts.models import Author
from articles.approval import hash_of, text_hash
from articles.credits import sign
from articles.freeze import DESK, PLACES, WORDS, Frozen, edition_of, freeze, known, rows_of, slug_of
from articles.models import Article, Correction, Edition, Revision, Section, Topic
from articles.timeline import path_of
from newsroom import html
from photos.models import Photo

NOWHERE = Section(name="No section yet", slug="no-section-yet", path="no-section-yet")


@dataclass(frozen=True)
class Proof:
    """One text in the readers' template: ``text_from`` says when it was saved or went out."""

    article: Article
    edition: Edition
    topics: list[Topic]
    at: datetime
    text_from: datetime
    hash: str = ""
    revision: Revision | None = None

    @property
    def version(self) -> int:
        return self.revision.number if self.revision else self.article.version

    def context(self) -> dict:
        """What a story's page takes."""
        corrections = Correction.objects.live(self.at).filter(article=self.article).newest_first()
        return {
            "at": self.at,
            "article": self.article,
            "proof": self,
            "edition": self.edition,
            "section": self.edition.section,
            "credits": self.edition.writers,
            "topics": self.topics,
            "corrections": list(corrections),
        }


def proof_of(article: Article, at: datetime) -> Proof:
    """The working copy, as publishing it now would show it."""
    frozen = freeze(article)
    return Proof(
        article, edition_from(article, frozen, at), topics_of(frozen), at, article.saved_at, text_hash(article)
    )


def proof_of_revision(revision: Revision, at: datetime) -> Proof:
    """An earlier text, without what no longer exists."""
    article, content = revision.article, known(revision.content)
    fields = {name: content.get(name, "") for name in WORDS} | {name: content.get(name) for name in PLACES}
    fields["series_part"] = content.get("series_part")
    desk = {name: content[name] for name in DESK if name in content}
    bylines = [tuple(byline) for byline in content.get("bylines", [])]
    frozen = Frozen(article.pk, fields, bylines, content.get("topics", []), desk=desk)
    edition = edition_from(article, frozen, at)
    return Proof(article, edition, topics_of(frozen), at, revision.saved_at, hash_of(content), revision)


def proof_of_edition(edition: Edition, at: datetime) -> Proof:
    """What readers had, have or will have."""
    sign([edition])
    topics = Topic.objects.filter(pk__in=edition.subjects.values("topic")).order_by("name")
    return Proof(edition.article, edition, list(topics), at, edition.live_from)


def edition_from(article: Article, frozen: Frozen, at: datetime) -> Edition:
    """The edition that publishing ``frozen`` now would make, not saved, with its ``writers``."""
    fields = frozen.fields
    before = article.editions.real().filter(live_from__lte=at).order_by("live_from").without_text().last()
    first = before.first_published_at if before else at
    section = Section.objects.select_related("parent").filter(pk=fields["section_id"]).first() or NOWHERE
    picture = Photo.objects.filter(pk=fields["picture_id"]).first()
    when = {"live_from": at, "first_published_at": first, "updated_at": before and at}
    edition = edition_of(frozen, section=section, picture=picture, **when)
    edition.picture = picture
    edition.slug = slug_of(fields, article.pk)
    edition.path = path_of(section, first, edition.slug)
    edition.writers = rows_of(edition, frozen)[0]
    authors = Author.objects.select_related("portrait").in_bulk([credit.author_id for credit in edition.writers])
    for credit in edition.writers:
        credit.author = authors[credit.author_id]
    return edition


def topics_of(frozen: Frozen) -> list[Topic]:
    return list(Topic.objects.filter(pk__in=frozen.topics).order_by("name"))


def pictures_on(edition: Edition) -> list[Photo]:
    """All that the page of the story itself shows."""
    portraits = [credit.author.portrait for credit in edition.writers if credit.author.portrait]
    lead = [edition.picture] if edition.picture else []
    return [*lead, *portraits, *Photo.objects.filter(pk__in=html.photo_ids(edition.body))]


def picture_on(edition: Edition, token: str) -> Photo:
    """The picture of the page that has this token; there is none if the page shows no such picture."""
    found = next((photo for photo in pictures_on(edition) if photo.token == token), None)
    if found is None:
        raise Http404
    return found


def with_pictures(page: str, photos: Iterable[Photo], door: Callable[[Photo], str]) -> str:
    """Pictures that no live story shows have no public address yet: ``door`` names the folder where they are found."""
    for photo in photos:
        public = photo.address(1).rsplit("/", 1)[0]
        page = page.replace(f"{public}/", door(photo))
    return page
