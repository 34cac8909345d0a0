"""Checks of the pictures: the lead, and those in the text."""

from collections.abc import Iterator

from articles.picture_rights import Helpers, is_barred, why_not
from articles.preflight.finding import Finding
from articles.preflight.reading import Copy, text
from newsroom.templatetags.desk import when
from photos.models import Photo

DESCRIBE = "Describe it on the picture’s own page, or for this use."
CREDIT = "Add who made it on the picture’s own page."


def lead(copy: Copy) -> Iterator[Finding]:
    picture = copy.picture
    if copy.picture_id and picture is None:
        yield Finding("The picture doesn’t exist any more.", "picture", stops=True, todo="Choose another.")
    if picture and not (copy.words["picture_alt"] or picture.alt).strip():
        yield Finding("The picture has no description for readers who can’t see it.", "picture", todo=DESCRIBE)
    if picture and not picture.credit.strip():
        yield Finding("The picture has no credit.", "picture", todo=CREDIT)
    if picture and not (copy.words["picture_caption"] or picture.caption).strip():
        yield Finding("The picture has no caption.", "picture_caption", todo="Say what it shows, where and when.")


def in_the_text(copy: Copy) -> Iterator[Finding]:
    for number, figure in enumerate(copy.figures, 1):
        called = name_of(number, copy)
        photo = copy.photos.get(figure.photo)
        if photo is None:
            yield Finding(f"{called} doesn’t exist any more.", "body", stops=True, todo="Remove it or choose another.")
            continue
        is_decorative = figure.alt == ""
        if not is_decorative and not (figure.alt or photo.alt).strip():
            yield Finding(f"{called} has no description for readers who can’t see it.", "body", todo=DESCRIBE)
        if not photo.credit.strip():
            yield Finding(f"{called} has no credit.", "body", todo=CREDIT)
        if not (text(figure.caption) or photo.caption.strip()):
            yield Finding(f"{called} has no caption.", "body", todo="Say under it what it shows, where and when.")


def rights(copy: Copy) -> Iterator[Finding]:
    """Whether each may be shown at the moment when the story would run, and for how long."""
    helpers = Helpers()
    for photo, (called, field) in places(copy).items():
        if why := why_not(photo, copy.at):
            yield Finding(
                f"{called} {why}. {helpers.for_picture(photo)}",
                field,
                stops=True,
                todo="Choose another, or ask them.",
                photo=photo.pk,
                may_override=not is_barred(photo),
            )
        elif until := photo.shown_until(copy.at):
            told = f"{called} may be used until {when(until)}. From then on readers see the story without it."
            todo = f"If it should stay longer: {helpers.for_picture(photo)}"
            yield Finding(told, field, todo=todo, photo=photo.pk)
        yield from limits(photo, called, field)


def limits(photo: Photo, called: str, field: str) -> Iterator[Finding]:
    if photo.status == Photo.Status.LIMITED and (bounds := [photo.restrictions.strip(), photo.territory.strip()]):
        if words := "”, “".join(filter(None, bounds)):
            yield Finding(f"{called} is cleared with limits: “{words}”.", field, todo="Look whether this use is one.")
    if photo.kind == Photo.Kind.GENERATED:
        yield Finding(f"{called} was made by a program.", field, todo="Say so in its caption: readers must know.")


def places(copy: Copy) -> dict[Photo, tuple[str, str]]:
    """Each picture, what it is called where it stands first, and the field in which that is."""
    found = {copy.picture: ("The picture", "picture")} if copy.picture else {}
    for number, figure in enumerate(copy.figures, 1):
        if photo := copy.photos.get(figure.photo):
            found.setdefault(photo, (name_of(number, copy), "body"))
    return found


def name_of(number: int, copy: Copy) -> str:
    return f"Picture {number} in the text" if len(copy.figures) > 1 else "The picture in the text"
