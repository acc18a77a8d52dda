"""Split a form into parts for program units: each a form of its own rows, saying what the form said in them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pmr_xl.desk.breakdowns.knowing import members_known
from pmr_xl.desk.chores.forms import form_at, require_nothing_lost
from pmr_xl.desk.chores.lists import read_list
from pmr_xl.desk.received.form import with_members
from pmr_xl.desk.writing import make_folder
from pmr_xl.forms.submission_form.listed.list_table import indicator_columns
from pmr_xl.forms.submission_form.parts.further import carried_further
from pmr_xl.forms.submission_form.parts.restating import carried_restatements
from pmr_xl.forms.submission_form.parts.splitting import SplitBy, SplitRows, by_chapter, by_list, carried_cells
from pmr_xl.forms.submission_form.parts.stamped import PartStamp, named_part
from pmr_xl.model.fault import Fault
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.office.definitions.known import meaning_of
from pmr_xl.rules.engine.evidence.day import due_of

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk
    from pmr_xl.model.submission import Submission


class Split(NamedTuple):
    """The parts of a form: where each is, what it is called, and how many rows are its own."""

    parts: tuple[tuple[Path, PartStamp], ...]
    rows: SplitRows


def split(desk: Desk, form: Path, by: str, into: Path | None = None, unit: str = "", sheet: str = "") -> Split:
    """Write the parts of a form into a folder; all of them or none.

    Args:
        by: ``goal``, ``service``, or the path of a list of ids or names and units.
        into: the folder; beside the form, under its name, where None.
        unit: the heading of the list's column of units; ``sheet``: the list's sheet.

    Raises:
        Fault: the form is none of this office's or a part itself, the list cannot be read, there would be one part
            only, or something is in the place of what would be written.
    """
    from pmr_xl.books.writing.writer import place

    whole = form_at(desk, form)
    if whole.stamp.part:
        raise Fault(f"{form.name} is a part already.", "Gather its parts first, or split the whole form.")
    rows = _rows(whole, by, unit, sheet)
    if len(rows.ids) == 1:
        raise Fault(f"{form.name} would have one part only: {next(iter(rows.ids))}.", "Split it by something else.")
    folder = into or form.with_name(f"{form.stem}_parts")
    written: list[tuple[Path, bytes, PartStamp]] = []
    for number, ids in enumerate(rows.ids.values(), start=1):
        stamp = PartStamp(number, tuple(rows.ids), form.name, whole.book.sha256, ids)
        name = f"{form.stem}_part{number}of{len(rows.ids)}_{named_part(stamp.title)}.xlsx"
        written.append((folder / name, _part(desk, whole, stamp), stamp))
    for path, content, _ in written:
        require_nothing_lost(path, form.with_suffix(".xlsx"), content)
    make_folder(folder)
    for path, content, _ in written:
        place(content, path)
    return Split(tuple((path, stamp) for path, _, stamp in written), rows)


def _rows(whole: Submission, by: str, unit: str, sheet: str) -> SplitRows:
    if by.casefold() in set(SplitBy):
        return by_chapter(whole, SplitBy(by.casefold()))
    table = read_list(Path(by), sheet, also=(unit,) if unit else ())
    return by_list(whole, table, *indicator_columns(table, whole), unit)


def _part(desk: Desk, whole: Submission, stamp: PartStamp) -> bytes:
    """The part as a file: laid for its own rows, with everything that the form says in them."""
    from pmr_xl.books.marking.cell_entries import with_cells
    from pmr_xl.books.package.opening import Package
    from pmr_xl.books.reading.reader import book_of
    from pmr_xl.books.writing.writer import workbook_bytes
    from pmr_xl.forms import submission_form

    chapter, edition = whole.chapter.only(stamp.rows), whole.edition
    paper = submission_form.lay(
        chapter,
        edition,
        desk.published_before([whole.chapter], edition),
        desk.settings,
        schema_hash=whole.stamp.schema_hash or desk.library.schema_hash(chapter.agency),
        submission_version=_version(whole),
        due=due_of(whole),
        part=stamp.fields,
        meaning=meaning_of(desk.library_of(edition), whole.chapter, edition),
        by_member=members_known(desk, whole.chapter, edition),
    )
    package = Package("part.xlsx", workbook_bytes(paper))
    laid = with_members(desk.library_of(edition), submission_form.read(book_of(package), whole.chapter, edition))
    cells = [*carried_cells(whole, laid), *carried_restatements(whole, laid), *carried_further(whole, laid)]
    return with_cells(package, cells) if cells else package.data


def _version(whole: Submission) -> int:
    from pmr_xl.desk.received.versions import version

    return version(whole)
