"""What was launched on a front, and what differs between two of its layouts."""

from dataclasses import dataclass
from datetime import date, datetime

from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.models import Article
from articles.permissions import may as may_with_stories
from articles.workflow import said
from frontpage import drafts
from frontpage.admin.doors import FOLDER, front_for, number_in, private
from frontpage.comparing import compare
from frontpage.content import Content
from frontpage.layouts import content_of
from frontpage.models import Front, Layout
from frontpage.naming import name_blocks
from frontpage.permissions import may
from newsroom import clock
from newsroom.templatetags.desk import when

SHOWN = 40
DRAFT, LIVE = "draft", "live"


@dataclass(frozen=True)
class Event:
    """Somebody's act: a launch, or a launch that was called off."""

    layout: Layout
    at: datetime
    who: object
    words: str
    kind: str = ""

    @property
    def day(self) -> date:
        return timezone.localdate(self.at)

    @property
    def is_called_off(self) -> bool:
        return self.layout.is_called_off

    @property
    def may_go_back(self) -> bool:
        return not self.is_called_off and self.kind == "was"

    @property
    def address(self) -> str:
        """The page as it was, in the middle of the time in which readers had it."""
        local = timezone.localtime(max(self.layout.live_from, self.layout.launched_at))
        return f"/as-of/{local:%Y-%m-%dT%H:%M:%S%z}{self.layout.front.get_absolute_url()}"


class PastMixin:
    """Gives fronts their history and the page that compares."""

    def get_urls(self):
        view = self.admin_site.admin_view(require_safe(self.compare_view))
        return [path("<int:pk>/compare/", view, name="frontpage_front_compare"), *super().get_urls()]

    def history_view(self, request, object_id, extra_context=None):
        return require_safe(self.past_view)(request, object_id)

    def past_view(self, request, object_id):
        front = front_for(request.user, number_in(object_id))
        layouts = layouts_of(front, request.GET.get("before", ""))
        shown = layouts[:SHOWN]
        context = self.page(request, front, "History") | {
            "events": events_of(shown, clock.now()),
            "older": shown[-1].number if len(layouts) > SHOWN else None,
            "names": names_of(front, shown),
            "old": LIVE,
            "new": DRAFT,
            "may_launch": may(request.user, "launch", front),
            "may_travel": may_with_stories(request.user, "travel"),
        }
        return private(TemplateResponse(request, f"{FOLDER}/history.html", context))

    def compare_view(self, request, pk):
        front = front_for(request.user, pk)
        names = names_of(front, layouts_of(front)[:SHOWN])
        asked = [request.GET.get("old") or LIVE, request.GET.get("new") or DRAFT]
        both = [content_named(front, name) for name in asked]
        old, new = (content or Content() for content in both)
        titles = titles_of([old, new], request.user)
        name_blocks([*old.blocks, *new.blocks])
        known = dict(names)
        context = self.page(request, front, "Compare") | {
            "names": [*names, *((name, f"Layout {name}") for name in asked if name not in known and name.isdecimal())],
            "old": asked[0],
            "new": asked[1],
            "old_name": known.get(asked[0], f"layout {asked[0]}").lower(),
            "new_name": known.get(asked[1], f"layout {asked[1]}").lower(),
            "unknown": any(content is None for content in both),
            "differences": [] if None in both else compare(old, new, titles),
        }
        return private(TemplateResponse(request, f"{FOLDER}/compare.html", context))

    def page(self, request, front: Front, title: str) -> dict:
        page = {"title": title, "subtitle": str(front), "front": front, "opts": self.opts}
        return self.admin_site.each_context(request) | page


def layouts_of(front: Front, before: str = "") -> list[Layout]:
    """The newest, one more than a page shows."""
    layouts = front.layouts.select_related(
        "launched_by", "called_off_by", "back_to", "front__section__parent", "front__topic"
    )
    if number := number_in(before):
        layouts = layouts.filter(number__lt=number)
    return list(layouts[: SHOWN + 1])


def events_of(layouts: list[Layout], at: datetime) -> list[Event]:
    """Newest first."""
    acts = [act for layout in layouts for act in acts_of(layout, at)]
    return sorted(acts, key=lambda act: (act.at, act.layout.number), reverse=True)


def acts_of(layout: Layout, at: datetime):
    yield Event(layout, layout.launched_at, layout.launched_by, words_of(layout), kind_of(layout, at))
    if layout.is_called_off and layout.called_off_at:
        words = f"called off layout {layout.number}, set for {said(layout.live_from)}"
        yield Event(layout, layout.called_off_at, layout.called_off_by, words, "off")


def words_of(layout: Layout) -> str:
    did = f"went back to layout {layout.back_to.number}" if layout.back_to else "launched the draft"
    later = f", for {said(layout.live_from)}" if layout.live_from > layout.launched_at else ""
    ended = layout.live_until and layout.live_until > layout.live_from and layout.live_until <= clock.now()
    return f"{did} as layout {layout.number}{later}{f', until {when(layout.live_until)}' if ended else ''}"


def kind_of(layout: Layout, at: datetime) -> str:
    if layout.is_called_off:
        return "aside"
    if layout.live_from > at:
        return "sched"
    return "public" if layout.live_until is None or layout.live_until > at else "was"


def names_of(front: Front, layouts: list[Layout]) -> list[tuple[str, str]]:
    numbers = [
        (str(one.number), f"Layout {one.number}, {when(one.live_from)}") for one in layouts if not one.is_called_off
    ]
    return [(LIVE, "What readers have now"), (DRAFT, "The draft"), *numbers]


def content_named(front: Front, name: str) -> Content | None:
    if name == DRAFT:
        return Content.read(drafts.draft_of(front).content)
    if name == LIVE:
        return drafts.content_now(front)
    layout = front.layouts.prefetch_related("slots").filter(number=number_in(name)).first()
    return content_of(layout) if layout else None


def titles_of(contents: list[Content], user) -> dict[int, str]:
    """Of the stories that somebody may see."""
    keys = {story for content in contents for story in content.stories}
    stories = Article.objects.visible_to(user).filter(pk__in=keys).only("headline", "slugline")
    return {story.pk: str(story) for story in stories}
