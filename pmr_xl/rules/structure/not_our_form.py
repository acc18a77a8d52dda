"""A workbook that is not the form."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.book.places import CellRef, from_a1
from pmr_xl.model.book.sheet import Book
from pmr_xl.model.finding import Severity, visible_text
from pmr_xl.model.quick.pattern import pattern
from pmr_xl.model.submission import Submission
from pmr_xl.rules.engine.declaration import Spot, rule, spot

_CELL = pattern(r"\$?[A-Z]{1,3}\$?\d+")


@rule(
    "STR-001",
    Severity.ERROR,
    "{where}: this is no submission form of an agency and report known here{about_sheet}.",
    fix="Fill in the form that was sent for this agency and report, and send that file.",
    stops=True,
)
def not_our_form(book: Book, submission: Submission | None) -> Iterator[Spot]:
    """A workbook that is no form of ours, or of no agency and report known here."""
    if submission is None:
        where, said = _stamped(book)
        about = f"; it says {said}" if said else "" if book.sheet("About") else "; it has no About sheet"
        yield spot(where, found=said or "another workbook", expected="the form", about_sheet=about)


def _stamped(book: Book) -> tuple[CellRef | str, str]:
    """The cell that names the agency, and what the form says it is; the file and nothing for another workbook."""
    where: CellRef | str = book.name
    said: list[str] = []
    for name in ("fiscal_year", "report", "agency"):
        on, _, address = book.names.get(f"pmr_{name}", "").lstrip("=").rpartition("!")
        sheet = book.sheet(on.strip("'")) if on else None
        value = sheet.value(address) if sheet is not None and _CELL.fullmatch(address) else None
        if sheet is not None and isinstance(value, str):
            where = CellRef(sheet.name, *from_a1(address))
            said.insert(0, visible_text(value))
    return where, " ".join(said)
