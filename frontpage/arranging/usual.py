"""What a front looks like that nobody has laid out."""

from articles.models.edition import Edition
from articles.models.section import Section
from frontpage.arranging.page import Scope
from frontpage.content import Content


def usual(of: Scope, sections: list[Section], pool: list[Edition] = ()) -> Content:
    """Every place of it fills itself. ``sections`` are the live ones, ``pool`` the newest stories of the front."""
    content = Content()
    content.add("lead")
    if of.is_of_site:
        content.add("latest", is_beside=True)
        content.add("top")
        add_sections(content, sections, pool)
    else:  # below it stands the list of all the rest
        content.add("top", places=3, design="words")
    return content


def add_sections(content: Content, sections: list[Section], pool: list[Edition]) -> None:
    opinion = next((section for section in sections if section.is_opinion), None)
    if opinion:
        content.add("opinion", section=opinion.pk)
    for section in sections:
        if section is not opinion:
            content.add("strip", section=section.pk)
    if running := running_series(pool):
        content.add("series", series=running)


def running_series(pool: list[Edition]) -> int | None:
    """The series of the newest story that is a part of one."""
    return next((edition.series_id for edition in pool if edition.series_id and edition.series_part), None)
