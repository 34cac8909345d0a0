"""Words and rights for several pictures of the grid at once: done picture by picture, and said which refused."""

from datetime import datetime, time, timedelta

from django import forms
from django.contrib import admin, messages
from django.db import transaction
from django.template.response import TemplateResponse
from django.utils import timezone

from photos import rights
from photos.models import Photo, Source

MOST = 100
KEPT = "As it is"


def field(name: str, **options) -> forms.Field:
    """A field of pictures that may stay empty: then what each has is left alone."""
    return Photo._meta.get_field(name).formfield(required=False, help_text="", **options)


class Together(forms.Form):
    """What all of them are to get."""

    caption = field("caption", widget=forms.Textarea(attrs={"rows": 3}))
    credit = field("credit")
    keywords = field("keywords")
    source = forms.ModelChoiceField(Source.objects.all(), required=False, empty_label=KEPT)
    status = forms.ChoiceField(label="Rights", required=False, choices=[("", KEPT), *Photo.Status.choices])
    usable_until = forms.DateField(
        label="May be used until the end of", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    licence = field("licence")
    restrictions = field("restrictions")

    TOLD = ("caption", "credit", "keywords")
    TERMS = ("source", "status", "usable_until", "licence", "restrictions")

    def __init__(self, *args, may_clear: bool, **options):
        super().__init__(*args, label_suffix="", **options)
        for name in () if may_clear else self.TERMS:
            del self.fields[name]

    def clean_usable_until(self):
        day = self.cleaned_data["usable_until"]
        if day is None:
            return None
        try:
            return timezone.make_aware(datetime.combine(day + timedelta(days=1), time(0)))
        except OverflowError:
            raise forms.ValidationError("There is no such day.") from None

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not any(cleaned.values()):
            raise forms.ValidationError("Fill in at least one of them: what stays empty is left as it is.")
        return cleaned

    @property
    def parts(self) -> list:
        parts = [("What readers are told", self.TOLD), ("What the paper may do with them", self.TERMS)]
        asked = [(title, [self[name] for name in names if name in self.fields]) for title, names in parts]
        return [(title, fields) for title, fields in asked if fields]

    def do(self, photo: Photo, by) -> None:
        given = {name: value for name, value in self.cleaned_data.items() if value}
        if told := {name: given[name] for name in self.TOLD if name in given}:
            rights.describe(photo, by=by, **told)
        if terms := {name: given[name] for name in self.TERMS if name in given}:
            rights.clear(photo, by=by, **terms)


class BulkMixin:
    """Gives the grid its action."""

    actions = ["describe_together"]

    def has_together_permission(self, request):
        return any(rights.may(request.user, verb) for verb in ("add", "change", "clear"))

    @admin.action(description="Set words and rights…", permissions=["together"])
    def describe_together(self, request, queryset):
        """Ask, then do it; None leads back to the grid."""
        chosen = queryset.filter(pk__in=request.POST.getlist("_selected_action"))
        photos = list(chosen.order_by("-added_at", "-pk")[:MOST])  # never all that the filters match
        typed = request.POST if "_asked" in request.POST else None
        form = Together(typed, may_clear=rights.may(request.user, "clear"))
        if not form.is_valid():
            return self.ask_together(request, photos, form)
        tell(request, [refusal(form, photo, request.user) for photo in photos])
        return None

    def ask_together(self, request, photos, form):
        context = self.admin_site.each_context(request) | {
            "title": f"Words and rights of {counted(len(photos))}",
            "opts": self.opts,
            "photos": photos,
            "form": form,
        }
        return TemplateResponse(request, "admin/photos/photo/together.html", context)


def refusal(form: Together, photo: Photo, by) -> str:
    """Do it with one picture, all of it or nothing; answers why not, or nothing."""
    try:
        with transaction.atomic():
            form.do(photo, by)
    except rights.Refused as why:
        return f"{photo}: {why}"
    return ""


def tell(request, refusals: list[str]) -> None:
    done = refusals.count("")
    if done == len(refusals):
        messages.success(request, f"{counted(done)} changed.")
    else:
        messages.warning(request, f"{done} of {counted(len(refusals))} changed; the others refused:")
    for why in filter(None, refusals):
        messages.error(request, why)


def counted(number: int) -> str:
    return f"{number} {'picture' if number == 1 else 'pictures'}"
