"""Where stories and authors use a picture: what the library asks this room (``photos.uses``)."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import groupby

from django.db.models import Exists, F, Min, OuterRef, Q
from django.urls import reverse

from accounts.models import Author
from articles.captions import called, may_be_stale_in_text, own_words, stale
from articles.models import Article, Edition, EditionByline
from articles.plans.row import with_texts
from newsroom import clock
from photos.models import Photo, Source
from photos.uses import Use

UNSEEN = "Another story that you may not see"
LEAD, IN_THE_TEXT, PORTRAIT = "lead picture", "in the text", "portrait"
AT_THE_DESK = "at the desk"
MOST = 400  # editions of one picture
LATELY = 2000  # stories saved last; of older ones it is what readers had that counts
IN_WORK = (Article.Stage.IDEA, Article.Stage.DRAFT, Article.Stage.DESK, Article.Stage.COPY)

_figure = re.compile(r'<figure data-photo="([0-9]+)"')


def uses_of(photo: Photo, user) -> Iterator[Use]:
    """Where ``photo`` is, will be and was used, newest first, as far as ``user`` may know. In seven queries."""
    at = clock.now()
    shown = list(editions_of(photo))
    seen, own = seen_by(user, {edition.article_id for edition in shown}), own_words(photo)
    present = (edition for edition in shown if edition.live_until is None or edition.live_until > at)
    with_texts(edition for edition in present if may_be_stale_in_text(edition, photo))
    for _, row in groupby(shown, key=lambda edition: edition.article_id):
        yield from uses_in(list(row), photo, seen, at, own)
    yield from at_the_desk(photo, user)
    yield from portraits(photo, at)


def showing(photo: Photo, at: datetime):
    """Live stories that show it, and those of whom it is the portrait."""
    live = Edition.objects.live(at)
    yield live.showing(photo)
    yield live.filter(authors__portrait=photo)


def used(photos):
    """Those of the queryset that an edition, a working copy or a portrait shows or showed."""
    editions = Exists(Edition.photos.through.objects.filter(photo=OuterRef("pk")))
    leads = Exists(Article.objects.filter(picture=OuterRef("pk")))
    faces = Exists(Author.objects.filter(portrait=OuterRef("pk")))
    return photos.filter(editions | leads | faces | Q(pk__in=in_working_texts()))


def first_used_in(source: Source, start: datetime, end: datetime) -> int:
    return first_uses([source], start, end).get(source.pk, 0)


def first_uses(sources: Iterable[Source], start: datetime, end: datetime) -> dict[int, int]:
    """Source → how many of its pictures a story had for the first time in ``[start, end)``. One query."""
    real = Q(edition__live_until=None) | Q(edition__live_until__gt=F("edition__live_from"))
    shows = Edition.photos.through.objects.filter(real, photo__source__in=list(sources)).order_by()
    firsts = shows.values("photo").annotate(first=Min("edition__live_from"))
    new = firsts.filter(first__gte=start, first__lt=end)
    return Counter(new.values_list("photo__source", flat=True))


# ---- Stories ----


def editions_of(photo: Photo):
    """Its editions, story by story, each story's in the order of time; the story used last comes first."""
    shown = Edition.objects.real().showing(photo).defer("body").order_by("-live_from")[:MOST]
    newest = {}
    for edition in shown:
        newest.setdefault(edition.article_id, len(newest))
    return sorted(shown, key=lambda edition: (newest[edition.article_id], edition.live_from))


def seen_by(user, keys: Iterable[int]) -> set[int]:
    return set(Article.objects.visible_to(user).filter(pk__in=keys).values_list("pk", flat=True))


def uses_in(row: list[Edition], photo: Photo, seen: set[int], at: datetime, own: dict) -> Iterator[Use]:
    """One for each unbroken time in which a story shows it in the same place, newest first."""
    runs: list[list[Edition]] = []
    for edition in row:
        last = runs[-1][-1] if runs else None
        if last and last.live_until == edition.live_from and place_of(last, photo) == place_of(edition, photo):
            runs[-1].append(edition)
        else:
            runs.append([edition])
    if row[0].article_id not in seen and any(is_live(run, at) for run in runs):
        runs = [run for run in runs if run[0].live_from <= at]  # of a story that all may read not what is planned
    for run in reversed(runs):
        yield use_of(run, photo, seen, at, own)


def is_live(run: list[Edition], at: datetime) -> bool:
    until = run[-1].live_until
    return run[0].live_from <= at and (until is None or at < until)


def use_of(run: list[Edition], photo: Photo, seen: set[int], at: datetime, own: dict) -> Use:
    start, until = run[0].live_from, run[-1].live_until
    shown = next((edition for edition in reversed(run) if edition.live_from <= at), run[-1])
    place, live = place_of(shown, photo), is_live(run, at)
    wrong = called(stale(shown, photo, own)) if live or start > at else ""
    mend = reverse("admin:articles_article_reprint", args=[photo.pk]) if wrong else ""
    if shown.article_id in seen:
        desk = reverse("admin:articles_article_change", args=[shown.article_id])
        return Use(shown.headline, place, desk, start, until, start > at, wrong, mend)
    if live:  # everybody may read it, but not know when it ends
        return Use(shown.headline, place, shown.path, start, differs=wrong)
    if start > at:  # not even when
        return Use(UNSEEN, place, is_waiting=True)
    return Use(UNSEEN, place, "", start, until)


def place_of(edition: Edition, photo: Photo) -> str:
    return LEAD if edition.picture_id == photo.pk else IN_THE_TEXT


# ---- The desk ----


def at_the_desk(photo: Photo, user) -> Iterator[Use]:
    """Working copies that hold it; those that readers have with it stand above already."""
    shown = Edition.objects.real().filter(article=OuterRef("pk"), photos=photo)
    here = Q(picture=photo) | Q(pk__in=texts_with(f'<figure data-photo="{photo.pk}"'))
    stories = Article.objects.filter(here, ~Exists(shown)).only("headline", "slugline", "picture_id")[:MOST]
    seen = seen_by(user, [article.pk for article in stories])
    for article in stories:
        place = f"{LEAD if article.picture_id == photo.pk else IN_THE_TEXT}, {AT_THE_DESK}"
        if article.pk in seen:
            yield Use(str(article), place, reverse("admin:articles_article_change", args=[article.pk]))
        else:
            yield Use(UNSEEN, place)


def texts_with(words: str):
    """Keys of working copies in whose text ``words`` stand: of all in work, and of those that were saved last.

    Not of the whole archive: its texts are those that readers have, and editions know their pictures.
    """
    lately = Article.objects.order_by("-saved_at", "-pk").values("pk")[:LATELY]
    recent = Article.objects.filter(Q(stage__in=IN_WORK) | Q(pk__in=lately))
    return recent.filter(body__contains=words).order_by().values("pk")


def in_working_texts() -> set[int]:
    texts = Article.objects.filter(pk__in=texts_with("<figure data-photo=")).values_list("body", flat=True)
    return {int(number) for body in texts.order_by() for number in _figure.findall(body)}


# ---- Portraits ----


def portraits(photo: Photo, at: datetime) -> Iterator[Use]:
    """Authors whose face it is; readers see it while something that they signed is live."""
    authors = list(Author.objects.filter(portrait=photo))
    signed = EditionByline.objects.filter(author__in=authors, edition__in=Edition.objects.live(at).values("pk"))
    since = dict(signed.order_by().values_list("author").annotate(since=Min("edition__live_from")))
    for author in authors:
        start = since.get(author.pk)
        yield Use(
            author.name,
            PORTRAIT,
            reverse("admin:accounts_author_change", args=[author.pk]),
            max(start, photo.added_at) if start else None,
        )
