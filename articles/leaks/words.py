"""Words that stand nowhere else, each planted in one part of one story."""

import re
import secrets
from dataclasses import dataclass, field

LETTERS = "bcdfghjklmnpqrstvwz"
LENGTH = 10


def made_up() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


@dataclass
class Words:
    """The words of one walk. They share a beginning, so that an answer is read once however many there are."""

    mark: str = field(default_factory=lambda: f"zq{made_up()[:4]}")
    known: dict[str, tuple[str, str]] = field(default_factory=dict)  # word → part, state

    def __post_init__(self):
        self.any = re.compile(f"{self.mark}[{LETTERS}]{{{LENGTH}}}", re.IGNORECASE)

    def new(self, part: str, state: str) -> str:
        word = self.never()
        self.known[word] = (part, state)
        return word

    def never(self) -> str:
        """A word of the same shape that is planted nowhere."""
        return self.mark + made_up()

    def found_in(self, text: str) -> set[str]:
        return {word.lower() for word in self.any.findall(text)} & self.known.keys()

    def told(self, word: str) -> str:
        part, state = self.known[word]
        return f"{part} of {state}"

    def without(self, text: str) -> str:
        """``text`` with one sign for every word of this shape, to compare two answers."""
        return self.any.sub("*", text)
