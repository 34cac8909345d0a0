"""Making a picture's sizes, where nobody waits for it."""

import logging

from django.db.models import F

from newsroom.tasks import is_under_way, task
from photos import renditions
from photos.models import Photo

log = logging.getLogger(__name__)
TRIES = 5
AT_ONCE = 200  # pictures in one sweep
PIECE = 1000  # in one statement: databases take only so many numbers
BACKLOG = -10  # their priority: what was uploaded just now goes first


@task
def make_renditions(photo_id: int) -> None:
    photo = Photo.objects.filter(pk=photo_id, tries__lt=TRIES).first()
    if photo is None or photo.is_made:
        return
    Photo.objects.filter(pk=photo_id).update(tries=F("tries") + 1)  # first: this process may die of it
    try:
        if not renditions.make_all(photo):
            give_back(photo)
    except SystemExit:  # the worker was asked to stop
        give_back(photo)
        raise
    except Exception:
        log.warning("The sizes of picture %s could not be made", photo_id, exc_info=True)
        if photo.tries + 1 >= TRIES:
            log.error("Given up on the sizes of picture %s: look at its original, then save its form again", photo_id)


def give_back(photo: Photo) -> None:
    """A try that failed by nothing in the picture."""
    Photo.objects.filter(pk=photo.pk, tries__gt=0).update(tries=F("tries") - 1)


def sweep() -> int:
    """Leave to the worker what was forgotten: a process died, an import brought thousands. How many it found."""
    if is_under_way(make_renditions):
        return 0
    unmade = Photo.objects.filter(made="", tries__lt=TRIES, taken_down_at=None).order_by("-pk")
    return enqueue(unmade.values_list("pk", flat=True)[:AT_ONCE])


def look_over() -> int:
    """The same for those whose sizes were made by another recipe: it asks every picture, so it is for once a day."""
    if is_under_way(make_renditions):
        return 0
    pictures = Photo.objects.exclude(made="").filter(tries__lt=TRIES, taken_down_at=None).defer("found", "words")
    others = [photo.pk for photo in pictures.iterator() if not photo.is_made]
    pieces = (others[start : start + PIECE] for start in range(0, len(others), PIECE))
    return sum(Photo.objects.filter(pk__in=piece).update(made="") for piece in pieces)


def enqueue(numbers) -> int:
    for number in numbers:
        make_renditions.using(priority=BACKLOG).enqueue(number)
    return len(numbers)


def hear(photo: Photo, verb: str, **_) -> None:
    """Somebody described or cleared it anew, or it was put back: its crops or its marks may be others now."""
    if verb in ("describe", "clear", "put_back") and not photo.is_made:
        Photo.objects.filter(pk=photo.pk).update(made="", tries=0)
        make_renditions.enqueue(photo.pk)
