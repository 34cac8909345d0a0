"""Fronts for tests."""

from frontpage.arranging import Page, Scope, arrange
from frontpage.content import Content, Place
from frontpage.layouts import freeze
from frontpage.models import Front, Layout
from newsroom import clock


def the_page(content: Content | None = None, of=None) -> Page:
    return arrange(of or Scope(), content, clock.now())


def headlines(page: Page, kind: str) -> list[list[str]]:
    """Of each block of this kind."""
    return [[card.headline for card in filled.cards] for filled in page.blocks if filled.kind == kind]


def a_front(*blocks) -> Content:
    """Blocks as (kind, settings, slots): a slot is a story, None, or a dict with the story and what it has there."""
    content = Content()
    for kind, settings, slots in blocks:
        block = content.add(kind, **settings)
        block.slots = [a_place(content, slot) for slot in slots]
    return content


def a_place(content: Content, slot) -> Place:
    facts = dict(slot) if isinstance(slot, dict) else {"story": slot}
    related = [a_place(content, other) for other in facts.pop("related", ())]
    story = facts.pop("story", None)
    return Place(content.take_key(), story=story and story.pk, related=related, **facts)


def launched(content: Content, start=None, until=None, **of) -> Layout:
    """What readers have from ``start`` (now, if not told) on, around the verbs; ends the layout before it."""
    front, start = Front.objects.get_or_create(**{"section": None, "topic": None} | of)[0], start or clock.now()
    front.layouts.live(start).update(live_until=start)
    number = front.layouts.count() + 1
    layout = Layout(front=front, number=number, live_from=start, live_until=until, launched_at=clock.now())
    freeze(layout, content)
    return layout
