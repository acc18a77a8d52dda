"""What stands in the way of a release, each with the agency whose it is, so that it can be let through by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from pmr_xl.desk.tables.completeness import unbudgeted, undecided, unfilled, void
from pmr_xl.model.fiscal import Edition
from pmr_xl.model.quick.value_class import value_class

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk

EVERYBODY = "all"


@value_class
class InTheWay:
    """One thing that stands in the way of a release.

    Attributes:
        agency: whose it is.
        excused: why it is released nevertheless; empty where nobody said.
    """

    agency: str
    told: str
    excused: str = ""


def in_the_way(desk: Desk, edition: Edition, despite: Mapping[str, str]) -> tuple[InTheWay, ...]:
    """Everything that stands in the way, with the reason of those that were let through by name.

    Args:
        despite: why an edition is released nevertheless, by agency; ``all`` stands for every agency.
    """
    agencies = list(desk.library_of(edition).agencies_of(edition))
    return tuple(
        InTheWay(agency, told, despite.get(agency, despite.get(EVERYBODY, "")))
        for agency, told in _found(desk, edition, agencies)
    )


def _found(desk: Desk, edition: Edition, agencies: Sequence[str]) -> Iterator[tuple[str, str]]:
    for what, counted in (
        ("indicators have no figure", unfilled(desk, agencies, edition)),
        ("resources and budgets are not in the record", unbudgeted(desk, agencies, edition)),
    ):
        for one in counted:
            agency, _, count = one.partition(" ")
            yield agency, f"{count} {what}"
    library = desk.library_of(edition)
    owner = {line.id: code for code in agencies for line in library.chapter(code).lines}
    for name, word in undecided(desk, agencies, edition).items():
        yield owner.get(name, ""), f"the decision on {name} is {word}"
    for name, moved in void(desk, agencies, edition).items():
        yield owner.get(name, ""), f"the decision on {name} is void: {moved}"
    for agency in agencies:
        taken = desk.record.accepted(edition, agency)
        if (left := desk.record.left_open(edition, agency)) and not taken[-1].despite:
            yield agency, f"{len(left)} queries are open"
