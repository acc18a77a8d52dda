"""The word for one or for several: ``1 day``, ``2 days``, ``no queries``."""

from __future__ import annotations


def plural(number: int, one: str, many: str = "") -> str:
    """What that many are called.

    Args:
        number: how many.
        one: what one is called.
        many: what several are called, and none; the same with an s, or with -ies for -y, where that is not said.
    """
    if number == 1:
        return one
    return many or (f"{one[:-1]}ies" if one.endswith("y") and one[-2:-1] not in "aeiou" else f"{one}s")
