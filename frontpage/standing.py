"""Where stories stand for a front: what readers have of each at a moment, what will come, and what stops it."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from django.db.models import Exists, OuterRef, Q

from articles.models import Article, Edition
from articles.querysets import UNREAD
from newsroom.templatetags.desk import when

Stage = Article.Stage


@dataclass
class Standing:
    article: Article
    at: datetime
    editions: list[Edition] = field(default_factory=list)  # live at that moment or later, in the order of time

    @cached_property
    def live(self) -> Edition | None:
        return next((edition for edition in self.editions if edition.live_from <= self.at), None)

    @cached_property
    def coming(self) -> Edition | None:
        return next((edition for edition in self.editions if edition.live_from > self.at), None)

    @property
    def shown(self) -> Edition | None:
        """What readers have, else what they will have: it runs as it was approved, whatever the desk does now."""
        return self.live or self.coming

    @property
    def is_on_fronts(self) -> bool:
        return self.live is not None and not self.live.is_retracted

    @property
    def headline(self) -> str:
        return self.shown.headline if self.shown else self.article.headline

    @property
    def title(self) -> str:
        return self.shown.shown_headline if self.shown else str(self.article)

    @property
    def section(self):
        return self.shown.section if self.shown else self.article.section

    @property
    def picture(self):
        """Its lead picture, if readers may see it."""
        if self.shown:
            return self.shown.picture_at(max(self.at, self.shown.live_from))
        picture = self.article.picture
        return picture if picture and picture.is_shown(self.at) else None

    @property
    def words(self) -> str:
        """“live since 09:12 · ends 18:00”, “scheduled for Fri 15 May, 06:00 · embargoed until 23:00”, “ready”."""
        return " · ".join(words for _, words in self.facts)

    @property
    def mark(self) -> str:
        """The kind of mark that the desk gives it."""
        if self.article.is_held:
            return "stop"
        is_stopped = self.article.is_embargoed(self.at) and not self.shown and not self.article.is_killed
        return "embargo" if is_stopped else self.facts[0][0]

    @cached_property
    def facts(self) -> list[tuple[str, str]]:
        """Kinds of marks, and words."""
        article = self.article
        if article.is_killed:
            return [("stop", "killed")]
        facts = list(self.of_readers())
        if article.is_held:
            facts.append(("stop", "on hold"))
        if article.is_embargoed(self.at):
            facts.append(("embargo", f"embargoed until {when(article.embargoed_until)}"))
        return facts

    def of_readers(self):
        if self.live:
            since = f"live since {when(self.live.first_published_at)}"
            yield ("public", since) if self.is_on_fronts else ("stop", "retracted")
            until = self.live.live_until
            if until and not (self.coming and self.coming.live_from == until):
                yield "stop", f"ends {when(until)}"
            elif self.coming:
                yield "changes", f"new text {when(self.coming.live_from)}"
        elif self.coming:
            yield "sched", f"scheduled for {when(self.coming.live_from)}"
        elif self.article.was_public and self.article.stage == Stage.READY:
            yield "withdrawn", "withdrawn"
        else:
            yield from self.of_work()

    def of_work(self):
        if self.article.was_public:
            yield "withdrawn", "withdrawn"
        match self.article.stage:
            case Stage.READY:
                yield "stage", "ready"
            case Stage.SPIKED:
                yield "stop", "spiked"
            case _:
                yield "stage", f"at {self.article.get_stage_display()}"


def standings_of(articles, at: datetime) -> dict[int, Standing]:
    """Of a queryset of stories, by their keys. Two queries, however many they are."""
    over = Edition.objects.real().filter(article=OuterRef("pk"), live_until__lte=at)
    rows = articles.order_by().select_related("section__parent", "picture").annotate(was_public=Exists(over))
    found = {article.pk: Standing(article, at) for article in rows.defer("body", "note", *UNREAD)}
    for edition in current(at).filter(article__in=found).order_by("live_from").for_cards():
        found[edition.article_id].editions.append(edition)
    return found


def current(at: datetime):
    """Editions that are live at ``at`` or will be."""
    return Edition.objects.real().filter(Q(live_until=None) | Q(live_until__gt=at))
