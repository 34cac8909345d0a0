"""Breaking news goes up and comes down. One banner is up at a time: another takes its place."""

from datetime import timedelta

from django.db import transaction

from accounts.models import User
from articles.workflow import shared
from articles.workflow.shared import said, utc
from frontpage.breaking.drafting import Stale, changed, locked, refuse_unless_public, refuse_unless_waiting
from frontpage.breaking.rights import NotAllowed, Refused, allow, may, whom_to_ask
from frontpage.models.alert import Alert
from frontpage.models.banner import Banner
from frontpage.models.front import STALE_AFTER, Front
from newsroom import clock


def approve(alert: Alert, *, by: User, version: int, night_reason: str = "") -> Banner:
    """Put up this very text, as the person read it at ``version``. Asked twice, it goes up once."""
    allow(by, "approve")
    with transaction.atomic():
        hold_the_place()
        alert = locked(alert)
        if alert.banner and alert.approved_by_id == by.pk:
            return alert.banner  # the answer was lost
        refuse_unless_waiting(alert)
        if version != alert.version:
            raise Stale(f"Nothing went up: {changed(alert, by)}")
        reason = why_alone(alert, by, night_reason)
        refuse_unless_public(shared.locked(alert.article))
        now = utc(clock.now())
        take_down(now, by)
        alert.banner = put_up(alert, now, by)
        alert.approved_by, alert.approved_at, alert.night_reason = by, now, reason
        alert.save(update_fields=["approved_by", "approved_at", "night_reason", "banner"])
        words = f"Up until {said(alert.banner.live_until)}: breaking news “{alert}”"
        shared.log(alert.article, by, "alert", words, reason and f"Alone: {reason}")
    return alert.banner


def end(banner: Banner, *, by: User) -> Banner:
    """Take it down now."""
    allow(by, "end")
    with transaction.atomic():
        hold_the_place()
        banner = Banner.objects.select_related("article", "ended_by").get(pk=banner.pk)
        now = utc(clock.now())
        if banner.ended_by_id == by.pk:
            return banner  # asked twice
        if banner.live_until <= now:
            who = f"{banner.ended_by} took it down" if banner.ended_by else "It came down"
            raise Refused(f"{who} {said(banner.live_until)} already.")
        stop(banner, now, by)
        shared.log(banner.article, by, "alert", f"Taken down: breaking news “{banner}”")
    return banner


def hold_the_place() -> None:
    """One lock for whoever puts something above the paper or takes it down: the row of the site's own front."""
    Front.objects.select_for_update().get_or_create(section=None, topic=None, defaults={"stale_after": STALE_AFTER})


def why_alone(alert: Alert, by: User, reason: str) -> str:
    """Why the person who wrote it may approve it, too; nothing where two have read it."""
    if alert.drafted_by_id != by.pk:
        return ""
    if not may(by, "rush"):
        raise NotAllowed(f"You wrote it: somebody else must read it first. {whom_to_ask('approve', but=by)}")
    if not reason.strip():
        raise Refused(
            "You wrote it, and nobody else has read it: say why it can’t wait for a second person. "
            f"{whom_to_ask('approve', but=by)}"
        )
    return reason.strip()[:200]


def put_up(alert: Alert, now, by: User) -> Banner:
    return Banner.objects.create(
        text=alert.text,
        article=alert.article,
        importance=alert.importance,
        corrects=alert.corrects,
        approved_by=by,
        live_from=now,
        live_until=now + timedelta(minutes=alert.minutes),
    )


def take_down(now, by: User) -> None:
    for banner in Banner.objects.live(now):
        stop(banner, now, by)


def stop(banner: Banner, now, by: User) -> None:
    banner.live_until, banner.ended_by, banner.ended_at = now, by, now
    banner.save(update_fields=["live_until", "ended_by", "ended_at"])
