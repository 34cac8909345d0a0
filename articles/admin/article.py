from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.utils.html import format_html, format_html_join

from articles import preflight, workflow
from articles.admin.byline import BylineInline
from articles.admin.filters import AuthorFilter, SectionFilter, StateFilter, TopicFilter
from articles.admin.form import ArticleForm
from articles.admin.history import HistoryMixin
from articles.admin.reading import reading
from articles.admin.standing import standings_of
from articles.admin.verbs import VerbsMixin
from articles.models import Article
from articles.permissions import may
from newsroom import clock
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
class ArticleAdmin(VerbsMixin, HistoryMixin, NewsroomAdmin):
    form = ArticleForm
    stamp_created = ("created_by",)
    stamp_saved = ("saved_by",)
    list_display = ["story", "section", "state", "saved"]
    list_display_links = None
    list_filter = [StateFilter, SectionFilter, AuthorFilter, TopicFilter]
    list_select_related = ["section__parent", "picture", "saved_by"]
    search_fields = ["headline"]
    sortable_by = ()
    ordering = ["-saved_at", "-pk"]
    inlines = [BylineInline]
    autocomplete_fields = ["topics", "series"]
    picture_fields = ("picture",)
    fieldsets = [
        (None, {"classes": ["story-head"], "fields": ["kicker", "headline", "standfirst"]}),
        (None, {"classes": ["story-picture"], "fields": ["picture", "picture_caption"]}),
        (None, {"classes": ["story-body"], "fields": ["dateline", "body"]}),
        ("Where readers find it", {"classes": ["rail"], "fields": ["section", "topics", ("series", "series_part")]}),
        ("Address and working name", {"classes": ["rail"], "fields": ["slug", "slugline"]}),
        ("Search and sharing", {"classes": ["rail", "collapse"], "fields": ["search_title", "search_description"]}),
        ("Note to colleagues", {"classes": ["rail", "collapse"], "fields": ["note"]}),
    ]

    @admin.display(description="Story")
    def story(self, article):
        return format_html(
            '<a class="row__headline" href="{}/change/">{}</a><span class="row__name">{}</span>',
            article.pk,
            article,
            article.slugline,
        )

    @admin.display(description="What readers have")
    def state(self, article):
        return format_html_join(" ", '<span class="mark mark--{}">{}</span>', article.standing.marks)

    @admin.display(description="Saved")
    def saved(self, article):
        return f"{when(article.saved_at)} {article.saved_by or ''}"

    def get_changelist(self, request, **kwargs):
        return StoryList

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("bylines__author", "topics")

    def get_search_results(self, request, queryset, search_term):
        return queryset.search(search_term), False

    @property
    def media(self):
        look_up = AutocompleteSelect(Article._meta.get_field("topics"), self.admin_site)
        return super().media + look_up.media

    def has_view_permission(self, request, obj=None):
        return may(request.user, "view", obj) or may(request.user, "change", obj)

    def has_change_permission(self, request, obj=None):
        return may(request.user, "change", obj) and not (obj and obj.is_killed)

    def save_model(self, request, obj, form, change):
        if change:  # a story that was killed while the form was open stays killed
            obj.killed_at = Article.objects.select_for_update().values_list("killed_at", flat=True).get(pk=obj.pk)
        obj.saved_at = clock.now()
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        workflow.record(form.instance, by=request.user)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context["findings"] = preflight.check(obj) if obj else []
        if obj and not self.has_change_permission(request, obj):
            context["reading"] = reading(obj.body)
        return super().render_change_form(request, context, add, change, form_url, obj)
