"""The blocks of a front: added, moved, taken away. There is always one lead."""

from articles.workflow import Refused
from frontpage.content import KINDS, Content
from frontpage.moves.finding import block_of, name_of, way_of

MOST = 30


def add_block(content: Content, kind: str, position: int) -> str:
    """The new block's key is ``content.next - 1`` afterwards."""
    if kind not in KINDS:
        raise Refused("There is no such block.")
    if kind == "lead":
        raise Refused("A front has one lead.")
    if len(content.blocks) >= MOST:
        raise Refused(f"This front has {MOST} blocks already. Take one away first.")
    content.add(kind)
    arrange(content, len(content.blocks) - 1, position)
    return f"Added {KINDS[kind].name}."


def move_block(content: Content, block_key: int, position: int) -> str:
    block = block_of(content, block_key)
    arrange(content, content.blocks.index(block), position)
    return f"Moved the block {name_of(block)}."


def step_block(content: Content, block_key: int, direction: str) -> str:
    """One ``"up"`` or ``"down"``."""
    block, way = block_of(content, block_key), way_of(direction)
    position = content.blocks.index(block) + way
    if not 0 <= position < len(content.blocks):
        raise Refused("It is the first already." if way < 0 else "It is the last already.")
    arrange(content, position - way, position)
    return f"Moved the block {name_of(block)} {direction}."


def remove_block(content: Content, block_key: int) -> str:
    block = block_of(content, block_key)
    if block.kind == "lead":
        raise Refused("A front always has its lead.")
    content.blocks.remove(block)
    arrange(content, 0, 0)
    number = len([slot for slot in block.slots if slot.story is not None])
    stories = f" with {number} {'story' if number == 1 else 'stories'}" if number else ""
    return f"Took away the block {name_of(block)}{stories}."


def arrange(content: Content, old: int, new: int) -> None:
    block = content.blocks.pop(old)
    content.blocks.insert(max(new, 0), block)
    content.blocks[0].is_beside = False  # there is nothing to be beside
