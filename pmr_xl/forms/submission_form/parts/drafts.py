"""What an agency said in its preliminary form, offered in its form for the whole year: drafts, which answer nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pmr_xl.forms.paper import theme
from pmr_xl.forms.paper.fitting import row_height
from pmr_xl.forms.paper.pages import ConditionalRule, Link, Page, Print, Style
from pmr_xl.forms.submission_form.parts.splitting import content_of
from pmr_xl.forms.submission_form.plan import FIRST_BELOW, RESTATEMENTS
from pmr_xl.model.book.places import CellRef, Range
from pmr_xl.model.entry import Ask
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.submission import Submission

NAME = "Drafts"
TAKE, ID, PERIOD, WORDS, FIGURE, REASON = "Take over", "Id", "Period", "✎ Draft", "New figure", "Reason"
TICK, TAKEN = "✓ Take over", "● Taken over"
_HEADING_ROW = 5
_COLUMNS = (
    (TAKE, 13), ("Goes to", 16), ("Indicator", 32), ("What it is", 17), (WORDS, 52), (FIGURE, 11), (REASON, 14),
    (PERIOD, 8), (ID, 14),
)  # fmt: skip
_CELL = Style(colour=theme.INK, bottom=theme.RULE, wrap=True, valign="top")
_QUIET = replace(_CELL, colour=theme.GREY)
_LINK = replace(_CELL, colour=theme.BLUE, underline=True)
_DRAFT = replace(_CELL, italic=True)
_FIGURE = replace(_DRAFT, align="right")
_ERROR = f"Choose “{TICK}”, or leave the cell empty."
_REASON = replace(_DRAFT, indent=1)
_RULE = replace(theme.PLAIN, bold=True, size=12)
_TICK = replace(theme.INPUT, valign="top")


class OfferedWords(NamedTuple):
    """One text: the cell that it may go to, whose it is, what it is, and the words.

    Attributes:
        id: the indicator's.
        period: of a restatement, what it restates; empty of an explanation.
        figure: of a restatement, the new figure and its number format; ``reason``: its reason code.
    """

    where: CellRef
    indicator: str
    what: str
    text: str
    id: str
    period: str = ""
    figure: tuple[str | float | None, str | None] = (None, None)
    reason: str = ""


def drafts_of(early: Submission, laid: Submission) -> tuple[OfferedWords, ...]:
    """What an earlier form of the same year explains and restates, for the form that asks for the whole year.

    Args:
        early: the preliminary form as it was filled in; ``laid``: the blank form of the year's report.
    """
    return (*_explained(early, laid), *_restated(early, laid))


def drafts_page(drafts: Sequence[OfferedWords], said_in: str) -> Page:
    """The sheet: each draft with the cell it may go to, and a yellow cell in which somebody decides that it does.

    Args:
        said_in: the form that they were said in, in words.
    """
    page = Page(NAME, tab=theme.ORANGE, print=Print(repeat_rows=(_HEADING_ROW, _HEADING_ROW)))
    page.widths = {column: width for column, (_, width) in enumerate(_COLUMNS, start=1)}
    page.heights = {1: 27, 2: 18, 3: 15, 4: 9, _HEADING_ROW: 18}
    page.put(1, 1, f"Drafts from {said_in}", theme.TITLE)
    page.put(
        2, 1, "Nothing here counts as an answer before it is taken over.", replace(theme.PLAIN, bold=True, size=12)
    )
    said = (
        f"Choose “{TICK}” beside what still holds for the whole year. The page that checks forms, or “pmr migrate FORM "
        "--take ticked”, puts it into its cell in a copy; or copy it by hand. The sheet may stay."
    )
    page.put(3, 1, said, theme.SUBTITLE)
    for column, (heading, _) in enumerate(_COLUMNS, start=1):
        page.put(_HEADING_ROW, column, heading, theme.LEFT_HEADING)
    for row, one in enumerate(drafts, start=_HEADING_ROW + 1):
        link = Link(f"internal:'{one.where.sheet}'!{one.where.address}", str(one.where), f"Go to {one.where}")
        value, number_format = one.figure
        look = _FIGURE if number_format is None else replace(_FIGURE, number_format=number_format)
        cells: Sequence[tuple[str | float | Link | None, Style]] = (
            (None, _TICK), (link, _LINK), (one.indicator, _CELL), (one.what, _QUIET), (one.text, _DRAFT),
            (value, look), (one.reason or None, _REASON), (one.period or None, _QUIET), (one.id, _QUIET),
        )  # fmt: skip
        for column, (content, style) in enumerate(cells, start=1):
            page.put(row, column, content, style)
        texts = ("", str(one.where), one.indicator, one.what, one.text, "", one.reason, one.period, "")
        page.heights[row] = row_height(texts, [width for _, width in _COLUMNS])
    last = _HEADING_ROW + max(1, len(drafts))
    page.rules.append(ConditionalRule(Range(_HEADING_ROW + 1, 1, last, 1), "list", source=(TICK,), error=_ERROR))
    page.filter = Range(_HEADING_ROW, 1, last, len(_COLUMNS))
    page.hidden_columns = {len(_COLUMNS) - 1, len(_COLUMNS)}  # read back, and nothing to look at
    page.freeze = (_HEADING_ROW + 1, 1)
    return page


def _explained(early: Submission, laid: Submission) -> Iterator[OfferedWords]:
    for entry in laid.entries:
        row, there = early.by_id.get(entry.line.id), entry.get(Ask.EXPLANATION)
        said = None if row is None else row.get(Ask.EXPLANATION)
        if said is not None and there is not None and not said.empty:
            what = f"Explanation of {early.edition.submitted_period.label}"
            yield OfferedWords(there.where, entry.line.label, what, said.text, entry.line.id)


def _restated(early: Submission, laid: Submission) -> Iterator[OfferedWords]:
    below = FIRST_BELOW
    for row in early.restatements:
        line = None if row.line is None else laid.by_id.get(row.line.id)
        if line is None or row.period is None:
            continue
        where, below = CellRef(RESTATEMENTS, below, 1), below + 1
        figure = content_of(row.entered["new"].cell) if "new" in row.entered else (None, None)
        yield OfferedWords(
            *(where, line.line.label, f"Restatement of {row.period.label}", row.explanation, line.line.id),
            *(row.period.code, figure, row.reason),
        )
