"""Bounds on processor time that hold on any machine: stretched by how much slower than a quiet desk this one is."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from xml.parsers import expat

_CELLS = 40_000
_THERE = 0.05  # seconds that the piece of work below takes on the quiet desk that bounds are said for
_SHEET = b"".join(b'<row r="%d"><c r="A%d" t="n"><v>%d</v></c></row>' % (n, n, n) for n in range(_CELLS))


def slowness() -> float:
    """How many times as long as on that desk a piece of our usual work takes here and now; at least 1."""
    return max(1.0, _taken() / _THERE)


def _taken() -> float:
    """Processor time of parsing a sheet and of keeping its cells by their address."""
    begun, cells, at = time.process_time(), dict[str, int](), ""

    def opened(name: str, attributes: dict[str, str]) -> None:
        nonlocal at
        if name == "c":
            at = attributes["r"]

    def said(text: str) -> None:
        cells[at] = int(text)

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.CharacterDataHandler = opened, said
    parser.Parse(b"<sheet>%s</sheet>" % _SHEET, True)
    assert sum(sorted(cells.values())) == sum(range(_CELLS))
    return time.process_time() - begun


@contextmanager
def at_most(seconds: float, why: str = "") -> Iterator[None]:
    """What is done meanwhile takes this program at most so many seconds of processor time, as that desk counts them.

    The machine is asked before and after: it is slower at one of them where others are at work on it too.
    """
    before, begun = slowness(), time.process_time()
    yield
    spent = time.process_time() - begun
    allowed = seconds * max(before, slowness())
    assert spent < allowed, f"{spent:.2f} s; {seconds} s on a quiet desk are {allowed:.2f} s here. {why}"
