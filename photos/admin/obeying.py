"""What a pressed verb on a picture's page does."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.http import require_POST

from photos.admin.verbs import VERBS, confirmations
from photos.models import Photo
from photos.rights import Refused


def obey(request, photo: Photo) -> None:
    """Do what the pressed button says; what was refused is asked again, with what was typed."""
    verb = VERBS.get(name := request.POST.get("_verb", ""))
    if verb is None:
        messages.error(request, "Nothing was done: that button is no longer there.")
        return
    form = verb(request.POST, prefix=name)
    try:
        if not form.is_valid():
            raise Refused(" ".join(error for errors in form.errors.values() for error in errors))
        messages.success(request, form.do(photo, request.user))
    except Refused as why:
        messages.error(request, str(why))
        typed = {key: value for key, value in request.POST.items() if key.startswith(f"{name}-")}
        request.session["refused_picture"] = {"pk": photo.pk, "dialog": name, "why": str(why), "typed": typed}


class VerbsMixin:
    """A door for the verbs. They hold whatever becomes of the words on the same page, which are saved besides."""

    def get_urls(self):
        view = self.admin_site.admin_view(require_POST(self.verb_view))
        return [path("<int:pk>/verb/", view, name="photos_photo_verb"), *super().get_urls()]

    def verb_view(self, request, pk):
        photo = self.get_object(request, str(pk))
        if not self.has_view_permission(request, photo):
            raise PermissionDenied
        if photo is None:
            raise Http404
        obey(request, photo)
        if "seen" in request.POST and self.has_change_permission(request, self.get_object(request, str(pk))):
            return self.change_view(request, str(pk))
        return redirect("admin:photos_photo_change", pk)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj:
            refused = self.refused(request, obj)
            context |= {"refused": refused, "verbs": confirmations(request.user, obj, refused.get("typed"))}
        return super().render_change_form(request, context, add, change, form_url, obj)

    def refused(self, request, photo) -> dict:
        """What somebody typed into a confirmation that was refused just now."""
        refused = request.session.get("refused_picture")
        if not refused or refused["pk"] != photo.pk:
            return {}
        return request.session.pop("refused_picture")
