"""One verb for several stories of the list: asked once, done story by story, and said for each that refused."""

from django import forms
from django.contrib import admin, messages
from django.db import transaction
from django.template.response import TemplateResponse

from articles import workflow
from articles.admin.verb import PersonField, colleagues
from articles.models import Article
from articles.permissions import may
from articles.workflow import Refused

MOST = 100


class Together(forms.Form):
    """What is asked before it is done with all of them."""

    right = ""
    heading = lead = says = button = done = ""
    is_red = False

    def __init__(self, *args, **options):
        super().__init__(*args, label_suffix="", **options)
        if "to" in self.fields:
            self.fields["to"].offer(colleagues())

    def do(self, article: Article, by) -> None:
        raise NotImplementedError


class Give(Together):
    right = "assign"
    heading, button, done = "Give to somebody", "Give them", "given"
    lead, says = "Readers see no change.", "Whoever gets them is told."
    to = PersonField(label="To", nobody="Nobody")

    def do(self, article, by):
        workflow.assign(article, by=by, to=self.cleaned_data["to"], due_at=article.due_at)


class HandOn(Together):
    right = "submit"
    heading, button, done = "Hand on", "Hand them on", "handed on"
    lead, says = "Readers see no change.", "Each goes to the stage that comes next for it."
    to = PersonField(label="To", nobody="Whoever takes it there")
    note = forms.CharField(label="A note (for the log)", required=False, max_length=300)

    def do(self, article, by):
        workflow.submit(article, by=by, to=self.cleaned_data["to"], note=self.cleaned_data["note"])


class PutOnHold(Together):
    right = "hold"
    heading, button, done, is_red = "Hold", "Hold them", "held", True
    lead = "What is public of them leaves the site now, what is scheduled is taken out,"
    says = "and nothing can publish them until they are released."
    note = forms.CharField(
        label="Why (whoever has to release them sees it)",
        max_length=300,
        error_messages={"required": "Say why, for whoever has to release them."},
    )

    def do(self, article, by):
        workflow.hold(article, by=by, note=self.cleaned_data["note"])


class BulkMixin:
    """Gives the list of stories its actions."""

    actions = ["give", "hand_on", "put_on_hold"]

    def has_assign_permission(self, request):
        return may(request.user, "assign")

    def has_submit_permission(self, request):
        return may(request.user, "submit")

    def has_hold_permission(self, request):
        return may(request.user, "hold")

    @admin.action(description="Give to somebody…", permissions=["assign"])
    def give(self, request, queryset):
        return self.together(request, queryset, Give)

    @admin.action(description="Hand on…", permissions=["submit"])
    def hand_on(self, request, queryset):
        return self.together(request, queryset, HandOn)

    @admin.action(description="Hold…", permissions=["hold"])
    def put_on_hold(self, request, queryset):
        return self.together(request, queryset, PutOnHold)

    def together(self, request, queryset, kind):
        """Ask, then do it; None leads back to the list."""
        chosen = queryset.filter(pk__in=request.POST.getlist("_selected_action"))  # never all that the filters match
        stories = list(chosen.select_related("section__parent")[:MOST])
        form = kind(request.POST if "_asked" in request.POST else None)
        if not form.is_valid():
            return self.ask_together(request, stories, form)
        tell(request, form, [refusal(form, article, request.user) for article in stories])
        return None

    def ask_together(self, request, stories, form):
        context = self.admin_site.each_context(request) | {
            "title": f"{form.heading}: {len(stories)} {'story' if len(stories) == 1 else 'stories'}",
            "opts": self.opts,
            "stories": stories,
            "form": form,
            "action": request.POST["action"],
        }
        return TemplateResponse(request, "admin/articles/article/together.html", context)


def refusal(form: Together, article: Article, by) -> str:
    """Do it with one story; answers why not, or nothing."""
    try:
        with transaction.atomic():
            form.do(article, by)
    except Refused as why:
        return f"{article}: {why}"
    return ""


def tell(request, form: Together, refusals: list[str]) -> None:
    done = refusals.count("")
    if done:
        messages.success(request, f"{done} {'story' if done == 1 else 'stories'} {form.done}.")
    for why in filter(None, refusals):
        messages.error(request, why)
