"""The work: where it stands, what of it waits for somebody, and what is theirs."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Exists, F, OuterRef, Q

from articles.models import Article, Edition, Remark, SignOff, Sitting
from articles.permissions import rights_of, signed_by
from newsroom.templatetags.desk import when

Stage = Article.Stage
IN_WORK = (Stage.IDEA, Stage.DRAFT, Stage.DESK, Stage.COPY)
# Who looks after a stage where nobody has the story: whoever has this right there.
KEEPERS = {Stage.IDEA: "assign", Stage.DESK: "sign_desk", Stage.COPY: "sign_copy"}
LATELY = 2000
READY_LATELY = 200
MOST = 12
SHOWN = 8
SOON = timedelta(days=2)


@dataclass
class Reason:
    """Why a story waits for somebody. ``notice`` is its key, if that is all: it can be marked as read."""

    words: str
    notice: int | None = None


def flow(seen, at: datetime) -> list[tuple[str, str, int]]:
    """Stage, its name, and how many stories are there. Of the ready ones those that readers don't have, lately."""
    counts = dict(
        seen.filter(stage__in=IN_WORK, killed_at=None).order_by().values_list("stage").annotate(number=Count("pk"))
    )
    lately = list(seen.filter(stage=Stage.READY, killed_at=None).values_list("pk", flat=True)[:READY_LATELY])
    public = Edition.objects.live(at).filter(article__in=lately).values("article").distinct().count()
    counts[Stage.READY] = len(lately) - public
    return [(stage, stage.label, counts.get(stage, 0)) for stage in (*IN_WORK, Stage.READY)]


def waiting_for(user, seen) -> dict[int, list[Reason]]:
    """Story → why it waits for ``user``: what was given, asked or told to them, and what nobody has in their stages."""
    found = defaultdict(list)
    given = seen.filter(assignee=user, killed_at=None).exclude(stage__in=[Stage.SPIKED, Stage.DRAFT])
    for pk in given.values_list("pk", flat=True)[:MOST]:
        found[pk].append(Reason("It is with you."))
    for remark in remarks_to(user, seen):
        found[remark.article_id].append(Reason(f"{remark.who} asks: “{remark}”"))
    for notice in user.notices.filter(read_at=None, article__in=seen.values("pk"))[:MOST]:
        found[notice.article_id].append(Reason(f"{notice.words}, {when(notice.told_at)}.", notice.pk))
    for pk, stage in nobodys(user, seen):
        found[pk].append(Reason(f"Nobody has it at {Stage(stage).label}."))
    for pk in flagged(user, seen):
        found[pk].append(Reason("It must be read for law."))
    return dict(list(found.items())[:MOST])


def remarks_to(user, seen):
    remarks = Remark.objects.filter(to=user, resolved_at=None, article__in=seen.filter(killed_at=None).values("pk"))
    return remarks.select_related("said_by", "link").order_by("-said_at")[:MOST]


def nobodys(user, seen):
    rights = rights_of(user)
    kept = Q(pk__in=[])
    for stage, right in KEEPERS.items():
        if rights.anywhere(right):
            kept |= Q(stage=stage) & rights.where(right)
    return seen.filter(kept, assignee=None, killed_at=None).values_list("pk", "stage")[:MOST]


def flagged(user, seen):
    """Flagged for law, and not signed since the text was changed last."""
    signed = SignOff.objects.filter(
        article=OuterRef("pk"), kind="legal", taken_back_at=None, version=F("article__version")
    )
    asked = rights_of(user).where("sign_legal")
    stories = seen.filter(asked, ~Exists(signed), needs_legal=True, killed_at=None).exclude(stage=Stage.SPIKED)
    return stories.values_list("pk", flat=True)[:MOST]


def drafts_of(user, seen) -> list[int]:
    own = Q(created_by=user) | Q(assignee=user) | Q(pk__in=signed_by(user))
    drafts = seen.filter(own, stage__in=[Stage.IDEA, Stage.DRAFT], killed_at=None)
    return list(drafts.values_list("pk", flat=True)[:SHOWN])


def mine(user, seen) -> list[int]:
    """What ``user`` began or saved and handed on, among the stories saved last: a whole archive may be somebody's."""
    handed_on = seen.exclude(stage__in=[Stage.IDEA, Stage.DRAFT])
    saved = handed_on.values_list("pk", "created_by", "saved_by")[:LATELY]
    return [pk for pk, *people in saved if user.pk in people][:SHOWN]


def due_soon(seen, at: datetime) -> list[int]:
    due = seen.filter(due_at__gt=at, due_at__lte=at + SOON, stage__in=IN_WORK, killed_at=None)
    return list(due.order_by("due_at").values_list("pk", flat=True)[:SHOWN])


def unsaved_texts(user, seen) -> list[Sitting]:
    """What ``user`` typed and never saved: new stories without a row, and texts of stories that they still see."""
    known = Q(article=None) | Q(article__in=seen.values("pk"))
    kept = list(
        user.sittings.filter(known, typed__isnull=False).select_related("article").order_by("-typed_at")[:SHOWN]
    )
    for sitting in kept:
        headline = (sitting.typed or {}).get("headline")
        sitting.name = str(sitting.article or (headline if isinstance(headline, str) and headline else "A new story"))
    return kept
