"""What is said at the head and at the foot of every printed page of a sheet, in Excel's code.

A sheet's title stands on its first printed page, so the line that says it on every page stands at the foot: above, the
first page would say it twice. Where the rows of the title are not printed, it stands above.
"""

from __future__ import annotations

from pmr_xl.forms.paper import theme
from pmr_xl.forms.paper.pages import header_text


def running_foot(title: str, *, sheet: bool = True, file: bool = False, day: bool = False) -> str:
    """The title, the sheet's name and the number of the page.

    Args:
        title: of the document, as it is; none of its signs is taken for a command.
        sheet: whether the sheet is named; ``file``: the file too, which says its version.
        day: whether the day of printing is told: of what changes from day to day.
    """
    before = f"{'&F · ' if file else ''}{'&D · ' if day else ''}"
    return f"&L&8&K{_code(theme.GREY)}{header_text(title)}{'&C&8&A' if sheet else ''}&R&8{before}Page &P of &N"


def running_head(title: str) -> str:
    """The title above every page of a sheet whose own title is not printed."""
    return f'&L&"-,Bold"&12&K{_code(theme.NAVY)}{header_text(title)}'


def _code(colour: str) -> str:
    return colour.removeprefix("#")
