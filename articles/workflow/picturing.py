"""Pictures whose rights don't allow them when a story runs: refused, or let run for a day by somebody who answers."""

from collections.abc import Iterable
from datetime import datetime

from accounts.models import User
from articles.models import Article
from articles.picture_rights import Helpers
from articles.preflight import Finding
from articles.workflow.shared import CannotPublish, NotAllowed, allow, log, said
from articles.workflow.telling import tell
from photos import rights
from photos.models import Photo


def barred(findings: Iterable[Finding]) -> list[Finding]:
    """Those of the pictures' findings that nobody can pass."""
    return [finding for finding in findings if finding.stops and not finding.may_override]


def unready(findings: Iterable[Finding]) -> list[Finding]:
    """Those that somebody with the right can pass, for a day."""
    return [finding for finding in findings if finding.stops and finding.may_override]


def allow_override(article: Article, by: User) -> None:
    """It takes both rights: over the story, and over the picture."""
    allow(by, "override", article)
    if not rights.may(by, "override"):
        who = Helpers().who("override")
        raise NotAllowed(f"You may not let a picture run before its rights are cleared. {who} can.")


def let_run(article: Article, findings: list[Finding], *, by: User, why: str, start: datetime) -> None:
    """Each of these pictures may be shown for 24 hours from ``start``; told to everybody who clears pictures."""
    if not findings:
        return
    ends = []
    for photo in Photo.objects.filter(pk__in={finding.photo for finding in findings}).order_by("pk"):
        try:
            ends.append(rights.override(photo, by=by, why=why, start=start).overridden_until)
        except rights.Refused as refusal:
            raise CannotPublish(f"“{str(photo)[:80]}”: {refusal}") from None
    until = said(min(ends))
    what = "pictures" if len(ends) > 1 else "a picture"
    reasons = " ".join(finding.text for finding in findings)
    log(article, by, "override", f"Let {what} run without cleared rights until {until}: {reasons}", why)
    told = f"{by} let {what} run without cleared rights until {until}"
    tell(Helpers().people("clear"), article, told, by=by)
