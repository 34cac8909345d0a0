"""What every portrait is built from: ground, shoulders, neck, face, features, hair and clothes."""

from collections.abc import Sequence

from .brush import Point, Sheet, arc, mix, outline, ribbon, smooth, thin

FACE = outline("238,236 242,292 264,340 296,370 320,376 344,370 376,340 398,292 402,236 388,182 320,156 "
"252,182")  # fmt: skip


def mirrored(points: Sequence[Point]) -> list[Point]:
    return [*points, *[(640 - x, y) for x, y in reversed(points) if x != 320]]


def ground(sheet: Sheet, *colours: str) -> None:
    sheet.sky(*colours)
    sheet.glow(120, 160, 760, mix(colours[-1], "#ffffff", 0.4), 0.55)


def shoulders(sheet: Sheet, colour: str, shade: str, width: float = 232, slope: float = 70) -> list[Point]:
    """Draw neckless shoulders and return their outline."""
    half = [
        (320 - width - 26, 700),
        (320 - width - 4, 580),
        (320 - width + 34, 470 + slope * 0.6),
        (200, 442),
        (262, 412),
    ]
    shape = smooth(mirrored(half), closed=False)
    sheet.polygon(shape, colour)
    sheet.spray(shape, shade, 25, 0.75)
    return shape


def neck(sheet: Sheet, skin: str, shade: str, width: float = 42) -> None:
    neck = [
        (320 - width, 320),
        (320 - width - 2, 410),
        (320 - width - 24, 436),
        (320, 500),
        (320 + width + 24, 436),
        (320 + width + 2, 410),
        (320 + width, 320),
    ]
    sheet.polygon(neck, mix(skin, shade, 0.35))
    sheet.spray(neck, shade, 300, 0.75)


def face(sheet: Sheet, skin: str, shade: str, ears: bool = True, jaw: float = 0) -> None:
    shape = smooth([(320 + (x - 320) * (1 + jaw * (y > 300)), y) for x, y in FACE])
    if ears:
        for x in (236, 404):
            sheet.oval(x, 276, 17, 29, skin if x < 320 else mix(skin, shade, 0.5))
            sheet.oval(x + (3 if x < 320 else -3), 278, 8, 17, mix(skin, shade, 0.4))
    sheet.polygon(shape, skin)
    with sheet.inside(shape):
        plane = smooth(
            outline("330,140 336,236 350,292 326,306 338,330 330,390 440,400 440,140"),
            closed=False,
        )
        sheet.polygon(plane, mix(skin, shade, 0.42))
        sheet.spray(plane, shade, 10, 0.8)
        sheet.glow(278, 308, 52, mix(skin, "#e0604a", 0.5), 0.4)


def features(sheet: Sheet, ink: str, lips: str, brow: str, thick: float = 8, smile: float = 5, tilt: float = 0) -> None:
    for side in (-1, 1):
        x = 320 + side * 38
        sheet.oval(x, 266, 7, 8.5, ink)
        sheet.curve([(x - side * 20, 243 + tilt), (x, 237), (x + side * 23, 247)], brow, thick)
    sheet.curve([(294, 338), (308, 338 + smile), (332, 338 + smile), (347, 337)], lips, 6.5)


def glasses(sheet: Sheet, colour: str, round_: bool = False) -> None:
    for x in (281, 359):
        if round_:
            sheet.polygon(ribbon([*arc(x, 268, 33, 32, 0, 360, 40), *arc(x, 268, 33, 32, 0, 10, 2)], 6), colour)
        else:
            frame = smooth([(x - 31, 248), (x, 245), (x + 31, 248), (x + 29, 284), (x, 293), (x - 29, 284)], steps=6)
            sheet.line([*frame, frame[0], frame[1]], colour, 7)
        sheet.polygon([(x - 22, 286), (x - 4, 250), (x + 6, 250), (x - 12, 290)], "#ffffff2e")
    sheet.curve([(314, 262), (320, 258), (326, 262)], colour, 6)
    for side in (-1, 1):
        sheet.line([(320 + side * 74, 260), (320 + side * 86, 262)], colour, 6)


def hair(sheet: Sheet, points: Sequence[Point], colour: str, light: str, dark: str, towards: float = 30) -> None:
    shape = smooth(points)
    sheet.polygon(shape, colour)
    sheet.spray(shape, dark, towards, 0.7)
    sheet.spray(shape, light, towards + 190, 0.42)


def collar(sheet: Sheet, colour: str, shade: str) -> None:
    for side in (-1, 1):
        flap = [(320 + side * a, y) for a, y in ((62, 404), (84, 442), (36, 512), (2, 486))]
        sheet.polygon(flap, colour if side < 0 else mix(colour, shade, 0.3))


def lapels(sheet: Sheet, colour: str, shade: str) -> None:
    for side in (-1, 1):
        flap = [(320 + side * a, y) for a, y in ((74, 414), (112, 452), (96, 500), (118, 520), (4, 660), (0, 560))]
        sheet.polygon(flap, colour if side < 0 else mix(colour, shade, 0.35))
        sheet.line([flap[1], flap[2], flap[3], flap[4]], thin(shade, 0.7), 3)
