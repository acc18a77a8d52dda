"""Times that are none, and 10:17 typed for ten minutes that Excel took for ten hours."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from math import log10

from pmr_xl.model.entry import Entry
from pmr_xl.model.finding import Severity
from pmr_xl.model.measure import Measure, Unit, from_float
from pmr_xl.model.office_settings import OfficeSettings
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.engine.evidence.history import usual_of
from pmr_xl.rules.engine.subjects import NumberCell, TextCell
from pmr_xl.rules.type._text import TextKind, text_of

SIXTY = 60

# Also what the form says, beside the figure.
AS_MINUTES = "minutes:seconds with a 0 for the hours: 0:{hours}:{minutes}"
A_SIXTIETH = "about a sixtieth of the usual {usual}"


@rule(
    "TYP-004",
    Severity.ERROR,
    "{where}: we found {found}{why}.",
    fix="Type {how}.",
    indicators=lambda basis: basis.indicator.unit.is_duration,
    ordinary=True,
)
def duration(typed: NumberCell | TextCell, entry: Entry, settings: OfficeSettings) -> Iterator[Spot]:
    """A time whose last part passes 59, or minutes:seconds that Excel took for hours:minutes."""
    measure = typed.measure
    if measure is None or not measure.unit.is_duration:
        return
    if typed.raw:
        if text_of(typed).kind is TextKind.CLOCK:
            how = "0:09:13 for 9:13" if measure.unit is Unit.MINUTES_SECONDS else "2:41 for 2 hours 41 minutes"
            why = f", which is no time in {measure.unit.words}: the part after a colon is 00 to 59"
            yield spot(typed, expected="a time", why=why, how=f"the time as {how}")
    elif isinstance(typed.figure, Decimal):
        normal = usual_of(entry)
        if normal and measure.unit is Unit.MINUTES_SECONDS and _sixtyfold(typed.figure, normal, settings):
            yield _as_hours(typed, typed.figure, measure, normal)
        elif normal and _about(float(typed.figure) * SIXTY / normal, settings):
            yield _sixtieth(typed, measure, normal)


def _sixtyfold(seconds: Decimal, normal: float, settings: OfficeSettings) -> bool:
    """About sixty times the usual, and whole minutes, as hours:minutes are."""
    return _about(float(seconds) / SIXTY / normal, settings) and seconds % SIXTY == 0


def _about(times: float, settings: OfficeSettings) -> bool:
    """Whether something is about as much as another."""
    return times > 0 and abs(log10(times)) < settings.scale_slip_width


def _sixtieth(typed: NumberCell | TextCell, measure: Measure, normal: float) -> Spot:
    usual, minutes = measure.show(from_float(normal)), measure.unit is Unit.MINUTES_SECONDS
    stored = "seconds" if minutes else "minutes and seconds"
    how = "minutes:seconds with a 0 for the hours: 0:09:13 for 9:13" if minutes else "hours:minutes: 7:05, without a 0"
    why = f", stored as {stored}, {A_SIXTIETH.format(usual=usual)}"
    return spot(typed, found=typed.as_printed, expected=f"about {usual}", why=why, how=how)


def _as_hours(typed: NumberCell | TextCell, seconds: Decimal, measure: Measure, normal: float) -> Spot:
    hours, minutes = divmod(int(seconds) // SIXTY, SIXTY)
    usual = measure.show(from_float(normal))
    return spot(
        typed,
        found=f"{hours}:{minutes:02d} stored as {hours} hours {minutes} minutes",
        expected=f"about {usual}",
        why=f", about sixty times the usual {usual}",
        how=AS_MINUTES.format(hours=f"{hours:02d}", minutes=f"{minutes:02d}"),
    )
