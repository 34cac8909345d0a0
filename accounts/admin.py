from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.forms import BaseUserCreationForm
from django.contrib.auth.models import Group

from accounts.models import Author, Posting, User
from newsroom.admin import NewsroomAdmin, OpenAdmin


@admin.register(Author)
class AuthorAdmin(OpenAdmin):
    list_display = ["name", "role", "user"]
    list_select_related = ["user"]
    search_fields = ["name", "slug", "role"]
    prepopulated_fields = {"slug": ["name"]}
    autocomplete_fields = ["user"]
    picture_fields = ("portrait",)

    def get_readonly_fields(self, request, obj=None):
        """Whose account signs stories decides whose they are: like all rights, superusers alone give that."""
        return [] if request.user.is_superuser else ["user"]


class RightsAdmin(NewsroomAdmin):
    """Who may do what is decided by superusers alone: a password or a right that others can set is theirs."""

    def has_add_permission(self, request):
        return request.user.is_active and request.user.is_superuser

    def has_change_permission(self, request, obj=None):
        return self.has_add_permission(request)


class NewUserForm(BaseUserCreationForm):
    class Meta:
        model = User
        fields = ["email", "name"]


class PostingInline(admin.TabularInline):
    """Roles that somebody holds in some sections only."""

    model = Posting
    extra = 1
    autocomplete_fields = ["section"]
    verbose_name, verbose_name_plural = "role in a section", "roles in some sections only"

    def has_view_permission(self, request, obj=None):
        return request.user.is_active and request.user.has_perm("accounts.view_user")

    def has_change_permission(self, request, obj=None):
        return request.user.is_active and request.user.is_superuser

    has_add_permission = has_delete_permission = has_change_permission


@admin.register(User)
class PeopleAdmin(RightsAdmin, UserAdmin):
    add_form = NewUserForm
    list_display = ["name", "email", "roles", "is_staff", "is_active"]
    list_filter = ["is_staff", "is_active", "is_superuser", "groups"]
    inlines = [PostingInline]
    search_fields = ["name", "email"]
    ordering = ["name", "email"]
    filter_horizontal = ["groups", "user_permissions"]
    add_fieldsets = [(None, {"classes": ["wide"], "fields": ["email", "name", "password1", "password2"]})]
    fieldsets = [
        (None, {"fields": ["email", "name", "password", "wants_mail"]}),
        ("Roles", {"fields": ["is_active", "is_staff", "is_superuser", "groups"]}),
        ("Single rights", {"classes": ["collapse"], "fields": ["user_permissions"]}),
    ]

    @admin.display(description="Roles")
    def roles(self, user):
        held = [group.name for group in user.groups.all()]
        return ", ".join([*held, *(f"{posting.role} in {posting.section}" for posting in user.postings.all())])

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups", "postings__role", "postings__section__parent")

    def get_inlines(self, request, obj):
        return self.inlines if obj else []

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        field = super().formfield_for_manytomany(db_field, request, **kwargs)
        if db_field.name == "groups":
            field.label, field.help_text = "roles everywhere", "What somebody holds in every section."
        return field


admin.site.unregister(Group)


@admin.register(Group)
class GroupsAdmin(RightsAdmin, GroupAdmin):
    pass
