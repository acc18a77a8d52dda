"""The sheet of rules in a review copy: why each one asks and how to correct what it finds, with live counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from pmr_xl.forms.paper import theme
from pmr_xl.forms.paper.pages import Content, Formula, Link, Page, Print, Style
from pmr_xl.forms.review_copy import looks
from pmr_xl.forms.review_copy.answers import AnswerState
from pmr_xl.forms.review_copy.rule_texts import RuleText, rules_met
from pmr_xl.model.book.places import Range
from pmr_xl.model.finding import Finding
from pmr_xl.model.quick.named import NamedTuple

NAME = "PMR rules"
TABLE = "PMR_Rules"
HEADINGS = ("Rule", "What it finds", "Severity", "Findings", "Still open", "Why it is asked", "How to correct it")
_WIDTHS = (10, 26, 10, 9, 9, 56, 48)
HEADING_ROW = looks.FIRST_RULE - 1


class FindingColumns(NamedTuple):
    """Where the findings sheet has what is counted here: columns of its table, without their headings."""

    sheet: str
    rule: Range
    state: Range


def lay(rows: Sequence[Finding], rules: Mapping[str, RuleText], columns: FindingColumns, *, title: str) -> Page:
    """The page.

    Args:
        rows: the findings.
        rules: what is said of each rule that found something.
        columns: what is counted.
        title: the line in A1.
    """
    page = Page(NAME, tab=theme.GREY, print=Print(repeat_rows=(HEADING_ROW, HEADING_ROW)))
    page.widths = dict(enumerate(_WIDTHS, start=1))
    page.heights = {1: 24, 2: 16, 3: 8, HEADING_ROW: 28}
    page.put(1, 1, title, theme.TITLE)
    page.put(2, 1, Link(f"internal:'{columns.sheet}'!A1", "← Back to the findings"), theme.LINK)
    for column, heading in enumerate(HEADINGS, start=1):
        page.put(HEADING_ROW, column, heading, looks.HEADING)
    codes = rules_met(rows, rules)
    for row, code in enumerate(codes, start=looks.FIRST_RULE):
        line = _line(code, rules[code], [one for one in rows if one.rule == code], columns)
        for column, (content, style) in enumerate(line, start=1):
            page.put(row, column, content, style)
        page.heights[row] = _height(rules[code])
    page.table = (TABLE, Range(HEADING_ROW, 1, HEADING_ROW + len(codes), len(HEADINGS)))
    page.freeze = (looks.FIRST_RULE, 3)
    page.selected = (looks.FIRST_RULE, 1)
    return page


@cache
def _height(rule: RuleText) -> float:
    """Points for the row of a rule; the same for every submission of a batch."""
    cells = ((rule.title, looks.STRONG), (rule.why, looks.CELL), (rule.how, looks.CELL))
    widths = (_WIDTHS[HEADINGS.index(heading)] for heading in ("What it finds", "Why it is asked", "How to correct it"))
    return max(looks.height(*one, width) for one, width in zip(cells, widths, strict=True))


def _line(code: str, rule: RuleText, found: Sequence[Finding], columns: FindingColumns) -> list[tuple[Content, Style]]:
    worst = min((one.severity for one in found), key=lambda severity: severity.rank)
    codes, states = (f"'{columns.sheet}'!{area.absolute}" for area in (columns.rule, columns.state))
    opened = AnswerState.OPEN.value
    still = sum(not (one.explained or one.waived) and one.severity.value != "info" for one in found)
    return [
        (code, looks.SMALL),
        (rule.title, looks.STRONG),
        (worst.sign, looks.SEVERITY[worst]),
        (Formula(f'COUNTIF({codes},"{code}")', len(found)), looks.NUMBER),
        (Formula(f'COUNTIFS({codes},"{code}",{states},"{opened}")', still), looks.NUMBER),
        (rule.why, looks.CELL),
        (rule.how, looks.CELL),
    ]
