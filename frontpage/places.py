"""Where a story stands on fronts because somebody put it there: told before it is taken from readers."""

from collections.abc import Iterator
from datetime import datetime

from frontpage.content import Block
from frontpage.models.banner import Banner
from frontpage.models.front import Front
from frontpage.models.layout import Slot
from frontpage.naming import name_blocks


def places_of(article, at: datetime) -> Iterator[str]:
    """“the front page (Lead)”, “the front of Sport (Top stories)”, “the breaking banner”.

    Two queries, and one where a block is named after what it is about.
    """
    slots = Slot.objects.held(at).filter(article=article).order_by("layout__front", "block")
    for slot in slots.select_related("layout__front__section", "layout__front__topic"):
        yield f"{front_in_words(slot.layout.front)} ({block_in_words(slot)})"
    if Banner.objects.live(at).filter(article=article).exists():
        yield "the breaking banner"


def front_in_words(front: Front) -> str:
    return "the front page" if front.is_of_site else f"the front of {front}"


def block_in_words(slot: Slot) -> str:
    block = Block.read(slot.layout.blocks[slot.block])
    name_blocks([block])
    return block.called
