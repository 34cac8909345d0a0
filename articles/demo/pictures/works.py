"""Scenes where people work: the boatyard, the ropeworks and the clinic at night."""

from collections.abc import Callable

from .brush import Point, Sheet, arc, box, mix, smooth, thin
from .gallery import scene
from .motifs import (
    house,
    lamp,
    ridge,
    tree,
    windows,
)
from .people import HOLD, REACH, WALK, Clothes, figure, shadow


@scene("A wooden boat stands half planked in a shed that opens on the water; three boatbuilders work around it.")
def boatyard(sheet: Sheet) -> None:
    dark = "#2b2a33"
    sheet.sky("#f2d9a8", "#f7e6c4", "#e8d3ae", bottom=640)
    sheet.glow(720, 300, 620, "#fff6df", 0.9)
    sheet.wash(box(330, 140, 780, 500), "#bfd3cd", "#dfe3cf", "#f3e0bb")
    ridge(sheet, 470, 26, 500, "#9dbab6", "#c9cdb8", bottom=640, seed=1.7)
    sheet.wash(box(-10, 520, 1460, 120), "#8fb5b3", "#5f9699")
    sheet.glints(720, 524, 420, 110, "#f8f0d8", 50, 60)
    _shed(sheet)
    sheet.wash([(-20, 640), (1460, 640), (1460, 980), (-20, 980)], "#b98d5c", "#8a6240", "#5d4030")
    for i in range(-14, 15):
        sheet.line([(720 + i * 44, 640), (720 + i * 128, 980)], thin("#3a2620", 0.3), 3)
    sheet.haze([(440, 800), (1000, 800), (1180, 900), (300, 900)], "#2b1c18", 16, 0.6)
    for side in (-1, 1):
        sheet.taper((720 + side * 300, 846), (720 + side * 170, 560), 16, 12, "#4a3526")
        sheet.taper((720 + side * 210, 850), (720 + side * 120, 690), 16, 12, "#4a3526")
    _hull(sheet, 720)
    sheet.polygon([(530, 874), (560, 818), (620, 826), (820, 826), (880, 818), (910, 874)], "#4a3526")
    sheet.rect(510, 858, 420, 20, "#33241d")
    _trestle(sheet, 1010, 850)
    figure(sheet, 1090, 736, 186, Clothes("#c94a34", "#2f4858", "#8a5636", "#1c1518"), REACH, flip=True)
    figure(sheet, 330, 872, 226, Clothes("#3f6f78", "#2b2a33", "#e0ab84", "#8f8f8a"), REACH)
    sheet.line([(398, 636), (430, 660)], dark, 9)
    figure(sheet, 1296, 912, 240, Clothes("#e3b45c", "#34404a", "#d39a70", "#3a2620", hat="#4a5a60"), HOLD, flip=True)
    sheet.polygon([(1150, 776), (1470, 744), (1470, 762), (1150, 796)], "#e6b673")
    for x, y in ((130, 900), (186, 900), (158, 852)):
        sheet.disc(x, y, 28, "#c08a54")
        for r in (20, 12, 5):
            sheet.line(arc(x, y, r, r, 0, 360), "#7a5034", 2.4)
    for _ in range(40):
        x, y = sheet.random.uniform(420, 1080), sheet.random.uniform(880, 950)
        sheet.line(arc(x, y, 9, 5, 0, sheet.random.uniform(150, 300), 8), "#e9c48a", 3)


def _shed(sheet: Sheet) -> None:
    beam = "#4a3226"
    gable = [(330, 650), (330, 330), (720, 150), (1110, 330), (1110, 650)]
    wall = [(-20, 650), (-20, -20), (1460, -20), (1460, 650), *reversed(gable)]
    sheet.wash(wall, "#5d3c33", "#8d5f45", "#a8764f")
    for x in range(-10, 1450, 42):
        low = 650 if x < 330 or x > 1110 else 330 - 180 * (1 - abs(x - 720) / 390)
        sheet.line([(x, -10), (x, low)], thin("#3a2620", 0.35), 3)
    sheet.spray(wall, "#2b1a18", 270, 0.8)
    sheet.line(gable, beam, 22)
    for a, b in (
        ((330, 350), (1110, 350)),
        ((720, 160), (720, 350)),
        ((520, 262), (640, 350)),
        ((920, 262), (800, 350)),
    ):
        sheet.line([a, b], beam, 13)
    for x in (100, 1220):
        windows(sheet, x, 300, 120, 228, 2, 3, "#f6e3b4", (0.82, 0.86))


def _hull(sheet: Sheet, x: float) -> None:
    """Draw the hull from ahead: ribs to the rim, planks from the keel to two thirds of the way."""
    keel, head, steps = 842, 356, 40
    side = smooth([(0, keel), (110, 818), (232, 735), (292, 600), (300, 440)], closed=False, steps=10)
    for k in (0.2, 0.4, 0.6, 0.8, 1):
        for way in (-1, 1):
            rib = [(x + way * dx * k, y - (1 - k) * 46 * (keel - y) / (keel - 440)) for dx, y in side]
            sheet.line(rib, "#8d5a34" if way > 0 else "#b87b46", 14)
    planks = 10
    for way in (1, -1):
        for i in range(planks):
            share, above = i * 0.066, (i + 1) * 0.066
            first, last = round(share * steps), round(above * steps)
            stem = [(x, keel - (keel - head) * f) for f in (share, above)]
            outer = [(x + way * dx, y) for dx, y in side[first : last + 1]]
            middle = [
                ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2 + 24) for a, b in zip(stem, (outer[0], outer[-1]), strict=True)
            ]
            low = smooth([stem[0], middle[0], outer[0]], closed=False)
            high = smooth([stem[1], middle[1], outer[-1]], closed=False)
            strake = [*low, *outer, *reversed(high)]
            tone = mix("#a35f34", "#d9984f", i / planks) if way < 0 else mix("#6e3c26", "#a3663a", i / planks)
            sheet.polygon(strake, tone)
            sheet.line(high, "#4a2a1c", 2.6)
        whole = [(x, keel), *[(x + way * dx, y) for dx, y in side[: round(planks * 0.066 * steps)]], (x, 560)]
        sheet.spray(whole, "#2b1614", 90, 0.7)
    for way in (-1, 1):
        sheer = smooth([(x, head), (x + way * 120, 404), (x + way * 226, 432), (x + way * 304, 438)], closed=False)
        sheet.line(sheer, "#e8b878" if way < 0 else "#b8834f", 15)
    stem = [(x - 12, keel + 14), (x - 16, head - 60), (x + 16, head - 60), (x + 12, keel + 14)]
    sheet.polygon(stem, "#8a5230")
    sheet.spray(stem, "#2b1a18", 0, 0.9)


def _trestle(sheet: Sheet, x: float, foot: float) -> None:
    for dx in (0, 150):
        sheet.line([(x + dx, foot + 10), (x + dx + 18, 740)], "#4a3526", 9)
        sheet.line([(x + dx + 36, foot + 10), (x + dx + 18, 740)], "#4a3526", 9)
    sheet.rect(x - 20, 732, 230, 12, "#6d4a32")


@scene(
    "In a long low hall, strands of rope run to a distant door; three ropemakers work beside them in bars of sunlight."
)
def ropeworks(sheet: Sheet) -> None:
    far, end = (720.0, 430.0), 26

    def p(across: float, up: float, deep: float) -> Point:
        """A place in the hall: across and up in units of its half width, deep from 1 (here) to `end`."""
        return far[0] + across * 900 / deep, far[1] - up * 900 / deep

    roof, floor, wall = 0.62, -0.62, 0.95
    sheet.polygon(box(-10, -10, 1460, 980), "#3a2a26")
    sheet.polygon([p(-wall, floor, 0.8), p(wall, floor, 0.8), p(wall, floor, end), p(-wall, floor, end)], "#9a6e45")
    sheet.wash(
        [p(-wall, floor, 0.8), p(wall, floor, 0.8), p(wall, floor, end), p(-wall, floor, end)],
        "#e3b878",
        "#a3744a",
        "#6b4632",
    )
    for side, tones in ((-1, ("#6d4a38", "#4a332b")), (1, ("#a9764e", "#8a5c40"))):
        quad = [
            p(side * wall, roof, 0.8),
            p(side * wall, roof, end),
            p(side * wall, floor, end),
            p(side * wall, floor, 0.8),
        ]
        sheet.wash(quad, *tones)
        sheet.spray(quad, "#2a1b1a", 180 if side < 0 else 0, 0.9)
    sheet.wash([p(-wall, roof, 0.8), p(wall, roof, 0.8), p(wall, roof, end), p(-wall, roof, end)], "#2a1f20", "#5b4034")
    depths = [0.9 * 1.22**i for i in range(17)]
    for deep in reversed(depths):
        tone = mix("#1f1718", "#7a5640", min(deep / 20, 1))
        wide = 22 / deep
        beam = [
            p(-wall, floor, deep),
            p(-wall, roof * 0.72, deep),
            p(0, roof, deep),
            p(wall, roof * 0.72, deep),
            p(wall, floor, deep),
        ]
        sheet.line(beam, tone, wide + 1)
        sheet.line([beam[1], beam[3]], tone, wide * 0.8 + 1)
    for near, deep in zip(depths, depths[1:], strict=False):
        a, b = near * 1.045, deep * 0.955
        pane = [p(-wall, 0.3, a), p(-wall, 0.3, b), p(-wall, -0.16, b), p(-wall, -0.16, a)]
        sheet.polygon(pane, "#fdf0c8")
        mid = (a * b) ** 0.5
        sheet.line([p(-wall, 0.3, mid), p(-wall, -0.16, mid)], "#6d4a38", 6 / mid + 1)
        sheet.line([p(-wall, 0.07, a), p(-wall, 0.07, b)], "#6d4a38", 5 / mid + 1)
        light = [p(-0.62, floor, a), p(-0.62, floor, b), p(0.1, floor, b * 0.97), p(0.1, floor, a * 0.97)]
        sheet.polygon(light, thin("#fff0c2", 0.55))
        sheet.haze([pane[0], pane[1], light[2], light[3]], "#ffe9b8", 10, 0.10) if near < 4 else None
    sheet.glow(*far, 260, "#fff2cf", 0.9)
    sheet.rect(far[0] - 15, far[1] - 14, 30, 37, "#fffbe9")
    people = {
        9: (p(-0.3, floor, 7.0), 92, Clothes("#6d5a3c", "#2a2430", "#8a5636"), HOLD, False),
        5: (p(0.62, floor, 3.0), 222, Clothes("#c2452f", "#30303c", "#e6b48c", "#b9b5ac"), WALK, True),
        3: (p(-0.42, floor, 1.8), 360, Clothes("#2f5a66", "#2a2430", "#c98f6b", "#2a2020"), HOLD, False),
    }
    for i in reversed(range(1, len(depths))):
        if i % 2:
            _rope_stand(sheet, p, floor, depths[i])
        if i in people:
            (x, y), tall, clothes, pose, flip = people[i]
            sheet.oval(x + tall * 0.1, y, tall * 0.3, tall * 0.03, thin("#3a2420", 0.5))
            figure(sheet, x, y, tall, clothes, pose, flip=flip)
    for strand in range(6):
        x = -0.15 + strand * 0.1
        tone = ("#f3d9a0", "#d9ae6c", "#f7e4b8")[strand % 3]
        near, away = p(x, -0.13, 0.2), p(0.1 + (x - 0.1) * 0.7, -0.1, end)
        sheet.polygon(
            [(near[0] - 20, near[1]), (near[0] + 20, near[1]), (away[0] + 0.6, away[1]), (away[0] - 0.6, away[1])], tone
        )
        for turn in range(60):
            deep = 0.22 * 1.07**turn
            a, b = p(x, -0.13, deep), p(x, -0.13, deep * 1.03)
            sheet.line([(a[0] - 4 / deep, a[1]), (b[0] + 4 / deep, b[1])], thin("#7a4a28", 0.7), max(2.4 / deep, 0.8))
    for x, y, r in ((1240, 900, 96), (1380, 850, 84)):
        for k in range(6):
            sheet.line(arc(x, y - k * 12, r - k * 3, (r - k * 3) * 0.34, 0, 360), ("#d9ae6c", "#f0d396")[k % 2], 13)


def _rope_stand(sheet: Sheet, p: Callable[[float, float, float], Point], floor: float, deep: float) -> None:
    ink = mix("#2f2220", "#8a6448", min(deep / 18, 1))
    for across in (-0.22, 0.42):
        sheet.line([p(across, floor, deep), p(across, -0.18, deep)], ink, 14 / deep + 1)
    sheet.line([p(-0.26, -0.18, deep), p(0.46, -0.18, deep)], ink, 16 / deep + 1)
    for peg in range(7):
        x = -0.2 + peg * 0.1
        sheet.line([p(x, -0.18, deep), p(x, -0.11, deep)], ink, 6 / deep + 1)


@scene("At night the windows of the clinic glow; somebody in a red coat walks down its lit path; an ambulance waits.")
def clinic(sheet: Sheet) -> None:
    night, wall, warm = "#14203a", "#2c4560", "#ffd586"
    sheet.sky("#0d1730", "#16284a", "#274568", "#3f6480", bottom=720)
    for _ in range(110):
        sheet.disc(
            sheet.random.uniform(0, 1440),
            sheet.random.uniform(0, 420),
            sheet.random.choice((0.9, 1.2, 1.8)),
            thin("#fff4d6", sheet.random.uniform(0.3, 0.95)),
        )
    sheet.glow(1190, 170, 220, "#dfe9ea", 0.5)
    sheet.disc(1190, 170, 56, "#f6efd8")
    sheet.spray_disc(1190, 170, 56, "#b9c0bc", 60, 0.7)
    ridge(sheet, 610, 40, 520, "#22405c", "#2c4d68", bottom=720, seed=2.3)
    for i in range(16):
        x = -10 + i * 94
        if 260 < x < 1120:
            continue
        house(
            sheet,
            x,
            720,
            90,
            sheet.random.uniform(70, 130),
            "#1d3450",
            "#182a44",
            "#2c4560",
            gable=i % 2 == 0,
            chimney=True,
        )
        sheet.rect(x + 20, 650, 16, 22, warm)
    body = box(330, 330, 740, 400)
    sheet.polygon(body, wall)
    sheet.spray(body, night, 180, 0.9)
    sheet.rect(318, 318, 764, 22, "#3f6480")
    sheet.rect(330, 452, 740, 7, "#3f6480")
    sheet.rect(330, 584, 740, 7, "#3f6480")
    lit = "ABBA.BAB.ABABABA.BAABA"
    for row, y in enumerate((366, 492)):
        for column in range(9):
            x = 360 + column * 78
            kind = lit[(row * 9 + column) % len(lit)]
            if kind == ".":
                sheet.rect(x, y, 54, 70, "#1a2e4a")
            else:
                _lit_window(sheet, x, y, warm if kind == "A" else "#ffe7b4", row * 9 + column)
    _clinic_door(sheet, 700, 730, warm)
    sheet.wash([(-20, 722), (1460, 722), (1460, 980), (-20, 980)], "#22405a", "#182c48", "#0f1c34")
    pool = [(600, 730), (800, 730), (1010, 980), (330, 980)]
    sheet.haze(pool, "#ffd58a", 16, 0.62, fade=0.75)
    sheet.polygon([(640, 726), (760, 726), (860, 980), (520, 980)], thin("#ffe7b4", 0.18))
    for x in (380, 430, 480, 930, 985, 1040):
        sheet.oval(x, 724, 34, 24, "#10213a")
        sheet.spray(arc(x, 724, 34, 24, 0, 360), "#c9a86a", 0 if x < 700 else 180, 0.5)
    _ambulance(sheet, 1060, 850)
    traveller = Clothes("#c2452f", "#141c30", "#d9a27c", "#2a2020", coat=0.32)
    shadow(sheet, 652, 884, 190, (-0.12, 0.5), thin("#1a1a2c", 0.6))
    figure(sheet, 652, 886, 190, traveller, WALK)
    tree(sheet, 60, 850, 430, "#173a48", "#2f5f66", "#0b1a30", "#0b1426")
    lamp(sheet, 250, 880, 300, "#0b1426", "#ffe0a0", 0.7)


def _lit_window(sheet: Sheet, x: float, y: float, colour: str, number: int) -> None:
    sheet.glow(x + 27, y + 35, 74, colour, 0.45)
    sheet.rect(x, y, 54, 70, colour)
    sheet.spray(box(x, y, 54, 70), "#e89a4a", 90, 0.7)
    if number % 4 == 1:
        with sheet.inside(box(x, y, 54, 70)):
            figure(sheet, x + 28, y + 104, 86, Clothes().all_in("#5a4a50"))
    if number % 4 == 2:
        sheet.rect(x, y, 54, 22, thin("#c9773a", 0.7))
    sheet.rect(x + 25, y, 4, 70, "#2c4560")
    sheet.rect(x - 4, y + 70, 62, 7, "#3f6480")


def _clinic_door(sheet: Sheet, x: float, foot: float, warm: str) -> None:
    sheet.glow(x, foot - 60, 260, warm, 0.7)
    sheet.rect(x - 92, foot - 134, 184, 134, "#fff0c4")
    sheet.spray(box(x - 92, foot - 134, 184, 134), "#f0b45c", 90, 0.7)
    figure(sheet, x + 52, foot - 2, 104, Clothes("#3f8f8a", "#3f8f8a", "#8a5636", "#1c1518"), HOLD)
    for dx in (-92, -2, 88):
        sheet.rect(x + dx, foot - 134, 5, 134, "#22405a")
    sheet.rect(x - 128, foot - 152, 256, 20, "#e9efe4")
    sheet.rect(x - 128, foot - 136, 256, 5, "#9fb5b4")
    for dx in (-120, 114):
        sheet.rect(x + dx, foot - 134, 7, 134, "#9fb5b4")
    sheet.glow(x, 286, 100, "#8fe0b4", 0.6)
    sheet.rect(x - 12, 250, 24, 68, "#57c08c")
    sheet.rect(x - 34, 272, 68, 24, "#57c08c")


def _ambulance(sheet: Sheet, x: float, foot: float) -> None:
    sheet.haze(
        [(x - 10, foot - 10), (x + 300, foot - 10), (x + 320, foot + 14), (x - 20, foot + 14)], "#060d1c", 8, 0.8
    )
    shape = [
        (x, foot - 18),
        (x, foot - 150),
        (x + 196, foot - 150),
        (x + 214, foot - 140),
        (x + 256, foot - 82),
        (x + 300, foot - 68),
        (x + 306, foot - 18),
    ]
    sheet.polygon(shape, "#e9efe4")
    sheet.spray(shape, "#5b7488", 20, 0.8)
    sheet.polygon([(x + 206, foot - 130), (x + 240, foot - 82), (x + 206, foot - 82)], "#1a2e4a")
    sheet.rect(x, foot - 74, 304, 18, "#57c08c")
    sheet.rect(x + 26, foot - 132, 70, 40, "#1a2e4a", 4)
    sheet.glow(x + 306, foot - 48, 90, "#fff0c4", 0.8)
    sheet.rect(x + 294, foot - 56, 14, 14, "#fff6dc", 3)
    sheet.glow(x + 178, foot - 160, 80, "#6fb7ff", 0.9)
    sheet.rect(x + 160, foot - 164, 38, 15, "#9fd0ff", 5)
    for dx in (56, 246):
        sheet.disc(x + dx, foot - 16, 27, "#0b1426")
        sheet.disc(x + dx, foot - 16, 12, "#8fa3ad")
