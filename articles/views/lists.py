from itertools import groupby

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.functional import cached_property

from accounts.models import Author
from articles.contents import find_section
from articles.credits import sign
from articles.models.edition import Edition
from articles.models.series import Series
from articles.models.topic import Topic
from articles.views.page import ListPage, Page


class SectionFront(ListPage):
    """A section: lead, three more and the rest on its first page, the rest alone on the others."""

    template_name = "articles/section.html"

    @cached_property
    def section(self):
        section = find_section(self.sections, self.kwargs["path"])
        if section is None:
            raise Http404
        return section

    def get_stories(self):
        return Edition.objects.live(self.at).in_section(self.section).newest_first().before(self.mark)

    def get_context_data(self, **context):
        context = super().get_context_data(section=self.section, **context)
        stories = context["stories"]
        top = [] if context["is_later"] else self.top_of(stories)
        if top or self.section.is_opinion:
            sign(stories if self.section.is_opinion else top)
        return context | {
            "lead": top[0] if top else None,
            "three": top[1:],
            "stories": [edition for edition in stories if edition not in top],
            "top_section": self.section.parent or self.section,
        }

    def top_of(self, stories):
        """The lead and three more."""
        first = [edition for edition in stories if not edition.is_retracted][:4]
        lead = next((edition for edition in first if edition.picture_at(self.at)), next(iter(first), None))
        return [lead, *(edition for edition in first if edition is not lead)] if lead else []


class TopicPage(ListPage):
    template_name = "articles/topic.html"

    @cached_property
    def topic(self):
        return get_object_or_404(Topic, slug=self.kwargs["slug"])

    def get_stories(self):
        return Edition.objects.live(self.at).about(self.topic, before=self.mark)

    def get_context_data(self, **context):
        return super().get_context_data(topic=self.topic, **context)


class AuthorPage(ListPage):
    template_name = "articles/author.html"

    @cached_property
    def author(self):
        return get_object_or_404(Author.objects.select_related("portrait"), slug=self.kwargs["slug"])

    def get_stories(self):
        return Edition.objects.live(self.at).by(self.author, before=self.mark)

    def get_context_data(self, **context):
        return super().get_context_data(author=self.author, **context)


class SeriesPage(Page):
    """A series in its order, from its first part; its run is short enough for one page."""

    template_name = "articles/series.html"
    most = 200

    def get_context_data(self, **context):
        series = get_object_or_404(Series, slug=self.kwargs["slug"])
        stories = list(Edition.objects.live(self.at).in_series(series).for_cards()[: self.most])
        if not stories:
            raise Http404
        return super().get_context_data(series=series, stories=stories, **context)


class Latest(ListPage):
    """Everything by time, under its days. It is there before the first story is."""

    template_name = "articles/latest.html"
    page_size = 40
    may_be_empty = True

    def get_stories(self):
        return Edition.objects.live(self.at).newest_first().before(self.mark)

    def get_context_data(self, **context):
        context = super().get_context_data(**context)
        by_day = groupby(context["stories"], key=lambda edition: timezone.localdate(edition.first_published_at))
        return context | {"days": [(day, list(stories)) for day, stories in by_day]}
