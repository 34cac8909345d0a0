"""Numbered figures → the pictures of our library, or the words that stood below them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from newsroom.html import clean

FIGURE = re.compile(r'<figure data-photo="(\d+)"[^>]*><figcaption>(.*?)</figcaption></figure>', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture of the library as one story shows it; `alt` where it differs from the library's."""

    photo: int
    alt: str | None = None


def placed(numbered: str, shown: Mapping[int, Sequence[Shown]]) -> str:
    """Body HTML with the pictures that are there; the captions of the others become paragraphs."""

    def figures(found: re.Match[str]) -> str:
        caption, pictures = found[2], shown.get(int(found[1]), ())
        if not pictures:
            return f"<p><em>{caption}</em></p>"
        html = "".join(figure(picture, caption) for picture in pictures)
        return f'<div class="gallery">{html}</div>' if len(pictures) > 1 else html

    return clean(FIGURE.sub(figures, numbered))


def figure(picture: Shown, caption: str) -> str:
    alt = "" if picture.alt is None else f' data-alt="{escape(picture.alt)}"'
    return f'<figure data-photo="{picture.photo}"{alt}><figcaption>{caption}</figcaption></figure>'
