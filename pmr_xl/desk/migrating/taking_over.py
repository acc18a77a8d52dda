"""Drafts taken over: a new version of a form in which those that somebody decided on stand in their cells."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pmr_xl.desk.chores.forms import form_at, require_nothing_lost
from pmr_xl.desk.received.names import name_parts
from pmr_xl.desk.writing import make_folder
from pmr_xl.forms.submission_form.parts.taking_over import DraftsTakenOver, draft_rows, taken_over
from pmr_xl.model.fault import Fault
from pmr_xl.model.quick.named import NamedTuple

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk


class DraftsTaken(NamedTuple):
    """A form whose drafts were taken over, or would be; ``target`` is None where none was decided on."""

    source: Path
    target: Path | None
    told: DraftsTakenOver


def take_over(
    desk: Desk, path: Path, into: Path | None = None, *, everything: bool = False, dry_run: bool = False
) -> DraftsTaken:
    """Write the next version of a form with the drafts in their cells that bear a tick. The file itself stays.

    Args:
        into: the folder; beside the form where None.
        everything: all drafts, whether somebody ticked them or not.

    Raises:
        Unreadable: the file cannot be read.
        Fault: it is no form of this office, or offers no drafts that can be decided on; something else is in the place
            of the new version.
    """
    from pmr_xl.books.marking.cell_entries import with_cells
    from pmr_xl.books.package.opening import Package
    from pmr_xl.books.writing.writer import place

    form, name = form_at(desk, path), name_parts(path.name)
    rows = draft_rows(form.book)
    if not rows:
        raise Fault(
            f"{path.name} offers no drafts that are not taken over yet.",
            "“pmr migrate PMMR-FORM --report mmr” makes a form that does.",
        )
    if name is None:
        raise Fault(f"{path.name} has no version in its name.", "Name it as its form was: PMR_DSNY_MMR_FY26_v1.xlsx.")
    told = taken_over(form, rows, everything=everything)
    if not told.cells:
        return DraftsTaken(path, None, told)
    target = (into or path.parent) / name.next
    if not dry_run:
        content = with_cells(Package.open(path), told.cells)
        require_nothing_lost(target, path, content)
        make_folder(target.parent)
        place(content, target)
    return DraftsTaken(path, target, told)
