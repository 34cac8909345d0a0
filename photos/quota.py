"""How much of a contract with an agency a calendar month has used."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils import timezone

from newsroom import clock
from photos import uses
from photos.models import Source

NEAR = 0.8  # from this share on the desk is warned


@dataclass(frozen=True)
class Month:
    """What of ``source`` readers got for the first time this month."""

    source: Source
    used: int

    @property
    def is_over(self) -> bool:
        return self.source.quota is not None and self.used > self.source.quota

    @property
    def is_near(self) -> bool:
        return self.source.quota is not None and self.used >= NEAR * self.source.quota

    @property
    def words(self) -> str:
        """“Reuters: 41 of 50 this month”."""
        of = f" of {self.source.quota}" if self.source.quota is not None else ""
        return f"{self.source}: {self.used}{of} this month"

    @property
    def warning(self) -> str:
        if self.is_over:
            return "More than the contract covers: each further picture is paid for apart."
        if self.used == self.source.quota:
            return "The contract covers no more this month."
        return "Most of what the contract covers is used." if self.is_near else ""


def this_month(source: Source) -> Month:
    return Month(source, uses.first_used_in(source, *month_of(clock.now())))


def months(sources: Iterable[Source]) -> list[Month]:
    """The same of many, with one question."""
    used = uses.first_uses(sources, *month_of(clock.now()))
    return [Month(source, used[source.pk]) for source in sources]


def month_of(moment: datetime) -> tuple[datetime, datetime]:
    """When the calendar month of ``moment`` begins and ends on the newsroom's clocks."""
    day = timezone.localdate(moment).replace(day=1)
    return midnight(day), midnight(day.replace(year=day.year + day.month // 12, month=day.month % 12 + 1))


def midnight(day: date) -> datetime:
    return datetime.combine(day, time()).replace(tzinfo=timezone.get_default_timezone())
