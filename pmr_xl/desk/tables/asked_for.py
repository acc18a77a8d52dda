"""The tables of a report that a law, an order or an office asks for, from the figures of the report it is taken of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from pmr_xl.desk.released.kept_release import kept_release
from pmr_xl.desk.tables.assemble import press_chapters
from pmr_xl.desk.tables.completeness import Completeness, InTheWay
from pmr_xl.desk.tables.lacking import lacking_of_what_goes_out
from pmr_xl.desk.tables.manifest import write_manifest
from pmr_xl.desk.tables.pressed import csv_of, defined_in
from pmr_xl.desk.writing import make_folder
from pmr_xl.forms.report_tables.footnotes import footnotes, with_own_notes
from pmr_xl.mmr.selected import select_rows
from pmr_xl.model.fault import Fault
from pmr_xl.model.fiscal import Edition
from pmr_xl.model.schema.line import is_in_report

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk
    from pmr_xl.forms.paper.pages import Page
    from pmr_xl.mmr import PrintedChapter, PrintedRow
    from pmr_xl.model.reports.report import Report


def assemble_asked_for(
    desk: Desk, name: str, year: int, into: Path, profile: str = "working", *, lacking: Sequence[InTheWay] = ()
) -> list[Path]:
    """Write a report of ``schemas/reports``: a workbook an agency, every figure as CSV, and a manifest.

    Of a released edition its figures are those that were released, as its own tables print them.

    Raises:
        Fault: there is no such report, its file says something that cannot be, or nothing of it is to be printed.
    """
    from pmr_xl.books.writing.writer import write
    from pmr_xl.forms.report_tables import tables as report_tables

    plan = desk.library.report(name)
    edition_of = desk.with_its_report(Edition(desk.library.report(plan.of), year))
    small = desk.settings.small_count  # of today: nothing that is hidden now goes out because it once was not
    if (release := kept_release(desk, edition_of)) is not None:
        release.must_be_as_made()
        desk = type(desk)(release.office)
    library = desk.library_of(edition_of)
    chapters = [library.chapter(code) for code in plan.agencies or library.agencies()]
    written, printed = list[Path](), list["PrintedChapter"]()
    for pressed in press_chapters(desk, chapters, edition_of):
        own = select_rows(
            pressed.printed,
            lambda row: _wanted(row, plan),
            plan.printed_columns,
            plan.years,
        )
        if own is None:
            continue
        own = replace(own, report_title=plan.title)
        notes = with_own_notes(footnotes(own, pressed.changes, {}), plan, own)
        slug = library.slug(own.agency).upper()
        path = make_folder(into) / f"PMR_{slug}_{name.upper()}_{edition_of.when}_tables.xlsx"
        paper = report_tables.lay(own, profile, notes)
        paper.pages += _broken_down(desk, plan, own, edition_of, small)
        write(paper, path)
        written.append(path)
        printed.append(own)
    if not printed:
        raise Fault(f"{plan.title} has no indicator to print.", f"Look at schemas/reports/{name}.yaml.")
    outputs = [
        *written,
        *csv_of(
            printed,
            f"PMR_{name.upper()}_{edition_of.when}",
            into,
            mark=desk.settings.csv_byte_order_mark,
            known=defined_in(desk, printed, edition_of),
        ),
    ]
    return [*outputs, write_manifest(desk, chapters, edition_of, profile, outputs, into, lacking)]


def lacks(desk: Desk, name: str, year: int, despite: Mapping[str, str]) -> tuple[Completeness, tuple[InTheWay, ...]]:
    """What of the figures that such a report prints are lacking, or kept back, and what of it stands in the way.

    Args:
        despite: as :func:`lacking_of_what_goes_out` takes it.
    """
    plan = desk.library.report(name)
    edition = desk.with_its_report(Edition(desk.library.report(plan.of), year))
    agencies = [
        code
        for code in plan.agencies or desk.library_of(edition).agencies()
        if any(is_in_report(line, plan) for line in desk.library_of(edition).chapter(code).lines)
    ]
    return lacking_of_what_goes_out(desk, agencies, edition, despite, plan)


def _broken_down(desk: Desk, plan: Report, own: PrintedChapter, edition: Edition, small: int) -> list[Page]:
    """A sheet for each indicator of the report and each list that it prints; small counts are cut there."""
    if not plan.breakdowns or desk.office.built_in:
        return []
    from pmr_xl.desk.breakdowns.publishing import by_place
    from pmr_xl.forms.by_place.sheet import pages

    lines = desk.library_of(edition).chapter(own.agency).lines
    ids = [line.id for line in lines if is_in_report(line, plan)]
    told = by_place(desk, [own.agency], edition, only=ids, small=small) if ids else ()
    return pages([one for one in told if one.name in plan.breakdowns])


def _wanted(row: PrintedRow, plan: Report) -> bool:
    return row.line is not None and is_in_report(row.line, plan)
