"""A page of paper as a worksheet part, to be put into somebody else's workbook.

What a findings sheet or a ledger never has (sparklines, notes, a filter without a table) is refused rather than left
out in silence.
"""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.books.marking.marked_styles import MarkedLook, Numbers
from pmr_xl.books.marking.pages.cells_xml import look_of, quote, row_parts
from pmr_xl.books.marking.pages.limits_xml import limit_parts
from pmr_xl.books.package.outline import MAIN, RELATIONSHIPS
from pmr_xl.books.package.splice import escape_xml
from pmr_xl.forms.paper.pages import Link, Page, Style
from pmr_xl.model.book.filters import ColumnFilter
from pmr_xl.model.book.places import Range, a1

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PAPER = {"letter": 1, "tabloid": 3, "legal": 5, "a3": 8, "a4": 9}
_NO_TEXT, _BOTH = ' blank="1"', ' and="1"'


def looks(page: Page) -> Iterator[MarkedLook]:
    """Every look that a cell of the page has."""
    return (look_of(put) for put in page.cells.values())


def differences(page: Page) -> Iterator[Style]:
    """Every look that a conditional format of the page has."""
    return (paint.style for paint in page.paints)


def worksheet(page: Page, numbers: Numbers, table: str = "", *, selected: bool = True) -> bytes:
    """The worksheet part of ``page``.

    Args:
        numbers: where the workbook keeps the page's looks.
        table: relationship id of the page's table part; empty where it has none.
        selected: whether its tab is.
    """
    if page.sparklines or page.notes or page.filter:
        raise ValueError("A page put into another workbook has no sparklines, notes or plain filter.")
    parts = (
        _properties(page), _view(page, selected=selected), _columns(page), row_parts(page, numbers), _protection(page),
        *_paints(page, numbers), limit_parts(page), _links(page), _printing(page),
        f'<tableParts count="1"><tablePart r:id="{table}"/></tableParts>' if table else "",
    )  # fmt: skip
    root = f'<worksheet xmlns="{MAIN}" xmlns:r="{RELATIONSHIPS}">'
    return f"{_HEAD}{root}{''.join(parts)}</worksheet>".encode()


def table_part(page: Page, number: int, name: str) -> bytes:
    """The table part of a page that has one, under a number and a name that are free in the workbook."""
    if page.table is None:
        raise ValueError("The page has no table.")
    area = page.table[1]
    headings = [page.cells[area.top, column].content for column in range(area.left, area.right + 1)]
    columns = "".join(f'<tableColumn id="{i}" name="{quote(str(h))}"/>' for i, h in enumerate(headings, start=1))
    return (
        f'{_HEAD}<table xmlns="{MAIN}" id="{number}" name="{quote(name)}" displayName="{quote(name)}" '
        f'ref="{area}" totalsRowShown="0">{_filter(page, area)}'
        f'<tableColumns count="{len(headings)}">{columns}</tableColumns>'
        '<tableStyleInfo showFirstColumn="0" showLastColumn="0" showRowStripes="0" showColumnStripes="0"/></table>'
    ).encode()


def _filter(page: Page, area: Range) -> str:
    """The table's filter with what it lets through, by the column's place in the table."""
    columns = "".join(
        f'<filterColumn colId="{column - area.left}">{_let_through(one)}</filterColumn>'
        for column, one in sorted(page.filters.items())
    )
    return f'<autoFilter ref="{area}">{columns}</autoFilter>' if columns else f'<autoFilter ref="{area}"/>'


def _let_through(one: ColumnFilter) -> str:
    if one.texts is not None:
        texts = "".join(f'<filter val="{quote(text)}"/>' for text in one.texts if text)
        return f"<filters{_NO_TEXT if '' in one.texts else ''}>{texts}</filters>"
    conditions = "".join(
        f'<customFilter operator="{quote(how)}" val="{quote(value)}"/>' for how, value in one.conditions
    )
    return f"<customFilters{_BOTH if one.both else ''}>{conditions}</customFilters>"


def _properties(page: Page) -> str:
    tab = f'<tabColor rgb="FF{page.tab.removeprefix("#")}"/>' if page.tab else ""
    fit = '<pageSetUpPr fitToPage="1"/>' if page.print.fit_width or page.print.fit_height else ""
    used = Range(1, 1, max((r for r, _ in page.cells), default=1), max((c for _, c in page.cells), default=1))
    return f'<sheetPr>{tab}{fit}</sheetPr><dimension ref="{used}"/>'


def _view(page: Page, *, selected: bool) -> str:
    grid = "" if page.gridlines else ' showGridLines="0"'
    tab = ' tabSelected="1"' if selected else ""
    chosen = a1(*page.selected)
    pane, where = "", ""
    if page.freeze is not None:
        down, across = page.freeze[0] - 1, page.freeze[1] - 1
        where = {(True, True): "bottomRight", (True, False): "bottomLeft"}.get((down > 0, across > 0), "topRight")
        split = (f' xSplit="{across}"' if across else "") + (f' ySplit="{down}"' if down else "")
        pane = f'<pane{split} topLeftCell="{a1(down + 1, across + 1)}" activePane="{where}" state="frozen"/>'
        where = f' pane="{where}"'
    outlined = ' outlineLevelCol="1"' if page.folded else ""
    zoom = f' zoomScale="{page.zoom}" zoomScaleNormal="{page.zoom}"' if page.zoom != 100 else ""  # noqa: PLR2004 - %
    return (
        f'<sheetViews><sheetView{grid}{tab}{zoom} workbookViewId="0">{pane}'
        f'<selection{where} activeCell="{chosen}" sqref="{chosen}"/></sheetView></sheetViews>'
        f'<sheetFormatPr defaultRowHeight="15"{outlined}/>'
    )


def _columns(page: Page) -> str:
    closed, behind = page.hidden_columns | page.folded, page.after_folded
    columns = "".join(
        f'<col min="{n}" max="{n}" width="{page.widths.get(n, 8.43) + 0.7109375:g}" customWidth="1"'
        + (' hidden="1"' if n in closed else "")
        + (' outlineLevel="1"' if n in page.folded else "")
        + (' collapsed="1"/>' if n in behind else "/>")
        for n in sorted({*page.widths, *closed, *behind})
    )
    return f"<cols>{columns}</cols>" if columns else ""


def _protection(page: Page) -> str:
    if not page.protected:
        return ""
    allowed = 'formatColumns="0" formatRows="0" sort="0" autoFilter="0"'
    return f'<sheetProtection sheet="1" objects="1" scenarios="1" {allowed}/>'


def _paints(page: Page, numbers: Numbers) -> Iterator[str]:
    for number, paint in enumerate(page.paints, start=1):
        stop = ' stopIfTrue="1"' if paint.stop else ""
        yield (
            f'<conditionalFormatting sqref="{paint.area}"><cfRule type="expression" '
            f'dxfId="{numbers.differences[paint.style]}" priority="{number}"{stop}>'
            f"<formula>{escape_xml(paint.formula)}</formula></cfRule></conditionalFormatting>"
        )


def _links(page: Page) -> str:
    links = []
    for (row, column), put in sorted(page.cells.items()):
        if isinstance(put.content, Link):
            if not put.content.target.startswith("internal:"):
                raise ValueError("A page put into another workbook has links within that workbook only.")
            tip = f' tooltip="{quote(put.content.tip)}"' if put.content.tip else ""
            place = quote(put.content.target.removeprefix("internal:"))
            links.append(f'<hyperlink ref="{a1(row, column)}" location="{place}"{tip}/>')
    return f"<hyperlinks>{''.join(links)}</hyperlinks>" if links else ""


def _printing(page: Page) -> str:
    setup = page.print
    left, right, top, bottom = setup.margins
    side = "landscape" if setup.landscape else "portrait"
    fit = f'fitToWidth="{setup.fit_width}" fitToHeight="{setup.fit_height}" '
    header = f"<oddHeader>{escape_xml(setup.header)}</oddHeader>" if setup.header else ""
    footer = f"<oddFooter>{escape_xml(setup.footer)}</oddFooter>" if setup.footer else ""
    breaks = "".join(f'<brk id="{row}" max="16383" man="1"/>' for row in setup.breaks)
    number = len(setup.breaks)
    return (
        f'<pageMargins left="{left:g}" right="{right:g}" top="{top:g}" bottom="{bottom:g}" header="0.3" footer="0.3"/>'
        f'<pageSetup paperSize="{_PAPER[setup.paper.lower()]}" {fit}orientation="{side}"/>'
        + (f'<headerFooter scaleWithDoc="0">{header}{footer}</headerFooter>' if header or footer else "")
        + (f'<rowBreaks count="{number}" manualBreakCount="{number}">{breaks}</rowBreaks>' if breaks else "")
    )


def print_titles(page: Page) -> str:
    """What the defined name of repeated rows refers to; empty where none are repeated."""
    if page.print.repeat_rows is None:
        return ""
    first, last = page.print.repeat_rows
    return f"{sheet_in_formula(page.name)}!${first}:${last}"


def sheet_in_formula(name: str) -> str:
    """A sheet's name as formulas write it, always quoted."""
    return "'" + name.replace("'", "''") + "'"
