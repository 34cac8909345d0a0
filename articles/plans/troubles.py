"""What will go wrong, or went wrong, if nobody acts: over all stories, in a few queries."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q

from articles.models import Article, Edition, Remark
from articles.picture_rights import Helpers, why_not
from articles.plans import row as rows
from articles.plans.conflicts import words_of_undone
from articles.plans.solvers import Solvers
from articles.workflow.shared import said

Stage = Article.Stage
IN_WORK = (Stage.IDEA, Stage.DRAFT, Stage.DESK, Stage.COPY)
LATELY = timedelta(days=14)  # older ones nobody waits for any more
MOST = 50
VERBS = ("schedule", "publish", "assign", "edit_others")


class Trouble(NamedTuple):
    article: Article
    words: str
    who: str  # can solve it
    is_amber = False  # readers get the story all the same


class Warned(Trouble):
    is_amber = True


def troubles(at: datetime, stories=None) -> list[Trouble]:
    """Stories that need somebody; give ``stories`` (``Article.objects.visible_to(user)``) to show them to a person."""
    stories = Article.objects.all() if stories is None else stories
    ask = Solvers(*VERBS)
    alive = stories.filter(killed_at=None).select_related("section", "assignee").defer("body")
    scheduled, plans = scheduled_stories(alive, at)
    return [
        *of_plans(scheduled, plans, at, ask),
        *of_pictures(scheduled, plans, at),
        *of_comments(scheduled, ask),
        *of_embargoes(alive, at, ask),
        *of_due_times(alive, at, ask),
    ]


def scheduled_stories(alive, at: datetime) -> tuple[dict[int, Article], dict[int, list[Edition]]]:
    """Stories with a text that waits, the soonest first, and their rows of editions, without the texts."""
    waits = Edition.objects.real().filter(live_from__gt=at, article__in=alive.values("pk"))
    soonest = list(dict.fromkeys(waits.order_by("live_from").values_list("article", flat=True)[:MOST]))
    found = alive.in_bulk(soonest)
    plans = defaultdict(list)
    every = Edition.objects.filter(article__in=soonest).order_by("live_from", "number").without_text()
    for edition in every:
        plans[edition.article_id].append(edition)
    return {pk: found[pk] for pk in soonest}, plans


def of_plans(scheduled, plans, at: datetime, ask: Solvers) -> Iterator[Trouble]:
    """Pain 17: what was prepared on Monday would wipe out Tuesday's correction when it runs on Wednesday."""
    doubtful = [
        (pk, late) for pk in scheduled for late in rows.waiting(plans[pk], at) if rows.may_undo(late, plans[pk])
    ]
    rows.with_texts(edition for pk in {pk for pk, _ in doubtful} for edition in plans[pk])
    for pk, late in doubtful:
        if lost := rows.undone(late, plans[pk]):
            yield Trouble(scheduled[pk], words_of_undone(late, lost), ask.who("schedule", scheduled[pk]))
    for pk, article in scheduled.items():
        for edition, after in rows.gaps(plans[pk], at):
            words = f"It leaves the site on {said(edition.live_until)}, before the text of {said(after.live_from)}."
            yield Trouble(article, words, ask.who("schedule", article))


def of_pictures(scheduled, plans, at: datetime) -> Iterator[Trouble]:
    """What was cleared when it was scheduled may not be when it runs: the story runs, the picture doesn't."""
    waits = {edition.pk: edition for pk in scheduled for edition in rows.waiting(plans[pk], at)}
    helpers = Helpers()
    shows = Edition.photos.through.objects.filter(edition__in=waits).select_related("photo").order_by("pk")
    for edition, photo in ((waits[show.edition_id], show.photo) for show in shows):
        if why := why_not(photo, edition.live_from):
            words = f"The text scheduled for {said(edition.live_from)} will go without its picture: it {why}."
            verb = "take_down" if photo.taken_down_at else "clear"
            yield Warned(scheduled[edition.article_id], words, helpers.who(verb))


def of_comments(scheduled, ask: Solvers) -> Iterator[Trouble]:
    open_ = Remark.objects.filter(article__in=list(scheduled), must_fix=True, resolved_at=None)
    for remark in open_.select_related("said_by", "link", "to")[:MOST]:
        article = scheduled[remark.article_id]
        words = f"It is scheduled, and a comment by {remark.who} must be settled: “{remark}”."
        yield Trouble(article, words, str(remark.to or ask.who("edit_others", article)))


def of_embargoes(alive, at: datetime, ask: Solvers) -> Iterator[Trouble]:
    runs = Edition.objects.real().filter(Q(live_until=None) | Q(live_until__gt=at), article=OuterRef("pk"))
    ended = alive.filter(~Exists(runs), embargoed_until__lte=at, embargoed_until__gt=at - LATELY, held_at=None)
    for article in ended.exclude(stage=Stage.SPIKED).order_by("-embargoed_until")[:MOST]:
        words = f"Its embargo ended on {said(article.embargoed_until)}, and nothing is published or scheduled."
        yield Trouble(article, words, ask.who("publish", article))


def of_due_times(alive, at: datetime, ask: Solvers) -> Iterator[Trouble]:
    late = alive.filter(due_at__lte=at, due_at__gt=at - LATELY, stage__in=IN_WORK)
    for article in late.order_by("due_at")[:MOST]:
        words = f"It was due on {said(article.due_at)} and stands at {article.get_stage_display()}."
        yield Trouble(article, words, str(article.assignee or ask.who("assign", article)))
