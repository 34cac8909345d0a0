"""The doors that the upload script knocks at. They answer JSON, refusals too.

GET      upload/               a fresh token
POST     upload/               {key, name, size}: a file is coming; where it goes on
PUT|POST upload/<key>/?from=n  a piece of it; where it goes on, or the picture once it is whole
"""

import json
import logging
from functools import wraps

from django.http import Http404, HttpRequest, JsonResponse, UnreadablePostError
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods

from photos import intake, uploads
from photos.models import Photo, Upload

logger = logging.getLogger(__name__)
NOT_OURS = "This is not what the upload sends."
STATUS = {uploads.TooLarge: 413, uploads.TooMany: 429, uploads.NoRoom: 507, intake.Unusable: 422}


class Turned(Exception):
    """Turned away at the door."""

    def __init__(self, status: int, words: str):
        super().__init__(words)
        self.status = status


def door(view):
    """A door of the desk that answers JSON, and no redirect to the sign-in page."""

    @wraps(view)
    def answer(self, request, *args, **kwargs):
        try:
            self.check_uploader(request)
            return JsonResponse(view(self, request, *args, **kwargs))
        except Turned as why:
            return refusal(why, why.status)
        except (Http404, Upload.DoesNotExist):  # thrown away while its pieces came
            return refusal("Nothing of this file is here: choose it again.", 404)
        except (uploads.Refused, intake.Unusable) as why:
            if isinstance(why, uploads.NoRoom):
                logger.exception("A picture could not be kept.")
            return refusal(why, STATUS.get(type(why), 400))

    return answer


def refusal(why, status: int) -> JsonResponse:
    return JsonResponse({"error": str(why)}, status=status)


class UploadingMixin:
    """Many files at once, piece by piece; or one, by the form."""

    def get_urls(self):
        file, piece = require_http_methods(["GET", "POST"]), require_http_methods(["PUT", "POST"])
        return [
            path("upload/", file(self.upload_view), name="photos_photo_upload"),
            path("upload/<slug:key>/", piece(self.piece_view), name="photos_photo_piece"),
            *super().get_urls(),
        ]

    def check_uploader(self, request):
        if not request.user.is_authenticated:
            raise Turned(401, "You are signed out.")
        if not self.admin_site.has_permission(request):
            raise Turned(403, "The desk is for people who work in the newsroom.")
        if not (self.has_add_permission(request) and self.has_view_permission(request)):
            raise Turned(403, "You may not add pictures. A photo editor can.")

    @door
    def upload_view(self, request):
        if request.method == "GET":
            return {"token": get_token(request)}
        upload = uploads.begin(request.user, **announced(request))
        if upload.photo:
            return told(uploads.TakenIn(upload.photo, upload.photo))
        return {"received": uploads.received(upload)}

    @door
    def piece_view(self, request, key):
        upload = get_object_or_404(Upload.objects.select_related("photo"), by=request.user, key=key)
        if upload.photo:  # taken in before, and the answer was lost
            return told(uploads.TakenIn(upload.photo))
        there = uploads.add(upload, offset(request), arrived(request))
        if there < upload.size:
            return {"received": there}
        try:
            return told(uploads.take_in(upload))
        except uploads.Busy:
            return {"received": there, "busy": True}

    def add_view(self, request, form_url="", extra_context=None):
        """Takes the file in before Django opens its transaction: nobody else could write for these seconds."""
        if request.method == "POST" and self.has_add_permission(request):
            form = self.get_form(request)(request.POST, request.FILES)
            form.is_valid()
            request.taken = form.taken
        try:
            return super().add_view(request, form_url, extra_context)
        except BaseException:
            if isinstance(photo := getattr(request, "taken", None), Photo):
                photo.delete()
                intake.forget(photo)
            raise

    def get_form(self, request, obj=None, change=False, **options):
        form = super().get_form(request, obj, change, **options)
        form.taken = getattr(request, "taken", None)
        return form


# ---- What comes ----


def announced(request: HttpRequest) -> dict:
    """Key, name and size of a file, from JSON or a form."""
    if length(request) > 10_000:
        raise Turned(413, NOT_OURS)
    try:
        came = json.loads(request.body) if request.content_type == "application/json" else request.POST
        key, name, size = str(came["key"]), str(came.get("name", "")), int(came["size"])
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError):
        raise Turned(400, NOT_OURS) from None
    if not (0 < len(key) <= 64 and key.isascii() and key.replace("-", "").replace("_", "").isalnum()):
        raise Turned(400, NOT_OURS)
    name = name.replace("\x00", "").encode("utf-8", "replace").decode()[:255]
    return {"key": key, "name": name, "size": size}


def offset(request: HttpRequest) -> int:
    start = request.GET.get("from", "")
    if not (start.isascii() and start.isdecimal() and len(start) < 16):
        raise Turned(400, NOT_OURS)
    return int(start)


def arrived(request: HttpRequest) -> bytes:
    """The bytes of a piece; as many as came, if the connection broke. Django's limit for forms is not for these."""
    if length(request) > uploads.PIECE:
        raise Turned(413, "Send at most 1 MB at once.")
    if length(request) and request.content_type != "application/octet-stream":
        raise Turned(400, NOT_OURS)
    parts = []
    try:
        while part := request.read(65_536):
            parts.append(part)
    except UnreadablePostError:
        pass
    return b"".join(parts)


def length(request: HttpRequest) -> int:
    return int(request.META.get("CONTENT_LENGTH") or 0)


# ---- What is answered ----


def told(taken: uploads.TakenIn) -> dict:
    return {**named(taken.photo), "preview": reverse("admin:photos_photo_preview", args=[taken.photo.pk])} | {
        "photo": taken.photo.pk,
        "twin": {**named(taken.twin), "why": taken.why} if taken.twin else None,
    }


def named(photo: Photo) -> dict:
    return {"pk": photo.pk, "title": str(photo), "change": reverse("admin:photos_photo_change", args=[photo.pk])}
