"""What all doors of a front share: who may come in, and how what was done or refused is told."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from frontpage.models import Front
from frontpage.permissions import may

FOLDER = "admin/frontpage/front"


def front_for(user, pk: int, verb: str = "view") -> Front:
    """The front, for somebody who may do that with it. There is none for those who may not even see it."""
    front = Front.objects.select_related("section__parent", "topic").filter(pk=pk).first()
    if front is None or not (may(user, "view", front) or may(user, "arrange", front)):
        raise Http404
    if verb != "view" and not may(user, verb, front):
        raise PermissionDenied
    return front


def number_in(text: str) -> int:
    """Of what stands in a form or an address; 0 is no front, layout or version."""
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def is_scripted(request: HttpRequest) -> bool:
    """Whether the board's own script asks: it wants a part of a page."""
    return request.headers.get("X-Requested-With") == "fetch"


def board_of(front: Front) -> str:
    return reverse("admin:frontpage_front_change", args=[front.pk])


def done(request: HttpRequest, address: str, told: str) -> HttpResponse:
    """On to ``address``, where it is told what was done."""
    messages.success(request, told)
    return JsonResponse({"go": address}) if is_scripted(request) else redirect(address)


def ask(request: HttpRequest, site, template: str, context: dict) -> HttpResponse:
    """A question: in the board's dialog where its script asked, else on a page of its own."""
    front = context["front"]
    context = {"board_address": board_of(context["front"]) if context["front"].pk else "../", "refused": ""} | context
    context["template"] = f"{FOLDER}/{template}"
    status = 422 if context["refused"] else 200
    if is_scripted(request):
        return private(TemplateResponse(request, context["template"], context, status=status))
    page = {**site.each_context(request), "title": context["title"], "subtitle": str(front)}
    return private(TemplateResponse(request, f"{FOLDER}/ask.html", page | context, status=status))


def said_of(form) -> str:
    """All that is wrong with a form, as one text."""
    return " ".join(error for errors in form.errors.values() for error in errors)


def private(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "private, no-store"
    return response
