"""The working copy in the readers' own template, for those at the desk who may see it."""

from collections.abc import Iterable

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.freeze import edition_of, freeze, rows_of, slug_of
from articles.models import Article, Correction, Edition, Section
from articles.permissions import may
from articles.timeline import path_of
from newsroom import clock, html
from photos.models import Photo

NOWHERE = Section(name="No section yet", slug="no-section-yet", path="no-section-yet")


@require_safe
def preview(request: HttpRequest, token: str) -> HttpResponse:
    article = Article.objects.select_related("section__parent", "picture", "series").filter(preview_token=token).first()
    if article is None or not may(request.user, "view", article):
        raise Http404
    at = clock.now()
    edition = edition_from(article, at)
    context = {
        "at": at,
        "article": article,
        "edition": edition,
        "section": edition.section,
        "credits": edition.writers,
        "topics": list(article.topics.order_by("name")),
        "corrections": list(Correction.objects.live(at).filter(article=article).newest_first()),
    }
    page = render_to_string("articles/preview.html", context, request)
    response = HttpResponse(with_desk_pictures(page, photos_of(edition)))
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "private, no-store"
    return response


def edition_from(article: Article, at) -> Edition:
    """The edition that publishing now would make, not saved, with its ``writers``."""
    frozen = freeze(article)
    before = article.editions.real().filter(live_from__lte=at).order_by("live_from").defer("body").last()
    first = before.first_published_at if before else at
    section = article.section or NOWHERE
    when = {"live_from": at, "first_published_at": first, "updated_at": before and at}
    edition = edition_of(frozen, section=section, picture=article.picture, **when)
    edition.picture = article.picture
    edition.slug = slug_of(frozen.fields, article.pk)
    edition.path = path_of(section, first, edition.slug)
    edition.writers = rows_of(edition, frozen)[0]
    authors = {byline.author_id: byline.author for byline in article.bylines.select_related("author__portrait")}
    for credit in edition.writers:
        credit.author = authors[credit.author_id]
    return edition


def photos_of(edition: Edition) -> list[Photo]:
    portraits = [credit.author.portrait for credit in edition.writers if credit.author.portrait]
    lead = [edition.picture] if edition.picture else []
    return [*lead, *portraits, *Photo.objects.filter(pk__in=html.photo_ids(edition.body))]


def with_desk_pictures(page: str, photos: Iterable[Photo]) -> str:
    """Pictures that no live story shows have no public address yet: the desk's own door leads to them."""
    for photo in photos:
        public, name = photo.largest.rsplit("/", 1)
        desk = reverse("admin:photos_photo_file", args=[photo.pk, name]).removesuffix(name)
        page = page.replace(f"{public}/", desk)
    return page
