"""The rules on figures by place or group, asked about one table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from pmr_xl.model.breakdowns.table import MemberTable, indicator_in
from pmr_xl.model.office_settings import OfficeSettings
from pmr_xl.rules.engine.calls import Hit
from pmr_xl.rules.engine.registry import rules_on

if TYPE_CHECKING:
    from pmr_xl.model.entry import Entry


def hits_by_member(table: MemberTable, settings: OfficeSettings) -> Iterator[Hit]:
    """What the rules on figures by place or group hit."""
    things = {OfficeSettings: settings}
    for rule in rules_on(MemberTable):
        for spot in rule.function(table, *(things[one] for one in rule.needs.things)):
            entered = spot.entered
            owner = None if entered is None else table.by_id.get(indicator_in(entered.key))
            # Of a hit's row only its line and indicator are asked, which a series has too.
            yield Hit(rule, spot, cast("Entry | None", owner))
