from django.utils.functional import cached_property

from articles.views import lists
from articles.views.address import forward
from articles.views.page import Page
from frontpage.arranging import Scope, arrange
from frontpage.showing import content_for


class Front(Page):
    """The front page. Addresses of other systems may be here too: ``/?p=12``."""

    template_name = "frontpage/front.html"

    def get(self, request, *args, **kwargs):
        moved = forward(request) if request.GET else None
        return moved or super().get(request, *args, **kwargs)

    def get_context_data(self, **context):
        of = Scope()
        page = arrange(of, content_for(of, self.at), self.at)
        self.sections = page.sections
        return super().get_context_data(page=page, **context)


class LaidOut:
    """A list whose first page somebody may have laid out: then its blocks stand above what is left of the list."""

    laid_out_template = ""
    scope: Scope

    @cached_property
    def page(self):
        content = content_for(self.scope, self.at) if self.mark is None else None
        page = content and arrange(self.scope, content, self.at)
        return page if page and page.has_own else None

    @property
    def may_be_empty(self):
        return bool(self.page)  # nothing may be left for the list

    def get_template_names(self):
        return [self.laid_out_template] if self.page else super().get_template_names()

    def get_stories(self):
        stories = super().get_stories()
        return stories.exclude(pk__in=self.page.used) if self.page else stories

    def get_context_data(self, **context):
        context = super().get_context_data(page=self.page, **context)
        if self.page:
            seen = self.page.used | {edition.pk for edition in context["stories"]}
            self.latest = [edition for edition in self.latest if edition.pk not in seen]
        return context


class SectionFront(LaidOut, lists.SectionFront):
    laid_out_template = "frontpage/section.html"

    @cached_property
    def scope(self):
        return Scope(section=self.section)

    def top_of(self, stories):
        return [] if self.page else super().top_of(stories)


class TopicPage(LaidOut, lists.TopicPage):
    laid_out_template = "frontpage/topic.html"

    @cached_property
    def scope(self):
        return Scope(topic=self.topic)
