"""What fronts put on the first screen: what is wrong with them, for those who can put it right."""

from frontpage.alarms import alarms
from newsroom import clock

MOST = 12


def fronts(request) -> dict:
    return {"front_alarms": alarms(request.user, clock.now())[:MOST]}
