"""Stories in their places: put there, moved, taken away."""

from frontpage.content import RELATED, Block, Content, Place
from frontpage.moves.finding import Refused, Spot, block_of, called, name_of, spot_of, spot_of_story, way_of

MOST = 20  # stories in a block, with those that stand ready


def place(content: Content, story: int, block_key: int, position: int) -> str:
    """Put a story into a block. If it stands on the page already it is moved, with all that it has only here."""
    block = taking_stories(block_of(content, block_key))
    if spot := spot_of_story(content, story):
        return move(content, spot.slot.key, block_key, position)
    put(content, Place(content.take_key(), story), block, position)
    return f"Put #{story} into {name_of(block)}."


def place_related(content: Content, story: int, slot_key: int, position: int) -> str:
    """Put a story under a lead; if it stands on the page already it is moved."""
    lead = spot_of(content, slot_key)
    if lead.block.kind != "lead" or lead.is_related or lead.slot.story is None:
        raise Refused("Only a lead has related headlines: put a story there first.")
    if lead.slot.story == story:
        raise Refused("A story can’t be related to itself.")
    spot = spot_of_story(content, story)
    slot, loss = leave(spot, keeps_related=False) if spot else (Place(content.take_key(), story), "")
    if len(lead.slot.related) >= RELATED:
        raise Refused(f"There are {RELATED} headlines under this lead already. Take one away first.")
    lead.slot.related.insert(max(position, 0), slot)
    return f"Put #{story} under #{lead.slot.story}{loss}."


def move(content: Content, slot_key: int, block_key: int, position: int) -> str:
    spot, block = spot_of(content, slot_key), taking_stories(block_of(content, block_key))
    slot, loss = leave(spot, keeps_related=block.kind == "lead")
    put(content, slot, block, position, pushes=spot.row is block.slots)
    return f"Moved {called(slot)} to {name_of(block)}{loss}."


def step(content: Content, slot_key: int, direction: str) -> str:
    """One place ``"up"`` or ``"down"``, and past the end of its block into the next one that takes stories."""
    spot, way = spot_of(content, slot_key), way_of(direction)
    position, last = spot.position + way, len(spot.row) - 1
    if not spot.is_related:
        last = max(spot.block.places - 1, last)
    if not 0 <= position <= last:
        return step_out(content, spot, way)
    if spot.is_related:
        spot.row.insert(position, spot.take())
        return f"Moved {called(spot.slot)} {direction} under the lead."
    return move(content, slot_key, spot.block.key, position)


def step_out(content: Content, spot: Spot, way: int) -> str:
    taking = [block for block in content.blocks if block.sort.takes_stories]
    target = taking.index(spot.block) + way
    if not 0 <= target < len(taking) or (spot.is_related and way < 0):
        raise Refused("It is the first already." if way < 0 else "It is the last already.")
    return move(content, spot.slot.key, taking[target].key, 0 if way > 0 else MOST)


def remove(content: Content, slot_key: int) -> str:
    """Take a story off the page; those behind it move up."""
    spot = spot_of(content, slot_key)
    slot, loss = leave(spot, keeps_related=False)
    return f"Took {called(slot)} off {name_of(spot.block)}{loss}."


def fill_itself(content: Content, block_key: int, position: int) -> str:
    """Let a place fill itself: its story is taken off the page, and those behind it stay where they are."""
    block = taking_stories(block_of(content, block_key))
    if not 0 <= position < len(block.slots) or block.slots[position].story is None:
        raise Refused("That place fills itself already.")
    slot = block.slots[position]
    block.slots[position] = Place(content.take_key())
    tidy(block)
    return f"Took {called(slot)} off {name_of(block)}{without(slot)}; the place fills itself."


# ---- Rows of slots ----
def put(content: Content, slot: Place, block: Block, position: int, *, pushes: bool = False) -> None:
    """Take the place at ``position`` if it fills itself, unless ``pushes``; else those there move on."""
    row = block.slots
    if len(row) >= MOST:
        raise Refused(f"{name_of(block)} has {MOST} stories already. Take one away first.")
    position = max(0, min(position, max(block.places - 1, len(row))))
    while len(row) < position:
        row.append(Place(content.take_key()))
    takes = not pushes and row[position : position + 1] and row[position].story is None
    row[position : position + bool(takes)] = [slot]
    tidy(block)


def leave(spot: Spot, *, keeps_related: bool) -> tuple[Place, str]:
    """Take a slot out of its row; what the log has to add about those that were related to it."""
    slot, loss = spot.take(), ""
    if not keeps_related:
        loss, slot.related = without(slot), []
    if not spot.is_related:
        tidy(spot.block)
    return slot, loss


def tidy(block: Block) -> None:
    """Places at the end fill themselves without being told."""
    while block.slots and block.slots[-1].story is None:
        block.slots.pop()


def without(slot: Place) -> str:
    number = len(slot.related)
    return f", without its {number} related headline{'' if number == 1 else 's'}" if number else ""


def taking_stories(block: Block) -> Block:
    if not block.sort.takes_stories:
        raise Refused(f"{name_of(block)} fills itself: stories can’t be put there.")
    return block
