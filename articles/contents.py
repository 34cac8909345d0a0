"""The paper's sections at a moment: those in which something is live, and no other."""

from datetime import datetime

from django.db.models import Exists, OuterRef

from articles.models.edition import Edition
from articles.models.section import Section
from articles.newest import newest


def live_sections(at: datetime, *, with_newest: int = 0) -> list[Section]:
    """Top sections in their order, each with ``inside``: its own sections. One query.

    ``with_newest`` asks for the keys of each top section's newest stories (``newest_of(section)``).
    """
    live = Edition.objects.live(at)
    sections = Section.objects.annotate(
        is_live=Exists(live.filter(section=OuterRef("pk"))),
        **newest(live.not_retracted().filter(top_section=OuterRef("pk")).newest_first(), with_newest),
    )
    tops = {section.pk: section for section in sections if not section.parent_id}
    for top in tops.values():
        top.inside = []
    for section in sections:
        if section.is_live and section.parent_id:
            section.parent = tops[section.parent_id]
            section.parent.inside.append(section)
    return [top for top in tops.values() if top.is_live or top.inside]


def find_section(sections: list[Section], path: str) -> Section | None:
    """The section with this path among ``sections`` and those inside them."""
    every = (section for top in sections for section in (top, *top.inside))
    return next((section for section in every if section.path == path), None)
