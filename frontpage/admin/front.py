from django.contrib import admin

from frontpage.admin.asking import AskingMixin
from frontpage.admin.board import BoardMixin
from frontpage.admin.fronts import FrontsMixin
from frontpage.admin.launching import LaunchingMixin
from frontpage.admin.looking import LookingMixin
from frontpage.admin.past import PastMixin
from frontpage.admin.typed import picture_field
from frontpage.models import Front
from frontpage.permissions import may
from newsroom.admin import NewsroomAdmin


@admin.register(Front)
class FrontAdmin(BoardMixin, AskingMixin, LaunchingMixin, PastMixin, LookingMixin, FrontsMixin, NewsroomAdmin):
    """The editors' instrument for fronts."""

    def has_view_permission(self, request, obj=None):
        return may(request.user, "view", obj) or may(request.user, "arrange", obj)

    has_module_permission = has_view_permission

    def has_add_permission(self, request):
        return may(request.user, "arrange")

    def has_change_permission(self, request, obj=None):
        return may(request.user, "arrange", obj)

    def board_media(self, request):
        """What a picture’s chooser needs, in dialogs that come later, too."""
        media = self.media + picture_field().widget.media
        return media.with_nonce(request.csp_nonce) if hasattr(media, "with_nonce") else media
