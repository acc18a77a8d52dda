"""Where a figure comes from, line by line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pmr_xl.desk.tables.provenance import stated_as
from pmr_xl.model.fact import FactKind

if TYPE_CHECKING:
    from pmr_xl.desk.editions.trace import FigureSince, Trace, TracedFigure
    from pmr_xl.record import Stated


def trace_lines(found: Trace) -> Iterator[str]:
    """An indicator's figures in an edition, each with what it was stated by and what does not count beside it."""
    yield f"{found.name or found.indicator} ({found.indicator}), {found.edition.title}"
    for one in found.figures:
        yield from _counting(one)
        yield from _made_of(one)
        for each in one.beside:
            yield from _beside(each)
    yield from map(_since, found.since)
    for what, let in found.let_through:
        yield f"▲ {what.what.value} of {what.at[:10]}, by {what.who}, let through: {let.told} ({let.why})"


def _since(one: FigureSince) -> str:
    """A figure that the record has otherwise than the release printed it."""
    row, version = one.row, f", version {one.row.version}" if one.row.version else ""
    return (
        f"▲ {row.period}: {row.figure} since the release, which prints {one.was or 'none'}: {row.file}{version}, "
        f"{row.place}, taken in {row.taken}"
    )


def _counting(one: TracedFigure) -> Iterator[str]:
    row, stated = one.row, one.stated
    version = f", version {row.version}" if row.version else ""
    program = f", with pmr_xl {stated.program}" if stated.program else ""
    yield f"✓ {row.period}: {row.figure} · {row.stated}"
    yield f"  from: {row.file}{version}, {row.place}, stated for {stated.edition.title}"
    yield f"  SHA-256 {row.sha256}"
    yield f"  taken in {row.taken}{program}"
    for original in one.kept:
        yield f"  kept as {original}"
    said = (
        ("because", row.because),
        ("corrected", row.corrected),
        ("explained", row.explanation),
        ("decided", row.decision),
    )
    yield from (f"  {label}: {text}" for label, text in said if text)


def _made_of(one: TracedFigure) -> Iterator[str]:
    """What a percentage was said to be made of, and whether the two make it."""
    top, bottom = one.stated.numerator, one.stated.denominator
    if top is None or bottom is None:
        return
    said = f"{top:,} ÷ {bottom:,}"
    if one.measure is None or not bottom:
        yield f"  made of: {said}"
        return
    made, shown = (one.measure.show(each) for each in (top / bottom * 100, one.stated.figure))
    yield f"  made of: {said}" if made == shown else f"  ▲ made of: {said}, which makes {made}"


def _beside(one: Stated) -> Iterator[str]:
    version = f", version {one.version}" if one.version is not None else ""
    figure = f"{one.period.label}{'' if one.kind is FactKind.ACTUAL else ' target'}: {one.printed or one.figure}"
    yield (
        f"– {figure} does not count · {stated_as(one)}: {one.file}{version}, "
        f"{one.place}, stated for {one.edition.title}, taken in by {one.who} on {one.at[:10]}"
    )
    if one.withdrawn:
        yield f"  {one.withdrawn}"
