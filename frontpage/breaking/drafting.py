"""Breaking news in work: drafted, changed, dropped. Readers see nothing of it."""

import re

from django.db import transaction

from accounts.models import User
from articles.models import Article, Edition
from articles.permissions import may as may_see
from articles.workflow import shared
from articles.workflow.shared import said, utc
from frontpage.breaking.rights import Refused, allow
from frontpage.models.alert import Alert
from frontpage.models.banner import Banner, Importance
from newsroom import clock

LENGTH = 120
MINUTES = range(5, 1441)
SPACE = re.compile(r"[\s\x00-\x1f\x7f]+")


class Stale(Refused):
    """Somebody changed the alert since this person read it."""


def draft(by: User, text: str, article: Article, importance: str = Importance.MAJOR, minutes: int = 120) -> Alert:
    """A new alert, which waits for another person."""
    return begin(by, text, article, importance, minutes)


def correct(
    banner: Banner, *, by: User, text: str, article: Article, importance: str = Importance.MAJOR, minutes: int = 120
) -> Alert:
    """An alert that puts a banner right, up or not; it waits for another person, too."""
    return begin(by, text, article, importance, minutes, corrects=banner)


def begin(by: User, text: str, article: Article, importance: str, minutes: int, corrects=None) -> Alert:
    allow(by, "draft")
    facts = checked(text, importance, minutes)
    with transaction.atomic():
        refuse_unless_public(article := shared.locked(article))
        alert = Alert.objects.create(
            article=article, corrects=corrects, drafted_by=by, drafted_at=utc(clock.now()), **facts
        )
        why = f", to correct that of {said(corrects.live_from)}" if corrects else ""
        shared.log(article, by, "alert", f"Drafted{why}: breaking news “{alert}”")
    return alert


def redraft(
    alert: Alert, *, by: User, version: int, text: str, article: Article, importance: str, minutes: int
) -> Alert:
    """Change what waits, as it stood at ``version``. It is this person's draft from then on."""
    allow(by, "draft")
    facts = checked(text, importance, minutes) | {"article": article}
    with transaction.atomic():
        alert = locked(alert)
        refuse_unless_waiting(alert)
        if version != alert.version:
            raise Stale(f"Not saved: {changed(alert, by)}")
        if all(getattr(alert, name) == value for name, value in facts.items()):
            return alert
        refuse_unless_public(shared.locked(article))
        vars(alert).update(drafted_by_id=by.pk, drafted_at=utc(clock.now()), version=version + 1)
        for name, value in facts.items():
            setattr(alert, name, value)
        alert.save()
        shared.log(article, by, "alert", f"Changed: breaking news “{alert}”")
    return alert


def drop(alert: Alert, *, by: User) -> Alert:
    """It will not run."""
    allow(by, "drop")
    with transaction.atomic():
        alert = locked(alert)
        if alert.dropped_at and alert.dropped_by_id == by.pk:
            return alert  # asked twice
        refuse_unless_waiting(alert)
        alert.dropped_by, alert.dropped_at = by, utc(clock.now())
        alert.save(update_fields=["dropped_by", "dropped_at"])
        shared.log(alert.article, by, "alert", f"Dropped: breaking news “{alert}”")
    return alert


# ---- What the verbs share ----


def locked(alert: Alert) -> Alert:
    people = ("drafted_by", "approved_by", "dropped_by")
    return Alert.objects.select_for_update(of=("self",)).select_related("article", "banner", *people).get(pk=alert.pk)


def checked(text: str, importance: str, minutes: int) -> dict:
    text = SPACE.sub(" ", text).strip()
    if not text:
        raise Refused("Write what has happened.")
    if len(text) > LENGTH:
        raise Refused(f"It has {len(text)} letters; a banner holds {LENGTH}.")
    if minutes not in MINUTES:
        raise Refused(f"It can stay between {MINUTES[0]} minutes and {MINUTES[-1] // 60} hours.")
    if importance not in Importance.values:
        raise Refused("Choose how important it is.")
    return {"text": text, "importance": importance, "minutes": minutes}


def refuse_unless_public(article: Article) -> None:
    """An alert leads to what readers can open at this very moment. The refusal holds nothing of the story's own."""
    live = Edition.objects.live(clock.now()).filter(article=article).first()
    if live is None or article.is_secret:
        raise Refused(
            f"Readers can’t open its story now. {shared.whom_to_ask('publish', article).removesuffix(' can.')}"
            " can publish it, or choose another story."
        )
    if live.change == Edition.Change.RETRACTION:
        raise Refused("Its story was retracted: choose another.")


def refuse_unless_waiting(alert: Alert) -> None:
    if alert.approved_at:
        raise Refused(f"{alert.approved_by or 'Somebody'} approved it {said(alert.approved_at)}.")
    if alert.dropped_at:
        raise Refused(f"{alert.dropped_by or 'Somebody'} dropped it {said(alert.dropped_at)}: draft it anew.")


def changed(alert: Alert, by: User) -> str:
    words = f" It says now: “{alert}”" if is_known_to(by, alert.article) else ""
    return f"{alert.drafted_by or 'Somebody'} changed it {said(alert.drafted_at)}.{words}"


def is_known_to(user: User, article: Article) -> bool:
    """Whether this person may read what is said of the story: it is public now, or theirs to see."""
    return Edition.objects.live(clock.now()).filter(article=article).exists() or may_see(user, "view", article)
