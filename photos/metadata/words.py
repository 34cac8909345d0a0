"""Text from outside as plain text, and dates in all their spellings."""

import re
import unicodedata
from datetime import datetime

from django.utils import timezone

LONGEST = 4000  # characters of one value
MOST = 100  # values of one list
UNITS = ("year", "month", "day", "hour", "minute", "second")
LONG = {"caption", "usage_terms", "instructions", "extended_description"}  # the only ones with more than one line
HIDDEN = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\ufffe\uffff"
DATE = re.compile(
    r"(?P<year>\d{4})[:-]?(?P<month>\d\d)[:-]?(?P<day>\d\d)"
    r"(?:[T ]?(?P<hour>\d\d):?(?P<minute>\d\d)(?::?(?P<second>\d\d))?(?:\.\d+)?\s*(?P<zone>Z|[+-]\d\d:?\d\d)?)?"
)


def plain(value, lines: bool = False) -> str:
    """``value`` as text with nothing in it that can't be seen; on one line, unless it may have more."""
    text = str(value)[:LONGEST].replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    if not lines:
        text = text.replace("\n", " ")
    return "".join(sign for sign in text if sign == "\n" or is_seen(sign)).strip()


def is_seen(sign: str) -> bool:
    """Not a control, half a sign, or one that turns the direction of what follows. Joiners write some languages."""
    return sign not in HIDDEN and unicodedata.category(sign) not in ("Cc", "Cs", "Co")


def cut(text: str, length: int) -> str:
    """At most ``length`` characters, cut between words."""
    if len(text) <= length:
        return text
    whole = text[:length].rpartition(" ")[0]
    return (whole if len(whole) > length // 2 else text[: length - 1]).rstrip(" ,;:–-") + "…"


def moment(text: str) -> datetime | None:
    """The time in any of the spellings of EXIF, IPTC and XMP, without a zone if none is named; None: not even a day."""
    match = DATE.fullmatch(text.strip())
    if not match or not 1800 <= int(match["year"]) < 2200:  # the table has no room for some others
        return None
    numbers = [int(match[name] or 0) for name in UNITS]
    zone = (match["zone"] or "").replace("Z", "+00:00")
    try:
        found = datetime(*numbers)  # noqa: DTZ001 the zone follows, if there is one
        return datetime.fromisoformat(found.isoformat() + zone)
    except ValueError:
        return None


def aware(time: datetime) -> datetime:
    """Cameras name no zone: they are set to the newsroom's."""
    return time if time.tzinfo else timezone.make_aware(time, timezone.get_default_timezone())
