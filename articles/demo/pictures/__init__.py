"""The demo newspaper's illustrations: drawn by code, the same bytes every time, no text in any of them."""

from PIL import Image

from . import coast, country, indoors, river, sport, streets, town, works  # noqa: F401 - importing a room hangs its scenes
from .brush import Sheet
from .gallery import ALTS, SCENES
from .portraits import PORTRAIT_ALTS, PORTRAITS

__all__ = ["PORTRAITS", "SCENES", "alt", "draw", "draw_portrait", "portrait_alt"]


def draw(scene: str, width: int = 1440, height: int = 960) -> Image.Image:
    """Return a scene as an RGB image of the asked size, cut at the edges where the shape differs from 3:2."""
    sheet = Sheet(scene, width, height)
    SCENES[scene](sheet)
    return sheet.finish()


def alt(scene: str) -> str:
    """Return one true sentence that says what the scene shows."""
    return ALTS[scene]


def draw_portrait(name: str, size: int = 640) -> Image.Image:
    """Return the portrait of one of the staff as a square RGB image."""
    sheet = Sheet(name, size, size, wide=640, high=640)
    PORTRAITS[name](sheet)
    return sheet.finish(grain=10)


def portrait_alt(name: str) -> str:
    """Return one true sentence that says what the portrait shows."""
    return PORTRAIT_ALTS[name]
