"""Marked breaks in a series: from a year on it is counted otherwise, and nothing is compared across it."""

from __future__ import annotations

from pmr_xl.model.fiscal import Period
from pmr_xl.model.schema.indicator import Indicator


def counted_since(indicator: Indicator, until: Period) -> int:
    """The fiscal year from which a figure of ``until`` is counted as it is; 0 where there is no break before it."""
    if not indicator.breaks:
        return 0
    years = [Period.parse(code).year for code in indicator.breaks]
    return max((year for year in years if year <= until.year), default=0)


def break_note(indicator: Indicator, until: Period) -> str:
    """What is said of the breaks up to a period: ``Counted otherwise from FY27 on: by box.``; nothing where none is."""
    told = [
        f"Counted otherwise from {code} on: {why.strip().rstrip('.')}."
        for code, why in sorted(indicator.breaks.items())
        if Period.parse(code).year <= until.year
    ]
    return " ".join(told)
