from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from articles.models.edition import Edition
from newsroom import clock
from photos.intake import rendition_path
from photos.models import Photo

TYPES = {"webp": "image/webp", "jpg": "image/jpeg"}


@require_safe
def rendition(request: HttpRequest, token: str, name: str) -> HttpResponse:
    """One size of a picture that readers can see somewhere. A withdrawn one leaves every cache within five minutes."""
    photo = get_object_or_404(Photo, token=token)
    if not is_public(photo, clock.now()):
        raise Http404
    etag = f'"{token}-{name}"'
    response = get_conditional_response(request, etag=etag) or send(photo, name)
    response["ETag"] = etag
    response["Cache-Control"] = "public, max-age=300"
    return response


def is_public(photo: Photo, at) -> bool:
    """Whether a live story shows the picture, or it is the portrait of somebody who wrote one."""
    live = Edition.objects.live(at)
    return live.showing(photo).exists() or live.filter(authors__portrait=photo).exists()


def send(photo: Photo, name: str) -> HttpResponse:
    try:
        with default_storage.open(rendition_path(photo, name)) as file:
            return HttpResponse(file.read(), content_type=TYPES[name.rpartition(".")[2]])
    except FileNotFoundError:
        raise Http404 from None
