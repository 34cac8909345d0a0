"""What somebody does to a front in work: each move changes a ``Content`` in place, and says for the log what it did.

The words name a story as “#12”, by its article's key, and never by its headline: not everybody who arranges a front may
see every story. ``frontpage.drafts.told`` puts in the headlines that somebody may see. A move that can't be made raises
``Refused`` with a sentence for whoever asked; the content may be spoilt then, and has to be dropped.

Slots and blocks are named by their keys. A position counts from 0, and is where the story or block stands afterwards;
one too far is the last.
"""

from articles.workflow import Refused
from frontpage.moves.blocks import add_block, move_block, remove_block, step_block
from frontpage.moves.dressing import dress, time
from frontpage.moves.finding import Gone
from frontpage.moves.places import fill_itself, move, place, place_related, remove, step
from frontpage.moves.settings import set_block

__all__ = [
    "Gone",
    "Refused",
    "add_block",
    "dress",
    "fill_itself",
    "move",
    "move_block",
    "place",
    "place_related",
    "remove",
    "remove_block",
    "set_block",
    "step",
    "step_block",
    "time",
]
