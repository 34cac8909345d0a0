"""The verbs that make editions and end them."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from accounts.models import User
from articles import approval, preflight, timeline
from articles.freeze import content_of, freeze, unfreeze
from articles.models import Article, Correction, Edition
from articles.permissions import who_may
from articles.preflight import Finding
from articles.workflow.ledger import give_notice
from articles.workflow.picturing import allow_override, barred, let_run, unready
from articles.workflow.saving import record
from articles.workflow.shared import CannotPublish, Refused, allow, locked, log, said, utc, whom_to_ask
from articles.workflow.telling import tell
from newsroom import clock

Change = Edition.Change
Stage = Article.Stage


class CannotWithdraw(Refused):
    pass


class CannotKill(Refused):
    pass


def publish(
    article: Article,
    *,
    by: User,
    at: datetime | None = None,
    change: str = Change.UPDATE,
    note: str = "",
    correction: str = "",
    override: str = "",
) -> Edition:
    """Freeze the working copy as the edition that readers get, from now or from ``at`` (later than now).

    ``change`` says what kind of update it is for readers; the first edition is always FIRST. A CORRECTION goes out now
    and needs ``correction``, the notice. An edition scheduled for later stays and will replace this one.
    ``override`` is the reason for going without a sign-off, or with pictures whose rights are not cleared for that
    moment, from somebody with the right; such pictures vanish after 24 hours, unless they are cleared.
    """
    allow(by, "schedule" if at else "publish", article)
    with transaction.atomic():
        article = locked(article)
        now = clock.now()
        start = utc(at or now)
        uncleared = check_may_run(article, at, now)
        skipped = check_approved(article, by, override, uncleared)
        refuse_retraction(change)
        if change == Change.CORRECTION and at:
            raise CannotPublish("A mistake is corrected now, not at a set time.")
        if change == Change.CORRECTION and not correction.strip():
            raise CannotPublish("A correction needs a notice that says what was wrong.")
        record(article, by=by)
        edition = timeline.place(freeze(article), start=start, change=change, by=by, note=note)
        if change == Change.CORRECTION and edition.change != Change.FIRST:
            give_notice(edition, Correction.Kind.CORRECTION, correction, by)
        article.stage = Stage.READY
        article.save(update_fields=["stage"])
        words = f"Scheduled for {said(at)}." if at else f"Published edition {edition.number}."
        log(article, by, "schedule" if at else "publish", words, note)
        if skipped:
            shout(article, by, skipped, override)
        let_run(article, uncleared, by=by, why=override, start=start)
    return edition


def schedule(
    article: Article, *, by: User, at: datetime, change: str = Change.UPDATE, note: str = "", override: str = ""
) -> Edition:
    """Freeze the working copy as the edition that readers get from ``at``."""
    return publish(article, by=by, at=at, change=change, note=note, override=override)


def reschedule(edition: Edition, *, by: User, at: datetime, override: str = "") -> Edition:
    """Move a scheduled edition, with the text it froze, to another time; or the end that is set for the live one."""
    allow(by, "schedule", edition.article)
    with transaction.atomic():
        article = locked(edition.article)
        check_time(article, at, clock.now())
        edition = Edition.objects.get(pk=edition.pk)
        if timeline.has_set_end(edition):
            return move_end(article, edition, by=by, at=utc(at))
        edition = waiting(edition)
        check_not_blocked(article, at)
        uncleared = check_frozen_pictures(article, edition, at)
        lacks = approval.lacking(article, edition)
        skipped = refuse_unless_overridden(article, by, lacks, override, uncleared)
        frozen, ends_at = unfreeze(edition), timeline.own_end(edition)
        if ends_at and ends_at <= at:
            raise CannotPublish(f"It is set to end at {said(ends_at)}. Choose an earlier time.")
        timeline.take_out(edition)
        moved = timeline.place(frozen, start=utc(at), change=edition.change, by=by, note=edition.note)
        if ends_at and (moved.live_until is None or moved.live_until > ends_at):
            timeline.set_end(moved, ends_at)
        log(article, by, "reschedule", f"Moved from {said(edition.live_from)} to {said(at)}.")
        if skipped:
            shout(article, by, skipped, override)
        let_run(article, uncleared, by=by, why=override, start=utc(at))
    return moved


def unschedule(edition: Edition, *, by: User) -> None:
    """Take out what is set for later: an edition that waits, or the end that is set for the live one."""
    allow(by, "schedule", edition.article)
    with transaction.atomic():
        article = locked(edition.article)
        edition = Edition.objects.get(pk=edition.pk)
        if timeline.has_set_end(edition):
            after = timeline.next_after(edition)
            timeline.set_end(edition, after.live_from if after else None)
            log(article, by, "unschedule", "Taken out: the withdrawal that was set.")
            return
        edition = waiting(edition)
        timeline.take_out(edition)
        log(article, by, "unschedule", f"Taken out: the edition scheduled for {said(edition.live_from)}.")


def withdraw(article: Article, *, by: User, at: datetime | None = None, note: str = "") -> None:
    """Take a story off the site, now or at ``at``; it may return. Editions scheduled for later are taken out."""
    allow(by, "withdraw", article)
    with transaction.atomic():
        article = locked(article)
        now = clock.now()
        if at and at <= now:
            raise CannotWithdraw(f"Not withdrawn: {said(at)} is in the past.")
        if not timeline.end(article, utc(at or now)):
            raise CannotWithdraw("Not withdrawn: readers have nothing of this story then, and nothing is scheduled.")
        words = f"Withdrawal set for {said(at)}." if at else "Withdrawn from the site."
        log(article, by, "withdraw", words, note)


def kill(article: Article, *, by: User, note: str, notice: str = "") -> None:
    """Remove a story for good, whatever its state: its addresses answer 410 with ``notice``; nothing brings it back."""
    allow(by, "kill", article)
    with transaction.atomic():
        article = locked(article)
        if article.is_killed:
            raise CannotKill(f"It was killed already, on {said(article.killed_at)}.")
        now = utc(clock.now())
        timeline.end(article, now)
        timeline.close_addresses(article, now, notice.strip())
        article.killed_at = now
        article.save(update_fields=["killed_at"])
        article.links.filter(revoked_at=None).update(revoked_at=now, revoked_by=by)
        log(article, by, "kill", "Killed.", note)


# ---- What the verbs share ----


def move_end(article: Article, edition: Edition, *, by: User, at: datetime) -> Edition:
    allow(by, "withdraw", article)
    after = timeline.next_after(edition)
    if after and at >= after.live_from:
        raise CannotWithdraw(f"Not moved: another text is set for {said(after.live_from)}. Choose an earlier time.")
    timeline.set_end(edition, at)
    log(article, by, "reschedule", f"Withdrawal moved to {said(at)}.")
    return edition


def refuse_retraction(change: str) -> None:
    """A story is taken back by a notice that two people answer for (``correct``), not by publishing a text."""
    if change == Change.RETRACTION:
        raise CannotPublish("A retraction is a notice to readers: use “Correct”.")


def check_time(article: Article, at: datetime | None, now: datetime) -> None:
    if article.is_killed:
        raise CannotPublish(f"It was killed on {said(article.killed_at)} and can’t be published again.")
    if at and at <= now:
        raise CannotPublish(f"{said(at)} is in the past. Choose a later time, or publish now.")
    if at and timeline.is_set_end(article.pk, utc(at)):
        raise CannotPublish(f"The story is set to end at {said(at)}. Take that out first, or choose another minute.")


def check_not_blocked(article: Article, at: datetime | None) -> None:
    """Hold and embargo: no right passes them, only those who may lift them do, by a verb of its own."""
    if article.is_held:
        raise CannotPublish(f"It is on hold since {said(article.held_at)}. {whom_to_ask('lift_hold', article)}")
    if article.is_embargoed(at):
        until = said(article.embargoed_until)
        raise CannotPublish(f"It is under embargo until {until}. {whom_to_ask('lift_embargo', article)}")


def check_may_run(article: Article, at: datetime | None, now: datetime) -> list[Finding]:
    """Refuses what nobody can pass; answers the pictures whose rights don't allow them then."""
    check_time(article, at, now)
    check_not_blocked(article, at)
    if article.stage == Stage.SPIKED:
        raise CannotPublish("It is spiked: revive it first.")
    stops = preflight.stops(article, at=at or now)
    if barred(stops):
        raise CannotPublish(*[finding.text for finding in barred(stops)])
    return unready(stops)


def check_frozen_pictures(article: Article, edition: Edition, at: datetime) -> list[Finding]:
    """The same for the pictures alone of a text that was frozen: its words were looked at then."""
    found = [finding for finding in preflight.stops(article, content_of(edition), at) if finding.photo]
    if barred(found):
        raise CannotPublish(*[finding.text for finding in barred(found)])
    return unready(found)


def check_approved(article: Article, by: User, override: str, uncleared: Sequence[Finding] = ()) -> list[str]:
    """Refuses a text without the sign-offs that it needs; answers what somebody with the right passes over."""
    lacks = [finding.text for finding in approval.missing(article)]
    return refuse_unless_overridden(article, by, lacks, override, uncleared)


def refuse_unless_overridden(
    article: Article, by: User, reasons: list[str], override: str, uncleared: Sequence[Finding] = ()
) -> list[str]:
    """``reasons`` are missing sign-offs, ``uncleared`` pictures: to pass over those takes a right more."""
    if (reasons or uncleared) and not override.strip():
        raise CannotPublish(*reasons, *[finding.text for finding in uncleared])
    if reasons:
        allow(by, "override", article)
    if uncleared:
        allow_override(article, by)
    return reasons


def shout(article: Article, by: User, skipped: list[str], why: str) -> None:
    """Going without a sign-off is told to everybody who could have given one, and logged with its reason."""
    log(article, by, "override", f"Went out without: {' '.join(skipped)}", why)
    people = {user for kind in approval.needed(article) for user in who_may(f"sign_{kind}", article)}
    tell(people, article, f"{by} let it run without a sign-off", by=by)


def waiting(edition: Edition) -> Edition:
    edition = Edition.objects.real().filter(pk=edition.pk, live_from__gt=clock.now()).first()
    if edition is None:
        raise CannotPublish("This edition is no longer waiting: it was taken out, or readers have it already.")
    return edition
