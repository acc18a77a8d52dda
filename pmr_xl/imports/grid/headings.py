"""Headings in whatever spelling they were brought, as the words this program knows.

Case, blanks and underscores do not count. Some reports call a column otherwise: what the Preliminary MMR, the printed
tables, Citywide Performance Reporting and the open data say is listed here, once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet

from pmr_xl.imports.columns import column_of
from pmr_xl.model.quick.pattern import pattern

_KNOWN = (
    *("agency", "agency_name", "section", "service_no", "service", "goal_no", "goal", "row", "critical", "equity"),
    *("indicator", "parent", "unit", "trend_5yr", "desired_direction", "resource", "report", "unit_of_appropriation"),
    *("applicable_goals", "id", "frequency", "valuedate", "acceptedvalue", "acceptedvalueytd"),
    *("fiscal_year", "fiscal_month", "month", "value", "fytd_value", "open_data_id"),
    *("place_kind", "place", "period", "parent_id"),
)
_ALSO = {
    "parentrow": "parent", "performanceindicator": "indicator", "performanceindicators": "indicator",
    "resourceindicator": "resource", "resourceindicators": "resource", "agencyresources": "resource",
    "unitsofappropriation": "unit_of_appropriation", "applicablemmrgoals": "applicable_goals",
    "5yeartrend": "trend_5yr", "trend5year": "trend_5yr", "5yrtrend": "trend_5yr",
    "cprdatatype": "indicator", "valueraw": "value", "valueytd": "fytd_value", "fytd": "fytd_value",
    "measure": "indicator", "indicatorname": "indicator",
    "geotype": "place_kind", "breakdown": "place_kind", "geovalue": "place", "placeorgroup": "place",
}  # fmt: skip
_NAMES = {re.sub(r"[^a-z0-9]", "", one): one for one in _KNOWN} | _ALSO
_LEADING = pattern(r"actual_(fy.*)", re.ASCII)
_LONG_YEAR = pattern(r"fy_?(?:20)?(\d\d)(?!\d)", re.ASCII)


def known_heading(heading: str) -> str:
    """A heading as this program spells it; one that says nothing to it stays as it is, without blanks around."""
    said = heading.strip()
    if column_of(said) is not None:
        return said
    key = re.sub(r"[^a-z0-9]+", "_", said.casefold()).strip("_")
    if (word := _NAMES.get(key.replace("_", ""))) is not None:
        return word
    year = _LONG_YEAR.sub(r"FY\1", _LEADING.sub(r"\1", key))
    return year if column_of(year) is not None else said


def heading_row(lines: Iterable[Sequence[str]], marks: AbstractSet[str], most: int = 30) -> int | None:
    """Which of the first lines holds the headings: the first that has one of the ``marks``; None where none does.

    Counted from 0. A title, a date or a note above the headings is no row of headings.
    """
    for place, line in zip(range(most), lines, strict=False):
        if len(line) > 1 and marks & {known_heading(cell) for cell in line}:
            return place
    return None
