from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.db.models import Exists, OuterRef, Q

from articles.models import Article, Edition, Section
from newsroom import clock


class StateFilter(admin.SimpleListFilter):
    """The tabs above the list: what readers have of a story. Asked of the editions, as all that is public."""

    title = "what readers have"
    parameter_name = "state"
    control = ""

    def lookups(self, request, model_admin):
        return [("public", "Public"), ("scheduled", "Scheduled"), ("desk", "Not public"), ("killed", "Killed")]

    @property
    def tabs(self) -> list[tuple[str | None, str]]:
        return [(None, "All"), *self.lookup_choices]

    def queryset(self, request, queryset):
        at = clock.now()
        live = Exists(Edition.objects.live(at).filter(article=OuterRef("pk")))
        killed = Article.objects.filter(killed_at__isnull=False).values("pk")
        match self.value():
            case "public":
                return queryset.filter(live)
            case "scheduled":
                return queryset.filter(pk__in=Edition.objects.real().filter(live_from__gt=at).values("article"))
            case "desk":
                return queryset.filter(~live).exclude(pk__in=killed)
            case "killed":
                return queryset.filter(pk__in=killed)
        return queryset


class StageFilter(admin.SimpleListFilter):
    """The other tabs: where the work is, and what is with me."""

    title = "stage"
    parameter_name = "stage"
    control = ""

    def __init__(self, request, params, model, model_admin):
        super().__init__(request, params, model, model_admin)
        self.user = request.user

    def lookups(self, request, model_admin):
        return [("mine", "With me"), *Article.Stage.choices]

    @property
    def tabs(self) -> list[tuple[str | None, str]]:
        return self.lookup_choices

    def queryset(self, request, queryset):
        if not self.value():
            return queryset
        if self.value() == "mine":
            return queryset.filter(assignee=self.user, killed_at=None)
        return queryset.filter(stage=self.value(), killed_at=None)


class ControlFilter(admin.SimpleListFilter):
    """A filter with a form control in the row above the list."""

    def lookups(self, request, model_admin):
        return []

    def has_output(self):
        return True

    @property
    def control_id(self) -> str:
        return f"filter-{self.parameter_name}"

    @property
    def pk(self) -> str:
        """What was asked for, if it can be the key of a row."""
        value = self.value() or ""
        return value if value.isdecimal() and len(value) < 19 else ""

    def queryset(self, request, queryset):
        if not self.value():
            return queryset
        return self.narrowed(queryset) if self.pk else queryset.none()


class SectionFilter(ControlFilter):
    """A section with the sections inside it."""

    title = "Section"
    parameter_name = "section"

    def narrowed(self, queryset):
        return queryset.filter(Q(section=self.pk) | Q(section__parent=self.pk))

    @property
    def control(self):
        sections = [(section.pk, str(section)) for section in Section.objects.select_related("parent")]
        return forms.Select(choices=[("", "Any"), *sections]).render(
            self.parameter_name, self.pk, {"id": self.control_id}
        )


class LookUpFilter(ControlFilter):
    """One of very many, found by typing. Needs a field of the model that leads to them."""

    field_name = ""

    def __init__(self, request, params, model, model_admin):
        super().__init__(request, params, model, model_admin)
        self.field, self.site = model._meta.get_field(self.field_name), model_admin.admin_site

    def narrowed(self, queryset):
        return queryset.filter(**{self.field_name: self.pk})

    @property
    def control(self):
        known = self.field.remote_field.model.objects.all()
        choice = forms.ModelChoiceField(known, required=False, widget=AutocompleteSelect(self.field, self.site))
        return choice.widget.render(self.parameter_name, self.pk, {"id": self.control_id})


class AuthorFilter(LookUpFilter):
    title = "Author"
    parameter_name = "author"
    field_name = "authors"


class TopicFilter(LookUpFilter):
    title = "Topic"
    parameter_name = "topic"
    field_name = "topics"
