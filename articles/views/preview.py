"""A text of the desk in the readers' own template, for those at the desk who may see it."""

import re

from csp.constants import SELF
from csp.decorators import csp_replace
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from articles.models import Article
from articles.permissions import may
from articles.proof import (
    Proof,
    picture_on,
    pictures_on,
    proof_of,
    proof_of_edition,
    proof_of_revision,
    with_pictures,
)
from articles.views.photo import send
from newsroom import clock
from photos.models import Photo

TEXT = re.compile(r"(desk|revision|edition)-?([0-9]{0,9})")


@require_safe
@xframe_options_sameorigin  # the desk shows it in two sizes side by side
@csp_replace({"frame-ancestors": [SELF]})
def preview(request: HttpRequest, token: str) -> HttpResponse:
    """The working copy; ``?revision=3`` an earlier text, ``?edition=2`` what readers had, have or will have."""
    article = story_for(request, token)
    text = next((f"{name}-{request.GET[name]}" for name in ("revision", "edition") if name in request.GET), "desk")
    proof = wanted(article, text)
    page = render_to_string("articles/preview.html", proof.context(), request)

    def door(photo: Photo) -> str:
        return reverse("preview-photo", args=[token, text, photo.token, "1.webp"]).removesuffix("1.webp")

    return private(HttpResponse(with_pictures(page, pictures_on(proof.edition), door)))


@require_safe
def picture(request: HttpRequest, token: str, text: str, photo: str, name: str) -> HttpResponse:
    """A picture that the text shows: whoever may see the story sees its pictures."""
    proof = wanted(story_for(request, token), text)
    return private(send(picture_on(proof.edition, photo), name))


def story_for(request: HttpRequest, token: str) -> Article:
    if not request.user.is_active:  # asked first, so that headers are the same whether there is such a story or not
        raise Http404
    stories = Article.objects.select_related("section__parent", "picture", "series")
    article = stories.filter(preview_token=token).first()
    if article is None or not may(request.user, "view", article):
        raise Http404
    return article


def wanted(article: Article, text: str) -> Proof:
    """The proof that ``text`` names: ``desk``, ``revision-3`` or ``edition-2``."""
    name, number = match.groups() if (match := TEXT.fullmatch(text)) else ("", "")
    at = clock.now()
    if name == "desk":
        return proof_of(article, at)
    if not number:
        raise Http404
    if name == "revision":
        revisions = article.revisions.select_related("article", "saved_by")
        return proof_of_revision(get_object_or_404(revisions, number=int(number)), at)
    editions = article.editions.real().select_related("article", "section__parent", "picture", "series")
    return proof_of_edition(get_object_or_404(editions, number=int(number)), at)


def private(response: HttpResponse) -> HttpResponse:
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "private, no-store"
    return response
