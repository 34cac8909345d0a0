from articles.arrangement import arrange
from articles.views.address import forward
from articles.views.page import Page


class Front(Page):
    """The front page. Addresses of other systems may be here too: ``/?p=12``."""

    template_name = "articles/front.html"

    def get(self, request, *args, **kwargs):
        moved = forward(request) if request.GET else None
        return moved or super().get(request, *args, **kwargs)

    def get_context_data(self, **context):
        page = arrange(self.at)
        self.sections = page.sections
        return super().get_context_data(page=page, **context)
