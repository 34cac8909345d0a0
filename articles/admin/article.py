from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.utils.html import format_html, format_html_join

from articles.admin.bulk import BulkMixin
from articles.admin.byline import BylineInline
from articles.admin.checking import ChecksMixin
from articles.admin.comparing import ComparingMixin
from articles.admin.filters import AuthorFilter, SectionFilter, StageFilter, StateFilter, TopicFilter
from articles.admin.fixing import FixingMixin
from articles.admin.form import ArticleForm
from articles.admin.history import HistoryMixin
from articles.admin.keeping import KeepingMixin
from articles.admin.leaking import LeakingMixin
from articles.admin.ledger import LedgerMixin
from articles.admin.links import LinksMixin
from articles.admin.notices import NoticesMixin
from articles.admin.obeying import VerbsMixin
from articles.admin.plan import PlanMixin
from articles.admin.previewing import PreviewMixin
from articles.admin.reading import reading
from articles.admin.reprinting import ReprintingMixin
from articles.admin.saving import SavingMixin
from articles.admin.standing import standings_of
from articles.admin.versions import VersionsMixin
from articles.models import Article
from articles.permissions import may
from newsroom.admin import LongList, NewsroomAdmin
from newsroom.templatetags.desk import when


class StoryList(LongList):
    """Knows where each story on its page stands."""

    def get_results(self, request):
        super().get_results(request)
        standings = standings_of(self.result_list)
        for article in self.result_list:
            article.standing = standings[article.pk]


@admin.register(Article)
class ArticleAdmin(
    LeakingMixin,
    SavingMixin,
    KeepingMixin,
    VerbsMixin,
    HistoryMixin,
    ComparingMixin,
    PreviewMixin,
    LinksMixin,
    LedgerMixin,
    VersionsMixin,
    FixingMixin,
    BulkMixin,
    NoticesMixin,
    ChecksMixin,
    PlanMixin,
    ReprintingMixin,
    NewsroomAdmin,
):
    form = ArticleForm
    stamp_created = ("created_by",)
    stamp_saved = ("saved_by",)
    list_display = ["story", "section", "state", "with_whom", "saved"]
    list_display_links = None
    list_filter = [StateFilter, StageFilter, SectionFilter, AuthorFilter, TopicFilter]
    list_select_related = ["section__parent", "picture", "saved_by", "assignee"]
    search_fields = ["headline"]
    sortable_by = ()
    ordering = ["-saved_at", "-pk"]
    inlines = [BylineInline]
    autocomplete_fields = ["topics", "series"]
    picture_fields = ("picture",)
    fieldsets = [
        (None, {"classes": ["story-head"], "fields": ["kicker", "headline", "standfirst"]}),
        (None, {"classes": ["story-picture"], "fields": ["picture", "picture_caption", "picture_alt"]}),
        (None, {"classes": ["story-body"], "fields": ["dateline", "body"]}),
        ("Where readers find it", {"classes": ["rail"], "fields": ["section", "topics", ("series", "series_part")]}),
        ("Address and working name", {"classes": ["rail"], "fields": ["slug", "slugline"]}),
        (
            "Search and sharing",
            {"classes": ["rail", "collapse"], "fields": ["search_title", "search_description", "show_changes"]},
        ),
        ("Note to colleagues", {"classes": ["rail", "collapse", "note"], "fields": ["note"]}),
    ]

    @admin.display(description="Story")
    def story(self, article):
        return format_html(
            '<a class="row__headline" href="{}/change/">{}</a><span class="row__name">{}</span>',
            article.pk,
            article,
            article.slugline,
        )

    @admin.display(description="Where it stands")
    def state(self, article):
        return format_html_join(" ", '<span class="mark mark--{}">{}</span>', article.standing.all_marks)

    @admin.display(description="With")
    def with_whom(self, article):
        due = f"due {when(article.due_at)}" if article.due_at else ""
        return format_html('{} <span class="row__name">{}</span>', article.assignee or "", due)

    @admin.display(description="Saved")
    def saved(self, article):
        return f"{when(article.saved_at)} {article.saved_by or ''}"

    def get_changelist(self, request, **kwargs):
        return StoryList

    def get_queryset(self, request):
        """The stories that this person may see: for every list and search, every action, and the door of each story."""
        return super().get_queryset(request).visible_to(request.user).prefetch_related("bylines__author", "topics")

    def get_search_results(self, request, queryset, search_term):
        return queryset.search(search_term), False

    @property
    def media(self):
        look_up = AutocompleteSelect(Article._meta.get_field("topics"), self.admin_site)
        return super().media + look_up.media

    def has_view_permission(self, request, obj=None):
        return may(request.user, "view", obj)

    has_module_permission = has_view_permission

    def has_add_permission(self, request):
        return may(request.user, "add")

    def has_change_permission(self, request, obj=None):
        return may(request.user, "change", obj)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj and not self.has_change_permission(request, obj):
            context["reading"] = reading(obj.body)
        return super().render_change_form(request, context, add, change, form_url, obj)
