"""A story's row of editions, with those that were taken out: which of them would undo what readers have had since."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import pairwise

from articles.merge import merge
from articles.models import Edition

TEXT = ("kicker", "headline", "standfirst", "picture_caption", "picture_alt", "body")


def is_real(edition: Edition) -> bool:
    """Not taken out before its time."""
    return edition.live_until is None or edition.live_until > edition.live_from


def real(row: Sequence[Edition]) -> list[Edition]:
    return [edition for edition in row if is_real(edition)]


def waiting(row: Sequence[Edition], now: datetime) -> list[Edition]:
    return [edition for edition in real(row) if edition.live_from > now]


def text_of(edition: Edition) -> dict[str, str]:
    return {name: getattr(edition, name) for name in TEXT}


def undone(late: Edition, row: Sequence[Edition]) -> Edition | None:
    """The last edition whose change is not in the text of ``late``, which replaces it but was frozen before it.

    ``row`` has all editions of the story in the order of their beginnings; their texts are read (``with_texts``).
    """
    frozen = frozen_at(late, row)
    earlier = [None, *(edition for edition in real(row) if edition.live_from < late.live_from)]
    for before, edition in reversed(list(pairwise(earlier))):
        if frozen_at(edition, row) > frozen and lacks(late, before, edition):
            return edition
    return None


def with_texts(editions: Iterable[Edition]) -> None:
    """Give editions that were read without their bodies what they lack, in one query."""
    lack = [edition for edition in editions if "body" in edition.get_deferred_fields()]
    texts = Edition.objects.filter(pk__in=[edition.pk for edition in lack]).values_list("pk", "body", "picture_words")
    found = {pk: read for pk, *read in texts}
    for edition in lack:
        edition.body, edition.picture_words = found[edition.pk]


def may_undo(late: Edition, row: Sequence[Edition]) -> bool:
    """Whether it is worth to read the texts: something was decided after ``late`` was frozen, as far as dates tell."""
    frozen = min(edition.published_at for edition in row if edition is late or not is_real(edition))
    return any(e.published_at > frozen for e in real(row) if e.live_from < late.live_from)


def frozen_at(edition: Edition, row: Sequence[Edition]) -> datetime:
    """When the text was approved to run: what was moved to another time is a new edition with an old text."""
    text = text_of(edition)
    copies = [other for other in row if not is_real(other) and text_of(other) == text]
    return min(other.published_at for other in (edition, *copies))


def lacks(late: Edition, before: Edition | None, edition: Edition) -> bool:
    """Whether ``late`` is without the change that ``edition`` made to the one before it."""
    if before is None:
        return text_of(late) != text_of(edition)
    merged = merge(text_of(before), text_of(edition), text_of(late))
    return bool(merged.clashes) or merged.content != text_of(late)


def gaps(row: Sequence[Edition], now: datetime) -> list[tuple[Edition, Edition]]:
    """Where the story is off the site between two texts: the one that ends and the one that comes later."""
    return [(e, after) for e, after in pairwise(real(row)) if e.live_until and now < e.live_until < after.live_from]
