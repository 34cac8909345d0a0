"""Questions about the paper. ``live()`` is the only door to what readers see."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import F, Q

from newsroom import clock

UNREAD = ("picture__found", "picture__words")  # by pages: what only the library of pictures needs
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_secret_too: ContextVar[bool] = ContextVar("secret_too", default=False)
_killed_too: ContextVar[bool] = ContextVar("killed_too", default=False)


@contextmanager
def killed_too(yes: bool) -> Iterator[None]:
    """Whether this thread, as of another moment, sees stories that were killed since."""
    token = _killed_too.set(yes)
    try:
        yield
    finally:
        _killed_too.reset(token)


@contextmanager
def secret_too(yes: bool) -> Iterator[None]:
    """Whether this thread, as of another moment, sees stories that are held or under embargo now."""
    token = _secret_too.set(yes)
    try:
        yield
    finally:
        _secret_too.reset(token)


@dataclass(frozen=True)
class Mark:
    """A place in a list, newest first: everything after this story (``?before=``)."""

    moment: datetime
    pk: int

    @classmethod
    def of(cls, edition) -> "Mark":
        return cls(edition.first_published_at, edition.pk)

    @classmethod
    def read(cls, text: str) -> "Mark | None":
        """The mark that ``text`` names, or None if it names none."""
        micros, _, pk = text.partition("-")
        if not (micros.isascii() and micros.isdigit() and pk.isascii() and pk.isdigit() and len(text) < 38):
            return None
        try:
            return cls(EPOCH + timedelta(microseconds=int(micros)), min(int(pk), 2**63 - 1))
        except OverflowError:
            return None

    def __str__(self):
        return f"{(self.moment - EPOCH) // timedelta(microseconds=1)}-{self.pk}"


class EditionQuerySet(models.QuerySet):
    def live(self, at: datetime | None = None) -> Self:
        """What readers see at ``at`` (now, if not told)."""
        at = at or clock.now()
        live = self.filter(Q(live_until=None) | Q(live_until__gt=at), live_from__lte=at)
        if clock.is_elsewhere() and not _secret_too.get():
            live = live.of_no_secret_story()
        return live.of_no_killed_story() if clock.is_elsewhere() and not _killed_too.get() else live

    def of_no_secret_story(self) -> Self:
        """Without what is held or under embargo at the present moment, for those who may not see it there either."""
        return self.exclude(Q(article__held_at__isnull=False) | Q(article__embargoed_until__gt=clock.present()))

    def of_no_killed_story(self) -> Self:
        """Without what was removed for good since: killing goes for the past, too. Its addresses tell."""
        return self.exclude(article__addresses__gone_from__isnull=False)

    def real(self) -> Self:
        """Editions that were, are or will be live; not those that were taken out before their time."""
        return self.filter(Q(live_until=None) | Q(live_until__gt=F("live_from")))

    def not_retracted(self) -> Self:
        """Those that may be recommended: on fronts, beside other stories, in search."""
        return self.exclude(change="retraction")

    def newest_first(self) -> Self:
        return self.order_by("-first_published_at", "-pk")

    def before(self, mark: Mark | None) -> Self:
        """The rest of a list that is newest first."""
        if mark is None:
            return self
        # One plain upper bound, so that the index is entered at the right place.
        return self.filter(first_published_at__lte=mark.moment).exclude(first_published_at=mark.moment, pk__gte=mark.pk)

    def published_between(self, start: datetime, end: datetime) -> Self:
        """First published in ``[start, end)``."""
        return self.filter(first_published_at__gte=start, first_published_at__lt=end)

    def in_section(self, section) -> Self:
        """In a section, or in one of the sections inside it."""
        return self.filter(section=section) if section.parent_id else self.filter(top_section=section)

    def in_series(self, series) -> Self:
        """In the order of their parts; what has no number comes last."""
        return self.filter(series=series).order_by(F("series_part").asc(nulls_last=True), "first_published_at")

    def about(self, topic, before: Mark | None = None) -> Self:
        """On a topic, newest first."""
        return self._listed("subjects", before, topic=topic)

    def by(self, author, before: Mark | None = None) -> Self:
        """Signed by an author, newest first."""
        return self._listed("credits", before, author=author)

    def _listed(self, rows: str, before: Mark | None, **wanted) -> Self:
        # Date and story stand in the joined rows too: their index gives the order of an author's life work.
        wanted = {f"{rows}__{name}": value for name, value in wanted.items()}
        if before:
            wanted[f"{rows}__first_published_at__lte"] = before.moment
        found = self.filter(**wanted).order_by(f"-{rows}__first_published_at", f"-{rows}__edition_id")
        return found.exclude(first_published_at=before.moment, pk__gte=before.pk) if before else found

    def showing(self, photo) -> Self:
        """Showing a picture, as the lead or in the text."""
        return self.filter(photos=photo)

    def without_text(self) -> Self:
        """Without what only the story's own page needs, for lists."""
        return self.defer("body", "picture_words")

    def for_cards(self) -> Self:
        """With all that a card shows, without the text."""
        return self.select_related("section", "section__parent", "picture").without_text().defer(*UNREAD)
