"""Reads the demo's story files: ``key: value`` lines, an empty line, the text as HTML."""

import re
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from pathlib import Path

from django.utils import timezone

FOLDER = Path(__file__).parent / "stories"
MOMENT = re.compile(r"([+-]?\d+)d (\d\d):(\d\d)")


@dataclass
class Told:
    """One story as its file tells it. Moments are text: ``-1d 18:20`` is yesterday at 18:20."""

    name: str
    words: dict[str, str]
    body: str
    corrections: list[tuple[str, str, str]] = field(default_factory=list)  # kind, moment, text

    def __getitem__(self, key: str) -> str:
        return self.words.get(key, "")

    def slugs(self, key: str) -> list[str]:
        return [slug.strip() for slug in self[key].split(",") if slug.strip()]


def read(file: Path) -> Told:
    head, _, body = file.read_text(encoding="utf-8").partition("\n\n")
    told = Told(file.stem, {}, body.strip())
    for line in head.splitlines():
        key, _, value = line.partition(": ")
        if key == "correction":
            kind, moment, text = (part.strip() for part in value.split("|"))
            told.corrections.append((kind, moment, text))
        else:
            told.words[key] = value.strip()
    return told


def all_stories() -> list[Told]:
    return [read(file) for file in sorted(FOLDER.glob("*.html"))]


@dataclass(frozen=True)
class Day:
    """The day that the demo is played on. Today's acts are moved back so that the last of them is just over."""

    now: datetime
    back: timedelta

    @classmethod
    def of(cls, now: datetime, moments: list[str]) -> "Day":
        today = [cls(now, timedelta()).moment(text) for text in moments if text.startswith(("0d", "-0d"))]
        return cls(now, max([moment - (now - timedelta(minutes=5)) for moment in today] + [timedelta()]))

    def moment(self, text: str) -> datetime:
        days, hour, minute = (int(part) for part in MOMENT.fullmatch(text).groups())
        local = timezone.localtime(self.now)
        day = local.date() + timedelta(days=days)
        moment = datetime.combine(day, time(hour, minute), tzinfo=local.tzinfo)
        return moment - self.back if days == 0 else moment
