"""Numbers as words say them: every digit of what an office can mean, and the size of what it cannot."""

from __future__ import annotations

from decimal import Decimal

MOST = 10**15  # whole numbers below it have every digit that Excel keeps


def written_out(value: Decimal, how: str = ",f") -> str:
    """A number in a message or on a sheet; one of more than 15 digits by its size: ``1.23E+17``.

    Args:
        how: Python's format of all others; one with a plus says it of those too.
    """
    if -MOST < value < MOST:
        return format(value, how)
    return by_size(value, "+" if how.startswith("+") else "")


def by_size(value: Decimal, plus: str = "") -> str:
    """Three digits, and where they stand: ``1.23E+17``, ``1E-300``."""
    return format(value.normalize(), f"{plus}.3G")
