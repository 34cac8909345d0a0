"""Two plain texts as one: runs of words that are the same, deleted or inserted."""

import re
from typing import Literal, NamedTuple

from articles import matching

_tokens = re.compile(r"\w+(?:['’.,-]\w+)*[^\S\n]*|[^\w\s][^\S\n]*|\s+")


class Run(NamedTuple):
    kind: Literal["same", "del", "ins"]
    text: str  # plain; lines end in "\n"


class Texts:
    """What a difference of any size can show: one text with both, or the two beside each other."""

    runs: list[Run]

    @property
    def old_runs(self) -> list[Run]:
        return [run for run in self.runs if run.kind != "ins"]

    @property
    def new_runs(self) -> list[Run]:
        return [run for run in self.runs if run.kind != "del"]


def word_runs(old: str, new: str) -> list[Run]:
    """Two plain texts as one, each word the same, deleted or inserted."""
    return runs_of(*(_tokens.findall(text.replace("\r\n", "\n")) for text in (old, new)))


def runs_of(old: list[str], new: list[str]) -> list[Run]:
    """Runs of tokens; spaces at their ends don't make them differ."""
    before, after = [token.strip(" ") for token in old], [token.strip(" ") for token in new]
    hunks = matching.bridged(matching.hunks(before, after), before, _is_bridge)
    runs = []
    at, there = 0, 0
    for hunk in (*hunks, matching.Hunk(len(old), len(old), len(new), len(new))):
        kept = zip(old[at : hunk.start], new[there : hunk.new_start], strict=True)
        runs += [
            Run("same", "".join(max(both, key=len) for both in kept)),  # with the space, if one has it
            Run("del", "".join(old[hunk.start : hunk.end])),
            Run("ins", "".join(new[hunk.new_start : hunk.new_end])),
        ]
        at, there = hunk.end, hunk.new_end
    return [run for run in runs if run.text]


def _is_bridge(kept: list[str]) -> bool:
    """One short word that stayed between two changes makes them harder to read."""
    return len(kept) == 1 and len(kept[0]) <= 3 and kept[0].isalnum()
