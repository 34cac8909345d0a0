from datetime import date

from django.http import Http404
from django.utils import dates
from django.utils.functional import cached_property

from articles import days
from articles.days import Span
from articles.models.edition import Edition
from articles.views.page import ListPage, Page

WEEKDAYS = [(dates.WEEKDAYS[number], dates.WEEKDAYS_ABBR[number]) for number in range(7)]


class Archive(Page):
    """The years with something live in them, and their months."""

    template_name = "articles/archive.html"

    def get_context_data(self, **context):
        years = days.years(self.at)
        months = set(days.filled((month for year in years for month in year.months), self.at))
        return super().get_context_data(
            years=[(year.first, [(m.first, m in months) for m in year.months]) for year in years], **context
        )


class SpanPage:
    """A view of one year, month or day; 404 for one that no calendar has."""

    @cached_property
    def span(self) -> Span:
        year, *rest = (int(self.kwargs[name]) for name in ("year", "month", "day") if name in self.kwargs)
        if year not in days.YEARS:
            raise Http404
        try:
            if not rest:
                return Span.of_year(year)
            return Span.of_day(date(year, *rest)) if len(rest) == 2 else Span.of_month(year, *rest)
        except ValueError:
            raise Http404 from None


class Year(SpanPage, Page):
    template_name = "articles/archive_year.html"

    def get_context_data(self, **context):
        found = {span.first for span in days.filled(self.span.days, self.at)}
        if not found:
            raise Http404
        months = [
            calendar_of(month, found) for month in self.span.months if any(d.month == month.first.month for d in found)
        ]
        return super().get_context_data(span=self.span, months=months, **context)


class Stories(SpanPage, ListPage):
    """The stories of a month or a day."""

    template_name = "articles/archive_stories.html"

    def get_stories(self):
        live = Edition.objects.live(self.at)
        return live.published_between(*self.span.moments).newest_first().before(self.mark)

    def get_context_data(self, **context):
        context = super().get_context_data(span=self.span, **context)
        month = Span.of_month(self.span.first.year, self.span.first.month)
        found = {span.first for span in days.filled(month.days, self.at)}
        return context | {
            "calendar": calendar_of(month, found),
            "is_day": "day" in self.kwargs,
            "day_before": days.day_before(self.span, self.at),
            "day_after": days.day_after(self.span, self.at),
        }


class Month(Stories):
    pass


class Day(Stories):
    pass


def calendar_of(month: Span, found: set[date]) -> dict:
    """A month as weeks of (day, whether it has stories), with None for days of other months; weeks begin on Monday."""
    cells = [None] * month.first.weekday() + [(span.first, span.first in found) for span in month.days]
    cells += [None] * (-len(cells) % 7)
    return {
        "month": month.first,
        "weekdays": WEEKDAYS,
        "weeks": [cells[start : start + 7] for start in range(0, len(cells), 7)],
    }
