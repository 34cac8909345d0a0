"""The row of a story's editions in time. Only ``articles.workflow`` calls this, with the story's row locked."""

from datetime import datetime

from django.db.models import F
from django.utils import timezone

from articles import search
from articles.freeze import Frozen, edition_of, photos_of, rows_of, slug_of, unfreeze
from articles.models import Address, Article, Edition, EditionByline, EditionTopic, Section
from newsroom import clock
from photos.models import Photo

Change = Edition.Change
INHERITS = (Change.SILENT, Change.RETRACTION)  # waiting ones: a retraction itself never waits
SUBSTANTIVE = {Change.UPDATE, Change.CORRECTION, Change.RETRACTION}


def editions(article_id: int):
    """Editions that were, are or will be live, in their order."""
    return Edition.objects.filter(article_id=article_id).real().order_by("live_from")


def place(
    frozen: Frozen, *, start: datetime, change: str, by, note: str = "", substantive: bool | None = None
) -> Edition:
    """Make the edition that is live from ``start`` until the next one that is set already.

    ``substantive`` says whether the time that readers see moves; None leaves that to the kind of change.
    """
    row = list(editions(frozen.article_id))
    before = next((edition for edition in reversed(row) if edition.live_from <= start), None)
    after = next((edition for edition in row if edition.live_from > start), None)
    if before and (before.live_until is None or before.live_until > start):
        until = before.live_until
        set_end(before, start)
    else:
        until = after.live_from if after else None
    edition = write(
        frozen, start=start, until=until, before=before, change=change, by=by, note=note, substantive=substantive
    )
    settle(frozen.article_id)
    return edition


def write(
    frozen: Frozen, *, start, until, before: Edition | None, change: str, by, note: str, substantive: bool | None = None
) -> Edition:
    refuse_blocked(frozen.article_id, start)
    last = Edition.objects.filter(article_id=frozen.article_id).order_by("number").last()
    section = Section.objects.select_related("parent").get(pk=frozen.fields["section_id"])
    first = before.first_published_at if before else start
    if before is None:
        change = Change.FIRST
    elif change == Change.FIRST:
        change = Change.UPDATE
    if substantive is None or before is None:
        substantive = change in SUBSTANTIVE
    if change == Change.SILENT and before.is_retracted:
        change = Change.RETRACTION  # a slip put right in it does not bring a story back
    edition = edition_of(
        frozen,
        section=section,
        picture=Photo.objects.filter(pk=frozen.fields["picture_id"]).first(),
        number=last.number + 1 if last else 1,
        live_from=start,
        live_until=until,
        first_published_at=first,
        updated_at=start if substantive else (before.updated_at if before else None),
        change=change,
        published_by=by,
        published_at=clock.now(),
        note=note[:300],
        previous_hash=last.hash if last else "",
    )
    edition.slug, edition.path = address_for(frozen, section, first, before.slug if before else "")
    edition.hash = edition.fingerprint()
    edition.save(force_insert=True)
    credits, subjects = rows_of(edition, frozen)
    EditionByline.objects.bulk_create(credits)
    EditionTopic.objects.bulk_create(subjects)
    edition.photos.set(Photo.objects.filter(pk__in=photos_of(edition)))
    search.add([edition])
    return edition


class Blocked(Exception):
    """A last guard: the verbs say it in words before it comes to this."""


def refuse_blocked(article_id: int, start: datetime) -> None:
    """No edition is made of a story that is killed or held, nor one that begins under its embargo."""
    killed, held, until = Article.objects.values_list("killed_at", "held_at", "embargoed_until").get(pk=article_id)
    if killed or held or (until and start < until):
        raise Blocked(f"Story {article_id} may not run at {start}: it is killed, held or under embargo.")


def settle(article_id: int) -> None:
    """Write again what is still to come where the first publication moved: its date and address depend on it."""
    row = list(editions(article_id))
    now = clock.now()
    for before, edition in zip([None, *row], row, strict=False):
        first = before.first_published_at if before else edition.live_from
        wrong = edition.first_published_at != first or (edition.change == Change.FIRST) != (before is None)
        if before and edition.change in INHERITS:  # a slip put right takes over what stood before it
            is_retracted = edition.change == Change.RETRACTION
            wrong |= edition.updated_at != before.updated_at or is_retracted != before.is_retracted
        if edition.live_from > now and wrong:
            rewrite(edition, unfreeze(edition))
            return settle(article_id)
    drop_unused_addresses(article_id)


def rewrite(edition: Edition, frozen: Frozen) -> Edition:
    """Put another text, or other dates, in the place of an edition that still waits."""
    until, start = edition.live_until, edition.live_from
    set_end(edition, start)
    before = editions(edition.article_id).filter(live_from__lt=start).last()
    by, note = edition.published_by, edition.note
    change = Change.SILENT if edition.change in INHERITS else edition.change
    return write(frozen, start=start, until=until, before=before, change=change, by=by, note=note)


def take_out(edition: Edition) -> None:
    """End a waiting edition before it begins; the one that it would have replaced goes on in its place."""
    until = edition.live_until
    set_end(edition, edition.live_from)
    before = editions(edition.article_id).filter(live_until=edition.live_from).last()
    if before:
        set_end(before, until)
    settle(edition.article_id)


def own_end(edition: Edition) -> datetime | None:
    """When it ends by itself, with nothing to take its place."""
    until = edition.live_until
    return until if until and not editions(edition.article_id).filter(live_from=until).exists() else None


def has_set_end(edition: Edition) -> bool:
    """Whether the edition is live and ends by itself."""
    now, until = clock.now(), own_end(edition)
    return until is not None and edition.live_from <= now < until


def next_after(edition: Edition) -> Edition | None:
    return editions(edition.article_id).filter(live_from__gt=edition.live_from).first()


def is_set_end(article_id: int, moment: datetime) -> bool:
    """Whether the story is set to end at that very moment."""
    row = editions(article_id)
    return row.filter(live_until=moment).exists() and not row.filter(live_from=moment).exists()


def end(article: Article, moment: datetime, until: datetime | None = None) -> bool:
    """Nothing of the story is live in ``[moment, until)``; what begins later stays. Says if that changed anything."""
    row = [edition for edition in editions(article.pk) if edition.live_until is None or edition.live_until > moment]
    row = [edition for edition in row if until is None or edition.live_from < until]
    for edition in row:
        set_end(edition, max(edition.live_from, moment))
    settle(article.pk)
    return bool(row)


def set_end(edition: Edition, moment: datetime | None) -> None:
    edition.live_until = moment
    Edition.objects.filter(pk=edition.pk).update(live_until=moment)


# ---- Addresses ----


def address_for(frozen: Frozen, section: Section, first: datetime, present: str) -> tuple[str, str]:
    """Slug and path for an edition; the path becomes the story's own for ever. No slug means the ``present`` one."""
    slug = wanted = frozen.fields["slug"] or present or slug_of(frozen.fields, frozen.article_id)
    for attempt in range(2, 1000):
        path = path_of(section, first, slug)
        owner = Address.objects.get_or_create(path=path, defaults={"article_id": frozen.article_id})[0]
        if owner.article_id == frozen.article_id:
            return slug, path
        slug = f"{wanted[:110]}-{attempt}"
    raise AssertionError("A thousand stories of one day share an address.")


def path_of(section: Section, first: datetime, slug: str) -> str:
    return f"/{section.top_slug}/{timezone.localtime(first):%Y/%m/%d}/{slug}/"


def close_addresses(article: Article, moment: datetime, notice: str) -> None:
    """All addresses that readers may have seen answer 410 from ``moment``."""
    article.addresses.update(gone_from=moment, notice=notice)


def drop_unused_addresses(article_id: int) -> None:
    """An address that was only ever scheduled was never public, and is free again."""
    used = editions(article_id).values("path")
    once_used = Edition.objects.filter(article_id=article_id, live_until=F("live_from")).values("path")
    Address.objects.filter(article_id=article_id, path__in=once_used).exclude(path__in=used).delete()
