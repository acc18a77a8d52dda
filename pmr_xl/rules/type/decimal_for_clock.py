"""10.17 for 10:17."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.entry import Entry
from pmr_xl.model.finding import Severity
from pmr_xl.model.measure import Unit, from_float
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.engine.evidence.history import usual_of
from pmr_xl.rules.engine.subjects import NumberCell

DAY = 86_400
MANY = 20  # times the usual: nothing real, and a number of days always is
LEAST_MINUTES = 0.5  # a stored half day is a number typed, not minutes and seconds
LEAST_HOURS = 1.0

HOW = {True: "9 minutes 13 seconds as 0:09:13", False: "2 hours 41 minutes as 2:41"}  # by minutes and seconds
TOLD = "the time with colons: {how}"  # also what the form says, beside the figure


@rule(
    "TYP-005",
    Severity.ERROR,
    "{where} holds the plain number {found} where a time in {unit} belongs; Excel takes it for {found} days.",
    fix="Type " + TOLD + ".",
    yields_to=("TYP-004",),
    indicators=lambda basis: basis.indicator.unit.is_duration,
    ordinary=True,
)
def decimal_for_clock(clock: NumberCell, entry: Entry) -> Iterator[Spot]:
    """A decimal number (10.17, 617) where a time belongs."""
    if clock.measure is None or not clock.measure.unit.is_duration:
        return
    normal = usual_of(entry)
    stored = clock.cell.value if clock.cell is not None else None
    if not normal or not isinstance(stored, float):
        return
    minutes_seconds = clock.measure.unit is Unit.MINUTES_SECONDS
    if stored * DAY > MANY * normal and stored >= (LEAST_MINUTES if minutes_seconds else LEAST_HOURS):
        how = HOW[minutes_seconds]
        usual = clock.measure.show(from_float(normal))
        yield spot(clock, found=format(stored, ".15g"), expected=f"about {usual}", how=how)
