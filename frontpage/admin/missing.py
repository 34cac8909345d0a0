"""What somebody placed on a front and readers won't get there at a moment, and why."""

from collections.abc import Iterator
from datetime import datetime

from articles.models import Edition
from frontpage.arranging import Page, Scope, arrange
from frontpage.candidates import UNSEEN, states_of
from frontpage.content import Block, Content, Place
from frontpage.naming import name_blocks, quoted
from newsroom.templatetags.desk import when


def missing_at(front, content: Content, at: datetime, user) -> list[str]:
    """A sentence for each block that is empty at ``at``, and for each story that has a place then and won't be shown
    in it. Spares wait anyway.
    """
    page = arrange(Scope(front.section, front.topic), content, at)
    return [*empty_in(page), *unshown_on(page, content, at, user)]


def empty_in(page: Page) -> list[str]:
    blocks = [filled.block for filled in page.blocks if filled.is_empty]
    name_blocks(blocks)
    return [f"The block {quoted(block.called)}: {why_empty(block)}." for block in blocks]


def why_empty(block: Block) -> str:
    return "it has no words yet" if block.kind == "promo" else "there is nothing to fill it"


def unshown_on(page: Page, content: Content, at: datetime, user) -> list[str]:
    shown = {card.slot.key for card in page.cards if card.slot}
    placed = [slot for slot in with_a_place(content) if slot.story and slot.key not in shown]
    keys = {slot.story for slot in placed}
    if not keys:
        return []
    titles = {key: state.title if state.visible else "" for key, state in states_of(keys, user, at).items()}
    begins = next_times(keys, at)
    return [sentence(slot, titles[slot.story], begins.get(slot.story), at) for slot in placed]


def with_a_place(content: Content) -> Iterator[Place]:
    for block in content.blocks:
        for slot in block.slots[: block.places]:
            yield slot
            yield from slot.related


def next_times(keys: set[int], at: datetime) -> dict[int, datetime]:
    """When each story begins that isn't live yet."""
    found = Edition.objects.real().filter(article__in=keys, live_from__gt=at).order_by("-live_from")
    return dict(found.values_list("article_id", "live_from"))


def sentence(slot: Place, title: str, begins: datetime | None, at: datetime) -> str:
    if not title:
        return f"{UNSEEN} won’t be shown in its place."
    name = quoted(title)
    if slot.is_kept_off(at):
        begun = slot.run_from and slot.run_from > at
        return f"{name} {f'runs here from {when(slot.run_from)}' if begun else 'has run here long enough'}."
    if not slot.holds(at):
        return f"{name} was pinned until {when(slot.pinned_until)}; from then on the place fills itself."
    if begins and title:
        return f"{name} is scheduled for {when(begins)}; until then the place fills itself."
    return f"{name} isn’t public {'then' if at else 'now'}; until it is, the place fills itself."
