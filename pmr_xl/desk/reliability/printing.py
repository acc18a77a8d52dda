"""The statement of reliability, printed as an annex: a Word document, a workbook, or both."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from pmr_xl.desk.reliability.looking import LookedAt, looked_at
from pmr_xl.model.fault import Fault
from pmr_xl.model.reliability.elements import elements_of

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk
    from pmr_xl.forms.reliability.statement import StatedFigure
    from pmr_xl.model.fiscal import Period


def print_statement(desk: Desk, agencies: Sequence[str], year: Period, paths: Sequence[Path]) -> int:
    """Write the statement of a fiscal year; returns how many figures in it were looked at.

    Args:
        agencies: all where none is named.
        paths: files that end in .docx or .xlsx.

    Raises:
        Fault: unknown agency, a file of another kind or one that cannot be written; the built-in office.
    """
    from pmr_xl.desk.writing import make_folder, require_workbook_place
    from pmr_xl.forms.reliability.statement import StatedAgency, manuscript, sheet

    if strange := [one for one in paths if one.suffix.lower() not in (".docx", ".xlsx")]:
        raise Fault(f"{strange[0].name} is neither .docx nor .xlsx.", "Name a file that ends so.")
    found = groupby(looked_at(desk, agencies, year), key=lambda one: one.line.agency)
    known = desk.library.agencies()
    stated = [StatedAgency(code, known[code].name, tuple(_stated(one) for one in group)) for code, group in found]
    title = stated[0].name if len(stated) == 1 else "All agencies" if not agencies else ", ".join(agencies)
    for path in paths:
        make_folder(path.parent)
        if path.suffix.lower() == ".docx":
            from pmr_xl.books.writing import word

            word.write(manuscript(title, year.label, stated), path)
        else:
            from pmr_xl.books.writing.writer import write

            paper = sheet(title, year.label, stated)
            require_workbook_place(path, paper.pages[0].name)
            write(paper, path)
    return sum(one.looked_at for each in stated for one in each.figures)


def _stated(one: LookedAt) -> StatedFigure:
    from pmr_xl.forms.reliability.statement import StatedFigure

    look, elements = one.look, elements_of(one.known, one.look)
    then = look.reported if look is not None and one.changed_since else None
    followed = "" if look is None else look.commitment
    return StatedFigure(one.line, one.year, one.figure, one.verdict, elements, then, followed)
