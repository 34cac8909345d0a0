"""What is wrong with fronts and breaking news now, or will be, if nobody acts: for those who can put it right."""

import logging
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from functools import cached_property
from typing import NamedTuple

from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from accounts.models import Posting
from articles.models import Article
from articles.permissions import either
from articles.workflow import said
from frontpage import breaking
from frontpage.arranging import Page, Scope, arrange
from frontpage.candidates import UNSEEN
from frontpage.content import Block, Content, Place
from frontpage.layouts import content_of
from frontpage.models import Banner, Front, Layout
from frontpage.naming import name_blocks, quoted
from frontpage.permissions import OF_FRONTS, RIGHTS, may, who_may
from frontpage.standing import Standing, standings_of

log = logging.getLogger(__name__)
SOON = timedelta(hours=24)
TOO_LONG = timedelta(hours=6)  # for a banner, with those that it replaced
DAY = time(6), time(22)  # when an unchanged front counts: nobody is woken for one
KEPT = 300  # seconds for which a process remembers which blocks of a layout are empty


class Alarm(NamedTuple):
    title: str
    words: str
    who: str  # can solve it
    address: str


def alarms(user, at: datetime) -> list[Alarm]:
    """For ``user``, who may arrange fronts or take banners down.

    In the same few queries however many fronts there are, but that each layout is arranged once in some minutes, and
    again where its lead can't be had.
    """
    found = list(of_banners(user, at)) if breaking.may(user, "end") else []
    fronts = Front.objects.select_related("section__parent", "topic") if may(user, "arrange") else ()
    mine = {front.pk: front for front in fronts if may(user, "arrange", front)}
    if mine:
        found += Watch(mine, user, at).alarms()
    return found


class Watch:
    """The fronts of somebody: what readers have of them, and what they get in a day."""

    def __init__(self, fronts: dict[int, Front], user, at: datetime):
        self.fronts, self.user, self.at = fronts, user, at
        layouts = (
            Layout.objects.real().filter(front__in=fronts).prefetch_related("slots").order_by("front", "live_from")
        )
        self.live = self.contents(layouts.live(at))
        self.coming = self.contents(layouts.filter(live_from__gt=at, live_from__lte=at + SOON))

    def contents(self, layouts) -> dict[Layout, Content]:
        found = {}
        for layout in layouts:
            layout.front = self.fronts[layout.front_id]
            try:
                found[layout] = content_of(layout)
            except Exception:
                log.exception("A layout can't be read: %s", layout)
        return found

    @cached_property
    def stories(self) -> dict[int, Standing]:
        keys = {story for content in (*self.live.values(), *self.coming.values()) for story in content.stories}
        return standings_of(Article.objects.filter(pk__in=keys), self.at) if keys else {}

    @cached_property
    def seen(self) -> set[int]:
        visible = Article.objects.visible_to(self.user).filter(pk__in=self.stories)
        return set(visible.order_by().values_list("pk", flat=True))

    @cached_property
    def solvers(self) -> "Solvers":
        return Solvers()

    def alarms(self) -> list[Alarm]:
        found = [(layout, words) for layout in self.live for words in self.of_live(layout, self.live[layout])]
        found += [(layout, words) for layout in self.coming for words in self.of_coming(layout, self.coming[layout])]
        found.sort(key=lambda alarm: (not alarm[0].front.is_of_site, alarm[0].front_id))
        return [self.alarm(layout.front, words) for layout, words in found]

    def alarm(self, front: Front, words: str) -> Alarm:
        return Alarm(
            str(front), words, self.solvers.who(front), reverse("admin:frontpage_front_change", args=[front.pk])
        )

    # ---- What readers have ----

    def of_live(self, layout: Layout, content: Content) -> Iterator[str]:
        if (hours := layout.front.stale_after) and hours_by_day(layout.live_from, self.at) > hours:
            yield f"Unchanged since {said(layout.live_from)}: more than {hours} hours by day."
        empty = empty_blocks(layout, content, self.at)
        for block, slot in content.slots():
            if slot.holds(self.at) and slot.story in self.stories:
                yield from self.of_slot(layout, content, block, slot)
        for block in content.blocks:
            if block.key in empty:
                yield f"{quoted(block.called)} is empty: readers don’t see that block."

    def of_slot(self, layout: Layout, content: Content, block: Block, slot: Place) -> Iterator[str]:
        story = self.stories[slot.story]
        if is_gone(story):
            why = f" ({story.words})" if slot.story in self.seen else ""
            instead = self.instead(layout, content, block, slot)
            yield f"{block.called}: {self.title(slot)} can’t be shown{why}{instead}."
        elif slot.headline and slot.copied and story.is_on_fronts and story.live.headline != slot.copied:
            yield (
                f"{block.called}: its headline here is {quoted(slot.headline)}, and the story’s own was changed since: "
                f"{quoted(story.live.headline)}."
            )

    def instead(self, layout: Layout, content: Content, block: Block, slot: Place) -> str:
        """What readers get in its place."""
        if block.kind == "lead" and slot is block.slots[0]:
            lead = page_of(layout, content, self.at).lead
            return f"; {quoted(lead.headline)} leads instead" if lead else "; nothing leads"
        row = block.slots if slot in block.slots else next(one.related for one in block.slots if slot in one.related)
        behind = row[row.index(slot) + 1 :]
        if any(other.holds(self.at) and self.is_live(other.story, self.at) for other in behind):
            return "; others move up"
        return "; its place fills itself" if row.index(slot) < block.places or row is not block.slots else ""

    # ---- What they will have ----

    def of_coming(self, layout: Layout, content: Content) -> Iterator[str]:
        lead = next((slot for block in content.blocks if block.kind == "lead" for slot in block.slots[:1]), None)
        if lead and lead.holds(layout.live_from) and not self.is_live(lead.story, layout.live_from):
            yield f"The layout set for {said(layout.live_from)} leads with {self.title(lead)}, which is not live then."

    def is_live(self, story: int, at: datetime) -> bool:
        editions = self.stories[story].editions if story in self.stories else ()
        then = (e for e in editions if e.live_from <= at and (e.live_until is None or e.live_until > at))
        return any(not edition.is_retracted for edition in then)

    def title(self, slot: Place) -> str:
        known = slot.story in self.seen
        return quoted(self.stories[slot.story].title) if known else UNSEEN[0].lower() + UNSEEN[1:]


def is_gone(story: Standing) -> bool:
    """Killed, held, dropped, retracted or withdrawn: not one that only waits for its time."""
    article = story.article
    if article.is_killed or article.is_held or article.stage == Article.Stage.SPIKED:
        return True
    if story.live:
        return not story.is_on_fronts
    return article.was_public and story.coming is None


def page_of(layout: Layout, content: Content, at: datetime) -> Page:
    return arrange(Scope(layout.front.section, layout.front.topic), content, at)


def empty_blocks(layout: Layout, content: Content, at: datetime) -> list[int]:
    """Keys of the blocks of a live layout that show nothing, and, in passing, what all are about; looked up every few
    minutes.
    """

    def look() -> tuple[list[int], list[str]]:
        page = page_of(layout, content, at)
        name_blocks(content.blocks)
        empty = [one.block.key for one in page.blocks if one.is_empty and one.kind != "promo"] if page.has_own else []
        return empty, [block.about for block in content.blocks]

    empty, about = cache.get_or_set(f"blocks-{layout.pk}-{layout.launched_at.timestamp()}", look, KEPT)
    for block, words in zip(content.blocks, about, strict=True):
        block.about = words
    return empty


def hours_by_day(start: datetime, end: datetime) -> float:
    """Hours between two moments that fall between six in the morning and ten at night on the newsroom's clocks."""
    zone, day, hours = timezone.get_default_timezone(), timezone.localdate(start), 0.0
    last = timezone.localdate(end)
    day = max(day, last - timedelta(days=60))
    while day <= last:
        morning, night = (datetime.combine(day, hour, zone) for hour in DAY)
        hours += max(timedelta(), min(end, night) - max(start, morning)) / timedelta(hours=1)
        day += timedelta(days=1)
    return hours


# ---- Breaking news ----


def of_banners(user, at: datetime) -> Iterator[Alarm]:
    """Of what is up: readers can't open its story, or it is up for too long."""
    for banner in Banner.objects.live(at).select_related("alert"):
        story = standings_of(Article.objects.filter(pk=banner.article_id), at)[banner.article_id]
        is_known = story.is_on_fronts or Article.objects.visible_to(user).filter(pk=banner.article_id).exists()
        address = reverse("admin:frontpage_alert_change", args=[banner.alert.pk]) if has_alert(banner) else "/"
        for words in wrong_with(banner, story, at):
            people = either([str(one) for one in breaking.who_may("end")[:3]]) or "whoever gives out roles"
            yield Alarm(f"Breaking: {banner.text if is_known else UNSEEN}", words, people, address)


def wrong_with(banner: Banner, story: Standing, at: datetime) -> Iterator[str]:
    if not story.is_on_fronts:
        yield f"Its time is not over until {said(banner.live_until)}, but readers can’t open its story."
    elif at - (since := up_since(banner)) > TOO_LONG:
        yield f"It is up since {said(since)}: longer than {TOO_LONG // timedelta(hours=1)} hours."


def up_since(banner: Banner) -> datetime:
    """When readers got the first of the banners on its story that took each other's place without a gap."""
    earlier = Banner.objects.filter(article=banner.article_id, live_from__lt=banner.live_from)
    since = banner.live_from
    for start, until in earlier.order_by("-live_from").values_list("live_from", "live_until")[:100]:
        if until < since:
            break
        since = start
    return since


def has_alert(banner: Banner) -> bool:
    return hasattr(banner, "alert")


# ---- Who can help ----


class Solvers:
    """Who may launch which fronts, in two queries."""

    def __init__(self):
        self.everywhere = [str(user) for user in who_may("launch", Front())]
        rights = {f"role__permissions__{name}": value for name, value in OF_FRONTS.items()}
        posted = Posting.objects.filter(role__permissions__codename=RIGHTS["launch"], user__is_active=True, **rights)
        self.posted = list(posted.filter(user__is_staff=True).select_related("user").order_by("user__name"))

    def who(self, front: Front) -> str:
        """Up to three names, those of the section first."""
        places = {front.section_id, front.section.parent_id} if front.section else set()
        names = [str(row.user) for row in self.posted if row.section_id in places]
        return either(list(dict.fromkeys([*names, *self.everywhere]))[:3]) or "whoever gives out roles"
