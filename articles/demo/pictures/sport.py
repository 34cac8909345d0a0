"""Scenes of sport, seen from above: the rowers and the pitch."""

from math import sin

from .brush import Point, Sheet, arc, box, outline, ribbon, smooth, thin, turn
from .gallery import scene
from .motifs import crown
from .people import KICK, RUN, STAND, WALK


@scene("Seen from above, a grey-haired eight and their cox row over green water; their blades leave rings behind them.")
def rowers(sheet: Sheet) -> None:
    deep, light = "#1d6670", "#5fa9a0"
    sheet.sky("#3c8f8c", "#2a7a7f", deep)
    for i in range(26):
        y = i * 44 - 60
        sheet.curve(
            [(x, y + 26 * sin(x / 210 + i * 0.7) - x * 0.1) for x in range(-40, 1500, 90)], thin(light, 0.16), 9
        )
    angle, mid = -24, (720, 500)

    def p(along: float, across: float) -> Point:
        return turn([(mid[0] + along, mid[1] + across)], *mid, angle)[0]

    hull = smooth(outline("-560,0 -420,-15 -200,-25 100,-27 380,-18 590,0 380,18 100,27 -200,25 -420,15"))
    for side in (-1, 1):
        for spread, faint in ((96, 0.4), (60, 0.3)):
            sheet.curve(
                [p(590, 0), p(300, side * spread * 0.55), p(-300, side * spread), p(-900, side * spread * 1.25)],
                thin("#d8efe2", faint),
                4,
            )
    for seat in range(8):
        side = -1 if seat % 2 else 1
        for behind in range(4):
            x, y = p(-330 + seat * 98 + 40 - behind * 205, side * 240)
            fade = 0.75 - behind * 0.17
            for r in (34, 20):
                sheet.line(
                    arc(x, y, r + behind * 9, r + behind * 9, 0, 360), thin("#e4f3e6", fade * 0.7), 4.5 - behind * 0.7
                )
    shadow = [p(a + 26, b + 34) for a, b in hull]
    sheet.polygon(shadow, thin("#0b3942", 0.55))
    for seat in range(8):
        side = -1 if seat % 2 else 1
        a = -330 + seat * 98
        sheet.line([p(a - 10, 40 + side * 10), p(a + 66, side * 225 + 34)], thin("#0b3942", 0.35), 7)
    sheet.polygon([p(a, b) for a, b in hull], "#e9a85c")
    sheet.spray([p(a, b) for a, b in hull], "#a4552a", 70, 0.7)
    inner = smooth(outline("-400,0 -380,-13 -200,-18 120,-19 400,-12 420,0 400,12 120,19 -200,18 -380,13"))
    sheet.polygon([p(a, b) for a, b in inner], "#6b3a22")
    sheet.line([p(440, 0), p(585, 0)], "#fff0d0", 3)
    skins = ("#f0bf98", "#8a5636", "#d99a70", "#f3cba6", "#6d4129", "#e5ab80", "#c98659", "#efc09a")
    hairs = ("#b9b5ac", "#8f8a88", "#e8e4da", "#d3cec4", "#6d6868", "#efe9dc", "#8f8f8a", "#c9c4ba")
    for seat in range(8):
        _rower(sheet, p, -330 + seat * 98, -1 if seat % 2 else 1, skins[seat], hairs[seat])
    _cox(sheet, p)
    for x, y, r in ((60, 40, 130), (250, -40, 110), (-30, 220, 100), (1420, 900, 140), (1250, 1000, 120)):
        sheet.oval(x + 26, y + 40, r * 1.02, r, "#236a70")
    for x, y, r in ((60, 40, 130), (250, -40, 110), (-30, 220, 100), (1420, 900, 140), (1250, 1000, 120)):
        crown(sheet, x, y, r, "#2f6b4a", "#74a45c", "#163f38", 10)


def _rower(sheet: Sheet, p, a: float, side: int, skin: str, hair: str) -> None:
    rigger, blade = p(a - 26, side * 66), p(a + 40, side * 236)
    sheet.line([p(a - 2, side * 22), rigger, p(a - 44, side * 20)], "#20343a", 3)
    sheet.line([p(a - 46, side * 6), rigger, blade], "#f4ead2", 6)
    end = [p(a + 40 + u, side * v) for u, v in ((-15, 210), (7, 214), (22, 266), (-9, 266))]
    sheet.polygon(end, "#d2492f")
    sheet.line([end[0], end[3]], "#f4ead2", 3)
    for b in (-15, 15):
        sheet.taper(p(a, b), p(a - 44, side * 7 + b * 0.3), 12, 9, skin)
    body = smooth(
        [p(a + 15, -19), p(a - 4, -22), p(a - 13, -12), p(a - 14, 12), p(a - 4, 22), p(a + 15, 19), p(a + 20, 0)]
    )
    sheet.polygon(body, "#f6ead0")
    sheet.spray(body, "#c98a54", 70, 0.6)
    x, y = p(a - 4, 0)
    sheet.disc(x, y, 13, hair)
    sheet.spray_disc(x, y, 13, "#f6c890", 225, 0.4)


def _cox(sheet: Sheet, p) -> None:
    body = smooth([p(-432, -15), p(-415, -17), p(-408, 0), p(-415, 17), p(-432, 15), p(-438, 0)])
    sheet.polygon(body, "#d2492f")
    x, y = p(-420, 0)
    sheet.disc(x, y, 12, "#1f2d3a")


@scene("Footballers in red and in white, seen from above; low sun throws their running shadows across the grass.")
def pitch(sheet: Sheet) -> None:
    sheet.sky("#4f8f62", "#478559", "#3b7350")
    lean = 0.24
    for i in range(-3, 12):
        x = i * 170
        if i % 2:
            sheet.polygon(
                [(x, -10), (x + 170, -10), (x + 170 + 980 * lean, 980), (x + 980 * lean, 980)], thin("#86b877", 0.35)
            )
    sheet.spray(box(-10, -10, 1460, 980), "#235240", 60, 0.55)
    sheet.spray(box(-10, -10, 1460, 980), "#a9cc84", 235, 0.3)
    chalk = "#f4f0dc"
    sheet.line([(560, -20), (560 + 1000 * lean, 980)], chalk, 7)
    circle = [turn([p], 680, 480, 0)[0] for p in arc(680, 480, 176, 168, 0, 360, 60)]
    sheet.polygon(ribbon([*circle, circle[1]], 7), chalk)
    sheet.disc(680, 480, 10, chalk)
    sheet.line([(1460, 170), (1150, 170), (1300, 790), (1460, 790)], chalk, 7)
    sheet.line([(1460, 320), (1310, 320), (1380, 610), (1460, 610)], chalk, 7)
    sheet.polygon(ribbon(arc(1225, 480, 90, 120, 108, 236, 24), 7), chalk)
    red, white = ("#d2452f", "#8e2a26"), ("#f6ead0", "#2f3a52")
    team = (
        (836, 520, KICK, red, 12, "#2a2020"),
        (742, 400, RUN, white, 30, "#6d4526"),
        (560, 600, RUN, red, -16, "#1c1518"),
        (300, 300, RUN, white, 10, "#c9903f"),
        (470, 210, WALK, red, -8, "#2a2020"),
        (240, 780, RUN, red, 6, "#8a5a30"),
        (980, 270, RUN, white, 40, "#1c1518"),
        (1060, 700, RUN, white, -20, "#2a2020"),
        (760, 800, WALK, white, 14, "#4a2f22"),
        (1260, 420, STAND, red, 0, "#b9b5ac"),
        (110, 480, WALK, white, 20, "#2a2020"),
    )
    for x, y, pose, _, _, _ in team:
        _running_shadow(sheet, x, y, pose)
    for x, y, pose, kit, angle, hair in team:
        _from_above(sheet, x, y, pose, kit, angle, hair)
    sheet.oval(936, 588, 26, 9, "#1f4a3c")
    sheet.disc(912, 572, 12, "#fffdf2")
    sheet.spray_disc(912, 572, 12, "#8f9a92", 40, 0.7)


def _running_shadow(sheet: Sheet, x: float, y: float, pose: tuple[Point, ...]) -> None:
    """Lay down the whole figure as a shadow: long, sheared and of one colour."""
    dark = "#1f4a3c"
    along, across = (0.92, 0.42), (-0.36, 0.62)
    size = 190

    def at(point: Point) -> Point:
        a, u = point[0] * 1.15, point[1]
        return x + (u * along[0] + a * across[0]) * size, y + (u * along[1] + a * across[1]) * size

    left_elbow, left_hand, right_elbow, right_hand, left_knee, left_foot, right_knee, right_foot = pose
    for start, joint, end, thick in (
        ((-0.1, 0.78), left_elbow, left_hand, 12),
        ((0.1, 0.78), right_elbow, right_hand, 12),
        ((-0.05, 0.5), left_knee, left_foot, 15),
        ((0.05, 0.5), right_knee, right_foot, 15),
    ):
        sheet.line([at(start), at(joint), at(end)], dark, thick)
    sheet.polygon(
        [at(p) for p in ((-0.14, 0.82), (-0.1, 0.46), (0.1, 0.46), (0.14, 0.82), (0.04, 0.87), (-0.04, 0.87))], dark
    )
    sheet.polygon([at((0.075 * a, 0.94 + 0.085 * b)) for a, b in arc(0, 0, 1, 1, 0, 360, 24)], dark)


def _from_above(
    sheet: Sheet, x: float, y: float, pose: tuple[Point, ...], kit: tuple[str, str], angle: float, hair: str
) -> None:
    def at(a: float, b: float) -> Point:
        return turn([(x + a, y + b)], x, y, angle)[0]

    stride = 20 if pose in (RUN, KICK) else 10
    skin = {"#1c1518": "#7a4a30", "#2a2020": "#c98f6b"}.get(hair, "#e8b890")
    for side, way in ((-1, 1), (1, -1)):
        sheet.taper(at(side * 9, 0), at(side * 10 + 4, way * stride), 15, 10, kit[1])
        sheet.taper(at(side * 10 + 4, way * stride), at(side * 10 + 10, way * stride + 4), 10, 8, "#2a2420")
        sheet.taper(at(side * 24, 0), at(side * 32, -way * stride * 0.8), 12, 8, kit[0])
        sheet.disc(*at(side * 32, -way * stride * 0.8), 5, skin)
    body = smooth([at(a, b) for a, b in outline("-28,2 -22,-12 0,-15 22,-12 28,2 20,13 0,15 -20,13")])
    sheet.polygon(body, kit[0])
    sheet.spray(body, "#4a2420" if kit[0] != "#f6ead0" else "#8f8a78", 30, 0.7)
    sheet.disc(*at(0, -2), 14, hair)
    sheet.spray(arc(*at(0, -2), 14, 14, 0, 360), "#f0d8a8", 220, 0.35)
