"""The urgent-fix lane: words of the live text are changed at once, whatever the desk's text holds."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods

from articles import workflow
from articles.admin.form import PLACEHOLDERS
from articles.admin.standing import Standing, standing_of
from articles.admin.verbs import CHANGES, CORRECTED, Change
from articles.freeze import OF_THE_PICTURE, content_of
from articles.models import Edition
from articles.permissions import may
from articles.workflow import Fixed, Refused, said
from articles.workflow.fixing import FIXABLE
from newsroom.editor import BodyField

CHANGED_MEANWHILE = "Readers have had another text since {}. Your words are kept here: compare before you fix it."


def grows(name: str, label: str, **options) -> forms.CharField:
    attrs = {"rows": 1, "class": "grows", "placeholder": PLACEHOLDERS[name]}
    return forms.CharField(label=label, required=False, widget=forms.Textarea(attrs=attrs), **options)


def of_the_picture(label: str, **options) -> forms.CharField:
    return forms.CharField(label=label, required=False, widget=forms.Textarea(attrs={"rows": 2}), **options)


class FixForm(forms.Form):
    """The live text, to be mended. ``edition`` is the one that was shown, so that nobody mends over a newer one."""

    kicker = grows("kicker", "Kicker", max_length=60)
    headline = grows("headline", "Headline", max_length=200)
    standfirst = grows("standfirst", "Standfirst")
    picture_caption = of_the_picture("Caption of the lead picture", max_length=2000)
    picture_alt = of_the_picture("Its description, for readers who can’t see it", max_length=300)
    body = BodyField(label="Text", required=False)
    change = forms.ChoiceField(
        label="What kind of change is it?",
        choices=[*CHANGES, CORRECTED],
        initial=Change.SILENT,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what kind of change it is."},
    )
    notice = forms.CharField(
        label="The notice that readers see",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "placeholder": "What was wrong, and what is right"}),
    )
    note = forms.CharField(label="A note (for the log)", required=False, max_length=300)
    override = forms.CharField(label="Fix it without a sign-off, because…", required=False, max_length=300)
    edition = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)

    def __init__(self, *args, live: Edition, may_override: bool, **options):
        self.live, self.shown = live, content_of(live)
        initial = {name: self.shown[name] for name in FIXABLE} | {"edition": live.number}
        super().__init__(*args, initial=initial, label_suffix="", **options)
        if not live.picture_id:
            del self.fields["picture_caption"], self.fields["picture_alt"]
        if not may_override:
            del self.fields["override"]

    def clean(self):
        super().clean()
        for name in {"kicker", "headline", *OF_THE_PICTURE} & self.cleaned_data.keys():
            self.cleaned_data[name] = " ".join(self.cleaned_data[name].split())
        if self.cleaned_data.get("edition") not in (None, self.live.number):
            self.data = self.data.copy()
            self.data["edition"] = self.live.number
            raise forms.ValidationError(CHANGED_MEANWHILE.format(said(self.live.live_from)))

    @property
    def changes(self) -> dict[str, str]:
        """The words that are different now from what readers see."""
        words = {name: self.cleaned_data[name] for name in FIXABLE if name in self.cleaned_data}
        return {name: text for name, text in words.items() if text != self.shown[name].replace("\r\n", "\n")}

    def fix(self, by) -> Fixed:
        asked = self.cleaned_data
        return workflow.fix_live(
            self.live.article,
            by=by,
            changes=self.changes,
            change=asked["change"],
            notice=asked["notice"],
            note=asked["note"],
            override=asked.get("override", ""),
        )


class FixingMixin:
    """Gives a story's model admin the page on which the live text is fixed."""

    def get_urls(self):
        view = self.admin_site.admin_view(require_http_methods(["GET", "HEAD", "POST"])(self.fix_view))
        return [path("<int:pk>/fix/", view, name="articles_article_fix"), *super().get_urls()]

    def fix_view(self, request, pk):
        article = self.get_object(request, str(pk))
        if article is None:
            raise Http404
        if not may(request.user, "publish", article):
            raise PermissionDenied
        standing = standing_of(article)
        if standing.live is None:
            messages.error(request, "The story is not public, so there is nothing to fix.")
            return self.onward(request, article)
        form = FixForm(request.POST or None, live=standing.live, may_override=may(request.user, "override", article))
        if form.is_valid():
            try:
                tell_of(request, form.fix(request.user))
                return self.onward(request, article)
            except Refused as why:
                form.add_error(None, str(why))
        return self.fix_page(request, standing, form)

    def fix_page(self, request, standing: Standing, form: FixForm):
        media = self.media + form.media
        context = self.admin_site.each_context(request) | {
            "title": "Fix live text",
            "subtitle": str(standing.live),
            "original": standing.article,
            "opts": self.opts,
            "standing": standing,
            "form": form,
            "media": media.with_nonce(request.csp_nonce) if hasattr(media, "with_nonce") else media,
            "back": reverse("admin:articles_article_change", args=[standing.article.pk]),
        }
        return TemplateResponse(request, "admin/articles/article/fix.html", context)


def tell_of(request, done: Fixed) -> None:
    """What readers have now, and where the fix is not."""
    messages.success(request, f"Fixed: readers have it now (edition {done.edition.number}).")
    if done.clashes:
        names = ", ".join(dict.fromkeys(clash.field for clash in done.clashes))
        words = f"The fix is not in the desk’s text: the same words were changed there ({names}). Put it in by hand."
        messages.warning(request, words)
    for edition in done.waiting:
        messages.warning(request, f"The fix is not in the text scheduled for {said(edition.live_from)}.")
