"""What the desk calls things, everywhere the same: a block by its own name, else by what it is about, else its kind."""

from collections.abc import Iterable

from articles.models.section import Section
from articles.models.series import Series
from articles.models.topic import Topic
from frontpage.content import Block

INNER = str.maketrans("“”", "‘’")


def name_blocks(blocks: Iterable[Block]) -> None:
    """So that ``block.called`` knows what each is about, also what readers don't have. A query each for sections,
    topics and series, none for those that are named already.
    """
    blocks = [block for block in blocks if block.about is None]
    sources = {"section": Section.objects.select_related("parent"), "topic": Topic.objects, "series": Series.objects}
    found = {}
    for name, model in sources.items():
        keys = {getattr(block, name) for block in blocks} - {None}
        found[name] = model.in_bulk(keys) if keys else {}
    for block in blocks:
        about = (found[name].get(getattr(block, name)) for name in sources)
        block.about = next((str(one) for one in about if one), "")


def quoted(words: str) -> str:
    """In quotation marks; those within become single ones."""
    return f"“{words.translate(INNER)}”"
