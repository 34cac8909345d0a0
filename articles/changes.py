"""How a story changed since it was first published, for its readers: their editions compared word by word.

Taken from editions alone. What the editors redacted is never read here: the comparison goes across it, so that no word
that stood only there comes back as one that was deleted.
"""

from dataclasses import dataclass, field
from datetime import datetime

from articles.compare import Difference, compare
from articles.models.correction import Correction
from articles.models.edition import Edition
from articles.models.redaction import Redaction
from newsroom import html
from photos.models import Photo

MOST = 60  # editions compared on one page
SHOWN = ("headline", "standfirst", "picture_caption", "picture_alt", "body")


@dataclass
class Step:
    """One version that readers had, and what was new in it."""

    edition: Edition
    notice: Correction | None = None
    is_redacted: bool = False
    has_base: bool = False  # there is an earlier version that may be shown
    is_across: bool = False  # compared with the last version that may be shown, not with the one before
    came_back: bool = False  # the story had been off the site
    is_live: bool = False
    differences: list[Difference] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """What sort of change it was, as readers should understand it."""
        if self.notice:
            return self.notice.get_kind_display()
        if self.edition.is_retracted:
            return Edition.Change.SILENT.label  # a slip put right in a retracted story
        return self.edition.get_change_display()

    @property
    def is_first(self) -> bool:
        return self.edition.change == Edition.Change.FIRST


def history(article_id: int, at: datetime) -> list[Step]:
    """What readers had of a story until ``at``, newest first, in five queries."""
    had = Edition.objects.real().filter(article_id=article_id, live_from__lte=at).order_by("-live_from")
    editions = list(had.prefetch_related("credits")[:MOST])[::-1]
    pictures = pictures_shown(editions, at)
    redacted = set(Redaction.objects.filter(edition__in=editions).values_list("edition", flat=True))
    notices = {notice.edition_id: notice for notice in Correction.objects.live(at).filter(article=article_id)}
    steps: list[Step] = []
    shown = None
    for before, edition in zip([None, *editions], editions, strict=False):
        step = Step(edition, notices.get(edition.pk), is_redacted=edition.pk in redacted)
        step.came_back = before is not None and before.live_until != edition.live_from
        if not step.is_redacted:
            step.has_base, step.is_across = shown is not None, before is not shown
            step.differences = (
                compare(content_of(shown, pictures), content_of(edition, pictures), named) if shown else []
            )
            shown = edition
        steps.append(step)
    return steps[::-1]


def pictures_shown(editions: list[Edition], at: datetime) -> dict[int, Photo]:
    """Those of the pictures in ``editions`` that readers may see at ``at``."""
    used = {pk for edition in editions for pk in (edition.picture_id, *html.photo_ids(edition.body)) if pk}
    return Photo.objects.shown(at).only("caption", "credit", "alt").in_bulk(used)


def content_of(edition: Edition, pictures: dict[int, Photo] | None = None) -> dict:
    """The words of an edition that its readers may compare; of its pictures only those of ``pictures``, if told."""
    content = {name: getattr(edition, name) for name in SHOWN}
    if pictures is not None:
        body = html.without_figures(edition.body, set(html.photo_ids(edition.body)) - pictures.keys())
        words = {pk: edition.words_under(pictures[pk]) for pk in html.photo_ids(body)}
        content["body"] = html.with_words(body, {pk: (caption, alt) for pk, (caption, _, alt) in words.items()})
        if edition.picture_id not in pictures:
            content |= {"picture_caption": "", "picture_alt": ""}
    return content | {"bylines": [[credit.author_id, credit.name, credit.role] for credit in edition.credits.all()]}


def named(where: str, pk: int) -> str:
    """Pictures in the text: one that no live story shows has no public name."""
    return "Picture"
