"""What a block is told: its name, its design, how many places, where it draws from; for a promotion its words."""

import re

from articles.views.as_of import is_for_readers, match_of
from articles.workflow import Refused
from frontpage.content import Block, Content
from frontpage.moves.dressing import one_key, one_line
from frontpage.moves.finding import block_of, name_of

OURS = re.compile(r"/([^\s/\\][^\s\\]*)?")  # browsers take “//” and “/\” for the address of another site
CALLED = {"is_beside": "place on the page", "places": "number of places"}


def set_block(content: Content, block_key: int, **settings) -> str:
    """Set any of ``name``, ``design``, ``places``, ``is_beside``, ``section``, ``topic``, ``series`` (keys or None),
    ``text``, ``link``, ``picture``. A block draws from one thing: naming a topic takes the section away."""
    block = block_of(content, block_key)
    before = name_of(block)
    if settings.get("section") and settings.get("topic"):
        raise Refused("Choose a section or a topic, not both.")
    for one, other in [("section", "topic"), ("topic", "section")]:
        if settings.get(one):
            settings[other] = None
    for name, value in settings.items():
        setattr(block, name, ORDERS[name](content, block, value))
    return f"Changed the block {before}."


def name(content: Content, block: Block, text: str) -> str:
    return one_line("name", text, 60)


def design(content: Content, block: Block, chosen: str) -> str:
    if chosen not in block.sort.designs:
        raise Refused(f"{name_of(block)} has no such design.")
    return chosen


def places(content: Content, block: Block, number: int) -> int:
    most = block.sort.most
    if type(number) is not int or not min(1, most) <= number <= most:
        raise Refused(f"{name_of(block)} has from 1 to {most} places." if most else f"{name_of(block)} has no places.")
    return number


def is_beside(content: Content, block: Block, wanted: bool) -> bool:
    if wanted and not block.sort.may_be_beside:
        raise Refused(f"{name_of(block)} can’t stand beside another block: it needs the width.")
    if wanted and block is content.blocks[0]:
        raise Refused("The first block has nothing to stand beside. Move it down first.")
    return bool(wanted)


def source(field: str):
    def order(content: Content, block: Block, key: int | None) -> int | None:
        if key is not None and field not in block.sort.source:
            raise Refused(f"{name_of(block)} can’t be told to draw from a {field}.")
        return one_key(key)

    return order


def text(content: Content, block: Block, words: str) -> str:
    return one_line("text", of_promo(block, words), 300)


def link(content: Content, block: Block, address: str) -> str:
    address = one_line("link", of_promo(block, address), 200)
    if address and not OURS.fullmatch(address):
        raise Refused("Link to one of our own pages, beginning with “/”: /corrections/.")
    if address and not is_for_readers(match_of(re.split("[?#]", address)[0])):
        raise Refused(f"Readers have no page at {address}. Link to one that they have, as /corrections/.")
    return address


def picture(content: Content, block: Block, key: int | None) -> int | None:
    return one_key(of_promo(block, key))


def of_promo(block: Block, value):
    if value and block.kind != "promo":
        raise Refused(f"Only a promotion has words, a link and a picture of its own, not {name_of(block)}.")
    return value


SOURCES = {field: source(field) for field in ("section", "topic", "series")}
ORDERS = SOURCES | {order.__name__: order for order in (name, design, places, is_beside, text, link, picture)}
