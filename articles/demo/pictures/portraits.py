"""The staff of the paper: head and shoulders, light from the left, meant to be cut round."""

from collections.abc import Callable

from .brush import Sheet, arc, box, mix, outline, ribbon, smooth, thin
from .faces import collar, face, features, glasses, ground, hair, lapels, mirrored, neck, shoulders

PORTRAITS: dict[str, Callable[[Sheet], None]] = {}
PORTRAIT_ALTS: dict[str, str] = {}


def portrait(name: str, alt: str) -> Callable[[Callable[[Sheet], None]], Callable[[Sheet], None]]:
    """Hang a portrait under the author's slug."""

    def hang(paint: Callable[[Sheet], None]) -> Callable[[Sheet], None]:
        PORTRAITS[name] = paint
        PORTRAIT_ALTS[name] = alt
        return paint

    return hang


@portrait("ines-calder", "A woman with a dark bob, in a teal jacket over a cream blouse, before a pale green ground.")
def ines(sheet: Sheet) -> None:
    skin, shade = "#dca47c", "#8a4a3a"
    ground(sheet, "#7fa9a4", "#a9c6b4", "#dbe0c2")
    bob = mirrored(outline("320,108 250,118 204,176 192,260 196,350 214,398 268,402"))
    hair(sheet, bob, "#2c2028", "#5d4048", "#140c14")
    neck(sheet, skin, shade)
    shoulders(sheet, "#1f5662", "#0d2b38")
    sheet.polygon([(262, 416), (320, 560), (378, 416), (320, 470)], "#f4e8d0")
    neck(sheet, skin, shade)
    lapels(sheet, "#27697a", "#0d2b38")
    face(sheet, skin, shade, ears=False)
    features(sheet, "#2a1a1c", "#a8483f", "#2c2028")
    fringe = outline("320,112 236,140 212,220 222,330 236,250 262,206 330,176 392,208 404,254 416,334 428,220 402,140")
    hair(sheet, fringe, "#35262e", "#6d4c50", "#140c14")
    for x in (228, 412):
        sheet.disc(x, 344, 7, "#e6b450")


@portrait(
    "jonah-pell",
    "A man with brown hair, a short beard and dark glasses, in a tweed jacket and tie, before an ochre ground.",
)
def jonah(sheet: Sheet) -> None:
    skin, shade = "#efc4a0", "#9a5c48"
    ground(sheet, "#c98f45", "#dfae66", "#f0d39a")
    neck(sheet, skin, shade)
    shoulders(sheet, "#6b5a48", "#33291f")
    sheet.polygon([(256, 416), (320, 640), (384, 416), (320, 450)], "#f4ecdc")
    neck(sheet, skin, shade)
    collar(sheet, "#fbf4e6", "#9a8a78")
    sheet.polygon([(304, 482), (336, 482), (344, 510), (350, 660), (290, 660), (296, 510)], "#7a2430")
    lapels(sheet, "#7d6a54", "#33291f")
    face(sheet, skin, shade, jaw=0.04)
    beard = outline(
        "234,268 242,312 262,356 294,388 320,394 346,388 378,356 398,312 406,268 392,300 366,322 "
        "340,318 320,322 300,318 274,322 248,300"
    )
    hair(sheet, beard, "#5d3a28", "#8a5c3c", "#2c1810")
    features(sheet, "#2a1a1c", "#b5655a", "#4a2c20", thick=10, smile=3)
    hair(
        sheet,
        outline("230,262 224,190 262,126 330,108 392,130 418,196 410,262 398,216 370,186 300,192 254,200 242,226"),
        "#5d3a28",
        "#8a5c3c",
        "#2c1810",
    )
    glasses(sheet, "#221a1c")


@portrait(
    "amara-voss", "A woman with her dark braids tied up, round gold glasses and a mustard blouse, before a plum ground."
)
def amara(sheet: Sheet) -> None:
    skin, shade = "#8a5638", "#3f1f1c"
    ground(sheet, "#5a3350", "#83506a", "#bd8a8e")
    for x, y, r in ((320, 92, 62), (282, 110, 46), (360, 108, 46), (320, 62, 44)):
        sheet.disc(x, y, r, "#211619")
        sheet.spray_disc(x, y, r, "#5a4048", 215, 0.5)
    for i in range(5):
        sheet.line(arc(320, 96, 62 - i * 12, 56 - i * 11, 190, 350), thin("#6d5058", 0.6), 3)
    neck(sheet, skin, shade)
    shoulders(sheet, "#d99c33", "#8a5418")
    sheet.polygon(
        smooth([(250, 412), (276, 452), (320, 472), (364, 452), (390, 412), (320, 430)]), mix(skin, shade, 0.3)
    )
    neck(sheet, skin, shade)
    sheet.curve([(252, 420), (282, 462), (320, 476), (358, 462), (388, 420)], "#b5761f", 12)
    for i in range(7):
        sheet.disc(270 + i * 16.6, 446 + 24 * (1 - ((i - 3) / 3) ** 2), 7, "#c2452f")
    face(sheet, skin, shade)
    features(sheet, "#160d0e", "#7a2c2c", "#211619", thick=7, smile=9)
    hair(
        sheet,
        outline("232,268 222,196 258,134 320,116 382,134 418,196 408,268 396,212 366,180 320,170 274,180 244,212"),
        "#211619",
        "#4a343a",
        "#0d0708",
    )
    for i in range(-4, 5):
        sheet.curve(
            [(320 + i * 20, 178 + i * i * 2.2), (320 + i * 17, 148 + i * i * 1.4), (320 + i * 9, 118)],
            thin("#6d5058", 0.7),
            2.6,
        )
    glasses(sheet, "#e0b04a", round_=True)
    for x in (236, 404):
        sheet.line(arc(x, 322, 12, 15, 0, 360), "#e0b04a", 4)


@portrait(
    "dev-harrow",
    "A man with greying black hair and a moustache, in a navy fisherman’s jersey, before a sea-green ground.",
)
def dev(sheet: Sheet) -> None:
    skin, shade = "#b57a50", "#5a2f26"
    ground(sheet, "#2f6f74", "#5c9a94", "#a9cbb4")
    neck(sheet, skin, shade, 48)
    shape = shoulders(sheet, "#23375a", "#0f1a30", width=240)
    with sheet.inside(shape):
        for i in range(-16, 17):
            sheet.curve([(320 + i * 12, 430), (320 + i * 17, 540), (320 + i * 19, 660)], thin("#0f1a30", 0.4), 3)
    roll = smooth([(258, 398), (320, 424), (382, 398), (392, 432), (320, 470), (248, 432)])
    sheet.polygon(roll, "#2e4670")
    sheet.spray(roll, "#0f1a30", 20, 0.8)
    for i in range(-7, 8):
        sheet.line([(320 + i * 8.4, 420 - abs(i) * 2), (320 + i * 9.2, 460 - abs(i) * 3)], thin("#0f1a30", 0.5), 2.6)
    face(sheet, skin, shade, jaw=0.07)
    features(sheet, "#1c1214", "#8a3f36", "#2a2022", thick=11, smile=4)
    tache = smooth(outline("262,336 282,316 320,310 358,316 378,336 350,332 320,328 290,332"))
    sheet.polygon(tache, "#3a3234")
    sheet.spray(tache, "#a9a4a0", 200, 0.6)
    hair(
        sheet,
        outline("230,266 222,190 250,132 316,106 384,118 422,178 410,266 400,220 384,186 330,182 280,168 246,206"),
        "#252022",
        "#5d585a",
        "#0d0a0c",
    )
    for side in (-1, 1):
        temple = [(320 + side * a, y) for a, y in ((86, 268), (94, 214), (84, 196), (74, 220), (80, 250))]
        sheet.blob(temple, "#8f8a88")
    for x in (288, 326, 362):
        sheet.curve([(x, 176), (x + 12, 146), (x + 34, 126)], thin("#a9a4a0", 0.6), 3)


@portrait(
    "wilf-tarrant",
    "An old man with a white beard and a flat cap, in a green coat and checked scarf, before a straw-coloured ground.",
)
def wilf(sheet: Sheet) -> None:
    skin, shade = "#e2a585", "#94503f"
    ground(sheet, "#b9a458", "#d3c180", "#efe3b4")
    neck(sheet, skin, shade, 46)
    shoulders(sheet, "#4a5a3a", "#1f2c22", width=238)
    scarf = smooth(outline("250,404 320,430 390,404 408,446 360,486 320,494 280,486 232,446"))
    sheet.polygon(scarf, "#a8432f")
    with sheet.inside(scarf):
        for i in range(-5, 14):
            sheet.line([(200 + i * 26, 390), (260 + i * 26, 510)], thin("#f0d8a0", 0.55), 4)
            sheet.line([(200 + i * 26, 510), (260 + i * 26, 390)], thin("#3a1a1a", 0.4), 4)
        sheet.spray(scarf, "#4a1418", 20, 0.8)
    lapels(sheet, "#5d6f48", "#1f2c22")
    face(sheet, skin, shade, jaw=0.05)
    for side in (-1, 1):
        for y in (272, 282):
            sheet.curve(
                [(320 + side * 52, y), (320 + side * 64, y + 3), (320 + side * 72, y + 10)], thin(shade, 0.7), 2.6
            )
    beard = outline(
        "230,272 234,330 252,384 288,424 320,434 352,424 388,384 406,330 410,272 394,306 366,318 "
        "342,312 320,318 298,312 274,318 246,306"
    )
    hair(sheet, beard, "#efe9dc", "#ffffff", "#a39a90")
    features(sheet, "#2c2426", "#b06a58", "#efe9dc", thick=12, smile=4, tilt=3)
    sheet.blob(outline("272,330 296,314 320,322 344,314 368,330 340,332 320,330 300,332"), "#fbf7ee")
    sheet.curve([(300, 341), (320, 345), (340, 340)], "#a85c50", 6)
    cap = outline("212,214 216,158 262,108 336,94 404,118 434,176 432,216 380,200 300,198 240,210")
    hair(sheet, cap, "#6d6250", "#9a8c70", "#332c26")
    peak = smooth(outline("206,216 240,202 310,194 374,200 404,222 340,222 270,226 224,240"))
    sheet.polygon(peak, "#574d40")
    sheet.spray(peak, "#2a241f", 60, 0.8)
    with sheet.inside(smooth(cap)):
        for i in range(12):
            sheet.line([(200 + i * 22, 80), (200 + i * 22, 230)], thin("#332c26", 0.25), 3)
            sheet.line([(190, 90 + i * 14), (450, 80 + i * 14)], thin("#efe3b4", 0.16), 3)


@portrait(
    "nell-okonjo", "A young woman with short curly hair, in a red and white track jacket, before a grass-green ground."
)
def nell(sheet: Sheet) -> None:
    skin, shade = "#6f4229", "#2c1512"
    ground(sheet, "#2f6b4c", "#5a9660", "#b4cf8c")
    neck(sheet, skin, shade)
    shape = shoulders(sheet, "#c93c2c", "#6d1420")
    with sheet.inside(shape):
        for side in (-1, 1):
            sheet.line([(320 + side * 80, 420), (320 + side * 170, 470), (320 + side * 230, 660)], "#f6efe0", 16)
    sheet.polygon([(284, 420), (320, 520), (356, 420), (320, 440)], "#f6efe0")
    neck(sheet, skin, shade)
    for side in (-1, 1):
        stand = [(320 + side * a, y) for a, y in ((44, 386), (78, 424), (58, 462), (4, 520), (2, 494))]
        sheet.polygon(stand, "#d94a36" if side < 0 else "#a82a28")
    sheet.line([(320, 516), (320, 660)], "#f6efe0", 6)
    sheet.rect(314, 520, 12, 24, "#e0b04a", 4)
    face(sheet, skin, shade)
    features(sheet, "#120a0a", "#6d2426", "#1a1012", thick=8, smile=10)
    sheet.polygon(smooth([(300, 340), (320, 346), (342, 340), (320, 353)]), "#f6efe0")
    for i in range(15):
        angle = 180 + i * 180 / 14
        x, y = arc(320, 214, 84, 78, angle, angle, 1)[0]
        r = 30 + 6 * (i % 3)
        sheet.disc(x, y, r, "#1a1012")
        sheet.spray_disc(x, y, r, "#5a3d34", 225, 0.5)
    for x, y, r in ((270, 176, 26), (304, 162, 28), (340, 162, 28), (374, 178, 26), (242, 206, 22), (400, 208, 22)):
        sheet.disc(x, y, r, "#221518")
        sheet.spray_disc(x, y, r, "#6d4c3e", 225, 0.55)
    for x in (234, 406):
        sheet.disc(x, 306, 6, "#f0cf6a")


@portrait(
    "cass-leroy",
    "Somebody with swept-back copper hair shaved at the sides, in a black roll-neck, before a rose ground.",
)
def cass(sheet: Sheet) -> None:
    skin, shade = "#f3cbb0", "#a85f58"
    ground(sheet, "#a84f5c", "#cf8078", "#f0bfa4")
    neck(sheet, skin, shade, 38)
    shoulders(sheet, "#26222c", "#0d0b12", width=218)
    roll = smooth(outline("270,372 320,392 370,372 380,424 372,448 320,462 268,448 260,424"))
    sheet.polygon(roll, "#302b38")
    sheet.spray(roll, "#0d0b12", 20, 0.85)
    sheet.curve([(266, 410), (320, 430), (374, 410)], "#1a1620", 4)
    face(sheet, skin, shade, jaw=-0.05)
    for side in (-1, 1):
        shaved = smooth(
            [(320 + side * a, y) for a, y in ((84, 262), (90, 216), (84, 178), (66, 172), (68, 210), (76, 244))]
        )
        sheet.polygon(shaved, mix("#a8522c", skin, 0.35))
        sheet.spray(shaved, "#6d2c1c", 45, 1)
    features(sheet, "#2a1a1c", "#b0434a", "#8a3f22", thick=7, smile=5)
    sweep = outline("250,206 232,160 250,108 310,74 392,78 436,122 424,176 394,206 384,178 340,168 290,176")
    hair(sheet, sweep, "#c2622f", "#f0a45c", "#6d2c1c")
    for i in range(6):
        sheet.curve(
            [(262 + i * 24, 184 - i * 2), (276 + i * 24, 136 - i * 5), (330 + i * 17, 96 + i * 3)],
            thin("#7a3420", 0.6),
            3,
        )
    for i in range(3):
        sheet.disc(233, 286 + i * 12, 3.6, "#f4e4b0")


@portrait(
    "isolde-marrin",
    "An older woman with silver hair in a bun and round glasses, in a violet scarf, before a slate-blue ground.",
)
def isolde(sheet: Sheet) -> None:
    skin, shade = "#f0c9ac", "#a3685a"
    ground(sheet, "#4f6580", "#8098a8", "#c6d0cc")
    hair(sheet, mirrored([(320, 44), (276, 56), (262, 96), (284, 128)]), "#c9c8ca", "#ffffff", "#7f8088")
    sheet.curve([(280, 92), (320, 110), (360, 92)], thin("#7f8088", 0.7), 4)
    hair(sheet, mirrored([(320, 112), (252, 124), (216, 180), (216, 260), (240, 320)]), "#b9b9be", "#f4f4f2", "#70727c")
    neck(sheet, skin, shade, 38)
    shoulders(sheet, "#5d6068", "#2c2f38", width=214)
    scarf = smooth(outline("256,394 320,420 384,394 414,440 372,492 336,520 300,508 252,486 226,440"))
    sheet.polygon(scarf, "#6a3d78")
    sheet.spray(scarf, "#2f1640", 20, 0.8)
    sheet.spray(scarf, "#c99ac4", 215, 0.45)
    tail = [(330, 500), (380, 496), (398, 660), (340, 660)]
    sheet.polygon(tail, "#5a3068")
    sheet.spray(tail, "#2f1640", 0, 0.8)
    for a, b in (((262, 424), (320, 458)), ((250, 448), (318, 486)), ((388, 424), (340, 462))):
        sheet.curve([a, ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2 + 8), b], thin("#2f1640", 0.6), 4)
    face(sheet, skin, shade, jaw=-0.02)
    for side in (-1, 1):
        sheet.curve([(320 + side * 30, 318), (320 + side * 40, 330), (320 + side * 42, 344)], thin(shade, 0.55), 3)
        sheet.curve([(320 + side * 62, 290), (320 + side * 70, 296), (320 + side * 74, 304)], thin(shade, 0.55), 2.6)
    features(sheet, "#3a3440", "#b04a50", "#a3a2a8", thick=7, smile=7)
    for side in (-1, 1):
        wing = [
            (320, 150),
            (320 + side * 46, 152),
            (320 + side * 90, 196),
            (320 + side * 98, 270),
            (320 + side * 84, 250),
            (320 + side * 68, 206),
            (320 + side * 30, 178),
        ]
        hair(sheet, wing, "#d3d3d6", "#ffffff", "#80828c")
    hair(
        sheet,
        outline("238,196 254,142 320,118 386,142 402,196 362,164 320,158 278,164"),
        "#d3d3d6",
        "#ffffff",
        "#80828c",
    )
    glasses(sheet, "#7a2f4a", round_=True)


@portrait(
    "tobias-fenn",
    "A bald man with a grey beard, in an olive jacket crossed by straps, before a sky-blue ground.",
)
def tobias(sheet: Sheet) -> None:
    skin, shade = "#cf9068", "#7a3f30"
    ground(sheet, "#7ba6bd", "#a9c6cc", "#e3e3cc")
    neck(sheet, skin, shade, 50)
    shoulders(sheet, "#6a6c42", "#2f3320", width=242)
    sheet.polygon([(262, 416), (320, 520), (378, 416), (320, 444)], "#e6dcc0")
    neck(sheet, skin, shade, 50)
    collar(sheet, "#80824f", "#2f3320")
    sheet.line([(320, 500), (320, 660)], "#4a4c30", 5)
    for y in (540, 590):
        sheet.disc(320, y, 6, "#d9c48a")
    for side in (-1, 1):
        strap = [(320 + side * 84, 420), (320 + side * 72, 520), (320 + side * 40, 660)]
        sheet.polygon(ribbon(strap, 16), "#2c2420")
    face(sheet, skin, shade, jaw=0.06)
    crown = smooth(mirrored([(320, 130), (272, 140), (242, 182), (236, 226), (262, 200)]))
    sheet.polygon(crown, skin)
    with sheet.inside(crown):
        sheet.polygon(box(332, 100, 120, 140), mix(skin, shade, 0.42))
        sheet.spray(box(332, 100, 80, 140), shade, 10, 0.8)
        sheet.glow(284, 164, 50, "#ffe9cf", 0.55)
    for side in (-1, 1):
        fringe = smooth([(320 + side * a, y) for a, y in ((88, 262), (94, 222), (86, 204), (78, 224), (82, 250))])
        sheet.polygon(fringe, "#8f8a84")
        for y in (276, 286):
            sheet.curve(
                [(320 + side * 56, y), (320 + side * 66, y + 2), (320 + side * 74, y + 8)], thin(shade, 0.7), 2.6
            )
    for y in (206, 220):
        sheet.curve([(288, y), (320, y - 4), (352, y)], thin(shade, 0.35), 3)
    beard = outline(
        "232,268 238,318 258,366 292,400 320,406 348,400 382,366 402,318 408,268 394,304 366,320 "
        "342,314 320,320 298,314 274,320 246,304"
    )
    hair(sheet, beard, "#8f8a84", "#d3cec4", "#4a4642")
    features(sheet, "#241a18", "#9a4a40", "#77726c", thick=11, smile=6)
