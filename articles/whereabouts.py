"""Where rooms upstairs show a story by decision: they know, and tell whoever takes it from readers."""

from collections.abc import Callable, Iterable
from datetime import datetime

from django.utils.text import get_text_list

_rooms: list[Callable[..., Iterable[str]]] = []


def register(places_of: Callable[..., Iterable[str]]) -> None:
    """``places_of(article, at)`` answers with places as a sentence names them: “the front page (Lead)”."""
    _rooms.append(places_of)


def leaves(article, at: datetime) -> str:
    """“It leaves the front page (Lead) and the breaking banner.”; nothing of one that stands nowhere."""
    places = [place for places_of in _rooms for place in places_of(article, at)]
    return f"It leaves {get_text_list(places, 'and')}." if places else ""
