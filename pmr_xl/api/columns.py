"""The columns of every frame that the Python door gives: name, dtype, meaning. docs/python.md prints these tables."""

from __future__ import annotations

from collections.abc import Mapping

from pmr_xl.model.definitions.texts import TEXTS
from pmr_xl.model.quick.named import NamedTuple


class FrameColumn(NamedTuple):
    """One column of a frame: its pandas dtype and what stands in it."""

    dtype: str
    meaning: str


TEXT, NUMBER, WHOLE, TRUTH = "string", "float64", "Int64", "bool"

_OF_INDICATOR = {
    "agency": FrameColumn(TEXT, "code of the agency, such as DSNY"),
    "indicator_id": FrameColumn(TEXT, "the office's own id; it never changes"),
    "indicator": FrameColumn(TEXT, "name, as the report prints it"),
}
_UNIT = FrameColumn(TEXT, "number, thousands, percent, dollars, minutes:seconds … as the schema says it")
_STATUS = FrameColumn(
    TEXT, "number, NA (not available), * (no target), ↑ or ↓ (directional target), missing (nothing known)"
)

FINDINGS: Mapping[str, FrameColumn] = {
    "file": FrameColumn(TEXT, "name of the submission's file"),
    "agency": FrameColumn(TEXT, "code of the agency whose form it is; empty where it is no form of this office"),
    "edition": FrameColumn(TEXT, "MMR-FY26, PMMR-FY27, CPR-FY27-M05"),
    "rule": FrameColumn(TEXT, "code of the rule, such as TYP-001"),
    "severity": FrameColumn(TEXT, "error, query or info"),
    "sheet": FrameColumn(TEXT, "sheet of the finding"),
    "cell": FrameColumn(TEXT, "its first cell, such as J12; empty where the whole sheet is meant"),
    "to": FrameColumn(TEXT, "its last cell, where one finding covers several"),
    "indicator_id": _OF_INDICATOR["indicator_id"],
    "indicator": _OF_INDICATOR["indicator"],
    "column": FrameColumn(TEXT, "heading of the column, in the form's words"),
    "found": FrameColumn(TEXT, "what the cell holds"),
    "expected": FrameColumn(TEXT, "what was expected there"),
    "message": FrameColumn(TEXT, "what was found, in words"),
    "remedy": FrameColumn(TEXT, "how to correct it"),
    "explained": FrameColumn(TRUTH, "a query that was answered well enough"),
    "waived": FrameColumn(TEXT, "the waiver it is under; empty where it is under none"),
    "beta": FrameColumn(TRUTH, "of a rule on trial: reported, never in the way of acceptance"),
}

INDICATORS: Mapping[str, FrameColumn] = {
    **_OF_INDICATOR,
    "parent_id": FrameColumn(TEXT, "the indicator it is a part of; empty for a row of its own"),
    "goal_no": FrameColumn(TEXT, "1a; empty outside services"),
    "heading": FrameColumn(TEXT, "its goal in words, or the table it stands in"),
    "service": FrameColumn(TEXT, "its service; empty outside services"),
    "unit": _UNIT,
    "decimals": FrameColumn(WHOLE, "decimals printed"),
    "desired_direction": FrameColumn(TEXT, "up, down or none"),
    "critical": FrameColumn(TRUTH, "marked ★ in the report"),
    "equity": FrameColumn(TRUTH, "marked ® in the report"),
    "aggregation": FrameColumn(TEXT, "how months become a year: sum, average, last …; unknown where nobody said"),
    "frequency": FrameColumn(
        TEXT, "how often its figure comes about: monthly, quarterly, annual …; empty where nobody said"
    ),
    "year": FrameColumn(TEXT, "which twelve months: fiscal, calendar, school, federal"),
    "target_kind": FrameColumn(TEXT, "expected, maximum, minimum, directional or none"),
    "open_data_id": FrameColumn(WHOLE, "id in the City's open data, where known"),
}

HISTORY: Mapping[str, FrameColumn] = {
    **_OF_INDICATOR,
    "period": FrameColumn(TEXT, "FY26, or a month or part of a year as the record names it"),
    "kind": FrameColumn(TEXT, "actual or target"),
    "value": FrameColumn(
        NUMBER, "the figure in its unit; times in seconds, percentages as 63.2; NaN where there is no number"
    ),
    "unit": _UNIT,
    "text": FrameColumn(TEXT, "as the report prints it"),
    "status": _STATUS,
    "in_force": FrameColumn(TRUTH, "no later figure of the same period and kind has taken its place"),
    "edition": FrameColumn(TEXT, "the report that stated it"),
    "file": FrameColumn(TEXT, "the file it came from"),
    "sha256": FrameColumn(TEXT, "that file's SHA-256"),
    "place": FrameColumn(TEXT, "its cell or row there"),
    "version": FrameColumn(WHOLE, "of the submission; missing for a published table"),
    "reason": FrameColumn(TEXT, "why a published figure was restated, or why there is none"),
    "who": FrameColumn(TEXT, "who took it into the record"),
    "at": FrameColumn(TEXT, "when"),
}

VARIANCES: Mapping[str, FrameColumn] = {
    "file": FINDINGS["file"],
    "edition": FINDINGS["edition"],
    **_OF_INDICATOR,
    "unit": _UNIT,
    "critical": INDICATORS["critical"],
    "desired_direction": INDICATORS["desired_direction"],
    "period": FrameColumn(TEXT, "the period submitted"),
    "actual": FrameColumn(NUMBER, "the figure submitted, in its unit (times in seconds)"),
    "actual_text": FrameColumn(TEXT, "as the report prints it"),
    "actual_status": _STATUS,
    "target": FrameColumn(NUMBER, "the target it is compared with; NaN where there is none, or where it is an arrow"),
    "target_text": FrameColumn(TEXT, "as the report prints it"),
    "target_status": _STATUS,
    "to_target": FrameColumn(
        NUMBER, "printed actual minus printed target, in the unit; percentage points for percentages"
    ),
    "to_target_share": FrameColumn(NUMBER, "that, divided by the target's size: 0.05 is 5%"),
    "to_target_verdict": FrameColumn(TEXT, "Better, Worse, Changed or Same; empty where there is nothing to compare"),
    "status": FrameColumn(TEXT, "where it stands against its target, as the variance sheet says it"),
    "last_year": FrameColumn(NUMBER, "the figure that counts for the same period last year"),
    "last_year_text": FrameColumn(TEXT, "as the report prints it"),
    "to_last_year": FrameColumn(NUMBER, "printed actual minus what is printed for last year"),
    "to_last_year_share": FrameColumn(NUMBER, "that, divided by last year's size"),
    "to_last_year_verdict": FrameColumn(TEXT, "Better, Worse, Changed or Same"),
    "year_status": FrameColumn(TEXT, "where it stands against last year, as the variance sheet says it"),
    "next_target": FrameColumn(NUMBER, "the target proposed for next year"),
    "next_target_text": FrameColumn(TEXT, "as the report prints it"),
    "trend": FrameColumn(TEXT, "Up, Down, Neutral or NA, as the report prints it; NA for part of a year"),
    "due": FrameColumn(TEXT, "why an explanation is due; empty where none is"),
    "explanation": FrameColumn(TEXT, "what the agency says"),
}

TABLES: Mapping[str, FrameColumn] = {
    "agency": _OF_INDICATOR["agency"],
    "edition": FINDINGS["edition"],
    "table": FrameColumn(TEXT, "stable name of the table's range, such as pmr_DSNY_1a"),
    "kind": FrameColumn(TEXT, "indicators, resources or appropriations"),
    "section": FrameColumn(TEXT, "SERVICE 1, AGENCY RESOURCES …"),
    "title": FrameColumn(TEXT, "Goal 1a; empty where the section says it all"),
    "row": FrameColumn(WHOLE, "row of the table, from 1"),
    "row_id": FrameColumn(TEXT, "id of the indicator, resource or unit of appropriation"),
    "label": FrameColumn(TEXT, "name as printed, sub-rows with a dash"),
    "depth": FrameColumn(WHOLE, "0, or how far a sub-row stands below its whole"),
    "column": FrameColumn(TEXT, "stable name of the column: actual:FY26, target:FY27, trend, direction"),
    "heading": FrameColumn(TEXT, "its heading in one line: Actual FY26"),
    "text": FrameColumn(TEXT, "exactly what the report prints"),
    "value": HISTORY["value"],
    "unit": FrameColumn(TEXT, "unit of the value; empty for words"),
    "revised": FrameColumn(TRUTH, "a published figure that this edition changes"),
}

BOARD: Mapping[str, FrameColumn] = {
    "edition": FINDINGS["edition"],
    "agency": _OF_INDICATOR["agency"],
    "agency_name": FrameColumn(TEXT, "name, as the report prints it"),
    "state": FrameColumn(
        TEXT,
        "not received, errors to correct, queries open, returned, explained, nothing open, accepted or released",
    ),
    "version": FrameColumn(WHOLE, "of the latest submission; missing where none is received"),
    "errors": FrameColumn(WHOLE, "errors to correct"),
    "queries": FrameColumn(WHOLE, "queries that are open"),
    "explained": FrameColumn(WHOLE, "queries that are answered"),
    "promised": FrameColumn(WHOLE, "figures that are not available yet and come later"),
    "decided": FrameColumn(WHOLE, "figures with a decision in force"),
    "commitments": FrameColumn(WHOLE, "its commitments that are open"),
    "overdue": FrameColumn(WHOLE, "those of them whose day has passed"),
    "due": FrameColumn(TEXT, "the day that lateness counts from, 2026-09-17; empty where nobody named one"),
    "signed": FrameColumn(TEXT, "the day its agency signed it; empty where none is received"),
    "days_late": FrameColumn(WHOLE, "from the day due to the day signed; of one that is not received, until today"),
    "extended": FrameColumn(TRUTH, "the agency was given a day of its own"),
    "accepted_version": FrameColumn(WHOLE, "the version that is accepted; missing where none is"),
    "last_decision": FrameColumn(TEXT, "what was decided last: Approve, Return …, Accepted, Acceptance withdrawn"),
    "last_by": FrameColumn(TEXT, "who decided that"),
    "last_on": FrameColumn(TEXT, "and on which day"),
    "analyst": FrameColumn(TEXT, "whose portfolio it is in; empty where it is in none"),
    "backup": FrameColumn(TEXT, "who stands in"),
    "note": FrameColumn(TEXT, "what else is to be known"),
    "file": FrameColumn(TEXT, "name of the submission's file"),
}

EXCEPTIONS: Mapping[str, FrameColumn] = {
    "edition": FINDINGS["edition"],
    **_OF_INDICATOR,
    "critical": INDICATORS["critical"],
    "level": FrameColumn(TEXT, "who is to see it, as the office's settings say"),
    "years_missed": FrameColumn(WHOLE, "for how many years running its target is missed"),
    "critical_missed": FrameColumn(TRUTH, "a critical indicator's target is missed"),
    "shared_differs": FrameColumn(TRUTH, "another agency has accepted another figure of the same indicator"),
    "unexplained": FrameColumn(TRUTH, "a rule asks why, and nothing that was said answers"),
    "missed_again": FrameColumn(TRUTH, "its target is missed for two years running or more"),
    "declined": FrameColumn(TRUTH, "worse than last year by 10% or more"),
    "target_easier": FrameColumn(TRUTH, "the target proposed for next year is easier, or given up"),
    "unusual": FrameColumn(TRUTH, "outside what its own history makes usual"),
    "restated": FrameColumn(TRUTH, "this submission restates a published figure"),
    "na_again": FrameColumn(TRUTH, "NA now and NA last year"),
    "overdue": FrameColumn(TRUTH, "what was agreed about it has not come by its day"),
    "actual": FrameColumn(TEXT, "the figure submitted, as the report prints it"),
    "target": FrameColumn(TEXT, "the target it is compared with, as the report prints it"),
    "last_year": FrameColumn(TEXT, "last year's figure, as the report prints it"),
    "next_target": FrameColumn(TEXT, "the target proposed for next year, as the report prints it"),
    "explanation": VARIANCES["explanation"],
    "decision": FrameColumn(TEXT, "the decision in force; empty where there is none"),
}

LETTERS: Mapping[str, FrameColumn] = {
    "edition": FINDINGS["edition"],
    "agency": _OF_INDICATOR["agency"],
    "asks": FrameColumn(TEXT, "form awaited, correct, correct or explain, return, hold, promised, agreed"),
    "place": FrameColumn(TEXT, "its cell; empty where no cell is meant"),
    "indicator_id": FrameColumn(TEXT, "of a finding, its indicator's id; empty where none is meant"),
    "indicator": FrameColumn(TEXT, "name, as the report prints it; empty where none is meant"),
    "rule": FrameColumn(TEXT, "code of the rule that found it; empty for what people ask"),
    "message": FrameColumn(TEXT, "what is asked, in words"),
    "remedy": FINDINGS["remedy"],
    "due": FrameColumn(TEXT, "the day that counts for the form, 2026-09-17; empty where nobody named one"),
    "days_late": FrameColumn(WHOLE, "by how many days that was missed"),
    "by": FrameColumn(TEXT, "the day by which an answer is wanted; empty where nobody named one"),
    "file": FrameColumn(TEXT, "name of the form; empty where it is awaited or accepted"),
}

COMMITMENTS: Mapping[str, FrameColumn] = {
    "code": FrameColumn(TEXT, "its own, C-0007; never given twice"),
    "what": FrameColumn(TEXT, "what is to be done"),
    "kind": FrameColumn(TEXT, "commitment, corrective action, audit recommendation, goal or initiative"),
    "agency": FrameColumn(TEXT, "code of the agency that answers for it; empty where it is nobody's alone"),
    "partners": FrameColumn(TEXT, "codes of agencies that take part, with commas"),
    "owner": FrameColumn(TEXT, "the person or unit there"),
    "indicator_id": FrameColumn(TEXT, "the indicator that it sticks to; empty for none"),
    "indicator": _OF_INDICATOR["indicator"],
    "reference": FrameColumn(TEXT, "its number elsewhere, such as that of an audit"),
    "parent": FrameColumn(TEXT, "code of what it is a part of; empty for none"),
    "parts": FrameColumn(WHOLE, "how many parts it has"),
    "parts_done": FrameColumn(WHOLE, "how many of them are done"),
    "due": FrameColumn(TEXT, "by when, 2026-09-30; empty where nobody named a day"),
    "status": FrameColumn(TEXT, "open, partly implemented, implemented, not accepted, closed; overdue from the day"),
    "stated_status": FrameColumn(TEXT, "the same as it was said, never overdue"),
    "days_overdue": FrameColumn(WHOLE, "0 where it is done, or there is time"),
    "first_due": FrameColumn(TEXT, "the day that was named first"),
    "put_off": FrameColumn(WHOLE, "how often its day was moved to a later one"),
    "evidence": FrameColumn(TEXT, "what shows it"),
    "figure": FrameColumn(TEXT, "the figure with which it was closed, as the report prints it"),
    "edition": FrameColumn(TEXT, "the report in whose course it was agreed; empty for none"),
    "origin": FrameColumn(TEXT, "what it came from: a decision, an exception, a file with its row"),
    "last_why": FrameColumn(TEXT, "the reason of its last step"),
    "last_by": FrameColumn(TEXT, "who took that"),
    "last_on": FrameColumn(TEXT, "and on which day"),
    "begun_by": FrameColumn(TEXT, "who stated it"),
    "begun_on": FrameColumn(TEXT, "and on which day"),
}

DEFINITIONS: Mapping[str, FrameColumn] = {
    **_OF_INDICATOR,
    **{one.key: FrameColumn(TEXT, one.asks[0].lower() + one.asks[1:].rstrip(".")) for one in TEXTS},
    "confirmed_by": FrameColumn(TEXT, "who last said that it is right; empty where nobody did"),
    "confirmed_on": FrameColumn(TEXT, "and on which day"),
    "changes": FrameColumn(WHOLE, "how often it was changed"),
}

PLACES: Mapping[str, FrameColumn] = {
    **_OF_INDICATOR,
    "breakdown": FrameColumn(TEXT, "the list it is broken down by: community_district, race"),
    "code": FrameColumn(TEXT, "the place's or group's code there, such as 202"),
    "place": FrameColumn(TEXT, "the place or group, as the list names it"),
    "within": FrameColumn(TEXT, "the borough a place lies in; empty for a group"),
    "period": FrameColumn(TEXT, "FY26, or a month or part of a year as the record names it"),
    "unit": _UNIT,
    "value": FrameColumn(NUMBER, "the figure that counts, in its unit; nothing is hidden here: it is for the office"),
    "text": FrameColumn(TEXT, "as the report prints it"),
    "status": _STATUS,
}

RELIABILITY: Mapping[str, FrameColumn] = {
    **_OF_INDICATOR,
    "year": FrameColumn(TEXT, "the fiscal year of the figure, FY26"),
    "critical": FrameColumn(TRUTH, "a critical indicator"),
    "figure": FrameColumn(TEXT, "the figure as the report prints it now; empty where there is none"),
    "class": FrameColumn(TEXT, "certified, certified with qualification, factors prevented certification, inaccurate, "
                         "not yet looked at"),
    "looked": FrameColumn(TEXT, "what was looked at"),
    "reported": FrameColumn(TEXT, "the figure as it was reported when it was looked at"),
    "recomputed": FrameColumn(TEXT, "the figure as its source gives it"),
    "accuracy": FrameColumn(TEXT, "how exact it has to be for its use"),
    "limits": FrameColumn(TEXT, "what limits it at that"),
    "compensation": FrameColumn(TEXT, "how that is made up for"),
    "action": FrameColumn(TEXT, "what was agreed"),
    "commitment": FrameColumn(TEXT, "the code under which that is followed"),
    "sample": FrameColumn(TEXT, "the sample that it was drawn in; empty where it was looked at otherwise"),
    "looked_by": FrameColumn(TEXT, "who looked"),
    "looked_on": FrameColumn(TEXT, "and on which day"),
    "changed_since": FrameColumn(TRUTH, "the figure is another one now than the one that was looked at"),
}  # fmt: skip
