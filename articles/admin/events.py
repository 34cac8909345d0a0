"""What was done with a story, as sentences on one line of time: verbs from the log, saves from its revisions."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from django.utils import timezone

from articles.admin.standing import SAME_NAME
from articles.freeze import PLACES, WORDS
from articles.models import Article, Revision

LENGTH = 60
FIELDS = (*WORDS, *PLACES, "bylines", "topics")  # PostgreSQL keeps the fields of a revision in an order of its own
TOLD_BY_ITSELF = ("set_aside",)  # the revision tells it
# What a verb means for readers, where it means something.
KINDS = {
    "publish": "public",
    "fix_live": "public",
    "reprint": "public",
    "picture": "takes",
    "correct": "public",
    "amend": "public",
    "import": "public",
    "schedule": "sched",
    "reschedule": "sched",
    "unschedule": "sched",
    "withdraw": "takes",
    "hold": "takes",
    "embargo": "takes",
    "kill": "takes",
}


@dataclass
class Event:
    at: datetime
    who: str
    kind: str
    words: str
    revision: Revision | None = None
    before: int | None = None  # the number of the text that was saved before it
    folded: list["Event"] = field(default_factory=list)  # earlier saves in a row by the same person

    @property
    def day(self) -> date:
        return timezone.localdate(self.at)

    @property
    def before_all(self) -> int | None:
        """The text that all of its saves changed; the first of them, where the story began with it."""
        if not self.folded:
            return self.before
        return self.folded[-1].before or self.folded[-1].revision.number

    def folds_into(self, last: "Event | None") -> bool:
        """Saves in a row by one person are one event; not those that somebody named or kept aside."""
        if not (last and last.kind == self.kind == "saved" and last.revision and self.revision):
            return False
        return not self.revision.name and (last.who, last.day) == (self.who, self.day)


def history_of(article: Article, *, before: datetime | None = None) -> tuple[list[Event], datetime | None]:
    """One page of events, newest first, and the moment before which there are more."""
    before = before or datetime.max.replace(tzinfo=UTC)
    events = [*acts_on(article, before), *saves_of(article, before), *kept_aside(article, before)]
    page = sorted(events, key=lambda event: event.at, reverse=True)[:LENGTH]
    return fold(page), page[-1].at if len(events) > LENGTH else None


def acts_on(article: Article, before: datetime) -> list[Event]:
    """What the verbs wrote in the log."""
    lines = article.log.filter(done_at__lt=before).exclude(verb__in=TOLD_BY_ITSELF).order_by("-done_at", "-pk")
    return [
        Event(line.done_at, line.name or "A command", KINDS.get(line.verb, "act"), f"{line.words} {line.why}".strip())
        for line in lines[: LENGTH + 1]
    ]


def saves_of(article: Article, before: datetime) -> list[Event]:
    revisions = article.revisions.filter(saved_at__lt=before, aside=False).select_related("saved_by")
    revisions = list(revisions.order_by("-number")[: LENGTH + 2])
    earlier = [*revisions, None][1:]
    return [
        Event(
            revision.saved_at,
            str(revision.saved_by or "Somebody"),
            "saved",
            saved_words(revision, old),
            revision,
            old and old.number,
        )
        for revision, old in zip(revisions, earlier, strict=True)
    ][: LENGTH + 1]


def kept_aside(article: Article, before: datetime) -> list[Event]:
    """Texts that never were the working copy: no word is lost, and nobody has to look for it."""
    kept = article.revisions.filter(saved_at__lt=before, aside=True).select_related("saved_by").defer("content")
    return [
        Event(revision.saved_at, "", "aside", aside_words(revision), revision)
        for revision in kept.order_by("-number")[: LENGTH + 1]
    ]


def saved_words(revision: Revision, old: Revision | None) -> str:
    if old is None:
        return "Began the story." if revision.number == 1 else "Saved."
    before = old.content | {"slug": old.content["slug"] or revision.content["slug"]}  # the form fills it in by itself
    names = [name for name in FIELDS if revision.content.get(name) != before.get(name)]
    changed = dict.fromkeys(SAME_NAME.get(name, name) for name in names)
    return f"Changed {', '.join(changed)}." if changed else "Saved."


def aside_words(revision: Revision) -> str:
    why = revision.note[:1].lower() + revision.note[1:]
    return f"A text of {revision.saved_by or 'somebody'} was kept aside{f': it {why}' if why else ''}."


def fold(events: list[Event]) -> list[Event]:
    """Saves in a row by one person become one event."""
    folded: list[Event] = []
    for event in events:
        if event.folds_into(folded[-1] if folded else None):
            folded[-1].folded.append(event)
        else:
            folded.append(event)
    return folded
