"""The printed fiscal 2026 report as the project keeps it, and a past made from it row by row."""

from __future__ import annotations

import csv
from collections import defaultdict
from functools import cache

from pmr_xl.model.fiscal import Edition, Period, Report
from pmr_xl.model.measure import Measure, Unit
from pmr_xl.model.past import Past
from pmr_xl.model.schema.chapter import Chapter
from pmr_xl.office import Library, built_in_office

MMR = Edition(Report.MMR, 2026)
YEARS = tuple(Period(year) for year in range(2022, 2027))
NEXT = Period(2027)
MILLIONS = Measure(Unit.DOLLARS_MILLIONS, 1)

FIGURES = ("FY22", "FY23", "FY24", "FY25", "FY26")
COLUMNS = (
    *((f"actual:{year}", year) for year in FIGURES),
    ("target:FY26", "target_FY26"),
    ("target:FY27", "target_FY27"),
    ("trend", "trend_5yr"),
    ("direction", "desired_direction"),
)
# Rows whose printed trend the printed figures do not give: the change is so near ten percent that rounding decides, and
# the city computed it on figures it did not print.
ON_THE_BOUNDARY = {
    ("LPC", "Certificates of No Effect issued within 10 business days (%)"),
    ("DOF", "Average time to issue a business tax refund (requested or non-requested) (days)"),
    ("CCHR", "Complaints closed (%) - no probable cause determination"),
    ("DPR", "Letters responded to within 14 days (%)"),
    ("DEP", "Calls answered within 30 seconds (%)"),
    ("DCAS", "Average time to fulfill an agency requisition (days)"),
}
# The report's own slips: single figures with other decimals than their rows.
ODD_DECIMALS = {
    ("hh-resource-revenues", "FY25"): ("$13,677.30", "$13,677.3"),
    ("nycem-resource-overtime-paid", "FY22"): ("$978.0", "$978"),
}
# Cells of indicators that do not come out as printed, and why.
OTHERWISE = {known: {"trend_5yr"} for known in ON_THE_BOUNDARY} | {
    ("OATH", "Letters responded to within 14 days (%)"): {"FY23"},  # 91.67% in a row of whole percents
}


@cache
def printed(what: str) -> dict[str, list[dict[str, str]]]:
    """Rows by agency, in print order; of the final report only."""
    path = built_in_office() / "schemas" / "published" / f"mmr_fy2026_{what}.csv"
    rows = defaultdict(list)
    with path.open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            if row.get("report", "MMR").startswith("MMR"):
                rows[row["agency"]].append(row)
    return dict(rows)


@cache
def chapters() -> dict[str, Chapter]:
    """The chapters of the schemas that come with the project."""
    library = Library(built_in_office())
    return {code: library.chapter(code) for code in library.agencies()}


@cache
def past_of(code: str) -> Past:
    """What the printed tables say, read by place: the n-th printed row is the n-th line of the chapter."""
    chapter, actuals, targets = chapters()[code], {}, {}
    for line, row in zip(chapter.lines, printed("indicators")[code], strict=True):
        measure, aim = line.indicator.measure, line.indicator.target_measure
        actuals[line.id] = {year: measure.parse(row[year.code]) for year in YEARS}
        targets[line.id] = {year: aim.parse(row[f"target_{year.code}"]) for year in (YEARS[-1], NEXT)}
    for resource, row in zip(chapter.resources, printed("resources").get(code, []), strict=True):
        actuals[resource.id] = {year: resource.measure.parse(row[year.code]) for year in YEARS}
        targets[resource.id] = {year: resource.measure.parse(row[f"plan_{year.code}"]) for year in (YEARS[-1], NEXT)}
    units = printed("units_of_appropriation").get(code, [])
    for unit, row in zip(chapter.appropriations, units, strict=bool(units)):
        actuals[unit.id] = {YEARS[3]: MILLIONS.parse(row["FY25_expenditures_millions"])}
        targets[unit.id] = {YEARS[4]: MILLIONS.parse(row["FY26_modified_budget_or_plan_millions"])}
    return Past(actuals, targets)
