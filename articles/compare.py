"""What differs between two contents of a story, word by word, in the order in which a story is read.

Asks no table: ``pks`` says what has to be named, and the caller names it.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from articles.passages import Passage, passages
from articles.runs import Run, Texts, runs_of, word_runs
from newsroom import html

LABELS = {
    "kicker": "Kicker",
    "headline": "Headline",
    "standfirst": "Standfirst",
    "bylines": "Bylines",
    "dateline": "Dateline",
    "picture_id": "Lead picture",
    "picture_caption": "Caption",
    "picture_alt": "Description of the picture",
    "body": "Text",
    "section_id": "Section",
    "topics": "Topics",
    "series_id": "Series",
    "series_part": "Part of the series",
    "slug": "Address",
    "slugline": "Working name",
    "search_title": "Title for search",
    "search_description": "Description for search",
    "note": "Note",
    "show_changes": "Readers may compare its versions",
}
PLACES = ("section_id", "series_id", "picture_id")

Names = Callable[[str, int], str | None] | Mapping[str, Mapping[int, str]]

_a_word = re.compile(r"\w+(?:['’.,-]\w+)*")


@dataclass(frozen=True)
class Difference(Texts):
    """A field that differs. The body's is in its passages; ``runs`` are then the runs of them all."""

    field: str
    label: str
    runs: list[Run]
    passages: list[Passage] = field(default_factory=list)

    @property
    def changes(self) -> int:
        """How many passages differ; one for any other field."""
        return sum(passage.kind != "equal" for passage in self.passages) or 1

    @property
    def words_in(self) -> int:
        return self._words("ins")

    @property
    def words_out(self) -> int:
        return self._words("del")

    def _words(self, kind: str) -> int:
        return sum(len(_a_word.findall(run.text)) for run in self.runs if run.kind == kind)


def compare(old: dict, new: dict, names: Names) -> list[Difference]:
    """The fields that differ. A field that one of the two lacks, as old revisions and editions do, is not compared.

    ``names`` gives the name of a section, series, picture, topic: ``names("topics", 7)`` or ``names["topics"][7]``.
    """
    found = (
        _difference(where, old[where], new[where], _namer(names)) for where in LABELS if where in old and where in new
    )
    return [difference for difference in found if difference]


def pks(*contents: dict) -> dict[str, set[int]]:
    """What ``compare`` will ask the names of: ids by field; pictures in the text count as ``picture_id``."""
    asked: dict[str, set[int]] = {where: set() for where in (*PLACES, "topics")}
    for content in contents:
        for where in PLACES:
            asked[where] |= {content[where]} if content.get(where) else set()
        asked["topics"].update(content.get("topics", ()))
        asked["picture_id"].update(html.photo_ids(content.get("body") or ""))
    return asked


# ---- Fields ----


def _namer(names: Names) -> Callable[[str, int], str]:
    name = names if callable(names) else lambda where, pk: names.get(where, {}).get(pk)
    return lambda where, pk: name(where, pk) or f"no longer there (no. {pk})"


def _difference(where: str, old, new, name: Callable[[str, int], str]) -> Difference | None:
    found: list[Passage] = []
    if where == "body":
        found = passages(html.clean(old or ""), html.clean(new or ""), name)
        runs = [run for passage in found for run in passage.runs]
    elif where in ("topics", "bylines"):
        runs = runs_of(*(_items(where, side, name) for side in (old, new)))
    elif where in (*PLACES, "series_part", "show_changes"):
        runs = _swapped(*(_name(where, side, name) for side in (old, new)))
    else:
        runs = word_runs(old or "", new or "")
    differs = any(passage.kind != "equal" for passage in found) or any(run.kind != "same" for run in runs)
    return Difference(where, LABELS[where], runs, found) if differs else None


def _name(where: str, value: int | bool | None, name: Callable) -> str:
    if value is None:
        return ""
    if where == "show_changes":
        return "yes" if value else "no"
    return str(value) if where == "series_part" else name(where, value)


def _swapped(old: str, new: str) -> list[Run]:
    if old == new:
        return [Run("same", old)]
    return [run for run in (Run("del", old), Run("ins", new)) if run.text]


def _items(where: str, value: list, name: Callable) -> list[str]:
    if where == "topics":
        items = sorted(name(where, topic) for topic in value)
    else:
        items = [f"{printed} ({role})" if role else printed for _, printed, role in value]
    return [part for item in items for part in (", ", item)][1:]
