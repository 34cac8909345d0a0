"""The Plan: a week of what readers got and get, embargoes that end, and stories that are due."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, F, OuterRef, Q
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_safe

from articles.models import Article, Edition
from articles.permissions import may
from articles.plans import Trouble, troubles
from articles.plans.pictures import ending_between
from newsroom import clock
from newsroom.daylight import ClockChange, clock_change

MOST = 700  # entries of one kind
also: list[Callable[..., Iterator["Entry"]]] = []  # of rooms upstairs: asked with the week's span, the user and now
Change = Edition.Change


@dataclass(frozen=True)
class Entry:
    """Something of a story at a moment; ``kind`` gives it its colour and sign."""

    at: datetime
    kind: str
    what: str
    article_id: int | None
    name: str
    note: str = ""
    page: str = ""  # where it leads, if that is no story

    @property
    def address(self) -> str:
        return self.page or reverse("admin:articles_article_change", args=[self.article_id])


@dataclass
class Day:
    date: date
    is_today: bool
    entries: list[Entry] = field(default_factory=list)

    @property
    def clock_change(self) -> ClockChange | None:
        return clock_change(self.date)


@dataclass(frozen=True)
class Week:
    monday: date

    @classmethod
    def of(cls, text: str) -> "Week | None":
        """The week that “2026-W21” names."""
        try:
            year, week = text.split("-W")
            return cls(date.fromisocalendar(int(year), int(week), 1)) if 1900 < int(year) < 2200 else None
        except ValueError:
            return None

    @classmethod
    def around(cls, day: date) -> "Week":
        return cls(day - timedelta(days=day.weekday()))

    def __str__(self):
        year, week, _ = self.monday.isocalendar()
        return f"{year}-W{week:02}"

    @property
    def number(self) -> int:
        return self.monday.isocalendar().week

    @property
    def before(self) -> "Week":
        return Week(self.monday - timedelta(weeks=1))

    @property
    def after(self) -> "Week":
        return Week(self.monday + timedelta(weeks=1))

    @property
    def days(self) -> list[date]:
        return [self.monday + timedelta(days=n) for n in range(7)]

    @property
    def words(self) -> str:
        """“18–24 May 2026”, “29 June – 5 July 2026”."""
        first, last = self.days[0], self.days[-1]
        if first.month == last.month:
            return f"{first.day}–{date_format(last, 'j F Y')}"
        return f"{date_format(first, 'j F' if first.year == last.year else 'j F Y')} – {date_format(last, 'j F Y')}"

    @property
    def span(self) -> tuple[datetime, datetime]:
        """Its first moment, and the first after it."""
        zone = timezone.get_default_timezone()
        return tuple(datetime.combine(week.monday, datetime.min.time(), zone) for week in (self, self.after))


class PlanMixin:
    """Gives stories their calendar."""

    def get_urls(self):
        view = self.admin_site.admin_view(require_safe(self.plan_view))
        return [path("plan/", view, name="articles_article_plan"), *super().get_urls()]

    def plan_view(self, request):
        if not may(request.user, "view"):
            raise PermissionDenied
        now = clock.now()
        today = timezone.localdate(now)
        asked = request.GET.get("week", "")
        week = Week.of(asked) or Week.around(today)
        context = {
            **self.admin_site.each_context(request),
            "title": "Plan",
            "week": week,
            "this_week": Week.around(today),
            "unknown": asked if asked and not Week.of(asked) else "",
            "days": days_of(week, request.user, now),
        }
        return TemplateResponse(request, "admin/articles/article/plan.html", context)


def days_of(week: Week, user, now: datetime) -> list[Day]:
    """The week's days with what ``user`` may know of."""
    visible = Article.objects.visible_to(user)
    notes = {}
    for trouble in troubles(now, visible):
        notes.setdefault(trouble.article.pk, trouble)
    by_day = defaultdict(list)
    every = [*entries(week, visible, now, notes), *of_pictures(week, user)]
    every += [entry for planned in also for entry in planned(*week.span, user, now)]
    for entry in sorted(every, key=lambda entry: entry.at):
        by_day[timezone.localdate(entry.at)].append(entry)
    return [Day(day, day == timezone.localdate(now), by_day[day]) for day in week.days]


def of_pictures(week: Week, user):
    """Licences that end under a text that readers have then."""
    for until, article_id, headline, photo in ending_between(*week.span, user):
        yield Entry(until, "takes", "goes without its picture", article_id, headline, photo[:80])


def entries(week: Week, visible, now: datetime, notes: dict[int, Trouble]):
    start, end = week.span
    editions = Edition.objects.real().filter(article__in=visible.values("pk"))
    short = ("article_id", "live_from", "live_until", "headline", "change")
    for edition in editions.filter(live_from__gte=start, live_from__lt=end).order_by("live_from").only(*short)[:MOST]:
        is_late = edition.live_from > now
        trouble = notes.get(edition.article_id) if is_late else None
        kind = ("changes" if trouble.is_amber else "stop") if trouble else "sched" if is_late else "public"
        note = trouble.words if trouble else ""
        yield Entry(edition.live_from, kind, words_for(edition), edition.article_id, edition.headline, note)
    follows = Edition.objects.real().filter(article=OuterRef("article"), live_from=OuterRef("live_until"))
    ends = editions.filter(~Exists(follows), live_until__gte=start, live_until__lt=end).order_by("live_until")
    for edition in ends.only(*short)[:MOST]:
        yield Entry(edition.live_until, "takes", "off the site", edition.article_id, edition.headline)
    yield from of_the_desk(visible, start, end, now)


def words_for(edition: Edition) -> str:
    return "new story" if edition.change == Change.FIRST else edition.get_change_display().lower()


def of_the_desk(visible, start: datetime, end: datetime, now: datetime):
    """Embargoes that end, and work that is due."""
    dated = Q(embargoed_until__gte=start, embargoed_until__lt=end) | Q(due_at__gte=start, due_at__lt=end)
    stories = visible.filter(dated, killed_at=None).select_related("assignee").defer("body", "note")
    for article in stories.order_by(F("due_at").asc(nulls_last=True), "pk")[:MOST]:
        if article.embargoed_until and start <= article.embargoed_until < end:
            yield Entry(article.embargoed_until, "changes", "embargo ends", article.pk, str(article))
        if article.due_at and start <= article.due_at < end:
            who = str(article.assignee or "nobody has it")
            is_over = article.due_at <= now and article.stage not in (Article.Stage.READY, Article.Stage.SPIKED)
            note = f"{who}, {article.get_stage_display()}"
            yield Entry(article.due_at, "late" if is_over else "due", "due", article.pk, str(article), note)
