"""A number typed as text."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.book.sheet import Book
from pmr_xl.model.entry import Entry
from pmr_xl.model.finding import Severity
from pmr_xl.model.office_settings import OfficeSettings
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.engine.evidence.history import years_of
from pmr_xl.rules.engine.message import as_typed
from pmr_xl.rules.engine.subjects import TextCell
from pmr_xl.rules.type._formula import AS_VALUES, block_of
from pmr_xl.rules.type._text import TextKind, fraction_of, repair_of, text_of, thousands_of

TOLD = "a number is needed"  # also what the form says, beside the figure


@rule(
    "TYP-001",
    Severity.ERROR,
    "{where} holds the text {found}; " + TOLD + ".",
    fix="{first}Type {how}; if Excel keeps it as text, set the cell’s format back to a number first.",
)
def text_number(typed: TextCell, entry: Entry, book: Book, settings: OfficeSettings) -> Iterator[Spot]:
    """A number typed as text."""
    reading, measure = text_of(typed), typed.measure
    if reading.kind is not TextKind.NUMBER or reading.figure is None or measure is None:
        return
    block, figure = block_of(typed, book), reading.figure
    first = f"{AS_VALUES.format(block=block)}; then go on here. " if block else ""
    how = as_typed(measure, figure) + ("" if measure.unit.is_duration else " as a number")
    repair = repair_of(typed, reading, "the same figure, as a number")
    doubt = fraction_of(typed, figure, years_of(entry), settings)
    if doubt := doubt or thousands_of(typed, figure, whole=entry.indicator.counts_whole_things):
        how, repair = doubt, None
    yield spot(typed, expected="a number", repair=repair, how=how, first=first)
