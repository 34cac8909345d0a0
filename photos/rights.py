"""The verbs on a picture: what the paper may do with it, decided by those who may, and written down."""

from datetime import datetime, timedelta

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format

from accounts.models import User
from newsroom import clock
from photos import shelf, signals
from photos.models import Photo, PhotoChange, new_token

OVERRIDE = timedelta(hours=24)
REST = timedelta(hours=48)  # after it, before another: one day is for clearing the rights, not instead of it
WHEN = {"status", "usable_from", "usable_until"}
TERMS = (
    "source licence licence_url usage_terms cost restrictions territory shows_minors consent status usable_from "
    "usable_until"
).split()
TOLD = "kind headline caption credit alt creator copyright people place keywords taken_at focus_x focus_y crops".split()


class Refused(Exception):
    """Somebody asked for what can't be; the message says why and who can help, ``field`` which one mends it."""

    def __init__(self, words: str, field: str = ""):
        super().__init__(words)
        self.field = field


class NotAllowed(Refused):
    pass


def clear(photo: Photo, *, by: User, note: str = "", **terms) -> Photo:
    """Set what the paper may do with a picture: any of ``TERMS``."""
    allow(by, "clear")
    with transaction.atomic():
        photo = locked(photo)
        changed = put(photo, terms, TERMS)
        refuse_contradictions(photo)
        if not changed:
            return photo
        ended = end_override(photo) if WHEN & changed.keys() and not photo.is_cleared(clock.now()) else []
        photo.save(update_fields=[*changed, *ended])
        words = f"Rights: {photo.get_status_display().lower()}{limits(photo)}."
        words += " Nobody’s override lets it run any more." if ended else ""
        write(photo, by, "clear", words, note, changed)
    return photo


def describe(photo: Photo, *, by: User, note: str = "", **told) -> Photo:
    """Change what readers are told, or how it is cut: any of ``TOLD``."""
    with transaction.atomic():
        photo = locked(photo)  # somebody may have cleared it, or let it run, since this page was opened
        if not may_describe(by, photo):
            raise NotAllowed("You may describe only the pictures that you added, as long as they are not cleared.")
        changed = put(photo, told, TOLD)
        if changed:
            photo.save(update_fields=list(changed))
            write(photo, by, "describe", f"Changed: {', '.join(names(changed))}.", note, changed)
    return photo


def override(photo: Photo, *, by: User, why: str, start: datetime | None = None) -> Photo:
    """Let a picture run for 24 hours without cleared rights, from now or from ``start``: somebody answers for it.

    With the ``start`` of a story that falls into such a day already, that day stays as it is, and the picture ends with
    it.
    """
    allow(by, "override")
    if not why.strip():
        raise Refused("Say why it must run before its rights are cleared.")
    with transaction.atomic():
        photo = locked(photo)
        if photo.taken_down_at or photo.status == Photo.Status.FORBIDDEN:
            raise Refused("This picture must not be used: nobody can let it run.")
        if start and photo.is_overridden(start):
            return photo
        if refusal := why_no_other_day(photo):
            raise Refused(refusal)
        start = start or clock.now()
        photo.overridden_from, photo.overridden_until = start, start + OVERRIDE
        photo.save(update_fields=["overridden_from", "overridden_until"])
        write(photo, by, "override", f"May run without cleared rights until {said(photo.overridden_until)}.", why)
    return photo


def why_no_other_day(photo: Photo) -> str:
    """Why it can't be let run for a day; nothing if it can."""
    now, until = clock.now(), photo.overridden_until
    if until and until > now:
        return f"It is let run until {said(until)} already, and not for another day: have its rights cleared."
    if until and now < until + REST:
        return f"It was let run until {said(until)} already: have its rights cleared."
    return ""


def end_override(photo: Photo) -> list[str]:
    """End what runs, and call off what waits; answers the fields that are different now."""
    now = clock.now()
    if photo.overridden_until is None or photo.overridden_until <= now:
        return []
    begun = photo.overridden_from <= now
    photo.overridden_from, photo.overridden_until = (photo.overridden_from, now) if begun else (None, None)
    return ["overridden_from", "overridden_until"]


def take_down(photo: Photo, *, by: User, why: str) -> Photo:
    """Off every page, feed and address, at once; its old addresses stay dead for good."""
    allow(by, "take_down")
    if not why.strip():
        raise Refused("Say why: a complaint, a court, a mistake.")
    with transaction.atomic():
        photo = locked(photo)
        if photo.taken_down_at:
            raise Refused(f"It was taken down already, on {said(photo.taken_down_at)}.")
        photo.taken_down_at = clock.now()
        photo.save(update_fields=["taken_down_at"])
        write(photo, by, "take_down", "Taken down.", why)
    return photo


def put_back(photo: Photo, *, by: User, why: str) -> Photo:
    """Undo a takedown; the picture gets new addresses, and its rights must be cleared anew."""
    allow(by, "take_down")
    if not why.strip():
        raise Refused("Say why it may come back.")
    with transaction.atomic():
        photo = locked(photo)
        if not photo.taken_down_at:
            raise Refused("It is not taken down.")
        dead = photo.token
        photo.taken_down_at, photo.token, photo.made, photo.tries = None, new_token(), "", 0
        photo.status = Photo.Status.NEW
        ended = end_override(photo)
        photo.save(update_fields=["taken_down_at", "token", "made", "tries", "status", *ended])
        transaction.on_commit(lambda: shelf.clear(Photo(token=dead)), robust=True)
        write(photo, by, "put_back", "Put back; its rights must be cleared again.", why)
    return photo


# ---- Who may ----


def may(user, verb: str) -> bool:
    """``verb``: add, change, clear, take_down, override."""
    return user.is_active and user.is_staff and user.has_perm(f"photos.{verb}_photo")


def who_may(verb: str) -> list[User]:
    """The people whose role lets them do ``verb``, for refusals that say whom to ask. One query."""
    named = Q(content_type__app_label="photos", codename=f"{verb}_photo")
    groups = Group.objects.filter(permissions__in=Permission.objects.filter(named))
    held = Q(groups__in=groups) | Q(postings__role__in=groups)
    held |= Q(user_permissions__in=Permission.objects.filter(named))
    people = User.objects.filter(pk__in=User.objects.filter(held).values("pk"))
    return list(people.filter(is_active=True, is_staff=True).order_by("name", "email"))


def may_describe(user, photo: Photo) -> bool:
    """Photo editors describe all; whoever brought one describes it until it is cleared, or somebody lets it run."""
    own = photo.added_by_id is not None and photo.added_by_id == user.pk
    let_run = photo.overridden_until is not None and photo.overridden_until > clock.now()
    return may(user, "change") or (own and may(user, "add") and photo.status == Photo.Status.NEW and not let_run)


def allow(user, verb: str) -> None:
    if not may(user, verb):
        raise NotAllowed(REFUSALS[verb])


REFUSALS = {
    "clear": "Only a photo editor can set the rights of a picture.",
    "override": "Only the duty editor can let a picture run before its rights are cleared.",
    "take_down": "Only photo, duty, legal and standards editors can take a picture down or put it back.",
}


# ---- What the verbs share ----


def locked(photo: Photo) -> Photo:
    return Photo.objects.select_for_update(of=("self",)).get(pk=photo.pk)


def put(photo: Photo, values: dict, allowed: list[str]) -> dict[str, list[str]]:
    """Set ``values``; answers what is different now, as text (times in ISO 8601): name, [before, after]."""
    if strange := values.keys() - set(allowed):
        raise TypeError(f"Not of this verb: {', '.join(sorted(strange))}")
    changed = {}
    for name, value in values.items():
        if (before := getattr(photo, name)) != value:
            setattr(photo, name, value)
            changed[name] = [kept_as(before), kept_as(value)]
    return changed


def kept_as(value) -> str:
    return value.isoformat() if isinstance(value, datetime) else as_text(value)


def as_text(value) -> str:
    return "" if value is None else said(value) if isinstance(value, datetime) else str(value)


def names(changed: dict) -> list[str]:
    return [str(Photo._meta.get_field(name).verbose_name) for name in changed]


def refuse_contradictions(photo: Photo) -> None:
    if photo.usable_from and photo.usable_until and photo.usable_from >= photo.usable_until:
        raise Refused("“May be used until” must be later than “from”.", "usable_until")
    if photo.shows_minors and photo.status in Photo.USABLE and not photo.consent.strip():
        raise Refused("It shows children: note who agreed, before it is cleared.", "consent")
    if photo.status == Photo.Status.LIMITED and not (photo.restrictions or photo.territory or photo.usable_until):
        raise Refused("Say what the limits are: in words, by territory, or by a date.", "restrictions")


def limits(photo: Photo) -> str:
    start = f", from {said(photo.usable_from)}" if photo.usable_from else ""
    return start + (f", until {said(photo.usable_until)}" if photo.usable_until else "")


def said(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "D j M Y, H:i")


def write(photo: Photo, by: User | None, verb: str, words: str, note: str = "", fields: dict | None = None) -> None:
    """A line of the picture's history; rooms upstairs hear of it once it is certain."""
    PhotoChange.objects.create(
        photo=photo, by=by, verb=verb, words=words[:300], note=note.strip()[:500], fields=fields or {}
    )
    transaction.on_commit(lambda: signals.changed.send(Photo, photo=photo, verb=verb, by=by))
