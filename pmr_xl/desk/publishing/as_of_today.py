"""What is published as the office has it today, not as it was at a release: months, definitions, ids."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pmr_xl.analysis.lookback import parts_of
from pmr_xl.model.definitions.definition import Definition
from pmr_xl.model.past import Past
from pmr_xl.model.schema.chapter import Chapter
from pmr_xl.office.definitions.known import definitions_of

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk

_BEFORE, _AFTER = 2, 1  # fiscal years around the edition's own


def months_of(desk: Desk, agencies: Sequence[str], year: int | None) -> Past:
    """What the office knows of these agencies' months.

    Args:
        agencies: codes; those that today's schemas have no more are left out.
        year: the fiscal year in whose neighbourhood they stand; None for all there are.
    """
    near = (
        None if year is None else [part for one in range(year - _BEFORE, year + _AFTER + 1) for part in parts_of(one)]
    )
    return desk.past(today(desk, agencies), parts=near)


def today(desk: Desk, agencies: Sequence[str]) -> list[Chapter]:
    """The chapters of these agencies by today's schemas."""
    there = desk.library.agencies()
    return [desk.library.chapter(code) for code in agencies if code in there]


def defined_today(desk: Desk, agencies: Sequence[str]) -> dict[str, dict[str, Definition]]:
    """What is said of these agencies' indicators: by code, then by id. Better words serve older figures too."""
    return {one.agency: dict(definitions_of(desk.library, one)) for one in today(desk, agencies)}
