"""An agency's definitions as rules look at them: each indicator with what is said of it, and where that stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date

from pmr_xl.model.definitions.definition import Definition
from pmr_xl.model.quick.value_class import value_class
from pmr_xl.model.schema.indicator import Indicator
from pmr_xl.model.schema.line import Line


@value_class(slots=False)
class DefinedIndicator:
    """One indicator and its definition, which may say nothing.

    Attributes:
        place: the file, or the form, that defines it; ``places``: where each text stands, by key.
    """

    line: Line
    known: Definition
    place: str
    places: Mapping[str, str] = field(default_factory=dict)

    @property
    def indicator(self) -> Indicator:
        """The indicator."""
        return self.line.indicator

    def at(self, key: str) -> str:
        """Where a text stands; the whole file where it is not said."""
        return self.places.get(key) or self.place


@value_class(slots=False)
class DefinedIndicators:
    """The indicators of one agency with their definitions.

    Attributes:
        place: the file that defines them.
        today: the day on which it is asked what was confirmed lately.
    """

    agency: str
    place: str
    rows: tuple[DefinedIndicator, ...]
    today: date
