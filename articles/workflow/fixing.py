"""The urgent lane: words of the live text are put right now, past the draft, and the fix is lost from nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.db import transaction

from accounts.models import User
from articles import approval, preflight, timeline
from articles.freeze import OF_THE_PICTURE, Frozen, content_of, freeze, unfreeze
from articles.merge import Clash, merge
from articles.models import Article, Correction, Edition
from articles.permissions import may, wrote
from articles.preflight import Finding
from articles.workflow.ledger import give_notice
from articles.workflow.picturing import barred, let_run, unready
from articles.workflow.publishing import (
    check_not_blocked,
    check_time,
    refuse_retraction,
    refuse_unless_overridden,
    shout,
)
from articles.workflow.saving import put, record
from articles.workflow.shared import CannotPublish, allow, locked, log, said, utc, whom_to_ask
from newsroom import clock, html

Change = Edition.Change
FIXABLE = ("kicker", "headline", "standfirst", "picture_caption", "picture_alt", "body")


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

    ``changes`` are new values of kicker, headline, standfirst, picture_caption, picture_alt or body. Where the fix
    clashes with a later text, that text stays as it is and a comment that must be settled says so: nothing runs without
    it unseen.
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
        uncleared = refuse_new_stops(article, before, fixed, now)
        skipped = check_fix_approved(article, live, by, override, uncleared)
        record(article, by=article.saved_by)
        frozen = thawed(unfreeze(live), fixed)
        edition = timeline.place(frozen, start=now, change=change, by=by, note=note)
        if change == Change.CORRECTION:
            give_notice(edition, Correction.Kind.CORRECTION, notice, by)
        done = Fixed(edition)
        done.waiting = carry_to_waiting(article, before, fixed)
        merged = merge(before, fixed, freeze(article).content())
        put(article, merged.content, base=article.version, by=by, note=f"Fix of edition {edition.number}")
        done.clashes = merged.clashes
        log(article, by, "fix_live", f"Fixed what readers see: edition {edition.number}.", note)
        warn_of_missing_fix(article, done, now)
        if skipped:
            shout(article, by, skipped, override)
        let_run(article, uncleared, by=by, why=override, start=now)
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
    """``frozen`` with the words of ``content``; an empty caption or description stays the picture's own."""
    words = {name: content[name] for name in FIXABLE if name not in OF_THE_PICTURE or content[name]}
    return replace(frozen, fields=frozen.fields | words)


def carry_to_waiting(article: Article, before: dict, fixed: dict) -> list[Edition]:
    """Add a fix to what is scheduled; answers the editions that clash with it and stay as they were approved."""
    left = []
    for edition in timeline.editions(article.pk).filter(live_from__gt=clock.now()).select_related("picture"):
        content = content_of(edition)
        merged = merge(before, fixed, content)
        if merged.clashes:
            left.append(edition)
        elif merged.content != content:
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


def refuse_new_stops(article: Article, before: dict, fixed: dict, now: datetime) -> list[Finding]:
    """What would stop a text from going out stops a fix that brings it in; answers new pictures that aren't cleared.

    A fix is never kept waiting by a picture that the live text has already: readers are shown that one or not.
    """
    old, new = (preflight.stops(article, text, now) for text in (before, fixed))
    words = {finding.text for finding in old}
    had = {before.get("picture_id"), *html.photo_ids(before["body"])}
    stops = [f for f in new if (f.photo not in had if f.photo else f.text not in words)]
    if barred(stops):
        raise CannotPublish(*sorted(finding.text for finding in barred(stops)))
    return unready(stops)


def check_fix_approved(
    article: Article, live: Edition, by: User, override: str, uncleared: Sequence[Finding] = ()
) -> list[str]:
    """A fix is a new text: whoever could sign it off may make it, anybody else overrides or goes the long way."""
    kinds = sorted(approval.needed(article, live))
    lacks = [kind for kind in kinds if wrote(by, article) or not may(by, f"sign_{kind}", article)]
    reasons = [f"This section needs a {kind} sign-off. {whom_to_ask(f'sign_{kind}', article)}" for kind in lacks]
    return refuse_unless_overridden(article, by, reasons, override, uncleared)
