"""The versions that readers had of a story, for those who decide which of them may still be compared."""

from itertools import pairwise

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from articles import workflow
from articles.changes import Step, content_of, named
from articles.compare import compare
from articles.models import Article, Edition
from articles.permissions import may
from newsroom import clock


class VersionsMixin:
    """Gives a story's model admin the page of its versions, with redaction."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.versions_view)
        return [path("<int:pk>/versions/", view, name="articles_article_versions"), *super().get_urls()]

    def versions_view(self, request, pk):
        article = self.get_object(request, str(pk))
        if article is None:
            raise Http404
        if not self.has_view_permission(request, article):
            raise PermissionDenied
        typed = {}
        if request.method == "POST":
            if self.obeyed(request, article):
                return redirect(reverse("admin:articles_article_versions", args=[article.pk]))
            typed = request.POST
        versions = versions_of(article)
        context = self.admin_site.each_context(request) | {
            "title": "Versions",
            "original": article,
            "opts": self.opts,
            "versions": versions,
            "live": next((step.edition for step in versions if step.is_live), None),
            "may_correct": may(request.user, "correct", article),
            "typed_for": typed.get("_redact") or typed.get("_unredact"),
            "typed": typed.get("why", ""),
        }
        return TemplateResponse(request, "admin/articles/article/versions.html", context)

    def obeyed(self, request, article: Article) -> bool:
        """Redact, or take that back. Says whether it was done."""
        name = "_redact" if "_redact" in request.POST else "_unredact"
        number = request.POST.get(name, "")
        edition = get_object_or_404(article.editions, number=int(number) if number.isdecimal() else 0)
        verb = workflow.redact if name == "_redact" else workflow.unredact
        try:
            verb(edition, by=request.user, why=request.POST.get("why", ""))
        except workflow.Refused as why:
            messages.error(request, str(why))
            return False
        done = "Redacted: readers no longer see" if name == "_redact" else "Readers may again see"
        messages.success(request, f"{done} the words of version {edition.number} where they compare versions.")
        return True


def versions_of(article: Article) -> list[Step]:
    """What readers had, newest first, each compared with the one before, whatever was redacted."""
    now = clock.now()
    had = article.editions.real().filter(live_from__lte=now).order_by("live_from")
    editions = list(had.select_related("published_by", "redaction__redacted_by").prefetch_related("credits"))
    notices = {notice.edition_id: notice for notice in article.corrections.filter(amended_at=None)}
    steps = [Step(edition, notices.get(edition.pk)) for edition in editions]
    for before, step in pairwise(steps):
        step.has_base = True
        step.differences = compare(content_of(before.edition), content_of(step.edition), named)
    for step in steps:
        step.is_live = is_live(step.edition, now)
        step.is_redacted = hasattr(step.edition, "redaction")
    return steps[::-1]


def is_live(edition: Edition, now) -> bool:
    return edition.live_until is None or edition.live_until > now
