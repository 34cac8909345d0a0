"""How the desk says times and sums."""

from datetime import date, datetime

from django import template
from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format

from newsroom import clock

register = template.Library()


@register.filter
def day(moment: date) -> str:
    """“Today”, “Friday 20 November”, and with its year where that is another one."""
    if isinstance(moment, datetime):
        moment = timezone.localtime(moment).date()
    today = timezone.localdate(clock.now())
    if moment == today:
        return "Today"
    return date_format(moment, "l j F" if moment.year == today.year else "l j F Y")


@register.filter
def when(moment: datetime) -> str:
    """“09:12” today; else “Mon 23 Nov, 06:00”, “23 Nov 2024, 06:00”. In the newsroom's zone."""
    local, today = timezone.localtime(moment), timezone.localdate(clock.now())
    if local.date() == today:
        return date_format(local, "H:i")
    return date_format(local, "D j M, H:i" if local.year == today.year else "j M Y, H:i")


@register.filter
def day_part(moment: datetime) -> str:
    """A greeting for the time of day."""
    hour = timezone.localtime(moment).hour
    return "Good morning" if 4 <= hour < 12 else "Good afternoon" if 12 <= hour < 18 else "Good evening"


@register.simple_tag
def newsroom_zone() -> str:
    """“Europe/London, now BST”."""
    return f"{settings.TIME_ZONE}, now {timezone.localtime(clock.now()).tzname()}"


@register.simple_tag
def newsroom_now() -> datetime:
    return clock.now()
