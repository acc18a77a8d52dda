"""Where things stand on the desk's sheet: its builder and its buttons agree on this."""

from __future__ import annotations

from pmr_xl.model.quick.named import NamedTuple

SHEET = "Desk"
HEADING_ROW, FIRST_ROW, LAST_ROW = 10, 11, 260


class DeskRow(NamedTuple):
    """One submission in the list; the fields are the columns, in order."""

    agency: str = ""
    report: str = ""
    version: str = ""
    file: str = ""
    received: str = ""
    state: str = ""
    errors: int | str = ""
    queries: int | str = ""
    due: str = ""
    review_copy: str = ""
    folder: str = ""


HEADINGS = tuple(name.replace("_", " ").capitalize() for name in DeskRow._fields)
WIDTHS = (11, 18, 9, 34, 17, 24, 8, 9, 30, 36, 44)
FILE, STATE, FOLDER = (DeskRow._fields.index(name) + 1 for name in ("file", "state", "folder"))
NOTHING_YET = "Press “Refresh list” to see the submissions in the office's inbox."
BOARD_HEADING_ROW, BOARD_FIRST_ROW, BOARD_LAST_ROW = 4, 5, 254
BOARD_NOTHING_YET = "Press “Refresh list” on the sheet Desk to see where every agency stands."
