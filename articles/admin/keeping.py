"""The doors that the story form's script knocks at while somebody writes. They answer JSON, refusals too.

POST keep/                   store what was typed (or, without text, say: still here); leaving
GET  who/                    who else is here, what was saved meanwhile, a fresh token
POST take-over/              save the others' text, tell their windows
GET  unsaved/<window>/       one's own text that was never saved; POST …/discard/ throws it away
"""

import json
from functools import wraps

from django.http import Http404, HttpRequest, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404
from django.urls import path
from django.views.decorators.http import require_GET, require_POST

from articles import sittings
from articles.models import Article, Sitting
from articles.permissions import may, owns
from articles.workflow import Refused, said
from articles.workflow.shared import whom_to_ask
from newsroom import clock
from newsroom.templatetags.desk import when

LONGEST = 2_000_000  # bytes
NOT_OURS = "This is not what the story form sends."
WHERE = {
    "kicker": "the kicker",
    "headline": "the headline",
    "standfirst": "the standfirst",
    "body": "the text",
    "picture": "the picture",
    "picture_caption": "the caption",
    "picture_alt": "the description of the picture",
    "note": "the note",
}


class Bad(Exception):
    """What came can't be meant."""

    status = 400


class TooLong(Bad):
    status = 413


class SignedOut(Bad):
    status = 401


class SomebodyElse(Bad):
    """Another person signed in in this browser meanwhile: nothing of the first is theirs."""

    status = 409


def door(view):
    """A door of the desk that answers JSON, and no redirect to the sign-in page."""

    @wraps(view)
    def answer(self, request, *args, **kwargs):
        try:
            check_user(request)
            return JsonResponse(view(self, request, *args, **kwargs))
        except Bad as why:
            return refusal(why, why.status)
        except Http404:
            return refusal("There is no such text for you.", 404)
        except sittings.NotYours as why:
            return refusal(why, 404)
        except sittings.Over as why:
            return refusal(why, 409, over=True)
        except Refused as why:
            return refusal(why, 403)

    return answer


def refusal(why, status: int, **facts) -> JsonResponse:
    return JsonResponse({"error": str(why)} | facts, status=status)


def check_user(request: HttpRequest) -> None:
    if not request.user.is_authenticated:
        raise SignedOut("You are signed out.")
    writer = request.headers.get("X-Writer", "")
    if writer and writer != str(request.user.pk):
        raise SomebodyElse(f"{request.user} is signed in in this browser now.")
    if not (request.user.is_active and request.user.is_staff):
        raise Refused("The desk is for people who work in the newsroom.")


def story_for(request: HttpRequest, pk: int | None) -> Article | None:
    """The story, if this person may change it; None for one that has no row yet."""
    if pk is None:
        return None
    article = get_object_or_404(Article.objects.select_related("section", "saved_by").defer("body"), pk=pk)
    if article.is_killed and (owns(request.user, article) or may(request.user, "view", article)):
        raise Refused(f"The story was killed on {said(article.killed_at)}: nothing more can be saved in it.")
    if not may(request.user, "change", article):
        if not may(request.user, "view", article):
            raise Http404
        raise Refused(f"You may not edit this story now. {whom_to_ask('change', article)}")
    return article


def sent(request: HttpRequest) -> dict:
    """The JSON of a request; of everything in it only what it should be."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > LONGEST:
        raise TooLong("This text is longer than the desk can keep (2 MB).")
    try:
        came = json.loads(request.body)
    except ValueError:
        raise Bad("This is no JSON.") from None
    facts = {"window": "", "base": 0, "field": "", "typed": None, "leaving": False}
    if not isinstance(came, dict):
        raise Bad(NOT_OURS)
    facts |= {name: came[name] for name in facts if name in came}
    kinds = {"window": str, "base": int, "field": str, "typed": dict | None, "leaving": bool}
    if not all(isinstance(facts[name], kind) for name, kind in kinds.items()):
        raise Bad(NOT_OURS)
    if not (is_window(facts["window"]) and 0 <= facts["base"] < 2**31):
        raise Bad(NOT_OURS)
    return facts | {"field": storable(facts["field"])[:40], "typed": plain(facts["typed"])}


def is_window(name: str) -> bool:
    return 8 <= len(name) <= 40 and name.isascii() and name.replace("-", "").isalnum()


def plain(typed: dict | None) -> dict | None:
    """Names with words, or lists of words; and “turn”, a number."""
    if typed is None:
        return None
    fields = {name: value for name, value in typed.items() if name != "turn"}
    turn = typed.get("turn", 0)
    if not (isinstance(turn, int) and 0 <= turn < 2**53):
        raise Bad(NOT_OURS)
    for value in fields.values():
        if not isinstance(value, str | list) or not all(isinstance(one, str) for one in value):
            raise Bad(NOT_OURS)
    kept = {
        storable(name): storable(value) if isinstance(value, str) else [storable(one) for one in value]
        for name, value in fields.items()
    }
    return kept | {name: typed[name] for name in typed if name == "turn"}


def storable(text: str) -> str:
    """Without what PostgreSQL can't keep in JSON: no character, and halves of one."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode()


class KeepingMixin:
    """Gives a story's model admin its doors for the script of the form."""

    def get_urls(self):
        doors = {
            "keep/": ("keep", require_POST(self.keep_view)),
            "who/": ("who", require_GET(self.who_view)),
        }
        urls = [
            path(f"{story}{where}", view, name=f"articles_article_{name}")
            for story in ("", "<int:pk>/")
            for where, (name, view) in doors.items()
        ]
        urls += [
            path("<int:pk>/take-over/", require_POST(self.take_over_view), name="articles_article_take_over"),
            path("unsaved/<slug:window>/", require_GET(self.unsaved_view), name="articles_article_unsaved"),
            path("unsaved/<slug:window>/discard/", require_POST(self.discard_view), name="articles_article_discard"),
        ]
        return [*urls, *super().get_urls()]

    @door
    def keep_view(self, request, pk=None):
        came, user = sent(request), request.user
        if came["leaving"] and came["typed"] is None:
            sittings.leave(user, came["window"])
            return {}
        article = story_for(request, pk)
        if came["typed"] is None:
            return look(user, article, came)
        sitting = sittings.keep(user, came["window"], article, came["base"], came["typed"], came["field"])
        if came["leaving"]:
            sittings.leave(user, came["window"])
        taken = sittings.told(sitting) if sitting.taken_at else ""
        return {"at": when(clock.now()), "version": article.version if article else 0, "taken": taken}

    @door
    def who_view(self, request, pk=None):
        article = story_for(request, pk)
        if article is None:
            sittings.check_right(request.user, None)
        window = request.GET.get("window", "")
        window = window if is_window(window) else ""
        asked = [name for name in request.GET.getlist("ask")[:50] if is_window(name)]
        own = Sitting.objects.filter(window=window, user=request.user).defer("typed").first()
        # What this browser holds of a window that a save ended is in the story, or kept aside.
        over = Sitting.objects.filter(sittings.ended_by_save(), user=request.user, window__in=asked)
        return state(request.user, article, window, own) | {
            "token": get_token(request),
            "over": list(over.values_list("window", flat=True)),
        }

    @door
    def take_over_view(self, request, pk):
        article = story_for(request, pk)
        taken = sittings.take_over(article, request.user)
        article.refresh_from_db(fields=["version"])
        return {"taken": sorted({str(sitting.user) for sitting in taken}), "version": article.version}

    @door
    def unsaved_view(self, request, window):
        over = Sitting.objects.filter(window=window, user=request.user, typed=None, typed_at__isnull=False)
        if over.exists():  # it was saved between being told of and being asked for
            return {"typed": None}
        sitting = own_text(request, window)
        return {"base": sitting.base, "at": when(sitting.typed_at), "typed": sitting.typed}

    @door
    def discard_view(self, request, window):
        own_text(request, window).delete()  # another browser may hold newer words of it: nothing calls it saved
        return {}


def own_text(request, window: str) -> Sitting:
    kept = Sitting.objects.filter(user=request.user, typed__isnull=False).select_related("article__section")
    sitting = get_object_or_404(kept, window=window)
    if sitting.article and not may(request.user, "view", sitting.article):
        raise Http404
    return sitting


def look(user, article: Article | None, came: dict) -> dict:
    """A sign of life, and what there is to tell."""
    if article is None:
        return state(user, None, came["window"], None)
    own = sittings.look_in(user, came["window"], article, came["base"], came["field"])
    return state(user, article, came["window"], own)


def state(user, article: Article | None, window: str, own: Sitting | None) -> dict:
    unsaved = [
        {"window": kept.window, "at": when(kept.typed_at), "base": kept.base}
        for kept in sittings.unsaved_of(user, article)
        if kept.window != window
    ]
    facts = {"now": when(clock.now()), "unsaved": unsaved, "here": [], "version": 0, "taken": ""}
    if article is None:
        return facts
    saver = article.saved_by
    return facts | {
        "version": article.version,
        "saved": {
            "by": saver.get_short_name() if saver else "Somebody",
            "at": when(article.saved_at),
            "own": saver == user,
        },
        "here": [here(one, user) for one in sittings.others_at(article, user, window)],
        "taken": sittings.told(own) if own and own.taken_at else "",
    }


def here(one: sittings.Here, user) -> dict:
    words = f"has had this open since {when(one.since)}"
    if one.user == user:
        return {"name": "You", "words": f"have this open in another window since {when(one.since)}", "own": True}
    where = WHERE.get(one.field, "")
    return {"name": str(one.user), "words": words, "where": f"is in {where}" if where else "", "own": False}
