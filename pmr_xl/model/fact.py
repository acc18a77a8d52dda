"""A fact: one published or accepted figure, on its way into the record."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from pmr_xl.model.book.places import CellRef
from pmr_xl.model.fiscal import Period
from pmr_xl.model.measure import Figure
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.quick.value_class import value_class


class FactKind(StrEnum):
    """What a figure states."""

    ACTUAL = "actual"
    TARGET = "target"  # also a resource's plan and an appropriation's budget


@value_class
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


class RateFact(NamedTuple):
    """What a percentage was said to be made of.

    Attributes:
        place: the cells of both (``Rates!E5, G5``).
    """

    indicator: str
    period: Period
    numerator: Decimal
    denominator: Decimal
    place: str


@value_class
class Restated:
    """A published actual and the figure that takes its place, with the reason given.

    Attributes:
        old: what was published; None where nothing was.
        stood: what was in force just before, where that is asked: an earlier version may have restated it already.
        by: who restates it, in words; empty where nobody asks.
        here: it is the submission that is judged that restates it.
        where: the cell of the new figure, where it is the submission's.
        shown: the forms of the edition that is looked at show the new figure already.
    """

    indicator: str
    period: Period
    old: Figure | None
    new: Figure
    reason: str = ""
    stood: Figure | None = None
    by: str = ""
    here: bool = False
    where: CellRef | None = None
    shown: bool = False
