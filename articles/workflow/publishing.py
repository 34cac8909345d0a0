"""The verbs that make editions and end them."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from django.db import transaction

from accounts.models import User
from articles import approval, preflight, timeline
from articles.freeze import Frozen, content_of, freeze, unfreeze
from articles.merge import Clash, merge
from articles.models import Article, Correction, Edition
from articles.permissions import may, who_may, wrote
from articles.workflow.ledger import give_notice
from articles.workflow.saving import put, record
from articles.workflow.shared import CannotPublish, Refused, allow, locked, log, said, utc, whom_to_ask
from articles.workflow.telling import tell
from newsroom import clock, html

Change = Edition.Change
Stage = Article.Stage
FIXABLE = ("kicker", "headline", "standfirst", "picture_caption", "body")


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
    ``override`` is the reason for going without a sign-off, from somebody with that right.
    """
    allow(by, "schedule" if at else "publish", article)
    with transaction.atomic():
        article = locked(article)
        now = clock.now()
        check_may_run(article, at, now)
        skipped = check_approved(article, by, override)
        refuse_retraction(change)
        if change == Change.CORRECTION and at:
            raise CannotPublish("A mistake is corrected now, not at a set time.")
        if change == Change.CORRECTION and not correction.strip():
            raise CannotPublish("A correction needs a notice that says what was wrong.")
        record(article, by=by)
        edition = timeline.place(freeze(article), start=utc(at or now), change=change, by=by, note=note)
        if change == Change.CORRECTION and edition.change != Change.FIRST:
            give_notice(edition, Correction.Kind.CORRECTION, correction, by)
        Article.objects.filter(pk=article.pk).update(stage=Stage.READY)
        words = f"Scheduled for {said(at)}." if at else f"Published edition {edition.number}."
        log(article, by, "schedule" if at else "publish", words, note)
        if skipped:
            shout(article, by, skipped, override)
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
        lacks = approval.lacking(article, edition)
        skipped = refuse_unless_overridden(article, by, lacks, override)
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


@dataclass
class Fixed:
    """What became of a fix: the edition that readers have now, and where it could not be added by itself."""

    edition: Edition
    clashes: list[Clash] = field(default_factory=list)  # in the desk's text
    waiting: list[Edition] = field(default_factory=list)  # scheduled editions that go without it


def fix_live(
    article: Article,
    *,
    by: User,
    changes: dict[str, str],
    change: str = Change.SILENT,
    notice: str = "",
    note: str = "",
    override: str = "",
) -> Fixed:
    """Change words of the live text now, whatever the desk's text holds; then add the fix to that and to what waits.

    ``changes`` are new values of kicker, headline, standfirst, picture_caption or body. Where the fix clashes with a
    later text, that text stays as it is and a comment that must be settled says so: nothing runs without it unseen.
    """
    allow(by, "publish", article)
    with transaction.atomic():
        article = locked(article)
        now = utc(clock.now())
        check_time(article, None, now)
        check_not_blocked(article, None)
        live = Edition.objects.live(now).filter(article=article).select_related("picture").first()
        if live is None:
            raise CannotPublish("The story is not public, so there is nothing to fix.")
        refuse_retraction(change)
        before, fixed = content_of(live), fixed_content(live, changes)
        if change == Change.CORRECTION and not notice.strip():
            raise CannotPublish("A correction needs a notice that says what was wrong.")
        refuse_new_stops(article, before, fixed)
        skipped = check_fix_approved(article, live, by, override)
        record(article, by=article.saved_by)
        frozen = thawed(unfreeze(live), fixed)
        edition = timeline.place(frozen, start=now, change=change, by=by, note=note)
        if change == Change.CORRECTION:
            give_notice(edition, Correction.Kind.CORRECTION, notice, by)
        done = Fixed(edition)
        done.waiting = carry_to_waiting(article, before, fixed, by)
        merged = merge(before, fixed, freeze(article).content())
        put(article, merged.content, base=article.version, by=by, note=f"Fix of edition {edition.number}")
        done.clashes = merged.clashes
        log(article, by, "fix_live", f"Fixed what readers see: edition {edition.number}.", note)
        warn_of_missing_fix(article, done, now)
        if skipped:
            shout(article, by, skipped, override)
    return done


def fixed_content(live: Edition, changes: dict[str, str]) -> dict:
    before = content_of(live)
    if strange := changes.keys() - set(FIXABLE):
        raise CannotPublish(f"A fix can’t change the {', '.join(sorted(strange))}: publish an update.")
    words = {name: html.clean(text) if name == "body" else text.strip() for name, text in changes.items()}
    if not (before | words)["headline"] or not html.plain((before | words)["body"]):
        raise CannotPublish("The fix leaves no headline or no text.")
    if before | words == before:
        raise CannotPublish("Nothing is different from what readers see.")
    return before | words


def thawed(frozen: Frozen, content: dict) -> Frozen:
    """``frozen`` with the words of ``content``; an empty caption stays the picture's own."""
    words = {name: content[name] for name in FIXABLE if name != "picture_caption" or content[name]}
    return replace(frozen, fields=frozen.fields | words)


def carry_to_waiting(article: Article, before: dict, fixed: dict, by: User) -> list[Edition]:
    """Add a fix to what is scheduled; answers the editions that clash with it and stay as they were approved."""
    left = []
    for edition in timeline.editions(article.pk).filter(live_from__gt=clock.now()).select_related("picture"):
        merged = merge(before, fixed, content_of(edition))
        if merged.clashes:
            left.append(edition)
        elif merged.content != content_of(edition):
            timeline.rewrite(edition, thawed(unfreeze(edition), merged.content))
    return left


def warn_of_missing_fix(article: Article, done: Fixed, now: datetime) -> None:
    places = ["the desk’s text"] if done.clashes else []
    places += [f"the text scheduled for {said(edition.live_from)}" for edition in done.waiting]
    for place in places:
        article.remarks.create(
            text=f"The fix that readers got on {said(now)} is not in {place}: the same words were changed there.",
            must_fix=True,
            said_at=now,
        )


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


def check_may_run(article: Article, at: datetime | None, now: datetime) -> None:
    check_time(article, at, now)
    check_not_blocked(article, at)
    if article.stage == Stage.SPIKED:
        raise CannotPublish("It is spiked: revive it first.")
    if reasons := [finding.text for finding in preflight.stops(article)]:
        raise CannotPublish(*reasons)


def check_approved(article: Article, by: User, override: str) -> list[str]:
    """Refuses a text without the sign-offs that it needs; answers what somebody with the right passes over."""
    return refuse_unless_overridden(article, by, [finding.text for finding in approval.missing(article)], override)


def refuse_new_stops(article: Article, before: dict, fixed: dict) -> None:
    """What would stop a text from going out stops a fix that brings it in."""
    old, new = ({f.text for f in preflight.check(article, text) if f.stops} for text in (before, fixed))
    if new - old:
        raise CannotPublish(*sorted(new - old))


def check_fix_approved(article: Article, live: Edition, by: User, override: str) -> list[str]:
    """A fix is a new text: whoever could sign it off may make it, anybody else overrides or goes the long way."""
    kinds = sorted(approval.needed(article, live))
    lacks = [kind for kind in kinds if wrote(by, article) or not may(by, f"sign_{kind}", article)]
    reasons = [f"This section needs a {kind} sign-off. {whom_to_ask(f'sign_{kind}', article)}" for kind in lacks]
    return refuse_unless_overridden(article, by, reasons, override)


def refuse_unless_overridden(article: Article, by: User, reasons: list[str], override: str) -> list[str]:
    if reasons and not override.strip():
        raise CannotPublish(*reasons)
    if reasons:
        allow(by, "override", article)
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
