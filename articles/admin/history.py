"""The history of a story, the way back to an earlier text, and who changed a line."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_POST

from articles import workflow
from articles.admin.events import history_of
from articles.models import Article, Revision
from articles.permissions import may
from articles.tracing import Turn, stands_in, turns

LOOKED_AT = 500  # of the newest revisions


class HistoryMixin:
    """Gives a story's model admin its history page, and what can be done with an earlier text."""

    def get_urls(self):
        view = self.admin_site.admin_view
        take, take_edition, name = (
            view(require_POST(door)) for door in (self.take_view, self.take_edition_view, self.name_view)
        )
        doors = [
            path("<int:pk>/take/<int:number>/", take, name="articles_article_take"),
            path("<int:pk>/take/edition/<int:number>/", take_edition, name="articles_article_take_edition"),
            path("<int:pk>/name/<int:number>/", name, name="articles_article_name"),
        ]
        return doors + super().get_urls()

    def history_view(self, request, object_id, extra_context=None):
        article = self.get_object(request, object_id)
        if article is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_permission(request, article):
            raise PermissionDenied
        events, older = history_of(article, before=moment_in(request.GET.get("before", "")))
        words = " ".join(request.GET.get("words", "").split())
        may_change = self.has_change_permission(request, article)
        context = self.admin_site.each_context(request) | {
            "title": "History",
            "subtitle": str(article),
            "original": article,
            "opts": self.opts,
            "events": events,
            "older": older,
            "words": words,
            "trace": trace_of(article, words) if words else None,
            "may_name": may_change,
            "may_take": may_change and may(request.user, "restore", article),
        }
        return TemplateResponse(request, "admin/articles/article/object_history.html", context)

    def take_view(self, request, pk, number):
        """Take an earlier text to the desk. Readers see no change."""
        article = self.changed_here(request, pk)
        return self.take(request, article, get_object_or_404(article.revisions, number=number))

    def take_edition_view(self, request, pk, number):
        """Take a text that readers have, had or will have to the desk. Readers see no change."""
        article = self.changed_here(request, pk)
        return self.take(request, article, get_object_or_404(article.editions.real(), number=number))

    def take(self, request, article, text):
        try:
            workflow.restore(article, revision=text, by=request.user)
        except workflow.Refused as why:
            messages.error(request, str(why))
        else:
            messages.success(request, "The earlier text is on the desk. What stood there is kept in the history.")
        return redirect(reverse("admin:articles_article_change", args=[article.pk]))

    def name_view(self, request, pk, number):
        """Give a revision a name to find it by; with none, take its name away."""
        article = self.changed_here(request, pk)
        revision = get_object_or_404(article.revisions, number=number)
        name = " ".join(request.POST.get("name", "").split())[:80]
        try:
            workflow.name_revision(revision, by=request.user, name=name)
        except workflow.Refused as why:
            messages.error(request, str(why))
        else:
            done = f"is named “{name}” now" if name else "has no name now"
            messages.success(request, f"Revision {number} {done}.")
        return redirect(reverse("admin:articles_article_history", args=[article.pk]))

    def changed_here(self, request, pk) -> Article:
        """The story, for somebody who may change it."""
        article = self.get_object(request, str(pk))
        if article is None:
            raise Http404
        if not self.has_change_permission(request, article):
            raise PermissionDenied
        return article


def moment_in(text: str) -> datetime | None:
    try:
        moment = parse_datetime(text)
        return moment.astimezone(UTC) if moment and moment.tzinfo else None
    except (ValueError, OverflowError):
        return None


# ---- Who changed this line? ----


@dataclass
class Trace:
    """Where some words came from and went, oldest first."""

    turns: list[Turn]
    aside: list[Revision] = field(default_factory=list)  # texts that were kept aside, and have them
    looked_at: int = 0

    @property
    def stands(self) -> bool:
        return bool(self.turns) and self.turns[-1].came


def trace_of(article: Article, words: str) -> Trace:
    revisions = article.revisions.select_related("saved_by").order_by("-number")[:LOOKED_AT]
    revisions = list(revisions)[::-1]
    main = [(revision, revision.content) for revision in revisions if not revision.aside]
    aside = [revision for revision in revisions if revision.aside and stands_in(words, revision.content)]
    return Trace(turns(words, main), aside, len(revisions))
