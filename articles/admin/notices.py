from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.http import require_POST

from newsroom import clock


class NoticesMixin:
    """Lets people say that they have seen what they were told: their own notices, and nobody else's."""

    def get_urls(self):
        read = self.admin_site.admin_view(require_POST(self.read_view))
        return [path("notices/read/", read, name="articles_article_notices_read"), *super().get_urls()]

    def read_view(self, request):
        unread = request.user.notices.filter(read_at=None)
        which = request.POST.get("notice", "")
        if which != "all":
            unread = unread.filter(pk=which if which.isascii() and which.isdecimal() and len(which) < 19 else 0)
        unread.update(read_at=clock.now())
        return redirect("admin:index")
