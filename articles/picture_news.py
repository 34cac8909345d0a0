"""What stories hear from the picture desk: one of their pictures is not for readers any more."""

from copy import copy
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from accounts.models import User
from articles.models import Article, Edition
from articles.picture_rights import Helpers, why_not
from articles.workflow.shared import log
from articles.workflow.telling import tell
from newsroom import clock
from photos.models import Photo, PhotoChange

CLOSING = ("take_down", "clear")  # the verbs that can take a picture from readers


def hear(sender, *, photo: Photo, verb: str, by: User | None, **_) -> None:
    """Log it in each story that loses the picture, now or when it runs, and tell its people; photo editors once."""
    change = photo.changes.filter(verb=verb).first() if verb in CLOSING else None
    if change is None:
        return
    with transaction.atomic():
        losing = stories_losing(photo, change)
        for article, edition in losing.items():
            report(article, edition, photo, change, by)
        for article in list(losing)[:1]:
            others = f" and {len(losing) - 1} more show" if len(losing) > 1 else " shows"
            tell(Helpers().people("clear"), article, f"{told(change, by)} that this story{others}", by=by)


def stories_losing(photo: Photo, change: PhotoChange) -> dict[Article, Edition]:
    """Stories whose live text, or the first that waits, could show the picture before ``change`` and can't now."""
    now, earlier = clock.now(), before(photo, change)
    editions = Edition.objects.real().showing(photo).filter(Q(live_until=None) | Q(live_until__gt=now))
    losing: dict[Article, Edition] = {}
    for edition in editions.select_related("article__section", "published_by").without_text().order_by("live_from"):
        moment = max(now, edition.live_from)
        if earlier.is_shown(moment) and not photo.is_shown(moment):
            losing.setdefault(edition.article, edition)
    return losing


def before(photo: Photo, change: PhotoChange) -> Photo:
    """The picture as it was, as far as its history tells."""
    earlier = copy(photo)
    if change.verb == "take_down":
        earlier.taken_down_at = None
    if "status" in change.fields:
        earlier.status = change.fields["status"][0]
    for name in {"usable_from", "usable_until"} & change.fields.keys():
        text = change.fields[name][0]
        setattr(earlier, name, datetime.fromisoformat(text) if text else None)
    return earlier


def report(article: Article, edition: Edition, photo: Photo, change: PhotoChange, by: User | None) -> None:
    waits = edition.live_from > clock.now()
    moment = max(clock.now(), edition.live_from)
    without = "it will run without it" if waits else "readers see the story without it"
    log(article, by, "picture", f"Its picture “{str(photo)[:120]}” {why_not(photo, moment)}: {without}.", change.note)
    tell(people_of(article, edition), article, f"{told(change, by)} that it shows: {without}", by=by)


def told(change: PhotoChange, by: User | None) -> str:
    did = "took down a picture" if change.verb == "take_down" else "changed the rights of a picture"
    return f"{by or 'Somebody'} {did}"


def people_of(article: Article, edition: Edition) -> list[User | None]:
    """Who has it, who began it, who signed it, and who published it."""
    signers = User.objects.filter(author__in=article.bylines.values("author"))
    return [article.assignee, article.created_by, edition.published_by, *signers]
