"""Named crops: which part of a picture each use shows."""

from typing import NamedTuple

# Name: width and height in proportion.
CROPS = {"hero": (16, 9), "card": (3, 2), "square": (1, 1), "portrait": (4, 5), "social": (1.91, 1)}


class Box(NamedTuple):
    """A part of a picture: left, top, right and bottom as shares of its width and height, 0 to 1."""

    left: float
    top: float
    right: float
    bottom: float

    def pixels(self, width: int, height: int) -> tuple[int, int, int, int]:
        left, top = round(self.left * width), round(self.top * height)
        return left, top, max(left + 1, round(self.right * width)), max(top + 1, round(self.bottom * height))


def around(width: int, height: int, shape: tuple[float, float], focus: tuple[float, float]) -> Box:
    """The largest part of ``shape`` in a picture of ``width`` × ``height``, as near to its focus as it goes."""
    share = (shape[0] / shape[1]) / (width / height)
    across, down = (share, 1.0) if share < 1 else (1.0, 1 / share)
    left = min(max(focus[0] - across / 2, 0), 1 - across)
    top = min(max(focus[1] - down / 2, 0), 1 - down)
    return Box(round(left, 5), round(top, 5), round(left + across, 5), round(top + down, 5))


def drawn(value) -> Box | None:
    """The box that an editor drew, as it was stored or sent; None for what is none."""
    try:
        box = Box(*(min(max(float(side), 0), 1) for side in value))
    except (TypeError, ValueError):
        return None
    return box if box.right - box.left > 0.01 and box.bottom - box.top > 0.01 else None


def fitted(box: Box, width: int, height: int, shape: tuple[float, float]) -> Box:
    """``box`` brought to exactly ``shape``, inside itself and around its own middle."""
    inner = around(
        max(1, round((box.right - box.left) * width)), max(1, round((box.bottom - box.top) * height)), shape, (0.5, 0.5)
    )
    across, down = box.right - box.left, box.bottom - box.top
    return Box(
        round(box.left + inner.left * across, 5),
        round(box.top + inner.top * down, 5),
        round(box.left + inner.right * across, 5),
        round(box.top + inner.bottom * down, 5),
    )
