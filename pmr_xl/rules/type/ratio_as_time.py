"""25:1 typed, and Excel made 25 hours and 1 minute of it."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.entry import Entry
from pmr_xl.model.finding import Severity
from pmr_xl.model.measure import Unit
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.engine.evidence.history import usual_of
from pmr_xl.rules.engine.subjects import NumberCell

MINUTES_A_DAY = 1440
HOUR = 60
NEAR = 1e-6  # of a minute: a day's binary parts are no exact minutes
FAR = 2  # times the usual, or a half of it, is no longer told apart from a ratio with many decimals

TOLD = "{hours} alone; the cell shows the :1 itself"  # also what the form says, beside the figure


@rule(
    "TYP-015",
    Severity.ERROR,
    "{where} holds {hours} hours and 1 minute; Excel made a time of the ratio {hours}:1.",
    fix="Type " + TOLD + ".",
    yields_to=("TYP-012",),
    indicators=lambda basis: basis.indicator.unit is Unit.RATIO,
    ordinary=True,
)
def ratio_as_time(ratio: NumberCell, entry: Entry) -> Iterator[Spot]:
    """A ratio typed with its :1, which Excel keeps as hours and one minute."""
    if ratio.measure is None or ratio.measure.unit is not Unit.RATIO:
        return
    stored = None if ratio.cell is None else ratio.cell.value
    if not isinstance(stored, float) or stored.is_integer():
        return
    minutes = round(stored * MINUTES_A_DAY)
    hours, rest = divmod(minutes, HOUR)
    if rest != 1 or not hours or abs(stored * MINUTES_A_DAY - minutes) > NEAR:
        return
    usual = usual_of(entry)
    if usual is None or usual / FAR <= hours <= usual * FAR:
        yield spot(ratio, found=f"{hours}:01", expected=f"{hours}:1", hours=hours)
