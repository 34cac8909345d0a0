"""Small people for the scenes: a skeleton in units of their own height, dressed with a few shapes."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import hypot

from .brush import Point, Sheet, arc, mix

# Joints as (across, up): the feet stand on 0, the crown of the head is at 1.
# Each limb is elbow and hand, or knee and foot: left arm, right arm, left leg, right leg.
STAND = (
    (-0.15, 0.6),
    (-0.13, 0.45),
    (0.15, 0.6),
    (0.13, 0.45),
    (-0.06, 0.26),
    (-0.06, 0.02),
    (0.06, 0.26),
    (0.06, 0.02),
)
WALK = (
    (-0.15, 0.62),
    (-0.1, 0.48),
    (0.15, 0.62),
    (0.19, 0.5),
    (-0.06, 0.27),
    (-0.15, 0.04),
    (0.09, 0.28),
    (0.11, 0.02),
)
RUN = ((-0.2, 0.66), (-0.1, 0.57), (0.17, 0.66), (0.26, 0.74), (-0.08, 0.3), (-0.3, 0.2), (0.15, 0.36), (0.13, 0.08))
KICK = ((-0.2, 0.74), (-0.3, 0.66), (0.18, 0.68), (0.27, 0.62), (-0.03, 0.27), (-0.07, 0.02), (0.13, 0.32), (0.3, 0.16))
REACH = (
    (-0.16, 0.6),
    (-0.14, 0.46),
    (0.2, 0.86),
    (0.28, 1.05),
    (-0.06, 0.26),
    (-0.06, 0.02),
    (0.06, 0.26),
    (0.06, 0.02),
)
HOLD = ((-0.15, 0.6), (0.02, 0.58), (0.16, 0.6), (0.12, 0.6), (-0.06, 0.26), (-0.06, 0.02), (0.06, 0.26), (0.06, 0.02))
OPEN = (
    (-0.2, 0.68),
    (-0.31, 0.76),
    (0.2, 0.68),
    (0.32, 0.74),
    (-0.06, 0.26),
    (-0.07, 0.02),
    (0.06, 0.26),
    (0.07, 0.02),
)


@dataclass(frozen=True)
class Clothes:
    """What somebody wears; a skirt is the height of its hem, a coat is longer than a jacket."""

    top: str = "#24303a"
    legs: str = "#1b2329"
    skin: str = "#c98f6b"
    hair: str = "#2a2020"
    skirt: float | None = None
    coat: float = 0.46
    hat: str | None = None

    def all_in(self, colour: str) -> "Clothes":
        """Return the same clothes as a silhouette."""
        return replace(self, top=colour, legs=colour, skin=colour, hair=colour, hat=self.hat and colour)


def figure(
    sheet: Sheet,
    x: float,
    foot: float,
    height: float,
    clothes: Clothes = Clothes(),
    pose: tuple[Point, ...] = STAND,
    flip: bool = False,
) -> None:
    """Draw somebody who stands at (x, foot)."""
    side = -1 if flip else 1

    def at(point: Point) -> Point:
        across, up = point[0] * side, point[1]
        return x + across * height, foot - up * height

    def limb(start: Point, joint: Point, end: Point, thick: float, thin: float, colour: str) -> None:
        middle = (thick + thin) / 2
        sheet.taper(at(start), at(joint), thick * height, middle * height, colour)
        sheet.taper(at(joint), at(end), middle * height, thin * height, colour)

    left_elbow, left_hand, right_elbow, right_hand, left_knee, left_foot, right_knee, right_foot = pose
    far = mix(clothes.top, "#000000", 0.14)
    limb((-0.1, 0.79), left_elbow, left_hand, 0.075, 0.045, far)
    sheet.disc(*at(left_hand), 0.026 * height, clothes.skin)
    for hip, knee, ankle in (((-0.05, 0.5), left_knee, left_foot), ((0.05, 0.5), right_knee, right_foot)):
        limb(hip, knee, ankle, 0.095, 0.05, clothes.legs)
        sheet.taper(at(ankle), at((ankle[0] + 0.045, ankle[1] - 0.004)), 0.045 * height, 0.03 * height, clothes.legs)
    _body(sheet, at, clothes)
    limb((0.1, 0.79), right_elbow, right_hand, 0.075, 0.045, clothes.top)
    sheet.disc(*at(right_hand), 0.026 * height, clothes.skin)
    _head(sheet, at, clothes, height)


def shadow(sheet: Sheet, x: float, foot: float, height: float, cast: Point, colour: str) -> None:
    """Lay the shadow of somebody on the ground; `cast` is where one unit of height falls."""
    half = [(0.13, 0), (0.07, 0.3), (0.12, 0.5), (0.13, 0.8), (0.035, 0.86)]
    head = [(0.06 * a, 0.92 + 0.07 * b) for a, b in arc(0, 0, 1, 1, 75, -255, 18)]
    outline = [*half, *head, *[(-a, u) for a, u in reversed(half)], (-0.06, 0), (0, 0.4), (0.06, 0)]
    length = hypot(*cast)
    wide, deep = 0.4 + 0.6 * abs(cast[1]) / length, -0.42 * cast[0] / length
    sheet.polygon(
        [(x + (a * wide + u * cast[0]) * height, foot + (a * deep + u * cast[1]) * height) for a, u in outline], colour
    )


def _body(sheet: Sheet, at: Callable[[Point], Point], clothes: Clothes) -> None:
    hem, width = clothes.coat, 0.115
    outline = [(-0.05, 0.86), (-0.125, 0.82), (-0.125, 0.74), (-0.1, 0.6), (-width, hem)]
    right = [(-a, u) for a, u in reversed(outline)]
    if clothes.skirt is not None:
        sweep = [(-0.1, 0.6), (-0.12, 0.5), (-0.165, clothes.skirt), (0.165, clothes.skirt), (0.12, 0.5), (0.1, 0.6)]
        sheet.polygon([at(p) for p in sweep], clothes.legs)
    sheet.polygon([at(p) for p in outline + right], clothes.top)


def _head(sheet: Sheet, at: Callable[[Point], Point], clothes: Clothes, height: float) -> None:
    sheet.taper(at((0, 0.84)), at((0, 0.9)), 0.06 * height, 0.055 * height, mix(clothes.skin, "#000000", 0.12))
    sheet.disc(*at((-0.004, 0.938)), 0.066 * height, clothes.hair)
    sheet.oval(*at((0.012, 0.922)), 0.05 * height, 0.056 * height, clothes.skin)
    if clothes.hat:
        sheet.taper(at((-0.085, 0.955)), at((0.09, 0.955)), 0.03 * height, 0.03 * height, clothes.hat)
        sheet.polygon([at(p) for p in ((-0.065, 0.955), (-0.055, 1.03), (0.055, 1.03), (0.065, 0.955))], clothes.hat)


def bust(sheet: Sheet, x: float, chin: float, size: float, colour: str, hair: str | None = None) -> None:
    """Draw somebody seen from behind: a head and shoulders, for the front row."""
    sheet.polygon(
        [
            (x - size * 1.05, chin + size * 3),
            (x - size, chin + size * 0.95),
            (x - size * 0.72, chin + size * 0.5),
            (x - size * 0.2, chin + size * 0.25),
            (x + size * 0.2, chin + size * 0.25),
            (x + size * 0.72, chin + size * 0.5),
            (x + size, chin + size * 0.95),
            (x + size * 1.05, chin + size * 3),
        ],
        colour,
    )
    sheet.rect(x - size * 0.2, chin - size * 0.3, size * 0.4, size * 0.7, colour)
    sheet.oval(x, chin - size * 0.42, size * 0.44, size * 0.55, hair or colour)
