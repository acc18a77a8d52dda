"""Numbers that settings and schemas may hold: between what and what, and what is said of one that is not.

Said here for the judge of the files and for the JSON Schemas of editors; the model's classes stay plain.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from pmr_xl.model.fault import Fault
from pmr_xl.model.office_settings import OfficeSettings
from pmr_xl.model.quick.value_class import value_class
from pmr_xl.model.schema.chapter import Resource
from pmr_xl.model.schema.indicator import Indicator, Target
from pmr_xl.office.reading import Tree

Way = tuple[int | str, ...]
_SHOWN_FAULTS = 5
_HUNDRED = 100
MOST_DECIMALS = 6


@value_class
class Bounds:
    """From what to what a number may be; ``above`` leaves the lower end out."""

    least: float
    most: float | None
    remedy: str
    above: bool = False

    def __contains__(self, number: object) -> bool:
        if not isinstance(number, int | float):
            number = float(str(number))  # a Decimal
        low = number > self.least if self.above else number >= self.least
        return low and number <= (float("1e300") if self.most is None else self.most)

    @property
    def keywords(self) -> dict[str, float]:
        """The same as a JSON Schema says it."""
        low = {"exclusiveMinimum" if self.above else "minimum": self.least}
        return low if self.most is None else {**low, "maximum": self.most}


SHARE = Bounds(0, 1, "A share is from 0 to 1; 10% is 0.1.")
DECIMALS = Bounds(0, MOST_DECIMALS, f"Decimals are from 0 to {MOST_DECIMALS}.")
FACTOR = Bounds(0, None, "It is a number above 0.", above=True)
COUNT = Bounds(0, None, "It is a whole number from 0, which hides nothing.")
WIDTH = Bounds(0, 1, "It is above 0 and at most 1: a width of 0.3 is half to twice the size.", above=True)

BOUNDS: dict[type, dict[str, Bounds]] = {
    OfficeSettings: {
        **dict.fromkeys(("near", "trend_band", "stable_decline", "noise_floor"), SHARE),
        **dict.fromkeys(("unusual_change", "large_change", "critical_miss"), SHARE),
        **dict.fromkeys(("robust_z", "shortest_explanation"), FACTOR),
        "scale_slip_width": WIDTH,
        "small_count": COUNT,
    },
    Indicator: {"decimals": DECIMALS, "october_share": SHARE, "noise": SHARE, "at_most": FACTOR},
    Target: {"decimals": DECIMALS, "near": SHARE},
    Resource: {"decimals": DECIMALS},
}


def refuse_impossible(found: object, tree: Tree) -> None:
    """Refuse numbers that cannot be what is meant, in a value made of ``tree``.

    Raises:
        Fault: file, line, fault and remedy of each (the first five).
    """
    told = [_say(owner, key, value, tree, way) for owner, key, value, way in _outside(found, ())]
    if told:
        more = [f"… and {len(told) - _SHOWN_FAULTS} more."] if len(told) > _SHOWN_FAULTS else []
        raise Fault("\n".join(told[:_SHOWN_FAULTS] + more), "Correct the file and run again.")


def _outside(value: object, way: Way) -> Iterator[tuple[type, str, Any, Way]]:
    if isinstance(value, tuple):
        for place, item in enumerate(value):
            yield from _outside(item, (*way, place))
    elif is_dataclass(value):
        bounds = BOUNDS.get(type(value), {})
        for one in fields(value):
            inner, step = getattr(value, one.name), (*way, one.name)
            if one.name not in bounds:
                yield from _outside(inner, step)
            elif inner is not None and inner not in bounds[one.name]:
                yield type(value), one.name, inner, step


def _say(owner: type, key: str, value: Any, tree: Tree, way: Way) -> str:
    bounds = BOUNDS[owner][key]
    meant = ""
    if bounds is SHARE and 1 < value <= _HUNDRED:
        meant = f" Is {float(value) / _HUNDRED:g} ({float(value):g}%) meant?"
    return f"{tree.shown}, line {tree.line(way)}: “{key.replace('_', ' ')}” cannot be {value}. {bounds.remedy}{meant}"
