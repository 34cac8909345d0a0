"""A front's content in a layout's rows, and back."""

from collections import defaultdict
from dataclasses import replace

from frontpage.content import Block, Content, Place, those_that_fit
from frontpage.models.layout import Layout, Slot

ALIKE = "key kicker headline standfirst size copied pinned_until run_from run_until".split()


def freeze(layout: Layout, content: Content) -> None:
    """Keep ``content`` in a new layout: the blocks in its own row, each slot in one of theirs."""
    layout.blocks = [block.settings() for block in content.blocks]
    layout.save()
    Slot.objects.bulk_create(
        [
            slot_of(layout, place, number, position, beside)
            for number, block in enumerate(content.blocks)
            for position, (place, beside) in enumerate(places_of(block))
        ]
    )


def content_of(layout: Layout) -> Content:
    """What was frozen, in the same order, as far as it fits. One query, or none where ``slots`` were prefetched."""
    rows, related = defaultdict(list), defaultdict(list)
    for slot in layout.slots.all():
        if slot.beside is None:
            rows[slot.block].append(slot)
        else:
            related[slot.beside].append(place_of(slot))
    blocks = []
    for number, settings in enumerate(layout.blocks if isinstance(layout.blocks, list) else ()):
        for block in those_that_fit(Block, [settings]):
            block.slots = [place_of(slot, related[slot.key]) for slot in rows[number]]
            blocks.append(block)
    return Content.of(blocks)


def without(stories: set[int], content: Content) -> Content:
    """The content without the places of these stories, and so without the words that they had there."""

    def kept(places: list[Place]) -> list[Place]:
        return [replace(place, related=kept(place.related)) for place in places if place.story not in stories]

    return replace(content, blocks=[replace(block, slots=kept(block.slots)) for block in content.blocks])


def newest_number(front) -> int:
    """Of the newest layout that was, is or will be live; what ``launch`` is told as ``seen``."""
    return Layout.objects.filter(front=front).real().values_list("number", flat=True).first() or 0


def places_of(block: Block):
    """The places of a block in their order, each with the key of the lead that it is related to, or None."""
    for place in block.slots:
        yield place, None
        for other in place.related:
            yield other, place.key


def slot_of(layout: Layout, place: Place, block: int, position: int, beside: int | None) -> Slot:
    facts = {name: getattr(place, name) for name in ALIKE}
    where = {"layout": layout, "block": block, "position": position, "beside": beside}
    return Slot(article_id=place.story, picture_id=place.picture, **where, **facts)


def place_of(slot: Slot, related: list[Place] = ()) -> Place:
    facts = {name: getattr(slot, name) for name in ALIKE}
    return Place(story=slot.article_id, picture=slot.picture_id, related=list(related), **facts)
