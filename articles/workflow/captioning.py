"""A caption, credit or description that the library put right reaches the stories that printed the old words."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from accounts.models import User
from articles import timeline
from articles.captions import called, own_words, stale
from articles.freeze import Frozen, unfreeze
from articles.models import Article, Edition
from articles.workflow.fixing import check_fix_approved
from articles.workflow.publishing import check_not_blocked, check_time, shout
from articles.workflow.shared import CannotPublish, allow, locked, log, utc
from newsroom import clock
from photos.models import Photo


def reprint(article: Article, *, by: User, photo: Photo, note: str = "", override: str = "") -> Edition | None:
    """Print a picture's present caption, credit and description where the story has its former ones.

    A silent fix of the live text, and of those that wait, whatever the desk's text holds: that has no words of the
    picture's own. What was written for this story alone stays. Answers the new edition; None, if only texts that wait
    were put right.
    """
    allow(by, "publish", article)
    with transaction.atomic():
        article = locked(article)
        now = utc(clock.now())
        check_time(article, None, now)
        check_not_blocked(article, None)
        photo = Photo.objects.get(pk=photo.pk)
        own = own_words(photo)
        live, waiting = texts_of(article, now)
        wrong = {edition: stale(edition, photo, own) for edition in (live, *waiting) if edition}
        if not any(wrong.values()):
            raise CannotPublish("It prints the picture’s present words already, or words of its own.")
        skipped = check_fix_approved(article, live or waiting[0], by, override)
        edition = None
        if live and wrong[live]:
            frozen = reprinted(unfreeze(live), wrong[live], photo)
            edition = timeline.place(frozen, start=now, change=Edition.Change.SILENT, by=by, note=note)
        for text in waiting:
            if wrong[text]:
                timeline.rewrite(text, reprinted(unfreeze(text), wrong[text], photo))
        names = called({name for words in wrong.values() for name in words})
        where = f" in edition {edition.number}" if edition else " in what is scheduled"
        log(article, by, "reprint", f"Put the {names} of its picture right{where}.", note)
        if skipped:
            shout(article, by, skipped, override)
    return edition


def texts_of(article: Article, now: datetime) -> tuple[Edition | None, list[Edition]]:
    """What is live, and what waits."""
    row = list(timeline.editions(article.pk).exclude(live_until__lte=now))
    live = next((edition for edition in row if edition.live_from <= now), None)
    return live, [edition for edition in row if edition is not live]


def reprinted(frozen: Frozen, words: dict[str, str], photo: Photo) -> Frozen:
    credit = words.get("picture_credit", frozen.credit)
    fields = {name: text for name, text in words.items() if name in frozen.fields}
    kept = dict(frozen.picture_words or {})
    kept.pop(str(photo.pk), None)  # the library's words of now are frozen instead
    return replace(frozen, fields=frozen.fields | fields, credit=credit, picture_words=kept)
