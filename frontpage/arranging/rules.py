"""How a place chooses that fills itself."""

from datetime import datetime, timedelta

from articles.models.edition import Edition

RELATED_BY_SECTION = 2


def lead_of(news: list[Edition], at: datetime) -> Edition | None:
    """Of the last day's stories with a picture, the one with the newest news in it; if none has one, the newest."""
    if not news:
        return None
    since = news[0].first_published_at - timedelta(days=1)
    pictured = (edition for edition in news if edition.picture_at(at) and edition.first_published_at > since)
    return max(pictured, key=lambda edition: edition.changed_at, default=news[0])


def related_to(lead: Edition, others: list[Edition], topics: dict[int, set[int]]) -> list[Edition]:
    """Stories on the lead's topics, those that share most of them first; then others from its section."""
    about = topics.get(lead.pk, set())
    shared = {edition.pk: len(about & topics.get(edition.pk, set())) for edition in others}
    on_topic = sorted((e for e in others if shared[e.pk]), key=lambda e: -shared[e.pk])
    beside = [e for e in others if not shared[e.pk] and e.section_id == lead.section_id]
    return on_topic + beside[:RELATED_BY_SECTION]


def second_level(news: list[Edition], number: int, at: datetime) -> list[Edition]:
    """The newest, each from another section as far as there are any, those with a picture in front."""
    firsts = {edition.top_section_id: edition for edition in reversed(news)}
    chosen = sorted(news, key=lambda edition: firsts[edition.top_section_id] is not edition)[:number]
    return sorted(chosen, key=lambda edition: not edition.picture_at(at))


def pictured_first(stories: list[Edition], at: datetime) -> list[Edition]:
    """The first that has a picture stands before the others."""
    card = next((edition for edition in stories if edition.picture_at(at)), None)
    return [card, *(edition for edition in stories if edition is not card)] if card else stories
