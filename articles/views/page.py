from django.http import Http404
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from articles.contents import live_sections
from articles.models.edition import Edition
from articles.querysets import Mark
from newsroom import clock


class Page(TemplateView):
    """A page of the paper as it stands at one moment."""

    http_method_names = ["get", "head", "options"]

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.at = clock.now()

    @cached_property
    def sections(self):
        return live_sections(self.at)

    @cached_property
    def latest(self):
        """The newest of the whole paper, for templates that show it beside something else."""
        return list(Edition.objects.live(self.at).not_retracted().newest_first().for_cards()[:6])

    def get(self, request, *args, **kwargs):
        return self.render_to_response(self.get_context_data())

    def get_context_data(self, **context):
        return super().get_context_data(at=self.at, sections=self.sections, **context)

    @cached_property
    def mark(self) -> Mark | None:
        """Where ``?before=`` lets a list begin; 404 if it names no place."""
        text = self.request.GET.get("before")
        mark = Mark.read(text) if text is not None else None
        if text is not None and mark is None:
            raise Http404
        return mark


class ListPage(Page):
    """Stories newest first, paged by ``?before=``. A list with nothing in it is no page."""

    page_size = 20
    may_be_empty = False

    def get_stories(self):
        """All stories of the list after ``self.mark``, newest first."""
        raise NotImplementedError

    def get_context_data(self, **context):
        stories = list(self.get_stories().for_cards()[: self.page_size + 1])
        if not stories and not (self.may_be_empty and self.mark is None):
            raise Http404
        older = Mark.of(stories[self.page_size - 1]) if len(stories) > self.page_size else None
        return super().get_context_data(
            stories=stories[: self.page_size], older=older, is_later=self.mark is not None, **context
        )
