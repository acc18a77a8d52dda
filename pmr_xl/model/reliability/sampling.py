"""A stratified random sample of indicators and months, that anybody can draw again from its seed.

Each indicator has a random number of its own: the hash of the seed and its id. In each stratum those with the smallest
are drawn, so the same seed draws the same from the same list on every computer, and an indicator that is added changes
nothing about the others (permanent random numbers).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from pmr_xl.model.measure import Unit
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.schema.indicator import Indicator
from pmr_xl.model.schema.line import Line

STRATA = ("agency", "criticality", "unit")  # by what a sample can be stratified


class StratumDrawn(NamedTuple):
    """One stratum of a sample: what it is called, how many indicators it has, how many were drawn."""

    name: str
    indicators: int
    drawn: int


class DrawnIndicator(NamedTuple):
    """An indicator that was drawn, in which stratum, and the months of it, by their periods' codes."""

    indicator: str
    agency: str
    stratum: str
    months: tuple[str, ...] = ()


class ReliabilitySample(NamedTuple):
    """A sample that was drawn.

    Attributes:
        code: ``S-0003``; empty until the record keeps it.
        year: the fiscal year whose figures are looked at, ``FY26``.
        seed: what it was drawn by; whoever knows it draws the same again.
        asked: of which agencies, how many, by what stratified, in words.
        who: who drew it; ``at``: when.
    """

    code: str
    year: str
    seed: str
    asked: str
    drawn: tuple[DrawnIndicator, ...]
    strata: tuple[StratumDrawn, ...]
    who: str = ""
    at: str = ""


def draw(
    lines: Iterable[Line],
    size: int,
    seed: str,
    by: Sequence[str] = STRATA,
    months: Mapping[str, Sequence[str]] | None = None,
    months_each: int = 0,
) -> tuple[tuple[DrawnIndicator, ...], tuple[StratumDrawn, ...]]:
    """Draw a stratified random sample.

    Each stratum gets its share of the sample by its share of the indicators (largest remainders first), and where the
    sample is large enough at least one.

    Args:
        lines: the indicators to draw from.
        size: how many; all where there are fewer.
        seed: any text.
        by: of :data:`STRATA`.
        months: of each indicator the months that there are figures of, by their periods' codes.
        months_each: how many of them are drawn with each indicator.

    Returns:
        What was drawn, in the order of ``lines``, and the strata by name.
    """
    strata: dict[str, list[Line]] = {}
    listed = list(lines)
    for line in listed:
        strata.setdefault(stratum_of(line, by), []).append(line)
    sizes = shares({name: len(group) for name, group in strata.items()}, size)
    chosen: dict[str, str] = {}
    for name, group in strata.items():
        ranked = sorted(group, key=lambda line: _number(seed, line.id))
        chosen |= {line.id: name for line in ranked[: sizes[name]]}
    drawn = tuple(
        DrawnIndicator(line.id, line.agency, chosen[line.id], _months(seed, line.id, months or {}, months_each))
        for line in listed
        if line.id in chosen
    )
    return drawn, tuple(StratumDrawn(name, len(strata[name]), sizes[name]) for name in sorted(strata))


def strata_for(lines: Iterable[Line], size: int, by: Sequence[str]) -> tuple[str, ...]:
    """By what a sample of that size is stratified: as much of ``by`` as leaves at least one for each stratum.

    A sample with fewer than one for each stratum would never draw from the small ones.
    """
    listed, wanted = list(lines), [one for one in STRATA if one in by]
    for many in range(len(wanted), 0, -1):
        for some in combinations(wanted, many):
            if len({stratum_of(line, some) for line in listed}) <= size:
                return some
    return ()


def stratum_of(line: Line, by: Sequence[str]) -> str:
    """The stratum an indicator is in: ``DSNY · critical · percent``."""
    said = {
        "agency": line.agency,
        "criticality": "critical" if line.indicator.critical else "not critical",
        "unit": unit_kind(line.indicator),
    }
    return " · ".join(said[one] for one in STRATA if one in by) or "all"


def unit_kind(indicator: Indicator) -> str:
    """What kind of figure it is, as far as looking at it differs: percent, money, time, count or other."""
    unit = indicator.unit
    if unit is Unit.PERCENT:
        return "percent"
    if unit.is_money:
        return "money"
    if unit.is_duration or unit is Unit.DAYS:
        return "time"
    return "count" if unit in (Unit.NUMBER, Unit.THOUSANDS, Unit.MILLIONS) else "other"


def shares(sizes: Mapping[str, int], wanted: int) -> dict[str, int]:
    """How many to draw of each stratum: in proportion, one of each where that is possible, never more than it has."""
    total = sum(sizes.values())
    wanted = min(wanted, total)
    least = 1 if wanted >= len(sizes) else 0
    given = {name: min(least, size) for name, size in sizes.items()}
    exact = {name: wanted * size / total for name, size in sizes.items()} if total else {}
    while sum(given.values()) < wanted:
        open_ones = [name for name, size in sizes.items() if given[name] < size]
        given[max(open_ones, key=lambda name: (exact[name] - given[name], sizes[name], name))] += 1
    return given


def _number(seed: str, name: str) -> str:
    return hashlib.sha256(f"{seed}:{name}".encode()).hexdigest()


def _months(seed: str, name: str, months: Mapping[str, Sequence[str]], how_many: int) -> tuple[str, ...]:
    there = months.get(name, ())
    chosen = set(sorted(there, key=lambda code: _number(seed, f"{name}:{code}"))[:how_many])
    return tuple(code for code in there if code in chosen)
