"""Headings that a sheet of decisions has lost: what people decide under must be there, what is hidden is told."""

from __future__ import annotations

from pmr_xl.forms.headings import FoundHeadings
from pmr_xl.forms.submission_form.search import text_in
from pmr_xl.forms.variance_sheet.decisions.columns import DATE, DECISION, FIGURE, GROUNDS, NAME, NEW_TARGET, NOTE
from pmr_xl.model.book.places import CellRef
from pmr_xl.model.book.sheet import Sheet
from pmr_xl.model.fault import Fault

_DECIDED_UNDER = (NEW_TARGET, NOTE, NAME, DATE)


def require_headings(sheet: Sheet, found: FoundHeadings) -> None:
    """See that the columns that people decide in have their headings.

    Raises:
        Fault: one has not; a decision without its target, note, name or day would be another one.
    """
    lost = [name for name in _DECIDED_UNDER if _is_lost(sheet, found, name)]
    if lost:
        place = _place(sheet, found)
        raise Fault(
            " ".join(
                f"{place}: the heading “{name}” is missing, so what stands under it cannot be read." for name in lost
            ),
            "Write the heading there again, and hand the sheet in once more; nothing is taken of it as it is.",
        )


def hidden_lost(sheet: Sheet, found: FoundHeadings) -> list[Fault]:
    """The hidden columns that are gone; by them is seen what was decided since, and on which figures."""
    said = [sentence for name, sentence in found.missing.items() if name not in _DECIDED_UNDER]
    if GROUNDS not in found.columns and FIGURE in found.columns:  # sheets of the first versions had neither
        where = f"{sheet.name}, row {found.row}"
        said.append(f"{where}: the heading “{GROUNDS}” is missing; what stood under it is not read.")
    return [Fault(one, "Unhide the columns behind the table, and write the heading there again.") for one in said]


def _is_lost(sheet: Sheet, found: FoundHeadings, name: str) -> bool:
    """Whether a heading is gone. Not every sheet has new targets: there an empty cell in its place says so."""
    if name != NEW_TARGET or name in found.columns:
        return name not in found.columns
    decision, note = found.columns[DECISION], found.columns.get(NOTE, 0)
    return note == decision + 2 and not text_in(sheet.at(found.row, decision + 1))


def _place(sheet: Sheet, found: FoundHeadings) -> str:
    """The cell of the lost heading, where it can only be one; else the row of headings."""
    known = [found.columns[one] for one in (DECISION, *_DECIDED_UNDER) if one in found.columns]
    behind = max(known) + (DATE not in found.columns)
    empty = [column for column in range(min(known), behind + 1) if not text_in(sheet.at(found.row, column))]
    return str(CellRef(sheet.name, found.row, empty[0])) if len(empty) == 1 else f"{sheet.name}, row {found.row}"
