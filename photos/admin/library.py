from newsroom.admin import LongList
from photos.admin.bulk import BulkMixin
from photos.admin.filters import FILTERS
from photos.admin.marks import mark_of
from photos.models import Photo


class Grid(LongList):
    """Knows of each picture on its page what it may be used for, and which other one looks the same."""

    def get_queryset(self, request, **kwargs):
        return super().get_queryset(request, **kwargs).defer("words", "found", "crops")

    def get_ordering(self, request, queryset):
        return [*(queryset.query.order_by or self.model._meta.ordering), "-pk"]

    def get_results(self, request):
        super().get_results(request)
        twins = twins_of(self.result_list)
        for photo in self.result_list:
            photo.mark, photo.twin = mark_of(photo), twins.get(photo.pk)


def twins_of(photos: list[Photo]) -> dict[int, Photo]:
    """Another picture of the same look, by number; asked at once for all."""
    looks = {photo.look for photo in photos if photo.look}
    alike = list(Photo.objects.filter(look__in=looks).only("pk", "look", "headline", "caption", "alt"))
    return {photo.pk: other for photo in photos for other in alike if other.look == photo.look and other.pk != photo.pk}


class LibraryMixin(BulkMixin):
    """The grid: search, filters, and what can be done to many at once."""

    list_per_page = 24
    list_filter = FILTERS
    search_fields = ["caption"]  # that there is a search; get_search_results says where

    def get_changelist(self, request, **kwargs):
        return Grid

    def get_search_results(self, request, queryset, search_term):
        return queryset.matching(search_term), False
