"""One page onto one worksheet."""

from __future__ import annotations

from typing import Any

from pmr_xl.books.writing.formats import Formats
from pmr_xl.forms.paper.pages import ConditionalRule, Content, Formula, Link, Page, Print, Rich
from pmr_xl.forms.paper.theme import NAVY
from pmr_xl.model.book.places import Range, a1

_PAPERS = {"letter": 1, "tabloid": 3, "legal": 5, "a4": 9}
_LONGEST_TEXT = 32_767
_AS_SAID = {"scale_with_doc": False}  # headers and footers are as large as they say, however small the page is printed
_CUT = " … ({:,} signs more than a cell holds)"
# What a person may do on a protected page: it is a rail, not a lock.
_ALLOWED = {
    "autofilter": True, "sort": True, "format_columns": True, "format_rows": True,
    "select_locked_cells": True, "select_unlocked_cells": True,
}  # fmt: skip


def write_page(page: Page, sheet: Any, formats: Formats) -> None:
    """Lay one page onto its worksheet. Raises ValueError where it breaks one of Excel's limits."""
    _columns(page, sheet)
    _rows(page, sheet)
    _areas(page, sheet)
    for (row, column), link in page.links.items():  # first: the link stays where the cell is written afterwards
        _refused(
            sheet.write_url(row - 1, column - 1, link.target, None, " ", link.tip or None), f"the link to {link.target}"
        )
    sheet.put(page.cells, formats, _write_cell)
    for rule in page.rules:
        _refused(sheet.data_validation(*_corners(rule.area), _validation(rule)), f"the validation of {rule.area}")
    for paint in page.paints:
        look = {"type": "formula", "criteria": f"={paint.formula}", "format": formats.paint(paint.style)}
        if paint.stop:
            look["stop_if_true"] = True
        _refused(sheet.conditional_format(*_corners(paint.area), look), f"the conditional format of {paint.area}")
    for (row, column), note in page.notes.items():
        _refused(sheet.write_comment(row - 1, column - 1, note), f"the note of row {row}")
    if page.sparklines:
        # One group: one call a row takes three times as long and cannot be changed at once in Excel.
        lines = {
            "location": [a1(line.row, line.column) for line in page.sparklines],
            "range": [line.source for line in page.sparklines],
            "series_color": NAVY,
            "last_point": True,
            "show_hidden": True,  # a line is of its years, whether their columns are open or not
        }
        _refused(sheet.add_sparkline(page.sparklines[0].row - 1, page.sparklines[0].column - 1, lines), "sparklines")
    _view(page, sheet)
    _print(page.print, sheet)


def _columns(page: Page, sheet: Any) -> None:
    closed = page.hidden_columns | page.folded
    for column in sorted(page.widths.keys() | closed | page.after_folded):
        told: dict[str, Any] = {"hidden": True} if column in closed else {}
        told |= {"level": 1} if column in page.folded else {}
        told |= {"collapsed": True} if column in page.after_folded else {}
        sheet.set_column(column - 1, column - 1, page.widths.get(column), None, told)
    if page.folded or page.folded_rows:
        # Excel opens no group of a protected sheet by its sign; there people unhide the columns, as they may.
        sheet.outline_settings(visible=not page.protected, symbols_below=not page.folded_rows)


def _rows(page: Page, sheet: Any) -> None:
    sheet.set_heights(page.heights)
    for row in page.folded_rows:
        sheet.set_row(row - 1, page.heights.get(row), None, {"hidden": True, "level": 1})
        if row - 1 not in page.folded_rows:  # there stands the sign that opens them
            sheet.set_row(row - 2, page.heights.get(row - 1), None, {"collapsed": True})
    for row in page.hidden_rows:
        sheet.set_row(row - 1, page.heights.get(row), None, {"hidden": True})


def _corners(area: Range) -> tuple[int, int, int, int]:
    return area.top - 1, area.left - 1, area.bottom - 1, area.right - 1


def _refused(code: int | None, what: str) -> None:
    if code not in (0, None):
        raise ValueError(f"Excel does not allow {what}.")


def _areas(page: Page, sheet: Any) -> None:
    if page.table is not None:
        name, area = page.table
        puts = [page.cells.get((area.top, column)) for column in range(area.left, area.right + 1)]
        headings = [{"header": put.content} for put in puts if put is not None and isinstance(put.content, str)]
        if len(headings) != area.right - area.left + 1 or area.bottom == area.top:
            raise ValueError(f"The table {name} on “{page.name}” needs a text in every heading, and a row.")
        told = {"name": name, "style": None, "columns": headings, "autofilter": page.table_filters}
        _refused(sheet.add_table(*_corners(area), told), f"the table {name}")
    if page.filter is not None:
        sheet.autofilter(*_corners(page.filter))


def _write_cell(sheet: Any, row: int, column: int, content: Content, style: Any, formats: Formats) -> None:
    if content is None or content == "":
        sheet.write_blank(row, column, None, formats.cell(style))
    elif isinstance(content, bool):
        sheet.write_boolean(row, column, content, formats.cell(style))
    elif isinstance(content, int | float):
        sheet.write_number(row, column, content, formats.cell(style))
    elif isinstance(content, Formula):
        sheet.write_formula(row, column, f"={content.text}", formats.cell(style), content.saved_result)
    elif isinstance(content, Link):
        _refused(
            sheet.write_url(row, column, content.target, formats.cell(style), str(content.text), content.tip or None),
            f"the link to {content.target}",
        )
        if isinstance(content.text, int):  # the link stays, and its text becomes the number
            sheet.write_number(row, column, content.text, formats.cell(style))
    elif isinstance(content, Rich) and len(content.runs) > 1:
        pieces = [piece for text, run in content.runs for piece in (formats.font(run), text)]
        _refused(sheet.write_rich_string(row, column, *pieces, formats.cell(style)), "the rich text")
    else:
        text = cell_text(content.text if isinstance(content, Rich) else content)
        sheet.write_string(row, column, text, formats.cell(style, text))


def cell_text(text: str) -> str:
    """As much of a text as a cell of Excel holds; what is cut off is told where it was, by its number of signs.

    Texts that several people wrote, one after the other, may be longer than any cell that they were typed into.
    """
    if len(text) <= _LONGEST_TEXT:
        return text
    room = _LONGEST_TEXT - len(_CUT.format(len(text)))
    return text[:room] + _CUT.format(len(text) - room)


def _validation(rule: ConditionalRule) -> dict[str, Any]:
    made: dict[str, Any] = {"validate": rule.kind, "ignore_blank": rule.ignore_blank, "show_error": rule.refuses}
    if rule.kind == "list":
        made["source"] = list(rule.source) if isinstance(rule.source, tuple) else rule.source
    elif rule.kind == "custom":
        made["value"] = rule.value
    elif rule.kind != "any":
        made["criteria"] = rule.criteria
        made |= (
            {"minimum": rule.value, "maximum": rule.maximum} if "between" in rule.criteria else {"value": rule.value}
        )
    words = {
        "input_title": rule.prompt_title, "input_message": rule.prompt,
        "error_title": rule.error_title, "error_message": rule.error, "error_type": rule.error_type,
    }  # fmt: skip
    return made | {key: value for key, value in words.items() if value}


def _view(page: Page, sheet: Any) -> None:
    if page.freeze is not None:
        sheet.freeze_panes(page.freeze[0] - 1, page.freeze[1] - 1)
    if not page.gridlines:
        sheet.hide_gridlines(2)
    if page.tab:
        sheet.set_tab_color(page.tab)
    if not page.visible:
        sheet.hide()
    if page.protected:
        sheet.protect("", _ALLOWED)
    sheet.set_zoom(page.zoom)
    row, column = page.selected
    sheet.set_selection(row - 1, column - 1, row - 1, column - 1)


def _print(how: Print, sheet: Any) -> None:
    if how.landscape:
        sheet.set_landscape()
    sheet.set_paper(_PAPERS[how.paper])
    sheet.fit_to_pages(how.fit_width, how.fit_height)
    left, right, top, bottom = how.margins
    sheet.set_margins(left, right, top, bottom)
    sheet.center_horizontally()
    if how.header:
        sheet.set_header(how.header, _AS_SAID)
    if how.footer:
        sheet.set_footer(how.footer, _AS_SAID)
    if how.repeat_rows is not None:
        sheet.repeat_rows(how.repeat_rows[0] - 1, how.repeat_rows[1] - 1)
    if how.repeat_columns is not None:
        sheet.repeat_columns(how.repeat_columns[0] - 1, how.repeat_columns[1] - 1)
    if how.area is not None:
        sheet.print_area(*_corners(how.area))
    if how.breaks:
        sheet.set_h_pagebreaks(list(how.breaks))
