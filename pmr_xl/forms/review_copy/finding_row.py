"""One row of the findings sheet, by heading: what stands in each cell and how it looks."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from pmr_xl.forms.paper.pages import Content, Link, Rich, Style
from pmr_xl.forms.review_copy import looks
from pmr_xl.forms.review_copy.answers import Answer, AnswerState
from pmr_xl.forms.review_copy.rules_sheet import NAME as RULES
from pmr_xl.forms.submission_form.plan import SUBMISSION
from pmr_xl.model.finding import Finding, Severity, visible_text

_LONGEST_CELL = 32_000  # Excel's limit is 32,767


def contents(
    number: int, finding: Finding, answer: Answer, sheets: Collection[str] | None, rule_row: int = 0
) -> dict[str, tuple[Content, Style]]:
    """One row of the table, by heading.

    Args:
        sheets: names of the workbook's sheets; None where every place may be led to.
        rule_row: where its rule stands on the sheet of rules; 0 where it does not.
    """
    repair = finding.repair
    new = "" if repair is None else (repair.new if isinstance(repair.new, str) else f"{repair.new:.15g}")
    quiet = (
        finding.severity is Severity.INFO and answer.state is AnswerState.OPEN
    )  # nothing is asked, so nothing is open
    return {
        "No": _to_rule(number, rule_row, looks.NUMBER),
        "Severity": (finding.severity.sign + (" (beta)" if finding.beta else ""), looks.SEVERITY[finding.severity]),
        "Cell": _cell(finding, sheets),
        "Indicator": (finding.indicator, looks.CELL),
        "Found": (visible_text(finding.found), looks.CELL),
        "Expected": (visible_text(finding.expected), looks.CELL),
        "How to correct it": (_how(finding, answer), looks.CELL),
        "State": ("" if quiet else answer.state.value, looks.ANSWER),
        "Your answer": (answer.explanation[:_LONGEST_CELL], looks.ANSWER),
        "Name": (answer.by, looks.ANSWER),
        "Date": (answer.on, looks.DAY),
        "Suggested fix": (visible_text(new), looks.CELL),
        "Rule": _to_rule(finding.rule, rule_row, looks.SMALL),
        "Indicator id": (finding.indicator_id, looks.SMALL),
        "Earlier answer": (answer.earlier[:_LONGEST_CELL], looks.SMALL),
        "Where": (finding.place, looks.STORED),
        "Value": (finding.value, looks.STORED),
    }


def _to_rule(told: str | int, rule_row: int, style: Style) -> tuple[Content, Style]:
    """A link to why it is asked, where the sheet of rules says it."""
    if not rule_row:
        return told, style
    return Link(f"internal:'{RULES}'!A{rule_row}", told, "Why it is asked"), replace(style, underline=True)


def _cell(finding: Finding, sheets: Collection[str] | None) -> tuple[Content, Style]:
    """The place, as a link wherever there is a sheet to go to; of the form's own sheet the cell alone."""
    sheet, at = finding.where.sheet, finding.place
    if finding.where.row:
        at = at.rpartition("!")[2]
        at = at if sheet == SUBMISSION else f"{sheet} {at}"
    if not sheet or (sheets is not None and sheet.casefold() not in {name.casefold() for name in sheets}):
        return at, looks.CELL
    cell = finding.where.address if finding.where.row else "A1"
    quoted = sheet.replace("'", "''")
    return Link(f"internal:'{quoted}'!{cell}", at, f"Go to {finding.place}"[:255]), looks.LINK


def _how(finding: Finding, answer: Answer) -> Content:
    """The way to correct it; what is wrong only where neither what was found nor what was expected says it."""
    remedy = finding.remedy[: _LONGEST_CELL // 4]
    fault = "" if finding.found and finding.expected else fault_of(finding)[: _LONGEST_CELL // 2]
    in_form = [one for one in finding.said if one.where.rpartition("!")[0] == finding.where.sheet]
    told = [f"{'✎' if one.counts else '○'} In the form, {_at(one.where)}: {visible_text(one.text)}" for one in in_form]
    if answer.earlier:
        told.append("○ An earlier answer, of another value, stands to the right.")
    runs = [(fault, looks.FAULT), (remedy, looks.REMEDY), ("\n".join(told)[: _LONGEST_CELL // 8], looks.DONE)]
    said = [(text, look) for text, look in runs if text]
    if len(said) < 2:  # noqa: PLR2004 - one run alone is a plain text
        return said[0][0] if said else ""
    return Rich(tuple((text if at == 0 else f"\n{text}", look) for at, (text, look) in enumerate(said)))


def fault_of(finding: Finding) -> str:
    """What is wrong, without the indicator and the cell that stand beside it."""
    place = f"({finding.place})"
    at = finding.message.find(place)
    told = finding.message[at + len(place) :].lstrip(": ") if at >= 0 else finding.message
    return told[:1].upper() + told[1:]


def _at(where: str) -> str:
    return where.rpartition("!")[2]
