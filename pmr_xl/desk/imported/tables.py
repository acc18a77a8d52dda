"""Tables taken in: into schemas, into the record; each import told as a value."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pmr_xl.desk.desk import Desk
from pmr_xl.desk.imported.findings import judge_months, judge_table
from pmr_xl.desk.imported.guarded import guarded_table
from pmr_xl.model.fact import Fact
from pmr_xl.model.fault import Fault
from pmr_xl.model.finding import Finding
from pmr_xl.model.fiscal import Edition

if TYPE_CHECKING:
    from pmr_xl.imports.import_report import ImportReport
    from pmr_xl.imports.monthly import Stranger


@dataclass(frozen=True, slots=True)
class Imported:
    """What loading one table into the record did, or would do.

    Attributes:
        figures: how many the table states, without those left out.
        new: how many of them the record did not have.
        months: of how many months they are; 0 for a published table.
        left_out: figures and rows that were not taken, each with its place and why.
        strangers: indicators of monthly figures that no schema knows, with the rows they have.
        passed: rows of a whole year among monthly figures.
        not_available: monthly figures that say they are not available, kept as NA.
        notes: what was read otherwise than it stands in the file.
        findings: what the rules say of the table; they change nothing of what is taken.
        dry_run: nothing was stored.
    """

    file: str
    figures: int
    new: int
    months: int = 0
    left_out: tuple[str, ...] = ()
    strangers: tuple[tuple[Stranger, int], ...] = ()
    passed: int = 0
    not_available: int = 0
    notes: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    dry_run: bool = False

    @property
    def whole(self) -> bool:
        """Nothing was left out or passed over."""
        return not (self.left_out or self.strangers or self.passed)


@dataclass(frozen=True, slots=True)
class SchemasImported:
    """What bringing the schemas up to published tables did, or would do."""

    report: ImportReport
    notes: tuple[str, ...]
    findings: tuple[Finding, ...]
    dry_run: bool

    @property
    def whole(self) -> bool:
        """Nothing was left out."""
        return not self.report.removed


def import_schemas(
    desk: Desk,
    tables: Sequence[Path],
    open_data: Path | None = None,
    additive: Path | None = None,
    october: Path | None = None,
    *,
    sheet: str = "",
    put_back: bool = False,
    dry_run: bool = False,
) -> SchemasImported:
    """Bring the office's schemas up to published tables.

    Args:
        put_back: rows that were taken out of the schemas by hand come back; without it they are left out.
        dry_run: write nothing.

    Raises:
        Fault: a table or a schema cannot be read. All is read before the first file is written.
    """
    from pmr_xl.imports.importing import import_tables
    from pmr_xl.imports.open_data_ids.listed import read_open_data
    from pmr_xl.imports.published import read_table

    desk.office.must_be_own()
    known = read_open_data(open_data, additive, october) if open_data is not None else None
    gone = () if put_back else desk.record.indicator_ids()
    read = [read_table(guarded_table(path), sheet) for path in tables]
    report = import_tables(desk.folder, read, known, gone=gone, dry_run=dry_run)
    notes = tuple(note for table in read for note in table.notes)
    found = [one for table in read for one in judge_table(desk, table, report.chapters, keep=not dry_run)]
    return SchemasImported(report, notes, tuple(found), dry_run)


def import_table(
    desk: Desk, path: Path, year: int, *, sheet: str = "", dry_run: bool = False, released: bool = False
) -> Imported:
    """Load a published table into the record.

    The table's own year is not taken: those actuals come from submissions. Of a report that was ``released`` before the
    office began it is: its figures are history then, and its edition is known as published. A figure that is none
    of its indicator's unit is left out, and so is a row that was taken out of the schema by hand.

    Raises:
        Fault: the table cannot be read, is of another year, has rows no schema knows, or states nothing.
    """
    from pmr_xl.imports.facts import printed_names, published_facts, with_reported
    from pmr_xl.imports.published import read_table

    record, table = desk.record, read_table(guarded_table(path), sheet)
    unread: list[Fault] = []
    by_edition = published_facts(desk.library, table, year, unread, record.indicator_ids())
    if released:
        by_edition = with_reported(desk.library, table, by_edition, year)
    if not by_edition:
        raise Fault(f"{path.name} states no figure of an earlier year than {year}.", "Is --year right?")
    names = printed_names(desk.library, table)
    if released and not dry_run:
        _published(desk, by_edition)
    new = _stored(desk, path, list(by_edition.items()), names, dry_run=dry_run)
    left_out = tuple(fault.message for fault in unread)
    chapters = {one.agency: one for one in desk.library.chapters()}
    return Imported(
        path.name,
        sum(map(len, by_edition.values())),
        new,
        left_out=left_out,
        notes=table.notes,
        findings=judge_table(desk, table, chapters, keep=not dry_run),
        dry_run=dry_run,
    )


def _published(desk: Desk, by_edition: Iterable[Edition]) -> None:
    """Note that an edition was published before the office kept its own, with the schemas it goes by."""
    from pmr_xl.desk.frozen.office import CLOSED, folder_of, freeze
    from pmr_xl.record import EditionEvent, Milestone
    from pmr_xl.version import __version__

    for edition in by_edition:
        if edition.monthly or any(one.what is not Milestone.OPENED for one in desk.record.edition_events(edition)):
            continue
        freeze(desk.office, folder_of(desk.office, edition) / CLOSED)
        desk.record.note_edition(EditionEvent(edition, Milestone.PUBLISHED, program=__version__))


def import_months(desk: Desk, path: Path, *, sheet: str = "", dry_run: bool = False) -> Imported:
    """Load a file of monthly figures into the record.

    Each month is stated for its own monthly edition; loading the file again changes nothing.

    Raises:
        Fault: the file cannot be read or has no shape known, or nothing in it is known here.
    """
    from pmr_xl.imports.monthly import read_monthly

    told = read_monthly(desk.library, guarded_table(path), sheet)
    if not told.facts:
        raise _nothing(path, list(told.strangers), told.once_a_year)
    stated = sorted(told.facts.items(), key=lambda one: (one[0].year, one[0].month))
    return Imported(
        path.name,
        sum(map(len, told.facts.values())),
        _stored(desk, path, stated, {}, dry_run=dry_run),
        len(stated),
        tuple(told.unread),
        tuple((one, len(rows)) for one, rows in told.strangers.items()),
        told.once_a_year,
        told.not_available,
        findings=judge_months(desk, path, told, keep=not dry_run),
        dry_run=dry_run,
    )


def _nothing(path: Path, strangers: Sequence[Stranger], once_a_year: int) -> Fault:
    """Nothing in a file is a month that is known here."""
    if once_a_year and not strangers:
        return Fault(
            f"{path.name} states no month: {once_a_year:,} of its rows are figures of a year, which June carries.",
            "Years come by “pmr record import TABLE --year 2026”, from a table with a column a year.",
        )
    fault = f"{path.name} states no figure of an indicator that this office knows."
    if not strangers:
        return Fault(fault, "Look at the columns of values: acceptedvalue, value, fytd_value.")
    one, more = strangers[0], len(strangers) - 1
    others = f" and {more} more" if more else ""
    return Fault(
        f"{fault} No schema knows {one.agency} “{one.name}”{others}.",
        "Say the name a schema has for it, or put the file's name beside it there as “formerly: …”.",
    )


def _stored(
    desk: Desk,
    path: Path,
    stated: Sequence[tuple[Edition, Sequence[Fact]]],
    names: dict[str, str],
    *,
    dry_run: bool,
) -> int:
    """Put figures into the record, each under its edition; returns how many are new to it."""
    from pmr_xl.record import Source

    sources = [(Source.of(path, edition), facts) for edition, facts in stated]
    if dry_run:
        return desk.record.would_be_new(sources)
    return sum(desk.record.publish(facts, source, names) for source, facts in sources)
