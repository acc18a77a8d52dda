"""Unit, direction or critical mark typed over."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.finding import Severity
from pmr_xl.model.submission import Ask, Entered, Entry
from pmr_xl.rules.rule import Spot, rule, spot


@rule(
    "IDN-004",
    Severity.QUERY,
    "{where} says {found} under “{column}”; the schema says {expected}.",
    fix="Put {expected} back. A change of {column} is agreed beforehand, not typed over.",
)
def changed_attribute(entry: Entry) -> Iterator[Spot]:
    """The unit or the desired direction was typed over."""
    indicator = entry.indicator
    unit, direction = entry.entered.get(Ask.UNIT), entry.entered.get(Ask.DIRECTION)
    if unit is not None and not _says(unit, indicator.unit.words):
        yield spot(unit, expected=indicator.unit.words)
    if direction is not None and not _says(direction, indicator.desired_direction.printed):
        yield spot(direction, expected=indicator.desired_direction.printed)


def _says(entered: Entered, meant: str) -> bool:
    """The cell says it, in any case, or nothing."""
    cell = entered.cell
    return cell is None or cell.value == meant or entered.text.casefold() in ("", meant.casefold())
