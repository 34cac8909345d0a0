"""The verbs on an alert: what each confirmation asks, and the one verb of ``frontpage.breaking`` that it calls."""

from datetime import timedelta

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.views.decorators.http import require_POST

from frontpage import breaking
from frontpage.admin.alert_rows import Row, Rows
from frontpage.models import Alert, Banner
from newsroom import clock
from newsroom.templatetags.desk import when

WHERE = {"major": "Above every page", "minor": "Above the front page"}


class Verb(forms.Form):
    """Says in ``heading``, ``lead`` (strong), ``says`` and ``button`` what it is."""

    right = heading = lead = says = button = ""
    keep = "Not now"
    is_red = is_green = False
    link = ""  # where it leads, if it only leads somewhere

    def __init__(self, *args, row: Row, user, **options):
        super().__init__(*args, label_suffix="", **options)
        self.row, self.alert, self.user = row, row.alert, user

    @classmethod
    def is_for(cls, user, row: Row) -> bool:
        return row.is_known and breaking.may(user, cls.right) and cls.fits(user, row)

    @classmethod
    def fits(cls, user, row: Row) -> bool:
        return row.alert.is_waiting

    @property
    def name(self) -> str:
        return self.prefix

    def do(self) -> str:
        """Call the verb, and say to the person what is so now."""
        raise NotImplementedError


class Approve(Verb):
    right, button, is_green = "approve", "Approve: put it up", True
    heading = "Approve"
    version = forms.IntegerField(widget=forms.HiddenInput)
    night_reason = forms.CharField(
        label="Why it can’t wait for a second person",
        max_length=200,
        required=False,
        widget=forms.TextInput(),
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["version"].initial = self.alert.version
        if self.alert.drafted_by_id != self.user.pk:
            del self.fields["night_reason"]

    @classmethod
    def fits(cls, user, row):
        own = row.alert.drafted_by_id == user.pk
        return row.alert.is_waiting and bool(row.path) and (not own or breaking.may(user, "rush"))

    @property
    def lead(self):
        ends = clock.now() + timedelta(minutes=self.alert.minutes)
        return f"{WHERE[self.alert.importance]}, now, until {when(ends)}."

    @property
    def says(self):
        label = "Correction" if self.alert.corrects_id else "Breaking"
        words = f"Readers get “{label}: {self.row.words}”, and it leads to “{self.row.story}”."
        return f"{words} What is up now comes down for it." if self.something_is_up else words

    @cached_property
    def something_is_up(self) -> bool:
        return Banner.objects.live(clock.now()).exists()

    def do(self):
        facts = self.cleaned_data
        banner = breaking.approve(
            self.alert, by=self.user, version=facts["version"], night_reason=facts.get("night_reason", "")
        )
        if banner.live_until <= clock.now():
            return f"It was up, and came down {when(banner.live_until)}."
        return f"It is up until {when(banner.live_until)}."


class Drop(Verb):
    right, heading, button, keep = "drop", "Drop", "Drop it", "Keep it"
    lead = "Readers see no change."
    says = "It will not run. It stays in the list."

    def do(self):
        breaking.drop(self.alert, by=self.user)
        return "Dropped: it will not run."


class TakeDown(Verb):
    right, heading, button, keep, is_red = "end", "Take down", "Take it down", "Leave it up", True
    lead = "Off every page at once."
    says = "It stays in the list, with your name. If it was wrong, correct it: those who read it should know."

    @classmethod
    def fits(cls, user, row):
        return row.is_up

    def do(self):
        breaking.end(self.alert.banner, by=self.user)
        return "Taken down: no page has it any more."


class Correct(Verb):
    right, heading, button = "draft", "Correct", "Write the correction"
    lead = "Readers see no change until somebody else approves it."
    says = "Then it takes the place of what is up, with “Correction:” before its words."

    @classmethod
    def fits(cls, user, row):
        return row.alert.banner is not None

    @property
    def link(self):
        return f"{reverse('admin:frontpage_alert_add')}?corrects={self.alert.banner_id}"


VERBS = {"approve": Approve, "drop": Drop, "take_down": TakeDown, "correct": Correct}


def confirmations(user, row: Row, typed: dict | None = None) -> list[Verb]:
    """Those that this person may use; ``typed`` is what stood in one that was refused."""
    offered = {name: verb for name, verb in VERBS.items() if verb.is_for(user, row)}
    return [verb(typed or None, prefix=name, row=row, user=user) for name, verb in offered.items()]


class VerbsMixin:
    """A door for the verbs."""

    def get_urls(self):
        view = self.admin_site.admin_view(require_POST(self.verb_view))
        return [path("<int:pk>/verb/", view, name="frontpage_alert_verb"), *super().get_urls()]

    def verb_view(self, request, pk):
        alert = self.get_object(request, str(pk))
        if alert is None or not self.has_view_permission(request, alert):
            raise Http404
        self.obey(request, alert)
        return redirect("admin:frontpage_alert_change", pk)

    def obey(self, request, alert: Alert) -> None:
        verb = VERBS.get(name := request.POST.get("_verb", ""))
        if verb is None or verb is Correct:
            messages.error(request, "Nothing was done: that button is no longer there.")
            return
        [row] = Rows([alert], request.user)
        form = verb(request.POST, prefix=name, row=row, user=request.user)
        try:
            if not form.is_valid():
                raise breaking.Refused(" ".join(error for errors in form.errors.values() for error in errors))
            if isinstance(form, TakeDown) and alert.banner is None:
                raise breaking.Refused("It is not up.")
            messages.success(request, form.do())
        except breaking.Refused as why:
            messages.error(request, str(why))
            typed = {key: value for key, value in request.POST.items() if key.startswith(f"{name}-")}
            typed.pop(f"{name}-version", None)  # another text needs another look
            request.session["refused_alert"] = {"pk": alert.pk, "dialog": name, "why": str(why), "typed": typed}
