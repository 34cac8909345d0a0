"""The times of an export: WordPress writes zeros where it has none."""

import re
from datetime import UTC, datetime, tzinfo
from email.utils import parsedate_to_datetime

MAIL_DATE = re.compile(r"\b\d{1,2} [A-Za-z]{3,9} \d{4}\b")  # the parser would read the year -0001 as 2000
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def item_time(fields: dict[str, str], name: str, zone: tzinfo) -> datetime | None:
    """The time in UTC where the item gives one, or else what the old site's clock showed."""
    return _clock_time(fields.get(f"{name}_gmt", ""), UTC) or _clock_time(fields.get(name, ""), zone)


def mail_time(text: str) -> datetime | None:
    """A pubDate; the first second of 1970 stands for none."""
    if not MAIL_DATE.search(text):
        return None
    try:
        time = parsedate_to_datetime(text)
        time = _sensible(time if time.tzinfo else time.replace(tzinfo=UTC))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return None if time == EPOCH else time


def _clock_time(text: str, zone: tzinfo) -> datetime | None:
    try:
        time = datetime.fromisoformat(text.strip())
        return _sensible(time if time.tzinfo else time.replace(tzinfo=zone))
    except ValueError:
        return None


def _sensible(time: datetime) -> datetime | None:
    return time.astimezone(UTC) if 1000 < time.year < 9999 else None
