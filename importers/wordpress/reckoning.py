"""What became of the pictures of an export, told in few lines."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

NAMED = 5  # of those that share a reason
REASONS = 12
LONGEST = 150


@dataclass
class Reckoning:
    brought: int = 0
    already: int = 0
    _missing: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    _refused: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def missing(self, reason: str, name: str) -> None:
        if name not in self._missing[reason]:
            self._missing[reason].append(name)

    def refused(self, reason: str, name: str) -> None:
        self._refused[reason].append(name)

    def report(self) -> Iterator[str]:
        missing, refused = (sum(map(len, each.values())) for each in (self._missing, self._refused))
        if self.brought or self.already or missing or refused:
            yield (
                f"{self.brought} pictures brought in, {self.already} already here, {missing} missing, "
                f"{refused} refused."
            )
        yield from _named("Missing", self._missing)
        yield from _named("Refused", self._refused)


def _named(what: str, reasons: dict[str, list[str]]) -> Iterator[str]:
    """The most common reasons, each with some of its pictures."""
    by_number = sorted(reasons.items(), key=lambda item: -len(item[1]))
    for reason, names in by_number[:REASONS]:
        yield f"{what}, {len(names)}: {reason}"
        yield from (f"  {name[:LONGEST]}" for name in names[:NAMED])
        if len(names) > NAMED:
            yield f"  and {len(names) - NAMED} more"
    if rest := sum(len(names) for _, names in by_number[REASONS:]):
        yield f"{what}, {rest}: for other reasons"
