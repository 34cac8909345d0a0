"""The verbs: everything that changes what readers see, and nothing else does.

Each verb checks the right on the story, then the story itself, then does its work in one transaction with the story's
row locked: revision, edition, log entry; and tells the rooms above after commit. Times are aware. A refusal is an
exception whose message is for the person who asked.
"""

from datetime import UTC, datetime

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import formats, timezone

from accounts.models import User
from articles import preflight, timeline
from articles.freeze import freeze, thaw, unfreeze
from articles.models import Article, Correction, Edition, Revision
from articles.permissions import may
from articles.signals import paper_changed
from newsroom import clock

Change = Edition.Change


class Refused(Exception):
    """A verb can't be done; nothing was changed."""


class NotAllowed(Refused):
    pass


class CannotPublish(Refused):
    def __init__(self, *reasons: str):
        self.reasons = reasons
        super().__init__("Not published: " + " ".join(reasons))


class CannotWithdraw(Refused):
    pass


class CannotKill(Refused):
    pass


class CannotCorrect(Refused):
    pass


def said(moment: datetime) -> str:
    """A moment as the newsroom says it: with its zone named."""
    local = timezone.localtime(moment)
    return f"{formats.date_format(local, 'D j M, H:i')} {local.tzname()}"


def publish(
    article: Article,
    *,
    by: User,
    at: datetime | None = None,
    change: str = Change.UPDATE,
    note: str = "",
    correction: str = "",
) -> Edition:
    """Freeze the working copy as the edition that readers get, from now or from ``at`` (later than now).

    ``change`` says what kind of update it is for readers; the first edition is always FIRST. A CORRECTION goes out now
    and needs ``correction``, the notice. An edition scheduled for later stays and will replace this one.
    """
    allow(by, "schedule" if at else "publish", article)
    with transaction.atomic():
        article = locked(article)
        now = clock.now()
        check_may_run(article, at, now)
        if change == Change.CORRECTION and at:
            raise CannotPublish("A mistake is corrected now, not at a set time.")
        if change == Change.CORRECTION and not correction.strip():
            raise CannotPublish("A correction needs a notice that says what was wrong.")
        record(article, by=by)
        edition = timeline.place(freeze(article), start=utc(at or now), change=change, by=by, note=note)
        if change == Change.CORRECTION and edition.change != Change.FIRST:
            give_notice(edition, Correction.Kind.CORRECTION, correction, by)
        log(article, by, f"Scheduled for {said(at)}." if at else f"Published edition {edition.number}.", note)
    return edition


def schedule(article: Article, *, by: User, at: datetime, change: str = Change.UPDATE, note: str = "") -> Edition:
    """Freeze the working copy as the edition that readers get from ``at``."""
    return publish(article, by=by, at=at, change=change, note=note)


def reschedule(edition: Edition, *, by: User, at: datetime) -> Edition:
    """Move a scheduled edition, with the text it froze, to another time; or the end that is set for the live one."""
    allow(by, "schedule", edition.article)
    with transaction.atomic():
        article = locked(edition.article)
        check_time(article, at, clock.now())
        edition = Edition.objects.get(pk=edition.pk)
        if timeline.has_set_end(edition):
            return move_end(article, edition, by=by, at=utc(at))
        edition = waiting(edition)
        frozen = unfreeze(edition)
        timeline.take_out(edition)
        moved = timeline.place(frozen, start=utc(at), change=edition.change, by=by, note=edition.note)
        log(article, by, f"Moved from {said(edition.live_from)} to {said(at)}.")
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
            log(article, by, "Taken out: the withdrawal that was set.")
            return
        edition = waiting(edition)
        timeline.take_out(edition)
        log(article, by, f"Taken out: the edition scheduled for {said(edition.live_from)}.")


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
        log(article, by, f"Withdrawal set for {said(at)}." if at else "Withdrawn from the site.", note)


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
        log(article, by, "Killed.", note)


def correct(
    article: Article, *, by: User, text: str, kind: str = Correction.Kind.CORRECTION, note: str = ""
) -> Correction:
    """Add a notice to the live story and the corrections page. Neither the live text nor the working copy changes."""
    allow(by, "correct", article)
    if not text.strip():
        raise CannotCorrect("Not corrected: say what was wrong and what is right.")
    if kind not in Correction.Kind.values:
        raise CannotCorrect("Not corrected: choose what kind of notice it is.")
    with transaction.atomic():
        article = locked(article)
        now = utc(clock.now())
        live = Edition.objects.live(now).filter(article=article).first()
        if live is None:
            raise CannotCorrect("Not corrected: the story is not public, so nobody can have read the mistake here.")
        edition = timeline.place(unfreeze(live), start=now, change=Change.CORRECTION, by=by, note=note)
        correction = give_notice(edition, kind, text, by)
        log(article, by, f"{correction.get_kind_display()} published.", note)
    return correction


def restore(article: Article, *, revision: Revision, by: User) -> Revision:
    """Take an earlier text to the desk as the working copy. Readers see no change."""
    allow(by, "restore", article)
    with transaction.atomic():
        article = locked(article)
        record(article, by=by)
        thaw(revision.content, article)
        article.saved_by, article.saved_at = by, clock.now()
        article.save()
        restored = record(article, by=by, note=f"Text of revision {revision.number}")
        log(article, by, f"Took the text of revision {revision.number} to the desk.")
    return restored or article.revisions.latest()


def record(article: Article, *, by: User | None, note: str = "") -> Revision | None:
    """Keep the working copy as a revision, if it differs from the last one."""
    content = freeze(article).content()
    last = article.revisions.order_by("number").last()
    if last and last.content == content:
        return None
    number = last.number + 1 if last else 1
    return article.revisions.create(number=number, saved_by=by, saved_at=clock.now(), note=note, content=content)


# ---- What the verbs share ----


def allow(user: User, verb: str, article: Article) -> None:
    if not may(user, verb, article):
        raise NotAllowed(f"You may not {verb} this story. Ask an editor who may.")


def locked(article: Article) -> Article:
    return Article.objects.select_for_update().get(pk=article.pk)


def utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)


def move_end(article: Article, edition: Edition, *, by: User, at: datetime) -> Edition:
    allow(by, "withdraw", article)
    after = timeline.next_after(edition)
    if after and at >= after.live_from:
        raise CannotWithdraw(f"Not moved: another text is set for {said(after.live_from)}. Choose an earlier time.")
    timeline.set_end(edition, at)
    log(article, by, f"Withdrawal moved to {said(at)}.")
    return edition


def check_time(article: Article, at: datetime | None, now: datetime) -> None:
    if article.is_killed:
        raise CannotPublish(f"It was killed on {said(article.killed_at)} and can’t be published again.")
    if at and at <= now:
        raise CannotPublish(f"{said(at)} is in the past. Choose a later time, or publish now.")
    if at and timeline.is_set_end(article.pk, utc(at)):
        raise CannotPublish(f"The story is set to end at {said(at)}. Take that out first, or choose another minute.")


def check_may_run(article: Article, at: datetime | None, now: datetime) -> None:
    check_time(article, at, now)
    if reasons := [finding.text for finding in preflight.stops(article)]:
        raise CannotPublish(*reasons)


def waiting(edition: Edition) -> Edition:
    edition = Edition.objects.real().filter(pk=edition.pk, live_from__gt=clock.now()).first()
    if edition is None:
        raise CannotPublish("This edition is no longer waiting: it was taken out, or readers have it already.")
    return edition


def give_notice(edition: Edition, kind: str, text: str, by: User) -> Correction:
    return Correction.objects.create(
        article_id=edition.article_id,
        edition=edition,
        kind=kind,
        text=text.strip(),
        published_at=edition.live_from,
        published_by=by,
    )


def log(article: Article, by: User, message: str, note: str = "") -> None:
    LogEntry.objects.create(
        user=by,
        content_type=ContentType.objects.get_for_model(Article),
        object_id=str(article.pk),
        object_repr=str(article)[:200],
        action_flag=CHANGE,
        change_message=f"{message} {note}".strip(),
        action_time=clock.now(),
    )
    transaction.on_commit(lambda: paper_changed.send(Article, article_id=article.pk))
