"""What a column of a published table holds, told by its heading."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pmr_xl.model.fact import FactKind
from pmr_xl.model.fiscal import Edition, Period, Report, Span
from pmr_xl.model.quick.pattern import pattern

_HEADING = pattern(r"(?P<before>(?:target|plan)_)?FY(?P<year>\d{2})(?:_(?P<after>\w+))?", re.ASCII | re.IGNORECASE)
_PART = pattern(r"(?P<months>[1-9]|1[0-2])mo(?:_actual)?", re.ASCII)
_EARLIER_PLAN = pattern(r"sept(\d{4})_mmr_plan", re.ASCII)


@dataclass(frozen=True, slots=True)
class TableColumn:
    """One column of figures.

    Attributes:
        kind: actuals, or targets (also plans and budgets).
        edition: the earlier report these figures were first printed in; None for the table's own.
    """

    heading: str
    kind: FactKind
    period: Period
    edition: Edition | None = None


def column_of(heading: str) -> TableColumn | None:
    """What the heading promises; None for a column of words.

    ``FY25``, ``FY25_actual``, ``FY25_expenditures_…`` are actuals of a year, ``fy25_4mo`` those of its first four
    months; ``target_FY26``, ``FY27_plan``, ``FY26_updated_plan``, ``FY26_modified_budget…`` are what was planned, and
    ``FY26_sept2025_mmr_plan`` is the plan that the MMR of September 2025 printed.
    """
    found = _HEADING.fullmatch(heading)
    if found is None:
        return None
    year, after = 2000 + int(found["year"]), (found["after"] or "").lower()
    if found["before"]:
        return None if after else TableColumn(heading, FactKind.TARGET, Period(year))
    if part := _PART.fullmatch(after):
        return TableColumn(heading, FactKind.ACTUAL, Period(year, Span.TO_DATE, int(part["months"])))
    if earlier := _EARLIER_PLAN.fullmatch(after):
        return TableColumn(heading, FactKind.TARGET, Period(year), Edition(Report.MMR, int(earlier[1])))
    if after in ("", "actual") or "expenditures" in after:
        return TableColumn(heading, FactKind.ACTUAL, Period(year))
    return TableColumn(heading, FactKind.TARGET, Period(year)) if "plan" in after or "budget" in after else None
