"""The whole paper at another moment, for those of the newsroom who may look there. Nothing can be done there."""

import re
from contextlib import ExitStack
from copy import copy
from datetime import datetime
from html import unescape

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from articles.permissions import may, rights_of
from articles.querysets import killed_too, secret_too
from articles.views.address import forward
from articles.views.errors import not_found
from articles.views.page import Page
from articles.views.photo import rendition
from newsroom import clock
from newsroom.moments import MomentForm, moment_in

HEADERS = {"Cache-Control": "private, no-store", "X-Robots-Tag": "noindex, nofollow, noarchive"}
OF_ONE_MOMENT = ("ETag", "Last-Modified", "Expires")
NOT_ASKED = {"HTTP_COOKIE", "HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE"}
LEADING_TAG = re.compile(r"""<(?:a|area|form|img|source)\b(?:[^>"']|"[^"]*"|'[^']*')*+>""", re.IGNORECASE)
ADDRESS = re.compile(r"""(\s(?:href|action|src)=["'])([^"']*)""", re.IGNORECASE)
SIZES = re.compile(r"""(\ssrcset=["'])([^"']*)""", re.IGNORECASE)
TOP = re.compile(r"""<body\b[^>]*>\s*(?:<a class="skip"[^>]*>[^<]*</a>)?""")


@csrf_exempt  # nothing can be sent here, and to others it must answer like an address that is none
def as_of(request: HttpRequest, moment: str = "", path: str = "") -> HttpResponse:
    if not may(request.user, "travel"):
        raise Http404
    if request.method not in ("GET", "HEAD"):
        return private(HttpResponseNotAllowed(["GET", "HEAD"]))
    if not moment:
        return choose(request)
    try:
        at = moment_in(moment)
    except ValidationError as why:
        typed = MomentForm(initial={"day": moment[:10], "time": moment[11:16]})
        return ask(request, typed, path=f"/{path}", wrong=why.message)
    return brought_here(request, at, f"/as-of/{moment}", f"/{path}")


# ---- Choosing a moment ----


def choose(request: HttpRequest) -> HttpResponse:
    """Lead to the moment that was chosen in the form, or show the form."""
    path = "/" + request.GET.get("path", "").lstrip("/")
    form = MomentForm(request.GET if "day" in request.GET else None)
    if not form.is_valid():
        return ask(request, form, path=path, wrong=" ".join(sum(form.errors.values(), [])))
    day, time = form.cleaned_data["day"], form.cleaned_data["time"]
    return private(HttpResponseRedirect(f"/as-of/{day}T{time:%H:%M}{path}"))


def ask(request: HttpRequest, form: MomentForm, *, path: str, wrong: str) -> HttpResponse:
    context = {"form": form, "path": path, "wrong": wrong}
    return private(render(request, "articles/as_of.html", context, status=400 if wrong else 200))


def private(response: HttpResponse) -> HttpResponse:
    for name, value in HEADERS.items():
        response[name] = value
    return response


# ---- The page there ----


def brought_here(request: HttpRequest, at: datetime, prefix: str, path: str) -> HttpResponse:
    """The answer that readers get at ``path`` at that moment, with its links under ``prefix``."""
    asked = as_a_reader(request, path)
    rights = rights_of(request.user)
    sees_killed, sees_secret = (killed_too, "see_killed"), (secret_too, "see_embargoed")
    with ExitStack() as there:
        there.enter_context(clock.seen_as_of(at))
        for sees, right in (sees_killed, sees_secret):
            there.enter_context(sees(rights.everywhere(right)))
        response = answer(asked)
        if hasattr(response, "render"):
            response.render()
        for name in OF_ONE_MOMENT:
            response.headers.pop(name, None)
        if "Location" in response:
            response = HttpResponseRedirect(inside(response["Location"], prefix))
        elif response["Content-Type"].startswith("text/html"):
            page = kept_inside(response.content.decode(), prefix)
            response.content = with_bar(page, asked, at)
    return private(response)


def as_a_reader(request: HttpRequest, path: str) -> HttpRequest:
    """The same request for ``path`` by somebody without an account or anything kept from before."""
    asked = copy(request)
    asked.path = asked.path_info = path
    asked.user, asked.COOKIES = AnonymousUser(), {}
    asked.META = {name: value for name, value in request.META.items() if name not in NOT_ASKED}
    return asked


def answer(asked: HttpRequest) -> HttpResponse:
    match = match_of(asked.path)
    if match is None and not asked.path.endswith("/") and is_for_readers(match_of(f"{asked.path}/")):
        query = asked.META.get("QUERY_STRING")
        return HttpResponseRedirect(f"{asked.path}/?{query}" if query else f"{asked.path}/")
    try:
        if not is_for_readers(match):
            raise Http404
        asked.resolver_match = match
        return match.func(asked, *match.args, **match.kwargs)
    except Http404:
        return forward(asked) or not_found(asked)


def match_of(path: str) -> ResolverMatch | None:
    try:
        return resolve(path)
    except Resolver404:
        return None


def is_for_readers(match: ResolverMatch | None) -> bool:
    """Whether it is a page of the paper or a picture on one: no feed, nothing of the desk, nothing personal."""
    return match is not None and (
        match.func is rendition or issubclass(getattr(match.func, "view_class", object), Page)
    )


# ---- Its links ----


def kept_inside(page: str, prefix: str) -> str:
    def address(found: re.Match) -> str:
        return found[1] + inside(found[2], prefix)

    def sizes(found: re.Match) -> str:
        return found[1] + ", ".join(inside(size, prefix) for size in found[2].split(", "))

    return LEADING_TAG.sub(lambda tag: SIZES.sub(sizes, ADDRESS.sub(address, tag[0])), page)


def inside(address: str, prefix: str) -> str:
    """``address`` under ``prefix``, if it leads to one of our pages or to none; what is no page stays where it is."""
    own = address.removeprefix(settings.SITE_URL) if address.startswith(f"{settings.SITE_URL}/") else address
    if not own.startswith("/") or own.startswith(("//", settings.STATIC_URL)):
        return address
    match = match_of(unescape(re.split(r"[?#\s]", own)[0]))
    return prefix + own if match is None or is_for_readers(match) else address


def with_bar(page: str, asked: HttpRequest, at: datetime) -> str:
    local = timezone.localtime(at)
    initial = {"day": local.date(), "time": local.time()}
    context = {"at": at, "path": asked.get_full_path(), "form": MomentForm(initial=initial)}
    bar = render_to_string("articles/_as_of_bar.html", context)
    sheet = render_to_string("articles/_as_of_head.html")
    return TOP.sub(lambda top: top[0] + bar, page.replace("</head>", f"{sheet}</head>", 1), count=1)
