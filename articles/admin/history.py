"""The history of a story: who saved it, and what was done with it, as sentences on one line of time."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from django.contrib import messages
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_POST

from articles import workflow
from articles.admin.standing import SAME_NAME
from articles.freeze import PLACES, WORDS
from articles.models import Article, Revision
from articles.permissions import may

LENGTH = 60
FIELDS = (*WORDS, *PLACES, "bylines", "topics")  # PostgreSQL keeps the fields of a revision in an order of its own
# What the verbs write in the log, and what it means for readers.
KINDS = {
    "Published": "public",
    "Scheduled": "sched",
    "Moved": "sched",
    "Taken": "sched",
    "Withdrawal": "sched",
    "Withdrawn": "takes",
    "Killed.": "takes",
    "Took": "saved",
    "Imported.": "public",
}


@dataclass
class Event:
    at: datetime
    who: str
    kind: str
    words: str
    revision: Revision | None = None
    folded: list["Event"] = field(default_factory=list)  # earlier saves in a row by the same person

    @property
    def day(self) -> date:
        return timezone.localdate(self.at)


class HistoryMixin:
    """Gives a story's model admin its history page and the way back to an earlier text."""

    def get_urls(self):
        view = self.admin_site.admin_view
        take = path("<int:pk>/take/<int:number>/", view(require_POST(self.take_view)), name="articles_article_take")
        return [take, *super().get_urls()]

    def history_view(self, request, object_id, extra_context=None):
        article = self.get_object(request, object_id)
        if article is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_permission(request, article):
            raise PermissionDenied
        events, older = history_of(article, before=moment_in(request.GET.get("before", "")))
        context = self.admin_site.each_context(request) | {
            "title": "History",
            "subtitle": str(article),
            "original": article,
            "opts": self.opts,
            "events": events,
            "older": older,
            "newest": article.revisions.order_by("-number").values_list("pk", flat=True).first(),
            "may_take": self.has_change_permission(request, article) and may(request.user, "restore", article),
        }
        return TemplateResponse(request, "admin/articles/article/object_history.html", context)

    def take_view(self, request, pk, number):
        """Take an earlier text to the desk. Readers see no change."""
        article = self.get_object(request, str(pk))
        if article is None:
            raise Http404
        if not self.has_change_permission(request, article):
            raise PermissionDenied
        try:
            workflow.restore(article, revision=get_object_or_404(article.revisions, number=number), by=request.user)
        except workflow.Refused as why:
            messages.error(request, str(why))
        else:
            messages.success(request, "The earlier text is on the desk. What stood there is kept in the history.")
        return redirect(reverse("admin:articles_article_change", args=[article.pk]))


def moment_in(text: str) -> datetime | None:
    try:
        moment = parse_datetime(text)
        return moment.astimezone(UTC) if moment and moment.tzinfo else None
    except (ValueError, OverflowError):
        return None


def history_of(article: Article, *, before: datetime | None = None) -> tuple[list[Event], datetime | None]:
    """One page of events, newest first, and the moment before which there are more."""
    before = before or datetime.max.replace(tzinfo=UTC)
    events = [*acts_on(article, before), *saves_of(article, before)]
    page = sorted(events, key=lambda event: event.at, reverse=True)[:LENGTH]
    return fold(page), page[-1].at if len(events) > LENGTH else None


def acts_on(article: Article, before: datetime) -> list[Event]:
    """What the verbs wrote in the log; the admin's own entries (JSON) only repeat the saves."""
    log = LogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(Article), object_id=str(article.pk), action_time__lt=before
    ).exclude(change_message__startswith="[")
    return [
        Event(entry.action_time, str(entry.user), kind_of(entry.change_message), entry.change_message)
        for entry in log.select_related("user").order_by("-action_time")[: LENGTH + 1]
    ]


def kind_of(message: str) -> str:
    return KINDS.get(message.split(" ")[0], "public")


def saves_of(article: Article, before: datetime) -> list[Event]:
    revisions = article.revisions.filter(saved_at__lt=before).select_related("saved_by").order_by("-number")
    revisions = list(revisions[: LENGTH + 2])
    earlier = [*revisions, None][1:]
    return [
        Event(revision.saved_at, str(revision.saved_by or "Somebody"), "saved", saved_words(revision, old), revision)
        for revision, old in zip(revisions, earlier, strict=True)
    ][: LENGTH + 1]


def saved_words(revision: Revision, old: Revision | None) -> str:
    if old is None:
        return "Began the story." if revision.number == 1 else "Saved."
    before = old.content | {"slug": old.content["slug"] or revision.content["slug"]}  # the form fills it in by itself
    names = [name for name in FIELDS if revision.content.get(name) != before.get(name)]
    changed = dict.fromkeys(SAME_NAME.get(name, name) for name in names)
    return f"Changed {', '.join(changed)}." if changed else "Saved."


def fold(events: list[Event]) -> list[Event]:
    """Saves in a row by one person become one event."""
    folded: list[Event] = []
    for event in events:
        last = folded[-1] if folded else None
        if last and last.revision and event.revision and (last.who, last.day) == (event.who, event.day):
            last.folded.append(event)
        else:
            folded.append(event)
    return folded
