"""The list of fronts, how one is begun, and after what time without a change somebody is told."""

from dataclasses import dataclass, field

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import OuterRef, Q, Subquery
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods, require_safe

from articles.models import Section, Topic
from frontpage.admin.doors import FOLDER, ask, board_of, done, front_for, private, said_of
from frontpage.admin.typed import topic_names
from frontpage.layouts import content_of
from frontpage.models import Draft, Front, Layout, Step
from frontpage.models.front import STALE_AFTER
from frontpage.permissions import may
from newsroom import clock

MOST_HOURS = 500  # by day: a month; alarms look two back
WRONG_HOURS = f"Give whole hours, from 1 to {MOST_HOURS}, or nothing: then nobody is told."


@dataclass
class Line:
    """A front in the list."""

    front: Front
    draft: Draft | None = None
    live: Layout | None = None
    coming: list[Layout] = field(default_factory=list)
    may_arrange: bool = False

    @property
    def of(self) -> str:
        return "front page" if self.front.is_of_site else "section" if self.front.section_id else "topic"

    @property
    def differs(self) -> bool:
        """From what readers have; a front that fills itself has nothing to differ from until something was moved."""
        if self.draft is None:
            return False
        begun = content_of(self.live).as_json() if self.live else self.draft.begun_from
        return begun is not None and begun["blocks"] != self.draft.content["blocks"]


class BeginForm(forms.Form):
    """Which page gets a front."""

    section = forms.TypedChoiceField(required=False, label="Page of the section", empty_value=None)
    topic = forms.CharField(required=False, label="or of the topic", widget=forms.TextInput(attrs={"list": "topics"}))

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **{"label_suffix": ""} | kwargs)
        self.user = user
        self.sections = {str(section.pk): section for section in without_front(user)}
        names = [(key, str(section)) for key, section in self.sections.items()]
        site = [] if Front.objects.filter(section=None, topic=None).exists() else [("site", "The front page")]
        self.fields["section"].choices = [("", "Choose a section"), *site, *names]

    def clean(self):
        facts = super().clean()
        section, name = facts.get("section"), facts.get("topic", "").strip()
        if self.errors:
            return facts
        if bool(section) == bool(name):
            raise ValidationError("Choose a section or a topic, one of them.")
        topic = Topic.objects.filter(name__iexact=name).first() if name else None
        if name and topic is None:
            raise ValidationError(f"There is no topic “{name[:60]}”: choose one from the list.")
        front = Front(section=self.sections.get(section), topic=topic)
        if not may(self.user, "arrange", front):
            raise ValidationError("You may not arrange that page.")
        return facts | {"front": front}


class UnchangedForm(forms.Form):
    """After how many hours by day without a launch somebody is told."""

    hours = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=MOST_HOURS,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), WRONG_HOURS),
    )


class FrontsMixin:
    """Gives fronts their list."""

    def get_urls(self):
        view = self.admin_site.admin_view(require_http_methods(["GET", "HEAD", "POST"])(self.unchanged_view))
        return [path("<int:pk>/unchanged/", view, name="frontpage_front_unchanged"), *super().get_urls()]

    def changelist_view(self, request, extra_context=None):
        return require_safe(self.fronts_view)(request)

    def fronts_view(self, request):
        if not self.has_view_permission(request):
            raise PermissionDenied
        context = self.admin_site.each_context(request) | {
            "title": "Fronts",
            "opts": self.opts,
            "fronts": lines(request.user),
            "may_begin": may(request.user, "arrange"),
        }
        return private(TemplateResponse(request, f"{FOLDER}/change_list.html", context))

    def add_view(self, request, form_url="", extra_context=None):
        if not may(request.user, "arrange"):
            raise PermissionDenied
        form = BeginForm(request.POST or None, user=request.user)
        refused = ""
        if request.method == "POST" and form.is_valid():
            front = begin(form.cleaned_data["front"])
            return done(request, board_of(front), f"{front}: readers see no change until it is launched.")
        if request.method == "POST":
            refused = said_of(form)
        context = {"front": Front(), "title": "Begin a front", "form": form, "topics": topic_names()}
        context["refused"] = refused
        return ask(request, self.admin_site, "_begin.html", context)

    def unchanged_view(self, request, pk):
        front = front_for(request.user, pk, "arrange")
        form = UnchangedForm(request.POST if request.method == "POST" else None, initial={"hours": front.stale_after})
        if request.method == "POST" and form.is_valid():
            front.stale_after = form.cleaned_data["hours"]
            front.save(update_fields=["stale_after"])
            return done(request, reverse("admin:frontpage_front_changelist"), told_when(front))
        context = {"front": front, "title": "Tell when unchanged", "form": form, "refused": said_of(form)}
        return ask(request, self.admin_site, "_unchanged.html", context)


def told_when(front: Front) -> str:
    hours = front.stale_after
    if not hours:
        return f"{front}: nobody is told when it stays unchanged."
    return f"{front}: its editors are told when it is unchanged for {hours} hour{'' if hours == 1 else 's'} by day."


def begin(front: Front) -> Front:
    """The front, also if somebody else began it in this moment."""
    front.stale_after = front.stale_after or (STALE_AFTER if front.is_of_site else None)
    try:
        with transaction.atomic():
            front.save()
    except IntegrityError:
        return Front.objects.get(section=front.section, topic=front.topic)
    return front


def without_front(user) -> list[Section]:
    fronts = Front.objects.filter(section__isnull=False).values("section")
    sections = Section.objects.exclude(pk__in=fronts).select_related("parent")
    return [section for section in sections if may(user, "arrange", Front(section=section))]


def lines(user) -> list[Line]:
    """The fronts that somebody may see, the site's first, in the same few queries however many there are."""
    at = clock.now()
    fronts = Front.objects.select_related("section__parent", "topic")
    found = {}
    for front in fronts:
        may_arrange = may(user, "arrange", front)
        if may_arrange or may(user, "view", front):
            found[front.pk] = Line(front, may_arrange=may_arrange)
    layouts = Layout.objects.real().filter(front__in=found).filter(Q(live_until=None) | Q(live_until__gt=at))
    for layout in layouts.select_related("launched_by").prefetch_related("slots").order_by("live_from"):
        line = found[layout.front_id]
        if layout.live_from > at:
            line.coming.append(layout)
        else:
            line.live = layout
    first = Step.objects.filter(draft=OuterRef("pk")).order_by("version").values("before")[:1]
    drafts = Draft.objects.filter(front__in=found).select_related("changed_by")
    for draft in drafts.annotate(begun_from=Subquery(first)):
        found[draft.front_id].draft = draft
    return sorted(found.values(), key=lambda line: (not line.front.is_of_site, line.of, str(line.front)))
