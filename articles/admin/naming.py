"""The names of what a story's content points to by number."""

from collections.abc import Mapping

from articles.models import Section, Series, Topic
from photos.models import Photo

MODELS = {"section_id": Section, "series_id": Series, "picture_id": Photo, "topics": Topic}


def names_of(asked: Mapping[str, set[int]]) -> dict[str, dict[int, str]]:
    """Names by field and number, for ``articles.compare``, in at most one query a model. ``asked``: its ``pks``."""
    rows = {where: MODELS[where].objects.filter(pk__in=numbers) for where, numbers in asked.items() if numbers}
    return {where: {row.pk: str(row) for row in found} for where, found in rows.items()}
