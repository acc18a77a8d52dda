"""A loop of assertions that looked at nothing proves nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

T = TypeVar("T")


def at_least_one(items: Iterable[T]) -> list[T]:
    """The same items, as a list; a test that loops over them fails where there is none."""
    found = list(items)
    assert found, "nothing was looked at"
    return found
