"""Launches in the week's calendar, for those who may see the front."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse

from articles.admin.plan import MOST, Entry
from frontpage.models import Front, Layout
from frontpage.permissions import may


def planned(start: datetime, end: datetime, user, now: datetime) -> Iterator[Entry]:
    """What was launched in ``[start, end)``, and what is set for then."""
    if not (may(user, "view") or may(user, "arrange")):
        return
    fronts = Front.objects.select_related("section__parent", "topic")
    mine = {front.pk: front for front in fronts if may(user, "view", front) or may(user, "arrange", front)}
    layouts = Layout.objects.real().filter(front__in=mine, live_from__gte=start, live_from__lt=end)
    for layout in layouts.select_related("launched_by").defer("blocks").order_by("live_from")[:MOST]:
        front, waits = mine[layout.front_id], layout.live_from > now
        what, by = "front, to be launched" if waits else "front, launched", str(layout.launched_by or "")
        page = reverse("admin:frontpage_front_change", args=[front.pk])
        yield Entry(layout.live_from, "sched" if waits else "public", what, None, str(front), by, page)
