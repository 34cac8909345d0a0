"""What stories put on the first screen of the newsroom."""

from django.utils import timezone

from articles.admin.standing import standings_of
from articles.models import Article, Edition
from articles.permissions import may
from newsroom import clock

LATELY = 2000
MINE = 8
SAVED = 6
TODAY = 7
NEXT = 7


def stories(request) -> dict:
    """My stories, and what readers got today and get next."""
    if not may(request.user, "view"):
        return {}
    at = clock.now()
    return {
        "may_view_stories": True,
        "mine": with_standing(Article.objects.filter(pk__in=mine(request.user))),
        "saved_last": with_standing(Article.objects.exclude(saved_by=request.user)[:SAVED]),
        "today": today(at),
        "coming": coming(at),
    }


def mine(user) -> list[int]:
    """What ``user`` began or saved, among the stories saved last by anybody: a whole archive may be somebody's."""
    saved = Article.objects.values_list("pk", "created_by", "saved_by")[:LATELY]
    return [pk for pk, *people in saved if user.pk in people][:MINE]


def with_standing(articles) -> list[Article]:
    """Stories, newest first, that know where they stand."""
    articles = articles.select_related("section__parent", "picture", "saved_by")
    kept = list(articles.prefetch_related("bylines__author", "topics"))
    standings = standings_of(kept)
    for article in kept:
        article.standing = standings[article.pk]
    return kept


def today(at) -> list[Edition]:
    """What readers got since midnight and still have, in the order of time."""
    midnight = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    since = Edition.objects.live(at).filter(live_from__gte=midnight)
    return list(since.select_related("published_by").defer("body").order_by("-live_from")[:TODAY])[::-1]


def coming(at) -> list[Edition]:
    """What is set for later, soonest first."""
    waiting = Edition.objects.real().filter(live_from__gt=at)
    return list(waiting.select_related("published_by").defer("body").order_by("live_from")[:NEXT])
