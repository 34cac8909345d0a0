"""What the verbs share: refusals, the right, the lock and the log."""

from datetime import UTC, datetime

from django.db import transaction
from django.utils import formats, timezone

from accounts.models import User
from articles.models import Article, LogLine
from articles.permissions import either, may, who_may
from articles.signals import paper_changed
from newsroom import clock, whence

# What a verb is called in “You may not …”, where its own name doesn't say it.
CALLED = {
    "send_back": "send back",
    "sign_desk": "sign off for the desk on",
    "sign_copy": "sign off copy of",
    "sign_legal": "sign off for law on",
    "sign_picture": "sign off the pictures of",
    "lift_hold": "lift the hold on",
    "lift_embargo": "lift the embargo on",
    "override": "publish without a sign-off",
    "remark": "comment on",
    "change": "edit",
    "import": "bring in",
    "travel": "see at another time",
}


class Refused(Exception):
    """A verb can't be done; nothing was changed."""


class NotAllowed(Refused):
    pass


class CannotPublish(Refused):
    def __init__(self, *reasons: str):
        self.reasons = reasons
        super().__init__("Not published: " + " ".join(reasons))


def said(moment: datetime) -> str:
    """A moment as the newsroom says it: with its zone named."""
    local = timezone.localtime(moment)
    return f"{formats.date_format(local, 'D j M, H:i')} {local.tzname()}"


def allow(user: User, verb: str, article: Article) -> None:
    if not may(user, verb, article):
        raise NotAllowed(f"You may not {CALLED.get(verb, verb)} this story. {whom_to_ask(verb, article)}")


def whom_to_ask(verb: str, article: Article) -> str:
    """Who can solve it, as a sentence."""
    names = [str(user) for user in who_may(verb, article)[:3]] if article.pk else []
    return f"{either(names)} can." if names else "Ask an editor who may."


def locked(article: Article) -> Article:
    if clock.is_elsewhere():
        raise Refused("Nothing was done: you are looking at the paper of another time. Go back to now first.")
    return Article.objects.select_for_update(of=("self",)).select_related("section").get(pk=article.pk)


def utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)


def log(article: Article | None, by: User | str | None, verb: str, words: str, why: str = "") -> None:
    """Write the line that history shows, and tell the rooms above after commit. A reader outside is a name alone."""
    LogLine.objects.create(
        article=article,
        done_at=clock.now(),
        done_by=None if isinstance(by, str) else by,
        name=str(by or "")[:150],
        verb=verb,
        words=words[:300],
        why=why.strip()[:500],
        address=whence.address(),
    )
    if article is not None:
        transaction.on_commit(lambda: paper_changed.send(Article, article_id=article.pk))
