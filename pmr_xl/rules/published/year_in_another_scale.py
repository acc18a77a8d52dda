"""One year in another scale."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.analysis.figures.usual import median, slip
from pmr_xl.model.finding import Severity
from pmr_xl.model.measure import from_float
from pmr_xl.model.office_settings import OfficeSettings
from pmr_xl.model.published import PublishedRow, PublishedRows
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.engine.evidence.sound import far_from

POWERS = (3, -3, 2, -2, 6, -6)
ENOUGH_YEARS = 3


@rule(
    "PUB-008",
    Severity.QUERY,
    "{where}, {column}, is {found}, about {times} the usual {expected} of the other years.",
    fix="Look into the printed report; correct the table, or have the figure restated.",
    yields_to=("PUB-001",),
)
def year_in_another_scale(table: PublishedRows, settings: OfficeSettings) -> Iterator[Spot]:
    """One published year is about 100, 1,000 or 1,000,000 times the others, or as small a part of them."""
    for row in table.rows:
        yield from _in_row(row, settings)


def _in_row(row: PublishedRow, settings: OfficeSettings) -> Iterator[Spot]:
    if row.indicator.unit.is_duration:
        return
    for one in row.numbers:
        others = row.but(one)
        if len(others) < ENOUGH_YEARS or not one.value or not far_from(float(one.value), others):
            continue
        if not (normal := median(others)):
            continue
        power = slip(float(one.value), (normal,), POWERS, settings.scale_slip_width)
        if power is not None:
            size = f"{10 ** abs(power):,}"
            expected = row.indicator.measure.show(from_float(normal))
            yield spot(one.entered, expected=expected, times=f"{size} times" if power > 0 else f"one {size}th of")
