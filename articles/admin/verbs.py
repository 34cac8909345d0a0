"""The confirmations of what readers get: what each asks, and the one verb that it calls."""

from django import forms
from django.db import transaction
from django.utils.html import format_html
from django.utils.safestring import SafeString

from articles import workflow
from articles.admin.desk_verbs import AboutOne
from articles.admin.ledger import approvers
from articles.admin.moments import SpanForm
from articles.admin.verb import PersonField, Verb
from articles.models import Article, Correction, Edition
from articles.workflow import said
from newsroom import clock
from newsroom.moments import MomentForm

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


def not_spiked(form, article: Article) -> bool:
    return article.stage != Article.Stage.SPIKED


def override() -> forms.CharField:
    return forms.CharField(label="Publish without it, because… (logged, and told)", required=False, max_length=300)


class Publish(Verb):
    right = "publish"
    fits = classmethod(not_spiked)
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
    override = override()

    def do(self, article, by):
        asked = self.cleaned_data
        kind = asked["change"] or Change.UPDATE
        edition = workflow.publish(article, by=by, change=kind, correction=asked["notice"], override=asked["override"])
        return format_html('Public now: <a href="{0}">{0}</a>', edition.path)


class Schedule(SpanForm, Verb):
    right = "schedule"
    fits = classmethod(not_spiked)
    change = forms.ChoiceField(
        label="Kind of change", choices=CHANGES, initial=Change.UPDATE, required=False, widget=forms.RadioSelect
    )
    override = override()

    def do(self, article, by):
        asked = self.cleaned_data
        kind = asked["change"] or Change.UPDATE
        with transaction.atomic():  # both or neither
            edition = workflow.schedule(article, by=by, at=asked["at"], change=kind, override=asked["override"])
            if asked["until"]:
                workflow.withdraw(article, by=by, at=asked["until"])
        ends = f", until {said(asked['until'])}" if asked["until"] else ""
        return f"Scheduled: readers get this text on {said(edition.live_from)}{ends}."


class Correct(Verb):
    right = "correct"
    kind = forms.ChoiceField(choices=Correction.Kind, initial=Correction.Kind.CORRECTION, label="Kind of notice")
    text = forms.CharField(
        label="What was wrong and what is right, as readers will see it",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    place = forms.ChoiceField(
        choices=Correction.Place, initial=Correction.Place.ABOVE, required=False, label="Where it stands in the story"
    )
    asked_by = forms.CharField(label="Who asked for it (never public)", required=False, max_length=200)
    approved_by = PersonField(label="Who approved the wording", nobody="I did")
    reason = forms.CharField(label="Why (for the log; readers don’t see it)", required=False, max_length=300)

    def __init__(self, *args, article=None, people=(), **options):
        super().__init__(*args, article=article, people=approvers(article), **options)

    def do(self, article, by):
        facts = self.cleaned_data
        correction = workflow.correct(
            article,
            by=by,
            kind=facts["kind"],
            text=facts["text"],
            place=facts["place"] or Correction.Place.ABOVE,
            asked_by=facts["asked_by"],
            approved_by=facts["approved_by"],
            note=facts["reason"],
        )
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


class Planned(AboutOne):
    """A verb for one of the dated changes; ``edition`` is the one that begins or ends then."""

    right = "schedule"
    edition: Edition

    def find(self, article, which):
        self.edition = article.editions.get(pk=which)

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


PAPER = {"publish": Publish, "schedule": Schedule, "correct": Correct, "withdraw": Withdraw, "kill": Kill}
PLANNED = {"move": Move, "take_out": TakeOut, "replace": Replace}
