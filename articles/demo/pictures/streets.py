"""Scenes in the streets: the market, the tram and the steep way down to the sea."""

from .brush import Point, Sheet, arc, box, mix, smooth, thin, turn
from .gallery import scene
from .motifs import bunting, gulls, house, ridge
from .people import HOLD, OPEN, STAND, WALK, Clothes, figure, shadow


@scene(
    "A shopper with a full basket stands between market stalls with striped awnings and crates of fruit, under bunting."
)
def market(sheet: Sheet) -> None:
    sheet.sky("#9cc7c4", "#d5e0c6", "#f8e8c4", bottom=560)
    walls = ("#e0a868", "#c9704a", "#8fa79a", "#efd9a8", "#b8573f", "#7d9aa0", "#e3bb7c")
    x = -20
    for i, width in enumerate((190, 230, 180, 240, 200, 220, 240)):
        house(
            sheet,
            x,
            640,
            width,
            330 + (i * 37) % 90,
            walls[i],
            ("#8e4a38", "#4f6268")[i % 2],
            "#fbf0d6",
            gable=i % 2 == 0,
            floors=3,
            columns=3,
            shade=thin("#5a3038", 0.5),
        )
        x += width
    sheet.haze(box(-40, 300, 1520, 380), "#f8e3b8", 10, 0.34)
    colours = ("#d2492f", "#f8e8c4", "#2f6a78", "#efb73e", "#f8e8c4", "#5a7a4a")
    bunting(sheet, (-20, 130), (1460, 210), 110, colours, 40, 36, "#5a4a44")
    bunting(sheet, (-20, 330), (1460, 270), 70, colours, 40, 36, "#5a4a44")
    sheet.wash([(-20, 636), (1460, 636), (1460, 980), (-20, 980)], "#d9bf92", "#c09a70", "#8a6450")
    for row in range(10):
        y = 652 + row * row * 3.4 + row * 4
        size = 10 + row * 5
        for c in range(int(1500 / size / 2.2)):
            sheet.oval(c * size * 2.2 + (row % 2) * size * 1.1 - 20, y, size * 0.95, size * 0.28, thin("#6d4a40", 0.1))
    back = (("#2f6a78", 20, 0.72), ("#5a7a4a", 712, 0.72), ("#2f6a78", 1420, 0.72))
    for colour, sx, size in back:
        _stall(sheet, sx, 700, size, colour, sx)
    skins = ("#e3b08a", "#7a4a30", "#c98f6b", "#f0c4a0", "#8f5a3c", "#d9a27c")
    hairs = ("#2a2020", "#1c1518", "#8a5a30", "#b9b5ac", "#1c1518", "#c9903f")
    tops = ("#7a4a6a", "#2f4a6a", "#d98a3e", "#8e3d2c", "#3f6f5a", "#e6d2a8")
    for i, (px, py, tall) in enumerate(
        ((556, 770, 150), (910, 764, 146), (870, 790, 160), (30, 790, 160), (1400, 782, 156), (610, 760, 138))
    ):
        clothes = Clothes(
            tops[i],
            "#33303c",
            skins[i],
            hairs[i],
            skirt=0.24 if i % 2 else None,
            coat=0.4,
            hat="#e6c27c" if i == 3 else None,
        )
        figure(sheet, px, py, tall, clothes, (HOLD, WALK, STAND)[i % 3], flip=i % 2 == 0)
    _stall(sheet, 330, 900, 1.2, "#d2492f", 3)
    _stall(sheet, 1090, 910, 1.2, "#efb73e", 5)
    shopper = Clothes("#2f5a66", "#2b2a38", "#c98f6b", "#4a2f22", skirt=0.2, coat=0.44)
    shadow(sheet, 716, 930, 270, (0.7, 0.05), thin("#3a2a2a", 0.5))
    figure(sheet, 716, 930, 270, shopper, HOLD)
    basket = arc(746, 788, 44, 44, 0, 180)
    sheet.line(arc(746, 788, 38, 40, 180, 360), "#6d4226", 5)
    for dx, dy, colour in ((-22, -6, "#d2492f"), (2, -12, "#5a7a4a"), (22, -5, "#efb73e")):
        sheet.disc(746 + dx, 788 + dy, 16, colour)
    sheet.polygon(basket, "#b5793f")
    sheet.spray(basket, "#5d3822", 45, 0.8)


def _stall(sheet: Sheet, x: float, foot: float, size: float, colour: str, seed: int) -> None:
    half, top = 200 * size, foot - 300 * size
    for dx in (-half + 12 * size, half - 24 * size):
        sheet.rect(x + dx, top + 40 * size, 11 * size, 260 * size, "#5d4030")
    sheet.rect(x - half + 20 * size, top + 60 * size, half * 2 - 40 * size, 150 * size, thin("#3a2a30", 0.55))
    keeper = Clothes(
        ("#e6d2a8", "#3f6f78", "#8e3d2c")[seed % 3],
        "#33303c",
        ("#c98f6b", "#8a5636", "#efc4a0")[seed % 3],
        ("#2a2020", "#8f8f8a", "#6d4226")[seed % 3],
    )
    figure(sheet, x + (30 if seed % 2 else -40) * size, foot, 215 * size, keeper, OPEN if seed % 2 else HOLD)
    table = box(x - half, foot - 96 * size, half * 2, 96 * size)
    sheet.polygon(table, "#a8713f")
    sheet.spray(table, "#54301f", 90, 0.9)
    fruits = ("#d2492f", "#efb73e", "#7fa04a", "#e0803a", "#8e3d5a", "#d9c25a")
    for crate in range(4):
        cx = x - half + (crate + 0.5) * half / 2
        tone = fruits[(seed + crate * 5) % 6]
        for row in range(3):
            for k in range(5 - row):
                fx = cx + (k - (4 - row) / 2) * 17 * size
                sheet.disc(fx, foot - (106 + row * 13) * size, 10.5 * size, mix(tone, "#5a2a20", 0.18 * (k % 2)))
                sheet.spray_disc(fx, foot - (106 + row * 13) * size, 10.5 * size, "#fff0cf", 235, 0.35)
        sheet.rect(cx - half * 0.22, foot - 104 * size, half * 0.44, 26 * size, "#cf9a58")
        sheet.rect(cx - half * 0.22, foot - 92 * size, half * 0.44, 3 * size, "#8a5c32")
    stripes = 9
    wide = half * 2.16 / stripes
    left = x - half * 1.08
    for i in range(stripes):
        tone = colour if i % 2 == 0 else "#f8ecd0"
        inset = (i / stripes - 0.5) * -0.16 * half, ((i + 1) / stripes - 0.5) * -0.16 * half
        strip = [
            (left + i * wide + inset[0], top),
            (left + (i + 1) * wide + inset[1], top),
            (left + (i + 1) * wide, top + 76 * size),
            (left + i * wide, top + 76 * size),
        ]
        sheet.polygon(strip, tone)
        scallop = arc(left + (i + 0.5) * wide, top + 76 * size, wide / 2, 20 * size, 0, 180, 12)
        sheet.polygon(scallop, mix(tone, "#5a2a30", 0.18))
    sheet.spray(
        [(left, top), (left + half * 2.16, top), (left + half * 2.16, top + 76 * size), (left, top + 76 * size)],
        "#5a2a30",
        90,
        0.5,
    )


@scene("A red tram with one bright headlamp comes up a wet street at dusk between lit shop windows.")
def tram(sheet: Sheet) -> None:
    dark, red, far = "#1a2238", "#cf4530", (720, 500)
    sheet.sky("#232c4e", "#4f4a70", "#a8677a", "#efa27c", "#fbd0a0", bottom=640)
    sheet.glow(720, 520, 460, "#ffe0b0", 0.8)
    for side in (-1, 1):
        for i, (near, depth) in enumerate(((1.95, 1.25), (1.25, 0.86), (0.86, 0.6), (0.6, 0.42), (0.42, 0.28))):
            _facade(sheet, far, side, near, depth, i)
    sheet.wash([(-400, 980), (far[0] - 70, 590), (far[0] + 70, 590), (1840, 980)], "#8a6a78", "#4a4868", "#232c4a")
    for side in (-1, 1):
        sheet.polygon(
            [
                (far[0] + side * 70, 590),
                (far[0] + side * 1300, 980),
                (far[0] + side * 860, 980),
                (far[0] + side * 58, 590),
            ],
            "#3a3a58",
        )
    for gauge in (-1, 1):
        sheet.polygon(
            [
                (far[0] + gauge * 22, 590),
                (far[0] + gauge * 26, 590),
                (far[0] + gauge * 222, 980),
                (far[0] + gauge * 206, 980),
            ],
            "#d9b0a0",
        )
    sheet.haze([(640, 850), (800, 850), (960, 980), (480, 980)], "#ffdf9a", 22, 0.75)
    sheet.glints(250, 700, 300, 270, thin("#ffce86", 0.55), 50, 80)
    sheet.glints(1190, 700, 300, 270, thin("#ffce86", 0.55), 50, 80)
    for side in (-1, 1):
        sheet.line([(720 + side * 900, 60), (720, 214)], dark, 2.4)
    for dx in (-12, 12):
        sheet.line([(720 + dx * 0.3, 500), (720 + dx * 16, -20)], dark, 2.4)
    _tram_front(sheet, 720, 880, dark, red)
    sheet.line([(318, 620), (330, 800)], "#0b1020", 5)
    figure(sheet, 300, 922, 236, Clothes("#2b3358", dark, "#8a5a4a", "#12182a", skirt=0.22, coat=0.4), WALK)
    umbrella = arc(312, 690, 112, 74, 180, 360)
    sheet.polygon(umbrella, "#e0a04a")
    sheet.spray(umbrella, "#7a3a30", 200, 0.8)
    figure(
        sheet, 1150, 880, 200, Clothes("#3a3550", dark, "#c98470", "#12182a", coat=0.3, hat="#232038"), STAND, flip=True
    )
    figure(sheet, 1222, 890, 150, Clothes("#8a4050", dark, "#d9a27c", "#4a2f22", coat=0.4), STAND)


def _facade(sheet: Sheet, far: Point, side: int, near: float, depth: float, i: int) -> None:
    tone = mix("#1f2744", "#8a6478", i / 5)

    def p(along: float, up: float) -> Point:
        scale = near + (depth - near) * along
        return far[0] + side * (70 + scale * 470), far[1] + 96 + scale * 90 - up * scale * 560

    tall = (1.0, 0.86, 1.04, 0.9, 1.0)[i]
    wall = [p(0, -0.3), p(0, tall), p(1, tall), p(1, -0.3)]
    sheet.polygon(wall, tone)
    sheet.spray(wall, "#12182c", 90, 0.7)
    sheet.polygon(
        [p(-0.03, tall), p(-0.03, tall + 0.05), p(1.03, tall + 0.05), p(1.03, tall)], mix(tone, "#0f1428", 0.5)
    )
    for row in range(3):
        for column in range(3):
            a, u = 0.1 + column * 0.3, 0.36 + row * (tall - 0.4) / 3
            lit = (i * 5 + row * 3 + column * 2 + (side > 0)) % 4 == 0
            pane = [p(a, u), p(a, u + 0.13), p(a + 0.18, u + 0.13), p(a + 0.18, u)]
            sheet.polygon(pane, "#ffcf86" if lit else mix(tone, "#0f1428", 0.45))
    shop = [p(0.08, 0.02), p(0.08, 0.24), p(0.92, 0.24), p(0.92, 0.02)]
    sheet.polygon(shop, "#ffd894")
    sheet.spray(shop, "#e0803a", 90, 0.8)
    for a in (0.36, 0.64):
        sheet.line([p(a, 0.02), p(a, 0.24)], tone, 6 * depth + 1)
    awning = [p(0.04, 0.3), p(0.96, 0.3), p(0.98, 0.23), p(0.02, 0.23)]
    sheet.polygon(awning, ("#a83c38", "#3f6a78", "#c98a3e", "#7a4a6a", "#5a6a5a")[i])


def _tram_front(sheet: Sheet, x: float, foot: float, dark: str, red: str) -> None:
    top, cream = foot - 560, "#f8e6c4"
    sheet.haze(
        [(x - 200, foot - 30), (x + 200, foot - 30), (x + 250, foot + 30), (x - 250, foot + 30)], "#0b1020", 12, 0.8
    )
    sheet.line([(x - 46, top), (x - 80, top - 48), (x - 20, top - 100)], dark, 6)
    sheet.line([(x + 46, top), (x + 80, top - 48), (x + 20, top - 100)], dark, 6)
    sheet.line([(x - 74, top - 102), (x + 74, top - 102)], dark, 8)
    for side in (-1, 1):
        sheet.rect(x + side * 150 - 26, foot - 40, 52, 40, dark)
    roof = smooth(
        [(x - 168, top + 46), (x - 140, top + 4), (x, top - 12), (x + 140, top + 4), (x + 168, top + 46)], closed=False
    )
    sheet.polygon(roof, "#8f9aa0")
    sheet.spray(roof, dark, 0, 0.8)
    shell = smooth([(x - 172, top + 60), (x - 178, foot - 200), (x - 160, foot - 60)], closed=False)
    body = [(x - 166, top + 40), (x + 166, top + 40), *[(2 * x - px, py) for px, py in shell], *reversed(shell)]
    sheet.polygon(body, red)
    sheet.polygon([(x - 168, top + 40), (x + 168, top + 40), (x + 176, top + 296), (x - 176, top + 296)], cream)
    sheet.spray(body, "#5a1428", 0, 0.55)
    sheet.rect(x - 108, top + 50, 216, 44, dark, 6)
    sheet.glow(x, top + 72, 120, "#ffdf9a", 0.5)
    sheet.disc(x - 80, top + 72, 13, "#ffcf6a")
    sheet.rect(x - 54, top + 64, 144, 16, "#ffcf6a", 5)
    for left, width in ((-152, 84), (-60, 120), (68, 84)):
        sheet.rect(x + left, top + 112, width, 170, "#2b3a5a", 8)
        pane = box(x + left, top + 112, width, 170)
        sheet.spray(pane, "#ffd9a0", 90, 0.9)
        sheet.spray(pane, "#9fb5d0", 225, 0.3)
    with sheet.inside(box(x - 60, top + 112, 120, 170)):
        figure(sheet, x, top + 420, 290, Clothes("#232c4a", dark, "#a86c48", "#1a1420", hat="#232c4a"), HOLD)
    sheet.rect(x - 176, top + 300, 352, 10, "#e8b04a")
    sheet.glow(x, foot - 176, 220, "#fff0c4", 0.9)
    sheet.disc(x, foot - 176, 38, dark)
    sheet.disc(x, foot - 176, 32, "#fffbe9")
    for side in (-1, 1):
        sheet.disc(x + side * 118, foot - 128, 15, "#ffcf6a")
    sheet.rect(x - 150, foot - 76, 300, 20, dark, 6)
    sheet.polygon([(x - 146, foot - 56), (x + 146, foot - 56), (x + 118, foot - 14), (x - 118, foot - 14)], "#232c4a")
    for i in range(9):
        sheet.line([(x - 120 + i * 30, foot - 54), (x - 100 + i * 25, foot - 16)], "#8f9aa0", 3)


@scene("A street of painted houses runs down to the sea in low light; somebody walks a bicycle and a cat looks on.")
def street(sheet: Sheet) -> None:
    sheet.sky("#6fa3b0", "#a9c6bd", "#f0dcb4", "#f8c998", bottom=560)
    sheet.glow(740, 430, 420, "#fff0c8", 0.9)
    sheet.disc(740, 400, 52, "#fff6de")
    sheet.wash(box(400, 450, 640, 160), "#cfd9c4", "#6fa0a4", "#3f7f8a")
    sheet.glints(740, 456, 200, 140, "#fff2d0", 60, 50)
    ridge(sheet, 452, 8, 420, "#9fb5ae", "#b9c4ae", bottom=466, seed=1.2)
    sheet.polygon([(620, 500), (650, 512), (690, 512), (704, 500)], "#3a4c58")
    sheet.polygon([(656, 498), (656, 452), (690, 498)], "#f8f1de")
    tones = (
        ("#c98a6a", "#d98a4a", "#c2553c", "#e9c888", "#a9b8a0", "#d9744a", "#e6b46c"),
        ("#66708a", "#7a6a80", "#5d7a84", "#94606a", "#6a7a6c", "#84707c", "#56707c"),
    )
    for side in (1, -1):
        for i in reversed(range(7)):
            _terrace(sheet, side, i, tones[0 if side > 0 else 1][i])
    road = [(676, 566), (788, 566), (1150, 980), (250, 980)]
    sheet.wash(road, "#e8cfa4", "#b9987c", "#7d6a68")
    with sheet.inside(road):
        for row in range(26):
            y = 570 + (row / 26) ** 1.7 * 410
            size = 5 + (y - 566) / 18
            sheet.curve(
                [(240 + k * 115, y - 14 * (1 - ((k - 4) / 4) ** 2) * size / 20) for k in range(9)],
                thin("#5a4a50", 0.22),
                1.6,
            )
            for k in range(int(920 / (size * 1.9))):
                x = 250 + k * size * 1.9 + (row % 2) * size
                sheet.oval(
                    x,
                    y + size * 0.35,
                    size * 0.72,
                    size * 0.26,
                    thin(sheet.random.choice(("#f8e6c4", "#5a4a50")), 0.16),
                )
        sheet.haze([(676, 560), (730, 560), (640, 990), (200, 990)], "#4a4460", 8, 0.5)
    _washing(sheet)
    sheet.glow(738, 600, 200, "#ffe9bc", 0.35)
    walker = Clothes("#2f5a66", "#3a3440", "#c98f6b", "#3a2620")
    shadow(sheet, 806, 874, 226, (0.06, 0.42), thin("#3a3044", 0.5))
    sheet.oval(886, 884, 96, 8, thin("#3a3044", 0.4))
    _bicycle(sheet, 880, 882, 88)
    figure(sheet, 800, 876, 226, walker, WALK)
    sheet.line([(842, 762), (852, 760)], "#c98f6b", 9)
    _cat(sheet, 420, 886)
    gulls(sheet, ((640, 190, 26), (710, 150, 18), (850, 220, 20)), "#f8f4e4")


def _terrace(sheet: Sheet, side: int, i: int, tone: str) -> None:
    """Draw the i-th house up the street, its front seen at a slant."""
    scales = [3.056 * 0.72**k for k in range(9)]

    def p(along: float, up: float) -> Point:
        scale = scales[i] + (scales[i + 1] - scales[i]) * along
        return 732 + side * (30 + scale * 250), 536 + scale * 112 - up * scale * 330

    wall = [p(0, -1.8), p(0, 1), p(1, 1), p(1, -1.8)]
    sheet.polygon(wall, tone)
    roof = [p(-0.06, 0.98), p(0.1, 1.28), p(0.94, 1.28), p(1.06, 0.98)]
    sheet.polygon(roof, "#7d4136" if side > 0 else "#4a4660")
    sheet.spray(roof, "#2c2838", 90, 0.7)
    stack = [p(0.7, 1.2), p(0.7, 1.46), p(0.86, 1.46), p(0.86, 1.2)]
    sheet.polygon(stack, mix(tone, "#3a2c38", 0.5))
    sheet.spray(wall, "#3a3450", 180 if side > 0 else 0, 0.5 if side > 0 else 1)
    frame = "#fbf0d6" if side > 0 else "#c4b9c0"
    for a in (0.14, 0.58):
        for u in (0.12, 0.58):
            if a == 0.14 and u == 0.12:
                continue
            sheet.polygon([p(a, u), p(a, u + 0.26), p(a + 0.26, u + 0.26), p(a + 0.26, u)], frame)
            sheet.polygon(
                [p(a + 0.03, u + 0.025), p(a + 0.03, u + 0.235), p(a + 0.23, u + 0.235), p(a + 0.23, u + 0.025)],
                "#4a6470" if (i + side) % 3 else "#ffd894",
            )
            sheet.line([p(a + 0.13, u + 0.02), p(a + 0.13, u + 0.24)], frame, 3 * scales[i])
            sheet.polygon(
                [p(a - 0.02, u - 0.05), p(a - 0.02, u + 0.02), p(a + 0.28, u + 0.02), p(a + 0.28, u - 0.05)],
                ("#5f7f4a", "#b8443a")[(i + int(a * 10)) % 2],
            )
    door = ("#2f5a66", "#8e2f2c", "#3f5f4a", "#c98a2f", "#2f4a6a", "#6a3a5a", "#2f5a66")[i]
    sheet.polygon(
        [p(0.14, -0.3), p(0.14, 0.36), p(0.38, 0.36), p(0.38, -0.3)], mix(door, "#3a3450", 0 if side > 0 else 0.35)
    )


def _washing(sheet: Sheet) -> None:
    rope = [(420 + t * 64, 250 + 60 * 4 * (t / 10) * (1 - t / 10) - t * 2) for t in range(11)]
    sheet.curve(rope, "#4a4048", 2.4)
    linen = ("#f8f1de", "#d2492f", "#f8f1de", "#8fb5b0", "#efb73e", "#f8f1de", "#5d7a84")
    for i, colour in enumerate(linen):
        (x, y), (x2, y2) = rope[i + 2], rope[i + 3]
        cloth = [
            (x + 4, y),
            (x2 - 4, y2),
            (x2 - 8, y2 + 74 - (i % 3) * 14),
            ((x + x2) / 2, y2 + 68 - (i % 3) * 14),
            (x, y + 76 - (i % 3) * 14),
        ]
        sheet.polygon(cloth, colour)
        sheet.spray(cloth, "#5a4460", 180, 0.7)


def _bicycle(sheet: Sheet, x: float, foot: float, size: float) -> None:
    ink = "#2b2430"
    hubs = ((x - size * 0.62, foot - size * 0.45), (x + size * 0.72, foot - size * 0.47))
    for hub in hubs:
        sheet.line(arc(*hub, size * 0.44, size * 0.44, 0, 360), ink, 4.5)
        for spoke in range(6):
            sheet.line(
                turn([(hub[0] - size * 0.43, hub[1]), (hub[0] + size * 0.43, hub[1])], *hub, spoke * 30),
                thin(ink, 0.5),
                1.2,
            )
    crank, seat, head = (
        (x, foot - size * 0.42),
        (x - size * 0.16, foot - size * 1.02),
        (x + size * 0.52, foot - size * 1.08),
    )
    for a, b in ((hubs[0], crank), (crank, seat), (seat, hubs[0]), (crank, head), (seat, head), (head, hubs[1])):
        sheet.line([a, b], "#c2452f", 5)
    sheet.line([(seat[0] - 14, seat[1] - 8), (seat[0] + 16, seat[1] - 6)], ink, 9)
    sheet.curve([(head[0] - 34, head[1] - 20), (head[0] - 6, head[1] - 26), head], ink, 5)
    sheet.rect(head[0] + 4, head[1] - 12, 44, 34, "#a8713f", 5)


def _cat(sheet: Sheet, x: float, foot: float) -> None:
    ink = "#2b2430"
    sheet.blob(
        [
            (x - 20, foot),
            (x - 22, foot - 30),
            (x - 8, foot - 58),
            (x + 10, foot - 56),
            (x + 18, foot - 20),
            (x + 16, foot),
        ],
        ink,
    )
    sheet.disc(x + 2, foot - 70, 17, ink)
    for dx in (-9, 11):
        sheet.polygon([(x + dx - 6, foot - 80), (x + dx, foot - 96), (x + dx + 7, foot - 78)], ink)
    sheet.curve([(x - 16, foot - 4), (x - 44, foot - 4), (x - 56, foot - 24), (x - 48, foot - 44)], ink, 7)
