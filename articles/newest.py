"""The newest few stories of every row of another table, asked for in that table's own query: each is one index seek."""

from itertools import count, takewhile

from django.db.models import Model, Subquery

from articles.querysets import EditionQuerySet


def newest(stories: EditionQuerySet, number: int) -> dict[str, Subquery]:
    """Annotations with the keys of the first ``number`` of ``stories``, which names the outer row with ``OuterRef``."""
    keys = stories.values("pk")
    return {f"newest_{place}": Subquery(keys[place : place + 1]) for place in range(number)}


def newest_of(row: Model) -> list[int]:
    """The keys that ``newest`` found for ``row``, newest first."""
    return list(takewhile(bool, (getattr(row, f"newest_{place}", None) for place in count())))
