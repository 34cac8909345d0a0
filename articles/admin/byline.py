from django.contrib import admin
from django.forms.models import BaseInlineFormSet

from articles.models import Byline
from articles.permissions import may

LAST = 32767


class BylineFormSet(BaseInlineFormSet):
    """Credits in the order of their numbers; those without one come last."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.fields["position"].required = False
        form.fields["position"].initial = None  # a row that nobody filled in is no credit

    def clean(self):
        super().clean()
        for form in self.forms:
            if form.cleaned_data and form.cleaned_data.get("position") is None:
                form.instance.position = LAST

    def save(self, commit=True):
        saved = super().save(commit)
        for position, byline in enumerate(Byline.objects.filter(article=self.instance)):
            if byline.position != position:
                Byline.objects.filter(pk=byline.pk).update(position=position)
        return saved

    def get_unique_error_message(self, unique_check):
        return "This author is already in the byline."


class BylineInline(admin.TabularInline):
    """Whoever may change the story may change its byline."""

    model = Byline
    formset = BylineFormSet
    extra = 1
    autocomplete_fields = ["author"]
    template = "admin/articles/article/_bylines.html"

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("author")

    def has_change_permission(self, request, obj=None):
        return may(request.user, "change", obj)

    has_add_permission = has_delete_permission = has_change_permission

    def has_view_permission(self, request, obj=None):
        return may(request.user, "view", obj) or self.has_change_permission(request, obj)
