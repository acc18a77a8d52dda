"""The columns of every frame that the Python door gives: name, dtype, meaning. docs/python.md prints these tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Column(NamedTuple):
    """One column of a frame: its pandas dtype and what stands in it."""

    dtype: str
    meaning: str


TEXT, NUMBER, WHOLE, TRUTH = "string", "float64", "Int64", "bool"

_OF_INDICATOR = {
    "agency": Column(TEXT, "code of the agency, such as DSNY"),
    "indicator_id": Column(TEXT, "the office's own id; it never changes"),
    "indicator": Column(TEXT, "name, as the report prints it"),
}
_UNIT = Column(TEXT, "number, thousands, percent, dollars, minutes:seconds … as the schema says it")
_STATUS = Column(
    TEXT, "number, NA (not available), * (no target), ↑ or ↓ (directional target), missing (nothing known)"
)

FINDINGS: Mapping[str, Column] = {
    "file": Column(TEXT, "name of the submission's file"),
    "agency": Column(TEXT, "code of the agency whose form it is; empty where it is no form of this office"),
    "edition": Column(TEXT, "MMR-FY26, PMMR-FY27, CPR-FY27-M05"),
    "rule": Column(TEXT, "code of the rule, such as TYP-001"),
    "severity": Column(TEXT, "error, query or info"),
    "sheet": Column(TEXT, "sheet of the finding"),
    "cell": Column(TEXT, "its first cell, such as J12; empty where the whole sheet is meant"),
    "to": Column(TEXT, "its last cell, where one finding covers several"),
    "indicator_id": _OF_INDICATOR["indicator_id"],
    "indicator": _OF_INDICATOR["indicator"],
    "column": Column(TEXT, "heading of the column, in the form's words"),
    "found": Column(TEXT, "what the cell holds"),
    "expected": Column(TEXT, "what was expected there"),
    "message": Column(TEXT, "what was found, in words"),
    "remedy": Column(TEXT, "how to correct it"),
    "explained": Column(TRUTH, "a query that was answered well enough"),
    "waived": Column(TEXT, "the waiver it is under; empty where it is under none"),
    "beta": Column(TRUTH, "of a rule on trial: reported, never in the way of acceptance"),
}

INDICATORS: Mapping[str, Column] = {
    **_OF_INDICATOR,
    "parent_id": Column(TEXT, "the indicator it is a part of; empty for a row of its own"),
    "goal_no": Column(TEXT, "1a; empty outside services"),
    "heading": Column(TEXT, "its goal in words, or the table it stands in"),
    "service": Column(TEXT, "its service; empty outside services"),
    "unit": _UNIT,
    "decimals": Column(WHOLE, "decimals printed"),
    "desired_direction": Column(TEXT, "up, down or none"),
    "critical": Column(TRUTH, "marked ★ in the report"),
    "equity": Column(TRUTH, "marked ® in the report"),
    "aggregation": Column(TEXT, "how months become a year: sum, average, last …; unknown where nobody said"),
    "year": Column(TEXT, "which twelve months: fiscal, calendar, school, federal"),
    "target_kind": Column(TEXT, "expected, maximum, minimum, directional or none"),
    "open_data_id": Column(WHOLE, "id in the City's open data, where known"),
}

HISTORY: Mapping[str, Column] = {
    **_OF_INDICATOR,
    "period": Column(TEXT, "FY26, or a month or part of a year as the record names it"),
    "kind": Column(TEXT, "actual or target"),
    "value": Column(
        NUMBER, "the figure in its unit; times in seconds, percentages as 63.2; NaN where there is no number"
    ),
    "unit": _UNIT,
    "text": Column(TEXT, "as the report prints it"),
    "status": _STATUS,
    "in_force": Column(TRUTH, "no later figure of the same period and kind has taken its place"),
    "edition": Column(TEXT, "the report that stated it"),
    "file": Column(TEXT, "the file it came from"),
    "sha256": Column(TEXT, "that file's SHA-256"),
    "place": Column(TEXT, "its cell or row there"),
    "version": Column(WHOLE, "of the submission; missing for a published table"),
    "reason": Column(TEXT, "why a published figure was restated, or why there is none"),
    "who": Column(TEXT, "who took it into the record"),
    "at": Column(TEXT, "when"),
}

VARIANCES: Mapping[str, Column] = {
    "file": FINDINGS["file"],
    "edition": FINDINGS["edition"],
    **_OF_INDICATOR,
    "unit": _UNIT,
    "critical": INDICATORS["critical"],
    "desired_direction": INDICATORS["desired_direction"],
    "period": Column(TEXT, "the period submitted"),
    "actual": Column(NUMBER, "the figure submitted, in its unit (times in seconds)"),
    "actual_text": Column(TEXT, "as the report prints it"),
    "actual_status": _STATUS,
    "target": Column(NUMBER, "the target it is compared with; NaN where there is none, or where it is an arrow"),
    "target_text": Column(TEXT, "as the report prints it"),
    "target_status": _STATUS,
    "to_target": Column(NUMBER, "actual minus target, in the unit; percentage points for percentages"),
    "to_target_share": Column(NUMBER, "that, divided by the target's size: 0.05 is 5%"),
    "to_target_verdict": Column(TEXT, "Better, Worse, Changed or Same; empty where there is nothing to compare"),
    "status": Column(TEXT, "where it stands against its target, as the variance sheet says it"),
    "last_year": Column(NUMBER, "the figure that counts for the same period last year"),
    "last_year_text": Column(TEXT, "as the report prints it"),
    "to_last_year": Column(NUMBER, "actual minus last year"),
    "to_last_year_share": Column(NUMBER, "that, divided by last year's size"),
    "to_last_year_verdict": Column(TEXT, "Better, Worse, Changed or Same"),
    "year_status": Column(TEXT, "where it stands against last year, as the variance sheet says it"),
    "next_target": Column(NUMBER, "the target proposed for next year"),
    "next_target_text": Column(TEXT, "as the report prints it"),
    "trend": Column(TEXT, "Up, Down, Neutral or NA, as the report prints it; NA for part of a year"),
    "due": Column(TEXT, "why an explanation is due; empty where none is"),
    "explanation": Column(TEXT, "what the agency says"),
}

TABLES: Mapping[str, Column] = {
    "agency": _OF_INDICATOR["agency"],
    "edition": FINDINGS["edition"],
    "table": Column(TEXT, "stable name of the table's range, such as pmr_DSNY_1a"),
    "kind": Column(TEXT, "indicators, resources or appropriations"),
    "section": Column(TEXT, "SERVICE 1, AGENCY RESOURCES …"),
    "title": Column(TEXT, "Goal 1a; empty where the section says it all"),
    "row": Column(WHOLE, "row of the table, from 1"),
    "row_id": Column(TEXT, "id of the indicator, resource or unit of appropriation"),
    "label": Column(TEXT, "name as printed, sub-rows with a dash"),
    "depth": Column(WHOLE, "0, or how far a sub-row stands below its whole"),
    "column": Column(TEXT, "stable name of the column: actual:FY26, target:FY27, trend, direction"),
    "heading": Column(TEXT, "its heading in one line: Actual FY26"),
    "text": Column(TEXT, "exactly what the report prints"),
    "value": HISTORY["value"],
    "unit": Column(TEXT, "unit of the value; empty for words"),
    "revised": Column(TRUTH, "a published figure that this edition changes"),
}
