"""Where the work is, and who has it: handing on and back, sign-offs, comments, spike and revive."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from articles import approval, timeline
from articles.approval import text_hash
from articles.models import Article, Remark, SignOff
from articles.permissions import may, wrote
from articles.workflow.saving import record
from articles.workflow.shared import Refused, allow, locked, log, said, utc
from articles.workflow.telling import tell
from newsroom import clock

Stage = Article.Stage
NEXT = {Stage.IDEA: Stage.DRAFT, Stage.DRAFT: Stage.DESK, Stage.DESK: Stage.COPY, Stage.COPY: Stage.READY}
BEFORE = {after: before for before, after in NEXT.items()}


class CannotHandOver(Refused):
    pass


def submit(article: Article, *, by: User, to: User | None = None, note: str = "") -> None:
    """Hand the story on to the next stage, to ``to`` or to whoever takes it there. The desk takes an idea on."""
    allow(by, "assign" if article.stage == Stage.IDEA else "submit", article)
    with transaction.atomic():
        article = at_the_desk(article)
        if article.stage not in NEXT:
            raise CannotHandOver("It is ready: it can be published, scheduled or sent back.")
        if to == by and not may(by, "edit_others", article):
            raise CannotHandOver("Not handed on: somebody else has to read it. Choose a colleague, or nobody.")
        move(article, NEXT[article.stage], to=to)
        log(article, by, "submit", f"Handed on to {article.get_stage_display()}{said_to(to)}.", note)
        tell(to, article, f"{by} handed it on to you", by=by)


def send_back(article: Article, *, by: User, reason: str, to: User | None = None) -> None:
    """Give the story back one stage, to ``to`` or, as a draft, to whoever began it; it says why."""
    allow(by, "send_back", article)
    if not reason.strip():
        raise CannotHandOver("Not sent back: say why, so that the next person knows what to do.")
    with transaction.atomic():
        article = at_the_desk(article)
        if article.stage not in BEFORE:
            raise CannotHandOver("It is an idea: nothing comes before that.")
        stage = BEFORE[article.stage]
        to = to or (article.created_by if stage == Stage.DRAFT else None)
        move(article, stage, to=to)
        log(article, by, "send_back", f"Sent back to {article.get_stage_display()}{said_to(to)}.", reason)
        tell(to, article, f"{by} sent it back to you", by=by)
        article.remarks.create(text=reason.strip(), said_by=by, said_at=clock.now(), to=to)


def pitch(article: Article, *, by: User, note: str = "") -> None:
    """Offer a draft as an idea: the desk takes it on or drops it."""
    allow(by, "submit", article)
    with transaction.atomic():
        article = at_the_desk(article)
        if article.stage != Stage.DRAFT:
            raise CannotHandOver("Only a draft can be offered as an idea.")
        move(article, Stage.IDEA, to=None)
        log(article, by, "pitch", "Offered as an idea.", note)


def assign(article: Article, *, by: User, to: User | None, due_at: datetime | None = None) -> None:
    """Give the story to somebody (None: to nobody), with the time it is due. Anybody who may edit it may take it."""
    takes_it = to == by and may(by, "change", article)
    if not takes_it:
        allow(by, "assign", article)
    with transaction.atomic():
        article = at_the_desk(article)
        article.assignee, article.due_at = to, due_at and utc(due_at)
        article.save(update_fields=["assignee", "due_at"])
        due = f", due {said(due_at)}" if due_at else ""
        log(article, by, "assign", (f"Given to {to}" if to else "Given to nobody") + due + ".")
        tell(to, article, f"{by} gave it to you{due}", by=by)


def spike(article: Article, *, by: User, note: str = "") -> None:
    """Drop a story that readers never had. It is kept, and may be revived."""
    if not is_own_draft(article, by):
        allow(by, "spike", article)
    with transaction.atomic():
        article = at_the_desk(article)
        if article.editions.real().exists():
            raise CannotHandOver("Not spiked: readers had it, or it is scheduled. Withdraw it or take it out first.")
        move(article, Stage.SPIKED, to=None)
        log(article, by, "spike", "Spiked.", note)
        tell(article.created_by, article, f"{by} spiked it", by=by)


def revive(article: Article, *, by: User, note: str = "") -> None:
    """Bring a spiked story back as a draft."""
    if not (article.stage == Stage.SPIKED and article.created_by_id == by.pk and may(by, "view", article)):
        allow(by, "spike", article)
    with transaction.atomic():
        article = locked(article)
        refuse_killed(article)
        if article.stage != Stage.SPIKED:
            raise CannotHandOver("It is not spiked.")
        move(article, Stage.DRAFT, to=article.created_by)
        log(article, by, "revive", "Revived.", note)


def raise_legal(article: Article, *, by: User, note: str) -> None:
    """Ask for a legal reading: from now on the story doesn't run without one. Anybody who sees it may."""
    allow(by, "remark", article)
    with transaction.atomic():
        article = locked(article)
        refuse_killed(article)
        article.needs_legal = True
        article.save(update_fields=["needs_legal"])
        stopped = take_out_unsigned(article, by)
        log(article, by, "raise_legal", f"Flagged: must be read for law.{stopped}", note)


def lower_legal(article: Article, *, by: User, note: str) -> None:
    """No legal reading is needed after all. Only those who sign for law say so."""
    allow(by, "sign_legal", article)
    with transaction.atomic():
        article = locked(article)
        refuse_killed(article)
        article.needs_legal = False
        article.save(update_fields=["needs_legal"])
        log(article, by, "lower_legal", "Need not be read for law.", note)


def sign_off(article: Article, *, by: User, kind: str, note: str = "", version: int | None = None) -> SignOff:
    """Approve the text as it stands (revision ``version``, if that is known). Four eyes: not one's own text."""
    if kind not in SignOff.Kind.values:
        raise CannotHandOver("Not signed off: choose what for.")
    allow(by, f"sign_{kind}", article)
    with transaction.atomic():
        article = at_the_desk(article)
        record(article, by=by)
        if version is not None and version != article.version:
            raise CannotHandOver(
                f"Not signed off: the text was changed at {said(article.saved_at)}. Read what is new, then sign off."
            )
        if wrote(by, article) and not (may(by, "override", article) and note.strip()):
            raise CannotHandOver("Not signed off: it is your own text, and a second person has to read it.")
        label = SignOff.Kind(kind).label.lower()
        signed = article.sign_offs.create(
            kind=kind,
            hash=text_hash(article),
            version=article.version,
            signed_by=by,
            signed_at=clock.now(),
            note=note.strip()[:300],
        )
        log(article, by, "sign_off", f"Signed off ({label}) revision {article.version}.", note)
    return signed


def take_back(signed: SignOff, *, by: User, note: str = "") -> None:
    """Take a sign-off back; whoever may give one of its kind may."""
    allow(by, f"sign_{signed.kind}", signed.article)
    with transaction.atomic():
        article = locked(signed.article)
        SignOff.objects.filter(pk=signed.pk, taken_back_at=None).update(taken_back_at=clock.now())
        stopped = take_out_unsigned(article, by)
        words = f"Took the {signed.get_kind_display().lower()} sign-off back.{stopped}"
        log(article, by, "take_back", words, note)


def remark(
    article: Article, *, by: User, text: str, to: User | None = None, quote: str = "", must_fix: bool = False
) -> Remark:
    """Comment on a story, to somebody or to all who work on it."""
    allow(by, "remark", article)
    if not text.strip():
        raise CannotHandOver("Not said: the comment is empty.")
    said_it = article.remarks.create(
        text=text.strip(), quote=quote.strip()[:300], must_fix=must_fix, said_by=by, said_at=clock.now(), to=to
    )
    tell(to or [article.assignee, article.created_by], article, f"{by} commented on it", by=by)
    return said_it


def resolve(said_it: Remark, *, by: User) -> None:
    """Close a comment: by whoever made it, was asked, or may edit the story."""
    article = said_it.article
    if not may(by, "view", article) or by.pk not in (said_it.said_by_id, said_it.to_id):
        allow(by, "change", article)
    Remark.objects.filter(pk=said_it.pk, resolved_at=None).update(resolved_at=clock.now(), resolved_by=by)


# ---- What these verbs share ----


def at_the_desk(article: Article) -> Article:
    article = locked(article)
    refuse_killed(article)
    if article.stage == Stage.SPIKED:
        raise CannotHandOver("It is spiked: revive it first.")
    return article


def refuse_killed(article: Article) -> None:
    if article.is_killed:
        raise CannotHandOver(f"It was killed on {said(article.killed_at)}.")


def take_out_unsigned(article: Article, by: User) -> str:
    """Take out what waits without a sign-off that it needs now, and tell whoever scheduled it."""
    waiting = timeline.editions(article.pk).filter(live_from__gt=clock.now()).select_related("published_by")
    stopped = [edition for edition in waiting if approval.lacking(article, edition)]
    for edition in stopped:
        timeline.take_out(edition)
        tell(edition.published_by, article, f"{by} took it out of the schedule: a sign-off is missing", by=by)
    return " What was scheduled without it was taken out." if stopped else ""


def move(article: Article, stage: str, *, to: User | None) -> None:
    article.stage, article.assignee = stage, to
    article.save(update_fields=["stage", "assignee"])


def said_to(user: User | None) -> str:
    return f", to {user}" if user else ""


def is_own_draft(article: Article, user: User) -> bool:
    return (
        article.created_by_id == user.pk and article.stage in (Stage.IDEA, Stage.DRAFT) and may(user, "change", article)
    )
