"""Where a story stands: what readers have of it, what is set for later, and what at the desk they don't have."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from django.db.models import Q

from articles.models import Article, Edition
from articles.whereabouts import leaves
from newsroom import clock, html
from newsroom.templatetags.desk import when

# What a difference is called: each name once, whichever of its fields differ.
SAME_NAME = {
    "body": "text",
    "section_id": "section",
    "series_id": "series",
    "series_part": "series",
    "picture_id": "picture",
    "picture_caption": "picture",
    "picture_credit": "picture",
    "picture_alt": "picture",
    "search_title": "words for search",
    "search_description": "words for search",
    "slug": "address",
}
PLAIN = ("headline", "kicker", "standfirst", "dateline", "body", "section_id", "series_id", "series_part")
FOR_SEARCH = ("search_title", "search_description")


@dataclass
class Act:
    """One line of what readers get: from ``at`` on, this."""

    at: datetime
    kind: str  # next, now, was
    edition: Edition
    ends: bool = False  # the story leaves the site

    @property
    def words(self) -> str:
        if self.ends:
            return "off the site"
        is_new = self.kind == "next" and self.edition.change == Edition.Change.FIRST
        return "new story" if is_new else self.edition.get_change_display().lower()

    @property
    def can_move(self) -> bool:
        """An end is a plan of its own only for what is live: that of a waiting edition goes where that goes."""
        return self.kind == "next" and not (self.ends and self.edition.live_from > clock.now())


@dataclass
class Standing:
    article: Article
    at: datetime
    editions: list[Edition] = field(default_factory=list)  # real ones, in the order of time

    @cached_property
    def live(self) -> Edition | None:
        return next((e for e in self.editions if e.live_from <= self.at and not self.over(e)), None)

    @cached_property
    def waiting(self) -> list[Edition]:
        return [e for e in self.editions if e.live_from > self.at]

    @cached_property
    def withdrawn_at(self) -> datetime | None:
        """Since when readers have nothing of a story that they had."""
        over = [e.live_until for e in self.editions if self.over(e)]
        return max(over) if over and not self.live else None

    @cached_property
    def ends_at(self) -> datetime | None:
        """When the live edition ends with nothing to follow it."""
        until = self.live and self.live.live_until
        return until if until and all(e.live_from != until for e in self.waiting) else None

    @cached_property
    def leaves(self) -> str:
        """Which fronts it would leave if readers had it no more, as a sentence."""
        return leaves(self.article, self.at) if self.live else ""

    @cached_property
    def address(self) -> Edition | None:
        """The edition that tells where the story is found, or will be."""
        return self.live or next(iter(self.waiting), None) or (self.editions[-1] if self.editions else None)

    @cached_property
    def was_public(self) -> bool:
        return any(e.live_from <= self.at for e in self.editions)

    @cached_property
    def changes(self) -> list[str]:
        """What at the desk differs from what readers see."""
        return differences(self.article, self.live) if self.live else []

    @cached_property
    def changes_to_scheduled(self) -> list[str]:
        """What at the desk differs from the next scheduled text."""
        return differences(self.article, self.waiting[0]) if self.waiting else []

    @cached_property
    def acts(self) -> list[Act]:
        """All that readers got and will get, newest first."""
        acts = []
        for edition, after in zip(self.editions, [*self.editions, None][1:], strict=True):
            kind = "now" if edition is self.live else "next" if edition.live_from > self.at else "was"
            acts.append(Act(edition.live_from, kind, edition))
            until = edition.live_until
            if until and (after is None or after.live_from > until):
                acts.append(Act(until, "next" if until > self.at else "was", edition, ends=True))
        return acts[::-1]

    @cached_property
    def next(self) -> Act | None:
        """The next text that is set for later."""
        return next((act for act in self.plans if not act.ends), None)

    @property
    def plans(self) -> list[Act]:
        """What is set for later, soonest first."""
        return [act for act in reversed(self.acts) if act.kind == "next"]

    @property
    def marks(self) -> list[tuple[str, str]]:
        """Kind and words, for lists."""
        if self.article.is_killed:
            return [("stop", "Killed")]
        facts = [
            ("public", "Public", self.live),
            ("withdrawn", "Withdrawn", self.withdrawn_at and not self.waiting),
            ("desk", "Not public", not self.editions),
            ("sched", "Scheduled", self.waiting),
            ("stop", "Ends", self.ends_at),
            ("changes", "Changes not public", self.changes),
        ]
        return [(kind, words) for kind, words, true in facts if true]

    @property
    def all_marks(self) -> list[tuple[str, str]]:
        """With where the work is, and what may not run."""
        article = self.article
        if article.is_killed:
            return self.marks
        ran = article.stage == Article.Stage.READY and self.editions
        marks = [] if ran else [("stage", article.get_stage_display())]
        if article.is_held:
            marks.append(("stop", "On hold"))
        if article.is_embargoed(self.at):
            marks.append(("embargo", f"Embargo until {when(article.embargoed_until)}"))
        return marks + [mark for mark in self.marks if mark[0] != "desk" or article.stage == Article.Stage.READY]

    def over(self, edition: Edition) -> bool:
        return edition.live_until is not None and edition.live_until <= self.at


def standing_of(article: Article) -> Standing:
    """All of one story's editions; texts are read only where they are compared."""
    if not article.pk:
        return Standing(article, clock.now())
    editions = article.editions.real().order_by("live_from").select_related("published_by").without_text()
    return Standing(article, clock.now(), list(editions))


def standings_of(articles: Iterable[Article]) -> dict[int, Standing]:
    """For a page of a list, in the same few queries however long it is: what is live, what waits, what is over."""
    at = clock.now()
    found = {article.pk: Standing(article, at) for article in articles}
    current = Edition.objects.real().filter(article__in=found).filter(Q(live_until=None) | Q(live_until__gt=at))
    over = Edition.objects.real().filter(article__in=found, live_until__lte=at)
    rows = defaultdict(list)
    over = over.only("article_id", "live_from", "live_until")
    for edition in [*current.prefetch_related("credits", "subjects"), *over]:
        rows[edition.article_id].append(edition)
    for pk, editions in rows.items():
        found[pk].editions = sorted(editions, key=lambda edition: edition.live_from)
    return found


def differences(article: Article, edition: Edition) -> list[str]:
    """Names of what would change for readers if ``article`` replaced ``edition``."""
    names = [name for name in (*PLAIN, *FOR_SEARCH) if not same(name, article, edition)]
    names += ["byline"] if byline_of(article) != byline_of_edition(edition) else []
    names += ["topics"] if {t.pk for t in article.topics.all()} != {s.topic_id for s in edition.subjects.all()} else []
    names += ["picture_id"] if picture_of(article) != picture_of_edition(edition) else []
    names += ["slug"] if article.slug and not same_slug(article.slug, edition.slug) else []
    return list(dict.fromkeys(SAME_NAME.get(name, name) for name in names))


def same(name: str, article: Article, edition: Edition) -> bool:
    mine, theirs = getattr(article, name), getattr(edition, name)
    return mine == theirs or (name == "body" and html.clean(mine) == theirs)


def same_slug(mine: str, theirs: str) -> bool:
    """Where another story had the address first, the edition's ends with a number."""
    return mine == theirs or theirs.startswith(f"{mine[:110]}-") and theirs[len(mine[:110]) + 1 :].isdigit()


def byline_of(article: Article) -> list[tuple[str, str]]:
    return [(byline.author.name, byline.role) for byline in article.bylines.all()]


def byline_of_edition(edition: Edition) -> list[tuple[str, str]]:
    return [(credit.name, credit.role) for credit in edition.credits.all()]


def picture_of(article: Article) -> tuple | None:
    if (picture := article.picture) is None:
        return None
    caption, alt = article.picture_caption or picture.caption, article.picture_alt or picture.alt
    return picture.pk, caption, picture.credit, alt


def picture_of_edition(edition: Edition) -> tuple | None:
    if edition.picture_id:
        return edition.picture_id, edition.picture_caption, edition.picture_credit, edition.picture_alt
    return None
