"""A checked workbook as the page shows it: the findings sheet's own words and order, figures of earlier periods beside.

What is counted, sorted and said comes from the rooms that make the findings sheet, so page and sheet say one thing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from pmr_xl.analysis.status import Status
from pmr_xl.desk.desk import Desk
from pmr_xl.desk.review.sheets import comparisons
from pmr_xl.desk.validate import Validation
from pmr_xl.forms.review_copy.answers import answer_to
from pmr_xl.forms.review_copy.finding_row import fault_of
from pmr_xl.forms.review_copy.findings_sheet import in_sheet_order, summary
from pmr_xl.forms.submission_form.parts.drafts import NAME as DRAFTS
from pmr_xl.model.entry import Ask, Entry
from pmr_xl.model.finding import Finding, Severity, for_agency, visible_text
from pmr_xl.model.measure import Figure
from pmr_xl.model.past import Past
from pmr_xl.model.schema.line import Line
from pmr_xl.model.submission import Submission
from pmr_xl.rules.engine.pages import for_agencies
from pmr_xl.rules.engine.registry import rule_called
from pmr_xl.words.remarks import remark_of

_MONTHS = 12  # of a monthly report, the one that is sent among them


def view_of(desk: Desk, result: Validation) -> dict[str, Any]:
    """What the page shows of one file, as plain values.

    Of the findings those that an agency is told, numbered as on the findings sheet.
    """
    told = in_sheet_order(for_agency(result.findings))
    submission = result.submission
    lines = {} if submission is None else submission.chapter.by_id
    past = None if submission is None else desk.figures_that_count(submission)
    charts = {} if past is None or submission is None else _charts(submission, past, {one.indicator_id for one in told})
    return {
        "title": _title(result),
        "summary": summary(told),
        "remark": remark_of(result),
        "exit": result.exit_code,
        "findings": [_row(no, one, lines, result) for no, one in enumerate(told, start=1)],
        "rules": {one.rule: _rule(one.rule) for one in told if rule_called(one.rule)},
        "charts": charts,
        "status": _status(desk, submission, past),
        "drafts": result.book is not None and result.book.sheet(DRAFTS) is not None,
        "repairs": sum(one.repair is not None for one in told),
        "explanations": {} if submission is None else _explanations(submission, {one.where.row for one in told}),
    }


def _title(result: Validation) -> str:
    submission = result.submission
    return result.path.name if submission is None else f"{submission.chapter.name} · {submission.edition.title}"


def _row(number: int, finding: Finding, lines: Mapping[str, Line], result: Validation) -> dict[str, Any]:
    repair, line = finding.repair, lines.get(finding.indicator_id)
    new = "" if repair is None else repair.new if isinstance(repair.new, str) else f"{repair.new:.15g}"
    quiet = finding.severity is Severity.INFO
    return {
        "no": number,
        "severity": finding.severity.value,
        "sign": finding.severity.sign + (" (beta)" if finding.beta else ""),
        "rule": finding.rule,
        "place": finding.place,
        "sheet": finding.where.sheet,
        "range": finding.place.rpartition("!")[2] if finding.where.row else "",
        "row": finding.where.row,
        "indicator": finding.indicator,
        "id": finding.indicator_id,
        "service": "" if line is None else line.service or line.table,
        "column": finding.column,
        "fault": fault_of(finding),
        "found": visible_text(finding.found),
        "expected": visible_text(finding.expected),
        "remedy": finding.remedy,
        "fix": visible_text(new),
        "why": "" if repair is None else repair.why,
        "state": finding.waived or ("" if quiet else answer_to(finding, result.answers).state.value),
        "answer": "" if finding.answer is None else finding.answer.text,
    }


def _explanations(submission: Submission, rows: set[int]) -> dict[str, dict[str, str]]:
    """By row of the form's own sheet the cell of its Explanation and what stands there, of the rows with findings."""
    said = {entry.row: entry.get(Ask.EXPLANATION) for entry in submission.entries if entry.row in rows}
    return {
        str(row): {"sheet": one.where.sheet, "cell": one.where.address, "text": one.text}
        for row, one in said.items()
        if one is not None
    }


def _rule(code: str) -> dict[str, str]:
    rule = rule_called(code)
    if rule is None:
        raise KeyError(code)
    title, why, how = for_agencies(rule)
    return {"title": title, "why": why, "how": how}


def _charts(submission: Submission, past: Past, ids: set[str]) -> dict[str, list[dict[str, Any]]]:
    """By indicator its figures of the periods that its form shows, and of the one that is sent."""
    edition = submission.edition
    back = range(_MONTHS - 1, 0, -1)
    periods = [edition.submitted_period.months_back(months) for months in back] if edition.monthly else edition.history
    return {
        entry.line.id: [
            {
                "label": period.label,
                "printed": entry.indicator.measure.show(figure),
                "value": float(figure) if isinstance(figure, Decimal) else None,
                "sent": period == edition.submitted_period,
            }
            for period in (*periods, edition.submitted_period)
            for figure in [past.actual(entry.line.id, period) if period != edition.submitted_period else _sent(entry)]
        ]
        for entry in submission.entries
        if entry.line.id in ids
    }


def _sent(entry: Entry) -> Figure | None:
    """The figure that was sent; None where the form has lost its column."""
    actual = entry.get(Ask.ACTUAL)
    return None if actual is None else actual.figure


def _status(desk: Desk, submission: Submission | None, past: Past | None) -> list[list[Any]]:
    """How many indicators stand where against their targets, in the order in which the words are declared."""
    if submission is None or past is None:
        return []
    tally = Counter(one.status for one in comparisons(submission, past, desk))
    return [[status.value, tally[status]] for status in Status if tally[status]]
