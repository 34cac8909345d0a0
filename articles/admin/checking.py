"""The doors that the story form asks while somebody writes: what the checks say, and what stands against a moment."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_POST, require_safe

from articles import preflight
from articles.admin.moments import SpanForm
from articles.models import Article
from articles.permissions import may
from articles.plans import conflicts
from articles.typed import content_of_post
from newsroom import clock
from newsroom.moments import zones_of

FOLDER = "admin/articles/article"


class AskedMoment(SpanForm):
    """The moments beside the date fields, half typed as they may be."""

    def wants_moment(self, facts):
        return False

    @property
    def why_not(self) -> str:
        return " ".join(error for errors in self.errors.values() for error in errors)

    @property
    def choices(self) -> list[tuple[str, str, list[str], str]]:
        """For a time that the clocks show twice: name of the field, the time, both zones, and which was chosen."""
        found = []
        for part in ("", "end_"):
            day, hour = (self.cleaned_data.get(part + name) for name in ("day", "time"))
            if day and hour and (zones := zones_of(day, hour)):
                name = f"{part}zone"
                found.append((self.add_prefix(name), f"{hour:%H:%M}", zones, self.data.get(self.add_prefix(name), "")))
        return found


class ChecksMixin:
    """Gives a story's model admin its checks."""

    def get_urls(self):
        view = self.admin_site.admin_view
        checks, moment = view(require_POST(self.checks_view)), view(require_safe(self.moment_view))
        doors = [
            path("checks/", checks, name="articles_article_check_new"),
            path("<int:pk>/checks/", checks, name="articles_article_checks"),
            path("<int:pk>/moment/", moment, name="articles_article_moment"),
        ]
        return doors + super().get_urls()

    def checks_view(self, request, pk=None):
        """What the checks say about the form as it is typed."""
        article = asked_story(request, "change", pk) if pk else None
        if article is None and not may(request.user, "add"):
            raise PermissionDenied
        found = preflight.check(article or Article(), content_of_post(request.POST, article))
        return TemplateResponse(request, f"{FOLDER}/_checked.html", {"findings": found})

    def moment_view(self, request, pk):
        """What stands against the moment that is chosen in the schedule."""
        article = asked_story(request, "schedule", pk)
        form = AskedMoment(request.GET, prefix="schedule")
        at, until = (form.cleaned_data[name] if form.is_valid() else None for name in ("at", "until"))
        context = {"form": form, "why_not": form.why_not, "conflicts": conflicts(article, at, until)}
        context |= {"at": at and spelled(at), "until": until and spelled(until), "away": at and away(at)}
        return TemplateResponse(request, f"{FOLDER}/_moment.html", context)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context["findings"] = found = preflight.check(obj) if obj else None
        context["uncleared"] = any(finding.may_override for finding in found or ())
        context["bounded"] = any(finding.photo for finding in found or ())  # a picture may not be shown for ever
        if obj and may(request.user, "schedule", obj):
            context["conflicts"] = conflicts(obj)
        return super().render_change_form(request, context, add, change, form_url, obj)


def asked_story(request, verb: str, pk: int) -> Article:
    """The story, for those who may; whoever may not see it is not told that there is one."""
    article = get_object_or_404(Article.objects.visible_to(request.user).select_related("section"), pk=pk)
    if not may(request.user, verb, article):
        raise PermissionDenied
    return article


def spelled(moment) -> str:
    """“Friday 15 May 2026, 06:00 BST”."""
    local = timezone.localtime(moment)
    return f"{date_format(local, 'l j F Y, H:i')} {local.tzname()}"


def away(moment) -> str:
    """“in 3 h 20 min”, “in 2 days 4 h”; nothing once it is past."""
    minutes = round((moment - clock.now()).total_seconds() / 60)
    days, hours, rest = minutes // 1440, minutes // 60 % 24, minutes % 60
    parts = [
        f"{days} day{'s' * (days > 1)}" if days else "",
        f"{hours} h" if hours else "",
        f"{rest} min" if rest else "",
    ]
    return f"in {' '.join(list(filter(None, parts))[:2])}" if minutes > 0 else ""
