"""What stands against a moment that somebody wants, and what is wrong with what is set already."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.utils import timezone

from articles import approval, preflight
from articles.models import Article, Edition
from articles.plans import row as rows
from articles.preflight import Finding
from articles.workflow.shared import said, whom_to_ask
from newsroom import clock
from newsroom.daylight import clock_change

DAY = "schedule-day"
END = "schedule-end_day"


def conflicts(article: Article, at: datetime | None = None, until: datetime | None = None) -> list[Finding]:
    """What is wrong with the story's dated changes; with ``at`` and ``until``, also with running it from then to then.

    What stops comes first. Aware times.
    """
    now = clock.now()
    row = list(article.editions.order_by("live_from", "number").without_text()) if article.pk else []
    found = [*of_the_row(row, now)]
    if at:
        found += [*of_the_story(article, at), *of_the_start(row, at, now), *of_the_clocks(at)]
        found += [finding for finding in preflight.check(article, at=at) if finding.photo]
    if until:
        found += of_the_end(row, at, until, now)
    if rows.waiting(row, now):
        found += fallen(article)
    return sorted(found, key=lambda finding: not finding.stops)


def of_the_row(row: Sequence[Edition], now: datetime) -> Iterator[Finding]:
    doubtful = [edition for edition in rows.waiting(row, now) if rows.may_undo(edition, row)]
    if doubtful:
        rows.with_texts(row)
    for edition in doubtful:
        if lost := rows.undone(edition, row):
            yield Finding(words_of_undone(edition, lost), DAY, todo="Replace it with the desk’s text, or take it out.")
    for edition, after in rows.gaps(row, now):
        yield Finding(
            f"The story is off the site from {said(edition.live_until)} until {said(after.live_from)}.",
            DAY,
            todo="Move the end or take it out, if that is not meant.",
        )


def words_of_undone(edition: Edition, lost: Edition) -> str:
    what = "first text" if lost.change == Edition.Change.FIRST else lost.get_change_display().lower()
    return (
        f"The text scheduled for {said(edition.live_from)} is older than the {what} of {said(lost.live_from)}: "
        "it would undo it."
    )


def of_the_story(article: Article, at: datetime) -> Iterator[Finding]:
    """Killed, spiked, held, embargoed: nothing runs."""
    if article.is_killed:
        yield Finding(f"It was killed on {said(article.killed_at)}: nothing brings it back.", DAY, stops=True)
    elif article.stage == Article.Stage.SPIKED:
        yield Finding("It is spiked.", DAY, stops=True, todo="Revive it first.")
    if article.is_held:
        ask = whom_to_ask("lift_hold", article)
        yield Finding(f"It is on hold since {said(article.held_at)}.", DAY, stops=True, todo=ask)
    if article.is_embargoed(at):
        yield Finding(
            f"The embargo ends {said(article.embargoed_until)}, later than {said(at)}.",
            DAY,
            stops=True,
            todo=f"Choose a later time. To lift it: {whom_to_ask('lift_embargo', article)}",
        )


def of_the_start(row: Sequence[Edition], at: datetime, now: datetime) -> Iterator[Finding]:
    if at <= now:
        yield Finding(f"{said(at)} is in the past.", DAY, stops=True, todo="Choose a later time, or publish now.")
    waiting = rows.waiting(row, now)
    if any(minute(edition.live_from) == minute(at) for edition in waiting):
        yield Finding("Another text is set for that minute.", DAY, todo="This one would take its place.")
    if any(minute(end) == minute(at) for end in ends(row)):
        yield Finding("The story is set to end in that minute.", DAY, stops=True, todo="Take that out, or move it.")
    before = [end for end in ends(row) if now < end < at]
    if before and not any(max(before) <= edition.live_from < at for edition in waiting):
        yield Finding(f"An end is set for {said(max(before))}: from then until this, readers have nothing of it.", DAY)
    after = next((edition for edition in waiting if minute(edition.live_from) > minute(at)), None)
    if after:
        yield Finding(f"The text set for {said(after.live_from)} stays, and replaces this one then.", DAY)


def of_the_end(row: Sequence[Edition], at: datetime | None, until: datetime, now: datetime) -> Iterator[Finding]:
    if until <= now:
        yield Finding(f"The end, {said(until)}, is in the past.", END, stops=True, todo="Choose a later time.")
    elif at and until <= at:
        told = f"The end, {said(until)}, comes before the start, {said(at)}."
        yield Finding(told, END, stops=True, todo="Choose a later end.")
    for edition in rows.waiting(row, now):
        if edition.live_from >= until:
            yield Finding(f"The text set for {said(edition.live_from)} comes after that end: it is taken out.", END)


def of_the_clocks(at: datetime) -> Iterator[Finding]:
    if change := clock_change(timezone.localdate(at)):
        yield Finding(f"{change.words} {said(at)} is {change.side(at)} that.", DAY)


def fallen(article: Article) -> Iterator[Finding]:
    """For information: what is scheduled was approved, the desk's text isn't any more."""
    for one in approval.approvals(article):
        if one.needed and one.state == "fallen":
            kind = one.kind.label.lower()
            told = f"The {kind} sign-off fell for the desk’s text. What is scheduled runs as it was approved."
            yield Finding(told, "sign_offs", todo=whom_to_ask(f"sign_{one.kind.value}", article))


def ends(row: Sequence[Edition]) -> list[datetime]:
    """When the story leaves the site: ends that no other text follows at once."""
    starts = {edition.live_from for edition in rows.real(row)}
    return [e.live_until for e in rows.real(row) if e.live_until and e.live_until not in starts]


def minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)
