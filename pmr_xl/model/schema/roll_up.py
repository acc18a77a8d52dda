"""How the figures of places or groups make the citywide one."""

from __future__ import annotations

from enum import StrEnum


class RollUp(StrEnum):
    """How the figures of all members come to the figure of the whole."""

    SUM = "sum"
    WEIGHTED = "weighted"  # by the figures of another indicator, which ``weighted_by`` names
    MEAN = "mean"  # every member counts alike
