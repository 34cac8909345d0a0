"""Launching a front, now or later; calling a launch off; going back to an earlier layout; starting over."""

from datetime import datetime
from functools import partial

from django import forms
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from articles.workflow import Refused, said
from frontpage import drafts, workflow
from frontpage.admin.doors import ask, board_of, done, front_for, number_in, said_of
from frontpage.admin.missing import missing_at
from frontpage.checking import faults
from frontpage.content import Content
from frontpage.layouts import content_of, newest_number
from frontpage.models import Layout
from newsroom import clock
from newsroom.moments import MomentForm, zones_of

both_ways = require_http_methods(["GET", "HEAD", "POST"])


class LaunchForm(MomentForm):
    """When readers get it, and what the person who launches it had before their eyes."""

    WHEN = [("now", "Now"), ("later", "At a set time")]
    when = forms.ChoiceField(choices=WHEN, initial="now", required=False, widget=forms.RadioSelect)
    note = forms.CharField(label="Note for colleagues (never public)", required=False, max_length=200)
    field_order = ["when", "day", "time", "zone", "note"]

    def wants_moment(self, facts):
        return facts.get("when") == "later"

    def clean(self):
        facts = super().clean()
        at = facts.get("at") if self.wants_moment(facts) else None
        if at and at <= clock.now():
            raise forms.ValidationError(f"{said(at)} is in the past. Choose a later time, or launch now.")
        return facts

    @property
    def at(self) -> datetime | None:
        """The moment that was chosen, None for now."""
        return self.cleaned_data["at"] if self.wants_moment(self.cleaned_data) else None

    def number(self, name: str) -> int:
        return number_in(self.data.get(name, ""))

    @property
    def zones(self) -> list[str]:
        """The names of a time that the clocks show twice, to choose from."""
        day, hour = (self.cleaned_data.get(name) for name in ("day", "time"))
        return zones_of(day, hour) if day and hour else []


class LaunchingMixin:
    """The green and the red verbs of a front."""

    def get_urls(self):
        def door(address, view, name):
            return path(
                f"<int:pk>/{address}", self.admin_site.admin_view(both_ways(view)), name=f"frontpage_front_{name}"
            )

        return [
            door("launch/", self.launch_view, "launch"),
            door("back/<int:number>/", self.back_view, "back"),
            door("call-off/<int:number>/", self.call_off_view, "call_off"),
            door("start-over/", self.start_over_view, "start_over"),
            *super().get_urls(),
        ]

    def launch_view(self, request, pk):
        front = front_for(request.user, pk, "launch")
        draft, form = drafts.draft_of(front), LaunchForm(typed_in(request))
        refused = ""
        if request.method == "POST":
            verb = partial(workflow.launch, front, version=form.number("version"))
            layout, refused = launched(form, verb, request.user)
            if layout:
                return done(request, board_of(front), told(layout, form.at))
        context = self.of_launch(request, front, Content.read(draft.content), form, refused) | {
            "title": "Launch",
            "now_seen": {"version": draft.version, "seen": newest_number(front)} | seen_on_the_board(request),
            "coming": front.layouts.real().filter(live_from__gt=clock.now()).order_by("live_from"),
        }
        return ask(request, self.admin_site, "_launch.html", context)

    def back_view(self, request, pk, number):
        """Launch an earlier layout again."""
        front = front_for(request.user, pk, "launch")
        layout = get_object_or_404(front.layouts.real().select_related("launched_by", "front"), number=number)
        form, refused = LaunchForm(typed_in(request)), ""
        if request.method == "POST":
            back, refused = launched(form, partial(workflow.launch_back, layout), request.user)
            if back:
                address = reverse("admin:frontpage_front_history", args=[front.pk])
                return done(request, address, told(back, form.at))
        context = self.of_launch(request, front, content_of(layout), form, refused)
        context |= {"title": "Roll back", "layout": layout, "now_seen": {"seen": newest_number(front)}}
        return ask(request, self.admin_site, "_back.html", context)

    def call_off_view(self, request, pk, number):
        front = front_for(request.user, pk, "launch")
        layout = get_object_or_404(front.layouts.select_related("launched_by", "front"), number=number)
        refused = ""
        if request.method == "POST":
            try:
                workflow.call_off(layout, by=request.user)
            except Refused as why:
                refused = str(why)
            else:
                words = f"Called off: layout {layout.number} will not run. What readers have then stays."
                return done(request, board_of(front), words)
        context = {"front": front, "layout": layout, "title": "Call off", "refused": refused}
        return ask(request, self.admin_site, "_call_off.html", context)

    def start_over_view(self, request, pk):
        front = front_for(request.user, pk, "arrange")
        refused = ""
        if request.method == "POST":
            try:
                drafts.start_over(front, by=request.user)
            except Refused as why:
                refused = str(why)
            else:
                return done(request, board_of(front), "The draft is what readers have. Undo takes that back.")
        context = {"front": front, "title": "Start over", "refused": refused}
        return ask(request, self.admin_site, "_start_over.html", context)

    def of_launch(self, request, front, content: Content, form: LaunchForm, refused: str) -> dict:
        """With what won't show at the moment that is chosen; half typed it is no moment yet."""
        at = form.at if form.is_bound and form.is_valid() else None
        wrong, moment = said_of(form) if form.is_bound else "", at or clock.now()
        return {
            "front": front,
            "form": form,
            "refused": refused,
            "why_not": "" if refused else wrong,
            "is_moment": not wrong,
            "at": at,
            "local": timezone.localtime(at) if at else None,
            "chosen": (form.data.get("when") if form.is_bound else "") or "now",
            "zones": form.zones if form.is_bound and hasattr(form, "cleaned_data") else [],
            "faults": faults(content, moment, request.user) if not (wrong or refused) else [],
            "missing": missing_at(front, content, moment, request.user) if not wrong else [],
        }


def typed_in(request):
    """What was sent, or what was chosen so far; None where the question is asked for the first time."""
    return request.POST if request.method == "POST" else request.GET or None


def launched(form: LaunchForm, verb, user) -> tuple[Layout | None, str]:
    """The layout that the verb made with what was typed, or why it made none."""
    try:
        if not form.is_valid():
            raise Refused(said_of(form))
        return verb(by=user, seen=form.number("seen"), at=form.at, note=form.cleaned_data["note"]), ""
    except Refused as why:
        return None, str(why)


def seen_on_the_board(request) -> dict:
    """What stood on the board from which the question was asked; once it was refused, what stands there now."""
    asked = request.GET if request.method == "GET" else {}
    return {name: asked[name] for name in ("version", "seen") if asked.get(name, "").isdecimal()}


def told(layout: Layout, at: datetime | None) -> str:
    if back := layout.back_to:
        when = f"from {said(at)}" if at else "now"
        return f"Rolled back to layout {back.number}: readers have it as layout {layout.number} {when}."
    if at:
        return f"Scheduled: readers get layout {layout.number} on {said(at)}."
    return f"Launched: readers have layout {layout.number} now."
