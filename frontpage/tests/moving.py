"""Fronts in work for tests of moves: plain contents, without tables."""

from django.test import SimpleTestCase

from frontpage import moves
from frontpage.content import Block, Content, Place

LEAD, TOP, LATEST, STRIP = 1, 2, 3, 4


def laid_out(*, lead=(), top=(), strip=()) -> Content:
    """Lead, top stories, latest, a strip. A story's slot has ten times its key; None is a place that fills itself."""
    content = Content()
    for kind, stories in [("lead", lead), ("top", top), ("latest", ()), ("strip", strip)]:
        block = content.add(kind)
        block.slots = [Place(story * 10 if story else 1000 + place, story) for place, story in enumerate(stories)]
    content.next = 2000
    return content


def row(content: Content, block_key: int) -> list[int | None]:
    return [slot.story for block in content.blocks if block.key == block_key for slot in block.slots]


def slot(content: Content, key: int) -> Place:
    return next(slot for _, slot in content.slots() if slot.key == key)


def block(content: Content, key: int) -> Block:
    return next(block for block in content.blocks if block.key == key)


class MovesTestCase(SimpleTestCase):
    def refused(self, words: str, move, *args, **facts):
        with self.assertRaisesMessage(moves.Refused, words):
            move(*args, **facts)
