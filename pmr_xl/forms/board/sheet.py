"""The board as a workbook: one letter page for the office, another for what lies with each analyst."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pmr_xl.forms.board.columns import ALARMING, COLUMNS, DAY, SHEET, SUMMED, BoardColumn, content
from pmr_xl.forms.paper import theme
from pmr_xl.forms.paper.list_page import list_page
from pmr_xl.forms.paper.pages import Formula, Page, Paper, Print, Style
from pmr_xl.forms.paper.running_titles import running_foot
from pmr_xl.model.book.places import Range, column_letters
from pmr_xl.model.display.plural import plural
from pmr_xl.model.fiscal import Edition

TABLE = "PMR_Board"
SUM_ROW, HEADING_ROW = 4, 5
_WORDS = Style(colour=theme.INK, bottom=theme.RULE)
_COUNT = replace(_WORDS, align="center", number_format="#,##0")
_DAY = replace(_WORDS, align="center", number_format=DAY)
_SUM = Style(size=9.5, bold=True, colour=theme.NAVY, fill=theme.PALE_BLUE, align="center", number_format="#,##0;;")
_LATE = replace(_COUNT, bold=True, colour=theme.RED_BROWN, fill=theme.PALE_ORANGE)
# Excel's filter buttons sit at the foot of a heading: the words stand above them.
_HEAD = replace(theme.HEADING, align="left", wrap=False, valign="top")
HEAD = {"words": _HEAD, "count": replace(_HEAD, align="center"), "day": replace(_HEAD, align="center")}
SIGNED = {
    "✕": theme.MISSED, "?": theme.MISSED, "▲": theme.NEAR, "↩": theme.NEAR, "✎": theme.MET, "✓": theme.MET,
    "●": theme.MET, "■": theme.MET,
}  # fmt: skip


def lay(
    edition: Edition, rows: Sequence[Mapping[str, object]], loads: Mapping[str, Mapping[str, int]], said: str
) -> Paper:
    """The board.

    Args:
        rows: as :func:`pmr_xl.words.board.rows.as_values` gives them, each with the ``sign`` of its state.
        loads: what lies with each analyst, by name, the agencies of nobody under an empty one; none: no such page.
        said: how many agencies are in each state.
    """
    title = f"Board · {edition.title}"
    pages = [_board(title, rows, said)]
    if loads:
        pages.append(_portfolios(title, loads))
    return Paper(pages, title=title, subject="Every agency of an edition and where its submission stands")


def _board(title: str, rows: Sequence[Mapping[str, object]], said: str) -> Page:
    page = Page(SHEET, tab=theme.BLUE)
    page.heights = {1: 24, 2: 17, 3: 4, SUM_ROW: 14, HEADING_ROW: 28}
    page.put(1, 1, title, theme.TITLE)
    many = f"{len(rows)} {plural(len(rows), 'agency')}"
    page.put(2, 1, f"{many}: {said}", replace(theme.PLAIN, bold=True, size=11))
    last = HEADING_ROW + len(rows)
    for at, column in enumerate(COLUMNS, start=1):
        page.widths[at] = column.width
        page.put(HEADING_ROW, at, column.heading, HEAD[column.kind])
        late = column.key == "days_late"
        page.put(SUM_ROW, at, _sum(column, at, rows, last), replace(_SUM, number_format='0" late";;') if late else _SUM)
        for row, values in enumerate(rows, start=HEADING_ROW + 1):
            page.put(row, at, content(column, values), _look(column, values))
            page.heights[row] = 13.2
    page.put(SUM_ROW, 1, "Sums of the rows shown", replace(_SUM, align="left"))
    if rows:
        page.table = (TABLE, Range(HEADING_ROW, 1, last, len(COLUMNS)))
    page.freeze = (HEADING_ROW + 1, 3)
    page.print = Print(
        fit_height=1, repeat_rows=(HEADING_ROW, HEADING_ROW), footer=running_foot(title, day=True),
        margins=(0.4, 0.4, 0.5, 0.5),
    )  # fmt: skip
    return page


def _sum(column: BoardColumn, at: int, rows: Sequence[Mapping[str, object]], last: int) -> Formula | None:
    """The sum of the rows that a filter leaves; of lateness, how many are late."""
    if column.key not in (*SUMMED, "days_late") or not rows:
        return None
    letter, values = column_letters(at), [int(str(row[column.key])) for row in rows]
    area = f"{letter}{HEADING_ROW + 1}:{letter}{last}"
    if column.key == "days_late":
        return Formula(f"SUBTOTAL(102,{area})", float(sum(value > 0 for value in values)))
    return Formula(f"SUBTOTAL(109,{area})", float(sum(values)))


def _look(column: BoardColumn, row: Mapping[str, object]) -> Style:
    if column.key == "state":
        style = SIGNED.get(str(row["sign"]), theme.QUIET)
        return replace(_WORDS, colour=style.colour, bold=style.bold)
    if column.key == "agency":
        return replace(_WORDS, bold=True)
    if column.key in ALARMING and row[column.key]:
        return _LATE
    return {"count": _COUNT, "day": _DAY}.get(column.kind, _WORDS)


def _portfolios(title: str, loads: Mapping[str, Mapping[str, int]]) -> Page:
    """What lies with each analyst, and all of it together."""
    heads = (("Analyst", 26.0), *((heading, 11.0) for heading in ("Agencies", "Accepted", "Errors", "Queries", "Late")))
    page = list_page("Portfolios", f"Portfolios · {title}", "What lies with each analyst.", "", heads, [], bold=1)
    keys = ("agencies", "accepted", "errors", "queries", "late")
    at = HEADING_ROW
    for at, (name, load) in enumerate(loads.items(), start=HEADING_ROW + 1):
        page.put(at, 1, name or "(in no portfolio)", replace(_WORDS, bold=True))
        for column, key in enumerate(keys, start=2):
            page.put(at, column, load[key], _COUNT)
    page.put(at + 1, 1, "Together", replace(_SUM, align="left"))
    for column, key in enumerate(keys, start=2):
        letter = column_letters(column)
        whole = float(sum(load[key] for load in loads.values()))
        page.put(at + 1, column, Formula(f"SUM({letter}{HEADING_ROW + 1}:{letter}{at})", whole), _SUM)
    page.filter = Range(HEADING_ROW, 1, at, len(heads))
    return page
