"""A fact: one published or accepted figure, on its way into the record."""

from __future__ import annotations

from enum import StrEnum

from pmr_xl.model.fiscal import Period
from pmr_xl.model.frozen import frozen
from pmr_xl.model.measure import Figure


class FactKind(StrEnum):
    """What a figure states."""

    ACTUAL = "actual"
    TARGET = "target"  # also a resource's plan and an appropriation's budget


@frozen
class Fact:
    """One figure of one indicator, resource row or unit of appropriation.

    Attributes:
        printed: the figure as its source shows it.
        place: where in its source it stands (``row 14, FY25``; ``Submission!J7``).
        reason: why it replaces what was published before; empty where it does not.
    """

    indicator: str
    period: Period
    kind: FactKind
    figure: Figure
    printed: str = ""
    place: str = ""
    reason: str = ""


@frozen
class Restated:
    """A published actual and the figure that takes its place, with the reason given."""

    indicator: str
    period: Period
    old: Figure
    new: Figure
    reason: str = ""
