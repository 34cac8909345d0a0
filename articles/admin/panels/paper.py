"""What readers get today."""

from datetime import datetime

from django.utils import timezone

from articles.models import Edition

TODAY = 7
NEXT = 7


def today(seen, at: datetime) -> list[Edition]:
    """What readers got since midnight and still have, in the order of time."""
    midnight = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    since = Edition.objects.live(at).filter(live_from__gte=midnight, article__in=seen.values("pk"))
    return list(since.select_related("published_by").without_text().order_by("-live_from")[:TODAY])[::-1]


def coming(seen, at: datetime) -> list[Edition]:
    """What is set for later, soonest first."""
    waiting = Edition.objects.real().filter(live_from__gt=at, article__in=seen.values("pk"))
    return list(waiting.select_related("published_by").without_text().order_by("live_from")[:NEXT])
