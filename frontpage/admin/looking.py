"""The draft as readers would get it: on a phone, a tablet and a desktop, now or at any time."""

import re
from datetime import datetime

from csp.constants import SELF
from csp.decorators import csp_replace
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from articles.permissions import may as may_with_stories
from articles.views.as_of import brought_here
from frontpage import drafts, showing
from frontpage.admin.doors import FOLDER, front_for, private, said_of
from frontpage.arranging import Scope
from frontpage.content import Content
from newsroom import clock
from newsroom.moments import MomentForm, moment_in, zones_of

NOW = "now"
BAR = re.compile(r'<section class="as-of".*?</section>', re.DOTALL)  # the frames' page says what they show


class LookingMixin:
    """Gives fronts their preview."""

    def get_urls(self):
        def door(address, view, name):
            return path(f"<int:pk>/{address}", self.admin_site.admin_view(require_safe(view)), name=name)

        return [
            door("preview/", self.preview_view, "frontpage_front_preview"),
            door("seen/<str:moment>/", self.seen_view, "frontpage_front_seen"),
            door("seen/<str:moment>/<path:page>", self.seen_view, "frontpage_front_seen_page"),
            *super().get_urls(),
        ]

    @method_decorator(csp_replace({"frame-src": [SELF]}))
    def preview_view(self, request, pk):
        front = front_for(request.user, pk, "arrange")
        may_travel = may_with_stories(request.user, "travel")
        form = MomentForm(request.GET if "day" in request.GET else None, initial=soon())
        at, wrong, zones = None, "", []
        if may_travel and form.is_bound:
            at, wrong = (form.cleaned_data["at"], "") if form.is_valid() else (None, said_of(form))
            day, time = (form.cleaned_data.get(name) for name in ("day", "time"))
            zones = zones_of(day, time) if day and time else []
        context = self.admin_site.each_context(request) | {
            "title": "Preview",
            "subtitle": str(front),
            "front": front,
            "opts": self.opts,
            "form": form,
            "at": at,
            "wrong": wrong,
            "zones": zones,
            "may_travel": may_travel,
            "address": address_of(front, at),
        }
        return private(TemplateResponse(request, f"{FOLDER}/preview.html", context))

    @method_decorator(xframe_options_sameorigin)
    @method_decorator(csp_replace({"frame-ancestors": [SELF]}))
    def seen_view(self, request, pk, moment, page=""):
        """The paper with the draft in the place of what readers have; links lead on in it."""
        front = front_for(request.user, pk, "arrange")
        if moment != NOW and not may_with_stories(request.user, "travel"):
            raise PermissionDenied
        at = moment_or_404(moment)
        content = Content.read(drafts.draft_of(front).content)
        prefix = reverse("admin:frontpage_front_seen", args=[front.pk, moment]).removesuffix("/")
        with showing.instead(Scope(front.section, front.topic), content):
            response = brought_here(request, at, prefix, f"/{page}")
        if not response.streaming and response.get("Content-Type", "").startswith("text/html"):
            response.content = BAR.sub("", response.content.decode(), count=1)
        return response


def moment_or_404(moment: str) -> datetime:
    if moment == NOW:
        return clock.now()
    try:
        return moment_in(moment)
    except ValidationError as why:
        raise Http404(why.message) from None


def address_of(front, at: datetime | None) -> str:
    moment = f"{timezone.localtime(at).isoformat(timespec='minutes')}" if at else NOW
    base = reverse("admin:frontpage_front_seen", args=[front.pk, moment])
    return base.removesuffix("/") + front.get_absolute_url()


def soon() -> dict:
    """Where the form for another time begins: at the present."""
    local = timezone.localtime(clock.now())
    return {"day": local.date(), "time": local.time()}
