"""What must be put right before a front is launched."""

from collections.abc import Iterator
from datetime import datetime

from accounts.models import User
from articles.models import Article
from articles.picture_rights import Helpers, is_barred, why_not
from frontpage.content import Block, Content, Place
from frontpage.naming import name_blocks
from photos.models import Photo

UNSEEN = "a story that you may not see"
MOST = 60  # letters of a headline


def faults(content: Content, at: datetime, by: User) -> list[str]:
    """Sentences for ``by``, each with who can help: pictures of the front's own that readers may not see at ``at``.

    A picture that somebody lets run for a day may be shown on that day. In a query, or three where there are faults.
    """
    photos = Photo.objects.for_pages().in_bulk({photo for _, _, photo in own_pictures(content)})
    wrong = [
        (block, slot, photos.get(key), why)
        for block, slot, key in own_pictures(content)
        if (why := fault_of(photos.get(key), slot, at))
    ]
    name_blocks(block for block, _, _, _ in wrong)
    helpers, names = Helpers(), names_of([slot for _, slot, _, _ in wrong if slot], by) if wrong else {}
    return [sentence(block, slot, photo, why, names, helpers) for block, slot, photo, why in wrong]


def own_pictures(content: Content) -> Iterator[tuple[Block, Place | None, int]]:
    """Block, slot and picture, in the order of the front; without a slot it is a promotion's."""
    yield from ((block, slot, slot.picture) for block, slot in content.slots() if slot.picture)
    yield from ((block, None, block.picture) for block in content.blocks if block.picture)


def fault_of(photo: Photo | None, slot: Place | None, at: datetime) -> str:
    """Why readers may not see it when they would see it first, as the rest of a sentence; nothing if they may."""
    if photo is None:
        return "doesn’t exist any more"
    if slot and slot.run_until and slot.run_until <= at:
        return ""  # nobody sees it any more
    return why_not(photo, max(at, slot.run_from) if slot and slot.run_from else at)


def names_of(slots: list[Place], by: User) -> dict[int, str]:
    """Story → its headline, of those that ``by`` may see."""
    stories = Article.objects.visible_to(by).filter(pk__in={slot.story for slot in slots if slot.story})
    return {story.pk: str(story) for story in stories.only("headline", "slugline")}


def sentence(block: Block, slot: Place | None, photo: Photo | None, why: str, names: dict, helpers: Helpers) -> str:
    """“Lead: the picture chosen for “Bridge reopens” is restricted. Pia Brandt can clear it, or choose another.”"""
    what = "its picture"
    if slot:
        title = names.get(slot.story)
        what = f"the picture chosen for {f'“{title[:MOST]}”' if title else UNSEEN}"
    help_is_near = photo and not is_barred(photo)
    todo = f"{helpers.for_picture(photo).removesuffix('.')}, or choose another." if help_is_near else "Choose another."
    return f"{block.called}: {what} {why}. {todo}"
