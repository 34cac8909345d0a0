"""The verb for stories that already have their dates: imports, and generated ones for scale work. Many at once."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from accounts.models import Author, User
from articles import search
from articles.freeze import PLACES, WORDS, Frozen, edition_of, photos_of, pictures_for_words, rows_of, slug_of
from articles.models import Address, Article, Byline, Edition, EditionByline, EditionTopic, Topic
from articles.signals import paper_changed
from articles.timeline import path_of
from articles.workflow import allow, utc
from newsroom import clock, html
from photos.models import Photo


@dataclass
class Archived:
    """A story with its history. ``article`` is not saved yet; without ``published_at`` it stays at the desk."""

    article: Article
    published_at: datetime | None = None
    updated_at: datetime | None = None
    authors: Sequence[tuple[Author, str]] = ()
    topics: Sequence[Topic] = ()
    old_paths: Sequence[str] = field(default_factory=tuple)


def publish_archive(stories: Sequence[Archived], *, by: User) -> list[Edition]:
    """Save ``stories`` and make an edition of each that was public, live since its own date. All or nothing.

    Their pictures are not asked for their rights: what was public was public. Whoever imports sets each picture's
    status; readers are shown those that it allows.
    """
    for story in stories:
        allow(by, "import", story.article)
        if story.published_at and story.published_at > clock.now():
            raise ValueError("The archive takes what was public already; schedule what is to come.")
        if story.published_at and story.article.is_secret:
            raise ValueError("A story that is held, killed or under embargo is not published from an archive either.")
    with transaction.atomic():
        save_articles(stories, by)
        public = [story for story in stories if story.published_at]
        frozen = [frozen_of(story) for story in public]
        editions = make_editions(public, frozen, by)
        transaction.on_commit(lambda: tell_rooms_above(editions))
    return editions


def tell_rooms_above(editions: Sequence[Edition]) -> None:
    for edition in editions:
        paper_changed.send(Article, article_id=edition.article_id)


def save_articles(stories: Sequence[Archived], by: User) -> None:
    for story in stories:
        story.article.body = html.clean(story.article.body)
        story.article.created_by = story.article.saved_by = by
    Article.objects.bulk_create(story.article for story in stories)
    Byline.objects.bulk_create(
        Byline(article=story.article, author=author, role=role, position=position)
        for story in stories
        for position, (author, role) in enumerate(story.authors)
    )
    About = Article.topics.through
    About.objects.bulk_create(
        About(article_id=story.article.pk, topic_id=topic.pk)
        for story in stories
        for topic in dict.fromkeys(story.topics)
    )


def frozen_of(story: Archived) -> Frozen:
    """As ``freeze`` would, without asking the database again."""
    fields = {name: getattr(story.article, name) for name in (*WORDS, *PLACES)}
    bylines = [(author.pk, author.name, role) for author, role in story.authors]
    return Frozen(story.article.pk, fields, bylines, [topic.pk for topic in dict.fromkeys(story.topics)])


def make_editions(stories: Sequence[Archived], frozen: Sequence[Frozen], by: User) -> list[Edition]:
    pictures = pictures_for_words(pk for text in frozen for pk in html.photo_ids(text.fields["body"]))
    editions = [edition_from(story, text, pictures, by) for story, text in zip(stories, frozen, strict=True)]
    give_addresses(editions, stories)
    for edition in editions:
        edition.hash = edition.fingerprint()
    Edition.objects.bulk_create(editions)
    rows = [rows_of(edition, text) for edition, text in zip(editions, frozen, strict=True)]
    EditionByline.objects.bulk_create(credit for credits, _ in rows for credit in credits)
    EditionTopic.objects.bulk_create(subject for _, subjects in rows for subject in subjects)
    Shows = Edition.photos.through
    Shows.objects.bulk_create(
        Shows(edition_id=edition.pk, photo_id=photo) for edition in editions for photo in photos_of(edition)
    )
    search.add(editions)
    return editions


def edition_from(story: Archived, frozen: Frozen, pictures: dict[int, Photo], by: User) -> Edition:
    published, updated = utc(story.published_at), story.updated_at
    return edition_of(
        frozen,
        section=story.article.section,
        picture=story.article.picture,
        pictures=pictures,
        number=1,
        live_from=published,
        first_published_at=published,
        updated_at=utc(updated) if updated and updated > story.published_at else None,
        change=Edition.Change.FIRST,
        published_by=by,
        published_at=clock.now(),
        note="Imported",
    )


def give_addresses(editions: Sequence[Edition], stories: Sequence[Archived]) -> None:
    """Each edition's slug and path, and the addresses the story had elsewhere; none that another story has."""
    for edition in editions:
        edition.slug = slug_of({"slug": edition.slug, "headline": edition.headline}, edition.article_id)
        edition.path = path_of(edition.section, edition.first_published_at, edition.slug)
    old = [path for story in stories for path in story.old_paths]
    wanted = old + [edition.path for edition in editions]
    taken = set(Address.objects.filter(path__in=wanted).values_list("path", flat=True))
    addresses = []
    for edition, story in zip(editions, stories, strict=True):
        slug, attempt = edition.slug, 2
        while edition.path in taken:
            edition.slug = f"{slug[:110]}-{attempt}"
            edition.path = path_of(edition.section, edition.first_published_at, edition.slug)
            attempt += 1
            if Address.objects.filter(path=edition.path).exists():
                taken.add(edition.path)
        for path in dict.fromkeys([edition.path, *story.old_paths]):
            if path not in taken:
                addresses.append(Address(path=path[:500], article_id=edition.article_id))
                taken.add(path)
    Address.objects.bulk_create(addresses)
