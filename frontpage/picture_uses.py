"""Where fronts show pictures of their own: what the library asks this room (``photos.uses``).

A slot may show its story with another picture than the story's, and a promotion has one. Readers get it while the
layout is live, and the slot's story, too.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from django.db.models import DateTimeField, Exists, F, Min, OuterRef, Q, Subquery, TextField, Value
from django.db.models.functions import Cast, Coalesce, Least, NullIf
from django.urls import reverse

from articles.models.edition import Edition
from frontpage import showing as previews
from frontpage.checking import own_pictures
from frontpage.content import Content
from frontpage.models.draft import Draft
from frontpage.models.front import Front
from frontpage.models.layout import Layout, Slot
from frontpage.permissions import may
from newsroom import clock
from photos.models import Photo, Source
from photos.uses import Use

NEVER = Value(datetime(9000, 1, 1, tzinfo=UTC))  # databases disagree on which is least, a time or none
MOST = 400  # layouts of one picture


def showing(photo: Photo, at: datetime) -> Iterator:
    """Slots and layouts that readers see with it at ``at``; each row's ``live_until`` is when that ends.

    In a preview also the picture itself, without end, if the content names it that stands there instead.
    """
    preview = previews.shown_instead()
    if preview and photo.pk in pictures_of(preview[1]):
        yield Photo.objects.filter(pk=photo.pk).annotate(live_until=Value(None, DateTimeField()))
    yield from on_fronts(photo, at)


def on_fronts(photo: Photo, at: datetime) -> Iterator:
    slots = held_with(photo, at)
    yield slots.filter(layout__in=reached(Layout.objects.filter(pk__in=slots.values("layout")), at))
    yield Layout.objects.filter(pk__in=reached(naming(Layout.objects.live(at), "blocks", photo), at))


def held_with(photo: Photo, at: datetime):
    """Slots of live layouts that show it instead of the picture of their story, which is live itself."""
    live = Edition.objects.live(at).not_retracted().filter(article=OuterRef("article"))
    slots = Slot.objects.held(at).filter(Exists(live), picture=photo)
    ends = ("layout__live_until", Subquery(live.values("live_until")[:1]), "run_until", "pinned_until")
    return slots.annotate(live_until=NullIf(Least(*(Coalesce(end, NEVER) for end in ends)), NEVER))


def reached(layouts, at: datetime) -> list[int]:
    """Those of fronts to which readers can go."""
    found = layouts.select_related("front__section", "front__topic").defer("blocks")
    return [layout.pk for layout in found if is_open(layout.front, at)]


def is_open(front: Front, at: datetime) -> bool:
    """Whether readers can go there: the front of a section or a topic is one only with something live in it."""
    if front.is_of_site:
        return True
    live = Edition.objects.live(at).not_retracted()
    return (live.in_section(front.section) if front.section else live.about(front.topic)).exists()


def naming(rows, field: str, photo: Photo | None = None):
    """Rows in whose JSON stands the picture, or any: of layouts that is a promotion's, of drafts a slot's, too."""
    number = photo.pk if photo else "[0-9]+"
    return rows.alias(text=Cast(field, TextField())).filter(text__regex=f'"picture": {number}[,}}]')


# ---- What the library shows ----


def uses_of(photo: Photo, user) -> Iterator[Use]:
    """One for each unbroken time on a front, the newest first; and drafts. In a few queries."""
    at = clock.now()
    slots = Slot.objects.filter(layout=OuterRef("pk"), picture=photo)
    layouts = Layout.objects.real().filter(Exists(slots) | Q(pk__in=naming(Layout.objects.all(), "blocks", photo)))
    found = layouts.select_related("front__section", "front__topic").defer("blocks").order_by("-live_from", "-number")
    shown = {row.pk if isinstance(row, Layout) else row.layout_id for rows in on_fronts(photo, at) for row in rows}
    for front, run in runs(found[:MOST]):
        yield use_of(front, run, shown, user, at)
    for draft in naming(Draft.objects.all(), "content", photo).select_related("front__section", "front__topic"):
        if shown_at := address(draft.front, user):  # what is planned is for those who may see fronts
            yield Use(str(draft.front), f"{place(draft.front)}, in its draft", shown_at, is_front=True)


def runs(layouts: Iterable[Layout]) -> list[tuple[Front, list[Layout]]]:
    """Layouts that follow one another without a gap are one use; each run in the order of time."""
    rows: dict[Front, list[list[Layout]]] = defaultdict(list)
    for layout in layouts:
        last = rows[layout.front]
        if last and last[-1][0].live_from == layout.live_until:
            last[-1].insert(0, layout)
        else:
            last.append([layout])
    return [(front, run) for front, found in rows.items() for run in found]


def use_of(front: Front, run: list[Layout], shown: set[int], user, at: datetime) -> Use:
    start, until, waits = run[0].live_from, run[-1].live_until, run[0].live_from > at
    live = next((one for one in run if one.live_from <= at and (one.live_until is None or one.live_until > at)), None)
    facts = {"title": str(front), "place": place(front), "address": address(front, user), "is_front": True}
    if live and live.pk not in shown:
        return Use(**facts | {"place": f"{place(front)}, but readers don’t get it there now"})
    if not facts["address"] and (waits or live):  # nor when it is planned or ends
        return Use(**facts, live_from=None if waits else start, is_waiting=waits)
    return Use(**facts, live_from=start, live_until=until, is_waiting=waits)


def place(front: Front) -> str:
    return (
        "on the front page" if front.is_of_site else "on the front of the " + ("topic" if front.topic_id else "section")
    )


def address(front: Front, user) -> str:
    sees = may(user, "view", front) or may(user, "arrange", front)
    return reverse("admin:frontpage_front_change", args=[front.pk]) if sees else ""


# ---- What the library counts ----


def used(photos):
    """Those of the queryset that a slot, a promotion or a draft shows or showed."""
    slots = Exists(Slot.objects.filter(picture=OuterRef("pk")))
    return photos.filter(slots | Q(pk__in={*promoted(Layout.objects.all()), *in_drafts()}))


def first_used_in(source: Source, start: datetime, end: datetime) -> int:
    return first_uses([source], start, end).get(source.pk, 0)


def first_uses(sources: Iterable[Source], start: datetime, end: datetime) -> dict[int, int]:
    """Source → how many of its pictures readers had first in ``[start, end)``, and on fronts only.

    One that a story shows, or showed, is counted there.
    """
    stories = Edition.photos.through.objects.filter(photo=OuterRef("pk"))
    photos = Photo.objects.filter(~Exists(stories), source__in=list(sources))
    real = Layout.objects.real().filter(live_from__lt=end)
    slots = Slot.objects.filter(layout__in=real, picture__in=photos).order_by()
    firsts = dict(slots.values_list("picture").annotate(first=Min("layout__live_from")))
    for picture, first in promoted(real).items():
        firsts[picture] = min(first, firsts.get(picture, first))
    new = [picture for picture, first in firsts.items() if first >= start]
    return Counter(photos.filter(pk__in=new).values_list("source", flat=True))


def promoted(layouts) -> dict[int, datetime]:
    """Picture of a promotion → when a layout had it first."""
    rows = naming(layouts, "blocks").order_by(F("live_from").desc()).values_list("live_from", "blocks")
    return {block["picture"]: start for start, blocks in rows for block in blocks if block.get("picture")}


def in_drafts() -> set[int]:
    contents = Draft.objects.values_list("content", flat=True)
    return {picture for content in contents for picture in pictures_of(Content.read(content))}


def pictures_of(content: Content) -> set[int]:
    return {picture for _, _, picture in own_pictures(content)}
