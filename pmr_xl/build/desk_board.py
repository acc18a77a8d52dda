"""The board on PMR_Desk.xlsm: headings, sums and looks; Refresh list fills it."""

from __future__ import annotations

from dataclasses import replace

from pmr_xl.build.desk_layout import BOARD_FIRST_ROW, BOARD_HEADING_ROW, BOARD_LAST_ROW, BOARD_NOTHING_YET
from pmr_xl.build.sheet import BuiltBook
from pmr_xl.forms.board.columns import ALARMING, COLUMNS, DAY, SHEET, SUMMED
from pmr_xl.forms.board.sheet import HEAD, SIGNED
from pmr_xl.forms.paper import theme
from pmr_xl.forms.paper.pages import Style
from pmr_xl.model.book.places import Range, column_letters

_SUM = Style(size=9, bold=True, colour=theme.NAVY, fill=theme.PALE_BLUE, align="center")
_LOOKS = {
    "words": theme.PLAIN,
    "count": replace(theme.PLAIN, align="center", number_format="#,##0"),
    "day": replace(theme.PLAIN, align="center", number_format=DAY),
}


def board_sheet(made: BuiltBook) -> None:
    """Lay out the sheet Board of the desk's workbook."""
    page = made.book.add_worksheet(SHEET)
    page.set_vba_name("Sheet2")
    page.hide_gridlines(2)
    page.freeze_panes(BOARD_HEADING_ROW, 2)
    page.set_row(0, 28)
    page.set_row(BOARD_HEADING_ROW - 1, 31)
    page.write(0, 0, "Board", made.look(theme.TITLE))
    page.write(1, 0, BOARD_NOTHING_YET, made.look(replace(theme.PLAIN, bold=True)))
    first, last = BOARD_FIRST_ROW, BOARD_LAST_ROW
    for at, column in enumerate(COLUMNS):
        page.set_column(at, at, column.width, made.look(_LOOKS[column.kind]))
        page.write(BOARD_HEADING_ROW - 1, at, column.heading, made.look(HEAD[column.kind]))
        letter = column_letters(at + 1)
        late = column.key == "days_late"
        look = made.look(replace(_SUM, number_format='0" late";;' if late else "#,##0;;"))
        if late or column.key in SUMMED:
            page.write_formula(
                BOARD_HEADING_ROW - 2, at, f"=SUBTOTAL({102 if late else 109},{letter}{first}:{letter}{last})", look, 0
            )
        else:
            page.write(
                BOARD_HEADING_ROW - 2,
                at,
                "Sums of the rows shown" if at == 0 else None,
                made.look(replace(_SUM, align="left")),
            )
    page.autofilter(BOARD_HEADING_ROW - 1, 0, last - 1, len(COLUMNS) - 1)
    keys = [column.key for column in COLUMNS]
    state = keys.index("state") + 1
    for sign, style in SIGNED.items():
        paint = made.book.add_format({"font_color": style.colour, "bold": style.bold})
        criteria = f'=LEFT(${column_letters(state)}{first},1)="{sign}"'
        area = str(Range(first, state, last, state))
        page.conditional_format(area, {"type": "formula", "criteria": criteria, "format": paint})
    paint = made.book.add_format({"font_color": theme.RED_BROWN, "bg_color": theme.PALE_ORANGE, "bold": True})
    for at in (keys.index(key) + 1 for key in ALARMING):
        area = str(Range(first, at, last, at))
        page.conditional_format(area, {"type": "cell", "criteria": ">", "value": 0, "format": paint})
    page.set_landscape()
    page.set_paper(1)
    page.set_margins(0.4, 0.4, 0.5, 0.5)
    page.fit_to_pages(1, 1)
    page.set_footer("&L&8&A&C&8&F&R&8Page &P of &N")
