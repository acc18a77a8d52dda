"""What stands in the way of a release, each with the agency whose it is, so that it can be let through by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from pmr_xl.desk.tables.completeness import InTheWay, completeness
from pmr_xl.desk.tables.lacking import with_other_units
from pmr_xl.model.fiscal import Edition

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk


def in_the_way(desk: Desk, edition: Edition, despite: Mapping[str, str]) -> tuple[InTheWay, ...]:
    """Everything that stands in the way, with the reason of what was let through by name.

    What is accepted is judged again: that it had no error when it was accepted is not enough.

    Args:
        despite: why an edition is released nevertheless, by agency; ``all`` stands for every agency.
    """
    agencies = list(desk.library_of(edition).agencies_of(edition))
    found = completeness(desk, agencies, edition, with_errors=True)
    return with_other_units(desk, found).in_the_way(despite)
