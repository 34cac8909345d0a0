"""What breaking news puts on the first screen: alerts that wait for somebody's approval, and what is up."""

from django.db.models import Q

from frontpage import breaking
from frontpage.admin.alert_rows import Row, Rows, with_people
from frontpage.models import Alert
from newsroom import clock

MOST = 12


def alerts(request) -> dict:
    if not breaking.may(request.user, "approve"):
        return {}
    waits, is_up = Q(approved_at=None, dropped_at=None), Q(banner__live_until__gt=clock.now())
    found = list(with_people(Alert.objects.filter(waits | is_up))[:MOST])
    rows: list[Row] = list(Rows(found, request.user)) if found else []
    return {"alerts": [row for row in rows if row.is_known]}
