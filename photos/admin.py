import re

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.urls import path
from django.views.decorators.http import require_safe

from newsroom.admin import NewsroomAdmin
from photos import intake
from photos.models import Photo

TOLD = ("caption", "credit", "alt")


class PhotoForm(forms.ModelForm):
    class Meta:
        model = Photo
        fields = ["original", *TOLD, "focus_x", "focus_y"]
        widgets = {
            "original": forms.FileInput(attrs={"accept": "image/*"}),
            "caption": forms.Textarea(attrs={"rows": 3}),
            "alt": forms.Textarea(attrs={"rows": 3}),
        }

    def clean_original(self):
        file = self.cleaned_data["original"]
        try:
            intake.opened(file.read(intake.MAX_BYTES + 1))
        except intake.Unusable as why:
            raise ValidationError(str(why)) from None
        file.seek(0)
        return file


class MissingFilter(admin.SimpleListFilter):
    title = "what is missing"
    parameter_name = "missing"

    def lookups(self, request, model_admin):
        return [("alt", "Description"), ("credit", "Credit")]

    def queryset(self, request, queryset):
        return queryset.filter(**{self.value(): ""}) if self.value() in {"alt", "credit"} else queryset


@admin.register(Photo)
class PhotoAdmin(NewsroomAdmin):
    form = PhotoForm
    list_per_page = 24
    list_filter = [MissingFilter]
    search_fields = ["caption", "credit", "alt"]

    def get_fields(self, request, obj=None):
        return [*TOLD, ("focus_x", "focus_y")] if obj else ["original", *TOLD]

    def save_model(self, request, obj, form, change):
        if change:
            super().save_model(request, obj, form, change)
        else:
            facts = {name: form.cleaned_data[name] for name in TOLD}
            taken = intake.take_in(form.cleaned_data["original"], by=request.user, **facts)
            vars(obj).update(vars(taken))

    def get_urls(self):
        view = self.admin_site.admin_view(require_safe(self.file_view))
        return [
            path("<int:pk>/file/<str:name>", view, name="photos_photo_file"),
            path("<int:pk>/preview/", view, {"name": "960.webp"}, name="photos_photo_preview"),
            *super().get_urls(),
        ]

    def file_view(self, request, pk, name):
        """A picture for the desk, public or not: ``original``, or ``<width>.webp``, the nearest width that there is."""
        photo = self.get_object(request, str(pk))
        if not self.has_view_permission(request, photo):
            raise PermissionDenied
        if photo is None:
            raise Http404
        if name == "original":
            return FileResponse(photo.original.open(), as_attachment=True, filename=f"picture-{photo.pk}")
        if not (asked := re.fullmatch(r"([0-9]{1,5})\.(webp|jpg)", name)):
            raise Http404
        width = min((width for width in photo.widths if width >= int(asked[1])), default=photo.widths[-1])
        try:
            file = default_storage.open(intake.rendition_path(photo, f"{width}.webp"))
        except FileNotFoundError:
            raise Http404 from None
        return FileResponse(file, content_type="image/webp")
