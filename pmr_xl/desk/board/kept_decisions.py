"""Workbooks in which people decide are written anew only where nothing typed on them would be lost."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from pmr_xl.model.fault import Fault

if TYPE_CHECKING:
    from pmr_xl.forms.variance_sheet.decisions.row import DecisionRow


def nothing_left_on(path: Path, now: Mapping[str, DecisionRow | None]) -> None:
    """See that no decision would be lost by writing a workbook anew; ``now``: what the record has, by indicator.

    Raises:
        Fault: decisions that the record does not have yet stand on the one that is there.
    """
    from pmr_xl.books.reading.reader import read_book
    from pmr_xl.forms.variance_sheet.decisions.reader import read_sheet

    if not path.is_file():
        return
    rows = [row for row in read_sheet(read_book(path)).rows if row.changed]
    known = {name for name, row in now.items() if row is not None and row.says_something}
    left = [row for row in rows if row.indicator_id not in known]
    if left:
        raise Fault(
            f"On {path.name} decisions stand that the record does not have: {left[0].where}.",
            "“pmr decide” takes them in; or name another file with --sheet.",
        )
