"""Links for readers outside: made and revoked at the desk, opened, answered and signed by whoever has them."""

from datetime import datetime, timedelta

from django.db import transaction

from accounts.models import User
from articles.approval import hash_of, text_hash
from articles.freeze import known
from articles.models import Article, Opening, Remark, ReviewLink, Revision, SignOff
from articles.permissions import may, wrote
from articles.workflow.saving import record
from articles.workflow.shared import Refused, allow, locked, log, said, utc
from articles.workflow.telling import tell
from newsroom import clock

LONGEST = timedelta(days=30)
LONGEST_COMMENT = 5000  # letters
MOST_COMMENTS = 200  # by one link: whoever holds it may have lost it


class CannotShare(Refused):
    pass


class Closed(Refused):
    """The link ended, was revoked, or its story was killed."""


def share(
    article: Article,
    *,
    by: User,
    reader: str,
    expires_at: datetime,
    revision: Revision | None = None,
    may_sign: str = "",
) -> ReviewLink:
    """Make a link with which ``reader`` sees one revision, or always the latest text, until ``expires_at``.

    ``may_sign`` hands on a sign-off that ``by`` could give: nobody gets one through a link that they may not give here.
    """
    allow(by, "share", article)
    reader = " ".join(reader.split())[:120]
    if not reader:
        raise CannotShare("No link was made: say who will read it. The name stands on the page.")
    check_end(expires_at, clock.now())
    if revision and revision.article_id != article.pk:
        raise CannotShare("No link was made: that revision is of another story.")
    with transaction.atomic():
        article = locked(article)
        allow(by, "share", article)  # somebody may have held or killed it meanwhile
        check_signing(article, by, may_sign)
        link = article.links.create(
            reader=reader,
            revision=revision,
            may_sign=may_sign,
            made_by=by,
            made_at=clock.now(),
            expires_at=utc(expires_at),
        )
        log(article, by, "share", f"Made a link for {reader}, until {said(expires_at)}.")
    return link


def revoke(link: ReviewLink, *, by: User) -> None:
    """End a link now. Whoever made it may, and whoever may make one."""
    if link.made_by_id != by.pk:
        allow(by, "share", link.article)
    with transaction.atomic():
        article = locked(link.article)
        if ReviewLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=clock.now(), revoked_by=by):
            log(article, by, "revoke", f"Revoked the link for {link.reader}.")


def opened(link: ReviewLink, address: str | None) -> Opening:
    """Keep that the link was opened, from where, and which text was shown."""
    with transaction.atomic():
        link = still_open(link)
        if not link.openings.exists():
            log(link.article, link.reader, "opened", "Opened the link for the first time.")
        version = link.revision.number if link.revision else link.article.version
        return link.openings.create(opened_at=clock.now(), version=version, address=address)


def comment(link: ReviewLink, text: str) -> Remark:
    """Say something about the text to the newsroom."""
    text = text.strip()
    if not text:
        raise CannotShare("Not sent: the comment is empty.")
    if len(text) > LONGEST_COMMENT:
        raise CannotShare(f"Not sent: a comment has at most {LONGEST_COMMENT:,} letters. Send it in two parts.")
    with transaction.atomic():
        link = still_open(link)
        if link.remarks.count() >= MOST_COMMENTS:
            raise CannotShare("Not sent: that is all the comments this link takes. Please call the newsroom.")
        said_it = link.article.remarks.create(text=text, link=link, said_at=clock.now())
        log(link.article, link.reader, "comment", "Commented through the link.")
        tell(those_who_wait(link), link.article, f"{link.reader} commented on it through a link", by=None)
    return said_it


def sign(link: ReviewLink, note: str = "", *, shown: str) -> SignOff:
    """Approve the text whose hash was ``shown`` to the reader; refused if it is no longer what the link shows."""
    with transaction.atomic():
        link = still_open(link)
        article = link.article
        if not link.may_sign:
            raise CannotShare("Not signed off: this link is for reading and comments.")
        record(article, by=article.saved_by)
        version, text = text_of(link)
        if text != shown:
            raise CannotShare("Not signed off: the text was changed while you read it. Read it again, then sign off.")
        check_signing(article, link.made_by, link.may_sign)
        if before := article.sign_offs.filter(link=link, hash=text, taken_back_at=None).first():
            return before
        signed = article.sign_offs.create(
            kind=link.may_sign, hash=text, version=version, link=link, signed_at=clock.now(), note=note.strip()[:300]
        )
        kind = signed.get_kind_display().lower()
        log(article, link.reader, "sign_off", f"Signed off ({kind}) revision {version} through a link.", note)
        tell(those_who_wait(link), article, f"{link.reader} signed it off ({kind})", by=None)
    return signed


# ---- What these verbs share ----


def check_end(expires_at: datetime, now: datetime) -> None:
    if expires_at <= now:
        raise CannotShare(f"No link was made: {said(expires_at)} is in the past. Choose a later time.")
    if expires_at > now + LONGEST:
        raise CannotShare(f"No link was made: a link works for 30 days at most, so until {said(now + LONGEST)}.")


def check_signing(article: Article, by: User, kind: str) -> None:
    if not kind:
        return
    if kind not in SignOff.Kind.values:
        raise CannotShare("No link was made: choose what the reader may sign off.")
    allow(by, f"sign_{kind}", article)
    if wrote(by, article):
        raise CannotShare("No link was made: it is your own text, so a colleague has to ask for its sign-off.")


def still_open(link: ReviewLink) -> ReviewLink:
    """The link as it is now, its story locked."""
    article = locked(link.article)
    link = article.links.select_related("revision", "made_by").get(pk=link.pk)
    link.article = article
    maker_left = link.made_by is None or not may(link.made_by, "share", article)
    if article.is_killed or maker_left or not link.is_open(clock.now()):
        raise Closed("This link no longer works.")
    return link


def text_of(link: ReviewLink) -> tuple[int, str]:
    """Number and hash of the text that the link shows."""
    if link.revision:
        return link.revision.number, hash_of(known(link.revision.content))
    return link.article.version, text_hash(link.article)


def those_who_wait(link: ReviewLink) -> list[User | None]:
    return [link.made_by, link.article.assignee]
