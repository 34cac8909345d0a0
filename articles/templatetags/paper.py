"""Tags and filters of the paper's pages. They ask ``at`` of the page, the moment that it shows."""

from datetime import datetime
from urllib.parse import urlsplit

from django import template
from django.template import Context
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from articles.contents import live_sections
from articles.models.edition import Edition
from newsroom import clock

register = template.Library()


@register.simple_tag(takes_context=True)
def paper_sections(context: Context) -> list:
    """The sections for the navigation; those of the page, if its view has them already."""
    sections = context.get("sections")
    return live_sections(moment_of(context)) if sections is None else sections


@register.simple_tag
def woven(runs) -> SafeString:
    """Two texts as one: words that were taken out, and words that were added (runs of ``articles.compare``)."""
    shapes = {"same": "{}", "del": "<del>{}</del>", "ins": "<ins>{}</ins>"}
    return format_html_join("", "{}", ((format_html(shapes[run.kind], run.text),) for run in runs))


# ---- Dates, in the newsroom's zone ----


@register.simple_tag(takes_context=True)
def when(context: Context, moment: datetime) -> SafeString:
    """“Today, 16:48”, “Wednesday 13 May”, “3 August 2019”."""
    local, today = timezone.localtime(moment), timezone.localdate(moment_of(context))
    if local.date() == today:
        words = f"Today, {date_format(local, 'H:i')}"
    else:
        words = date_format(local, "l j F" if (today - local.date()).days < 180 else "j F Y")
    return stamp(moment, words)


@register.simple_tag(takes_context=True)
def hour(context: Context, moment: datetime) -> SafeString:
    """For a narrow column: “18:31” if it is today, else “13 May”, else “2019”."""
    local, today = timezone.localtime(moment), timezone.localdate(moment_of(context))
    if local.date() == today:
        return stamp(moment, date_format(local, "H:i"))
    return stamp(moment, date_format(local, "j M" if (today - local.date()).days < 180 else "Y"))


@register.simple_tag(takes_context=True)
def today(context: Context) -> SafeString:
    local = timezone.localtime(moment_of(context))
    return format_html('<time datetime="{}">{}</time>', local.date().isoformat(), date_format(local, "l j F Y"))


@register.simple_tag(takes_context=True)
def this_year(context: Context) -> int:
    return timezone.localtime(moment_of(context)).year


@register.simple_tag(takes_context=True)
def zone_name(context: Context) -> str:
    return zone(moment_of(context))


@register.simple_tag(takes_context=True)
def noticed(context: Context, moment: datetime) -> SafeString:
    """When a notice was given: “14 May, 15:10”, with the year if it isn’t this one."""
    local = timezone.localtime(moment)
    same_year = local.year == timezone.localtime(moment_of(context)).year
    return stamp(moment, date_format(local, "j F, H:i" if same_year else "j F Y, H:i"))


@register.simple_tag
def amended(correction) -> SafeString:
    """When a notice got its present wording, with the day if that isn't the one on which it was given."""
    first, last = timezone.localtime(correction.published_at), timezone.localtime(correction.given_at)
    return stamp(correction.given_at, later(first, last))


@register.simple_tag
def clock_time(moment: datetime) -> SafeString:
    return stamp(moment, date_format(timezone.localtime(moment), "H:i"))


@register.simple_tag
def updated(edition: Edition) -> SafeString:
    """The time of the last substantive change, with its day if that isn't the day of first publication."""
    first, last = timezone.localtime(edition.first_published_at), timezone.localtime(edition.updated_at)
    return stamp(edition.updated_at, later(first, last))


def later(first: datetime, last: datetime) -> str:
    day = "" if first.date() == last.date() else date_format(last, "j F, " if first.year == last.year else "j F Y, ")
    return day + date_format(last, "H:i")


@register.filter
def placed(corrections, place: str) -> list:
    """The notices that stand above the text, or below it."""
    return [correction for correction in corrections or () if correction.place == place]


@register.filter
def zone(moment: datetime) -> str:
    """The name of the newsroom's zone at that time: “BST”."""
    return timezone.localtime(moment).tzname()


@register.filter
def host(address: str) -> str:
    """“social.example” of “https://www.social.example/@ines”."""
    return (urlsplit(address).hostname or "").removeprefix("www.")


def stamp(moment: datetime, words: str) -> SafeString:
    local = timezone.localtime(moment)
    return format_html('<time datetime="{}">{}</time>', local.isoformat(timespec="minutes"), words)


def moment_of(context: Context) -> datetime:
    return context.get("at") or clock.now()
