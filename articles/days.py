"""The calendar of the archive: in which years, months and days something was first published that is live."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Self

from django.db import connection
from django.db.models.expressions import RawSQL
from django.utils import timezone

from articles.models.edition import Edition

YEARS = range(1000, 9999)  # of dates that every database and time zone can hold


@dataclass(frozen=True, order=True)
class Span:
    """Whole days in the newsroom's zone, from ``first`` to before ``after``."""

    first: date
    after: date

    @classmethod
    def of_year(cls, year: int) -> Self:
        return cls(date(year, 1, 1), date(year + 1, 1, 1))

    @classmethod
    def of_month(cls, year: int, month: int) -> Self:
        return cls(date(year, month, 1), date(year + month // 12, month % 12 + 1, 1))

    @classmethod
    def of_day(cls, day: date) -> Self:
        return cls(day, day + timedelta(days=1))

    @property
    def days(self) -> list["Span"]:
        return [Span.of_day(self.first + timedelta(days=number)) for number in range((self.after - self.first).days)]

    @property
    def months(self) -> list["Span"]:
        """The months of a year."""
        return [Span.of_month(self.first.year, month) for month in range(1, 13)]

    @property
    def moments(self) -> tuple[datetime, datetime]:
        return midnight(self.first), midnight(self.after)


def midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, timezone.get_default_timezone())


def filled(spans: Iterable[Span], at: datetime) -> list[Span]:
    """Those of ``spans`` in which something is live at ``at``: one query, one index seek a span."""
    spans = list(spans)
    if not spans:
        return []
    story = Edition.objects.live(at).filter(
        first_published_at__gte=RawSQL("span.opens", ()), first_published_at__lt=RawSQL("span.closes", ())
    )
    exists, params = story.order_by().values("pk").query.sql_with_params()
    values = ", ".join(f"({number}, %s, %s)" for number in range(len(spans)))
    moments = [connection.ops.adapt_datetimefield_value(moment) for span in spans for moment in span.moments]
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH span (number, opens, closes) AS (VALUES {values}) "  # noqa: S608 numbers are our own
            f"SELECT number FROM span WHERE EXISTS ({exists}) ORDER BY number",
            [*moments, *params],
        )
        return [spans[number] for (number,) in cursor.fetchall()]


def years(at: datetime) -> list[Span]:
    """The years in which something is live, newest first. Two queries."""
    oldest = _day_of(Edition.objects.live(at).order_by("first_published_at", "pk"))
    if oldest is None:
        return []
    numbers = range(oldest.year, timezone.localdate(at).year + 1)
    return filled((Span.of_year(year) for year in reversed(numbers) if year in YEARS), at)


def day_before(span: Span, at: datetime) -> date | None:
    """The last day before ``span`` with something live."""
    live = Edition.objects.live(at).filter(first_published_at__lt=span.moments[0])
    return _day_of(live.newest_first())


def day_after(span: Span, at: datetime) -> date | None:
    """The first day after ``span`` with something live."""
    live = Edition.objects.live(at).filter(first_published_at__gte=span.moments[1])
    return _day_of(live.order_by("first_published_at", "pk"))


def _day_of(stories) -> date | None:
    moment = stories.values_list("first_published_at", flat=True).first()
    return moment and timezone.localdate(moment)
