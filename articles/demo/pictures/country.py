"""Scenes outside the town: the field, the sheep and the orchard."""

from .brush import Sheet, arc, box, mix, outline, ribbon, smooth, thin, wave
from .gallery import scene
from .motifs import cloud, crown, gulls, hedge, poplar, ridge, tree
from .people import HOLD, REACH, STAND, WALK, Clothes, figure


@scene("Thin rows of young barley run over dry earth to a red barn below hills; a farmer walks them under a pale sun.")
def field(sheet: Sheet) -> None:
    horizon, away = 470, (820.0, 440.0)
    sheet.sky("#8db9bd", "#c3d4c0", "#f2e3bd", "#f8d9a4", bottom=horizon)
    sheet.glow(420, 250, 460, "#fff8e0", 0.9)
    sheet.disc(420, 236, 66, "#fffaea")
    cloud(sheet, 1080, 170, 340, "#f8f0da", "#e3dcc2")
    cloud(sheet, 720, 250, 200, "#f8f0da", "#e3dcc2")
    ridge(sheet, 400, 44, 760, "#9dbcae", "#c9d2b2", bottom=horizon, seed=2.2)
    ridge(sheet, 436, 24, 460, "#7ba291", "#9db58f", bottom=horizon, seed=0.6)
    for x, tall in ((560, 74), (588, 92), (616, 80), (1340, 84), (1372, 100)):
        poplar(sheet, x, 474, tall, "#4f7f62", "#2c5248")
    hedge(sheet, 482, 26, ("#3f7058", "#4f7f5f", "#5b8a66", "#356350"))
    sheet.wash(box(-10, horizon, 1460, 500), "#ecc878", "#d9a850", "#b98236")
    for i in range(-34, 35):
        a, b = i * 150 - 36, i * 150 + 36
        for start, end, tone in ((a, a + 26, "#9c6a2c"), (a + 26, a + 40, "#f5d88c"), (b + 14, b + 48, "#7d8a3c")):
            bottom = [(away[0] + (v - 60) * 1.0, 980) for v in (start, end)]
            top = [(away[0] + (v - 60) * 0.06, horizon + 2) for v in (start, end)]
            sheet.polygon([top[0], top[1], bottom[1], bottom[0]], thin(tone, 0.72))
    sheet.spray(box(-10, horizon, 1460, 500), "#7a4a20", 100, 0.55)
    meadow = smooth([(-40, 470), (300, 474), (480, 478), (330, 540), (120, 640), (-40, 760)])
    sheet.polygon(meadow, "#86a05a")
    sheet.spray(meadow, "#46683f", 120, 0.9)
    _barn(sheet)
    sheet.haze([(230, 620), (500, 600), (700, 650), (420, 680)], "#6b4a22", 10, 0.5)
    tree(sheet, 236, 628, 430, "#3f7350", "#7fae62", "#1d4238", "#4a3a2e")
    gulls(sheet, ((640, 330, 16), (676, 350, 13), (610, 366, 12), (720, 320, 11)), "#3f5a55")
    figure(sheet, 900, 640, 96, Clothes("#2f5a66", "#3a3026", "#c98f6b", "#2a2020", hat="#e6c88a"), WALK)
    sheet.oval(906, 642, 34, 5, thin("#6b4a22", 0.6))


def _barn(sheet: Sheet) -> None:
    front = [(1000, 500), (1000, 410), (1062, 352), (1124, 410), (1124, 500)]
    side = [(1124, 500), (1124, 410), (1290, 402), (1290, 490)]
    roof = [(1062, 352), (1124, 412), (1298, 404), (1236, 346)]
    sheet.polygon(side, "#a33b2a")
    sheet.spray(side, "#5d1f1f", 0, 1)
    for x in range(1136, 1290, 13):
        sheet.line([(x, 409), (x, 498 - (x - 1124) * 0.06)], thin("#5d1f1f", 0.45), 1.6)
    sheet.polygon(front, "#cf5238")
    sheet.spray(front, "#f09a6a", 180, 0.4)
    sheet.polygon(roof, "#6b3a34")
    sheet.spray(roof, "#3a2226", 20, 0.9)
    sheet.line([(994, 416), (1062, 350), (1128, 414)], "#f6e6c8", 6)
    sheet.rect(1036, 440, 52, 60, "#f6e6c8")
    sheet.rect(1040, 444, 44, 56, "#5d1f1f")
    sheet.line([(1040, 444), (1084, 500)], "#f6e6c8", 3)
    sheet.line([(1084, 444), (1040, 500)], "#f6e6c8", 3)
    sheet.rect(1052, 386, 20, 22, "#5d1f1f")


@scene("A shepherd with a crook and a dog watches a flock of sheep below a dry stone wall on green hills.")
def sheep(sheet: Sheet) -> None:
    sheet.sky("#88b4c4", "#b8d2cc", "#eee6c6", bottom=520)
    sheet.glow(1120, 160, 420, "#fffbe8", 0.8)
    for x, y, width in ((240, 170, 420), (760, 110, 340), (1240, 230, 380)):
        cloud(sheet, x, y, width, "#fbf5e4", "#d3d9cc")
    ridge(sheet, 420, 60, 900, "#9dbdb4", "#c3d2b0", bottom=620, seed=1.6)
    ridge(sheet, 480, 54, 700, "#86ad86", "#a9c07c", bottom=700, seed=3.8)
    third = ridge(sheet, 560, 50, 900, "#7aa35f", "#8fb05c", bottom=800, seed=5.1)
    sheet.spray([*third, (1460, 800), (-20, 800)], "#4f7f52", 180, 0.7)
    sheet.haze([(180, 560), (620, 530), (820, 600), (300, 640)], "#3f6b4c", 16, 0.35)
    for x, y, size in ((980, 560, 1), (1040, 572, 1.1), (1100, 556, 0.9), (1180, 580, 1.1), (920, 578, 1)):
        _ewe(sheet, x, y, 16 * size, flip=x % 3 == 0, plain=True)
    for x, tall in ((1300, 120), (1350, 150), (1400, 110)):
        tree(sheet, x, 590, tall, "#4f7f52", "#8fb05c", "#2c5a48", "#3a3a30")
    _stone_wall(sheet)
    sheet.wash(
        smooth([(-40, 720), (360, 700), (800, 690), (1200, 716), (1500, 700)], closed=False)
        + [(1500, 980), (-40, 980)],
        "#9dbb5c",
        "#6f9a4c",
        "#3f6f42",
    )
    for _ in range(320):
        y = 712 + 250 * sheet.random.random() ** 0.8
        x, size = sheet.random.uniform(-10, 1450), 5 + (y - 700) / 16
        for lean in (-0.5, 0, 0.45):
            blade = [(x - 1.6, y), (x + lean * size, y - size), (x + 1.6, y)]
            sheet.polygon(blade, thin(mix("#cfd97c", "#2f5a3c", sheet.random.random()), 0.6))
    flock = (
        (300, 770, 38, False),
        (420, 752, 34, True),
        (540, 790, 42, False),
        (660, 758, 36, True),
        (470, 862, 54, False),
        (660, 848, 50, True),
        (790, 806, 44, False),
        (260, 876, 56, True),
        (880, 872, 54, True),
        (1010, 800, 42, False),
    )
    for x, y, size, flip in sorted(flock, key=lambda s: s[1]):
        _ewe(sheet, x, y, size, flip)
    coat = Clothes("#7a4a32", "#3a3a34", "#d9a27c", "#b9b5ac", coat=0.34, hat="#4a4a3c")
    sheet.oval(1190, 916, 100, 12, thin("#24482f", 0.6))
    sheet.line([(1236, 918), (1228, 690)], "#5d4030", 6)
    sheet.curve([(1228, 692), (1224, 664), (1244, 652), (1258, 668), (1248, 682)], "#5d4030", 6)
    figure(sheet, 1180, 914, 262, coat, (*STAND[:2], (0.17, 0.62), (0.205, 0.52), *STAND[4:]))
    _collie(sheet, 1060, 922)


def _stone_wall(sheet: Sheet) -> None:
    crest = [(x, 644 - 24 * wave(x, 5.1, 1500) - (x - 720) ** 2 / 60000) for x in range(-20, 1480, 20)]
    sheet.polygon([*crest, (1460, 740), (-20, 740)], "#4a544c")
    for row in range(4):
        x = -20.0
        while x < 1460:
            width = sheet.random.uniform(22, 44)
            y = 716 - row * 17 - 24 * wave(x, 5.1, 1500) - (x - 720) ** 2 / 60000
            tone = mix("#b9b39c", "#7f7f78", sheet.random.random())
            stone = [
                (x + 1, y),
                (x + 2, y - 15),
                (x + width * 0.5, y - 17 - sheet.random.uniform(0, 3)),
                (x + width - 2, y - 15),
                (x + width - 1, y),
            ]
            sheet.polygon(stone, mix(tone, "#3f4a48", 0.12 * (3 - row)))
            x += width


def _ewe(sheet: Sheet, x: float, foot: float, size: float, flip: bool, plain: bool = False) -> None:
    side = -1 if flip else 1
    wool, dark = "#f8f1de", "#35302e"
    if not plain:
        sheet.oval(x, foot + 1, size * 1.1, size * 0.16, thin("#24482f", 0.6))
    for dx in (-0.5, -0.3, 0.34, 0.52):
        sheet.rect(x + dx * size - size * 0.05, foot - size * 0.5, size * 0.11, size * 0.5, dark)
    lumps = (
        (-0.6, -0.72, 0.34),
        (-0.3, -0.98, 0.38),
        (0.12, -1.02, 0.38),
        (0.5, -0.86, 0.34),
        (0.6, -0.6, 0.28),
        (0.2, -0.52, 0.36),
        (-0.3, -0.52, 0.36),
        (-0.7, -0.56, 0.24),
        (0, -0.75, 0.5),
    )
    for dx, dy, r in lumps:
        sheet.disc(x + side * dx * size, foot + dy * size, r * size, wool)
    if not plain:
        for dx, dy, r in lumps[:6]:
            ring = arc(x + side * dx * size, foot + dy * size, r * size, r * size, 0, 360, 20)
            sheet.spray(ring, "#c3b08f", 60, 0.55)
        sheet.spray(arc(x, foot - 0.7 * size, 0.86 * size, 0.6 * size, 0, 360), "#8f8a78", 90, 0.5)
    head = [(0.72, -0.98), (0.94, -1.04), (1.12, -0.8), (1.14, -0.62), (0.98, -0.58), (0.78, -0.74)]
    sheet.blob([(x + side * a * size, foot + b * size) for a, b in head], dark)
    sheet.blob(
        [(x + side * a * size, foot + b * size) for a, b in ((0.74, -0.98), (0.56, -1.0), (0.54, -0.88), (0.74, -0.9))],
        dark,
    )
    sheet.disc(x + side * 0.8 * size, foot - 1.04 * size, 0.15 * size, wool)


def _collie(sheet: Sheet, x: float, foot: float) -> None:
    ink, white = "#2c2a2c", "#f8f1de"
    sheet.oval(x, foot, 62, 8, thin("#24482f", 0.6))
    sheet.curve([(x + 34, foot - 12), (x + 66, foot - 8), (x + 86, foot - 22)], ink, 13)
    sheet.blob(
        [
            (x + 44, foot),
            (x + 48, foot - 42),
            (x + 6, foot - 84),
            (x - 26, foot - 92),
            (x - 34, foot - 60),
            (x - 26, foot),
        ],
        ink,
    )
    sheet.blob(
        [(x - 36, foot - 86), (x - 20, foot - 74), (x - 20, foot - 34), (x - 32, foot - 30), (x - 38, foot - 56)], white
    )
    for dx in (-30, -14):
        sheet.taper((x + dx, foot - 40), (x + dx - 2, foot - 4), 12, 9, white)
    sheet.blob(
        [
            (x - 12, foot - 92),
            (x - 16, foot - 120),
            (x - 36, foot - 126),
            (x - 54, foot - 112),
            (x - 76, foot - 100),
            (x - 74, foot - 90),
            (x - 50, foot - 86),
            (x - 30, foot - 80),
        ],
        ink,
    )
    sheet.polygon([(x - 76, foot - 100), (x - 48, foot - 104), (x - 50, foot - 90), (x - 74, foot - 90)], white)
    for dx in (-34, -18):
        sheet.polygon([(x + dx, foot - 120), (x + dx + 2, foot - 142), (x + dx + 14, foot - 118)], ink)


@scene("Three pickers, one on a ladder, gather red apples in an orchard whose rows run towards low golden light.")
def orchard(sheet: Sheet) -> None:
    sheet.sky("#c3d3b4", "#efe3b4", "#fbdf9c", "#f8c87c", bottom=520)
    sheet.glow(720, 400, 560, "#fffbe0", 1)
    sheet.disc(720, 392, 60, "#fffdf0")
    ridge(sheet, 462, 30, 640, "#b9c08a", "#d9cd8c", bottom=540, seed=0.8)
    hedge(sheet, 520, 22, ("#7f9a5c", "#8fa562", "#748f56"))
    sheet.wash(box(-10, 512, 1460, 460), "#e0cf78", "#a9b054", "#6f8a44", "#3f6038")
    sheet.haze([(690, 515), (750, 515), (1010, 980), (430, 980)], "#fbe39a", 20, 0.75, fade=0.5)
    rows = (0.17, 0.26, 0.42, 0.6, 0.86, 1.25)
    for depth in rows:
        for row in (-2, -1, 1, 2):
            x, y = 720 + row * 420 * depth + (210 * depth if row < 0 else -210 * depth), 505 + 330 * depth
            if -200 < x < 1640:
                _apple_tree(sheet, x, y, 430 * depth, depth, 1 if row > 0 else -1)
        if depth == 0.42:
            figure(sheet, 690, 645, 96, Clothes("#2f5a66", "#3a3a3c", "#8a5636", "#1c1518"), WALK)
    for x, y, r in ((40, -40, 190), (210, -90, 150), (1420, -30, 200), (1250, -100, 150)):
        crown(sheet, x, y, r, "#3f6b40", "#a9b858", "#1f4034", 9, towards=25 if x > 720 else 155)
    for x, y in outline("60,96 130,40 230,34 20,30 1400,110 1310,50 1440,40 1230,26 1370,20"):
        sheet.disc(x, y, 14, "#cf3f2c")
        sheet.spray_disc(x, y, 14, "#fbd08a", 200 if x > 720 else 340, 0.4)
    for _ in range(46):
        x, y = sheet.random.uniform(40, 1400), sheet.random.uniform(700, 940)
        size = 3 + (y - 600) / 60
        sheet.disc(x, y, size, "#c93f2c")
        sheet.spray_disc(x, y, size, "#fbd08a", 270, 0.4)
    _ladder(sheet, 936, 926, 470, -74)
    figure(sheet, 962, 772, 236, Clothes("#f3e6cc", "#33505e", "#8a5636", "#1c1518"), REACH)
    shopper = Clothes("#efcf8a", "#2f5a66", "#c98f6b", "#8a4a2a", skirt=0.2, hat="#e0b05c")
    sheet.oval(620, 910, 96, 12, thin("#2c4430", 0.55))
    figure(sheet, 610, 906, 264, shopper, HOLD)
    _basket(sheet, 646, 770, 46)
    _basket(sheet, 780, 912, 58)
    for _ in range(200):
        x, y = sheet.random.uniform(0, 1440), sheet.random.uniform(720, 960)
        size = (y - 640) / 18
        for lean in (-0.4, 0.1, 0.5):
            sheet.polygon([(x - 1.5, y), (x + lean * size, y - size), (x + 1.5, y)], thin("#d9d88a", 0.4))


def _apple_tree(sheet: Sheet, x: float, foot: float, tall: float, depth: float, side: int) -> None:
    away = min(1, max(0, 1 - depth / 0.9))
    leaf, light, shade = (mix(c, "#e0d58c", 0.6 * away) for c in ("#4f7a44", "#b9c45c", "#264a38"))
    sheet.oval(x + side * tall * 0.1, foot, tall * 0.4, tall * 0.07, thin("#2c4430", 0.5))
    trunk = mix("#4a3426", "#a9905c", 0.6 * away)
    sheet.polygon(
        ribbon(
            ((x, foot), (x - side * tall * 0.02, foot - tall * 0.2), (x, foot - tall * 0.45)), tall * 0.09, tall * 0.06
        ),
        trunk,
    )
    for lean in (-0.2, 0.2):
        sheet.taper((x, foot - tall * 0.36), (x + lean * tall, foot - tall * 0.6), tall * 0.045, tall * 0.02, trunk)
    crown(sheet, x, foot - tall * 0.68, tall * 0.36, leaf, light, shade, 7, towards=25 if side > 0 else 155)
    if depth > 0.2:
        for _ in range(16):
            angle, far = sheet.random.uniform(0, 360), tall * 0.34 * sheet.random.random() ** 0.5
            ax, ay = arc(x, foot - tall * 0.66, far, far * 0.9, angle, angle, 1)[0]
            sheet.disc(ax, ay, tall * 0.021, mix("#cf3f2c", "#f0a85c", 0.4 * away))
            if depth > 0.5:
                sheet.spray_disc(ax, ay, tall * 0.021, "#fbd08a", 200 if side > 0 else 340, 0.4)


def _ladder(sheet: Sheet, x: float, foot: float, tall: float, lean: float) -> None:
    for dx in (-22, 22):
        sheet.line([(x + dx - lean, foot), (x + dx * 0.6, foot - tall)], "#c98a4a", 7)
    for i in range(1, 8):
        t = i / 8
        half = 22 - 8 * t
        cx, cy = x - lean * (1 - t), foot - tall * t
        sheet.line([(cx - half, cy), (cx + half, cy)], "#8a5a30", 5)


def _basket(sheet: Sheet, x: float, foot: float, size: float) -> None:
    for dx, dy in ((-0.5, 0.1), (0, 0.2), (0.5, 0.1), (-0.25, 0.34), (0.25, 0.34)):
        ax, ay = x + dx * size, foot - size * (0.72 + dy)
        sheet.disc(ax, ay, size * 0.3, "#cf3f2c")
        sheet.spray_disc(ax, ay, size * 0.3, "#fbb07a", 240, 0.45)
    body = [
        (x - size, foot - size * 0.8),
        (x + size, foot - size * 0.8),
        (x + size * 0.76, foot),
        (x - size * 0.76, foot),
    ]
    sheet.polygon(body, "#c08a4c")
    for i in range(1, 4):
        sheet.line(
            [(x - size, foot - size * 0.8 + i * size * 0.2), (x + size, foot - size * 0.8 + i * size * 0.2)],
            thin("#6d4226", 0.6),
            3,
        )
    sheet.spray(body, "#5d3822", 20, 0.8)
    sheet.rect(x - size * 1.04, foot - size * 0.86, size * 2.08, size * 0.14, "#d9a860", 3)
