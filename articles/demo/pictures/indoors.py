"""Scenes under a roof: the stage, the library and the choir."""

from .brush import Point, Sheet, arc, box, mix, smooth, thin, wave
from .gallery import scene
from .people import HOLD, OPEN, REACH, Clothes, bust, figure


@scene(
    "Three actors stand in spotlights on and below a long staircase; a blue line is painted on the wall behind them."
)
def stage(sheet: Sheet) -> None:
    sheet.sky("#191430", "#2a1c44", "#44285a", bottom=760)
    line = [(x, 470 + 6 * wave(x, 2.2, 420)) for x in range(180, 1270, 20)]
    sheet.wash([*line, (1260, 760), (180, 760)], "#2f4a7a", "#2a2a58", "#2a1c44")
    for i in range(5):
        y = 520 + i * 46
        sheet.line([(x, y + 7 * wave(x, i * 1.9, 260)) for x in range(180, 1270, 20)], thin("#6fa3c4", 0.28), 3)
    sheet.line(line, "#5fa3cf", 11)
    sheet.wash(box(-10, 730, 1460, 90), "#8a4a3a", "#5d2f34")
    for i in range(-10, 11):
        sheet.line([(720 + i * 66, 730), (720 + i * 110, 820)], thin("#2a1626", 0.5), 2.5)
    beams = (
        ((300, -40), (500, 780), 120, "#ffd9a0"),
        ((720, -60), (734, 670), 110, "#fff4d6"),
        ((1140, -40), (954, 540), 100, "#ffb79a"),
    )
    for (x, y), (fx, fy), half, tone in beams:
        sheet.haze([(x - 18, y), (x + 18, y), (fx + half, fy + 30), (fx - half, fy + 30)], tone, 9, 0.55, fade=0.4)
    _staircase(sheet)
    sheet.oval(500, 786, 130, 20, "#e8b878")
    actors = (
        (500, 786, 290, OPEN, Clothes("#9a2434", "#9a2434", "#c98f6b", "#1c1518", skirt=0.03)),
        (734, 682, 284, REACH, Clothes("#f0e2c4", "#2a3558", "#e6b48c", "#8a5a30", coat=0.42)),
        (954, 552, 270, HOLD, Clothes("#d9a03f", "#3a2a4a", "#7a4a30", "#17131a", coat=0.42)),
    )
    for x, y, tall, pose, clothes in actors:
        sheet.oval(x, y, tall * (0.17 if x == 500 else 0.09), tall * 0.02, thin("#3a1c2a", 0.7))
        figure(sheet, x, y, tall, clothes, pose)
    sheet.rect(-10, 812, 1460, 14, "#e0a85e")
    sheet.wash(box(-10, 826, 1460, 150), "#2a1626", "#120d1e")
    for x in range(350, 1120, 70):
        sheet.glow(x + 20, 826, 46, "#ffd58a", 0.7)
        sheet.polygon(arc(x + 20, 828, 13, 13, 180, 360), "#fff0c4")
    for side in (-1, 1):
        _curtain(sheet, side)
    _pelmet(sheet)
    for row, (y, size, tone) in enumerate(((870, 40, "#241a34"), (930, 54, "#120d1e"))):
        count = 15 - row * 3
        for i in range(count):
            x = (i + 0.5 + row * 0.2) * 1480 / count - 20 + sheet.random.uniform(-10, 10)
            bust(sheet, x, y + sheet.random.uniform(-8, 8), size * sheet.random.uniform(0.9, 1.08), tone)


def _staircase(sheet: Sheet) -> None:
    """Draw eleven treads from the boards on the left up to a landing on the right."""
    profile: list[Point] = []
    for i in range(11):
        x, y = 580 + i * 44, 786 - (i + 1) * 26
        profile += [(x, y + 26), (x, y)]
    profile += [(1180, 500), (1180, 800), (580, 800)]
    sheet.polygon(profile, "#6d4038")
    sheet.spray(profile, "#2a1430", 70, 0.8)
    for i in range(11):
        x, y = 580 + i * 44, 786 - (i + 1) * 26
        width = 44 if i < 10 else 160
        sheet.rect(x - 3, y - 3, width + 3, 8, "#d9985f")
    rail = [(586, 650), (1040, 382), (1180, 382)]
    for t in range(8):
        x = 604 + t * 62
        sheet.line([(x, 786 - (x - 540) * 0.591), (x, 650 - (x - 586) * 0.591)], "#3a2030", 5)
    sheet.line([(1176, 500), (1176, 382)], "#3a2030", 5)
    sheet.line(rail, "#3a2030", 9)


def _curtain(sheet: Sheet, side: int) -> None:
    def at(x: float) -> float:
        return x if side < 0 else 1440 - x

    folds = (
        (-10, 60, "#8e1f28"),
        (60, 110, "#c23a30"),
        (110, 150, "#7a1a26"),
        (150, 205, "#d04a36"),
        (205, 240, "#8e1f28"),
        (240, 290, "#b5302c"),
    )
    for left, right, tone in folds:
        upper = [at(left), at(right)]
        pinch = 0.55
        edge = [
            (upper[0], -10),
            (upper[1], -10),
            (at(right * 0.92), 300),
            (at(right * pinch), 560),
            (at(right * 0.72), 830),
            (at(left * 0.72), 830),
            (at(left * pinch), 560),
            (at(left * 0.92), 300),
        ]
        sheet.polygon(edge, tone)
        sheet.spray(edge, "#4a0f1e", 0 if side < 0 else 180, 0.8)
    sheet.polygon([(at(-10), 544), (at(172), 540), (at(176), 572), (at(-10), 584)], "#e0a85e")
    sheet.spray([(at(-10), 544), (at(172), 540), (at(176), 572), (at(-10), 584)], "#8a5a2a", 90, 0.8)


def _pelmet(sheet: Sheet) -> None:
    for i in range(9):
        x = i * 180 - 90 + 10
        swag = arc(x + 80, -4, 100, 96, 0, 180, 24)
        sheet.polygon(swag, "#b5302c")
        sheet.spray(swag, "#4a0f1e", 90, 0.8)
        sheet.line(arc(x + 80, -4, 98, 94, 8, 172, 24), "#e0a85e", 6)


@scene("Readers sit with green lamps under the tall window of the library; a ladder leans on the bookshelves.")
def library(sheet: Sheet) -> None:
    sheet.sky("#3a2a2c", "#5d4034", "#7a5540")
    sheet.wash(box(400, -10, 640, 720), "#a9805c", "#c9a070")
    sheet.spray(box(400, -10, 640, 720), "#5d4034", 270, 0.8)
    _tall_window(sheet, 720, 560)
    for side in (-1, 1):
        _shelves(sheet, side)
    sheet.wash(
        [(410, 700), (1030, 700), (1460, 860), (1460, 980), (-20, 980), (-20, 860)], "#b07f50", "#7f5638", "#54372a"
    )
    for i in range(-9, 10):
        sheet.line([(720 + i * 34, 700), (720 + i * 130, 980)], thin("#3a2420", 0.35), 2.4)
    sheet.polygon([(600, 702), (840, 702), (1020, 980), (420, 980)], "#8e3330")
    sheet.polygon([(616, 702), (824, 702), (986, 980), (454, 980)], thin("#e0b070", 0.25))
    sheet.spray([(600, 702), (840, 702), (1020, 980), (420, 980)], "#4a1c22", 90, 0.7)
    _book_ladder(sheet)
    for left, right, foot_left, foot_right in ((560, 640, 260, 420), (680, 760, 620, 820), (800, 880, 1020, 1180)):
        sheet.haze([(left, 120), (right, 120), (foot_right, 960), (foot_left, 960)], "#fff0c4", 12, 0.34, fade=0.55)
    table = [(250, 748), (1190, 748), (1280, 792), (160, 792)]
    readers = (
        (380, "#2f5a66", "#e6b48c", "#8f8f8a"),
        (600, "#c2553c", "#7a4a30", "#1c1518"),
        (850, "#d9b05c", "#d9a27c", "#4a2f22"),
        (1060, "#5a4a6a", "#c98f6b", "#2a2020"),
    )
    for x, top, skin, hair in readers:
        _reader(sheet, x, 752, top, skin, hair)
    sheet.wash(table, "#a8683c", "#8a4f30")
    sheet.spray(table, "#f5d08a", 270, 0.6)
    sheet.polygon([(160, 792), (1280, 792), (1276, 820), (164, 820)], "#5d3424")
    for x in (220, 1180):
        sheet.polygon([(x, 820), (x + 44, 820), (x + 34, 960), (x + 10, 960)], "#4a2a20")
    for x in (490, 960):
        _reading_lamp(sheet, x, 772)
    for x, tone in ((380, "#f8efd8"), (600, "#f8efd8"), (850, "#f8efd8"), (1060, "#f8efd8")):
        sheet.polygon([(x - 52, 778), (x - 46, 762), (x, 768), (x, 784)], tone)
        sheet.polygon([(x + 52, 778), (x + 46, 762), (x, 768), (x, 784)], mix(tone, "#a8683c", 0.22))
    for x, count in ((730, 4), (286, 3), (1150, 3)):
        for i in range(count):
            tone = ("#8e3330", "#2f5a66", "#d9a03f", "#4a5a44")[(i + count) % 4]
            sheet.rect(x - 36 + (i % 2) * 6, 776 - i * 13, 72, 12, tone, 2)


def _book_ladder(sheet: Sheet) -> None:
    for dx in (0, 58):
        sheet.line([(1108 + dx, 800 + dx * 0.3), (1160 + dx * 0.7, 150 - dx * 0.6)], "#c98a4f", 10)
    for i in range(1, 11):
        t = i / 11
        x, y = 1108 + 52 * t, 800 - 650 * t
        sheet.line([(x, y), (x + 58 - 17 * t, y + 17 - 52 * t)], "#8a5a3c", 7)


def _tall_window(sheet: Sheet, x: float, foot: float) -> None:
    half, top = 190, 210
    outer = [*arc(x, top, half + 26, half + 26, 180, 360), (x + half + 26, foot + 14), (x - half - 26, foot + 14)]
    sheet.polygon(outer, "#e3c79a")
    sheet.spray(outer, "#8a6044", 0, 0.6)
    pane = [*arc(x, top, half, half, 180, 360), (x + half, foot), (x - half, foot)]
    sheet.glow(x, 330, 520, "#fff0c4", 0.45)
    sheet.wash(pane, "#a9d0d0", "#dfe8cc", "#fdf0c8", "#f8dca0")
    with sheet.inside(pane):
        for cx, cy, r in ((560, 540, 90), (650, 580, 80), (800, 560, 96), (900, 540, 80), (720, 590, 60)):
            sheet.disc(cx, cy, r, "#8fb58c")
            sheet.spray_disc(cx, cy, r, "#55856a", 60, 0.9)
        sheet.polygon([(690, 600), (690, 400), (720, 330), (750, 400), (750, 600)], "#b9c9b4")
    for dx in (-95, 0, 95):
        sheet.line([(x + dx, top - (half**2 - dx**2) ** 0.5), (x + dx, foot)], "#6d4a38", 7)
    for y in (top, top + 116, top + 232):
        sheet.line([(x - half, y), (x + half, y)], "#6d4a38", 7)
    sheet.line(arc(x, top, 95, 95, 180, 360), "#6d4a38", 6)
    sheet.rect(x - half - 40, foot + 6, half * 2 + 80, 20, "#f0dab0")


def _shelves(sheet: Sheet, side: int) -> None:
    """A wall of books that comes towards us: each bay is bigger and darker than the one behind it."""
    spines = ("#a8452f", "#2f5a66", "#d9a54a", "#6a3a4a", "#4a6a4a", "#c98a5a", "#e8d6ac", "#34405a")
    bays = ((430, 330, 46, 690), (330, 190, -10, 742), (190, -20, -90, 820))
    for b, (inner, outer, top, foot) in enumerate(bays):
        depth = (0.34, 0.16, 0.0)[b]

        def at(t: float, s: float, inner=inner, outer=outer, top=top, foot=foot, b=b) -> Point:
            skew = (32, 52, 80)[b]
            x = inner + (outer - inner) * t
            high, low = top - skew * t * 1.6, foot + skew * t
            return (x if side < 0 else 1440 - x), high + (low - high) * s

        sheet.polygon([at(0, 0), at(1, 0), at(1, 1), at(0, 1)], mix("#3a2620", "#7a5a44", depth))
        for shelf in range(7):
            s0, s1 = shelf / 7 + 0.02, (shelf + 1) / 7 - 0.015
            t = 0.06
            while t < 0.93:
                width = sheet.random.uniform(0.035, 0.075)
                rise = sheet.random.uniform(0, 0.04)
                tone = mix(sheet.random.choice(spines), "#c9a070" if b < 2 else "#2a1c1c", depth if b < 2 else 0.22)
                sheet.polygon(
                    [at(t, s0 + rise), at(t + width * 0.9, s0 + rise), at(t + width * 0.9, s1), at(t, s1)], tone
                )
                if sheet.random.random() < 0.4:
                    m = s0 + rise + (s1 - s0) * 0.25
                    sheet.polygon(
                        [at(t, m), at(t + width * 0.9, m), at(t + width * 0.9, m + 0.008), at(t, m + 0.008)], "#e8c98a"
                    )
                t += width
            board = [at(0, s1), at(1, s1), at(1, s1 + 0.014), at(0, s1 + 0.014)]
            sheet.polygon(board, mix("#8a5a3c", "#c9a070", depth))
        sheet.spray([at(0, 0), at(1, 0), at(1, 1), at(0, 1)], thin("#1f1416", 0.6), 180 if side < 0 else 0, 0.8)
        sheet.line([at(0, 0), at(0, 1)], mix("#8a5a3c", "#c9a070", depth), 12)


def _reader(sheet: Sheet, x: float, table: float, top: str, skin: str, hair: str) -> None:
    body = smooth(
        [
            (x - 62, table + 6),
            (x - 58, table - 56),
            (x - 26, table - 84),
            (x + 26, table - 84),
            (x + 58, table - 56),
            (x + 62, table + 6),
        ],
        closed=False,
    )
    sheet.polygon(body, top)
    sheet.spray(body, "#2a1c24", 120, 0.7)
    sheet.rect(x - 11, table - 100, 22, 26, mix(skin, "#2a1c24", 0.2))
    sheet.oval(x - 2, table - 126, 32, 35, hair)
    sheet.oval(x + 2, table - 116, 24, 27, skin)
    sheet.spray(arc(x + 2, table - 116, 24, 27, 0, 360), thin("#6d3a2a", 0.45), 0, 0.5)


def _reading_lamp(sheet: Sheet, x: float, foot: float) -> None:
    sheet.glow(x, foot - 30, 190, "#ffe9b0", 0.65, squash=0.6)
    sheet.rect(x - 26, foot - 8, 52, 9, "#c98f3f", 4)
    sheet.line([(x, foot - 6), (x, foot - 92)], "#c98f3f", 6)
    shade = [(x - 66, foot - 76), (x - 44, foot - 112), (x + 44, foot - 112), (x + 66, foot - 76)]
    sheet.polygon(shade, "#2f7a5a")
    sheet.spray(shade, "#a9e0b4", 225, 0.5)
    sheet.rect(x - 62, foot - 78, 124, 8, "#fff4cc", 3)


@scene("A choir in everyday clothes sings to its conductor between a serving hatch and a green fire door.")
def choir(sheet: Sheet) -> None:
    sheet.sky("#c9b48a", "#e6d3a4", "#d9bd88", bottom=610)
    sheet.spray(box(-10, -10, 1460, 620), "#8a6a4a", 270, 0.6)
    for x in (370, 720, 1070):
        _factory_window(sheet, x)
    sheet.wash(box(-10, 520, 1460, 190), "#5d8a78", "#3f6a60")
    sheet.rect(-10, 512, 1460, 10, "#f0e2bc")
    _hatch(sheet)
    _fire_door(sheet)
    sheet.wash(box(-10, 706, 1460, 270), "#c9935a", "#a3683f", "#6d4230")
    for i in range(-12, 13):
        sheet.line([(720 + i * 56, 706), (720 + i * 150, 980)], thin("#4a2a20", 0.35), 2.5)
    sheet.haze([(380, 730), (1060, 730), (1260, 940), (180, 940)], "#ffe2a4", 30, 0.5)
    _rows_of_singers(sheet)
    for x in (400, 720, 1040):
        _pendant(sheet, x)
    shirt = Clothes("#26304e", "#1c1f30", "#c98f6b", "#8f8a88", skirt=0.16, coat=0.44)
    sheet.oval(724, 950, 106, 11, thin("#3a2018", 0.6))
    sheet.line([(826, 946), (826, 800)], "#2a2028", 6)
    sheet.polygon([(776, 800), (880, 780), (880, 746), (776, 766)], "#2a2028")
    figure(sheet, 720, 948, 292, shirt, (*OPEN[:1], (-0.3, 0.9), OPEN[2], (0.3, 0.92), *OPEN[4:]))
    sheet.oval(720, 676, 21, 22, "#8f8a88")
    sheet.line([(808, 680), (850, 632)], "#f8efd8", 3)


def _factory_window(sheet: Sheet, x: float) -> None:
    pane = [*arc(x, 210, 130, 110, 180, 360), (x + 130, 470), (x - 130, 470)]
    sheet.polygon([(x + (px - x) * 1.1, py - (8 if py < 300 else -14)) for px, py in pane], "#b5643f")
    sheet.wash(pane, "#2f4a78", "#5a6a98", "#c98a8a", "#f4b884")
    with sheet.inside(pane):
        for k in range(6):
            tall = sheet.random.uniform(30, 74)
            left = x - 140 + k * 50
            sheet.polygon(
                [(left, 480), (left, 470 - tall), (left + 25, 452 - tall), (left + 50, 470 - tall), (left + 50, 480)],
                "#4a3f66",
            )
            sheet.rect(left + 20, 476 - tall, 9, 12, "#ffd58a")
        for dx in (-78, -26, 26, 78):
            sheet.line([(x + dx, 90), (x + dx, 480)], "#33404a", 5)
        for y in (210, 276, 342, 408):
            sheet.line([(x - 140, y), (x + 140, y)], "#33404a", 5)
    sheet.rect(x - 150, 470, 300, 16, "#f0e2bc")


def _hatch(sheet: Sheet) -> None:
    sheet.rect(18, 372, 208, 228, "#f0e2bc")
    sheet.rect(32, 386, 180, 190, "#fff0c0")
    sheet.spray(box(32, 386, 180, 190), "#f0b45c", 270, 0.7)
    sheet.glow(122, 470, 190, "#ffe9b0", 0.55)
    for y in (420, 466):
        sheet.rect(40, y, 110, 6, "#a8683c")
        for k in range(4):
            sheet.rect(46 + k * 26, y - 20, 17, 20, ("#d2574a", "#f8efd8", "#5d9a8a", "#e0a84a")[k], 3)
    sheet.rect(160, 486, 40, 86, "#a9b0b4", 8)
    sheet.spray(box(160, 486, 40, 86), "#4a545a", 0, 0.8)
    sheet.rect(176, 552, 8, 16, "#33404a")
    sheet.rect(60, 540, 30, 36, "#cfe0dc", 6)
    sheet.rect(62, 556, 26, 18, "#d9a84a", 4)
    sheet.rect(4, 574, 236, 16, "#8a5a3c")


def _fire_door(sheet: Sheet) -> None:
    sheet.rect(1232, 330, 176, 384, "#f0e2bc")
    sheet.rect(1246, 344, 148, 370, "#2f7a5a")
    sheet.spray(box(1246, 344, 148, 370), "#123a30", 20, 0.8)
    sheet.rect(1286, 372, 68, 92, "#5a6a98")
    sheet.rect(1262, 540, 116, 16, "#d9d4c4", 6)
    sheet.rect(1270, 552, 10, 20, "#a9a494")
    sheet.rect(1360, 552, 10, 20, "#a9a494")
    sheet.glow(1320, 296, 90, "#8fe0b4", 0.6)
    sheet.rect(1282, 282, 76, 28, "#57c08c", 6)


def _pendant(sheet: Sheet, x: float) -> None:
    sheet.line([(x, -10), (x, 128)], "#2a2028", 4)
    sheet.haze([(x - 40, 170), (x + 40, 170), (x + 210, 700), (x - 210, 700)], "#ffe9b0", 18, 0.3, fade=0.9)
    sheet.glow(x, 178, 170, "#fff0c4", 0.85)
    shade = [(x - 14, 122), (x + 14, 122), (x + 66, 172), (x - 66, 172)]
    sheet.polygon(shade, "#2f5a52")
    sheet.spray(shade, "#8fc0a4", 200, 0.5)
    sheet.polygon(arc(x, 172, 30, 20, 0, 180), "#fffbe6")


def _rows_of_singers(sheet: Sheet) -> None:
    skins = ("#e8b890", "#7a4a30", "#c98f6b", "#f2cba8", "#8f5a3c", "#d9a27c")
    hairs = ("#2a2020", "#17131a", "#8a5a30", "#c9903f", "#b9b5ac", "#4a2f22", "#e8dcc8")
    tops = ("#c2452f", "#2f5a66", "#e0a84a", "#6a3d60", "#4a7a5a", "#e8d6b4", "#34456e", "#b56a45")
    for row, (y, tall, count, gap) in enumerate(((730, 232, 9, 84), (784, 250, 8, 94), (846, 268, 7, 106))):
        sheet.oval(720, y + 4, count * gap / 2 + 20, 16, thin("#3a2018", 0.45))
        for i in range(count):
            x = 720 + (i - (count - 1) / 2) * gap
            _singer(
                sheet,
                x,
                y,
                tall,
                skins[(i * 5 + row * 2) % 6],
                hairs[(i * 3 + row * 5) % 7],
                tops[(i * 3 + row * 3) % 8],
                i % 3 == row,
            )


def _singer(sheet: Sheet, x: float, foot: float, tall: float, skin: str, hair: str, top: str, skirted: bool) -> None:
    shoulder = foot - tall * 0.8
    dark = mix(top, "#2a1c2c", 0.5)
    legs = "#2c2c3e" if not skirted else mix(top, "#2a2438", 0.6)
    for side in (-1, 1):
        sheet.taper(
            (x + side * tall * 0.05, foot - tall * 0.4),
            (x + side * tall * 0.055, foot - tall * 0.02),
            tall * 0.1,
            tall * 0.06,
            legs if not skirted else mix(skin, "#4a2a2a", 0.3),
        )
    if skirted:
        sheet.polygon(
            [
                (x - tall * 0.1, foot - tall * 0.46),
                (x + tall * 0.1, foot - tall * 0.46),
                (x + tall * 0.15, foot - tall * 0.16),
                (x - tall * 0.15, foot - tall * 0.16),
            ],
            legs,
        )
    jersey = smooth(
        [
            (x - tall * 0.12, foot - tall * 0.4),
            (x - tall * 0.13, shoulder + tall * 0.08),
            (x - tall * 0.06, shoulder - tall * 0.02),
            (x + tall * 0.06, shoulder - tall * 0.02),
            (x + tall * 0.13, shoulder + tall * 0.08),
            (x + tall * 0.12, foot - tall * 0.4),
        ],
        closed=False,
    )
    sheet.polygon(jersey, top)
    sheet.spray(jersey, dark, 45, 0.8)
    sheet.rect(x - tall * 0.024, shoulder - tall * 0.06, tall * 0.048, tall * 0.07, mix(skin, "#5a2a30", 0.25))
    sheet.oval(x, foot - tall * 0.915, tall * 0.07, tall * 0.076, hair)
    sheet.oval(x, foot - tall * 0.9, tall * 0.054, tall * 0.062, skin)
    sheet.spray(arc(x, foot - tall * 0.9, tall * 0.054, tall * 0.062, 0, 360), thin("#8a3a3a", 0.35), 0, 0.5)
    sheet.oval(x, foot - tall * 0.872, tall * 0.013, tall * 0.018, "#5a1f24")
    y = shoulder + tall * 0.2
    for side in (-1, 1):
        sheet.taper(
            (x + side * tall * 0.13, shoulder + tall * 0.09),
            (x + side * tall * 0.07, y + tall * 0.05),
            tall * 0.066,
            tall * 0.05,
            mix(top, dark, 0.3),
        )
        sheet.polygon(
            [
                (x, y + tall * 0.03),
                (x + side * tall * 0.11, y),
                (x + side * tall * 0.11, y + tall * 0.075),
                (x, y + tall * 0.105),
            ],
            "#fdf6e4" if side < 0 else "#dccbb4",
        )
        sheet.disc(x + side * tall * 0.075, y + tall * 0.085, tall * 0.024, skin)
