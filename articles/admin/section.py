from django.contrib import admin

from articles.models import Section
from newsroom.admin import OpenAdmin


@admin.register(Section)
class SectionAdmin(OpenAdmin):
    list_display = ["__str__", "path", "tone", "position"]
    list_select_related = ["parent"]
    search_fields = ["name", "slug"]
    prepopulated_fields = {"slug": ["name"]}
    autocomplete_fields = ["parent"]
    fieldsets = [
        (None, {"fields": ["name", "slug", "parent", "about", "tone", "position"]}),
        ("Nothing runs here without", {"fields": ["needs_desk", "needs_copy", "needs_legal", "needs_picture"]}),
    ]
