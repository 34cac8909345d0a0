"""What an alert asks: the words, the story that they lead to, how important, how long."""

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef
from django.http import JsonResponse
from django.urls import path, reverse
from django.views.decorators.http import require_safe

from articles import search
from articles.models import Article, Edition
from frontpage import breaking
from frontpage.models import Alert, Banner
from newsroom import clock
from newsroom.templatetags.desk import when

MOST = 20
HOW_LONG = "It can stay between 5 minutes and 24 hours."
NOW = "Readers can open it now. Type words of the story."


class StorySearch(AutocompleteSelect):
    """Finds by typing what readers can open."""

    def get_url(self):
        return reverse("admin:frontpage_alert_stories")


class LiveStoryField(forms.ModelChoiceField):
    def label_from_instance(self, article):
        return str(Edition.objects.live(clock.now()).filter(article=article).first() or article)


class AlertForm(forms.ModelForm):
    """Calls the verb as it is checked: a refusal is said on the form, and what was typed stays there."""

    user = None
    article = LiveStoryField(
        Article.objects.none(),
        label="Leads to",
        help_text=NOW,
        widget=StorySearch(Alert._meta.get_field("article"), admin.site),
        error_messages={
            "required": "Choose the story that it leads to.",
            "invalid_choice": "Readers can’t open that story now: choose another.",
        },
    )
    minutes = forms.IntegerField(
        label="Stays for (minutes)",
        min_value=breaking.MINUTES[0],
        max_value=breaking.MINUTES[-1],
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), HOW_LONG),
        help_text="From the moment when it is approved: 5 minutes to 24 hours.",
        initial=120,
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)  # the version that the page showed
    corrects = forms.ModelChoiceField(Banner.objects.all(), required=False, widget=forms.HiddenInput)

    class Meta:
        model = Alert
        fields = ["text", "article", "importance", "minutes", "corrects"]
        widgets = {"text": forms.Textarea({"rows": 2}), "importance": forms.RadioSelect}
        labels = {"text": "What has happened"}
        error_messages = {
            "text": {
                "required": "Write what has happened.",
                "max_length": "It has %(show_value)s letters; a banner holds %(limit_value)s.",
            }
        }

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["article"].queryset = open_to_readers()
        self.fields["seen"].initial = self.instance.version
        if self.instance.pk:
            del self.fields["corrects"]

    def clean(self):
        facts = super().clean()
        if not self.errors:
            try:
                self.saved = self.save_alert(facts)
            except breaking.Refused as why:
                self.add_error(None, str(why))
                self.is_stale = isinstance(why, breaking.Stale)
        return facts

    is_stale = False

    def save_alert(self, facts: dict) -> Alert:
        words = {name: facts[name] for name in ("text", "article", "importance", "minutes")}
        if self.instance.pk:
            return breaking.redraft(self.instance, by=self.user, version=facts["seen"] or 0, **words)
        if facts["corrects"]:
            return breaking.correct(facts["corrects"], by=self.user, **words)
        return breaking.draft(by=self.user, **words)


def open_to_readers():
    live = Edition.objects.live(clock.now()).not_retracted().filter(article=OuterRef("pk"))
    return Article.objects.filter(Exists(live), killed_at=None)


class StoriesMixin:
    """The door at which the form looks for stories."""

    def get_urls(self):
        view = self.admin_site.admin_view(require_safe(self.stories_view))
        return [path("stories/", view, name="frontpage_alert_stories"), *super().get_urls()]

    def stories_view(self, request):
        if not breaking.may(request.user, "draft"):
            raise PermissionDenied
        results = [
            {"id": str(one.article_id), "text": named(one)} for one in found(request.GET.get("term", "").strip())
        ]
        return JsonResponse({"results": results, "pagination": {"more": False}})


def found(words: str) -> list[Edition]:
    """Live stories: those with these words, or the newest."""
    at = clock.now()
    if words:
        return [hit.edition for hit in search.find(words, at=at).hits]
    newest = Edition.objects.live(at).not_retracted().newest_first().select_related("section").without_text()
    return list(newest[:MOST])


def named(edition: Edition) -> str:
    return f"{edition.headline} ({edition.section}, {when(edition.first_published_at)})"
