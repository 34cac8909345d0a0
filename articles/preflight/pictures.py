"""Checks of the pictures: the lead, and those in the text."""

from collections.abc import Iterator

from articles.preflight.finding import Finding
from articles.preflight.reading import Copy

DESCRIBE = "Describe it on the picture’s own page."
CREDIT = "Add who made it on the picture’s own page."


def lead(copy: Copy) -> Iterator[Finding]:
    picture = copy.picture
    if copy.picture_id and picture is None:
        yield Finding("The picture doesn’t exist any more.", "picture", stops=True, todo="Choose another.")
    if picture and not picture.alt.strip():
        yield Finding("The picture has no description for readers who can’t see it.", "picture", todo=DESCRIBE)
    if picture and not picture.credit.strip():
        yield Finding("The picture has no credit.", "picture", todo=CREDIT)
    if picture and not (copy.words["picture_caption"] or picture.caption).strip():
        yield Finding("The picture has no caption.", "picture_caption", todo="Say what it shows, where and when.")


def in_the_text(copy: Copy) -> Iterator[Finding]:
    for number, figure in enumerate(copy.figures, 1):
        called = f"Picture {number} in the text" if len(copy.figures) > 1 else "The picture in the text"
        photo = copy.photos.get(figure.photo_id)
        if photo is None:
            yield Finding(f"{called} doesn’t exist any more.", "body", stops=True, todo="Remove it or choose another.")
            continue
        if not photo.alt.strip():
            yield Finding(f"{called} has no description for readers who can’t see it.", "body", todo=DESCRIBE)
        if not photo.credit.strip():
            yield Finding(f"{called} has no credit.", "body", todo=CREDIT)
        if not figure.caption:
            yield Finding(f"{called} has no caption.", "body", todo="Say under it what it shows, where and when.")
