"""Paper, paint and light: everything is measured in design units and drawn large, then reduced once."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from math import cos, hypot, pi, radians, sin
from random import Random

from PIL import Image, ImageChops, ImageColor, ImageDraw, ImageFilter

Point = tuple[float, float]
Frame = tuple[int, int, int, int]

OVERSAMPLE = 2


def mix(first: str, second: str, share: float) -> str:
    """Return the colour that lies `share` (0 to 1) of the way from first to second."""
    pair = zip(ImageColor.getrgb(first)[:3], ImageColor.getrgb(second)[:3], strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pair)


def thin(colour: str, opacity: float) -> str:
    """Return the colour as a wash of the given opacity (0 to 1)."""
    return f"{colour[:7]}{round(opacity * 255):02x}"


def outline(places: str) -> list[Point]:
    """Return the points of an outline that is written down as "234,268 242,312 262,356"."""
    return [(float(x), float(y)) for x, y in (place.split(",") for place in places.split())]


def smooth(points: Sequence[Point], closed: bool = True, steps: int = 8) -> list[Point]:
    """Return a Catmull-Rom curve through the points."""
    count = len(points)
    path = []
    for i in range(count if closed else count - 1):
        if closed:
            a, b, c, d = (points[(i + k) % count] for k in (-1, 0, 1, 2))
        else:
            a, b, c, d = points[max(i - 1, 0)], points[i], points[i + 1], points[min(i + 2, count - 1)]
        for step in range(steps):
            t = step / steps
            path.append(tuple(_spline(a[k], b[k], c[k], d[k], t) for k in (0, 1)))
    if not closed:
        path.append(points[-1])
    return path


def _spline(a: float, b: float, c: float, d: float, t: float) -> float:
    return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)


def arc(x: float, y: float, rx: float, ry: float, start: float, end: float, steps: int = 32) -> list[Point]:
    """Return points along an ellipse, in degrees clockwise from three o'clock."""
    angles = (radians(start + (end - start) * i / steps) for i in range(steps + 1))
    return [(x + rx * cos(a), y + ry * sin(a)) for a in angles]


def ribbon(points: Sequence[Point], first: float, last: float | None = None) -> list[Point]:
    """Return the outline of a line that goes from one width to another."""
    near, far = [], []
    final = len(points) - 1
    for i, (x, y) in enumerate(points):
        (ax, ay), (bx, by) = points[max(i - 1, 0)], points[min(i + 1, final)]
        length = hypot(bx - ax, by - ay) or 1
        half = (first + ((first if last is None else last) - first) * i / final) / 2
        nx, ny = (ay - by) / length * half, (bx - ax) / length * half
        near.append((x + nx, y + ny))
        far.append((x - nx, y - ny))
    return near + far[::-1]


def turn(points: Iterable[Point], x: float, y: float, degrees: float) -> list[Point]:
    """Return the points turned clockwise about (x, y)."""
    c, s = cos(radians(degrees)), sin(radians(degrees))
    return [(x + (px - x) * c - (py - y) * s, y + (px - x) * s + (py - y) * c) for px, py in points]


def box(x: float, y: float, width: float, height: float) -> list[Point]:
    """Return the four corners of a rectangle."""
    return [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]


class Sheet:
    """One sheet of paper of `wide` by `high` units that will cover width by height pixels."""

    def __init__(self, seed: str, width: int, height: int, wide: int = 1440, high: int = 960):
        self.random = Random(seed)  # noqa: S311 - paint needs the same chance every time, not a secret one
        self.width, self.height, self.wide, self.high = width, height, wide, high
        self.scale = max(width / wide, height / high) * OVERSAMPLE
        self.mirror_line: float | None = None
        self.paper = Image.new("RGB", (round(wide * self.scale), round(high * self.scale)))
        self.pen = ImageDraw.Draw(self.paper, "RGBA")
        dots = self._noise(self.paper.width // OVERSAMPLE + 1, self.paper.height // OVERSAMPLE + 1)
        self.speckle = dots.resize((dots.width * OVERSAMPLE, dots.height * OVERSAMPLE), Image.Resampling.NEAREST)

    def _noise(self, width: int, height: int) -> Image.Image:
        return Image.frombytes("L", (width, height), self.random.randbytes(width * height))

    def _scaled(self, points: Iterable[Point]) -> list[Point]:
        if (line := self.mirror_line) is not None:
            points = ((x, 2 * line - y) for x, y in points)
        return [(x * self.scale, y * self.scale) for x, y in points]

    def _edges(self, x: float, y: float, width: float, height: float) -> tuple[float, float, float, float]:
        (left, top), (right, bottom) = self._scaled([(x, y), (x + width, y + height)])
        high, low = sorted((top, bottom))
        return left, high, max(right - 1, left), max(low - 1, high)

    # Flat paint

    def polygon(self, points: Iterable[Point], colour: str) -> None:
        self.pen.polygon(self._scaled(points), colour)

    def blob(self, points: Sequence[Point], colour: str) -> None:
        self.polygon(smooth(points), colour)

    def rect(self, x: float, y: float, width: float, height: float, colour: str, radius: float = 0) -> None:
        edges = self._edges(x, y, width, height)
        if radius:
            self.pen.rounded_rectangle(edges, radius * self.scale, colour)
        else:
            self.pen.rectangle(edges, colour)

    def oval(self, x: float, y: float, rx: float, ry: float, colour: str) -> None:
        self.pen.ellipse(self._edges(x - rx, y - ry, rx * 2, ry * 2), colour)

    def disc(self, x: float, y: float, radius: float, colour: str) -> None:
        self.oval(x, y, radius, radius, colour)

    def line(self, points: Sequence[Point], colour: str, width: float) -> None:
        """Draw a line with round ends; one in a thin colour is cut from one piece, so that it stays even."""
        across = width * self.scale
        if across < 3:
            self.pen.line(self._scaled(points), colour, max(round(across), 1))
        elif len(colour) > 7:
            self.polygon(ribbon(points, width), colour)
        else:
            self.pen.line(self._scaled(points), colour, round(across), joint="curve")
            for x, y in (points[0], points[-1]):
                self.disc(x, y, width / 2, colour)

    def curve(self, points: Sequence[Point], colour: str, width: float) -> None:
        self.line(smooth(points, closed=False), colour, width)

    def taper(self, start: Point, end: Point, first: float, last: float, colour: str) -> None:
        """Draw a straight limb that is `first` wide where it starts and `last` wide where it ends."""
        self.polygon(ribbon((start, end), first, last), colour)
        self.disc(*start, first / 2, colour)
        self.disc(*end, last / 2, colour)

    # Gradients and grain

    def _frame(self, points: Sequence[Point]) -> Frame:
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        return (
            max(int(min(xs)), 0),
            max(int(min(ys)), 0),
            min(int(max(xs)) + 2, self.paper.width),
            min(int(max(ys)) + 2, self.paper.height),
        )

    def _mask(self, *shapes: Iterable[Point]) -> tuple[Image.Image, Frame] | None:
        scaled = [self._scaled(shape) for shape in shapes]
        left, top, right, bottom = frame = self._frame([point for shape in scaled for point in shape])
        if right <= left or bottom <= top:
            return None
        mask = Image.new("L", (right - left, bottom - top))
        pen = ImageDraw.Draw(mask)
        for shape in scaled:
            pen.polygon([(x - left, y - top) for x, y in shape], 255)
        return mask, frame

    def wash(self, points: Iterable[Point], *colours: str) -> None:
        """Fill a shape with a gradient, top to bottom of the shape."""
        points = list(points)
        if (masked := self._mask(points)) is None:
            return
        mask, frame = masked
        self._grade(points, colours, frame, mask)

    def sky(self, *colours: str, top: float = 0, bottom: float | None = None) -> None:
        """Fill the whole width between two heights with a gradient."""
        bottom = self.high if bottom is None else bottom
        frame = (0, round(top * self.scale), self.paper.width, min(round(bottom * self.scale) + 1, self.paper.height))
        self._grade([(0, top), (0, bottom)], colours, frame)

    def _grade(
        self, points: Sequence[Point], colours: Sequence[str], frame: Frame, mask: Image.Image | None = None
    ) -> None:
        left, top, right, bottom = frame
        high, low = (f(p[1] for p in points) * self.scale for f in (min, max))
        column = _ramp(colours, (top - high) / (low - high), (bottom - high) / (low - high), bottom - top)
        self.paper.paste(column.resize((right - left, bottom - top), Image.Resampling.NEAREST), (left, top), mask)

    def spray(
        self, points: Iterable[Point], colour: str, towards: float = 0, reach: float = 1, start: float = 0
    ) -> None:
        """Speckle a shape: densest at the edge that lies `towards` (degrees clockwise from right), gone at `reach`."""
        self.spray_all([points], colour, towards, reach, start)

    def spray_all(
        self, shapes: Iterable[Iterable[Point]], colour: str, towards: float = 0, reach: float = 1, start: float = 0
    ) -> None:
        """Speckle several shapes as if they were one."""
        if (masked := self._mask(*shapes)) is None:
            return
        mask, frame = masked
        density = _slope(towards, reach, start).resize(mask.size, Image.Resampling.BILINEAR)
        red, green, blue, *opacity = ImageColor.getrgb(colour)
        dots = ImageChops.add(density, self.speckle.crop(frame), 1, -255).point([0] + (opacity or [255]) * 255)
        self.paper.paste((red, green, blue), frame, ImageChops.multiply(dots, mask))

    def spray_disc(
        self, x: float, y: float, radius: float, colour: str, towards: float = 45, reach: float = 0.8
    ) -> None:
        self.spray(arc(x, y, radius, radius, 0, 360), colour, towards, reach)

    # Light

    def glow(self, x: float, y: float, radius: float, colour: str, strength: float = 1, squash: float = 1) -> None:
        """Lay soft round light (or shade) that fades to nothing at the radius."""
        s = self.scale
        size = (max(round(radius * 2 * s), 2), max(round(radius * 2 * squash * s), 2))
        soft = Image.radial_gradient("L").point(lambda v: round(255 * strength * max(0, 1 - v / 180) ** 2))
        mask = soft.resize(size, Image.Resampling.BILINEAR)
        ((left, top),) = self._scaled([(x, y)])
        self.paper.paste(colour, (round(left - size[0] / 2), round(top - size[1] / 2)), mask)

    def haze(self, points: Iterable[Point], colour: str, blur: float, opacity: float = 1, fade: float = 0) -> None:
        """Lay a shape with soft edges; `fade` is the share of its opacity that it loses by its lower edge."""
        reduce = max(round(blur * self.scale / 4), 1)
        scaled = self._scaled(points)
        margin = blur * self.scale * 3
        left, top, right, bottom = self._frame([(x + m, y + m) for x, y in scaled for m in (-margin, margin)])
        if right <= left or bottom <= top:
            return
        size = ((right - left) // reduce + 1, (bottom - top) // reduce + 1)
        small = [((x - left) / reduce, (y - top) / reduce) for x, y in scaled]
        mask = Image.new("L", size)
        ImageDraw.Draw(mask).polygon(small, round(255 * opacity))
        if fade:
            high, low = (f(p[1] for p in small) for f in (min, max))
            mask = ImageChops.multiply(mask, _fall(size, high, low, fade))
        mask = mask.filter(ImageFilter.GaussianBlur(blur * self.scale / reduce))
        mask = mask.resize((size[0] * reduce, size[1] * reduce), Image.Resampling.BILINEAR)
        self.paper.paste(colour, (left, top), mask)

    @contextmanager
    def inside(self, points: Iterable[Point]) -> Iterator[None]:
        """Keep only what is drawn within the shape."""
        before = self.paper.copy()
        yield
        if masked := self._mask(points):
            mask, frame = masked
            before.paste(self.paper.crop(frame), frame, mask)
        self._lay(before)

    def mirror(
        self,
        waterline: float,
        bottom: float,
        squash: float = 1,
        tint: str = "#000000",
        share: float = 0.3,
        ripple: float = 4,
    ) -> None:
        """Mirror what stands above the waterline, tinted, torn a little more with every unit of depth."""
        line, low = round(waterline * self.scale), min(round(bottom * self.scale), self.paper.height)
        depth = low - line
        above = self.paper.crop((0, max(round(line - depth / squash), 0), self.paper.width, line))
        above = above.transpose(Image.Transpose.FLIP_TOP_BOTTOM).resize(
            (above.width, round(above.height * squash)), Image.Resampling.BILINEAR
        )
        self.paper.paste(Image.blend(above, Image.new("RGB", above.size, tint), share), (0, line))
        self._ripple(line, low, ripple)

    @contextmanager
    def reflected(self, waterline: float, depth: float, faint: float = 0.4, ripple: float = 4) -> Iterator[None]:
        """Draw what follows upside down in the water, `faint` (0 to 1) as pale."""
        before = self.paper.copy()
        self.mirror_line = waterline
        yield
        self.mirror_line = None
        low = min(round((waterline + depth) * self.scale), self.paper.height)
        frame = (0, round(waterline * self.scale), self.paper.width, low)
        water = Image.blend(self.paper.crop(frame), before.crop(frame), faint)
        before.paste(water, frame[:2])
        self._lay(before)
        self._ripple(frame[1], low, ripple)

    def _ripple(self, line: int, low: int, ripple: float) -> None:
        row = max(round(2 * self.scale), 1)
        phase = self.random.uniform(0, 6)
        width = self.paper.width
        for y in range(line, low, row):
            deep = (y - line) / self.scale
            wobble = sin(deep / (5 + deep / 30) + phase) * sin(deep / 17 + phase)
            shift = round(wobble * (ripple * 0.3 + ripple * deep / 120) * self.scale)
            band = self.paper.crop((0, y, width, min(y + row, low)))
            if shift:
                self.paper.paste(band, (shift - width if shift > 0 else shift + width, y))
                self.paper.paste(band, (shift, y))

    def _lay(self, paper: Image.Image) -> None:
        self.paper = paper
        self.pen = ImageDraw.Draw(paper, "RGBA")

    def glints(
        self, x: float, y: float, spread: float, depth: float, colour: str, count: int, size: float = 40
    ) -> None:
        """Scatter flat dashes of light over water: narrow far away, long and thick near by."""
        for _ in range(count):
            near = self.random.random() ** 0.8
            across = spread * (0.25 + 0.75 * near)
            length = size * self.random.uniform(0.3, 1) * (0.3 + near)
            left = x + self.random.triangular(-across, across, 0) - length / 2
            level = y + depth * near
            self.line([(left, level), (left + length, level)], colour, 1 + 3 * near)

    # Drying

    def finish(self, grain: float = 5.5) -> Image.Image:
        """Reduce the sheet, cut it to its size and give it the tooth of paper."""
        picture = self.paper.reduce(OVERSAMPLE)
        left, top = (picture.width - self.width) // 2, (picture.height - self.height) // 2
        picture = picture.crop((left, top, left + self.width, top + self.height))
        fine = self._noise(self.width, self.height)
        coarse = self._noise(self.width // 3 + 1, self.height // 3 + 1).resize(fine.size, Image.Resampling.BILINEAR)
        tooth = Image.blend(fine, coarse, 0.25).point(lambda v: round(128 + (v - 128) * grain / 90))
        return ImageChops.add(picture, Image.merge("RGB", [tooth] * 3), 1, -128)


def _ramp(colours: Sequence[str], start: float, end: float, length: int) -> Image.Image:
    """Return a column one pixel wide: the part from start to end (0 to 1) of a run through the colours."""
    stops = [ImageColor.getrgb(colour)[:3] for colour in colours]
    values = bytearray()
    for y in range(length):
        place = max(0.0, min(1.0, start + (end - start) * (y + 0.5) / length)) * (len(stops) - 1)
        i = min(int(place), len(stops) - 2)
        t = place - i
        (r, g, b), (r2, g2, b2) = stops[i], stops[i + 1]
        values += bytes((int(r + (r2 - r) * t + 0.5), int(g + (g2 - g) * t + 0.5), int(b + (b2 - b) * t + 0.5)))
    return Image.frombytes("RGB", (1, length), bytes(values))


@lru_cache(256)
def _slope(towards: float, reach: float, start: float) -> Image.Image:
    """Return a small grey slope, white at the side that lies towards the angle; stretch it over a frame."""
    small = 32
    c, s = cos(radians(towards)), sin(radians(towards))
    span = (abs(c) + abs(s)) * (small - 1)
    values = bytearray()
    for y in range(small):
        for x in range(small):
            distance = 0.5 - ((x - 15.5) * c + (y - 15.5) * s) / span
            values.append(round(235 * max(0.0, min(1.0, 1 - (distance - start) / reach)) ** 1.5))
    return Image.frombytes("L", (small, small), bytes(values))


def _fall(size: tuple[int, int], high: float, low: float, lost: float) -> Image.Image:
    shares = (max(0.0, min(1.0, (y - high) / max(low - high, 1))) for y in range(size[1]))
    return Image.frombytes("L", (1, size[1]), bytes(round(255 * (1 - lost * share)) for share in shares)).resize(
        size, Image.Resampling.NEAREST
    )


def wave(x: float, seed: float, length: float) -> float:
    """Return a calm wandering line between about -1 and 1: three sines that never meet."""
    turns = x / length * 2 * pi
    return 0.55 * sin(turns + seed) + 0.3 * sin(turns * 2.3 + seed * 1.7) + 0.15 * sin(turns * 5.1 + seed * 3.1)
