"""What a page can draw from, fetched together: stories by hand, the newest of each source, pictures of slots."""

from collections import defaultdict
from datetime import datetime
from functools import cached_property

from django.db.models import F, OuterRef, Q

from articles.models.edition import Edition, EditionTopic
from articles.models.section import Section
from articles.models.series import Series
from articles.models.topic import Topic
from articles.newest import newest, newest_of
from frontpage.arranging.page import Scope
from frontpage.arranging.usual import running_series
from frontpage.content import Block, Content
from frontpage.reading import most_read
from photos.models import Photo

PER_SECTION = 12  # a strip needs a few that stand nowhere else on the page
READ = 40  # live ones, of the first so many:
OPENED = 400


class Supply:
    """Stories are asked for by place, and given only if they are live at ``at`` and may be recommended."""

    def __init__(self, of: Scope, content: Content, sections: list[Section], pool: list[Edition], at: datetime):
        self.of, self.content, self.at = of, content, at
        self.kept_off = {slot.story for _, slot in content.slots() if slot.story and slot.is_kept_off(at)}
        self.sections = {section.pk: section for top in sections for section in (top, *top.inside)}
        self.opinion = next((section for section in sections if section.is_opinion), None)
        self.pool = self.allowed(pool) or pool  # better a story that was to go than a front without any
        self.news = [edition for edition in self.pool if not edition.is_opinion] or self.pool
        self.fetch()

    def allowed(self, editions) -> list[Edition]:
        return [edition for edition in editions if edition.article_id not in self.kept_off]

    # ---- Fetching ----
    def fetch(self) -> None:
        keys = {key for block in self.content.blocks for key in self.keys_of(block)}
        placed = Q(article__in=[story for story in self.content.stories if story not in self.kept_off])
        wanted = placed | Q(pk__in=keys) | Q(article__in=self.most_read) | self.parts_wanted()
        found = Edition.objects.live(self.at).not_retracted().for_cards().select_related("series").filter(wanted)
        self.found = {edition.pk: edition for edition in self.allowed(found.order_by())}
        self.by_story = {edition.article_id: edition for edition in (*self.pool, *self.found.values())}

    def keys_of(self, block: Block) -> list[int]:
        """The newest of the section or topic, or the last parts of the series, from which a block fills itself."""
        if block.kind == "series":
            return newest_of(self.older_series[block.series]) if block.series in self.older_series else []
        if block.topic:
            return newest_of(self.topics[block.topic]) if block.topic in self.topics else []
        section = self.section_of(block)
        return newest_of(self.inner.get(section.pk, section)) if section else []

    def section_of(self, block: Block) -> Section | None:
        """The section that a block is about, if readers can go there."""
        by_itself = self.opinion if block.kind == "opinion" and not block.topic else None
        return self.sections.get(block.section, by_itself)

    def topic_of(self, block: Block) -> Topic | None:
        topic = self.topics.get(block.topic)
        return topic if topic and newest_of(topic) else None

    @cached_property
    def topics(self) -> dict[int, Topic]:
        keys = {block.topic for block in self.content.blocks if block.topic}
        live = Edition.objects.live(self.at).not_retracted().about(OuterRef("pk"))
        return Topic.objects.annotate(**newest(live, PER_SECTION)).in_bulk(keys) if keys else {}

    @cached_property
    def inner(self) -> dict[int, Section]:
        """Sections inside others from which blocks draw: the navigation knows the newest of the top ones only."""
        keys = {block.section for block in self.content.blocks if block.section}
        keys = {key for key in keys if key in self.sections and self.sections[key].parent_id}
        live = Edition.objects.live(self.at).not_retracted().filter(section=OuterRef("pk")).newest_first()
        return Section.objects.annotate(**newest(live, PER_SECTION)).in_bulk(keys) if keys else {}

    @cached_property
    def most_read(self) -> list[int]:
        if not any(block.kind == "read" for block in self.content.blocks):
            return []
        opened = most_read(self.at, OPENED)
        live = Edition.objects.live(self.at).not_retracted().filter(article__in=opened).order_by()
        shown = set(live.values_list("article", flat=True)) - self.kept_off
        return [story for story in opened if story in shown][:READ]

    def parts_wanted(self) -> Q:
        """The last parts of each series that runs now and that a block shows."""
        wanted = Q(pk__in=[])
        for block in self.content.blocks:
            series = self.series_of(block)
            if series in self.running:
                wanted |= Q(series=series, series_part__gt=self.running[series] - block.places)
        return wanted

    @cached_property
    def running(self) -> dict[int, int]:
        """Each series of which a part is among the newest stories → the number of the newest."""
        return {e.series_id: e.series_part for e in reversed(self.pool) if e.series_id and e.series_part}

    @cached_property
    def older_series(self) -> dict[int, Series]:
        """The others that blocks show."""
        keys = {block.series for block in self.content.blocks if block.series and block.kind == "series"}
        keys -= self.running.keys()
        order = [F("series_part").desc(nulls_last=True), "-first_published_at"]
        live = Edition.objects.live(self.at).not_retracted().filter(series=OuterRef("pk")).order_by(*order)
        return Series.objects.annotate(**newest(live, PER_SECTION)).in_bulk(keys) if keys else {}

    def series_of(self, block: Block) -> int | None:
        return (block.series or running_series(self.pool)) if block.kind == "series" else None

    @cached_property
    def pictures(self) -> dict[int, Photo]:
        """The own pictures of slots and promotions that readers may see."""
        keys = {slot.picture for _, slot in self.content.slots()} | {block.picture for block in self.content.blocks}
        keys.discard(None)
        found = Photo.objects.for_pages().in_bulk(keys) if keys else {}
        return {key: photo for key, photo in found.items() if photo.is_shown(self.at)}

    # ---- Giving ----
    def story(self, article: int | None) -> Edition | None:
        return self.by_story.get(article)

    def source(self, block: Block) -> list[Edition]:
        """What a block fills itself with, the best first."""
        if block.kind == "read":
            return [self.by_story[story] for story in self.most_read if story in self.by_story]
        if block.kind == "series":
            return self.parts(block)
        newest = [self.found[key] for key in self.keys_of(block) if key in self.found]
        if block.section or block.topic:
            return list(dict.fromkeys(newest + self.in_pool(self.section_of(block))))
        if block.kind == "opinion":
            return newest if newest and self.of.is_of_site else [e for e in self.pool if e.is_opinion]
        return self.news if block.kind in ("lead", "top", "strip", "picture") else self.pool

    def in_pool(self, section: Section | None) -> list[Edition]:
        keys = {section and section.pk}
        return [edition for edition in self.pool if keys & {edition.section_id, edition.top_section_id}]

    def parts(self, block: Block) -> list[Edition]:
        """In their order; where there are too many the last ones."""
        series = self.series_of(block)
        parts = [edition for edition in self.found.values() if series and edition.series_id == series]
        return sorted(parts, key=lambda edition: (edition.series_part or 0, edition.first_published_at))

    @cached_property
    def topics_of(self) -> dict[int, set[int]]:
        """Edition → its topics, of everything from which headlines related to the lead may come."""
        found = defaultdict(set)
        keys = {edition.pk for edition in (*self.pool, *self.found.values())}
        for edition, topic in EditionTopic.objects.filter(edition__in=keys).values_list("edition", "topic"):
            found[edition].add(topic)
        return found
