from django.contrib import admin

from articles.models import Topic
from newsroom.admin import OpenAdmin


@admin.register(Topic)
class TopicAdmin(OpenAdmin):
    list_display = ["name", "slug"]
    search_fields = ["name", "slug"]
    prepopulated_fields = {"slug": ["name"]}
