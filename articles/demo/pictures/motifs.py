"""Things that come back from scene to scene: hills, houses, trees, boats, birds and the red tram."""

from collections.abc import Callable, Sequence

from .brush import Point, Sheet, arc, box, mix, ribbon, smooth, thin, wave


def ridge(
    sheet: Sheet, y: float, swing: float, length: float, *colours: str, bottom: float, seed: float = 0, rough: float = 0
) -> list[Point]:
    """Draw a line of hills across the sheet and return its upper edge."""
    edge = [
        (x, y - swing * wave(x, seed, length) - sheet.random.uniform(0, rough)) for x in range(-20, sheet.wide + 40, 12)
    ]
    sheet.wash([*edge, (sheet.wide + 20, bottom), (-20, bottom)], *colours)
    return edge


def gull(sheet: Sheet, x: float, y: float, size: float, colour: str, tilt: float = 0) -> None:
    left = [(x - size, y - size * 0.25 + tilt), (x - size * 0.5, y - size * 0.42 + tilt / 2), (x, y)]
    right = [(x, y), (x + size * 0.5, y - size * 0.42 - tilt / 2), (x + size, y - size * 0.2 - tilt)]
    for wing in (left, right):
        upper = smooth(wing, closed=False)
        lower = [(px, py + size * 0.13 * (1 - abs(px - x) / size)) for px, py in reversed(upper)]
        sheet.polygon([*upper, *lower], colour)


def gulls(sheet: Sheet, places: Sequence[tuple[float, float, float]], colour: str) -> None:
    for x, y, size in places:
        gull(sheet, x, y, size, colour, sheet.random.uniform(-0.2, 0.2) * size)


def cloud(sheet: Sheet, x: float, y: float, width: float, colour: str, under: str | None = None) -> None:
    """Draw a flat-bottomed cloud: the outline of a row of lumps."""
    lumps = [
        (x + width * (place + sheet.random.uniform(-0.02, 0.02)), width * size, width * tall)
        for place, size, tall in (
            (-0.36, 0.12, 0.07),
            (-0.21, 0.15, 0.13),
            (0, 0.2, 0.21),
            (0.2, 0.16, 0.15),
            (0.36, 0.12, 0.08),
        )
    ]
    edge = []
    for i in range(81):
        px = x + width * 0.94 * (i / 80 - 0.5)
        rise = max(tall * max(0, 1 - ((px - cx) / half) ** 2) ** 0.5 for cx, half, tall in lumps)
        edge.append((px, y - rise))
    edge += arc(x + width * 0.44, y, width * 0.03, width * 0.025, 0, 90, 6)
    edge += arc(x - width * 0.44, y, width * 0.03, width * 0.025, 90, 180, 6)
    sheet.polygon(edge, colour)
    if under:
        sheet.spray(edge, under, 90, 0.6)


def crown(
    sheet: Sheet,
    x: float,
    y: float,
    radius: float,
    colour: str,
    light: str,
    shade: str,
    lumps: int = 9,
    towards: float = 40,
) -> None:
    """Draw the leaves of a tree: lumps of one colour with light on one side and grainy shade on the other."""
    shapes = []
    for i in range(lumps):
        angle = 360 / lumps * i
        cx, cy = arc(x, y, radius * 0.55, radius * 0.5, angle, angle, 1)[0]
        shapes.append((cx, cy, radius * sheet.random.uniform(0.4, 0.54)))
    for cx, cy, r in [(x, y, radius * 0.8), *shapes]:
        sheet.disc(cx, cy, r, colour)
    outlines = [arc(cx, cy, r, r, 0, 360, 28) for cx, cy, r in sorted(shapes, key=lambda lump: lump[1])]
    for outline in outlines:
        sheet.spray(outline, light, towards + 180, 0.5)
    sheet.spray_all([arc(x, y, radius * 0.8, radius * 0.8, 0, 360), *outlines], shade, towards, 0.75)


def tree(sheet: Sheet, x: float, foot: float, height: float, colour: str, light: str, shade: str, trunk: str) -> None:
    radius = height * 0.34
    top = foot - height + radius
    sheet.polygon(ribbon(((x, foot), (x, foot - height * 0.06), (x, top)), height * 0.07, height * 0.025), trunk)
    for side in (-1, 1):
        sheet.taper((x, foot - height * 0.3), (x + side * radius * 0.5, top), height * 0.024, height * 0.01, trunk)
    crown(sheet, x, top, radius, colour, light, shade)


def poplar(sheet: Sheet, x: float, foot: float, height: float, colour: str, shade: str) -> None:
    half = height * 0.13
    shape = smooth(
        [
            (x, foot - height),
            (x + half * 0.8, foot - height * 0.6),
            (x + half, foot - height * 0.3),
            (x, foot),
            (x - half, foot - height * 0.3),
            (x - half * 0.8, foot - height * 0.6),
        ]
    )
    sheet.polygon(shape, colour)
    sheet.spray(shape, shade, 20, 0.7)


def hedge(
    sheet: Sheet,
    y: float,
    size: float,
    colours: Sequence[str],
    gap: float = 0.9,
    left: float = -20,
    right: float = 1460,
) -> None:
    x = left
    while x < right:
        r = size * sheet.random.uniform(0.6, 1)
        sheet.oval(x, y - r * 0.6, r, r * 0.95, sheet.random.choice(colours))
        x += r * 2 * gap


def reeds(
    sheet: Sheet,
    x: float,
    y: float,
    spread: float,
    height: float,
    colour: str,
    count: int,
    heads: str | None = None,
    lean: float = 0.14,
) -> None:
    """Draw a clump of reeds: long bent leaves, and bulrushes among them if they have a colour."""
    for _ in range(count):
        foot = x + sheet.random.triangular(-spread, spread, 0)
        tall = height * sheet.random.uniform(0.4, 1) * (1 - 0.3 * abs(foot - x) / spread)
        rush = heads and sheet.random.random() < 0.22
        bend = tall * (lean * 0.5 if rush else lean + sheet.random.uniform(-0.25, 0.3))
        half = max(height * (0.008 if rush else 0.016), 1.2)
        spine = smooth([(foot, y), (foot + bend * 0.2, y - tall * 0.5), (foot + bend, y - tall)], closed=False, steps=6)
        ends = [(px + half * (1 - i / len(spine)), py) for i, (px, py) in enumerate(spine)]
        sheet.polygon([(foot - half, y), *spine, *reversed(ends)], colour)
        if rush:
            sheet.line([spine[-5], spine[-2]], heads, height * 0.024)


def windows(
    sheet: Sheet,
    x: float,
    y: float,
    width: float,
    height: float,
    columns: int,
    rows: int,
    colour: str,
    share: tuple[float, float] = (0.5, 0.6),
    pick: Callable[[], str] | None = None,
) -> None:
    """Draw a grid of windows over a wall; `pick` chooses a colour for each."""
    across, down = width / columns, height / rows
    for row in range(rows):
        for column in range(columns):
            w, h = across * share[0], down * share[1]
            sheet.rect(
                x + column * across + (across - w) / 2,
                y + row * down + (down - h) / 2,
                w,
                h,
                pick() if pick else colour,
            )


def house(
    sheet: Sheet,
    x: float,
    foot: float,
    width: float,
    height: float,
    wall: str,
    roof: str,
    pane: str,
    gable: bool = False,
    chimney: bool = True,
    floors: int = 2,
    columns: int = 2,
    trim: str | None = None,
    shade: str | None = None,
) -> None:
    """Draw a town house on the ground line; walls stand `height` high below the roof."""
    top, rise = foot - height, width * (0.5 if gable else 0.3)
    if chimney:
        sheet.rect(x + width * 0.68, top - rise * 1.05, width * 0.13, rise, mix(wall, "#20242a", 0.35))
        sheet.rect(x + width * 0.66, top - rise * 1.1, width * 0.17, rise * 0.12, roof)
    sheet.rect(x, top, width, height, wall)
    eaves = width * 0.04
    ends = ((x + width / 2, top - rise),) if gable else ((x + width * 0.2, top - rise), (x + width * 0.8, top - rise))
    sheet.polygon([(x - eaves, top), *ends, (x + width + eaves, top)], roof)
    if trim:
        sheet.rect(x - eaves, top - 1, width + eaves * 2, max(height * 0.02, 2), trim)
    if shade:
        sheet.spray(box(x, top, width, height), shade, 0, 0.8)
        sheet.spray([(x - eaves, top), *ends, (x + width + eaves, top)], shade, 0, 0.9)
    windows(
        sheet, x + width * 0.06, top + height * 0.06, width * 0.88, height * 0.88, columns, floors, pane, (0.46, 0.58)
    )


def fishing_boat(
    sheet: Sheet,
    x: float,
    water: float,
    length: float,
    hull: str,
    trim: str,
    cabin: str,
    dark: str,
    flag: str,
    flip: bool = False,
) -> None:
    """Draw a fishing boat whose middle is at x, its bow to the right unless flipped."""
    side = -1 if flip else 1

    def p(a: float, b: float) -> Point:
        return x + a * side * length, water - b * length

    sheet.line([p(-0.12, 0.1), p(-0.12, 0.78)], dark, length * 0.022)
    for end in ((-0.46, 0.2), (0.44, 0.28)):
        sheet.line([p(-0.12, 0.75), p(*end)], dark, length * 0.007)
    sheet.line([p(-0.12, 0.3), p(-0.42, 0.38)], dark, length * 0.013)
    sheet.line([p(-0.12, 0.72), p(-0.42, 0.38)], dark, length * 0.005)
    sheet.polygon([p(-0.12, 0.77), p(-0.26, 0.735), p(-0.12, 0.69)], flag)
    house_shape = [p(0.06, 0.17), p(0.06, 0.44), p(0.27, 0.44), p(0.31, 0.17)]
    sheet.polygon(house_shape, cabin)
    sheet.spray(house_shape, mix(cabin, dark, 0.5), 180 if flip else 0, 0.8)
    sheet.polygon([p(0.03, 0.43), p(0.03, 0.47), p(0.31, 0.47), p(0.29, 0.43)], dark)
    for a in (0.09, 0.18):
        sheet.polygon([p(a, 0.3), p(a, 0.39), p(a + 0.065, 0.39), p(a + 0.07, 0.3)], dark)
    body = [
        p(-0.5, 0.2),
        *[p(-0.5 + i / 10, 0.2 - 0.035 + 0.13 * abs(i / 10 - 0.42) ** 2) for i in range(1, 10)],
        p(0.54, 0.27),
        p(0.42, 0.0),
        p(0.4, -0.03),
        p(-0.42, -0.03),
        p(-0.46, 0.05),
    ]
    sheet.polygon(body, hull)
    sheet.spray(body, mix(hull, dark, 0.75), 90, 0.75)
    rim = [*body[:11]]
    sheet.line([rim[0], *rim[1:]], trim, length * 0.02)


def tram_side(sheet: Sheet, x: float, rail: float, length: float, red: str, cream: str, dark: str, pane: str) -> None:
    """Draw the red tram from the side, standing on its rail, with its left end at x."""
    height = length * 0.36
    top = rail - height
    sheet.line(
        [(x + length * 0.5, top), (x + length * 0.42, top - height * 0.26), (x + length * 0.52, top - height * 0.46)],
        dark,
        length * 0.009,
    )
    sheet.rect(x + length * 0.46, top - height * 0.48, length * 0.12, length * 0.012, dark)
    sheet.rect(x + length * 0.1, top - height * 0.09, length * 0.8, height * 0.16, dark, length * 0.02)
    for a in (0.2, 0.32, 0.68, 0.8):
        sheet.disc(x + length * a, rail - height * 0.1, height * 0.1, dark)
    sheet.rect(x, top, length, height * 0.88, red, length * 0.035)
    sheet.spray(box(x + length * 0.01, top, length * 0.98, height * 0.86), mix(red, dark, 0.7), 90, 0.45)
    sheet.rect(x, top + height * 0.06, length, height * 0.42, cream)
    panes = 7
    for i in range(panes):
        w = length * 0.92 / panes
        sheet.rect(
            x + length * 0.04 + i * w + w * 0.1, top + height * 0.12, w * 0.8, height * 0.32, pane, length * 0.006
        )
    for a in (0.04, 0.84):
        sheet.rect(
            x + length * a + length * 0.012, top + height * 0.12, length * 0.1, height * 0.7, mix(red, dark, 0.35)
        )
        sheet.rect(x + length * a + length * 0.022, top + height * 0.16, length * 0.034, height * 0.6, pane)
        sheet.rect(x + length * a + length * 0.068, top + height * 0.16, length * 0.034, height * 0.6, pane)
    sheet.rect(x, top + height * 0.58, length, height * 0.035, thin(cream, 0.8))
    sheet.line(
        [(x + length * 0.02, rail - height * 0.16), (x + length * 0.98, rail - height * 0.16)],
        mix(red, dark, 0.4),
        height * 0.05,
    )


def bunting(
    sheet: Sheet, start: Point, end: Point, sag: float, colours: Sequence[str], count: int, size: float, cord: str
) -> None:
    line = [
        (start[0] + (end[0] - start[0]) * t, start[1] + (end[1] - start[1]) * t + sag * 4 * t * (1 - t))
        for t in (i / (count * 2) for i in range(count * 2 + 1))
    ]
    sheet.line(line, cord, 2)
    for i in range(count):
        (x, y), (x2, y2) = line[i * 2], line[i * 2 + 1]
        sheet.polygon([(x, y), (x2, y2), ((x + x2) / 2, (y + y2) / 2 + size)], colours[i % len(colours)])


def lamp(sheet: Sheet, x: float, foot: float, height: float, iron: str, light: str, glow: float = 0.7) -> None:
    """Draw a street lamp that is lit."""
    head = foot - height
    sheet.glow(x, head, height * 0.6, light, glow)
    sheet.polygon(ribbon(((x, foot), (x, head + height * 0.08)), height * 0.035, height * 0.02), iron)
    sheet.rect(x - height * 0.05, foot - height * 0.06, height * 0.1, height * 0.06, iron)
    lantern = [
        (x - height * 0.06, head - height * 0.05),
        (x + height * 0.06, head - height * 0.05),
        (x + height * 0.04, head + height * 0.1),
        (x - height * 0.04, head + height * 0.1),
    ]
    sheet.polygon(lantern, light)
    sheet.polygon(
        [
            (x - height * 0.075, head - height * 0.05),
            (x, head - height * 0.12),
            (x + height * 0.075, head - height * 0.05),
        ],
        iron,
    )
