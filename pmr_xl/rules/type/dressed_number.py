"""A number that is text because of what stands around it."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.analysis.figures.possible import PossibleFigures
from pmr_xl.model.entry import Entry
from pmr_xl.model.finding import Severity
from pmr_xl.model.office_settings import OfficeSettings
from pmr_xl.model.past import Past
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.engine.evidence.history import years_of
from pmr_xl.rules.engine.message import as_typed
from pmr_xl.rules.engine.subjects import TextCell
from pmr_xl.rules.type._text import TextKind, fraction_of, repair_of, text_of


@rule(
    "TYP-011",
    Severity.ERROR,
    "{where} holds {found}: what stands around the number makes it text.",
    fix="Type {how} and nothing else; the cell’s format adds signs and commas.",
)
def dressed_number(typed: TextCell, entry: Entry, past: Past, settings: OfficeSettings) -> Iterator[Spot]:
    """A number with invisible characters, a currency sign or accounting brackets, so that it is text."""
    reading = text_of(typed)
    if reading.kind is not TextKind.DRESSED or reading.figure is None or typed.measure is None:
        return
    how = as_typed(typed.measure, reading.figure)
    if PossibleFigures.by(entry.indicator, past).too_small(reading.figure):
        # Brackets may be a minus or only brackets: where nothing ever was below 0, that is asked and not guessed.
        yield spot(typed, expected="a number", how=f"{as_typed(typed.measure, -reading.figure)}, if no minus is meant,")
        return
    if doubt := fraction_of(typed, reading.figure, years_of(entry), settings):
        yield spot(typed, expected="a number", how=doubt)
        return
    why = "only signs and blanks around the number go; the number stays"
    yield spot(typed, expected="a number", repair=repair_of(typed, reading, why), how=how)
