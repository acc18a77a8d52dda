"""Migrate a form: a new version of it, of the schema its edition goes by now; the file itself is never changed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pmr_xl.desk.breakdowns.knowing import members_known
from pmr_xl.desk.chores.forms import form_at, require_nothing_lost
from pmr_xl.desk.received.form import with_members
from pmr_xl.desk.received.names import name_parts
from pmr_xl.desk.received.versions import earlier_version, version
from pmr_xl.desk.writing import make_folder
from pmr_xl.forms.submission_form.parts.migrating import KEYS, MovedOver, moved_over
from pmr_xl.model.fault import Fault
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.office.definitions.known import meaning_of
from pmr_xl.rules.engine.evidence.day import due_of

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk
    from pmr_xl.model.submission import Submission


class OfToday(Fault):
    """A form is of the schema its edition goes by now; there is nothing to migrate."""


class Migrated(NamedTuple):
    """A form that was moved, or would be: where it goes, and what goes with it.

    Attributes:
        left: sheets of the agency's own, which stay behind in the file as it was.
    """

    source: Path
    target: Path
    moved: MovedOver
    left: tuple[str, ...]


def migrate(desk: Desk, path: Path, into: Path | None = None, *, dry_run: bool = False) -> Migrated:
    """Write the next version of a form, of today's schema, with everything that is filled in.

    Args:
        into: the folder; beside the form where None.

    Raises:
        Unreadable: the file cannot be read.
        Fault: it is no form of this office, or a part of one; it is of today's schema; something else is in the
            place of the new version.
    """
    target, content, told = _made(desk, path, into)
    if not dry_run:
        from pmr_xl.books.writing.writer import place

        require_nothing_lost(target, path.with_suffix(".xlsx"), content)
        make_folder(target.parent)
        place(content, target)
    return told


def migrate_onto(desk: Desk, path: Path, onto: Path, into: Path | None = None, *, dry_run: bool = False) -> Migrated:
    """Put what a form says into another agency's, as that one's next version: its agency is a part of that one now.

    The other form is moved into today's schema first, where it was made of an older one. Nothing that stands there is
    written over, and who signed there has signed.

    Raises:
        Unreadable: one of the files cannot be read.
        Fault: one is no form, or they are of different editions or agencies; the other form says something else;
            something else is in the place of the new version.
    """
    from pmr_xl.books.marking.cell_entries import with_cells
    from pmr_xl.books.package.opening import Package
    from pmr_xl.books.writing.writer import place

    old, there, name = form_at(desk, path), form_at(desk, onto), name_parts(onto.name)
    if name is None or (old.chapter.agency, old.edition) != (there.chapter.agency, there.edition):
        raise Fault(
            f"{path.name} cannot go into {onto.name}, a form of {there.chapter.agency} for {there.edition.title}.",
            f"Name the form of {old.chapter.agency} for {old.edition.title}, with its version in its name.",
        )
    package = Package.open(onto)
    if of_another_schema(there):  # it has no rows for what it is asked for now
        from pmr_xl.books.reading.reader import book_of
        from pmr_xl.forms import submission_form

        package = Package(name.next, _made(desk, onto, into)[1])
        there = submission_form.read(book_of(package), there.chapter, there.edition, there.chapter)
    moved = moved_over(old, there)
    signed = {one.where for one in there.certification.values()}
    said = {one.where: one for entry in there.entries for one in (entry.get(key) for key in KEYS) if one is not None}
    cells = tuple(one for one in moved.cells if one.where not in signed)
    for cell in cells:
        if cell.where in said and not said[cell.where].empty:
            raise Fault(
                f"{onto.name} says “{said[cell.where].text}” in {cell.where}, and {path.name} says “{cell.value}”.",
                "Have the agency say which it is, and empty the other.",
            )
    target = (into or onto.parent) / name.next
    if not dry_run:
        content = with_cells(package, cells)
        require_nothing_lost(target, onto.with_suffix(".xlsx"), content)
        make_folder(target.parent)
        place(content, target)
    return Migrated(path, target, moved._replace(cells=cells, certified=0, new=()), ())


def undo(desk: Desk, path: Path) -> Path:
    """Take a migrated form away again, where nobody has worked on it since; gives the form it was made from.

    Raises:
        Fault: there is no version before it, or it is not what migrating that gives.
    """
    source = earlier_version(path.name, [path.parent, *([] if desk.office.built_in else [desk.office.inbox])])
    _, content, _ = _made(desk, source, path.parent)
    if path.read_bytes() != content:
        raise Fault(
            f"{path.name} is not what migrating {source.name} gives: somebody has worked on it, or the schema changed.",
            "Nothing was taken away. Move it elsewhere by hand if it is not wanted.",
        )
    path.unlink()
    return source


def of_another_schema(submission: Submission) -> bool:
    """Whether a form is known to be of another schema than its edition goes by now."""
    return submission.asked is not None and submission.asked is not submission.chapter


def _made(desk: Desk, path: Path, into: Path | None) -> tuple[Path, bytes, Migrated]:
    from pmr_xl.books.marking.cell_entries import with_cells
    from pmr_xl.books.package.opening import Package
    from pmr_xl.books.reading.reader import book_of
    from pmr_xl.books.writing.writer import workbook_bytes
    from pmr_xl.forms import submission_form
    from pmr_xl.forms.submission_form.by_member.plan import BREAKDOWNS
    from pmr_xl.forms.submission_form.meaning.places import FURTHER_SHEETS
    from pmr_xl.forms.submission_form.plan import SHEETS

    old = form_at(desk, path)
    name, mark = name_parts(path.name), desk.library_of(old.edition).schema_hash(old.chapter.agency)
    if old.stamp.part:
        raise Fault(
            f"{path.name} is a part of a form.", "Gather its parts first (“pmr gather”), then migrate the form."
        )
    if old.asked is old.chapter:
        raise OfToday(f"{path.name} is of today's schema; there is nothing to migrate.", "It can be sent as it is.")
    if name is None:
        raise Fault(f"{path.name} has no version in its name.", "Name it as its form was: PMR_DSNY_MMR_FY26_v1.xlsx.")
    paper = submission_form.lay(
        old.chapter,
        old.edition,
        desk.published_before([old.chapter], old.edition),
        desk.settings,
        schema_hash=mark,
        submission_version=version(old) + 1,
        due=due_of(old),
        meaning=meaning_of(desk.library_of(old.edition), old.chapter, old.edition),
        by_member=members_known(desk, old.chapter, old.edition),
    )
    package = Package(name.next, workbook_bytes(paper))
    laid = submission_form.read(book_of(package), old.chapter, old.edition, old.chapter)
    laid = with_members(desk.library_of(old.edition), laid)
    moved = moved_over(old, laid)
    content = with_cells(package, moved.cells) if moved.cells else package.data
    left = tuple(sheet.name for sheet in old.book.sheets if sheet.name not in (*SHEETS, *FURTHER_SHEETS, BREAKDOWNS))
    target = (into or path.parent) / name.next
    return target, content, Migrated(path, target, moved, left)
