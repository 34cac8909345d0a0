"""What the board's buttons say (“move 17 3 2”), and the one move of ``frontpage.moves`` that each of them means."""

from collections.abc import Callable
from functools import partial

from frontpage import moves
from frontpage.admin.shown import code_of
from frontpage.candidates import State, states_of
from frontpage.content import Content
from frontpage.moves.finding import block_of, spot_of
from newsroom import clock

GONE = "Nothing was done: that button is no longer there."


def move_of(asked: str, into: str, user) -> Callable[[Content], str]:
    """The move that a button names; ``into`` is the block that was chosen beside it. Refuses what is no move."""
    name, *facts = asked.split()
    if name in ("place", "move") and len(facts) == 1:
        facts.append(into)
    if name not in MOVES:
        raise moves.Refused(GONE)
    move, shape = MOVES[name]
    if not shape[0] <= len(facts) <= shape[1]:
        raise moves.Refused(GONE)
    return partial(move, user=user, facts=[numbered(fact) if name != "add" else fact for fact in facts])


def numbered(fact: str) -> int:
    if not (fact.isdecimal() and len(fact) < 19):
        raise moves.Refused(GONE)
    return int(fact)


# ---- Each takes the content, who asks, and the facts of its button ----


def place(content, user, facts):
    story, block, *position = facts
    return moves.place(content, story, block, *position or [place_for(content, block)])


def relate(content, user, facts):
    return moves.place_related(content, *facts)


def relate_slot(content, user, facts):
    """A story that stands on the front already."""
    slot, *rest = facts
    story = spot_of(content, slot).slot.story
    if story is None:
        raise moves.Refused("That place fills itself: there is no story to move.")
    return moves.place_related(content, story, *rest)


def move(content, user, facts):
    slot, block, *position = facts
    return moves.move(content, slot, block, *position or [place_for(content, block)])


def use_own(content, user, facts):
    seen_story(content, facts[0], user)
    return moves.dress(content, facts[0], headline="")


def keep_mine(content, user, facts):
    """The words here stay though the story's were changed: they count as written for the headline that was seen."""
    slot, code = facts
    headline = seen_story(content, slot, user).headline
    if code_of(headline) != code:
        raise moves.Refused(f"Its own headline was changed again: “{headline}”. Look at it, then choose.")
    return moves.dress(content, slot, copied=headline)


def seen_story(content: Content, slot: int, user) -> State:
    story = spot_of(content, slot).slot.story
    state = states_of([story], user, clock.now())[story] if story else None
    if state is None or not state.visible:
        raise moves.Refused("You may not see this story, so its words here are not yours to change.")
    return state


def add(content, user, facts):
    return moves.add_block(content, facts[0], len(content.blocks))


def place_for(content: Content, block_key: int) -> int:
    """Where a story goes that is put into a block and no place is named: the first free one, or on top."""
    block = block_of(content, block_key)
    free = [number for number, slot in enumerate(block.slots) if slot.story is None]
    if block.kind != "lead" and (free or len(block.slots) < block.places):
        return free[0] if free else len(block.slots)
    return 0


def plain(verb, *more):
    return lambda content, user, facts: verb(content, *facts, *more)


MOVES = {
    "place": (place, (2, 3)),
    "relate": (relate, (3, 3)),
    "relate-slot": (relate_slot, (3, 3)),
    "move": (move, (2, 3)),
    "up": (plain(moves.step, "up"), (1, 1)),
    "down": (plain(moves.step, "down"), (1, 1)),
    "remove": (plain(moves.remove), (1, 1)),
    "free": (plain(moves.fill_itself), (2, 2)),
    "use-own": (use_own, (1, 1)),
    "keep-mine": (keep_mine, (2, 2)),
    "block": (plain(moves.move_block), (2, 2)),
    "block-up": (plain(moves.step_block, "up"), (1, 1)),
    "block-down": (plain(moves.step_block, "down"), (1, 1)),
    "add": (add, (1, 1)),
    "drop": (plain(moves.remove_block), (1, 1)),
}
