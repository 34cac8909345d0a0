import re

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404
from django.urls import path
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from photos import renditions
from photos.models import Photo
from photos.rights import may

NAME = re.compile(r"((?P<crop>hero|card|square|portrait|social)-)?(?P<width>[0-9]{1,5})\.(webp|jpg)")
KEPT = 60  # seconds, by one person's browser
INSTEAD = 5  # while another size stands in


def may_see(user, photo: Photo) -> bool:
    """What was taken down is shown only to those who could put it back."""
    return photo.taken_down_at is None or may(user, "take_down")


def may_download(user, photo: Photo) -> bool:
    """An original shows where it was taken, and more: for the picture desk, and for whoever brought it."""
    own = photo.added_by_id is not None and photo.added_by_id == user.pk
    return may_see(user, photo) and (own or may(user, "change") or may(user, "clear"))


class FilesMixin:
    """The picture itself for the desk, public or not."""

    def get_urls(self):
        view = self.admin_site.admin_view(require_safe(self.file_view), cacheable=True)
        return [
            path("<int:pk>/file/<str:name>", view, name="photos_photo_file"),
            path("<int:pk>/preview/", view, {"name": "960.webp"}, name="photos_photo_preview"),
            *super().get_urls(),
        ]

    def file_view(self, request, pk, name):
        """``original``, ``<width>.webp`` or ``<crop>-<width>.webp``: the nearest size that there is."""
        photo = self.get_object(request, str(pk))
        if not self.has_view_permission(request, photo):
            raise PermissionDenied
        if photo is None:
            raise Http404
        if not (may_download if name == "original" else may_see)(request.user, photo):
            raise PermissionDenied
        return original(photo) if name == "original" else preview(request, photo, name)


def original(photo: Photo) -> FileResponse:
    ending = f".{photo.form.lower()}" if photo.form else ""
    answer = FileResponse(photo.original.open(), as_attachment=True, filename=f"picture-{photo.pk}{ending}")
    answer["Content-Type"] = "application/octet-stream"
    return answer


def preview(request, photo: Photo, name: str) -> FileResponse:
    if not (asked := NAME.fullmatch(name)):
        raise Http404
    found = renditions.find(photo, nearest(photo, asked["crop"] or "", int(asked["width"])))
    if found is None:
        raise Http404
    answer = get_conditional_response(request, etag=found.etag) or FileResponse(found.open(), content_type=found.type)
    answer["ETag"], answer["Cache-Control"] = found.etag, f"private, max-age={KEPT if found.is_exact else INSTEAD}"
    return answer


def nearest(photo: Photo, crop: str, width: int) -> str:
    """The name of the smallest size that is as wide, or else of the largest."""
    widths = photo.widths(crop)
    width = min((one for one in widths if one >= width), default=max(widths))
    form = "jpg" if crop == "social" else "webp"
    return f"{crop}-{width}.{form}" if crop else f"{width}.{form}"
