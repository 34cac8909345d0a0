from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html

from newsroom.admin import NewsroomAdmin
from photos.models import Source
from photos.quota import months, this_month


@admin.register(Source)
class SourceAdmin(NewsroomAdmin):
    """Agencies and other sources: what was agreed, and how much of it is used."""

    list_display = ["name", "kind", "month", "pictures"]
    list_filter = ["kind"]
    search_fields = ["name"]
    readonly_fields = ["month", "pictures"]

    def get_fields(self, request, obj=None):
        return ["name", "kind", "credit", "terms", "quota", *(self.readonly_fields if obj else [])]

    def get_readonly_fields(self, request, obj=None):
        return self.readonly_fields if obj else []

    def get_changelist_instance(self, request):
        shown = super().get_changelist_instance(request)
        for month in months(shown.result_list):
            month.source.counted = month
        return shown

    @admin.display(description="This month")
    def month(self, source):
        month = getattr(source, "counted", None) or this_month(source)
        used = f"{month.used} of {source.quota}" if source.quota is not None else month.used
        if not month.is_near:
            return used
        return format_html('{} <span class="mark mark--{}">{}</span>', used, *mark(month))

    @admin.display(description="Its pictures")
    def pictures(self, source):
        address = reverse("admin:photos_photo_changelist")
        return format_html('<a href="{}?source={}">All of them</a>', address, source.pk)


def mark(month) -> tuple[str, str]:
    return ("stop", "over") if month.is_over else ("changes", "nearly used up")
