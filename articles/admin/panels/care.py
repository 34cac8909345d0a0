"""What will go wrong if nobody acts: what the plans say, sign-offs that fell, and stories on hold."""

from collections import defaultdict
from datetime import datetime

from django.db.models import Exists, F, OuterRef

from articles import plans
from articles.approval import needed, text_hash
from articles.models import Article, Edition, SignOff
from articles.plans import Trouble
from articles.plans.solvers import Solvers
from articles.workflow import said

Stage = Article.Stage
MOST = 12


def troubles(seen, at: datetime) -> list[Trouble]:
    solvers = Solvers("lift_hold", *(f"sign_{kind}" for kind in SignOff.Kind.values))
    return [*plans.troubles(at, seen), *fallen(seen, at, solvers), *held(seen, solvers)][:MOST]


def fallen(seen, at: datetime, solvers: Solvers) -> list[Trouble]:
    """Stories on their way out whose text was changed after somebody signed it off."""
    older = SignOff.objects.filter(article=OuterRef("pk"), taken_back_at=None, version__lt=F("article__version"))
    live = Edition.objects.live(at).filter(article=OuterRef("pk"))
    ready = seen.filter(Exists(older), ~Exists(live), stage__in=[Stage.COPY, Stage.READY], killed_at=None)
    stories = {article.pk: article for article in ready.select_related("section__parent")[:MOST]}
    last = defaultdict(dict)
    signed = SignOff.objects.filter(article__in=stories, taken_back_at=None).select_related("signed_by", "link")
    for sign_off in signed.order_by("signed_at", "pk"):
        last[sign_off.article_id][sign_off.kind] = sign_off
    return [
        Trouble(stories[pk], f"The {sign_off.get_kind_display().lower()} sign-off of {sign_off.who} fell.", who)
        for pk, kinds in last.items()
        for kind, sign_off in kinds.items()
        if kind in needed(stories[pk]) and sign_off.hash != text_hash(stories[pk])
        for who in [solvers.who(f"sign_{kind}", stories[pk])]
    ]


def held(seen, solvers: Solvers) -> list[Trouble]:
    stories = seen.filter(held_at__isnull=False, killed_at=None).exclude(stage=Stage.SPIKED).select_related("section")
    return [
        Trouble(article, f"On hold since {said(article.held_at)}.", solvers.who("lift_hold", article))
        for article in stories.order_by("-held_at")[:MOST]
    ]
