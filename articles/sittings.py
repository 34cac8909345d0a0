"""Who has a story open, and what they typed there that the story doesn't hold yet.

A window is one opened form, named by the browser; it belongs to one person and ends with its save. What is typed in it
is kept as it comes, unread: only taking back, saving and taking over make a text of it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import User
from articles.models import Article, Revision, Sitting
from articles.permissions import may
from articles.typed import content_of_post
from articles.workflow import NotAllowed, Refused, allow, locked, log, name_revision, save, set_aside
from articles.workflow.saving import too_long
from newsroom import clock
from newsroom.templatetags.desk import when

PRESENT = timedelta(seconds=60)  # without a sign of life for longer, somebody has gone
KEPT = timedelta(days=30)


class NotYours(Refused):
    """The window is somebody else's, or another story's."""


class Over(Refused):
    """The window ended with a save, or holds something newer: what comes late is not stored over it."""


@dataclass
class Here:
    """Somebody who has the story open; ``field`` is where the cursor is."""

    user: User
    since: datetime
    field: str
    seen_at: datetime


def keep(user: User, window: str, article: Article | None, base: int, typed: dict, field: str = "") -> Sitting:
    """Store what ``user`` typed over revision ``base``, for them alone. ``typed["turn"]`` grows with each sending."""
    check_right(user, article)
    sitting = sit_down(user, window, article, base)
    now = clock.now()
    older = Q(typed__isnull=True) | Q(typed__turn__lt=typed["turn"]) if typed.get("turn") else Q()
    # The form of a new story may come back after its save, if the answer got lost: then it writes on in that story.
    is_open = ~ended() if article else Q()
    stored = Sitting.objects.filter(older, is_open, pk=sitting.pk).update(
        typed=typed, typed_at=now, base=base, field=field, seen_at=now, left_at=None
    )
    if not stored:
        raise Over("This window’s text was saved, or a newer one is kept.")
    return sitting


def look_in(user: User, window: str, article: Article, base: int, field: str = "") -> Sitting:
    """Somebody is still here, with the cursor in ``field``. Says nothing about their text."""
    check_right(user, article)
    sitting = sit_down(user, window, article, base)
    Sitting.objects.filter(~ended(), pk=sitting.pk).update(field=field, seen_at=clock.now(), left_at=None)
    return sitting


def leave(user: User, window: str) -> None:
    Sitting.objects.filter(window=window, user=user).update(left_at=clock.now())


def forget(window: str, user: User) -> None:
    """The text of this window is saved, or was thrown away: the window has ended. In the transaction of the save."""
    now = clock.now()
    Sitting.objects.filter(window=window, user=user).update(typed=None, typed_at=now, left_at=now)


def ended() -> Q:
    """The window ended: what was typed in it was saved or taken over."""
    return Q(typed__isnull=True, typed_at__isnull=False, left_at__isnull=False)


def ended_by_save() -> Q:
    return ended() & Q(taken_at=None)


def check_right(user: User, article: Article | None) -> None:
    if article:
        allow(user, "change", article)
    elif not may(user, "add"):
        raise NotAllowed("You may not begin stories. Ask the desk.")


def sit_down(user: User, window: str, article: Article | None, base: int) -> Sitting:
    """The sitting of that window, begun if need be."""
    sitting = Sitting.objects.defer("typed").filter(window=window).first()
    if sitting is None:
        facts = {"user": user, "article": article, "base": base, "opened_at": since(user, article)}
        sitting, begun = Sitting.objects.defer("typed").get_or_create(window=window, defaults=facts)
        if begun:
            user.sittings.filter(seen_at__lt=clock.now() - KEPT).delete()
    if sitting.user_id != user.pk or (article and sitting.article_id != article.pk):
        raise NotYours("This window belongs to somebody else, or to another story.")
    return sitting


def since(user: User, article: Article | None) -> datetime:
    """A save opens the form anew; who has been here all the time is here since they came."""
    last = present().filter(user=user, article=article) if article else Sitting.objects.none()
    return last.order_by("opened_at").values_list("opened_at", flat=True).first() or clock.now()


def present() -> QuerySet[Sitting]:
    return Sitting.objects.filter(seen_at__gt=clock.now() - PRESENT, taken_at=None)


def alive() -> Q:
    return Q(seen_at__gt=clock.now() - PRESENT, left_at=None, taken_at=None)


# ---- Others ----


def others_at(article: Article, user: User, window: str = "") -> list[Here]:
    """Who else has it open, first come first; ``user`` too, if in another window than this."""
    rows = Sitting.objects.filter(alive(), article=article).exclude(window=window).select_related("user").defer("typed")
    here: dict[int, Here] = {}
    for row in rows:
        one = here.setdefault(row.user_id, Here(row.user, row.opened_at, row.field, row.seen_at))
        if row.seen_at > one.seen_at:
            one.field, one.seen_at = row.field, row.seen_at
    return list(here.values())


def take_over(article: Article, by: User) -> list[Sitting]:
    """Save what the others typed, then tell their windows. A text that clashes is kept aside, under their name."""
    allow(by, "change", article)
    with transaction.atomic():
        article = locked(article)
        now = clock.now()
        theirs = Sitting.objects.filter(alive(), article=article).exclude(user=by).select_related("user")
        taken = list(theirs.select_for_update(of=("self",)))  # what they send meanwhile is stored after this
        for sitting in taken:
            sitting.taken_by, sitting.taken_at = by, now
            if sitting.typed is not None:
                save_for(sitting, article)
                sitting.typed, sitting.typed_at = None, now
            sitting.save(update_fields=["taken_by", "taken_at", "typed", "typed_at"])
        if taken:
            names = ", ".join(sorted({str(sitting.user) for sitting in taken}))
            log(article, by, "take_over", f"Took over from {names}.")
    return taken


def save_for(sitting: Sitting, article: Article) -> None:
    """Save a colleague's text on their behalf: into the story if it merges, else aside. Never refused."""
    content = content_of_post(sitting.typed, article)
    note = note_of(sitting)
    aside = None
    try:
        if too_long(content):
            raise Refused(note)
        aside = save(article, content, base=sitting.base, by=sitting.user, note=note).aside
    except Refused:
        aside = set_aside(article, content, by=sitting.user, note=note)
    if aside:
        name_revision(aside, by=sitting.taken_by, name=name_of(sitting))
    article.refresh_from_db()


def note_of(sitting: Sitting) -> str:
    return f"Taken over by {sitting.taken_by} at {timezone.localtime(sitting.taken_at):%H:%M}"


def name_of(sitting: Sitting) -> str:
    return f"Text of {str(sitting.user)[:50]}, taken over at {timezone.localtime(sitting.taken_at):%H:%M}"


def told(sitting: Sitting) -> str:
    """What somebody whose story was taken over has to know: who did it, and where their text is."""
    words = f"{sitting.taken_by} took over at {when(sitting.taken_at)}."
    theirs = Revision.objects.filter(article=sitting.article_id, saved_by=sitting.user_id)
    if theirs.filter(aside=True, name=name_of(sitting)).exists():
        return f"{words} Your text is kept in the history as “{name_of(sitting)}”."
    if saved := theirs.filter(note=note_of(sitting)).first():
        return f"{words} Your text was saved in the story first, as revision {saved.number}."
    return f"{words} What you had typed until then was in the story already."


# ---- Texts that were typed and never saved ----


def unsaved_of(user: User, article: Article | None) -> list[Sitting]:
    """What ``user`` typed here and never saved, newest first; not what they are typing right now."""
    kept = user.sittings.filter(article=article, typed__isnull=False, typed_at__gt=clock.now() - KEPT)
    return list(kept.exclude(alive()).defer("typed").order_by("-typed_at"))
