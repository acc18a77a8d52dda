"""The findings sheet: every finding in a real table, with room for the agency's answer."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import count

from pmr_xl.forms.paper import theme
from pmr_xl.forms.paper.fitting import row_height
from pmr_xl.forms.paper.pages import ConditionalRule, Content, Formula, Link, Page, Paint, Print, Rich, Style
from pmr_xl.forms.review_copy.answers import (
    CHOICES,
    HEADINGS,
    NO_ANSWERS,
    SHEET_VERSION,
    Answer,
    Answers,
    AnswerState,
    answer_to,
)
from pmr_xl.model.book.places import Range
from pmr_xl.model.finding import Finding, Severity, counts, drawn, order

NAME = "PMR findings"
TABLE = "PMR_Findings"
HEADING_ROW = 6
_WIDTHS = (4.5, 9.5, 9, 17, 25, 15.5, 13.5, 13.5, 44, 11, 12, 29, 9, 10, 24, 8)
_AT = {heading: column for column, heading in enumerate(HEADINGS, start=1)}
_APART = 4  # rows from the table's last to the first rule below it: an empty one, so that the table does not grow
NO_RULES: Mapping[str, tuple[str, str]] = {}
_LONGEST_CELL = 32_000  # Excel's limit is 32,767

_CELL = Style(colour=theme.INK, bottom=theme.RULE, wrap=True)
_SMALL = replace(_CELL, colour=theme.GREY)
_STRONG = replace(_CELL, bold=True)
_ANSWER = replace(_CELL, fill=theme.PALE_YELLOW, locked=False, left=theme.RULE, right=theme.RULE)
_NUMBER = replace(_SMALL, align="left")
_STORED = replace(_SMALL, wrap=False)
_DAY = replace(_ANSWER, number_format="yyyy-mm-dd", align="left")
_WRONG, _REMEDY = Style(colour=theme.INK), Style(colour=theme.NAVY, bold=True)
_LINK = replace(_CELL, colour=theme.BLUE, underline=True)
_RULE_LINK = replace(_SMALL, underline=True)
_SEVERITY = {
    Severity.ERROR: replace(_CELL, colour=theme.RED_BROWN, fill=theme.PALE_ORANGE, bold=True),
    Severity.QUERY: replace(_CELL, colour=theme.ORANGE, bold=True),
    Severity.INFO: replace(_CELL, colour=theme.GREY),
}
_ASKED = {  # of one, of several
    "error": ("error to correct", "errors to correct"),
    "query": ("query to correct or explain", "queries to correct or explain"),
    "explained": ("explained", "explained"),
    "info": ("to know", "to know"),
    "waived": ("waived", "waived"),
    "office": ("for the office alone", "for the office alone"),
}
_LEFT_HEADING = replace(theme.HEADING, align="left")
_DONE = Style(colour=theme.GREY)


def arranged(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """As they are numbered: errors, queries, what is only to be known; by sheet, row and column within."""
    return tuple(sorted(findings, key=lambda finding: (finding.severity.rank, order(finding))))


def summary(findings: Sequence[Finding]) -> str:
    """How many of what: “3 errors to correct, 5 queries to correct or explain, 2 explained, 1 to know”."""
    tally = counts(findings) | {"explained": sum(finding.explained and not finding.waived for finding in findings)}
    tally["query"] -= tally["explained"]
    said = [f"{tally[name]:,} {_ASKED[name][tally[name] > 1]}" for name in _ASKED if tally[name]]
    return ", ".join(said) + "." if said else "Nothing to correct and nothing to explain."


def lay(
    findings: Iterable[Finding],
    *,
    title: str = "Findings",
    about: str = "",
    answers: Answers = NO_ANSWERS,
    sheets: Collection[str] | None = None,
    name: str = NAME,
    rules: Mapping[str, tuple[str, str]] = NO_RULES,
) -> Page:
    """The findings sheet of one submission.

    Args:
        findings: in any order; they are numbered as :func:`arranged` has them.
        title: the line in A1 (“Findings · Department of Sanitation · MMR Fiscal 2026”).
        about: a quiet line beneath: file, version, when judged.
        answers: what was answered on the sheet before (:func:`pmr_xl.forms.review_copy.answers.read_states`).
        sheets: names of the workbook's sheets; a finding on a sheet that is not there gets no link.
        name: the sheet's name; also the start of its table's.
        rules: titles and explanations of rules by code; they stand under the table, and findings lead there.
    """
    rows = arranged(findings)
    page = Page(name, tab=theme.RED_BROWN if counts(rows)["error"] else theme.BLUE, print=_print(len(rows)))
    page.widths = dict(enumerate(_WIDTHS, start=1))
    page.heights = {1: 27, 2: 18, 3: 15, 4: 15, 5: 9}
    page.put(1, 1, title, theme.TITLE)
    page.put(3, 1, f"{about} · sheet version {SHEET_VERSION}" if about else "", theme.SUBTITLE)
    if not rows:
        page.put(2, 1, f"✓ Clean: {summary(rows)[0].lower()}{summary(rows)[1:]}", replace(theme.MET, size=12))
        page.put(4, 1, "No cell of this workbook is marked. It can be sent as it is.", theme.SUBTITLE)
        return page
    page.put(2, 1, summary(rows), Style(size=12, bold=True, colour=theme.INK))
    page.put(4, 1, _guide(counts(rows)), theme.SUBTITLE)
    page.heights[HEADING_ROW] = 24
    for heading, column in _AT.items():
        page.put(HEADING_ROW, column, heading, _LEFT_HEADING)
    codes = sorted({finding.rule for finding in rows} & rules.keys())
    told = dict(zip(codes, count(HEADING_ROW + len(rows) + _APART), strict=False))
    for number, finding in enumerate(rows, start=1):
        row = _contents(number, finding, answer_to(finding, answers), sheets)
        if finding.rule in told:
            row["Rule"] = (
                Link(f"internal:'{name}'!D{told[finding.rule]}", finding.rule, "Why it is asked"),
                _RULE_LINK,
            )
        for heading, (content, style) in row.items():
            page.put(HEADING_ROW + number, _AT[heading], content, style)
        page.heights[HEADING_ROW + number] = row_height([content for content, _ in row.values()], _WIDTHS)
    _finish(page, HEADING_ROW + len(rows))
    _explain(page, {code: (at, *rules[code]) for code, at in told.items()})
    return page


def _explain(page: Page, rules: Mapping[str, tuple[int, str, str]]) -> None:
    """Why the rules ask what they ask, under the table; the code stands where no answer is looked for."""
    if not rules:
        return
    first = min(at for at, _, _ in rules.values())
    page.put(first - 1, _AT["Indicator id"], "Why the rules ask", replace(theme.TITLE, size=12))
    page.heights[first - 1] = 24
    for code, (at, title, text) in rules.items():
        row = {"Indicator id": (code, _STRONG), "Indicator": (title, _STRONG), "How to correct it": (text, _CELL)}
        for column in range(_AT["Indicator id"], _AT["How to correct it"] + 1):
            page.put(at, column, *row.get(HEADINGS[column - 1], ("", _CELL)))
        page.heights[at] = row_height([row[h][0] if h in row else "" for h in HEADINGS], _WIDTHS)


def _contents(
    number: int, finding: Finding, answer: Answer, sheets: Collection[str] | None
) -> dict[str, tuple[Content, Style]]:
    """One row of the table, by heading."""
    sign = finding.severity.sign + (" (beta)" if finding.beta else "")
    repair = finding.repair
    new = "" if repair is None else (repair.new if isinstance(repair.new, str) else f"{repair.new:.15g}")
    quiet = (
        finding.severity is Severity.INFO and answer.state is AnswerState.OPEN
    )  # nothing is asked, so nothing is open
    return {
        "No": (number, _NUMBER),
        "Severity": (sign, _SEVERITY[finding.severity]),
        "Rule": (finding.rule, _SMALL),
        "Indicator id": (finding.indicator_id, _SMALL),
        "Indicator": (finding.indicator, _CELL),
        "Where": _where(finding, sheets),
        "Found": (drawn(finding.found), _CELL),
        "Expected": (drawn(finding.expected), _CELL),
        "How to correct it": (_mend(finding), _CELL),
        "Suggested fix": (drawn(new), _CELL),
        "State": ("" if quiet else answer.state.value, _ANSWER),
        "Explanation": (answer.explanation[:_LONGEST_CELL], _ANSWER),
        "By": (answer.by, _ANSWER),
        "On": (answer.on, _DAY),
        "Earlier answer": (answer.earlier[:_LONGEST_CELL], _SMALL),
        "Value": (finding.value, _STORED),
    }


def _where(finding: Finding, sheets: Collection[str] | None) -> tuple[Content, Style]:
    """The place, as a link wherever there is a sheet to go to."""
    sheet = finding.where.sheet
    if not sheet or (sheets is not None and sheet.casefold() not in {name.casefold() for name in sheets}):
        return finding.place, _CELL
    cell = finding.where.address if finding.where.row else "A1"
    quoted = sheet.replace("'", "''")
    return Link(f"internal:'{quoted}'!{cell}", finding.place, f"Go to {finding.place}"[:255]), _LINK


def _mend(finding: Finding) -> Content:
    """What is wrong, then, on its own line and stronger, the way to correct it."""
    message, remedy = finding.message[: _LONGEST_CELL // 2], finding.remedy[: _LONGEST_CELL // 4]
    in_form = [one for one in finding.said if one.where.rpartition("!")[0] == finding.where.sheet]
    told = "".join(f"\n{'✎' if one.counts else '○'} In the form, {one.where}: {drawn(one.text)}" for one in in_form)
    told = told[: _LONGEST_CELL // 8]
    if not remedy and not told:
        return message
    runs = [(message, _WRONG), (f"\n{remedy}" if remedy else "", _REMEDY), (told, _DONE)]
    return Rich(tuple((text, look) for text, look in runs if text))


def _guide(tally: dict[str, int]) -> str:
    parts = ["“Where” takes you to the cell."]
    if tally["error"]:
        parts.append("Correct an error there.")
    if tally["query"]:
        parts.append(
            "Correct a query, or answer it in Explanation and set State to ✎ Explained; beside ○ Open it is a draft."
        )
    parts.append("Found draws blanks that cannot be seen: · a blank, ⍽ a no-break space.")
    return " ".join(parts)


def _finish(page: Page, last: int) -> None:
    """The table, the drop-down of states, the live count, the quieter look of what is done."""
    first, state = HEADING_ROW + 1, "K"
    page.table = (TABLE, Range(HEADING_ROW, 1, last, len(HEADINGS)))
    page.freeze = (first, 4)
    page.selected = (first, 1)
    area = Range(first, _AT["State"], last, _AT["State"])
    opened = AnswerState.OPEN.value
    states = [page.cells[row, _AT["State"]].content for row in range(first, last + 1)]
    still, asked = states.count(opened), len(states) - states.count("")
    page.put(
        2, _AT["State"],
        Formula(f'COUNTIF({state}{first}:{state}{last},"{opened}")&" of {asked:,} still open"',
                f"{still:,} of {asked:,} still open"),
        Style(bold=True, colour=theme.NAVY),
    )  # fmt: skip
    page.rules.append(
        ConditionalRule(
            area, "list", source=tuple(state.value for state in CHOICES),
            prompt_title="Where it stands",
            prompt="Beside Open words are a draft; choose Explained for an answer. Another value opens it again.",
            error_title="Where it stands", error="Choose one of the four states from the list.",
        )
    )  # fmt: skip
    page.rules.append(
        ConditionalRule(
            Range(first, _AT["Explanation"], last, _AT["Explanation"]), "length", criteria="<=", value=8000,
            prompt_title="Explanation", prompt="Say at least two of: what changed, by how much, why.",
            error_title="Explanation", error="An explanation may have up to 8,000 characters.",
        )
    )  # fmt: skip
    whole = Range(first, 1, last, _AT["Suggested fix"])
    page.paints.append(Paint(whole, f'AND(${state}{first}<>"",LEFT(${state}{first},1)<>"○")', _DONE))


def _print(rows: int) -> Print:
    heading = (HEADING_ROW, HEADING_ROW) if rows else None
    return Print(paper="legal", repeat_rows=heading)
