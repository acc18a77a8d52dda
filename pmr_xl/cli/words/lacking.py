"""What an edition's tables lack, told to a person; and with what the command leaves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pmr_xl.cli.codes import Leaves
from pmr_xl.cli.words.say import say
from pmr_xl.model.display.plural import plural

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk
    from pmr_xl.desk.tables.completeness import Completeness, InTheWay


def show_lacking(
    desk: Desk, agencies: Sequence[str], found: Completeness, standing: Sequence[InTheWay], *, listed: bool = True
) -> Leaves:
    """Tell what is missing, returned, held or void, and what was let through; returns with what the command leaves.

    Args:
        listed: a manifest beside the tables lists each.
    """
    from pmr_xl.words.lacking import warnings

    for sentence in warnings(desk, agencies, found.edition, found):
        say(f"▲ {sentence}", err=True)
    for one in standing:
        if one.excused:
            say(f"✓ Let through: {one.agency}: {one.told} ({one.excused})", err=True)
    left = [one for one in standing if not one.excused]
    if not left:
        return Leaves.CLEAN
    agencies = list(dict.fromkeys(one.agency for one in left))
    things = f"{len(left):,} {plural(len(left), 'thing stands', 'things stand')}"
    where = "; the manifest lists each" if listed else ""
    say(
        f"▲ {things} in the way{where}. Settle them, or let each agency through by name and with a "
        f"reason: --despite {agencies[0]}=“WHY”, or all=“WHY”.",
        err=True,
    )
    return Leaves.LEFT_OUT
