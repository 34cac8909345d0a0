"""Stories for somebody who arranges a front: what is new, what will be ready, what readers open, what they look for.

Only stories that the person may see, and never what was killed or spiked. A list costs as many queries with one story
as with many.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q

from articles import search
from articles.models import Article, Edition
from frontpage.reading import most_read, reads_of
from frontpage.standing import Standing, current, standings_of
from newsroom import clock
from newsroom.templatetags.desk import when
from photos.models import Photo

Stage = Article.Stage
UNSEEN = "A story that you may not see"
SHOWN = 30
LOOKED_AT = 300  # of what is public or will be, for those that somebody may see or that are the front's
LATELY = 2000  # stories at Ready that were saved last: the rest is the archive


@dataclass(frozen=True)
class Candidate:
    """A story on offer, as a list beside the board shows it."""

    article: int  # its key
    headline: str
    section: str  # “Town · Schools”, or nothing
    words: str  # “live since 09:12”, “ready · due 18:00”, “scheduled for Fri 15 May, 06:00 · embargoed until 23:00”
    mark: str  # the kind of mark at the desk: public, sched, withdrawn, stage, embargo, stop
    at: datetime | None  # when it went live or will, or is due
    is_live: bool = False
    reads: int = 0  # in the last day
    picture: Photo | None = None


@dataclass(frozen=True)
class State:
    """How a story in a slot stands. Of one that the person may not see only whether fronts can show it is told."""

    visible: bool
    title: str
    words: str
    is_live: bool  # fronts can show it
    headline: str = ""  # the story's own, to compare with what a slot ``copied``
    mark: str = ""


class Candidates:
    """For ``user``, who arranges ``front``: its section's or topic's stories; of all, where it is the site's."""

    def __init__(self, user, front, at: datetime | None = None):
        self.user, self.front, self.at = user, front, at or clock.now()
        self.seen = Article.objects.visible_to(user).filter(killed_at=None).exclude(stage=Stage.SPIKED)

    def just_published(self, number: int = SHOWN) -> list[Candidate]:
        """What readers have, newest first."""
        return self.offered(self.published().values_list("article", flat=True)[:LOOKED_AT], number)

    def ready_soon(self, number: int = SHOWN) -> list[Candidate]:
        """At Copy or Ready, with nothing of it live or scheduled: what is due soonest, then what was saved last."""
        taken = current(self.at).filter(article=OuterRef("pk"))
        over = Edition.objects.real().filter(article=OuterRef("pk"), live_until__lte=self.at)
        found = self.of_front(self.seen.filter(~Exists(taken), pk__in=self.near()))
        found = found.exclude(Exists(over), stage=Stage.READY)  # withdrawn, and nobody works at it
        order = [F("due_at").asc(nulls_last=True), "-saved_at", "-pk"]
        return self.offered(found.order_by(*order).values_list("pk", flat=True)[:number], number)

    def scheduled(self, number: int = SHOWN) -> list[Candidate]:
        """Set for later, soonest first; of a live story its next text."""
        ours = self.ours(Edition.objects.filter(pk__in=self.coming("pk"))).order_by("live_from", "pk")
        return self.offered(ours.values_list("article", flat=True), number)

    def most_read(self, number: int = 10) -> list[Candidate]:
        """Live ones, by how often they were opened in the last day."""
        keys = most_read(self.at, LOOKED_AT)
        ours = set(self.published().filter(article__in=keys).order_by().values_list("article", flat=True))
        offered = self.offered([key for key in keys if key in ours], number)
        reads = reads_of([one.article for one in offered], self.at)
        return [replace(one, reads=reads[one.article].day) for one in offered]

    def search(self, words: str, number: int = SHOWN) -> list[Candidate]:
        """Of the whole newsroom what is live, scheduled, at Copy or Ready; first what readers' own search finds."""
        words = search.printable(words[:300]).strip()
        if not words:
            return []
        public = [hit.edition.article_id for hit in search.find(words, at=self.at).hits]
        desk = (
            self.seen.filter(pk__in=[*self.near(), *self.coming("article")]).search(words).order_by("-saved_at", "-pk")
        )
        return self.offered([*public, *desk.values_list("pk", flat=True)[:number]], number)

    # ---- What they share ----

    def published(self):
        return self.ours(Edition.objects.live(self.at).not_retracted())

    def coming(self, name: str) -> list[int]:
        """Keys of editions or articles, the soonest first. Asked of nothing else: there is an index that has it all."""
        waiting = current(self.at).filter(live_from__gt=self.at).order_by("live_from", "pk")
        return list(waiting.values_list(name, flat=True)[:LOOKED_AT])

    def ours(self, editions):
        """Those of the front, newest first."""
        if self.front.topic:
            return editions.about(self.front.topic)
        return (editions.in_section(self.front.section) if self.front.section else editions).newest_first()

    def of_front(self, stories):
        """The same for working copies."""
        if self.front.topic_id:
            return stories.filter(topics=self.front.topic_id)
        section = self.front.section_id
        return stories.filter(Q(section=section) | Q(section__parent=section)) if section else stories

    def near(self) -> list[int]:
        """Keys of what stands at Copy, or at Ready and not in the archive: all that ran once stands at Ready."""
        ready = Article.objects.filter(stage=Stage.READY)
        kinds = (Article.objects.filter(stage=Stage.COPY), ready, ready.filter(due_at__gt=self.at).order_by("due_at"))
        return [key for stories in kinds for key in stories.values_list("pk", flat=True)[:LATELY]]

    def offered(self, keys: Iterable[int], number: int) -> list[Candidate]:
        """The first of these that may be seen, each once.

        Rights are asked of a few keys: asked together with what is live, they would be of the whole archive.
        """
        keys = dict.fromkeys(keys)
        seen = set(self.seen.filter(pk__in=keys).order_by().values_list("pk", flat=True))
        keys = [key for key in keys if key in seen][:number]
        standings = standings_of(Article.objects.filter(pk__in=keys), self.at)
        return [candidate(standings[key]) for key in keys]


def candidate(story: Standing) -> Candidate:
    due = "" if story.shown or not story.article.due_at else f" · due {when(story.article.due_at)}"
    moment = story.live.first_published_at if story.live else story.coming.live_from if story.coming else None
    return Candidate(
        article=story.article.pk,
        headline=story.title,
        section=str(story.section or ""),
        words=story.words + due,
        mark=story.mark,
        at=moment or story.article.due_at,
        is_live=story.is_on_fronts,
        picture=story.picture,
    )


def states_of(keys: Iterable[int], user, at: datetime) -> dict[int, State]:
    """Every key has an answer, also that of a story that is not to be seen or doesn't exist. Two queries, or three."""
    keys = set(keys)
    standings = standings_of(Article.objects.visible_to(user).filter(pk__in=keys), at)
    states = {
        key: State(True, one.title, one.words, one.is_on_fronts, one.headline, one.mark)
        for key, one in standings.items()
    }
    if unseen := keys - {*states}:
        live = set(
            Edition.objects.live(at).not_retracted().filter(article__in=unseen).values_list("article", flat=True)
        )
        states |= {key: State(False, UNSEEN, "", key in live) for key in unseen}
    return states
