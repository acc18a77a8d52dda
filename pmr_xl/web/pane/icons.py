"""The pane's icons, drawn here: a white tick on a navy tile, as PNG in each size that Excel asks for."""

from __future__ import annotations

import struct
import zlib
from math import hypot

SIZES = (16, 32, 64, 80, 128)  # pixels: button, button and list, list on dense screens, button on dense screens, store
_TILE, _TICK = (23, 54, 93), (255, 255, 255)  # the navy of the sheets; white
_CORNER, _STROKE = 0.18, 0.085  # of the side: a corner's radius, half a stroke's width
_STROKES = (((0.24, 0.53), (0.43, 0.71)), ((0.43, 0.71), (0.77, 0.31)))


def icons() -> dict[str, bytes]:
    """``icon-16.png`` and so on."""
    return {f"icon-{size}.png": icon(size) for size in SIZES}


def icon(size: int) -> bytes:
    """The icon as a PNG of ``size`` × ``size`` pixels, 8 bits each of red, green, blue and opacity."""
    rows = b"".join(
        b"\0" + b"".join(bytes(_pixel((x + 0.5) / size, (y + 0.5) / size, size)) for x in range(size))
        for y in range(size)
    )
    header = struct.pack(">IIBBBBB", size, size, 8, 6, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(map(_part, parts))


def _part(part: tuple[bytes, bytes]) -> bytes:
    name, content = part
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def _pixel(x: float, y: float, size: int) -> tuple[int, int, int, int]:
    """Colour and opacity at a place of the unit square; edges fade over one pixel."""
    tick = _covered(min(_from_stroke(x, y, *stroke) for stroke in _STROKES) - _STROKE, size)
    tile = _covered(_from_tile(x, y), size)
    red, green, blue = (round(under + (over - under) * tick) for under, over in zip(_TILE, _TICK, strict=True))
    return red, green, blue, round(255 * tile)


def _covered(distance: float, size: int) -> float:
    return min(1.0, max(0.0, 0.5 - distance * size))


def _from_tile(x: float, y: float) -> float:
    """How far outside the tile with its round corners; negative inside."""
    beyond = [abs(value - 0.5) - (0.5 - _CORNER) for value in (x, y)]
    return hypot(*(max(one, 0.0) for one in beyond)) + min(max(beyond), 0.0) - _CORNER


def _from_stroke(x: float, y: float, start: tuple[float, float], end: tuple[float, float]) -> float:
    """How far from the line between two places."""
    wide, high = end[0] - start[0], end[1] - start[1]
    along = ((x - start[0]) * wide + (y - start[1]) * high) / (wide * wide + high * high)
    along = min(1.0, max(0.0, along))
    return hypot(x - start[0] - along * wide, y - start[1] - along * high)
