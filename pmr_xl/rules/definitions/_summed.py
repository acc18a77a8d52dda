"""Many indicators in one finding: how many, and the first of them by name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pmr_xl.model.definitions.defined import DefinedIndicator, DefinedIndicators
from pmr_xl.rules.engine.declaration import Spot, spot
from pmr_xl.rules.engine.message import short

_NAMED = 3


def one_spot_for_all(table: DefinedIndicators, found: Sequence[DefinedIndicator], of: int) -> Iterator[Spot]:
    """One spot for all that was found among ``of`` indicators; none where nothing was."""
    if found:
        more = len(found) - _NAMED
        names = ", ".join(f"“{short(one.indicator.name)}”" for one in found[:_NAMED])
        first = f"{names} and {more} more" if more > 0 else names
        yield spot(table.place, found=f"{len(found)} of {of}", count=len(found), of=of, first=first)
