"""The list of scenes: each is a function that paints one sheet, with the words that describe it."""

from collections.abc import Callable

from .brush import Sheet

SCENES: dict[str, Callable[[Sheet], None]] = {}
ALTS: dict[str, str] = {}


def scene(alt: str) -> Callable[[Callable[[Sheet], None]], Callable[[Sheet], None]]:
    """Hang a scene in the gallery under its function's name."""

    def hang(paint: Callable[[Sheet], None]) -> Callable[[Sheet], None]:
        SCENES[paint.__name__] = paint
        ALTS[paint.__name__] = alt
        return paint

    return hang
