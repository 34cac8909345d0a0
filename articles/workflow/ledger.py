"""The corrections ledger: notices to readers, each with who asked and who approved; amended, never removed."""

from django.db import transaction

from accounts.models import User
from articles import timeline
from articles.freeze import unfreeze
from articles.models import Article, Correction, Edition, Redaction
from articles.permissions import either, may, who_may
from articles.workflow.shared import Refused, allow, locked, log, said, utc, whom_to_ask
from articles.workflow.telling import tell
from newsroom import clock

Change = Edition.Change
Kind = Correction.Kind
Place = Correction.Place

# What sort of edition a notice makes.
CHANGES = {Kind.UPDATE: Change.UPDATE, Kind.RETRACTION: Change.RETRACTION}
# Of these the time that readers see moves: they say that something they were told is new, was wrong, or is taken back.
# A clarification says the same in clearer words, so it leaves the time alone; so does a silent fix.
SUBSTANTIVE = {Kind.UPDATE, Kind.CORRECTION, Kind.APOLOGY, Kind.RETRACTION}
GRAVE = {Kind.APOLOGY, Kind.RETRACTION}


class CannotCorrect(Refused):
    pass


def correct(
    article: Article,
    *,
    by: User,
    text: str,
    kind: str = Kind.CORRECTION,
    place: str = Place.ABOVE,
    asked_by: str = "",
    approved_by: User | None = None,
    note: str = "",
) -> Correction:
    """Add a notice to the live story and the corrections page. Neither the live text nor the working copy changes.

    ``approved_by`` has the right to correct the story; None means ``by``, which is not enough for an apology or a
    retraction, unless ``by`` may override and says why in ``note``. The time that readers see moves with an update, a
    correction, an apology and a retraction; not with a clarification, which tells nothing new. A retraction stands
    above the text and takes out what was scheduled: that would bring the story back by itself.
    """
    allow(by, "correct", article)
    if not text.strip():
        raise CannotCorrect("Not corrected: say what was wrong and what is right.")
    if kind not in Kind.values:
        raise CannotCorrect("Not corrected: choose what kind of notice it is.")
    if place not in Place.values:
        raise CannotCorrect("Not corrected: choose where the notice stands.")
    with transaction.atomic():
        article = locked(article)
        check_approver(article, kind, by, approved_by, note)
        now = utc(clock.now())
        live = Edition.objects.live(now).filter(article=article).first()
        if live is None:
            raise CannotCorrect("Not corrected: the story is not public, so nobody can have read the mistake here.")
        taken = take_out_waiting(article, now) if kind == Kind.RETRACTION else 0
        change = Change.RETRACTION if live.is_retracted else CHANGES.get(kind, Change.CORRECTION)
        edition = timeline.place(
            unfreeze(live), start=now, change=change, by=by, note=note, substantive=kind in SUBSTANTIVE
        )
        place = Place.ABOVE if kind == Kind.RETRACTION else place
        correction = give_notice(
            edition, kind, text, by, place=place, asked_by=asked_by.strip()[:200], approved_by=approved_by or by
        )
        words = f"{correction.get_kind_display()} published{approved_words(correction)}."
        log(article, by, "correct", words + (" What was scheduled was taken out." if taken else ""), note)
        tell(approved_by, article, f"{by} named you as having approved a notice", by=by)
    return correction


def amend(
    correction: Correction, *, by: User, text: str, approved_by: User | None = None, note: str = ""
) -> Correction:
    """Give a notice another wording, at its first place in the ledger; what it said before is kept for the desk.

    Makes no edition: the story is the same. Who must approve is as for a new notice of that kind.
    """
    allow(by, "correct", correction.article)
    if not text.strip():
        raise CannotCorrect("Not amended: the notice is empty. It can be amended, not removed.")
    with transaction.atomic():
        article = locked(correction.article)
        old = Correction.objects.get(pk=correction.pk)
        if old.amended_at:
            raise CannotCorrect(f"Not amended: it was amended at {said(old.amended_at)}. Amend the present wording.")
        if text.strip() == old.text:
            raise CannotCorrect("Not amended: it says just that already.")
        check_approver(article, old.kind, by, approved_by, note)
        now = utc(clock.now())
        old.amended_at = now
        old.save(update_fields=["amended_at"])
        facts = {name: getattr(old, name) for name in ("edition", "kind", "place", "asked_by", "published_at")}
        new = article.corrections.create(
            **facts, text=text.strip(), given_at=now, amends=old, published_by=by, approved_by=approved_by or by
        )
        words = f"Amended the {old.get_kind_display().lower()} of {said(old.published_at)}{approved_words(new)}."
        log(article, by, "amend", f"{words} It said: “{old.text}”", note)
        tell(approved_by, article, f"{by} named you as having approved a notice", by=by)
    return new


def redact(edition: Edition, *, by: User, why: str) -> Redaction:
    """Readers who compare versions are no longer shown the words of a former edition. It stays in the desk's history.

    Words that another version has too stand there until that is redacted as well.
    """
    allow(by, "correct", edition.article)
    if not why.strip():
        raise CannotCorrect("Not redacted: say why, for the log.")
    with transaction.atomic():
        article = locked(edition.article)
        edition = Edition.objects.get(pk=edition.pk)
        now = utc(clock.now())
        if Edition.objects.live(now).filter(pk=edition.pk).exists():
            raise CannotCorrect("Not redacted: readers have this text now. Publish one without those words first.")
        if edition.live_from > now:
            raise CannotCorrect("Not redacted: readers never had this text.")
        if Redaction.objects.filter(edition=edition).exists():
            raise CannotCorrect("It is redacted already.")
        redaction = Redaction.objects.create(edition=edition, redacted_by=by, redacted_at=now, why=why.strip()[:300])
        log(article, by, "redact", f"Redacted edition {edition.number}: readers can’t compare it.", why)
    return redaction


def unredact(edition: Edition, *, by: User, why: str) -> None:
    """Let readers who compare versions see a former edition again."""
    allow(by, "correct", edition.article)
    if not why.strip():
        raise CannotCorrect("Still redacted: say why readers may see it again, for the log.")
    with transaction.atomic():
        article = locked(edition.article)
        if not Redaction.objects.filter(edition=edition).delete()[0]:
            raise CannotCorrect("It is not redacted.")
        log(article, by, "unredact", f"Edition {edition.number} is no longer redacted.", why)


# ---- What these verbs share ----


def check_approver(article: Article, kind: str, by: User, approved_by: User | None, note: str) -> None:
    """A person with the right approves; of what is grave, a second person."""
    if approved_by and not may(approved_by, "correct", article):
        raise CannotCorrect(f"{approved_by} may not approve notices on this story. {whom_to_ask('correct', article)}")
    if kind not in GRAVE or approved_by not in (None, by):
        return
    if not (may(by, "override", article) and note.strip()):
        called = "An apology" if kind == Kind.APOLOGY else "A retraction"
        others = either(str(user) for user in who_may("correct", article) if user != by)
        raise CannotCorrect(f"{called} needs a second person who approves it: {others or 'ask an editor who may'}.")


def approved_words(correction: Correction) -> str:
    approver = correction.approved_by
    return f", approved by {approver}" if approver != correction.published_by else ""


def take_out_waiting(article: Article, now) -> int:
    waiting = list(timeline.editions(article.pk).filter(live_from__gt=now).values_list("pk", flat=True))
    for pk in waiting:
        edition = Edition.objects.real().filter(pk=pk).first()
        if edition:  # taking one out may have written another anew
            timeline.take_out(edition)
    return len(waiting)


def give_notice(edition: Edition, kind: str, text: str, by: User, **facts) -> Correction:
    return Correction.objects.create(
        article_id=edition.article_id,
        edition=edition,
        kind=kind,
        text=text.strip(),
        published_at=edition.live_from,
        given_at=edition.live_from,
        published_by=by,
        **{"approved_by": by} | facts,
    )
