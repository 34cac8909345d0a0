"""The log: who did what with which story, when, from where and why. It is read and exported, never changed."""

import csv
from collections.abc import Iterable, Iterator
from datetime import date

from django import forms
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef
from django.http import StreamingHttpResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.http import require_safe

from articles.admin.filters import ControlFilter
from articles.days import YEARS, Span
from articles.models import Article, LogLine
from articles.permissions import may
from newsroom import clock
from newsroom.admin import NewsroomAdmin
from newsroom.templatetags.desk import when

# What the verbs write, and what it is called in the filter.
VERBS = {
    "publish": "Published",
    "schedule": "Scheduled",
    "reschedule": "Moved in the schedule",
    "unschedule": "Taken out of the schedule",
    "withdraw": "Withdrawn",
    "kill": "Killed",
    "fix_live": "Fixed live",
    "reprint": "Put a picture’s words right",
    "picture": "A picture’s rights changed",
    "override": "Went without a sign-off",
    "correct": "Corrected",
    "amend": "Amended a notice",
    "redact": "Redacted",
    "unredact": "Took a redaction back",
    "hold": "Held",
    "release": "Released",
    "embargo": "Embargo",
    "pitch": "Offered as an idea",
    "submit": "Handed on",
    "send_back": "Sent back",
    "assign": "Assigned",
    "spike": "Spiked",
    "revive": "Revived",
    "raise_legal": "Flagged for law",
    "lower_legal": "Flag for law lowered",
    "sign_off": "Signed off",
    "take_back": "Took a sign-off back",
    "restore": "Took an earlier text",
    "set_aside": "Kept a text aside",
    "name": "Named a revision",
    "share": "Made a reviewer’s link",
    "revoke": "Revoked a reviewer’s link",
    "opened": "Reviewer’s link opened",
    "comment": "Comment by a reviewer",
    "import": "Imported",
    "alert": "Breaking news",
    "launch": "Front launched",
    "call_off": "Front called off",
}
COLUMNS = ["time", "person", "verb", "what", "why", "story", "headline", "address"]
FORMULA = ("=", "+", "-", "@", "\t", "\r")
UNSEEN = "A story that you may not see"


class StoryFilter(ControlFilter):
    title = "Story (its number)"
    parameter_name = "article"

    def narrowed(self, queryset):
        return queryset.filter(article=self.pk)

    @property
    def control(self):
        widget = forms.NumberInput({"id": self.control_id, "min": 1})
        return widget.render(self.parameter_name, self.pk)


class PersonFilter(ControlFilter):
    title = "Person"
    parameter_name = "person"

    def narrowed(self, queryset):
        return queryset.filter(done_by=self.pk)

    @property
    def control(self):
        people = [(user.pk, str(user)) for user in get_user_model().objects.filter(is_staff=True)]
        return select(self, [("", "Anybody"), *people], self.pk)


class DayFilter(ControlFilter):
    title = "Day"
    parameter_name = "day"

    @property
    def day(self) -> date | None:
        try:
            day = date.fromisoformat(self.value() or "")
        except ValueError:
            return None
        return day if day.year in YEARS else None

    def queryset(self, request, queryset):
        if not self.value():
            return queryset
        if not self.day:
            return queryset.none()
        start, end = Span.of_day(self.day).moments
        return queryset.filter(done_at__gte=start, done_at__lt=end)

    @property
    def control(self):
        widget = forms.DateInput({"type": "date", "id": self.control_id}, format="%Y-%m-%d")
        return widget.render(self.parameter_name, self.day)


class VerbFilter(ControlFilter):
    title = "What was done"
    parameter_name = "verb"

    def queryset(self, request, queryset):
        return queryset.filter(verb=self.value()) if self.value() else queryset

    @property
    def control(self):
        return select(self, [("", "Anything"), *sorted(VERBS.items(), key=lambda verb: verb[1])], self.value())


def select(spec: ControlFilter, choices: list, value: str | None):
    return forms.Select(choices=choices).render(spec.parameter_name, value, {"id": spec.control_id})


@admin.register(LogLine)
class LogAdmin(NewsroomAdmin):
    list_display = ["time", "who", "what", "story", "whence"]
    list_display_links = None
    list_filter = [StoryFilter, PersonFilter, DayFilter, VerbFilter]
    list_per_page = 60
    list_select_related = ["article"]
    sortable_by = ()
    actions = None

    @admin.display(description="When")
    def time(self, line):
        return when(line.done_at)

    @admin.display(description="Who")
    def who(self, line):
        return name_of(line)

    @admin.display(description="What")
    def what(self, line):
        return format_html('{}<br><span class="row__name">{}</span>', words_of(line), why_of(line))

    @admin.display(description="Story")
    def story(self, line):
        if not line.article_id:
            return ""
        if not line.may_see:
            return UNSEEN
        address = reverse("admin:articles_article_change", args=[line.article_id])
        return format_html('<a href="{}">{}</a>', address, line.article)

    @admin.display(description="From where")
    def whence(self, line):
        return address_of(line) or "a command"

    def get_urls(self):
        """The list and its export are all there is: no page shows, adds or changes a line."""
        export = path("export/", self.admin_site.admin_view(require_safe(self.export)), name="articles_logline_export")
        return [export, *(url for url in super().get_urls() if url.name == "articles_logline_changelist")]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(may_see=Exists(seen_by(request.user)))

    def export(self, request):
        """The filtered log, oldest last, however long it is."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        lines = self.get_changelist_instance(request).get_queryset(request).order_by("-done_at", "-pk")
        response = StreamingHttpResponse(as_csv(lines.iterator(chunk_size=2000)), content_type="text/csv")
        name = f"log-{timezone.localtime(clock.now()):%Y-%m-%d-%H%M}.csv"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response

    def lookup_allowed(self, lookup, value, request):
        """Nothing but the filters: a question about a hidden reason would tell it letter by letter."""
        return lookup in {"article", "person", "day", "verb"}

    def has_view_permission(self, request, obj=None):
        return may(request.user, "read_log")

    def has_module_permission(self, request):
        return self.has_view_permission(request)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False


def seen_by(user):
    return Article.objects.visible_to(user).filter(pk=OuterRef("article_id"))


def is_open(line: LogLine) -> bool:
    """What was done, and why, tells about the story as its headline does: it is for those who may see it."""
    return line.may_see or not line.article_id


def why_of(line: LogLine) -> str:
    return line.why if is_open(line) else ""


def words_of(line: LogLine) -> str:
    return line.words if is_open(line) else VERBS.get(line.verb, line.verb)


def name_of(line: LogLine) -> str:
    """Somebody outside who reads a story through a link may be its source."""
    return line.name if is_open(line) or line.done_by_id else "Somebody outside"


def address_of(line: LogLine) -> str | None:
    return line.address if is_open(line) or line.done_by_id else None


def as_csv(lines: Iterable[LogLine]) -> Iterator[str]:
    writer = csv.writer(Echo())
    yield "\ufeff" + writer.writerow(COLUMNS)  # so that spreadsheets read the accents
    for line in lines:
        headline = str(line.article) if line.article_id and line.may_see else ""
        time = timezone.localtime(line.done_at).isoformat(timespec="seconds")
        row = [
            time,
            name_of(line),
            line.verb,
            words_of(line),
            why_of(line),
            line.article_id or "",
            headline,
            address_of(line) or "",
        ]
        yield writer.writerow(map(harmless, row))


class Echo:
    """A file for the csv module that hands back what was written."""

    def write(self, row: str) -> str:
        return row


def harmless(cell) -> str:
    """A spreadsheet runs what begins like a formula."""
    text = str(cell)
    return f"'{text}" if text.startswith(FORMULA) else text
