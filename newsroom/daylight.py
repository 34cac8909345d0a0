"""The nights on which the clocks go forward or back."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from datetime import timezone as fixed

from django.utils import timezone

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class ClockChange:
    """``before`` is what the clocks would have shown at the moment at which they show ``after``."""

    before: datetime
    after: datetime

    @property
    def words(self) -> str:
        way = "forward" if self.after.utcoffset() > self.before.utcoffset() else "back"
        return f"The clocks go {way}: {shown(self.before)} becomes {shown(self.after)}."

    def side(self, moment: datetime) -> str:
        return "before" if moment < self.after else "after"


def clock_change(day: date, zone: tzinfo | None = None) -> ClockChange | None:
    """What the newsroom's clocks do on that day, if anything."""
    zone = zone or timezone.get_default_timezone()
    # The last minutes before it and of it: some zones change at midnight.
    start, end = (datetime.combine(day + timedelta(n), time(), zone).astimezone(UTC) - MINUTE for n in (0, 1))
    old = start.astimezone(zone)
    if old.utcoffset() == end.astimezone(zone).utcoffset():
        return None
    while end - start > MINUTE:
        middle = start + (end - start) // MINUTE // 2 * MINUTE
        if middle.astimezone(zone).utcoffset() == old.utcoffset():
            start = middle
        else:
            end = middle
    was = fixed(old.utcoffset(), old.tzname())
    return ClockChange(end.astimezone(was), end.astimezone(zone))


def shown(moment: datetime) -> str:
    return f"{moment:%H:%M} {moment.tzname()}"
