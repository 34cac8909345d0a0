"""The confirmations of the story form: what each asks, and the one verb that it calls.

They stand inside the story's own form: whatever a verb answers, the working copy was saved before.
"""

from django import forms
from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from articles import workflow
from articles.admin.moments import MomentForm
from articles.admin.standing import Standing, standing_of
from articles.models import Article, Correction, Edition
from articles.permissions import may
from articles.workflow import Refused, said
from newsroom import clock

Change = Edition.Change


def words(choice: str, meaning: str) -> SafeString:
    return format_html("<b>{}</b> <small>{}</small>", choice, meaning)


CHANGES = [
    (Change.SILENT, words("Silent fix", "a slip; the time that readers see stays")),
    (Change.UPDATE, words("Update", "new facts; readers see when it was updated")),
]
CORRECTED = (
    Change.CORRECTION,
    words("Correction", "we were wrong; a notice is added to the story and the corrections page"),
)


class Verb(forms.Form):
    """What a confirmation asks. ``right`` is the right that its verb will ask for."""

    right = ""

    def do(self, article: Article, by) -> str:
        """Call the verb, and say to the person what is so now."""
        raise NotImplementedError


class Publish(Verb):
    right = "publish"
    change = forms.ChoiceField(
        label="What kind of change is it?",
        choices=[*CHANGES, CORRECTED],
        initial=Change.UPDATE,
        required=False,
        widget=forms.RadioSelect,
    )
    notice = forms.CharField(
        label="The notice that readers see",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "placeholder": "What was wrong, and what is right"}),
    )

    def do(self, article, by):
        kind = self.cleaned_data["change"] or Change.UPDATE
        edition = workflow.publish(article, by=by, change=kind, correction=self.cleaned_data["notice"])
        return format_html('Public now: <a href="{0}">{0}</a>', edition.path)


class Schedule(MomentForm, Verb):
    right = "schedule"
    change = forms.ChoiceField(
        label="Kind of change", choices=CHANGES, initial=Change.UPDATE, required=False, widget=forms.RadioSelect
    )

    def do(self, article, by):
        kind = self.cleaned_data["change"] or Change.UPDATE
        edition = workflow.schedule(article, by=by, at=self.cleaned_data["at"], change=kind)
        return f"Scheduled: readers get this text on {said(edition.live_from)}."


class Correct(Verb):
    right = "correct"
    kind = forms.ChoiceField(choices=Correction.Kind, initial=Correction.Kind.CORRECTION, label="Kind of notice")
    text = forms.CharField(
        label="What was wrong and what is right, as readers will see it",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def do(self, article, by):
        correction = workflow.correct(article, by=by, kind=self.cleaned_data["kind"], text=self.cleaned_data["text"])
        return f"{correction.get_kind_display()} published: it stands on the story and the corrections page."


class Withdraw(MomentForm, Verb):
    right = "withdraw"
    WHEN = [("now", "Now"), ("later", "At a set time")]
    when = forms.ChoiceField(choices=WHEN, initial="now", required=False, widget=forms.RadioSelect)
    reason = forms.CharField(label="Why (the desk sees it, readers don’t)", required=False, max_length=200)

    def wants_moment(self, facts):
        return facts.get("when") == "later"

    def do(self, article, by):
        at = self.cleaned_data["at"] if self.wants_moment(self.cleaned_data) else None
        workflow.withdraw(article, by=by, at=at, note=self.cleaned_data["reason"])
        return f"Readers have it until {said(at)}." if at else "Withdrawn: readers get “not found”. It may return."


class Kill(Verb):
    right = "kill"
    reason = forms.CharField(
        label="Why (for the log; readers don’t see it)",
        max_length=200,
        error_messages={"required": "Not killed: say why, for the log."},
    )
    notice = forms.CharField(
        label="What readers get in its place",
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2, "placeholder": "This story has been removed."}),
    )

    def do(self, article, by):
        workflow.kill(article, by=by, note=self.cleaned_data["reason"], notice=self.cleaned_data["notice"])
        return "Killed: its addresses say that it was removed, and it can’t be published again."


class Planned(Verb):
    """A verb for one of the dated changes; ``edition`` is the one that begins or ends then."""

    right = "schedule"
    edition: Edition

    def is_end(self) -> bool:
        return self.edition.live_from <= clock.now()


class Move(MomentForm, Planned):
    def do(self, article, by):
        at = self.cleaned_data["at"]
        workflow.reschedule(self.edition, by=by, at=at)
        return f"Moved to {said(at)}."


class TakeOut(Planned):
    def do(self, article, by):
        ends = self.is_end()
        workflow.unschedule(self.edition, by=by)
        return "Taken out: the story stays public." if ends else "Taken out: that text will not run."


class Replace(Planned):
    def do(self, article, by):
        at = self.edition.live_from
        workflow.schedule(article, by=by, at=at, change=self.edition.change)
        return f"Replaced: readers get the desk’s text on {said(at)}."


CONFIRMED = {"publish": Publish, "schedule": Schedule, "correct": Correct, "withdraw": Withdraw, "kill": Kill}
PLANNED = {"move": Move, "take_out": TakeOut, "replace": Replace}


def confirmations(request, standing: Standing, kept: dict | None) -> dict[str, Verb]:
    """The forms of all dialogs that this person may use; ``kept`` is what was typed into one that was refused."""
    data = request.POST if request.method == "POST" else kept or {}
    return {
        name: form(data if any(key.startswith(f"{name}-") for key in data) else None, prefix=name)
        for name, form in CONFIRMED.items()
        if may(request.user, form.right, standing.article)
    }


def obey(request, article: Article) -> bool:
    """Do what the pressed button says with the story that was just saved. Says whether it was done."""
    name, _, number = request.POST["_verb"].partition(":")
    try:
        form = (PLANNED if number else CONFIRMED)[name](request.POST, prefix=f"{name}-{number}" if number else name)
        if number:
            form.edition = article.editions.get(pk=number)
        if not form.is_valid():
            raise Refused(" ".join(error for errors in form.errors.values() for error in errors))
        told = form.do(article, request.user)
    except (KeyError, ValueError, Edition.DoesNotExist):
        messages.error(request, "Nothing was done: that button is no longer there.")
        return False
    except Refused as why:
        messages.error(request, f"{why} Your text is saved.")
        typed = {key: value for key, value in request.POST.items() if key.startswith(f"{name}-")}
        dialog = name if name in CONFIRMED else "schedule"
        request.session["refused"] = {"story": article.pk, "dialog": dialog, "why": str(why), "typed": typed}
        return False
    messages.success(request, told)
    return True


class VerbsMixin:
    """Lets a model admin's form carry the verbs."""

    def response_add(self, request, obj, post_url_continue=None):
        return self.answer(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        return self.answer(request, obj) or super().response_change(request, obj)

    def answer(self, request, article):
        if "_verb" in request.POST:
            obey(request, article)
        elif "_preview" in request.POST:
            return redirect(article.get_preview_url())
        elif "_continue" in request.POST:
            messages.success(request, "Saved. Readers see no change.")
        else:
            return None
        return redirect(reverse("admin:articles_article_change", args=[article.pk]))

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        article = obj or context["adminform"].form.instance
        standing = standing_of(article)
        refused = self.refused(request, article)
        context |= {
            "standing": standing,
            "verbs": confirmations(request, standing, refused.get("typed")),
            "refused": refused,
        }
        return super().render_change_form(request, context, add, change, form_url, obj)

    def refused(self, request, article) -> dict:
        """What somebody typed into a confirmation that was refused just now."""
        refused = request.session.get("refused")
        if request.method != "GET" or not refused or refused["story"] != article.pk:
            return {}
        return request.session.pop("refused")
