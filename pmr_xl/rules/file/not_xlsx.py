"""A file of another kind."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.fault import Unreadable
from pmr_xl.model.finding import Severity
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.engine.subjects import FileName


@rule("FIL-002", Severity.ERROR, "{where} is no .xlsx workbook. {found}", fix="{remedy}", stops=True)
def not_xlsx(illness: Unreadable, name: FileName) -> Iterator[Spot]:
    """An old or foreign spreadsheet, a text file or a web page, whatever it is called."""
    if illness.code == "FIL-002":
        yield spot(name, found=illness.message, expected="an .xlsx workbook", remedy=illness.remedy)
