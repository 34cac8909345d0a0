"""What a story's form asks about a picture that it uses."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, JsonResponse
from django.urls import path, reverse
from django.views.decorators.http import require_safe

from newsroom import clock
from photos.crops import CROPS
from photos.models import Photo
from photos.rights import said


def told(photo: Photo) -> dict:
    """The library's words on a picture, its rights and its crops."""
    return {
        "pk": photo.pk,
        "title": str(photo),
        "caption": photo.caption,
        "alt": photo.alt,
        "credit": photo.credit,
        "kind": photo.kind,
        "status": photo.status,
        "status_words": standing(photo),
        "may_run": photo.is_shown(clock.now()),
        "limits": limits(photo),
        "width": photo.width,
        "height": photo.height,
        "focus": photo.focus,
        "crops": {name: list(photo.box(name)) for name in CROPS},
        "change": reverse("admin:photos_photo_change", args=[photo.pk]),
    }


def standing(photo: Photo) -> str:
    """Its rights in a few words, as the desk reads them."""
    now = clock.now()
    if photo.taken_down_at:
        return "Taken down"
    if photo.is_overridden(now) and not photo.is_cleared(now):
        return f"May run until {said(photo.overridden_until)}"
    if photo.status in Photo.USABLE and photo.usable_until and photo.usable_until <= now:
        return "Its rights have ended"
    return photo.get_status_display()


def limits(photo: Photo, *, dates: bool = True) -> str:
    """In one sentence what its use is bound to; empty: nothing."""
    told = [photo.restrictions, photo.territory]
    told += [f"from {said(photo.usable_from)}"] if dates and photo.usable_from else []
    told += [f"until {said(photo.usable_until)}"] if dates and photo.usable_until else []
    words = "; ".join(part.strip().rstrip(".") for part in told if part.strip())
    return f"{words[:1].upper()}{words[1:]}." if words else ""


class WordsMixin:
    def get_urls(self):
        view = self.admin_site.admin_view(require_safe(self.words_view))
        return [path("<int:pk>/words/", view, name="photos_photo_words"), *super().get_urls()]

    def words_view(self, request, pk):
        photo = self.get_object(request, str(pk))
        if not self.has_view_permission(request, photo):
            raise PermissionDenied
        if photo is None:
            raise Http404
        return JsonResponse(told(photo), headers={"Cache-Control": "private, no-store"})
