"""A row of the sheet Breakdowns that names nothing known, or stands there again."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.breakdowns.table import MemberTable
from pmr_xl.model.finding import Severity
from pmr_xl.rules.engine.declaration import Spot, rule, spot


@rule(
    "PLC-013",
    Severity.ERROR,
    "{where}: the row {named}, so its figure is read by nobody.",
    fix="Put indicator, code and name back as the form had them, or delete the row.",
)
def member_row_unknown(table: MemberTable) -> Iterator[Spot]:
    """A row names an indicator, place or group that the form does not ask for, or one that an earlier row has."""
    for one in table.said.strange if table.said is not None else ():
        again = f"says {table.member_name(one.member)} again"
        yield spot(one.figure, named=again if one.member and one.line else f"names “{one.named}”, which is not known")
