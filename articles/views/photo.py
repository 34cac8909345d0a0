from datetime import datetime, timedelta

from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotFound
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from newsroom import clock
from photos import renditions, uses
from photos.models import Photo

AT_MOST = timedelta(minutes=1)  # how long others may keep a picture that somebody takes down
INSTEAD = timedelta(seconds=10)  # how long what stands in for a size that is not made yet


@require_safe
def rendition(request: HttpRequest, token: str, name: str) -> HttpResponse:
    """One size of a picture that readers can see somewhere; it leaves every cache in the second in which it ends."""
    at = clock.now()
    photo = get_object_or_404(Photo.objects.shown(at).for_pages(), token=token)
    if not is_public(photo, at):
        raise Http404
    if not (found := renditions.find(photo, name)):  # a crop that was drawn just now is there in seconds
        return HttpResponseNotFound(headers={"Cache-Control": f"public, max-age={int(INSTEAD.total_seconds())}"})
    longest = min([AT_MOST if found.is_exact else INSTEAD, *(end - at for end in ends_of(photo, at))])
    response = get_conditional_response(request, etag=found.etag) or answer(found)
    response["ETag"] = found.etag
    response["Cache-Control"] = f"public, max-age={max(0, int(longest.total_seconds()))}"
    return response


def is_public(photo: Photo, at: datetime) -> bool:
    """Whether something that readers see shows the picture: a story, a portrait of who wrote one, a front."""
    return any(live.exists() for live in uses.showing(photo, at))


def ends_of(photo: Photo, at: datetime) -> list[datetime]:
    """When its rights end, and when the last of what shows it ends, as far as these have an end."""
    ends = [photo.shown_until(at)]
    if not any(live.filter(live_until=None).exists() for live in uses.showing(photo, at)):
        lasts = (live.aggregate(last=Max("live_until"))["last"] for live in uses.showing(photo, at))
        ends.append(max(filter(None, lasts), default=at))
    return [end for end in ends if end]


def send(photo: Photo, name: str) -> HttpResponse:
    """A size of a picture for the desk and its readers outside, whatever its rights; but of none that is down."""
    found = None if photo.taken_down_at else renditions.find(photo, name)
    if found is None:
        raise Http404
    return answer(found)


def answer(found: renditions.Found) -> HttpResponse:
    try:
        with found.open() as file:
            return HttpResponse(file.read(), content_type=found.type)
    except FileNotFoundError:  # swept out in this very moment
        raise Http404 from None
