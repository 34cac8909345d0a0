"""Who is editing what."""

from datetime import datetime

from articles.models import Sitting
from articles.sittings import PRESENT

MOST = 12


def editing(user, seen, at: datetime) -> list[tuple]:
    """Colleagues who were seen in the last minute, and the story that they have open: None if it is not to be seen."""
    sittings = Sitting.objects.filter(seen_at__gt=at - PRESENT, left_at=None).exclude(user=user)
    rows = list(sittings.select_related("user").defer("typed").order_by("-seen_at")[:MOST])
    stories = seen.defer("body").in_bulk({row.article_id for row in rows})
    return [(row.user, stories.get(row.article_id), row.article_id is None) for row in rows]
