"""Scenes before the town’s big houses: the court, the town hall and the school."""

from .brush import Sheet, arc, box, mix, outline, smooth, thin, turn
from .gallery import scene
from .motifs import cloud, crown, gulls, house, ridge, windows
from .people import HOLD, OPEN, STAND, WALK, Clothes, figure, shadow


@scene("Low sun falls across the columns of the court house; three people stand on its steps with long shadows.")
def court(sheet: Sheet) -> None:
    light, mid, deep, ink = "#f7ead0", "#d3bf96", "#8f8068", "#2b2a38"
    sheet.sky("#c8863f", "#e0a95a", "#f0cf8f", bottom=960)
    sheet.glow(1180, 260, 560, "#fff0c8", 0.55)
    left = [(-10, 520), (220, 470), (260, 470), (260, 970), (-10, 970)]
    right = [(1180, 430), (1460, 480), (1460, 970), (1180, 970)]
    for wall in (left, right):
        sheet.wash(wall, "#b8653a", "#8d4630")
        sheet.spray(wall, "#5b2a24", 180, 0.9)
    windows(sheet, 20, 560, 200, 240, 3, 3, "#6d3427", (0.4, 0.6))
    windows(sheet, 1220, 540, 220, 260, 3, 3, "#6d3427", (0.4, 0.6))
    sheet.rect(236, 400, 968, 440, deep)
    sheet.spray(box(236, 400, 968, 440), "#3d342f", 270, 0.8)
    sheet.rect(660, 540, 120, 300, ink)
    sheet.polygon(arc(720, 542, 60, 44, 180, 360), ink)
    sheet.rect(717, 500, 5, 340, "#54505c")
    for x in (354, 476, 598, 842, 964, 1086):
        sheet.rect(x - 16, 560, 44, 130, "#54473f")
        sheet.rect(x - 16, 560, 44, 8, mid)
    for i in range(8):
        _column(sheet, 293 + i * 122, 412, 838, light, mid, "#a08c68")
    sheet.rect(214, 364, 1012, 54, light)
    sheet.spray(box(214, 364, 1012, 54), "#b59a6c", 180, 0.7)
    sheet.rect(206, 340, 1028, 26, mid)
    for i in range(51):
        sheet.rect(216 + i * 20, 352, 9, 12, light)
    gable = [(196, 340), (720, 112), (1244, 340)]
    sheet.polygon(gable, light)
    inner = [(300, 322), (720, 146), (1140, 322)]
    sheet.polygon(inner, "#bfa87c")
    sheet.spray(inner, "#7d6a50", 200, 0.9)
    _scales(sheet, 720, 300, light)
    for i, y in enumerate((838, 862, 888, 916, 946)):
        sheet.rect(206 - i * 34, y, 1028 + i * 68, 30, light if i % 2 == 0 else mid)
        sheet.spray(box(206 - i * 34, y, 1028 + i * 68, 26), "#a08c68", 180, 0.8)
    shade = [(-10, -10), (430, -10), (150, 970), (-10, 970)]
    sheet.haze(shade, "#5b2f3a", 8, 0.34)
    group = (
        ((560, 912), 128, Clothes(ink, ink, "#d9a27c", "#4a2f22", skirt=0.22)),
        ((618, 912), 136, Clothes("#3d3a4c", ink, "#8a5636", "#1c1518", coat=0.34)),
        ((886, 938), 146, Clothes("#8e3d2c", ink, "#e6b48c", "#8f8f8a", coat=0.36)),
    )
    for (x, y), tall, _ in group:
        shadow(sheet, x, y, tall, (-1.3, 0.14), thin("#6d5a3e", 0.65))
    for (x, y), tall, clothes in group:
        figure(sheet, x, y, tall, clothes, HOLD if x == 560 else WALK, flip=x == 886)
    sheet.rect(548, 828, 22, 28, "#f7ead0")
    gulls(sheet, ((1010, 130, 20), (1064, 98, 14), (960, 90, 12)), "#8d4a2c")


def _column(sheet: Sheet, x: float, top: float, foot: float, light: str, mid: str, dark: str) -> None:
    shaft = [(x - 25, foot), (x - 20, top), (x + 20, top), (x + 25, foot)]
    sheet.polygon([(x + 20, top), (x + 44, top), (x + 52, foot), (x + 25, foot)], "#6f6150")
    sheet.polygon(shaft, light)
    for dx in (-12, -3, 6, 14):
        sheet.line([(x + dx, top + 22), (x + dx * 1.2, foot - 20)], mid, 2.6)
    sheet.spray(shaft, dark, 180, 0.75)
    for y, w, h in ((top, 66, 12), (top + 12, 54, 12), (foot - 12, 66, 14), (foot - 24, 56, 12)):
        sheet.rect(x - w / 2, y, w, h, light)
        sheet.spray(box(x - w / 2, y, w, h), dark, 180, 0.6)


def _scales(sheet: Sheet, x: float, foot: float, colour: str) -> None:
    sheet.rect(x - 26, foot - 8, 52, 8, colour)
    sheet.line([(x, foot - 6), (x, foot - 108)], colour, 7)
    sheet.line([(x - 66, foot - 88), (x, foot - 96), (x + 66, foot - 88)], colour, 6)
    sheet.disc(x, foot - 110, 8, colour)
    for dx in (-66, 66):
        for end in (-26, 26):
            sheet.line([(x + dx, foot - 88), (x + dx + end, foot - 40)], colour, 2.4)
        sheet.polygon(arc(x + dx, foot - 40, 30, 18, 0, 180), colour)


@scene("The brick town hall with its copper-green clock tower stands over the square; people cross it in low sun.")
def townhall(sheet: Sheet) -> None:
    brick, shade, stone, copper = "#b9513a", "#5d2630", "#f0dfc0", "#6fa596"
    sheet.sky("#7fb0b8", "#b9d2c6", "#f2e4c4", bottom=760)
    cloud(sheet, 250, 210, 360, "#f6efdc", "#d9dcc8")
    cloud(sheet, 1210, 300, 300, "#f6efdc", "#d9dcc8")
    for i, x in enumerate((-40, 70, 176, 1110, 1220, 1336)):
        house(
            sheet,
            x,
            760,
            112,
            230 + (i % 3) * 36,
            ("#d8b27c", "#8fa79a", "#c98258")[i % 3],
            ("#7a4a3a", "#4d6468")[i % 2],
            "#f6efdc",
            gable=i % 2 == 0,
            floors=3,
            shade=thin("#4a3038", 0.6),
        )
    body = box(280, 430, 880, 340)
    sheet.wash(body, brick, mix(brick, shade, 0.25))
    sheet.spray(body, shade, 0, 0.9)
    for x in (280, 1000):
        wing = [(x - 14, 430), (x + 80, 330), (x + 174, 430)]
        sheet.rect(x - 6, 424, 172, 346, mix(brick, "#ffffff", 0.06))
        sheet.spray(box(x - 6, 424, 172, 346), shade, 0, 0.8)
        sheet.polygon(wing, stone)
        sheet.polygon([(x + 10, 424), (x + 80, 350), (x + 150, 424)], brick)
        sheet.disc(x + 80, 398, 15, stone)
    sheet.polygon([(446, 430), (480, 368), (960, 368), (994, 430)], "#5d6f74")
    sheet.spray([(446, 430), (480, 368), (960, 368), (994, 430)], "#2f3a44", 0, 0.9)
    for y in (430, 590, 758):
        sheet.rect(272, y - 5, 896, 11, stone)
    for x in (300, 366, 472, 556, 836, 920, 1020, 1086):
        for y, tall in ((462, 96), (622, 96)):
            sheet.polygon(arc(x + 26, y + 22, 24, 24, 180, 360) + [(x + 50, y + tall), (x + 2, y + tall)], stone)
            sheet.polygon(
                arc(x + 26, y + 24, 18, 18, 180, 360) + [(x + 44, y + tall - 5), (x + 8, y + tall - 5)], "#35505a"
            )
            sheet.line([(x + 26, y + 10), (x + 26, y + tall - 5)], stone, 3)
    _clock_tower(sheet, 720, 770, brick, shade, stone, copper)
    sheet.wash(box(-20, 757, 1500, 240), "#e9d3a6", "#cfae80", "#ab8664")
    for i in range(-16, 17):
        sheet.line([(720 + i * 50, 766), (720 + i * 190, 980)], thin("#8a6a50", 0.3), 2.5)
    for y in (790, 822, 866, 926):
        sheet.line([(-10, y), (1450, y)], thin("#8a6a50", 0.3), 2.5)
    sheet.haze([(560, 772), (1160, 772), (1500, 860), (900, 860)], "#7a5450", 8, 0.5)
    crowd = (
        (240, 850, 104, WALK, "#2f5560"),
        (310, 862, 110, WALK, "#d89a3e"),
        (520, 900, 136, STAND, "#5d2630"),
        (586, 902, 128, OPEN, "#2f5560"),
        (940, 880, 122, WALK, "#3f4a5c"),
        (1180, 920, 150, WALK, "#b9513a"),
        (1050, 820, 84, STAND, "#6fa596"),
        (400, 806, 74, WALK, "#3f4a5c"),
        (800, 812, 78, WALK, "#5d2630"),
    )
    skins = ("#e3b08a", "#8a5636", "#c98f6b", "#f0c4a0", "#6d4129")
    for i, (x, y, tall, pose, top) in enumerate(crowd):
        clothes = Clothes(
            top,
            "#2b2f3a",
            skins[i % 5],
            ("#2a2020", "#7a4a2a", "#b9b5ac")[i % 3],
            skirt=0.25 if i % 3 == 1 else None,
            coat=0.36 if i % 2 else 0.46,
        )
        shadow(sheet, x, y, tall, (1.0, 0.13), thin("#6d4a3e", 0.5))
        figure(sheet, x, y, tall, clothes, pose, flip=i % 2 == 1)
    gulls(sheet, ((470, 190, 22), (530, 160, 15), (950, 140, 18)), "#4d6468")
    for _ in range(9):
        x = 640 + sheet.random.uniform(-40, 240)
        y = sheet.random.uniform(886, 946)
        sheet.oval(x, y, 9, 5, "#5d6f74")
        sheet.disc(x + 8, y - 6, 3.4, "#5d6f74")
        sheet.polygon([(x - 6, y - 2), (x - 17, y + 3), (x - 6, y + 3)], "#4a5a60")


def _clock_tower(sheet: Sheet, x: float, foot: float, brick: str, shade: str, stone: str, copper: str) -> None:
    shaft = box(x - 86, 250, 172, foot - 250)
    sheet.polygon(shaft, mix(brick, "#ffffff", 0.1))
    sheet.spray(shaft, shade, 0, 0.75)
    for side in (-86, 68):
        sheet.rect(x + side, 250, 18, foot - 250, stone)
    for y in (244, 406, 580):
        sheet.rect(x - 96, y, 192, 14, stone)
    sheet.disc(x, 326, 62, stone)
    sheet.disc(x, 326, 52, "#fbf4e0")
    for hour in range(12):
        mark = turn([(x, 326 - 46), (x, 326 - 38)], x, 326, hour * 30)
        sheet.line(mark, "#35303a", 4)
    sheet.line([(x, 326), (x - 24, 339)], "#35303a", 6)
    sheet.line([(x, 326), (x - 20, 291)], "#35303a", 4)
    for dx in (-40, 4):
        sheet.polygon(arc(x + dx + 18, 450, 18, 20, 180, 360) + [(x + dx + 36, 556), (x + dx, 556)], "#35505a")
    door = arc(x, 668, 48, 46, 180, 360) + [(x + 48, foot), (x - 48, foot)]
    sheet.polygon([(px + (px - x) * 0.25, py - 10) for px, py in door[:-2]] + [(x + 60, foot), (x - 60, foot)], stone)
    sheet.polygon(door, "#35303a")
    sheet.line([(x, 630), (x, foot)], "#6d5a50", 4)
    lantern = [(x - 70, 244), (x - 60, 176), (x + 60, 176), (x + 70, 244)]
    sheet.polygon(lantern, stone)
    for dx in (-42, -9, 24):
        sheet.polygon(arc(x + dx + 9, 200, 10, 12, 180, 360) + [(x + dx + 19, 240), (x + dx - 1, 240)], "#35505a")
    dome = smooth(
        [(x - 78, 178), (x - 70, 130), (x - 34, 88), (x, 62), (x + 34, 88), (x + 70, 130), (x + 78, 178)], closed=False
    )
    sheet.polygon(dome, copper)
    sheet.spray(dome, "#2f5a58", 0, 0.8)
    sheet.spray(dome, "#cfe6d2", 180, 0.3)
    sheet.line([(x, 66), (x, 14)], "#35505a", 5)
    sheet.polygon([(x + 2, 14), (x + 70, 24), (x + 58, 36), (x + 70, 50), (x + 2, 48)], "#d2492f")


@scene("Children with satchels cross the playground towards a small brick school under a big autumn tree.")
def school(sheet: Sheet) -> None:
    brick, shade, stone, slate = "#c9704a", "#6b2f30", "#f6e6c8", "#4a5a68"
    sheet.sky("#8fbcc4", "#c9dccb", "#f8e6c0", bottom=700)
    sheet.glow(180, 300, 420, "#fff3cf", 0.9)
    sheet.disc(180, 280, 54, "#fff6dc")
    cloud(sheet, 520, 150, 280, "#f8f1de", "#dde0cc")
    ridge(sheet, 600, 34, 520, "#9dbba4", "#c0cda4", bottom=700, seed=0.9)
    ridge(sheet, 650, 16, 340, "#7fa07c", "#98ad7c", bottom=720, seed=2.9, rough=8)
    body = box(430, 470, 620, 240)
    sheet.polygon(body, brick)
    sheet.spray(body, shade, 0, 0.9)
    roof = [(400, 474), (500, 350), (980, 350), (1080, 474)]
    sheet.polygon(roof, slate)
    sheet.spray(roof, "#222c38", 0, 0.9)
    for x in (470, 600, 830, 950):
        sheet.rect(x - 6, 510, 72, 128, stone)
        sheet.rect(x, 516, 60, 116, "#35566a")
        sheet.spray(box(x, 516, 60, 116), "#bfe0d8", 225, 0.6)
        sheet.rect(x + 28, 516, 4, 116, stone)
        for y in (552, 590):
            sheet.rect(x, y, 60, 4, stone)
    front = [(668, 712), (668, 440), (740, 330), (812, 440), (812, 712)]
    sheet.polygon(front, mix(brick, "#ffffff", 0.08))
    sheet.spray(front, shade, 0, 0.8)
    sheet.line([(652, 456), (740, 322), (828, 456)], stone, 14)
    sheet.polygon(arc(740, 622, 40, 42, 180, 360) + [(780, 712), (700, 712)], "#7a2f2c")
    sheet.line([(740, 582), (740, 712)], stone, 3)
    sheet.disc(740, 452, 34, stone)
    sheet.line([(740, 452), (740, 430)], "#35303a", 5)
    sheet.line([(740, 452), (724, 462)], "#35303a", 5)
    for dx in (-28, 18):
        sheet.rect(740 + dx, 246, 10, 84, stone)
    sheet.polygon([(700, 250), (740, 186), (780, 250)], slate)
    sheet.line([(740, 186), (740, 160)], slate, 4)
    bell = smooth(outline("740,262 752,276 756,300 764,308 716,308 724,300 728,276"))
    sheet.polygon(bell, "#e0a84a")
    sheet.disc(740, 312, 5, "#8a5c22")
    sheet.wash([(-20, 706), (1460, 706), (1460, 980), (-20, 980)], "#e6d2a8", "#d3b588", "#b8926c")
    sheet.line([(-20, 708), (1460, 708)], "#b8926c", 5)
    for x in range(-10, 424, 26):
        _picket(sheet, x, 716)
    for x in range(1062, 1460, 26):
        _picket(sheet, x, 716)
    sheet.haze([(1020, 830), (1300, 800), (1500, 900), (1500, 990), (1100, 960)], "#7a5450", 14, 0.55)
    trunk = smooth(
        outline("1180,900 1214,860 1222,700 1228,420 1256,420 1274,700 1282,860 1318,900"),
        closed=False,
    )
    sheet.polygon(trunk, "#4a3230")
    sheet.spray(trunk, "#c98a5a", 180, 0.35)
    for end in ((1100, 330), (1180, 220), (1330, 260), (1400, 360)):
        sheet.taper((1244, 520), end, 26, 10, "#4a3230")
    for x, y, r in ((1090, 330, 120), (1390, 340, 130), (1180, 190, 140), (1320, 190, 130), (1240, 320, 120)):
        crown(sheet, x, y, r, "#d9822f", "#f5c35c", "#8e3d22", 9)
    for _ in range(70):
        x, y = sheet.random.uniform(960, 1450), sheet.random.uniform(760, 950)
        leaf = turn([(x - 8, y), (x, y - 4), (x + 8, y), (x, y + 4)], x, y, sheet.random.uniform(0, 180))
        sheet.polygon(leaf, sheet.random.choice(("#d9822f", "#f0b44a", "#b5532a")))
    for i in range(3):
        sheet.line(arc(300, 880, 60 + i * 46, 15 + i * 12, 0, 360), thin("#f8f1de", 0.6), 4)
    tops = ("#d2492f", "#2f6a78", "#efb73e", "#5a7a4a", "#7a4a6a", "#2f4a6a")
    skins = ("#e8b890", "#7a4a30", "#c98f6b", "#f2cba8", "#8f5a3c", "#d9a27c")
    for i, (x, y, tall) in enumerate(
        ((520, 872, 142), (604, 890, 150), (700, 846, 122), (842, 900, 156), (940, 858, 130), (410, 816, 108))
    ):
        clothes = Clothes(
            tops[i],
            "#33384a",
            skins[i],
            ("#2a2020", "#1c1518", "#8a5a30", "#c9903f", "#1c1518", "#4a2f22")[i],
            skirt=0.3 if i % 2 else None,
        )
        shadow(sheet, x, y, tall, (0.9, 0.12), thin("#6d4a3e", 0.5))
        figure(sheet, x, y, tall, clothes, WALK, flip=i % 2 == 0)
        side = -1 if i % 2 else 1
        sheet.rect(
            x + side * tall * 0.15 - tall * 0.07,
            y - tall * 0.8,
            tall * 0.14,
            tall * 0.26,
            mix(tops[(i + 2) % 6], "#2a2020", 0.2),
            tall * 0.04,
        )


def _picket(sheet: Sheet, x: float, foot: float) -> None:
    sheet.polygon([(x, foot), (x, foot - 62), (x + 6, foot - 72), (x + 12, foot - 62), (x + 12, foot)], "#f3e6cc")
    sheet.rect(x, foot - 50, 27, 6, "#dccba8")
    sheet.rect(x, foot - 20, 27, 6, "#dccba8")
