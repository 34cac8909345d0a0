from collections import Counter

from django.db.models import OuterRef
from django.http import Http404

from articles.credits import sign
from articles.models.correction import Correction
from articles.models.edition import Edition, EditionTopic
from articles.models.topic import Topic
from articles.newest import newest, newest_of
from articles.querysets import UNREAD
from articles.signals import story_read
from articles.views.asking import is_read
from articles.views.page import Page

RELATED = 4
BESIDE = 5


class Story(Page):
    """One story, with what stands around it: at most nine queries."""

    template_name = "articles/edition_detail.html"

    def get(self, request, *args, **kwargs):
        response = super().get(request, *args, **kwargs)
        if is_read(request):
            response.add_post_render_callback(tell_that_it_was_read)
        return response

    def get_context_data(self, **context):
        live = Edition.objects.live(self.at)
        same_section = live.not_retracted().filter(section=OuterRef("section")).newest_first()
        edition = (
            live.filter(path=self.request.path)
            .select_related("section", "section__parent", "picture", "series")
            .defer(*UNREAD)
            .annotate(**newest(same_section, RELATED + BESIDE + 1))
            .first()
        )
        if edition is None:
            raise Http404
        sign([edition])
        topics = list(
            Topic.objects.filter(pk__in=EditionTopic.objects.filter(edition=edition).values("topic")).annotate(
                **newest(live.not_retracted().about(OuterRef("pk")), RELATED + 1)
            )
        )
        return super().get_context_data(
            edition=edition,
            section=edition.section,
            credits=edition.writers,
            topics=topics,
            corrections=list(Correction.objects.live(self.at).filter(article=edition.article_id).newest_first()),
            parts=parts_around(edition, live),
            **company(edition, topics, live),
            **context,
        )


def tell_that_it_was_read(response) -> None:
    """Robustly: whatever goes wrong with that, the reader has the page."""
    story_read.send_robust(Story, article_id=response.context_data["edition"].article_id)


def parts_around(edition: Edition, live, number: int = 8) -> list[Edition]:
    """The parts of the story's series: all of a short one, those that led here of a long one."""
    if not edition.series_id:
        return []
    parts = live.filter(series=edition.series_id).for_cards()
    if edition.series_part:
        parts = parts.filter(series_part__gt=edition.series_part - number, series_part__lt=edition.series_part + number)
    return list(parts.order_by("series_part", "first_published_at")[: 2 * number])


def company(edition: Edition, topics: list[Topic], live) -> dict:
    """Other stories: ``related``, those that share most topics first, and ``beside``, the newest of the section."""
    by_topic = [[pk for pk in newest_of(topic) if pk != edition.pk] for topic in topics]
    in_section = [pk for pk in newest_of(edition) if pk != edition.pk]
    shared = Counter(pk for keys in by_topic for pk in keys)
    found = live.for_cards().in_bulk({*shared, *in_section})
    related = sorted((found[pk] for pk in shared if pk in found), key=lambda e: (shared[e.pk], e.first_published_at))
    related = related[: -RELATED - 1 : -1]
    beside = [found[pk] for pk in in_section if pk in found and found[pk] not in related]
    if not related:
        related, beside = beside[:RELATED], beside[RELATED:]
    common = (topic for topic, keys in zip(topics, by_topic, strict=True) if {e.pk for e in related} <= {*keys})
    return {"related": related, "related_topic": next(common, None), "beside": beside[:BESIDE]}
