"""The yellow cells of a page that people decide on, their rails, and the hidden cells beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pmr_xl.forms.paper import theme
from pmr_xl.forms.paper.pages import ConditionalRule, Content, Page, Paint, Style
from pmr_xl.forms.variance_sheet.cells import INPUT, QUIET, Filled, figure
from pmr_xl.forms.variance_sheet.decisions.columns import (
    DATE,
    DECISION,
    FIGURE,
    GROUNDS,
    HIDDEN,
    NAME,
    NEW_TARGET,
    NOTE,
    REST,
    REST_ID,
    as_cells,
)
from pmr_xl.forms.variance_sheet.decisions.row import DecisionRow
from pmr_xl.forms.variance_sheet.reviewed import Reviewed
from pmr_xl.model.book.places import Range, a1, column_letters
from pmr_xl.model.decision import ADJUST, APPROVE, DECISIONS, WITHDRAW

WIDTHS: Mapping[str, float] = {DECISION: 9.5, NEW_TARGET: 8.0, NOTE: 13.0, NAME: 12.0, DATE: 10.0}
FOLDED = (NAME, DATE)
_DAY = replace(INPUT, number_format="yyyy-mm-dd")
_NOT_WRAPPED = replace(QUIET, wrap=False)
_WANTED = Style(fill=theme.PALE_ORANGE, colour=theme.INK)


def lay_decision(page: Page, at: int, first: int, row: Reviewed, *, rest: bool) -> None:
    """The yellow cells of a row from column ``first`` on, and the hidden ones right of them.

    Args:
        rest: the row is decided with the rest where nothing else stands in it.
    """
    for column, heading in enumerate(WIDTHS, start=first):
        page.put(at, column, *_decided(row, heading))
    for column, heading in enumerate(HIDDEN, start=first + len(WIDTHS)):
        page.put(at, column, _hidden(row, heading, rest=rest), _NOT_WRAPPED)


def lay_rest(page: Page, at: int, first: int, decided: DecisionRow) -> None:
    """The cells that decide all rows without a question."""
    cells = as_cells(decided)
    page.put(at, 1, REST_ID, _NOT_WRAPPED)
    for column, heading in enumerate(WIDTHS, start=first):
        style = _DAY if heading == DATE else INPUT
        if heading == NEW_TARGET:
            page.put(at, column, None, replace(style, fill=theme.PALE_BLUE, locked=True))
        else:
            page.put(at, column, cells.get(heading), replace(style, bold=heading == DECISION))
    for column, heading in enumerate(HIDDEN, start=first + len(WIDTHS)):
        page.put(at, column, cells.get(heading, ""), _NOT_WRAPPED)


def _decided(row: Reviewed, heading: str) -> Filled:
    """What stands in a cell that people decide in; a new target takes the unit of the target."""
    if heading != NEW_TARGET:
        return row.cells.get(heading), _DAY if heading == DATE else INPUT
    measure, text = row.comparison.indicator.target_measure, str(row.cells.get(heading) or "")
    content, style = figure(measure.parse(text), measure) if text else (None, INPUT)
    return content, replace(INPUT, number_format=measure.number_format, align=style.align)


def _hidden(row: Reviewed, heading: str, *, rest: bool) -> Content:
    if heading == GROUNDS:
        return row.grounds
    if heading == FIGURE:
        return row.comparison.indicator.measure.show(row.comparison.actual)
    if heading == REST:
        return "1" if rest else ""
    return row.cells.get(heading, "")


def rails(page: Page, first: int, rows: Range, made: Range, rest: int) -> None:
    """Lists and prompts of the yellow cells; what the program made is not typed over.

    A sheet with outline groups is not protected: Excel opens no group on a protected one. So a rail keeps typing away.

    Args:
        rows: the rows that are decided; ``made``: the cells left of the decisions.
        rest: the row of the cell for all rows without a question; 0 where there is none.
    """
    at = {heading: first + place for place, heading in enumerate(WIDTHS)}
    choice, day = Range(rows.top, at[DECISION], rows.bottom, at[DECISION]), at[DATE]
    page.rules += [
        *_lists(choice, rest),
        ConditionalRule(
            Range(rows.top, day, rows.bottom, day), "date", criteria=">=", value="=DATE(2020,1,1)",
            error_title=DATE, error="Type the day of the decision as a date, such as 2026-08-31.",
        ),
        ConditionalRule(
            made, "custom", value="=FALSE", error_title="Not typed here",
            error="This is what was submitted and published. Decide in the yellow cells; figures are corrected in the "
            "submission.",
        ),
    ]  # fmt: skip
    letter, top = column_letters(at[DECISION]), rows.top
    adjusted, new = f'${letter}{top}="{ADJUST}"', a1(top, at[NEW_TARGET])
    note = a1(top, at[NOTE])
    page.paints += [
        Paint(Range(top, at[NEW_TARGET], rows.bottom, at[NEW_TARGET]), f'AND({adjusted},{new}="")', _WANTED),
        # A row that is not approved must say why.
        Paint(
            Range(top, at[NOTE], rows.bottom, at[NOTE]),
            f'AND(${letter}{top}<>"",${letter}{top}<>"{APPROVE}",{note}="")',
            _WANTED,
        ),
    ]


def _lists(choice: Range, rest: int) -> Sequence[ConditionalRule]:
    one = ConditionalRule(
        choice, "list", source=DECISIONS,
        prompt_title="Decision",
        prompt="Approve, return to the agency, hold, adjust the target, or withdraw what was decided before.",
        error_title="Decision", error=f"Choose one of: {', '.join(DECISIONS)}.",
    )  # fmt: skip
    if not rest:
        return (one,)
    every = replace(
        one, area=Range(rest, choice.left, rest, choice.left), source=(APPROVE, WITHDRAW),
        prompt=f"{APPROVE} every row below that has no decision of its own; {WITHDRAW} takes that back.",
        error=f"Choose {APPROVE} or {WITHDRAW}. What is decided otherwise is decided in its own row.",
    )  # fmt: skip
    above, below = (choice.top, rest - 1), (rest + 1, choice.bottom)
    parts = [replace(one, area=Range(a, choice.left, b, choice.left)) for a, b in (above, below) if a <= b]
    return (*parts, every)
