"""Scenes on the Wenn: the Old Bridge, the ferry and the marsh."""

from .brush import Point, Sheet, arc, box, mix, outline, smooth, thin, turn
from .gallery import scene
from .motifs import gulls, lamp, reeds, ridge, tram_side
from .people import HOLD, STAND, Clothes, figure


@scene("A red tram crosses the Old Bridge at sunrise; its iron arches and five stone piers are mirrored in the river.")
def bridge(sheet: Sheet) -> None:
    iron, stone, water = "#12303a", "#2f4a52", 640
    sheet.sky("#1f4257", "#4b7d88", "#94b3a6", "#ecd0a2", "#f7c58f", bottom=water)
    sheet.glow(930, 430, 560, "#ffe0a8", 0.85)
    sheet.disc(930, 400, 96, "#fff2d6")
    ridge(sheet, 500, 42, 760, "#8fb0aa", "#e3cba6", bottom=water, seed=1.2)
    ridge(sheet, 545, 30, 520, "#6c979a", "#b9bba0", bottom=water, seed=4.1)
    _far_town(sheet, water)
    ridge(sheet, 608, 10, 300, "#3f6c76", "#35606b", bottom=water, seed=2.2, rough=5)
    _old_bridge(sheet, iron, stone, water)
    sheet.mirror(water, 960, squash=1.0, tint="#16404f", share=0.38, ripple=5)
    sheet.haze(box(-60, water - 14, 1560, 22), "#cfd6bf", 9, 0.5)
    sheet.glow(930, 700, 420, "#ffd9a0", 0.28, squash=0.5)
    sheet.glints(930, 652, 210, 300, "#ffe6bd", 80, 70)
    sheet.glints(560, 680, 700, 270, thin("#a9d0c8", 0.55), 46, 90)
    gulls(sheet, ((236, 176, 30), (300, 142, 22), (352, 196, 20), (1150, 150, 24), (1206, 182, 17)), "#163541")
    sheet.blob([(-40, 980), (-40, 900), (60, 888), (170, 915), (300, 948), (380, 990)], "#0d2730")
    reeds(sheet, 60, 960, 240, 290, "#0d2730", 64, "#2c2f2c")
    reeds(sheet, 1420, 975, 110, 190, "#0d2730", 34, "#2c2f2c", -0.14)


def _far_town(sheet: Sheet, water: float) -> None:
    for i in range(22):
        x = 20 + i * 21
        tall = sheet.random.uniform(26, 54)
        sheet.polygon(
            [(x, water), (x, water - tall), (x + 11, water - tall - 12), (x + 22, water - tall), (x + 22, water)],
            mix("#54818a", "#7ca09d", sheet.random.random()),
        )
    sheet.polygon([(246, water), (246, 556), (256, 500), (266, 556), (266, water)], "#54818a")


def _old_bridge(sheet: Sheet, iron: str, stone: str, water: float) -> None:
    deck, depth, span = 440, 24, 285
    piers = [720 + span * i for i in (-2, -1, 0, 1, 2)]
    for middle in [piers[0] - span / 2, *(p + span / 2 for p in piers)]:
        for rx, ry, width, colour in ((span / 2 - 22, 132, 15, iron), (span / 2 - 22, 100, 5, iron)):
            ring = arc(middle, 602, rx, ry, 180, 360, 40)
            sheet.line(ring, colour, width)
        for i in range(-5, 6):
            x = middle + i * 22
            top = 602 - 128 * (1 - (i * 22 / (span / 2 - 22)) ** 2) ** 0.5
            sheet.line([(x, deck + depth), (x, top)], iron, 4)
    for x in piers:
        shaft = [(x - 25, deck + depth), (x + 25, deck + depth), (x + 31, water), (x - 31, water)]
        sheet.polygon(shaft, stone)
        for y in range(int(deck + depth) + 16, water, 17):
            sheet.line([(x - 29, y), (x + 29, y)], thin("#16323b", 0.6), 1.6)
        sheet.spray(shaft, "#0f2a34", 180 if x < 930 else 0, 0.8)
        sheet.spray(shaft, "#d9b48e", 0 if x < 930 else 180, 0.28)
        sheet.rect(x - 38, 590, 76, 14, stone)
        sheet.polygon([(x - 34, 604), (x + 34, 604), (x + 46, water), (x - 46, water)], mix(stone, iron, 0.4))
        sheet.rect(x - 32, deck - 30, 64, deck - 372, stone)
        sheet.rect(x - 36, deck - 36, 72, 10, iron)
    sheet.rect(-10, deck, 1460, depth, iron)
    sheet.rect(-10, deck + depth, 1460, 5, mix(iron, stone, 0.5))
    tram_side(sheet, 486, deck + 1, 214, "#d2492f", "#f6e3c0", iron, "#ffd58c")
    sheet.line([(-10, deck - 24), (1450, deck - 24)], iron, 4)
    for x in range(0, 1450, 15):
        sheet.rect(x, deck - 24, 2.4, 26, iron)
    sheet.line([(-10, 340), (1450, 340)], thin(iron, 0.55), 1.6)
    for x in piers:
        lamp(sheet, x, deck - 36, 70, iron, "#ffe9bd", 0.5)


@scene(
    "The ferry, its cabin windows lit, crosses the river under a red sky while two people wait on the landing stage."
)
def ferry(sheet: Sheet) -> None:
    water, dark = 560, "#1d1c38"
    sheet.sky("#262650", "#4b3d6e", "#94587b", "#e08671", "#f8bd83", bottom=water)
    sheet.glow(330, 540, 520, "#ffd9a0", 0.6)
    sheet.disc(330, 520, 58, "#fff0cf")
    ridge(sheet, 470, 36, 700, "#7f5a80", "#b8727b", bottom=water, seed=2.6)
    ridge(sheet, 516, 22, 480, "#573f6b", "#6b4a72", bottom=water, seed=0.4)
    _dusk_town(sheet, water)
    sheet.mirror(water, 960, squash=0.94, tint="#2a2450", share=0.3, ripple=6)
    with sheet.reflected(628, 260, faint=0.42, ripple=5):
        _ferry_boat(sheet, 620, 628)
    _ferry_boat(sheet, 620, 628)
    sheet.glints(330, 568, 170, 330, "#ffd9a6", 60, 70)
    sheet.glints(760, 640, 640, 300, thin("#f0a48a", 0.5), 60, 90)
    _landing_stage(sheet, dark)
    gulls(sheet, ((980, 170, 28), (1046, 210, 20), (900, 226, 17)), dark)


def _dusk_town(sheet: Sheet, water: float) -> None:
    for i in range(32):
        x = 600 + i * 28
        tall = sheet.random.uniform(36, 92)
        sheet.polygon(
            [(x, water), (x, water - tall), (x + 14, water - tall - 18), (x + 28, water - tall), (x + 28, water)],
            mix("#3a2f57", "#4a3862", sheet.random.random()),
        )
        for row in range(int(tall // 22)):
            if sheet.random.random() < 0.55:
                sheet.rect(x + 6 + sheet.random.choice((0, 9)), water - tall + 8 + row * 21, 6, 9, "#ffcf86")
    sheet.polygon([(1012, water), (1012, 432), (1027, 366), (1042, 432), (1042, water)], "#3a2f57")


def _ferry_boat(sheet: Sheet, x: float, water: float) -> None:
    hull = [
        (x - 210, water - 62),
        (x + 330, water - 62),
        (x + 366, water - 84),
        (x + 312, water + 2),
        (x - 182, water + 2),
    ]
    sheet.rect(x - 130, water - 132, 360, 74, "#f3e2c8")
    sheet.spray(box(x - 130, water - 132, 360, 74), "#b0788a", 0, 0.9)
    for i in range(9):
        sheet.rect(x - 112 + i * 38, water - 118, 25, 32, "#ffcb74", 3)
        sheet.glow(x - 100 + i * 38, water - 102, 34, "#ffe2a0", 0.5)
    sheet.rect(x - 150, water - 144, 400, 14, "#c8412f")
    sheet.line([(x - 150, water - 178), (x + 250, water - 178)], "#f3e2c8", 3)
    for i in range(17):
        sheet.rect(x - 150 + i * 25, water - 178, 2.5, 36, "#f3e2c8")
    people = (("#22284a", "#d9a27c"), ("#7b3550", "#8a5b41"), ("#2f5a66", "#e3b48f"), ("#d99a4e", "#6f4630"))
    for i, (coat, skin) in enumerate(people):
        figure(
            sheet, x - 104 + i * 56 + (i % 2) * 14, water - 143, 78, Clothes(coat, "#1d1c38", skin), STAND, flip=i % 2
        )
    sheet.rect(x + 150, water - 216, 76, 74, "#f3e2c8")
    sheet.rect(x + 160, water - 204, 24, 28, "#ffcb74", 3)
    sheet.rect(x + 192, water - 204, 26, 28, "#ffcb74", 3)
    sheet.rect(x + 142, water - 224, 94, 11, "#c8412f")
    sheet.polygon(
        [(x + 88, water - 143), (x + 94, water - 236), (x + 132, water - 236), (x + 138, water - 143)], "#c8412f"
    )
    sheet.rect(x + 92, water - 236, 43, 20, "#1d1c38")
    sheet.line([(x - 186, water - 60), (x - 186, water - 130)], "#1d1c38", 4)
    sheet.polygon([(x - 186, water - 130), (x - 240, water - 120), (x - 186, water - 104)], "#f0a24e")
    sheet.polygon(hull, "#232544")
    sheet.spray(hull, "#0f1128", 90, 0.8)
    sheet.line([(x - 207, water - 54), (x + 330, water - 54), (x + 360, water - 74)], "#f3e2c8", 5)
    for i in range(6):
        sheet.disc(x - 130 + i * 76, water - 28, 8, "#ffcb74")


def _landing_stage(sheet: Sheet, dark: str) -> None:
    deck = [(900, 960), (1010, 838), (1460, 838), (1460, 960)]
    sheet.polygon(deck, "#2c2448")
    sheet.rect(1000, 838, 460, 12, "#4a3862")
    for x in (1012, 1226, 1396):
        sheet.rect(x, 760, 22, 200, dark, 4)
        sheet.rect(x - 4, 754, 30, 12, "#4a3862", 4)
    lamp(sheet, 1330, 840, 250, dark, "#ffdf9a", 0.75)
    figure(sheet, 1120, 846, 168, Clothes(dark, dark, "#8a4f4f", "#1d1c38", skirt=0.24), HOLD)
    figure(sheet, 1196, 846, 182, Clothes("#34305a", dark, "#c98470", "#15142c", coat=0.34, hat="#15142c"), flip=True)


@scene("A grey heron stands in the shallows of a creek that winds through the marsh under a pink evening sky.")
def marsh(sheet: Sheet) -> None:
    sheet.sky("#5f7f9a", "#9aa3ad", "#dcb4a4", "#f4c9a0", "#fbdcae", bottom=430)
    sheet.glow(1010, 400, 480, "#fff0c8", 0.8)
    sheet.disc(1010, 372, 62, "#fff6de")
    ridge(sheet, 398, 14, 620, "#9a9a9c", "#cfae9c", bottom=440, seed=1.4)
    ridge(sheet, 420, 7, 360, "#6f7f80", "#7f8a80", bottom=450, seed=3.0, rough=5)
    _wind_pump(sheet, 352, 424)
    sheet.wash(box(-10, 430, 1460, 540), "#b39a68", "#8f8a55", "#5e6a42", "#2f4433")
    bands = ((446, "#c9ab6c"), (478, "#b09a5c"), (526, "#8c8a4e"), (600, "#697545"), (704, "#4a5f3c"), (800, "#365038"))
    for i, (y, colour) in enumerate(bands):
        edge = ridge(
            sheet,
            y,
            8 + i * 5,
            420 + i * 160,
            colour,
            mix(colour, "#2c4638", 0.6),
            bottom=y + 180 + i * 40,
            seed=i * 1.9,
            rough=4 + i * 3,
        )
        lit = edge + [(x, y + 26 + i * 8) for x, y in reversed(edge)]
        sheet.spray(lit, mix(colour, "#ffe2a0", 0.5), 270, 0.9)
    creek = outline("860,432 900,450 790,470 560,496 600,540 900,580 1080,640 940,730 760,820 700,900 720,1010")
    widths = (4, 7, 14, 24, 30, 42, 62, 110, 190, 280, 330)
    left = [(x - w, y) for (x, y), w in zip(creek, widths, strict=True)]
    right = [(x + w, y + w * 0.1) for (x, y), w in zip(creek, widths, strict=True)]
    stream = smooth(left, closed=False) + smooth(right, closed=False)[::-1]
    _water(sheet, stream)
    for x, y, w in ((236, 470, 90), (1220, 506, 120), (1370, 534, 60), (300, 566, 130)):
        bank = outline("-1,0 -0.5,-0.05 -0.1,-0.03 0.4,-0.07 1,0.01 0.5,0.06 0.1,0.04 -0.4,0.08")
        _water(sheet, smooth([(x + a * w, y + b * w) for a, b in bank]))
    for i in range(240):
        y = 446 + 430 * (i / 240) ** 1.5
        x = sheet.random.uniform(-20, 1460)
        size = 5 + (y - 430) / 20
        tone = thin(mix("#f1d592", "#8f9a58", (y - 430) / 400), 0.75)
        for lean in (-0.45, -0.1, 0.35):
            sheet.polygon(
                [(x - size / 14, y), (x + lean * size, y - size * (1.5 - abs(lean))), (x + size / 14, y)], tone
            )
    _water(sheet, stream, paint=False)
    for x, y, spread, tall, tone in (
        (330, 570, 240, 60, "#6b6f3d"),
        (1300, 640, 180, 80, "#5f6a3a"),
        (120, 770, 200, 140, "#3f5232"),
        (1330, 830, 200, 170, "#3a4c2e"),
    ):
        reeds(sheet, x, y, spread, tall, tone, 60, "#6d4f30")
    with sheet.reflected(872, 88, faint=0.5, ripple=3):
        _heron(sheet, 700, 876)
    _heron(sheet, 700, 876)
    reeds(sheet, 1300, 985, 300, 400, "#22351f", 90, "#5b3a22")
    reeds(sheet, 60, 985, 330, 420, "#22351f", 90, "#5b3a22")
    reeds(sheet, 1060, 985, 120, 150, "#22351f", 30)
    for i in range(9):
        side = -1 if i % 2 else 1
        step = (i + 1) // 2
        gulls(sheet, ((520 + side * step * 34, 150 + step * 20, 13),), "#3f5262")


def _wind_pump(sheet: Sheet, x: float, foot: float) -> None:
    dark = "#54636a"
    sheet.polygon([(x - 24, foot), (x - 13, foot - 92), (x + 13, foot - 92), (x + 24, foot)], dark)
    sheet.polygon([(x - 17, foot - 92), (x, foot - 112), (x + 17, foot - 92)], "#43525a")
    for angle in (20, 110, 200, 290):
        blade = turn(
            [(x - 2, foot - 100), (x + 12, foot - 106), (x + 12, foot - 172), (x - 2, foot - 172)], x, foot - 100, angle
        )
        sheet.polygon(blade, thin(dark, 0.75))
        sheet.line([(x, foot - 100), blade[3]], "#43525a", 3)


def _water(sheet: Sheet, edge: list[Point], paint: bool = True) -> None:
    if paint:
        sheet.polygon([(x - 4, y - 4) for x, y in edge], "#3c4a33")
        sheet.wash(edge, "#fff0cc", "#f7cfa2", "#e2b09a", "#a9a3ab", "#6f8aa3")
        return
    with sheet.inside(edge):
        sheet.wash(edge, "#fff0cc", "#f7cfa2", "#e2b09a", "#a9a3ab", "#6f8aa3")
        sheet.spray(edge, "#4c6a7c", 90, 0.4)
        sheet.glints(800, 450, 560, 500, thin("#fff4d8", 0.75), 70, 90)


def _heron(sheet: Sheet, x: float, foot: float) -> None:
    grey, pale, dark = "#74879a", "#f3efe4", "#24343f"
    for dx, knee in ((-8, -14), (22, 10)):
        sheet.line([(x + dx, foot), (x + dx + knee, foot - 92), (x + dx - 4, foot - 180)], "#3a4048", 5)
    neck = smooth(
        [
            (x + 48, foot - 226),
            (x + 86, foot - 262),
            (x + 70, foot - 312),
            (x + 54, foot - 350),
            (x + 76, foot - 386),
            (x + 96, foot - 392),
        ],
        closed=False,
        steps=12,
    )
    for i, (px, py) in enumerate(neck):
        sheet.disc(px, py, 18 - 9 * (i / len(neck)) ** 0.7, pale)
    body = smooth(
        [
            (x - 128, foot - 126),
            (x - 84, foot - 196),
            (x - 10, foot - 246),
            (x + 58, foot - 252),
            (x + 76, foot - 214),
            (x + 30, foot - 166),
            (x - 40, foot - 142),
        ]
    )
    sheet.polygon(body, grey)
    sheet.spray(body, dark, 100, 0.6)
    wing = smooth(
        [
            (x - 150, foot - 104),
            (x - 96, foot - 178),
            (x - 20, foot - 226),
            (x + 22, foot - 214),
            (x - 16, foot - 172),
            (x - 86, foot - 134),
        ]
    )
    sheet.polygon(wing, "#566a7c")
    sheet.spray(wing, "#1c2a34", 130, 0.7)
    sheet.spray(wing, "#f2cfae", 270, 0.35)
    plume = [
        (x + 40, foot - 250),
        (x + 78, foot - 250),
        (x + 66, foot - 196),
        (x + 50, foot - 176),
        (x + 52, foot - 214),
    ]
    sheet.blob(plume, pale)
    head = smooth(
        [
            (x + 78, foot - 400),
            (x + 104, foot - 410),
            (x + 128, foot - 398),
            (x + 118, foot - 383),
            (x + 88, foot - 378),
        ]
    )
    sheet.polygon(head, pale)
    sheet.polygon([(x + 118, foot - 403), (x + 214, foot - 380), (x + 116, foot - 384)], "#e0a13c")
    sheet.polygon([(x + 26, foot - 384), (x + 90, foot - 410), (x + 118, foot - 402), (x + 86, foot - 394)], dark)
    sheet.disc(x + 108, foot - 394, 3.4, dark)
