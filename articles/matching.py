"""What two rows of things have in common, in their order: of paragraphs, of words, of names.

``difflib`` alone takes minutes for two long texts of few different words, so its work is capped here.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

MOST_PAIRS = 5_000  # of equal things that difflib may look at

Pair = tuple[int, int]


class Hunk(NamedTuple):
    """``old[start:end]`` became ``new[new_start:new_end]``."""

    start: int
    end: int
    new_start: int
    new_end: int


def hunks(old: Sequence, new: Sequence) -> list[Hunk]:
    """All that changed, in order; what lies between two hunks is equal."""
    return between(matches(old, new), len(old), len(new))


def between(pairs: list[Pair], old_end: int, new_end: int) -> list[Hunk]:
    """The gaps that ``pairs`` leave."""
    found = []
    at, new_at = 0, 0
    for here, there in (*pairs, (old_end, new_end)):
        if here > at or there > new_at:
            found.append(Hunk(at, here, new_at, there))
        at, new_at = here + 1, there + 1
    return found


def bridged(found: list[Hunk], old: Sequence, is_bridge: Callable[[Sequence], bool]) -> list[Hunk]:
    """Two hunks become one where ``is_bridge`` says that the equal things between them are too few to stand alone."""
    joined: list[Hunk] = []
    for hunk in found:
        if joined and is_bridge(old[joined[-1].end : hunk.start]):
            last = joined.pop()
            hunk = Hunk(last.start, hunk.end, last.new_start, hunk.new_end)
        joined.append(hunk)
    return joined


def matches(old: Sequence, new: Sequence) -> list[Pair]:
    """Positions of equal things, rising on both sides."""
    return _trimmed(old, new, _middle)


def _trimmed(old: Sequence, new: Sequence, middle: Callable) -> list[Pair]:
    shorter = min(len(old), len(new))
    head = 0
    while head < shorter and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < shorter - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    inner = middle(old[head : len(old) - tail], new[head : len(new) - tail])
    return [
        *((at, at) for at in range(head)),
        *((head + here, head + there) for here, there in inner),
        *((len(old) - at, len(new) - at) for at in range(tail, 0, -1)),
    ]


def _middle(old: Sequence, new: Sequence) -> list[Pair]:
    if _pairs(old, new) <= MOST_PAIRS:
        return _by_difflib(old, new)
    anchors = _anchors(old, new)
    found: list[Pair] = []
    for gap in between(anchors, len(old), len(new)):
        inner = _trimmed(old[gap.start : gap.end], new[gap.new_start : gap.new_end], _by_difflib_if_short)
        found += [(gap.start + here, gap.new_start + there) for here, there in inner]
    return sorted(anchors + found)


def _by_difflib(old: Sequence, new: Sequence) -> list[Pair]:
    runs = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    return [(run.a + at, run.b + at) for run in runs for at in range(run.size)]


def _by_difflib_if_short(old: Sequence, new: Sequence) -> list[Pair]:
    return _by_difflib(old, new) if _pairs(old, new) <= MOST_PAIRS else []


def _pairs(old: Sequence, new: Sequence) -> int:
    in_new = Counter(new)
    return sum(count * in_new[thing] for thing, count in Counter(old).items())


def _anchors(old: Sequence, new: Sequence) -> list[Pair]:
    """Things that stand once on each side: the longest row of them that rises on both."""
    once = {thing for thing, count in Counter(old).items() if count == 1}
    places = {thing: at for at, thing in enumerate(new)}
    in_new = Counter(new)
    pairs = [(at, places[thing]) for at, thing in enumerate(old) if thing in once and in_new[thing] == 1]
    return rising(pairs)


def rising(pairs: list[Pair]) -> list[Pair]:
    """The longest part of ``pairs`` (sorted by their first) whose seconds rise."""
    lowest: list[int] = []  # the lowest second that ends a row of this length, and the pair it belongs to
    ends: list[int] = []
    before: list[int] = []
    for number, (_, there) in enumerate(pairs):
        length = bisect_left(lowest, there)
        before.append(ends[length - 1] if length else -1)
        lowest[length : length + 1] = [there]
        ends[length : length + 1] = [number]
    row = []
    number = ends[-1] if ends else -1
    while number >= 0:
        row.append(pairs[number])
        number = before[number]
    return row[::-1]
