"""What an agency said in its preliminary form, offered in its form for the whole year: drafts, which answer nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pmr_xl.forms.paper import theme
from pmr_xl.forms.paper.fitting import row_height
from pmr_xl.forms.paper.pages import Link, Page, Print, Style
from pmr_xl.forms.submission_form.plan import FIRST_BELOW, RESTATEMENTS
from pmr_xl.model.book.places import CellRef, Range
from pmr_xl.model.entry import Ask
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.submission import Submission

NAME = "Drafts"
_HEADING_ROW = 5
_COLUMNS = (("Goes to", 18), ("Indicator", 40), ("What it is", 24), ("✎ Draft", 86))
_CELL = Style(colour=theme.INK, bottom=theme.RULE, wrap=True, valign="top")
_QUIET = replace(_CELL, colour=theme.GREY)
_LINK = replace(_CELL, colour=theme.BLUE, underline=True)
_DRAFT = replace(_CELL, italic=True)


class OfferedWords(NamedTuple):
    """One text: the cell that it may go to, whose it is, what it is, and the words."""

    where: CellRef
    indicator: str
    what: str
    text: str


def drafts_of(early: Submission, laid: Submission) -> tuple[OfferedWords, ...]:
    """What an earlier form of the same year explains and restates, for the form that asks for the whole year.

    Args:
        early: the preliminary form as it was filled in; ``laid``: the blank form of the year's report.
    """
    return (*_explained(early, laid), *_restated(early, laid))


def drafts_page(drafts: Sequence[OfferedWords], said_in: str) -> Page:
    """The sheet: each draft with the cell it may go to. Nothing of it is read back.

    Args:
        said_in: the form that they were said in, in words.
    """
    page = Page(NAME, tab=theme.ORANGE, print=Print(repeat_rows=(_HEADING_ROW, _HEADING_ROW)))
    page.widths = {column: width for column, (_, width) in enumerate(_COLUMNS, start=1)}
    page.heights = {1: 27, 2: 18, 3: 15, 4: 9, _HEADING_ROW: 18}
    page.put(1, 1, f"Drafts from {said_in}", theme.TITLE)
    page.put(2, 1, "Nothing here counts as an answer.", replace(theme.PLAIN, bold=True, size=12))
    said = (
        "What still holds for the whole year, copy into its cell and correct there; leave the rest. The sheet may stay."
    )
    page.put(3, 1, said, theme.SUBTITLE)
    for column, (heading, _) in enumerate(_COLUMNS, start=1):
        page.put(_HEADING_ROW, column, heading, replace(theme.HEADING, align="left"))
    for row, one in enumerate(drafts, start=_HEADING_ROW + 1):
        link = Link(f"internal:'{one.where.sheet}'!{one.where.address}", str(one.where), f"Go to {one.where}")
        page.put(row, 1, link, _LINK)
        for column, (text, style) in enumerate(((one.indicator, _CELL), (one.what, _QUIET), (one.text, _DRAFT)), 2):
            page.put(row, column, text, style)
        page.heights[row] = row_height((str(one.where), one.indicator, one.what, one.text), [w for _, w in _COLUMNS])
    page.filter = Range(_HEADING_ROW, 1, _HEADING_ROW + max(1, len(drafts)), len(_COLUMNS))
    page.freeze = (_HEADING_ROW + 1, 1)
    return page


def _explained(early: Submission, laid: Submission) -> Iterator[OfferedWords]:
    for entry in laid.entries:
        row, there = early.by_id.get(entry.line.id), entry.get(Ask.EXPLANATION)
        said = None if row is None else row.get(Ask.EXPLANATION)
        if said is not None and there is not None and not said.empty:
            yield OfferedWords(
                there.where, entry.line.label, f"Explanation of {early.edition.submitted.label}", said.text
            )


def _restated(early: Submission, laid: Submission) -> Iterator[OfferedWords]:
    below = FIRST_BELOW
    for row in early.restatements:
        line = None if row.line is None else laid.by_id.get(row.line.id)
        if line is None or row.period is None:
            continue
        told = [row.entered[key].shown for key in ("new", "reason", "explanation") if key in row.entered]
        where, below = CellRef(RESTATEMENTS, below, 1), below + 1
        yield OfferedWords(where, line.line.label, f"Restatement of {row.period.label}", " · ".join(filter(None, told)))
