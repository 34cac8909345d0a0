"""Pictures on the paper's pages: all sizes and forms of one, or the space that it left.

A page names every size, made or not: what is missing is answered with the nearest that there is (photos.renditions).
"""

from dataclasses import dataclass

from django import template
from django.template import Context, loader
from django.utils.html import format_html
from django.utils.safestring import SafeString

from articles.models.edition import Edition
from articles.templatetags.paper import moment_of
from newsroom import html
from photos.crops import drawn
from photos.models import Photo

register = template.Library()


@dataclass(frozen=True)
class Place:
    """How wide a picture stands somewhere (see the breaks in static/css/), and which part of it is seen there."""

    sizes: str
    crop: str = ""  # all of it, if none is named
    if_drawn: str = ""  # this part instead, once somebody drew it
    on_phones: str = ""  # this part instead, on narrow pages
    avif: str = ""  # where AVIF is large enough: it is made for narrow places only
    in_a_story: bool = False  # readers are told that a picture is gone


NARROW = "(max-width: 45rem)"
PLACES = {
    "lead": Place("(min-width: 87rem) 37rem, (min-width: 62rem) 45vw, (min-width: 45rem) 60vw, 100vw", "card"),
    "section-lead": Place("(min-width: 87rem) 52rem, (min-width: 45rem) 60vw, 100vw", "card", avif=NARROW),
    "card": Place("(min-width: 70rem) 20rem, (min-width: 45rem) 45vw, 6.5rem", "card", on_phones="square"),
    "block": Place("(min-width: 87rem) 26rem, (min-width: 45rem) 45vw, 6.5rem", "card", on_phones="square"),
    "large": Place(
        "(min-width: 87rem) 40rem, (min-width: 71rem) 50vw, (min-width: 45rem) 94vw, 100vw", "card", avif=NARROW
    ),
    "thumb": Place("(min-width: 45rem) 9rem, 6.5rem", "card", on_phones="square"),
    "wide": Place("(min-width: 87rem) 82rem, 100vw", "hero", avif=NARROW),
    "promo": Place("(min-width: 87rem) 20rem, (min-width: 45rem) 33vw, 94vw", "card"),
    "river": Place("(min-width: 67rem) 13rem, (min-width: 45rem) 22rem, 6.5rem", "card", on_phones="square"),
    "story": Place(
        "(min-width: 87rem) 67rem, (min-width: 76rem) 80vw, (min-width: 60rem) 56rem, 100vw",
        if_drawn="hero",
        avif=NARROW,
        in_a_story=True,
    ),
    "text": Place("(min-width: 40rem) 36rem, 100vw", in_a_story=True),
    "gallery": Place("(min-width: 40rem) 18rem, 50vw", "card", in_a_story=True),
    "portrait": Place("5.5rem", "square"),
    "page": Place("10rem", "square"),
}
SMALL = ("portrait", "page")
FALLBACK = 640
AT_ONCE, LATER = SafeString('fetchpriority="high"'), SafeString('loading="lazy" decoding="async"')


@register.simple_tag(takes_context=True)
def shown(context: Context, photo: Photo | None) -> Photo | None:
    """``photo``, if it is seen on this page. Proofs show it before its rights are cleared; nobody, once it is down."""
    if not photo or photo.taken_down_at:  # a template that finds none has an empty string
        return None
    return photo if context.get("proof") or photo.is_shown(moment_of(context)) else None


@register.simple_tag(takes_context=True)
def picture(
    context: Context, photo: Photo, place: str, alt: str = "", first: bool = False, crop: str = ""
) -> SafeString:
    """``photo`` for one of ``PLACES``. ``first``: readers see it at once, so it must not wait."""
    where = PLACES[place]
    crop = crop or (where.if_drawn if drawn(photo.crops.get(where.if_drawn)) else where.crop)
    if not shown(context, photo):
        return "" if place in SMALL else space(photo, where, crop)
    return format_html(
        '<div class="{}">{}<picture>{}{}</picture>{}</div>',
        frame(photo, crop),
        "" if place in SMALL else blur(photo),
        SafeString("".join(sources(photo, where, crop))),
        image(photo, crop, alt, first),
        unready(context, photo) if where.in_a_story else "",
    )


def image(photo: Photo, crop: str, alt: str, first: bool) -> SafeString:
    """What browsers show that know no other form, and what all take alt text, space and focus from."""
    width = next((width for width in photo.widths(crop) if width >= FALLBACK), photo.widths(crop)[-1])
    return format_html(
        '<img class="picture__image {}" src="{}" width="{}" height="{}" alt="{}" {}>',
        photo.focus,
        photo.address(width, "jpg", crop),
        width,
        photo.height_at(width, crop),
        alt,
        AT_ONCE if first else LATER,
    )


def sources(photo: Photo, where: Place, crop: str):
    """All forms and sizes, the smallest form first; other parts for phones, where a place shows others there."""
    if where.on_phones:
        for form in ("avif", "webp"):
            yield source(photo, where, form, where.on_phones, NARROW)
    yield source(photo, where, "avif", crop, where.avif)
    yield source(photo, where, "webp", crop)


def source(photo: Photo, where: Place, form: str, crop: str, media: str = "") -> str:
    if not (srcset := photo.srcset(form, crop)):
        return ""
    shape = format_html(' media="{}" width="{}" height="{}"', media, *sides(photo, crop)) if media else ""
    sizes = where.sizes.rpartition(", ")[2] if crop == where.on_phones else where.sizes
    return format_html('<source type="image/{}"{} srcset="{}" sizes="{}">', form, shape, srcset, sizes)


def sides(photo: Photo, crop: str) -> tuple[int, int]:
    width = photo.widths(crop)[0]
    return width, photo.height_at(width, crop)


def frame(photo: Photo, crop: str, more: str = "") -> str:
    across, down = photo.extent(crop)
    names = ["picture", crop and f"picture--{crop}", "picture--tall" if down > across else "", more]
    return " ".join(filter(None, names))


def blur(photo: Photo) -> SafeString:
    """What stands there until the picture comes; nobody needs to hear of it."""
    if not photo.blur:
        return SafeString()
    return format_html('<img class="picture__blur {}" src="{}" alt="" aria-hidden="true">', photo.focus, photo.blur)


def space(photo: Photo, where: Place, crop: str) -> SafeString:
    """The place of a picture that readers may not see, in its shape, so that the page stays as it is."""
    shape = format_html(
        '<svg class="picture__image" viewBox="0 0 {} {}" aria-hidden="true"></svg>', *photo.extent(crop)
    )
    if where.in_a_story:
        gone = SafeString('<p class="picture__gone">This picture is no longer available.</p>')
        return format_html('<div class="{}">{}{}</div>', frame(photo, crop, "picture--gone"), shape, gone)
    return format_html('<div class="{}" aria-hidden="true">{}</div>', frame(photo, crop, "picture--gone"), shape)


def unready(context: Context, photo: Photo) -> SafeString:
    """On proofs: that readers would not get the picture."""
    if photo.is_shown(moment_of(context)):
        return SafeString()
    why = "its rights don’t cover this moment" if photo.status in photo.USABLE else photo.get_status_display().lower()
    return format_html('<p class="picture__note">Readers don’t see this picture: {}.</p>', why)


@register.filter
def credited(photo: Photo, credit: str) -> str:
    """“Illustration: Ann Bell”"""
    return photo.credited(credit)


# ---- In the text of a story ----


@register.simple_tag(takes_context=True)
def body(context: Context, edition: Edition) -> SafeString:
    """The text of a story, with its pictures (one query for all of them) and its dateline."""
    photos = Photo.objects.for_pages().in_bulk(set(html.photo_ids(edition.body)))
    around = {"at": moment_of(context), "proof": context.get("proof")}

    def figure(figure: html.Figure) -> str:
        photo = photos.get(figure.photo)
        return figure_in_text(edition, photo, figure, around) if photo else ""

    text = html.render(edition.body, figure=figure)
    if not edition.dateline:
        return text
    dateline = format_html('<p><span class="dateline">{}</span> ', edition.dateline)
    return dateline + SafeString(text.removeprefix("<p>") if text.startswith("<p>") else f"</p>{text}")


def figure_in_text(edition: Edition, photo: Photo, figure: html.Figure, around: dict) -> str:
    caption, credit, alt = edition.words_under(photo)
    told = {
        "photo": photo,
        "place": "gallery" if figure.beside else "text",
        "crop": figure.crop,
        "alt": alt if figure.alt is None else figure.alt,
        "caption": figure.caption or caption,
        "credit": credit,
    }
    return loader.get_template("components/figure.html").render(around | told)
