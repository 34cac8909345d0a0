"""The verbs: everything that changes what readers get on a front; nothing else makes a layout or ends one.

Each checks the right on the front, then works in one transaction with the front's row locked, and tells who keeps pages
after commit. Whoever asks says what they had before their eyes: the draft's version, the newest layout. If somebody
came first they are told who and when, and nothing is changed.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from accounts.models import User
from articles.models import Article
from articles.workflow import NotAllowed, Refused, log, said, utc
from frontpage.checking import faults
from frontpage.content import Content
from frontpage.layouts import content_of, freeze, without
from frontpage.models import Draft, Front, Layout
from frontpage.permissions import CALLED, may, whom_to_ask
from frontpage.signals import front_changed
from newsroom import clock

__all__ = ["NotAllowed", "Refused", "Stale", "allow", "call_off", "launch", "launch_back", "locked"]


class Stale(Refused):
    """Somebody changed the draft or launched in between."""


def launch(front: Front, *, by: User, version: int, seen: int, at: datetime | None = None, note: str = "") -> Layout:
    """Freeze the draft, as it stands at ``version``, as what readers get from now or from ``at`` (later than now).

    ``seen`` is the number of the newest layout that the person saw. The layout lasts until the next one that is
    scheduled already; one that is scheduled for the same moment is called off.
    """
    allow(by, "launch", front)
    with transaction.atomic():
        front = locked(front)
        check_nobody_launched(front, seen, by)
        draft = Draft.objects.select_related("changed_by").filter(front=front).first()
        check_draft(draft, version, by)
        content = Content.read(draft.content)
        if wrong := faults(content, at or clock.now(), by):
            raise Refused("Not launched. " + " ".join(wrong))
        layout = place(front, content, by=by, at=at, note=note)
        Draft.objects.filter(pk=draft.pk).update(seen_number=layout.number)
    return layout


def launch_back(layout: Layout, *, by: User, seen: int, at: datetime | None = None, note: str = "") -> Layout:
    """Launch an earlier layout's content again, without the stories that were killed. The draft stays as it is."""
    allow(by, "launch", layout.front)
    with transaction.atomic():
        front = locked(layout.front)
        check_nobody_launched(front, seen, by)
        if front.layouts.live(at).filter(pk=layout.pk).exists():
            raise Refused(f"Not launched: layout {layout.number} is what readers have then anyway.")
        return place(front, content_of(layout), by=by, at=at, note=note, back_to=layout)


def call_off(layout: Layout, *, by: User) -> None:
    """Take a scheduled layout out before its time; the one before it goes on in its place."""
    allow(by, "launch", layout.front)
    with transaction.atomic():
        front = locked(layout.front)
        layout = Layout.objects.select_related("called_off_by").get(pk=layout.pk)
        if layout.is_called_off:
            raise Refused(f"{name(layout.called_off_by, by)} called it off {time_of(layout.called_off_at)} already.")
        if layout.live_from <= clock.now():
            raise Refused(f"Readers have it since {said(layout.live_from)}. Launch another layout instead.")
        before = front.layouts.real().filter(live_until=layout.live_from).first()
        until = layout.live_until
        end(layout, layout.live_from, by)
        if before:
            end(before, until, by)
        log(None, by, "call_off", f"{front}: called off layout {layout.number}, set for {said(layout.live_from)}.")
        tell(front)


# ---- What the verbs share ----


def allow(user: User, verb: str, front: Front) -> None:
    if not may(user, verb, front):
        raise NotAllowed(f"You may not {CALLED[verb]} this front. {whom_to_ask(verb, front)}")


def locked(front: Front) -> Front:
    if clock.is_elsewhere():
        raise Refused("Nothing was done: you are looking at the paper of another time. Go back to now first.")
    return Front.objects.select_for_update(of=("self",)).select_related("section", "topic").get(pk=front.pk)


def place(
    front: Front, content: Content, *, by: User, at: datetime | None, note: str, back_to: Layout | None = None
) -> Layout:
    now, note = clock.now(), note.strip()
    if at and at <= now:
        raise Refused(f"{said(at)} is in the past. Choose a later time, or launch now.")
    if len(note) > 200:
        raise Refused("The note is longer than 200 characters. Shorten it, then launch.")
    start = utc(at or now)
    until = make_room(front, start, by)
    layout = Layout(front=front, number=next_number(front), live_from=start, live_until=until)
    layout.launched_by, layout.launched_at, layout.note, layout.back_to = by, now, note, back_to
    killed = Article.objects.filter(pk__in=content.stories, killed_at__isnull=False)
    freeze(layout, without(set(killed.values_list("pk", flat=True)), content))
    log(None, by, "launch", words_of(front, layout, at))
    tell(front)
    return layout


def make_room(front: Front, start: datetime, by: User) -> datetime | None:
    """End what readers would have at ``start``; answers when the next one begins, which stays."""
    for layout in front.layouts.live(start):
        end(layout, start, by)
    after = front.layouts.real().filter(live_from__gt=start).order_by("live_from").first()
    return after and after.live_from


def end(layout: Layout, moment: datetime | None, by: User) -> None:
    layout.live_until = moment
    if layout.is_called_off:
        layout.called_off_by, layout.called_off_at = by, clock.now()
    layout.save(update_fields=["live_until", "called_off_by", "called_off_at"])


def next_number(front: Front) -> int:
    return (front.layouts.aggregate(last=Max("number"))["last"] or 0) + 1


def tell(front: Front) -> None:
    transaction.on_commit(lambda: front_changed.send(Front, front_id=front.pk))


# ---- Who came first ----


def check_nobody_launched(front: Front, seen: int, by: User) -> None:
    other = front.layouts.real().filter(number__gt=seen).select_related("launched_by").first()
    if other is None:
        return
    who, when = name(other.launched_by, by), time_of(other.launched_at)
    did = f"set a launch for {said(other.live_from)}" if other.live_from > other.launched_at else "launched this front"
    raise Stale(f"{who} {did} {when}. Look at it, then launch; the draft is kept.")


def check_draft(draft: Draft | None, version: int, by: User) -> None:
    if draft is None:
        raise Refused("This front has no draft yet. Arrange it, then launch.")
    if draft.version != version:
        who, when = name(draft.changed_by, by), time_of(draft.changed_at)
        raise Stale(f"{who} changed the draft {when}. Look at it, then launch.")


def name(user: User | None, by: User) -> str:
    return "You yourself" if user == by else str(user or "Somebody")


def time_of(moment: datetime) -> str:
    """“at 10:41 BST”, or with the day if it wasn't today."""
    local = timezone.localtime(moment)
    today = local.date() == timezone.localtime(clock.now()).date()
    return f"at {local:%H:%M} {local.tzname()}" if today else f"on {said(moment)}"


def words_of(front: Front, layout: Layout, at: datetime | None) -> str:
    did = f"layout {layout.number} will be live from {said(at)}" if at else f"launched layout {layout.number}"
    return f"{front}: {did}{f', as layout {layout.back_to.number} was' if layout.back_to else ''}."
