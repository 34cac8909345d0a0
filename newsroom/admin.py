"""The admin as a newsroom: one site, one base class, and what its rooms share."""

from csp.decorators import csp_update
from django.conf import settings
from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.contrib.admin.widgets import ForeignKeyRawIdWidget
from django.core.paginator import Paginator
from django.forms import Script
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.text import capfirst


class Newsroom(admin.AdminSite):
    site_title = "Newsroom"
    index_title = "Desk"
    enable_nav_sidebar = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.panels = []  # What rooms put on the first screen: functions of the request that answer template context.

    @property
    def site_header(self) -> str:
        return settings.SITE_NAME

    def admin_view(self, view, cacheable=False):
        # The body editor reads style attributes when it takes in pasted text; reader pages stay strict.
        return csp_update(settings.DESK_SECURITY_POLICY)(super().admin_view(view, cacheable))

    login = method_decorator(csp_update(settings.DESK_SECURITY_POLICY))(admin.AdminSite.login)

    def index(self, request, extra_context=None):
        shown = {}
        for panel in self.panels:
            shown |= panel(request)
        return super().index(request, shown | (extra_context or {}))


class Choices(Paginator):
    """What autocomplete offers: counted no further than anybody scrolls."""

    @cached_property
    def count(self) -> int:
        return self.object_list[:200].count()


class LongList(ChangeList):
    """A list that counts nothing: it looks whether one more row follows the page."""

    def __init__(self, request, model, *args, **kwargs):
        super().__init__(request, model, *args, **kwargs)
        self.title = capfirst(model._meta.verbose_name_plural)

    def get_results(self, request):
        self.page_num = min(max(self.page_num, 1), 10_000)
        start, length = (self.page_num - 1) * self.list_per_page, self.list_per_page
        rows = list(self.queryset[start : start + length + 1])
        self.result_list, self.has_more = rows[:length], len(rows) > length
        self.result_count = self.full_result_count = start + len(rows)
        self.paginator = self.model_admin.get_paginator(request, self.queryset, length)
        self.paginator.count = start + max(len(rows), 1)
        self.multi_page = self.page_num > 1 or self.has_more
        self.can_show_all = self.show_full_result_count = False
        self.show_admin_actions = bool(rows)


class PictureChooser(ForeignKeyRawIdWidget):
    """A picture that is chosen in the library or uploaded here. Without JavaScript: the picture's number."""

    template_name = "admin/widgets/picture.html"

    class Media:
        css = {"all": ["desk/picture.css"]}
        js = [Script("desk/picture.js", type="module")]

    def get_context(self, name, value, attrs):
        value = value if str(value).isdecimal() else None
        context = super().get_context(name, value, attrs)
        return context | {"value": value, "address": reverse("admin:photos_photo_preview", args=[value or 0])}

    def label_and_url_for_value(self, value):
        picture = self.rel.model.objects.filter(pk=value).first()
        return str(picture or ""), ""

    def _render(self, template_name, context, renderer=None):
        return render_to_string(template_name, context)  # our folder, where Django's form renderer doesn't look


class NewsroomAdmin(admin.ModelAdmin):
    """Stamps who and when; nothing is deleted here; lists stay quick."""

    stamp_created = ()  # fields that name the person who added the row
    stamp_saved = ()  # fields that name the person who saved it last
    picture_fields = ()
    paginator = Choices
    list_per_page = 30
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER

    def get_changelist(self, request, **kwargs):
        return LongList

    def save_model(self, request, obj, form, change):
        for name in self.stamp_saved if change else (*self.stamp_created, *self.stamp_saved):
            setattr(obj, name, request.user)
        super().save_model(request, obj, form, change)

    def has_delete_permission(self, request, obj=None):
        return False

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name in self.picture_fields:
            return db_field.formfield(widget=PictureChooser(db_field.remote_field, self.admin_site))
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def render_change_form(self, request, context, *args, **kwargs):
        media = context["media"]
        if hasattr(media, "with_nonce"):
            context["media"] = media.with_nonce(request.csp_nonce)
        return super().render_change_form(request, context, *args, **kwargs)


class OpenAdmin(NewsroomAdmin):
    """What everybody in the newsroom may look up; to change it needs the right."""

    def has_view_permission(self, request, obj=None):
        return request.user.is_active and request.user.is_staff
