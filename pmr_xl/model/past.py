"""What is known before a submission comes in: published figures and targets, by indicator and period."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from pmr_xl.model.fiscal import Edition, Period
from pmr_xl.model.frozen import frozen
from pmr_xl.model.measure import Figure

NOTHING: Mapping[Period, Figure] = {}


@frozen
class Past:
    """Published actuals and targets of some indicators, as last accepted.

    Attributes:
        actuals: indicator id → period → figure.
        targets: indicator id → fiscal year → figure or sign.
        said: indicator id → the report in which its agency last explained it, and what it said there.
    """

    actuals: Mapping[str, Mapping[Period, Figure]] = field(default_factory=dict)
    targets: Mapping[str, Mapping[Period, Figure]] = field(default_factory=dict)
    said: Mapping[str, tuple[Edition, str]] = field(default_factory=dict)

    def actual(self, indicator: str, period: Period) -> Figure | None:
        """The last accepted figure, or None where none was ever published."""
        return self.actuals.get(indicator, NOTHING).get(period)

    def target(self, indicator: str, year: Period) -> Figure | None:
        """The target in force, or None where the record has none."""
        return self.targets.get(indicator, NOTHING).get(year)
