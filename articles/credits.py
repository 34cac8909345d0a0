from collections.abc import Iterable

from django.db.models import Prefetch, prefetch_related_objects

from articles.models.edition import Edition, EditionByline


def sign(editions: Iterable[Edition]) -> None:
    """Give ``editions`` their ``writers``: credits with author and portrait, in one query."""
    credits = EditionByline.objects.select_related("author__portrait")
    prefetch_related_objects(list(editions), Prefetch("credits", credits, to_attr="writers"))
