from django.contrib import admin

from articles.models import Series
from newsroom.admin import OpenAdmin


@admin.register(Series)
class SeriesAdmin(OpenAdmin):
    list_display = ["name", "slug"]
    search_fields = ["name", "slug"]
    prepopulated_fields = {"slug": ["name"]}
