"""Hold and embargo: what may not run at all, and what may not run before. No way of publishing passes them."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from articles import timeline
from articles.models import Article
from articles.workflow.shared import Refused, allow, locked, log, said, utc
from articles.workflow.telling import tell
from newsroom import clock


class CannotHold(Refused):
    pass


def hold(article: Article, *, by: User, note: str) -> None:
    """Nothing can publish the story until it is released. What is public or scheduled of it is taken out now."""
    allow(by, "hold", article)
    if not note.strip():
        raise CannotHold("Not held: say why, for whoever has to release it.")
    with transaction.atomic():
        article = locked(article)
        if article.is_held:
            raise CannotHold(f"It is held already, since {said(article.held_at)}.")
        now = utc(clock.now())
        taken = timeline.end(article, now)
        article.held_at, article.held_why = now, note.strip()[:300]
        article.save(update_fields=["held_at", "held_why"])
        log(
            article,
            by,
            "hold",
            "Held." + (" It was taken off the site and out of the schedule." if taken else ""),
            note,
        )
        tell([article.assignee, article.created_by], article, f"{by} put a hold on it", by=by)


def release(article: Article, *, by: User, note: str) -> None:
    """Lift the hold. Nothing is published by that: what was taken out has to be published or scheduled again."""
    allow(by, "lift_hold", article)
    if not note.strip():
        raise CannotHold("Not released: say why, for the log.")
    with transaction.atomic():
        article = locked(article)
        if not article.is_held:
            raise CannotHold("It is not held.")
        article.held_at, article.held_why = None, ""
        article.save(update_fields=["held_at", "held_why"])
        log(article, by, "release", "Released from the hold.", note)
        tell([article.assignee, article.created_by], article, f"{by} lifted the hold", by=by)


def embargo(article: Article, *, by: User, until: datetime | None, note: str = "") -> None:
    """The story may not run before ``until``; what is public or scheduled for earlier is taken out now.

    None, or an earlier moment than the one that stands, lifts an embargo: that is a right of its own and needs a note.
    """
    article.refresh_from_db(fields=["embargoed_until"])
    lifts = article.is_embargoed() and (until is None or until < article.embargoed_until)
    allow(by, "lift_embargo" if lifts else "hold", article)
    if lifts and not note.strip():
        raise CannotHold("Not lifted: say why, for the log.")
    with transaction.atomic():
        article = locked(article)
        now = utc(clock.now())
        still_lifts = article.is_embargoed() and (until is None or until < article.embargoed_until)
        if still_lifts and not lifts:
            raise CannotHold(f"Somebody has just set an embargo until {said(article.embargoed_until)}. Look again.")
        if until is None and not article.is_embargoed():
            raise CannotHold("There is no embargo to lift.")
        if until and until <= now:
            raise CannotHold(f"{said(until)} is in the past.")
        taken = timeline.end(article, now, utc(until)) if until else False
        article.embargoed_until = until and utc(until)
        article.save(update_fields=["embargoed_until"])
        words = f"Embargo until {said(until)}." if until else "Embargo lifted."
        log(article, by, "embargo", words + (" What would have run earlier was taken out." if taken else ""), note)
        tell([article.assignee, article.created_by], article, f"{by} changed the embargo", by=by)
