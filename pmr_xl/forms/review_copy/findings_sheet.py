"""The findings sheet: every finding in a real table, one screen and one page wide, with room for the answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from pmr_xl.forms.paper import theme
from pmr_xl.forms.paper.fitting import TALLEST, width_of
from pmr_xl.forms.paper.pages import ConditionalRule, Content, Formula, Page, Paint, Print, Style
from pmr_xl.forms.review_copy import finding_row, looks
from pmr_xl.forms.review_copy.answers import (
    CHOICES,
    HEADINGS,
    NO_ANSWERS,
    SHEET_VERSION,
    TABLE,
    Answers,
    AnswerState,
    answer_to,
)
from pmr_xl.forms.review_copy.rule_texts import NO_RULES, RuleText, rules_met
from pmr_xl.forms.review_copy.rules_sheet import FindingColumns
from pmr_xl.forms.review_copy.sheet_filter import NOTHING_FILTERED, SheetFilter
from pmr_xl.model.book.places import Range, column_letters
from pmr_xl.model.book.sheet import Book
from pmr_xl.model.finding import Finding, counts, order

NAME = "PMR findings"
_CLEAN = "✓ Clean: "
HEADING_ROW = 6
WIDTHS = dict(zip(
    HEADINGS, (4, 8.5, 12, 30, 15, 15, 42, 11, 35, 18, 12, 12, 10, 16, 9, 26, 34), strict=True,
))  # fmt: skip
AT = {heading: column for column, heading in enumerate(HEADINGS, start=1)}
_FOLDED = ("Name", "Date", "Suggested fix", "Rule", "Indicator id", "Earlier answer")
_HIDDEN = ("Where", "Value")  # for us alone: the place as it is read back, the value an answer is kept under
_MADE_OF = (3, AT["Value"])
_ASKED = {  # of one, of several
    "error": ("error to correct", "errors to correct"),
    "query": ("query to correct or explain", "queries to correct or explain"),
    "explained": ("explained", "explained"),
    "info": ("to know", "to know"),
    "waived": ("waived", "waived"),
    "office": ("for the office alone", "for the office alone"),
}
_RULE_LINES = (3, 4)
_OPENS = 3.0  # characters
_LONGEST_MESSAGE = 255  # signs that Excel lets an input message have
_LONGEST_LINE = 880.0  # points: what the columns that are seen hold on one line


def in_sheet_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """As they are numbered: errors, queries, what is only to be known; by sheet, row and column within."""
    return tuple(sorted(findings, key=lambda finding: (finding.severity.rank, order(finding))))


def summary(findings: Sequence[Finding]) -> str:
    """How many of what: “3 errors to correct, 5 queries to correct or explain, 2 explained, 1 to know”."""
    tally = counts(findings) | {"explained": sum(finding.explained and not finding.waived for finding in findings)}
    tally["query"] -= tally["explained"]
    said = [f"{tally[name]:,} {_ASKED[name][tally[name] > 1]}" for name in _ASKED if tally[name]]
    return ", ".join(said) + "." if said else "Nothing to correct and nothing to explain."


def say_meanings(page: Page, rows: Sequence[Finding], meanings: Mapping[str, str]) -> None:
    """Have each finding's indicator say what it means, where its cell is chosen; at most 255 signs.

    Args:
        rows: the findings as :func:`in_sheet_order` has them.
        meanings: definitions by indicator id.
    """
    from pmr_xl.model.definitions.definition import shorten  # most forms do without

    for row, finding in enumerate(rows, start=HEADING_ROW + 1):
        if said := meanings.get(finding.indicator_id):
            cell = Range(row, AT["Indicator"], row, AT["Indicator"])
            told = shorten(said, _LONGEST_MESSAGE)
            page.rules.append(ConditionalRule(cell, "any", prompt_title="What it means", prompt=told))


def lay(
    findings: Iterable[Finding],
    *,
    title: str = "Findings",
    about: str = "",
    source: str = "",
    answers: Answers = NO_ANSWERS,
    sheets: Collection[str] | None = None,
    name: str = NAME,
    rules: Mapping[str, RuleText] = NO_RULES,
    shown: SheetFilter = NOTHING_FILTERED,
) -> Page:
    """The findings sheet of one submission.

    Args:
        findings: in any order; they are numbered as :func:`in_sheet_order` has them.
        title: the line in A1 (“Findings · Department of Sanitation · MMR Fiscal 2026”).
        about: a quiet line at the top: the file.
        source: what the program has to know of the file, kept where nobody has to read it.
        answers: what was answered on the sheet before (:func:`pmr_xl.forms.review_copy.answers.read_states`).
        sheets: names of the workbook's sheets; a finding on a sheet that is not there gets no link.
        name: the sheet's name; also the start of its table's.
        rules: what is said of the rules by code, on a sheet of their own; findings lead there.
        shown: what the filters of the sheet before let through; they do so again.
    """
    rows = in_sheet_order(findings)
    page = Page(name, tab=theme.RED_BROWN if counts(rows)["error"] else theme.BLUE, print=_print(len(rows)))
    page.widths = {AT[heading]: width for heading, width in WIDTHS.items()}
    page.hidden_columns = {AT[heading] for heading in _HIDDEN}
    page.folded = {AT[heading] for heading in _FOLDED}
    page.widths[len(HEADINGS) + 1] = _OPENS  # above it stands the sign that opens the closed columns: it has to be seen
    page.heights = {1: 24, 2: 18, 3: 14, 4: 14, 5: 18}
    page.put(1, 1, title, theme.TITLE)
    page.put(*_MADE_OF, f"{source} · sheet version {SHEET_VERSION}" if source else "", looks.STORED)
    if not rows:
        page.put(2, 1, f"{_CLEAN}{summary(rows)[0].lower()}{summary(rows)[1:]}", looks.CLEAN)
        page.put(3, 1, about, theme.SUBTITLE)
        page.put(4, 1, "No cell of this workbook is marked. It can be sent as it is.", theme.SUBTITLE)
        return page
    page.put(2, 1, summary(rows), looks.SUMMARY)
    for row, line in zip(_RULE_LINES, by_rule(rows, rules), strict=False):
        page.put(row, 1, line, theme.SUBTITLE)
    page.put(5, 1, " ".join(filter(None, (_guide(counts(rows)), about and f"· {about}"))), looks.GUIDE)
    page.heights[HEADING_ROW] = 28
    for heading, column in AT.items():
        page.put(HEADING_ROW, column, heading, looks.HEADING)
    places = {code: row for row, code in enumerate(rules_met(rows, rules), start=looks.FIRST_RULE)}
    for number, finding in enumerate(rows, start=1):
        answer = answer_to(finding, answers)
        contents = finding_row.contents(number, finding, answer, sheets, places.get(finding.rule, 0))
        for heading, (content, style) in contents.items():
            page.put(HEADING_ROW + number, AT[heading], content, style)
        page.heights[HEADING_ROW + number] = _height(contents)
    _finish(page, HEADING_ROW + len(rows))
    shown.put_on(page)
    return page


def says_clean(book: Book) -> bool:
    """Whether a findings sheet in the book says that nothing was found."""
    return any(
        isinstance(cell.value, str) and cell.value.startswith(_CLEAN)
        for sheet in book.sheets
        if sheet.name.startswith(NAME)
        for cell in sheet.cells.rows.get(2, {}).values()
    )


def columns_of(page: Page) -> FindingColumns:
    """Where the page has what the sheet of rules counts. The page has a table."""
    if page.table is None:
        raise AssertionError(page.name)
    last = page.table[1].bottom
    return FindingColumns(page.name, _below("Rule", last), _below("State", last))


def _below(heading: str, last: int) -> Range:
    return Range(HEADING_ROW + 1, AT[heading], last, AT[heading])


def by_rule(rows: Sequence[Finding], rules: Mapping[str, RuleText]) -> list[str]:
    """How many findings each rule has, the most first, by its name; in as many lines as there is room for."""
    tally = Counter(finding.rule for finding in rows)
    told = [
        f"{rules[code].title if code in rules else code} {number:,}"
        for code, number in sorted(tally.items(), key=lambda one: (-one[1], one[0]))
    ]
    lines: list[str] = []
    line = f"By rule: {told[0]}"
    for at, each in enumerate(told[1:], start=1):
        if width_of(f"{line} · {each}", theme.SUBTITLE) <= _LONGEST_LINE:
            line += f" · {each}"
        elif len(lines) + 1 < len(_RULE_LINES):
            lines, line = [*lines, line], each
        else:
            line += f" · and {len(told) - at} more"
            break
    return [*lines, line]


def _height(contents: Mapping[str, tuple[Content, Style]]) -> float:
    """Points for all that is seen when the sheet is opened; texts in closed columns may be cut."""
    seen = [heading for heading in contents if heading not in (*_FOLDED, *_HIDDEN)]
    return min(max(looks.height(*contents[heading], WIDTHS[heading]) for heading in seen), TALLEST)


def _guide(tally: Mapping[str, int]) -> str:
    parts = ["Cell takes you there, No to why it is asked."]
    if tally["error"]:
        parts.append("Correct an error in its cell.")
    if tally["query"]:
        parts.append("Correct a query, or write Your answer and set State to ✎ Explained.")
    parts.append("Found draws blanks: · a blank, ⍽ a no-break space.")
    return " ".join(parts)


def _finish(page: Page, last: int) -> None:
    """The table, the drop-down of states, the live count, the quieter look of what is done."""
    first, state = HEADING_ROW + 1, column_letters(AT["State"])
    page.table = (TABLE, Range(HEADING_ROW, 1, last, len(HEADINGS)))
    page.freeze = (first, AT["Indicator"])
    page.selected = (first, 1)
    opened = AnswerState.OPEN.value
    states = [page.cells[row, AT["State"]].content for row in range(first, last + 1)]
    still, asked = states.count(opened), len(states) - states.count("")
    page.put(
        2, AT["State"],
        Formula(f'COUNTIF({state}{first}:{state}{last},"{opened}")&" of {asked:,} still open"',
                f"{still:,} of {asked:,} still open"),
        looks.OPEN_COUNT,
    )  # fmt: skip
    page.rules += [_states(_below("State", last)), _words(_below("Your answer", last))]
    whole = Range(first, 1, last, AT["Suggested fix"])
    page.paints.append(Paint(whole, f'AND(${state}{first}<>"",LEFT(${state}{first},1)<>"○")', looks.DONE))


def _states(area: Range) -> ConditionalRule:
    return ConditionalRule(
        area, "list", source=tuple(state.value for state in CHOICES),
        prompt_title="Where it stands",
        prompt="Beside Open words are a draft; choose Explained for an answer. Another value opens it again.",
        error_title="Where it stands", error="Choose one of the four states from the list.",
    )  # fmt: skip


def _words(area: Range) -> ConditionalRule:
    return ConditionalRule(
        area, "length", criteria="<=", value=8000,
        prompt_title="Your answer", prompt="Say at least two of: what changed, by how much, why.",
        error_title="Your answer", error="An answer may have up to 8,000 characters.",
    )  # fmt: skip


def _print(rows: int) -> Print:
    return Print(repeat_rows=(HEADING_ROW, HEADING_ROW) if rows else None)
