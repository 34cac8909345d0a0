"""The selects above the grid of pictures."""

from datetime import timedelta

from django import forms
from django.contrib import admin
from django.db.models import Exists, F, OuterRef

from accounts.models import User
from newsroom import clock
from photos import uses
from photos.models import Photo, Source

SOON = timedelta(days=14)


class ChoiceFilter(admin.SimpleListFilter):
    """A select in the row; what it doesn't know narrows nothing."""

    is_rare = False  # behind “More filters”

    @property
    def control_id(self) -> str:
        return f"filter-{self.parameter_name}"

    @property
    def control(self):
        choices = [("", "Any"), *self.lookup_choices]
        return forms.Select(choices=choices).render(self.parameter_name, self.value(), {"id": self.control_id})

    def queryset(self, request, queryset):
        known = {str(value) for value, _ in self.lookup_choices}
        return self.narrowed(queryset, self.value(), request.user) if self.value() in known else queryset


class RightsFilter(ChoiceFilter):
    title = "Rights"
    parameter_name = "rights"

    def lookups(self, request, model_admin):
        return [("now", "May run now"), *Photo.Status.choices, ("down", "Taken down")]

    def narrowed(self, queryset, value, user):
        if value == "now":
            return queryset.shown(clock.now())
        if value == "down":
            return queryset.filter(taken_down_at__isnull=False)
        return queryset.filter(status=value, taken_down_at=None)


class UsedFilter(ChoiceFilter):
    title = "Used"
    parameter_name = "used"

    def lookups(self, request, model_admin):
        return [("yes", "Used"), ("never", "Never used")]

    def narrowed(self, queryset, value, user):
        used = uses.used(Photo.objects.order_by()).values("pk")
        return queryset.filter(pk__in=used) if value == "yes" else queryset.exclude(pk__in=used)


class EndingFilter(ChoiceFilter):
    title = "Rights end"
    is_rare = True
    parameter_name = "ends"

    def lookups(self, request, model_admin):
        return [("soon", "Within 14 days"), ("ended", "Ended")]

    def narrowed(self, queryset, value, user):
        at = clock.now()
        if value == "soon":
            return queryset.ending(at, at + SOON).filter(usable_until__gt=at)
        return queryset.filter(usable_until__lte=at, status__in=Photo.USABLE, taken_down_at=None)


class ShapeFilter(ChoiceFilter):
    title = "Shape"
    parameter_name = "shape"

    def lookups(self, request, model_admin):
        return [("landscape", "Landscape"), ("upright", "Upright"), ("square", "Square")]

    def narrowed(self, queryset, value, user):
        if value == "square":
            return queryset.filter(width=F("height"))
        return queryset.landscape() if value == "landscape" else queryset.upright()


class AdderFilter(ChoiceFilter):
    title = "Added by"
    is_rare = True
    parameter_name = "by"

    def lookups(self, request, model_admin):
        brought = Exists(Photo.objects.order_by().filter(added_by=OuterRef("pk")))
        people = User.objects.filter(brought).exclude(pk=request.user.pk).order_by("name")
        return [("me", "Me"), *((person.pk, person.get_full_name()) for person in people)]

    def narrowed(self, queryset, value, user):
        return queryset.filter(added_by=user.pk if value == "me" else value)


class SourceFilter(ChoiceFilter):
    title = "Source"
    is_rare = True
    parameter_name = "source"

    def lookups(self, request, model_admin):
        return [("none", "No source"), *Source.objects.values_list("pk", "name")]

    def narrowed(self, queryset, value, user):
        return queryset.filter(source=None if value == "none" else value)


class MissingFilter(ChoiceFilter):
    title = "Missing"
    is_rare = True
    parameter_name = "missing"

    def lookups(self, request, model_admin):
        return [("alt", "Description"), ("caption", "Caption"), ("credit", "Credit")]

    def narrowed(self, queryset, value, user):
        return queryset.filter(**{value: ""})


class KindFilter(ChoiceFilter):
    title = "Kind"
    is_rare = True
    parameter_name = "kind"

    def lookups(self, request, model_admin):
        return Photo.Kind.choices

    def narrowed(self, queryset, value, user):
        return queryset.filter(kind=value)


FILTERS = [
    RightsFilter,
    UsedFilter,
    EndingFilter,
    ShapeFilter,
    AdderFilter,
    SourceFilter,
    MissingFilter,
    KindFilter,
]
