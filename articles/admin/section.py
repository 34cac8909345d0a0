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
