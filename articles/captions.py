"""The words that were frozen with a story's pictures, and what the library says of them now.

Of the lead and of those in the text: what was approved is what runs, until somebody reprints it.
"""

from articles.models import Edition
from newsroom import html
from photos.models import Photo

# In an edition, and in the library.
PRINTED = {"picture_caption": "caption", "picture_credit": "credit", "picture_alt": "alt"}
IN_TEXT = ("caption", "credit", "alt")  # in the order of Edition.picture_words
CALLED = {"picture_caption": "caption", "picture_credit": "credit", "picture_alt": "description"}
CALLED_IN_TEXT = {"caption": "caption", "credit": "credit", "alt": "description"}


def own_words(photo: Photo) -> dict[str, set[str]]:
    """All that the library says or ever said of a picture, by field. One query."""
    said = {name: {"", getattr(photo, name)} for name in PRINTED.values()}
    for fields in photo.changes.filter(verb="describe").values_list("fields", flat=True):
        for name in said.keys() & fields.keys():
            said[name].update(fields[name])
    return said


def stale(edition: Edition, photo: Photo, own: dict[str, set[str]]) -> dict[str, str]:
    """What the edition prints of a picture that the library says in other words now: field, and those words.

    What somebody wrote for this story alone is theirs and stays; a credit is always the library's.
    """
    return stale_of_lead(edition, photo, own) | stale_in_text(edition, photo)


def stale_of_lead(edition: Edition, photo: Photo, own: dict[str, set[str]]) -> dict[str, str]:
    if edition.picture_id != photo.pk:
        return {}
    found = {}
    for printed, name in PRINTED.items():
        old, new = getattr(edition, printed), getattr(photo, name)
        if old != new and (name == "credit" or old in own[name]):
            found[printed] = new
    return found


def stale_in_text(edition: Edition, photo: Photo) -> dict[str, str]:
    if not may_be_stale_in_text(edition, photo):
        return {}
    uses = [figure for figure in html.figures(edition.body) if figure.photo == photo.pk]
    borrowed = {
        "caption": not all(figure.caption for figure in uses),
        "credit": bool(uses),
        "alt": any(figure.alt is None for figure in uses),
    }
    words = zip(IN_TEXT, edition.words_under(photo), strict=True)
    return {name: new for name, old in words if borrowed[name] and old != (new := getattr(photo, name))}


def may_be_stale_in_text(edition: Edition, photo: Photo) -> bool:
    """Without reading the text: a use may have words of its own."""
    return edition.words_under(photo) != tuple(getattr(photo, name) for name in IN_TEXT)


def differing(edition: Edition, photo: Photo, own: dict[str, set[str]]) -> list[tuple[str, str, str]]:
    """The same for people: what it is called, what is printed, what the library says."""
    under = dict(zip(IN_TEXT, edition.words_under(photo), strict=True))
    found = []
    for name, new in stale(edition, photo, own).items():
        in_text = name in CALLED_IN_TEXT
        what = f"{CALLED_IN_TEXT[name]} in the text" if in_text else CALLED[name]
        found.append((what, under[name] if in_text else getattr(edition, name), new))
    return found


def called(fields) -> str:
    """“caption and credit”."""
    names = [name for printed, name in CALLED.items() if printed in fields or PRINTED[printed] in fields]
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))
