"""The ledger of suggested fixes as a sheet: each cell changed, its value before, invisible signs drawn, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pmr_xl.forms.paper import theme
from pmr_xl.forms.paper.fitting import row_height
from pmr_xl.forms.paper.pages import Content, Link, Page, Print, Style
from pmr_xl.model.book.places import CellRef, Range
from pmr_xl.model.book.sheet import Sheet
from pmr_xl.model.finding import Finding, visible_text
from pmr_xl.model.quick.named import NamedTuple

NAME = "PMR repairs"
TABLE = "PMR_Repairs"
HEADINGS = ("No", "Where", "Indicator id", "Indicator", "Value before", "Value now", "Rule", "Why it is safe", "When")
_WIDTHS = (5, 16, 20, 34, 26, 18, 10, 46, 12)
_HEADING_ROW = 6
_CELL = Style(colour=theme.INK, bottom=theme.RULE, wrap=True)
_QUIET = replace(_CELL, colour=theme.GREY)


class Repaired(NamedTuple):
    """One cell, changed or to be changed, and the finding that offers it."""

    where: CellRef
    finding: Finding
    old: str
    new: str | float
    why: str

    @property
    def before(self) -> str:
        """The old value with its invisible characters drawn."""
        return visible_text(self.old)

    @property
    def now(self) -> str:
        """The new value as Excel's General would show it."""
        return visible_text(self.new) if isinstance(self.new, str) else f"{self.new:.15g}"


def lay(repairs: Sequence[Repaired], *, file: str, when: str) -> Page:
    """The ledger of the repairs made in ``file``; ``when`` is the day, as it is to be read (“2026-08-03”)."""
    page = Page(NAME, tab=theme.BLUE, print=Print(repeat_rows=(_HEADING_ROW, _HEADING_ROW)))
    page.widths = dict(enumerate(_WIDTHS, start=1))
    page.folded = {HEADINGS.index("Indicator id") + 1}
    page.heights = {1: 27, 2: 18, 3: 15, 4: 15, 5: 9, _HEADING_ROW: 24}
    page.put(1, 1, "Suggested fixes", theme.TITLE)
    number = len(repairs)
    said = f"{number:,} {'cell was' if number == 1 else 'cells were'} changed in a copy of {file}."
    page.put(2, 1, said, Style(size=12, bold=True, colour=theme.INK))
    page.put(
        3, 1, "Formulas were not touched. The original file is as it was; each old value stands below.", theme.SUBTITLE
    )
    page.put(4, 1, "Value before draws blanks that cannot be seen: · a blank, ⍽ a no-break space.", theme.SUBTITLE)
    for column, heading in enumerate(HEADINGS, start=1):
        page.put(_HEADING_ROW, column, heading, theme.LEFT_HEADING)
    for row, repair in enumerate(repairs, start=_HEADING_ROW + 1):
        contents = _contents(row - _HEADING_ROW, repair, when)
        for column, (content, style) in enumerate(contents, start=1):
            page.put(row, column, content, style)
        page.heights[row] = row_height([content for content, _ in contents], _WIDTHS)
    page.table = (TABLE, Range(_HEADING_ROW, 1, _HEADING_ROW + number, len(HEADINGS)))
    page.freeze = (_HEADING_ROW + 1, 1)
    page.selected = (_HEADING_ROW + 1, 1)
    return page


def read(sheet: Sheet) -> Iterator[tuple[str, str, str, str]]:
    """What a ledger tells: of each cell its place, the value before and now, and the rule."""
    at = [HEADINGS.index(one) + 1 for one in ("Where", "Value before", "Value now", "Rule")]
    row = _HEADING_ROW + 1
    while (place := sheet.at(row, at[0])) is not None and place.value:
        told = [sheet.at(row, column) for column in at]
        yield tuple("" if cell is None or cell.value is None else str(cell.value) for cell in told)  # type: ignore[misc]  # as many as columns
        row += 1


def _contents(number: int, repair: Repaired, when: str) -> list[tuple[Content, Style]]:
    sheet = repair.where.sheet.replace("'", "''")
    link = Link(f"internal:'{sheet}'!{repair.where.address}", str(repair.where), f"Go to {repair.where}"[:255])
    return [
        (number, replace(_QUIET, align="left")),
        (link, replace(_CELL, colour=theme.BLUE, underline=True)),
        (repair.finding.indicator_id, _QUIET),
        (repair.finding.indicator, _CELL),
        (repair.before, _CELL),
        (repair.now, replace(_CELL, bold=True)),
        (repair.finding.rule, _QUIET),
        (repair.why, _CELL),
        (when, _QUIET),
    ]
