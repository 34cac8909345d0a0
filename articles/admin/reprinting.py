"""The stories that print other words under a picture than the library, and the button that puts them right."""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.views.decorators.http import require_http_methods

from articles import workflow
from articles.captions import differing, may_be_stale_in_text, own_words
from articles.models import Article, Edition
from articles.permissions import may
from articles.plans.row import with_texts
from articles.workflow import Refused
from newsroom import clock
from photos.models import Photo

MOST = 100


@dataclass(frozen=True)
class Wrong:
    """A text, live or scheduled, and what it prints in other words: what of the picture, its words, the library's."""

    edition: Edition
    words: list[tuple[str, str, str]]
    is_waiting: bool


class ReprintForm(forms.Form):
    note = forms.CharField(label="A note (for the log)", required=False, max_length=300)
    override = forms.CharField(label="Do it without a sign-off, because…", required=False, max_length=300)


class ReprintingMixin:
    """Gives stories the page on which a picture's words are put right in all of them."""

    def get_urls(self):
        view = self.admin_site.admin_view(require_http_methods(["GET", "HEAD", "POST"])(self.reprint_view))
        return [path("pictures/<int:pk>/", view, name="articles_article_reprint"), *super().get_urls()]

    def reprint_view(self, request, pk):
        photo = get_object_or_404(Photo, pk=pk)
        if not may(request.user, "view"):
            raise PermissionDenied
        found = wrong_texts(photo, request.user)
        may_mend = any(may(request.user, "publish", wrong.edition.article) for wrong in found)
        form = ReprintForm(request.POST if request.method == "POST" else None)
        if not may(request.user, "override"):
            del form.fields["override"]
        if form.is_valid():
            mend(request, photo, found, form.cleaned_data)
            return redirect("admin:articles_article_reprint", photo.pk)
        context = self.admin_site.each_context(request) | {
            "title": "Other words than the library’s",
            "opts": self.opts,
            "photo": photo,
            "found": found,
            "form": form,
            "may_mend": may_mend,
        }
        return TemplateResponse(request, "admin/articles/article/reprint.html", context)


def wrong_texts(photo: Photo, user) -> list[Wrong]:
    """Of the stories that ``user`` may see, newest first."""
    now, own = clock.now(), own_words(photo)
    texts = Edition.objects.real().filter(Q(live_until=None) | Q(live_until__gt=now), photos=photo)
    texts = texts.filter(article__in=Article.objects.visible_to(user).values("pk"))
    texts = texts.select_related("article__section").defer("body", "article__body")
    texts, found = list(texts.order_by("-live_from")[:MOST]), []
    with_texts(edition for edition in texts if may_be_stale_in_text(edition, photo))
    for edition in texts:
        if words := differing(edition, photo, own):
            found.append(Wrong(edition, words, edition.live_from > now))
    return found


def mend(request, photo: Photo, found: list[Wrong], asked: dict) -> None:
    """Story by story; says for each that refused why."""
    refusals, done = [], 0
    for article in dict.fromkeys(wrong.edition.article for wrong in found):
        try:
            with transaction.atomic():
                workflow.reprint(article, by=request.user, photo=photo, **asked)
            done += 1
        except Refused as why:
            refusals.append(f"{article}: {why}")
    if done:
        messages.success(request, f"Put right in {done} {'story' if done == 1 else 'stories'}: readers have it now.")
    for words in refusals:
        messages.error(request, words)
    if not found:
        messages.info(request, "All stories print the library’s words already.")
