"""What the words in a function's arguments mean: an indicator's id, or a direction, unit or aggregation by its name."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from pmr_xl.model.measure import Measure, Unit
from pmr_xl.model.schema.indicator import Aggregation, Direction, Indicator, Target, TargetKind

if TYPE_CHECKING:
    from pmr_xl.excel.functions.office_cache import OfficeCache
    from pmr_xl.model.office_settings import OfficeSettings

_KINDS = {Direction.UP: TargetKind.MINIMUM, Direction.DOWN: TargetKind.MAXIMUM, Direction.NONE: TargetKind.EXPECTED}
_BARE = {  # a bare direction has no printed decimals to round to
    direction.value: Indicator("", "", decimals=10, desired_direction=direction, target=Target(_KINDS[direction]))
    for direction in Direction
}
_UNITS = {unit.value: unit for unit in Unit}
_WAYS = {way.value: way for way in Aggregation}


class CallArguments:
    """One call of a function: everything is looked up once, however many cells ask for it.

    All methods raise CellFault (#N/A) for an id the office does not have.
    """

    def __init__(self) -> None:
        self._subjects: dict[str, tuple[Indicator, Measure | None, OfficeSettings]] = {}
        self._measures: dict[tuple[str, int], Measure] = {}

    @cached_property
    def office(self) -> OfficeCache:
        """The user's office, as it is on disk now."""
        from pmr_xl.excel.functions.office_cache import current_office

        return current_office()

    def subject(self, which: str) -> tuple[Indicator, Measure | None, OfficeSettings]:
        """The indicator, how its cells are read (None: as they stand), and the thresholds that hold."""
        if which not in self._subjects:
            bare = _BARE.get(which.lower())
            if bare is not None:
                self._subjects[which] = bare, None, self.office.settings
            else:
                indicator = self.office.line(which).indicator
                self._subjects[which] = indicator, indicator.measure, self.office.settings
        return self._subjects[which]

    def measure(self, how: str, decimals: int = 0) -> Measure:
        """The measure of an indicator, or of a unit by its name."""
        if (how, decimals) not in self._measures:
            unit = _UNITS.get(how.lower())
            found = self.office.line(how).indicator.measure if unit is None else Measure(unit, decimals)
            self._measures[how, decimals] = found
        return self._measures[how, decimals]

    def aggregation(self, how: str) -> Aggregation:
        """The aggregation of an indicator, or one by its name."""
        way = _WAYS.get(how.lower())
        return self.office.line(how).indicator.aggregation if way is None else way
