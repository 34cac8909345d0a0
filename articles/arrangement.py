"""The front page that nobody has arranged: it fills itself from what is live and stands. At most five queries."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Prefetch, Q, prefetch_related_objects

from articles.contents import live_sections
from articles.models.edition import Edition, EditionByline, EditionTopic
from articles.models.section import Section
from articles.newest import newest_of

POOL = 48
RELATED = 4
SECOND = 4
LATEST = 8
OPINION = 3
IN_BLOCK = 4
PER_SECTION = 10  # a block needs four that stand nowhere else on the page
PARTS = 6


@dataclass
class Block:
    """A section on the front: one story with its picture, if any has one, and quiet headlines."""

    section: Section
    card: Edition
    rest: list[Edition]


@dataclass
class Arrangement:
    at: datetime
    sections: list[Section] = field(default_factory=list)
    lead: Edition | None = None
    related: list[Edition] = field(default_factory=list)
    second: list[Edition] = field(default_factory=list)
    latest: list[Edition] = field(default_factory=list)
    opinion_section: Section | None = None
    opinion: list[Edition] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    parts: list[Edition] = field(default_factory=list)

    @property
    def series(self):
        return self.parts[0].series if self.parts else None

    @property
    def columns(self) -> int:
        """How many blocks stand abreast, so that the last row has the fewest empty places."""
        places = len(self.blocks) + bool(self.parts)
        return min((3, 4), key=lambda columns: (-places % columns, columns))


def arrange(at: datetime) -> Arrangement:
    """What stands where on the front at ``at``: no story in two places, but for the latest list."""
    page = Arrangement(at, live_sections(at, with_newest=PER_SECTION))
    pool = list(Edition.objects.live(at).not_retracted().newest_first().for_cards()[:POOL])
    if not pool:
        return page
    news = [edition for edition in pool if not edition.is_opinion] or pool
    page.latest = pool[:LATEST]
    page.lead = lead_of(news, at)
    page.related = related_to(page.lead, news)
    page.second = second_level(news, at, used={edition.pk for edition in (page.lead, *page.related)})
    fill_below(page, pool)
    sign([page.lead, *page.opinion])
    return page


def lead_of(news: list[Edition], at: datetime) -> Edition:
    """Of the last day's stories with a picture, the one with the newest news in it; if none has one, the newest."""
    since = news[0].first_published_at - timedelta(days=1)
    pictured = (edition for edition in news if edition.picture_at(at) and edition.first_published_at > since)
    return max(pictured, key=lambda edition: edition.changed_at, default=news[0])


def related_to(lead: Edition, news: list[Edition]) -> list[Edition]:
    """Stories on the lead's topics, those that share most of them first; then others from its section."""
    topics: dict[int, set[int]] = {edition.pk: set() for edition in news}
    for edition, topic in EditionTopic.objects.filter(edition__in=topics).values_list("edition", "topic"):
        topics[edition].add(topic)
    others = [edition for edition in news if edition.pk != lead.pk]
    shared = {edition.pk: len(topics[edition.pk] & topics[lead.pk]) for edition in others}
    on_topic = sorted((e for e in others if shared[e.pk]), key=lambda e: -shared[e.pk])
    beside = [e for e in others if not shared[e.pk] and e.section_id == lead.section_id]
    return (on_topic + beside[:2])[:RELATED]


def second_level(news: list[Edition], at: datetime, used: set[int]) -> list[Edition]:
    """The next newest, each from another section as far as there are any, those with a picture in front."""
    rest = [edition for edition in news if edition.pk not in used]
    firsts = {edition.top_section_id: edition for edition in reversed(rest)}
    chosen = sorted(rest, key=lambda edition: firsts[edition.top_section_id] is not edition)[:SECOND]
    return sorted(chosen, key=lambda edition: not edition.picture_at(at))


def fill_below(page: Arrangement, pool: list[Edition]) -> None:
    """Opinion, section blocks and the series that runs now: what they need is fetched together."""
    used = {edition.pk for edition in (page.lead, *page.related, *page.second)}
    free = {section: [pk for pk in newest_of(section) if pk not in used] for section in page.sections}
    page.opinion_section = next((section for section in page.sections if section.is_opinion), None)
    places = {
        section: keys[: OPINION if section == page.opinion_section else IN_BLOCK] for section, keys in free.items()
    }
    wanted = Q(pk__in=[pk for keys in places.values() for pk in keys])
    running = next((edition for edition in pool if edition.series_id and edition.series_part), None)
    if running:
        first = running.series_part - PARTS
        wanted |= Q(series=running.series_id, series_part__gt=first, series_part__lte=running.series_part)
    found = Edition.objects.live(page.at).not_retracted().for_cards().select_related("series").filter(wanted).in_bulk()
    if running:
        parts = (edition for edition in found.values() if edition.series_id == running.series_id)
        page.parts = sorted(parts, key=lambda edition: (edition.series_part or 0, edition.first_published_at))[-PARTS:]
    for section, keys in places.items():
        editions = [found[pk] for pk in keys if pk in found]
        if section == page.opinion_section:
            page.opinion = editions
        elif editions:
            page.blocks.append(block_of(section, editions, page.at))


def block_of(section: Section, editions: list[Edition], at: datetime) -> Block:
    card = next((edition for edition in editions if edition.picture_at(at)), editions[0])
    return Block(section, card, [edition for edition in editions if edition is not card])


def sign(editions: Iterable[Edition]) -> None:
    """Give ``editions`` their ``writers``: credits with author and portrait, in one query."""
    credits = EditionByline.objects.select_related("author__portrait")
    prefetch_related_objects(list(editions), Prefetch("credits", credits, to_attr="writers"))
