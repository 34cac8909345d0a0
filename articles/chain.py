"""The chain of a story's editions: each holds a hash of itself and of the one before, so that no past can be edited."""

from collections.abc import Iterator
from dataclasses import dataclass

from articles.models.edition import FROZEN, Edition

CHUNK = 500


@dataclass(frozen=True)
class Break:
    """Where the chain of a story doesn't hold, and why."""

    article: int
    number: int
    what: str

    def __str__(self):
        return f"Story {self.article}, edition {self.number}: {self.what}"


def editions() -> Iterator[Edition]:
    """All editions, story by story in their order, with what is hashed; a chunk of them in memory at a time."""
    rows = Edition.objects.order_by("article_id", "number")
    return rows.only("article_id", "hash", "previous_hash", "picture_words", *FROZEN).iterator(chunk_size=CHUNK)


def breaks(rows: Iterator[Edition]) -> Iterator[Break]:
    """What is wrong with ``rows``, story by story: a number that is missing, a link, a hash."""
    before = None
    for edition in rows:
        if before and before.article_id != edition.article_id:
            before = None
        for what in faults(edition, before):
            yield Break(edition.article_id, edition.number, what)
        before = edition


def faults(edition: Edition, before: Edition | None) -> Iterator[str]:
    due = before.number + 1 if before else 1
    if edition.number != due:
        yield f"edition {due} is missing before it (number)."
    if edition.previous_hash != (before.hash if before else ""):
        yield f"it does not follow {f'edition {before.number}' if before else 'nothing'} (chain)."
    if edition.hash != edition.fingerprint():
        yield "its words, dates or address are not those that were published (hash)."
