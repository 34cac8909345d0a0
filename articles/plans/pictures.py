"""Pictures that readers will lose, or have lost, while stories still show them: over all stories, in a few queries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.core.cache import cache
from django.db.models import Exists, F, OuterRef, Q

from articles.models import Article, Edition
from articles.permissions import signed_by
from articles.picture_rights import Helpers, gone_since, last_cleared
from articles.picture_uses import first_uses
from newsroom.templatetags.desk import when
from photos import rights
from photos.models import Photo, PhotoChange, Source
from photos.quota import Month, month_of

AMBER, RED = timedelta(days=14), timedelta(days=3)
LATELY = timedelta(days=14)  # what ended before nobody waits for any more
CHANGES = 1000  # the newest in the library that are looked through
MOST = 12
EACH = 3  # stories named for a picture
ROWS = 400
COUNTED = 300  # seconds for which the uses of a month are kept


@dataclass
class Ending:
    """A picture in live stories whose rights end, or ended, at ``at``."""

    photo: Photo
    at: datetime
    is_over: bool
    is_red: bool
    stories: list[tuple[int, str]] = field(default_factory=list)  # working copy, and the headline that readers see
    help: str = ""  # “Pia Brandt can clear it.”

    @property
    def words(self) -> str:
        if self.is_over:
            since = f" since {when(self.at)}" if self.at else ""
            return f"Readers see {self.them} without it{since}."
        return f"It may be used until {when(self.at)}; from then on readers see {self.them} without it."

    @property
    def them(self) -> str:
        return "the story" if len(self.stories) == 1 else f"{len(self.stories)} stories"

    @property
    def named(self) -> list[tuple[int, str]]:
        return self.stories[:EACH]

    @property
    def more(self) -> int:
        return len(self.stories) - len(self.named)


def endings(at: datetime, user) -> list[Ending]:
    """For whoever clears pictures those of all stories that they may see, for others those of their own stories.

    What ends within fourteen days (red within three), and what ended in the last fourteen; the most urgent first.
    """
    photos = {photo.pk: photo for photo in candidates(at)}
    stories = stories_with(photos, Edition.objects.live(at), user)
    cleared, helpers = last_cleared(stories), Helpers()
    found = []
    for pk, photo in ((pk, photos[pk]) for pk in stories):
        if ending := ending_of(photo, at, cleared.get(pk)):
            ending.stories = stories[pk]
            ending.help = helpers.for_picture(photo)
            found.append(ending)
    return sorted(found, key=lambda ending: (not ending.is_red, ending.is_over, ending.at or at))[:MOST]


def ending_of(photo: Photo, at: datetime, cleared_at: datetime | None) -> Ending | None:
    if photo.is_shown(at):
        until = photo.shown_until(at)
        return Ending(photo, until, False, until < at + RED) if until and until < at + AMBER else None
    since = gone_since(photo, at, cleared_at)
    return Ending(photo, since, True, True) if since is None or since > at - LATELY else None


def candidates(at: datetime):
    """Pictures of which a date of their rights is near, and those whose rights were changed lately."""
    near = (at - LATELY, at + AMBER)
    dated = Q(usable_until__range=near) | Q(overridden_until__range=near) | Q(taken_down_at__gt=at - LATELY)
    changes = PhotoChange.objects.filter(pk__in=PhotoChange.objects.order_by("-pk").values("pk")[:CHANGES])
    changed = changes.filter(verb="clear", at__gt=at - LATELY).values("photo")
    closed = Q(pk__in=changed) & ~Q(status__in=Photo.USABLE)
    return (
        Photo.objects.filter(dated | closed)
        .defer("words", "found")
        .order_by(F("usable_until").asc(nulls_first=True))[:ROWS]
    )


def stories_with(photos: Iterable[int], editions, user) -> dict[int, list[tuple[int, str]]]:
    """Picture → stories of ``editions`` that show it, and that are for ``user`` to care about, newest first.

    Step by step from the pictures, which are few: a planner that begins with what is live walks the whole archive.
    """
    shows = list(Edition.photos.through.objects.filter(photo__in=list(photos)).values_list("edition", "photo"))
    found = editions.filter(pk__in={edition for edition, _ in shows}).order_by("-live_from")
    told = {pk: (article, headline) for pk, article, headline in found.values_list("pk", "article", "headline")}
    mine = cared_for(user).filter(pk__in={article for article, _ in told.values()})
    seen = set(mine.order_by().values_list("pk", flat=True))
    shown = defaultdict(list)
    for edition, photo in shows:
        shown[edition].append(photo)
    stories = defaultdict(list)
    for edition, story in told.items():
        for photo in shown[edition] if story[0] in seen else ():
            stories[photo].append(story)
    return stories


def cared_for(user):
    """All stories that somebody may see who clears pictures; of anybody else their own."""
    seen = Article.objects.visible_to(user)
    if rights.may(user, "clear"):
        return seen
    published = Exists(Edition.objects.filter(article=OuterRef("pk"), published_by=user))
    return seen.filter(Q(created_by=user) | Q(assignee=user) | Q(pk__in=signed_by(user)) | published)


def ending_between(start: datetime, end: datetime, user) -> list[tuple[datetime, int, str, str]]:
    """Rights that end in ``[start, end)`` under a text that readers have then: when, the story, headline, picture."""
    photos = Photo.objects.ending(start, end).defer("words", "found").in_bulk()
    shows = Edition.photos.through.objects.filter(photo__in=list(photos)).select_related("edition")
    shows = shows.defer("edition__body", "edition__picture_words").order_by("photo__usable_until", "pk")[:ROWS]
    found = [(photos[show.photo_id], show.edition) for show in shows if lives(show.edition, photos[show.photo_id])]
    mine = Article.objects.visible_to(user).filter(pk__in={edition.article_id for _, edition in found})
    seen = set(mine.order_by().values_list("pk", flat=True))
    return [
        (photo.usable_until, edition.article_id, edition.headline, str(photo))
        for photo, edition in found
        if edition.article_id in seen
    ]


def lives(edition: Edition, photo: Photo) -> bool:
    """Whether readers have the text up to the end of the picture's rights, and after."""
    until = photo.usable_until
    return edition.live_from < until and (edition.live_until is None or edition.live_until > until)


def quotas(at: datetime, user) -> list[Month]:
    """Agencies of whose month most is used, for whoever clears pictures; counted every few minutes."""
    if not rights.may(user, "clear"):
        return []
    sources = list(Source.objects.filter(quota__isnull=False))
    start, end = month_of(at)
    counts = cache.get_or_set(f"first-uses-{start:%Y-%m}", lambda: dict(first_uses(sources, start, end)), COUNTED)
    months = [Month(source, counts.get(source.pk, 0)) for source in sources]
    return [month for month in months if month.is_near]
