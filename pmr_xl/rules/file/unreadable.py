"""A file that cannot be read at all."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.fault import Unreadable
from pmr_xl.model.finding import Severity
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.engine.subjects import FileName


@rule("FIL-001", Severity.ERROR, "{where} cannot be read. {found}", fix="{remedy}", stops=True)
def unreadable(illness: Unreadable, name: FileName) -> Iterator[Spot]:
    """A workbook that is damaged, encrypted, cut off, too large, or not there yet."""
    if illness.code == "FIL-001":
        yield spot(name, found=illness.message, expected="a workbook that opens", remedy=illness.remedy)
