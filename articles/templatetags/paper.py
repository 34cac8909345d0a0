"""Tags and filters of the paper's pages. They ask ``at`` of the page, the moment that it shows."""

from datetime import datetime
from urllib.parse import urlsplit

from django import template
from django.template import Context, loader
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from articles.contents import live_sections
from articles.models.edition import Edition
from newsroom import clock, html
from photos.models import Photo

register = template.Library()

# How wide a picture stands on the page, by place: see the breaks in static/css/.
SIZES = {
    "lead": "(min-width: 87rem) 37rem, (min-width: 62rem) 45vw, (min-width: 45rem) 60vw, 100vw",
    "section-lead": "(min-width: 87rem) 52rem, (min-width: 45rem) 60vw, 100vw",
    "card": "(min-width: 87rem) 19rem, (min-width: 70rem) 23vw, (min-width: 45rem) 45vw, 6.5rem",
    "block": "(min-width: 87rem) 26rem, (min-width: 45rem) 31vw, 100vw",
    "river": "(min-width: 45rem) 13rem, 6.5rem",
    "story": "(min-width: 87rem) 67rem, (min-width: 76rem) 80vw, (min-width: 60rem) 56rem, 100vw",
    "text": "(min-width: 40rem) 36rem, 100vw",
    "portrait": "5.5rem",
    "page": "10rem",
}
FALLBACK = 640
AT_ONCE, LATER = SafeString('fetchpriority="high"'), SafeString('loading="lazy" decoding="async"')


@register.simple_tag(takes_context=True)
def paper_sections(context: Context) -> list:
    """The sections for the navigation; those of the page, if its view has them already."""
    sections = context.get("sections")
    return live_sections(moment_of(context)) if sections is None else sections


@register.simple_tag
def picture(photo: Photo, place: str, alt: str = "", first: bool = False) -> SafeString:
    """``photo`` in all its sizes, for a place of ``SIZES``. ``first``: readers see it at once, so it must not wait."""
    width = next((width for width in photo.widths if width >= FALLBACK), photo.widths[-1])
    return format_html(
        '<img src="{}" srcset="{}" sizes="{}" width="{}" height="{}" alt="{}" class="{}" {}>',
        photo.address(width),
        photo.srcset,
        SIZES[place],
        width,
        photo.height_at(width),
        alt,
        photo.focus,
        AT_ONCE if first else LATER,
    )


@register.simple_tag
def body(edition: Edition) -> SafeString:
    """The text of a story, with its pictures (one query for all of them) and its dateline."""
    photos = Photo.objects.in_bulk(set(html.photo_ids(edition.body)))
    template_of_figure = loader.get_template("components/figure.html")

    def figure(key: int, caption: str) -> str:
        photo = photos.get(key)
        context = {"photo": photo, "place": "text", "alt": photo and photo.alt, "caption": caption}
        return template_of_figure.render(context | {"credit": photo.credit}) if photo else ""

    text = html.render(edition.body, figure=figure)
    if not edition.dateline:
        return text
    dateline = format_html('<p><span class="dateline">{}</span> ', edition.dateline)
    return dateline + SafeString(text.removeprefix("<p>") if text.startswith("<p>") else f"</p>{text}")


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
