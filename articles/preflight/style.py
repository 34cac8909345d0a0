"""The house's own words: what its table of style rules finds."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from articles.models import StyleRule
from articles.preflight.finding import Finding
from articles.preflight.reading import CALLED, Copy

_straight = str.maketrans("’‘", "''")  # as long as before: places stay places


class Rule(NamedTuple):
    """A row of the table."""

    words: str
    instead: str
    why: str
    match_case: bool
    severity: str


class Style(NamedTuple):
    """All rules as two patterns: one for those that mind the case, one for those that don't."""

    exact: re.Pattern | None
    loose: re.Pattern | None
    rules: dict[tuple[bool, str], Rule]

    def hits(self, line: str) -> Iterator[tuple[Rule, int]]:
        """The rules that ``line`` breaks, and where."""
        line = line.translate(_straight)
        for match_case, pattern in ((True, self.exact), (False, self.loose)):
            for found in pattern.finditer(line) if pattern else ():
                if rule := self.rules.get((match_case, keyed(found[0], match_case))):
                    yield rule, found.start()


def house_style() -> Style:
    return compiled(tuple(Rule(*row) for row in StyleRule.objects.order_by("pk").values_list(*Rule._fields)))


@lru_cache(maxsize=4)
def compiled(rules: tuple[Rule, ...]) -> Style:
    """Once for each state of the table. Rules are plain words: nobody's regular expression gets in here."""
    by_words = {(rule.match_case, keyed(rule.words, rule.match_case)): rule for rule in rules if rule.words.strip()}
    exact, loose = (sorted({words for case, words in by_words if case is kind}) for kind in (True, False))
    return Style(any_of(exact), any_of(loose, re.IGNORECASE), by_words)


def any_of(phrases: list[str], flags: int = 0) -> re.Pattern | None:
    """One pattern for all, the longest first; those that begin alike stand together, so that a miss is soon known."""
    if not phrases:
        return None
    by_letter = defaultdict(list)
    for phrase in sorted(phrases, key=len, reverse=True):
        by_letter[phrase[0]].append(re.escape(phrase[1:]))
    heads = "|".join(f"{re.escape(letter)}(?:{'|'.join(rest)})" for letter, rest in by_letter.items())
    return re.compile(rf"(?<!\w)(?:{heads})(?!\w)", flags)


def keyed(words: str, match_case: bool) -> str:
    words = " ".join(words.translate(_straight).split())
    return words if match_case else words.lower()


def style(copy: Copy) -> Iterator[Finding]:
    """What the house doesn't write. In a quotation that is advice only: people said what they said."""
    house = house_style()
    times: Counter[tuple[str, Rule]] = Counter()
    ours: Counter[tuple[str, Rule]] = Counter()  # outside quotations
    for field, line, quoted in [*((name, words, False) for name, words in copy.words.items()), *body_lines(copy)]:
        for rule, place in house.hits(line):
            times[field, rule] += 1
            ours[field, rule] += not (quoted or is_quoted(line, place))
    for (field, rule), count in times.items():
        yield finding(field, rule, count, is_ours=ours[field, rule] > 0)


def body_lines(copy: Copy) -> list[tuple[str, str, bool]]:
    return [("body", passage.text, passage.is_quotation) for passage in copy.passages]


def finding(field: str, rule: Rule, count: int, *, is_ours: bool) -> Finding:
    where = f"“{rule.words}” stands in {CALLED[field]}" + (f" {count} times" if count > 1 else "")
    house = f"the house writes “{rule.instead}”" if rule.instead else "the house doesn’t write that"
    kept = "" if is_ours else "In a quotation it may stay."
    todo = " ".join(filter(None, [rule.why, kept]))
    return Finding(f"{where}: {house}.", field, stops=is_ours and rule.severity == StyleRule.Severity.STOP, todo=todo)


def is_quoted(line: str, place: int) -> bool:
    """Whether the words at ``place`` stand in “quotation marks”; a quotation may go on in the next paragraph."""
    opened = max(line.rfind("“", 0, place + 1), line.rfind("„", 0, place + 1))
    return opened > line.rfind("”", 0, place)
