from django.contrib import admin

from articles.models import StyleRule
from newsroom.admin import NewsroomAdmin


@admin.register(StyleRule)
class StyleRuleAdmin(NewsroomAdmin):
    """The house's words. A rule is no story: whoever may can delete it."""

    list_display = ["words", "instead", "why", "severity", "match_case"]
    list_filter = ["severity"]
    search_fields = ["words", "instead", "why"]

    def has_delete_permission(self, request, obj=None):
        return admin.ModelAdmin.has_delete_permission(self, request, obj)
