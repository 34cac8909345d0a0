"""Scenes by the sea: the harbour, the sea wall, the lighthouse and the storm."""

from .brush import Point, Sheet, arc, box, mix, outline, ribbon, smooth, thin, wave
from .gallery import scene
from .motifs import cloud, fishing_boat, gulls, house, reeds, ridge
from .people import STAND, WALK, Clothes, figure, shadow


@scene("Two fishing boats lie below the cranes of the harbour, in front of a row of painted houses.")
def harbour(sheet: Sheet) -> None:
    dark, quay, water = "#173642", 600, 640
    sheet.sky("#a9c6c8", "#cfdccf", "#f0e3c8", "#f6d9b4", bottom=quay)
    cloud(sheet, 300, 190, 300, "#f4efdf", "#dfd8c4")
    cloud(sheet, 1230, 130, 240, "#f4efdf", "#dfd8c4")
    ridge(sheet, 420, 40, 800, "#a9c2bb", "#d9d8bd", bottom=quay, seed=3.4)
    ridge(sheet, 480, 26, 500, "#8fb0ad", "#b9c6b0", bottom=quay, seed=1.1)
    _crane(sheet, 1130, quay, 330, "#6f98a0", "#d7a08a")
    tower = [(596, quay), (596, 400), (590, 400), (622, 270), (654, 400), (648, 400), (648, quay)]
    sheet.polygon(tower, "#7b9ea0")
    sheet.spray(tower, "#3a5f68", 0, 0.8)
    sheet.line([(622, 275), (622, 250)], "#7b9ea0", 4)
    walls = ("#d8894f", "#7fa3a3", "#c9583c", "#ecd2a0", "#5d8890", "#e0a85e", "#b8573f", "#9db7ab")
    roofs = ("#8e3d2c", "#2f505a", "#713226", "#3a5f68")
    x, i = -30, 0
    while x < 1460:
        width = sheet.random.choice((74, 88, 96, 110))
        house(
            sheet,
            x,
            quay,
            width,
            sheet.random.uniform(96, 158),
            walls[i * 3 % 8],
            roofs[i % 4],
            "#f8efdb",
            gable=i % 3 == 1,
            floors=3,
            trim=None,
            shade=thin("#3a2a30", 0.55),
        )
        x, i = x + width, i + 1
    sheet.rect(-10, quay, 1460, water - quay, "#4c5f63")
    sheet.spray(box(-10, quay, 1460, water - quay), dark, 90, 1)
    sheet.rect(-10, quay - 4, 1460, 8, "#8d9a92")
    for x in range(30, 1440, 96):
        sheet.rect(x, quay - 13, 10, 16, dark, 3)
    _crane(sheet, 960, quay, 470, dark, "#cf4b30")
    coats = ("#cf4b30", "#2f505a", "#e0a85e", "#24303a")
    for i, x in enumerate((700, 742, 1120, 1330)):
        figure(sheet, x, quay + 2, 58, Clothes(coats[i], "#1d2a32", "#d9a27c"), WALK if i % 2 else STAND, flip=i == 2)
    sheet.mirror(water, 960, squash=0.9, tint="#1f5f69", share=0.5, ripple=5)
    sheet.glints(720, 660, 900, 290, thin("#bfe0d4", 0.6), 90, 90)
    sheet.glints(720, 660, 900, 290, thin("#0f3d4a", 0.5), 60, 90)
    boats = (
        ((430, 806, 420), ("#cf4b30", "#f8efdb", "#f4ead2", dark, "#e8b04a"), False),
        ((930, 708, 250), ("#21424e", "#f8efdb", "#f4ead2", dark, "#cf4b30"), True),
    )
    for (x, y, length), paint, flip in reversed(boats):
        with sheet.reflected(y + 6, length * 0.5, faint=0.45, ripple=4):
            fishing_boat(sheet, x, y, length, *paint, flip=flip)
        fishing_boat(sheet, x, y, length, *paint, flip=flip)
    sheet.glints(700, 820, 700, 130, thin("#bfe0d4", 0.55), 26, 90)
    gulls(sheet, ((250, 330, 26), (318, 300, 18), (660, 200, 24), (610, 236, 16)), "#f9f4e6")


def _crane(sheet: Sheet, x: float, foot: float, tall: float, dark: str, load: str) -> None:
    def p(a: float, b: float) -> Point:
        return x + a * tall, foot - b * tall

    thick = tall * 0.022
    for side in (-1, 1):
        sheet.line([p(side * 0.13, 0), p(side * 0.05, 0.68)], dark, thick)
    for b in (0.14, 0.32, 0.5):
        half = 0.13 - 0.08 * b / 0.68
        sheet.line([p(-half, b), p(half, b)], dark, thick * 0.5)
        sheet.line([p(-half, b), p(half - 0.02, b + 0.18)], dark, thick * 0.35)
    sheet.polygon([p(-0.09, 0.68), p(-0.09, 0.8), p(0.06, 0.8), p(0.1, 0.68)], dark)
    sheet.rect(*p(-0.06, 0.78), tall * 0.05, tall * 0.06, "#f3d9a4")
    sheet.line([p(0, 0.8), p(0.02, 1.02)], dark, thick)
    tip, mast, back = p(-0.66, 0.95), p(0.02, 1.02), p(0.26, 0.72)
    lower = [p(-0.04 - 0.062 * i, 0.745 + 0.02 * i) for i in range(11)]
    upper = [p(-0.04 - 0.062 * i, 0.815 + 0.0135 * i) for i in range(11)]
    sheet.line([lower[0], tip], dark, thick * 0.6)
    sheet.line([upper[0], tip], dark, thick * 0.45)
    sheet.line([point for pair in zip(lower, upper, strict=True) for point in pair][:-1], dark, thick * 0.28)
    for end in (tip, back):
        sheet.line([mast, end], dark, thick * 0.3)
    sheet.polygon([p(0.08, 0.76), p(0.3, 0.76), p(0.3, 0.66), p(0.14, 0.68)], dark)
    hook = p(-0.6, 0.5)
    sheet.line([p(-0.6, 0.94), hook], dark, thick * 0.25)
    sheet.line([p(-0.68, 0.44), hook, p(-0.52, 0.44)], dark, thick * 0.25)
    sheet.rect(hook[0] - tall * 0.09, hook[1] + tall * 0.055, tall * 0.18, tall * 0.11, load)
    sheet.spray(box(hook[0] - tall * 0.09, hook[1] + tall * 0.055, tall * 0.18, tall * 0.11), dark, 90, 0.9)


@scene("A wave breaks high over the sea wall as somebody in a yellow coat walks a dog along the promenade.")
def seawall(sheet: Sheet) -> None:
    dark = "#20343f"
    sheet.sky("#5d7a86", "#8fa5a5", "#c5c9b8", "#e8dcc0", bottom=470)
    for x, y, width in ((180, 130, 560), (1010, 100, 620), (1330, 230, 460), (520, 240, 300)):
        cloud(sheet, x, y, width, "#8398a0", "#56707e")
    sheet.glow(330, 430, 520, "#fff1cc", 0.8)
    sheet.wash(box(-10, 440, 1460, 530), "#a9bfb2", "#4f8a8d", "#24626d", "#164552")
    sheet.glints(330, 446, 260, 200, "#fff4d6", 60, 60)
    for i in range(8):
        y = 462 + i * i * 8
        crest = [(x, y - (4 + i * 4) * abs(wave(x, i * 2.1, 240 + i * 110)) ** 0.8) for x in range(-20, 1480, 10)]
        swell = [*crest, (1460, 980), (-20, 980)]
        sheet.polygon(swell, mix("#7fa9a4", "#1b515e", (i + 1) / 8))
        lip = crest + [(x, cy + (10 + i * 7)) for x, cy in reversed(crest)]
        sheet.spray(lip, mix("#d5e2d4", "#7fb0ae", i / 8), 270, 1)
        sheet.line(crest, thin("#f2f4e8", 0.55), 1 + i * 0.35)
    _breaker(sheet)
    kerb = smooth([(1480, 500), (1000, 600), (640, 700), (300, 830), (40, 990)], closed=False)
    walk = [*kerb, (1480, 990)]
    sheet.wash(walk, "#c9bc9f", "#b3a58a", "#8f8674")
    with sheet.inside(walk):
        for i in range(16):
            sheet.curve(
                [
                    (x + i * 26, y + i * i * 1.1 + i * 26)
                    for x, y in ((1480, 500), (1000, 600), (640, 700), (300, 830), (40, 990))
                ],
                thin("#5a5348", 0.28),
                1.5 + i * 0.2,
            )
        sheet.spray(walk, "#55503f", 200, 0.55)
        sheet.haze([(480, 790), (860, 650), (1000, 690), (640, 860)], "#4e5a5c", 18, 0.5)
    face = kerb + [(x - 26, y + 24) for x, y in reversed(kerb)]
    sheet.polygon(face, "#5d6465")
    sheet.polygon(kerb + [(x - 3, y + 9) for x, y in reversed(kerb)], "#d9cdb0")
    posts = kerb[3:32:3]
    for i, (x, y) in enumerate(posts):
        tall = 46 + i * 4
        sheet.line([(x + 16, y + 26), (x + 16, y + 26 - tall)], dark, 4 + i * 0.4)
    for lift in (0.97, 0.5):
        sheet.curve([(x + 16, y + 26 - (46 + i * 4) * lift) for i, (x, y) in enumerate(posts)], dark, 5)
    coat = Clothes("#efb73e", "#263a46", "#c98f6b", "#3a2620", coat=0.32)
    shadow(sheet, 904, 880, 270, (0.55, 0.08), thin("#3d3a30", 0.6))
    sheet.oval(1060, 902, 66, 8, thin("#3d3a30", 0.5))
    figure(sheet, 900, 882, 270, coat, WALK)
    hood = outline("870,640 872,612 890,598 912,598 928,612 932,642 923,646 922,624 905,612 889,618 882,652")
    sheet.polygon(hood, "#efb73e")
    _dog(sheet, 1054, 900, 100, "#2e2a2a")
    sheet.curve([(952, 750), (990, 800), (1108, 824)], "#c23f2c", 2.6)
    gulls(sheet, ((1040, 250, 36), (1130, 210, 24), (240, 300, 26), (1270, 360, 20)), "#f6f4e8")


def _breaker(sheet: Sheet) -> None:
    """Throw a wave up in jets that fall over; each coat is smaller and whiter than the one behind."""
    for size, jets, colour in ((1.0, 26, "#86adad"), (0.86, 26, "#bcd2ca"), (0.68, 26, "#f7f7ec")):
        for i in range(jets):
            across = (i / (jets - 1) - 0.5) * 2
            foot = 500 + across * 170 * size + (1 - size) * 60
            speed = size * (640 - 330 * across * across) * sheet.random.uniform(0.74, 1.04)
            drift = (across * 150 + 46) * size
            for step in range(24):
                t = step / 23 * 0.94
                x, y = foot + drift * t * 1.4, 800 - speed * t * (2 - t)
                sheet.disc(x, y, size * (44 - 40 * t**0.7), colour)
    for _ in range(170):
        angle = sheet.random.uniform(196, 350)
        far = sheet.random.uniform(0.7, 1.15)
        x, y = arc(530, 760, 320 * far, 590 * far, angle, angle, 1)[0]
        sheet.disc(x, y, sheet.random.uniform(1.5, 6), "#f7f7ec")


def _dog(sheet: Sheet, x: float, foot: float, size: float, colour: str) -> None:
    body = smooth(
        [
            (x - size * 0.5, foot - size * 0.62),
            (x, foot - size * 0.66),
            (x + size * 0.45, foot - size * 0.7),
            (x + size * 0.5, foot - size * 0.42),
            (x, foot - size * 0.36),
            (x - size * 0.5, foot - size * 0.38),
        ]
    )
    sheet.polygon(body, colour)
    for a, lean in ((-0.42, -0.1), (-0.32, 0.1), (0.3, -0.06), (0.42, 0.12)):
        sheet.taper((x + a * size, foot - size * 0.45), (x + (a + lean) * size, foot), size * 0.13, size * 0.07, colour)
    sheet.taper(
        (x + size * 0.42, foot - size * 0.62), (x + size * 0.62, foot - size * 0.9), size * 0.22, size * 0.2, colour
    )
    sheet.taper(
        (x + size * 0.62, foot - size * 0.92), (x + size * 0.9, foot - size * 0.84), size * 0.24, size * 0.1, colour
    )
    sheet.blob(
        [
            (x + size * 0.54, foot - size),
            (x + size * 0.62, foot - size * 0.98),
            (x + size * 0.58, foot - size * 0.72),
            (x + size * 0.48, foot - size * 0.74),
        ],
        mix(colour, "#000000", 0.3),
    )
    sheet.curve(
        [
            (x - size * 0.48, foot - size * 0.6),
            (x - size * 0.7, foot - size * 0.72),
            (x - size * 0.76, foot - size * 0.95),
        ],
        colour,
        size * 0.07,
    )


@scene("The lighthouse on its headland sends two beams into a starry evening; one cottage window is lit.")
def lighthouse(sheet: Sheet) -> None:
    dark, x = "#122430", 800
    sheet.sky("#142a48", "#22496a", "#4f7f8f", "#a9b49c", "#efc694", bottom=640)
    for _ in range(120):
        sx, sy = sheet.random.uniform(0, 1440), sheet.random.uniform(0, 330) ** 1.0
        sheet.disc(sx, sy, sheet.random.choice((0.8, 1.1, 1.6, 2.2)), thin("#fff4d6", sheet.random.uniform(0.35, 1)))
    sheet.haze([(x, 236), (-60, 60), (-60, 330)], "#ffe9b4", 16, 0.6)
    sheet.haze([(x, 236), (1500, 150), (1500, 330)], "#ffe9b4", 12, 0.45)
    sheet.glow(280, 640, 520, "#ffdca6", 0.6)
    ridge(sheet, 600, 16, 500, "#6f8f92", "#8fa198", bottom=640, seed=2.0)
    sheet.wash(box(-10, 632, 1460, 340), "#d9bf98", "#7f9a96", "#2c6072", "#163a4e", "#0f2738")
    sheet.glints(280, 640, 360, 320, "#ffe3b0", 90, 90)
    sheet.glints(760, 650, 900, 320, thin("#b9d3c9", 0.5), 60, 110)
    far = smooth([(1500, 560), (1330, 584), (1230, 612), (1130, 640), (1500, 650)], closed=False)
    sheet.polygon(far, "#3f6470")
    land = smooth(
        outline("430,800 520,712 600,688 640,630 740,588 860,580 1010,596 1160,640 1300,660 1500,700"),
        closed=False,
    ) + [(1500, 980), (1010, 980)]
    land += smooth([(1010, 980), (880, 900), (700, 852), (520, 838), (430, 800)], closed=False)
    sheet.wash(land, "#4d6a58", "#2c4a4c", "#18303c", dark)
    sheet.spray(land, "#0b1a26", 20, 0.75)
    sheet.spray(land, "#e5b98a", 200, 0.32)
    path = smooth([(812, 590), (860, 640), (812, 690), (900, 760), (1080, 850), (1290, 990)], closed=False)
    sheet.polygon(ribbon(path, 8, 54), thin("#e8cfa0", 0.5))
    shore = smooth([(428, 806), (520, 842), (700, 858), (880, 906), (1020, 990)], closed=False)
    for drop, colour in ((26, thin("#8fb0ac", 0.6)), (14, "#dfe9de")):
        surf = [(px - 6, py + drop + 5 * wave(px, drop, 70)) for px, py in shore]
        sheet.polygon(surf + [(px, py - 16) for px, py in reversed(shore)], colour)
    for px, py in shore:
        size = sheet.random.uniform(14, 30)
        rock = [(-1, 0.5), (-0.7, -0.3), (-0.1, -0.7), (0.6, -0.45), (1, 0.4), (0, 0.7)]
        stone = [(px + a * size + sheet.random.uniform(-3, 3), py - 4 + b * size) for a, b in rock]
        sheet.polygon(stone, sheet.random.choice(("#0d1c28", "#142a37", "#1b3441")))
        sheet.spray(stone, "#d9b48e", 235, 0.4)
    _tower(sheet, x, 592, dark)
    _cottage(sheet, 900, 602, dark)
    reeds(sheet, 1180, 672, 200, 46, "#1b3640", 60)
    gulls(sheet, ((480, 430, 22), (540, 400, 15)), "#1b3a4a")


def _tower(sheet: Sheet, x: float, foot: float, dark: str) -> None:
    top = 276

    def half(y: float) -> float:
        return 34 + 26 * (y - top) / (foot - top)

    tower = [(x - half(top), top), (x + half(top), top), (x + half(foot), foot + 6), (x - half(foot), foot + 6)]
    sheet.polygon(tower, "#f6ead0")
    bands = 5
    for i in (1, 3):
        y, low = (top + (foot - top) * (i + k) / bands for k in (0, 1))
        sheet.polygon([(x - half(y), y), (x + half(y), y), (x + half(low), low), (x - half(low), low)], "#c94a34")
    sheet.spray(tower, thin("#1a2c40", 0.85), 0, 0.6)
    for y in (320, 450, 540):
        sheet.rect(x - 8, y, 16, 26, dark, 7)
    sheet.glow(x, 236, 190, "#fff0bd", 0.95)
    sheet.rect(x - 52, top - 10, 104, 14, dark, 3)
    for i in range(8):
        sheet.rect(x - 50 + i * 14, top - 34, 2.6, 26, dark)
    sheet.line([(x - 50, top - 34), (x + 50, top - 34)], dark, 3)
    sheet.rect(x - 26, 208, 52, 60, "#fff3c9")
    for dx in (-26, -9, 7, 23):
        sheet.rect(x + dx, 206, 3, 62, dark)
    sheet.polygon([(x - 36, 208), (x - 20, 184), (x + 20, 184), (x + 36, 208)], "#c94a34")
    sheet.spray([(x - 36, 208), (x - 20, 184), (x + 20, 184), (x + 36, 208)], dark, 0, 0.8)
    sheet.line([(x, 184), (x, 158)], dark, 4)
    sheet.disc(x, 180, 9, dark)


def _cottage(sheet: Sheet, x: float, foot: float, dark: str) -> None:
    sheet.rect(x, foot - 62, 170, 70, "#d9d3bf")
    sheet.spray(box(x, foot - 62, 170, 70), thin("#1a2c40", 0.7), 0, 0.8)
    sheet.polygon([(x - 10, foot - 62), (x + 14, foot - 112), (x + 156, foot - 112), (x + 180, foot - 62)], "#3a4c58")
    sheet.spray([(x - 10, foot - 62), (x + 14, foot - 112), (x + 156, foot - 112), (x + 180, foot - 62)], dark, 0, 0.8)
    sheet.rect(x + 118, foot - 138, 22, 40, "#6a6660")
    sheet.glow(x + 42, foot - 28, 60, "#ffd98a", 0.8)
    sheet.rect(x + 28, foot - 44, 28, 30, "#ffd98a")
    sheet.rect(x + 41, foot - 44, 2.5, 30, dark)
    sheet.rect(x + 84, foot - 46, 24, 54, dark)
    sheet.rect(x + 126, foot - 44, 26, 28, "#53656c")


@scene("Lightning strikes the sea beyond the roofs of the town; rain drives past the church tower.")
def storm(sheet: Sheet) -> None:
    sheet.sky("#1b2233", "#2d3a4f", "#4d5f70", "#8a948f", bottom=640)
    for i, (x, y, width) in enumerate(
        ((150, 150, 760), (760, 110, 900), (1340, 160, 760), (430, 240, 640), (1080, 226, 700))
    ):
        cloud(sheet, x, y, width, mix("#323d52", "#506072", i / 5), "#1a2132")
    sheet.glow(905, 400, 520, "#dfe9ea", 0.7)
    bolt = [(930, 196), (880, 300), (922, 318), (858, 420), (900, 436), (848, 566)]
    sheet.haze(ribbon(bolt, 40, 20), "#eaf4ff", 16, 0.7)
    sheet.polygon(ribbon(bolt, 15, 2), "#fffbe9")
    sheet.polygon(ribbon([(922, 318), (984, 380), (972, 402), (1036, 470)], 8, 1), "#fffbe9")
    sheet.polygon(ribbon([(858, 420), (806, 476), (816, 492), (776, 530)], 6, 1), "#fffbe9")
    sheet.wash(box(-10, 560, 1460, 200), "#7f938f", "#3c5560", "#22343f")
    sheet.glints(856, 564, 200, 110, "#f2f6ea", 60, 60)
    for i in range(4):
        y = 580 + i * 26
        sheet.line(
            [(x, y - (5 + i * 3) * wave(x, i * 2.2, 150 + i * 40)) for x in range(-20, 1470, 12)],
            thin("#c9d6cf", 0.5),
            2 + i,
        )
    tones = ("#26323f", "#2e3b49", "#202b37", "#34424f")
    x, i = -30, 0
    while x < 1460:
        width = sheet.random.choice((84, 96, 120, 140))
        tall = sheet.random.uniform(70, 150) + (60 if x < 340 or x > 1150 else 0)
        house(
            sheet,
            x,
            790,
            width,
            tall,
            tones[i % 4],
            mix(tones[(i + 1) % 4], "#6d7f86", 0.3),
            "#1a232e",
            gable=i % 3 == 0,
            shade=thin("#0c1119", 0.9),
        )
        if i % 3 == 1:
            sheet.glow(x + width * 0.3, 790 - tall * 0.55, 60, "#ffc86e", 0.6)
            sheet.rect(x + width * 0.17, 790 - tall * 0.8, width * 0.2, tall * 0.26, "#ffd07c")
        x, i = x + width, i + 1
    _church(sheet, 300, 800)
    sheet.wash(box(-10, 780, 1460, 200), "#1d2731", "#141b24")
    front = ((-60, 330, 150), (210, 300, 96), (470, 280, 78), (720, 320, 104), (1000, 270, 84), (1230, 330, 140))
    for hx, width, tall in front:
        top = 960 - tall
        roof = [(hx, 980), (hx + width * 0.12, top), (hx + width * 0.88, top), (hx + width, 980)]
        sheet.wash(roof, "#3f4c58", "#1c2530")
        sheet.spray(roof, "#8fa0a4", 300, 0.35)
        sheet.rect(hx + width * 0.66, top - 50, 36, 70, "#151c26")
        sheet.rect(hx + width * 0.66 - 4, top - 56, 44, 10, "#2a3541")
    for _ in range(330):
        rx, ry = sheet.random.uniform(-60, 1500), sheet.random.uniform(120, 980)
        length = sheet.random.uniform(22, 64)
        sheet.line([(rx, ry), (rx - length * 0.34, ry + length)], thin("#cfdcdc", sheet.random.uniform(0.15, 0.5)), 2)


def _church(sheet: Sheet, x: float, foot: float) -> None:
    sheet.polygon(box(x, foot - 330, 92, 330), "#2c3844")
    sheet.polygon([(x - 6, foot - 330), (x + 46, foot - 520), (x + 98, foot - 330)], "#3a4956")
    sheet.spray(box(x, foot - 330, 92, 330), "#10161f", 180, 1)
    sheet.spray([(x - 6, foot - 330), (x + 46, foot - 520), (x + 98, foot - 330)], "#10161f", 180, 0.8)
    sheet.disc(x + 46, foot - 286, 24, "#ffd98f")
    sheet.line([(x + 46, foot - 286), (x + 35, foot - 295)], "#2c3844", 4)
    sheet.line([(x + 46, foot - 286), (x + 63, foot - 276)], "#2c3844", 4)
    for dx in (18, 54):
        sheet.polygon(
            arc(x + dx + 10, foot - 220, 10, 14, 180, 360) + [(x + dx + 20, foot - 176), (x + dx, foot - 176)],
            "#151d27",
        )
    sheet.line([(x + 46, foot - 520), (x + 46, foot - 552)], "#3a4956", 4)
    sheet.line([(x + 36, foot - 540), (x + 66, foot - 540)], "#3a4956", 4)
