"""Draw icons/netjes-<size>.png from icons/netjes.svg: `python manifest/draw_icons.py`.

Needs no graphics package: every shape is a distance to its edge, a pixel's share of a shape is
how deep its centre lies in it, and a PNG is four chunks. Knows rect, circle, polygon and polyline,
with round corners and ends.
"""

import struct
import zlib
from collections.abc import Callable
from itertools import pairwise
from math import hypot
from pathlib import Path
from xml.etree import ElementTree

ICONS = Path(__file__).parent / "icons"
SIZES = (16, 32, 48, 64, 80, 128)
VIEW = 128  # width and height of the drawing in its own units

Point = tuple[float, float]
Colour = tuple[int, int, int]
# Distance from a point to the edge of a shape, negative inside, and the shape's colour.
Shape = tuple[Callable[[float, float], float], Colour]


def draw(size: int) -> bytes:
    """The drawing as a PNG of `size` by `size` pixels."""
    drawing = shapes((ICONS / "netjes.svg").read_text("utf-8"))
    unit = VIEW / size
    rows = []
    for y in range(size):
        row = (pixel(drawing, (x + 0.5) * unit, (y + 0.5) * unit, unit) for x in range(size))
        rows.append(b"\0" + b"".join(row))
    return png(size, b"".join(rows))


def pixel(drawing: list[Shape], x: float, y: float, unit: float) -> bytes:
    """Red, green, blue and alpha where the shapes lie over one another, the last on top."""
    colour, alpha = [0.0, 0.0, 0.0], 0.0
    for distance, paint in drawing:
        share = min(1.0, max(0.0, 0.5 - distance(x, y) / unit))
        total = share + alpha * (1 - share)
        if share:
            mixed = zip(paint, colour, strict=True)
            colour = [(p * share + c * alpha * (1 - share)) / total for p, c in mixed]
        alpha = total
    return bytes(int(c + 0.5) for c in (*colour, alpha * 255))


def shapes(svg: str) -> list[Shape]:
    """The shapes of the drawing, lowest first."""
    found = []
    for element in ElementTree.fromstring(svg):
        kind = element.tag.rpartition("}")[2]
        if kind in MAKERS:
            colour = element.get("fill", "none")
            colour = element.get("stroke", "") if colour == "none" else colour
            red, green, blue = bytes.fromhex(colour.removeprefix("#"))
            found.append((MAKERS[kind](element), (red, green, blue)))
    return found


def rect(element: ElementTree.Element) -> Callable[[float, float], float]:
    x, y, width, height, r = (
        float(element.get(name, "0")) for name in ("x", "y", "width", "height", "rx")
    )

    def distance(px: float, py: float) -> float:
        dx = abs(px - x - width / 2) - width / 2 + r
        dy = abs(py - y - height / 2) - height / 2 + r
        return hypot(max(dx, 0), max(dy, 0)) + min(max(dx, dy), 0) - r

    return distance


def circle(element: ElementTree.Element) -> Callable[[float, float], float]:
    cx, cy, r = (float(element.get(name, "0")) for name in ("cx", "cy", "r"))
    return lambda px, py: hypot(px - cx, py - cy) - r


def polyline(element: ElementTree.Element) -> Callable[[float, float], float]:
    corners, half = points(element)
    lines = list(pairwise(corners))
    return lambda px, py: min(to_line(px, py, a, b) for a, b in lines) - half


def polygon(element: ElementTree.Element) -> Callable[[float, float], float]:
    corners, half = points(element)
    sides = list(zip(corners, corners[1:] + corners[:1], strict=True))

    def distance(px: float, py: float) -> float:
        edge = min(to_line(px, py, a, b) for a, b in sides)
        # A ray to the right crosses the outline of what it starts in an odd number of times.
        crossed = sum(
            (a[1] > py) != (b[1] > py) and px < (b[0] - a[0]) * (py - a[1]) / (b[1] - a[1]) + a[0]
            for a, b in sides
        )
        return (-edge if crossed % 2 else edge) - half

    return distance


MAKERS = {"rect": rect, "circle": circle, "polyline": polyline, "polygon": polygon}


def points(element: ElementTree.Element) -> tuple[list[Point], float]:
    """The corners, and half the width of the line around them."""
    pairs = (pair.split(",") for pair in element.get("points", "").split())
    return [(float(x), float(y)) for x, y in pairs], float(element.get("stroke-width", "0")) / 2


def to_line(px: float, py: float, a: Point, b: Point) -> float:
    """Distance from a point to the line from a to b."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    along = ((px - a[0]) * dx + (py - a[1]) * dy) / (dx * dx + dy * dy)
    along = min(1.0, max(0.0, along))
    return hypot(px - a[0] - along * dx, py - a[1] - along * dy)


def png(size: int, rows: bytes) -> bytes:
    """A PNG of 8-bit red, green, blue and alpha; each row starts with its filter, 0."""
    header = struct.pack(">IIBBBBB", size, size, 8, 6, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


if __name__ == "__main__":
    for size in SIZES:
        (ICONS / f"netjes-{size}.png").write_bytes(draw(size))
