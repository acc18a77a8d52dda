"""Figures of one place or one group."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import TypeAlias

from pmr_xl.model.fiscal import Period
from pmr_xl.model.measure import Figure
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.quick.value_class import value_class

Series: TypeAlias = Mapping[Period, Figure]


class MemberFact(NamedTuple):
    """One figure of one place or group, on its way into the record.

    Attributes:
        breakdown: the list (``community_district``), and ``member`` the code there (``202``).
        place: where in its source it stands (``row 14``; ``Breakdowns!F7``).
        reason: why it replaces what was published before; empty where it does not.
    """

    indicator: str
    breakdown: str
    member: str
    period: Period
    figure: Figure
    place: str = ""
    reason: str = ""


@value_class
class PastByMember:
    """Figures in force by indicator, breakdown, member and period."""

    figures: Mapping[str, Mapping[str, Mapping[str, Series]]] = field(default_factory=dict)

    def of(self, indicator: str, breakdown: str) -> Mapping[str, Series]:
        """An indicator's series by the codes of a breakdown's members; empty where there are none."""
        return self.figures.get(indicator, {}).get(breakdown, {})

    def figure(self, indicator: str, breakdown: str, member: str, period: Period) -> Figure | None:
        """One figure; None where nobody stated it."""
        return self.of(indicator, breakdown).get(member, {}).get(period)
