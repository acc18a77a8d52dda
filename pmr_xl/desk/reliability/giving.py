"""Looks at figures as plain values, for frames."""

from __future__ import annotations

from collections.abc import Iterable

from pmr_xl.desk.reliability.looking import LookedAt
from pmr_xl.model.reliability.assessment import Assessment, ReliabilityClass

_NOBODY = Assessment("", "", "", ReliabilityClass.NOT_LOOKED_AT, "")
_TOLD = ("looked", "reported", "recomputed", "accuracy", "limits", "compensation", "action", "commitment", "sample")


def as_values(looked: Iterable[LookedAt]) -> list[dict[str, object]]:
    """One mapping a figure, keys in a fixed order; texts are empty where nobody looked."""
    return [_values(one) for one in looked]


def _values(one: LookedAt) -> dict[str, object]:
    look = one.look or _NOBODY
    return {
        "agency": one.line.agency,
        "indicator_id": one.line.id,
        "indicator": one.line.indicator.name,
        "year": one.year,
        "critical": one.line.indicator.critical,
        "figure": one.figure,
        "class": one.verdict.value,
        **{name: getattr(look, name) for name in _TOLD},
        "looked_by": look.who,
        "looked_on": look.at[:10],
        "changed_since": one.changed_since,
    }
