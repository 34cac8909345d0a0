from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.forms import BaseUserCreationForm
from django.contrib.auth.models import Group

from accounts.models import Author, User
from newsroom.admin import NewsroomAdmin, OpenAdmin


@admin.register(Author)
class AuthorAdmin(OpenAdmin):
    list_display = ["name", "role", "user"]
    list_select_related = ["user"]
    search_fields = ["name", "slug", "role"]
    prepopulated_fields = {"slug": ["name"]}
    autocomplete_fields = ["user"]
    picture_fields = ("portrait",)


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


@admin.register(User)
class PeopleAdmin(RightsAdmin, UserAdmin):
    add_form = NewUserForm
    list_display = ["name", "email", "is_staff", "is_active"]
    list_filter = ["is_staff", "is_active", "is_superuser"]
    search_fields = ["name", "email"]
    ordering = ["name", "email"]
    filter_horizontal = ["groups", "user_permissions"]
    add_fieldsets = [(None, {"classes": ["wide"], "fields": ["email", "name", "password1", "password2"]})]
    fieldsets = [
        (None, {"fields": ["email", "name", "password"]}),
        ("Rights", {"fields": ["is_active", "is_staff", "is_superuser", "groups", "user_permissions"]}),
    ]


admin.site.unregister(Group)


@admin.register(Group)
class GroupsAdmin(RightsAdmin, GroupAdmin):
    pass
