"""The form of a year's report with drafts of what an agency said in its preliminary form of that year."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from pmr_xl.desk.blank import file_name, laid_form
from pmr_xl.desk.chores.forms import form_at, require_nothing_lost
from pmr_xl.desk.received.days import days_for
from pmr_xl.desk.writing import make_folder
from pmr_xl.model.fault import Fault
from pmr_xl.model.fiscal import Edition
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.reports.report import Covers

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk


class Drafted(NamedTuple):
    """A form that was written, or would be.

    Attributes:
        explanations, restatements: how many drafts of each it offers.
    """

    source: Path
    target: Path
    edition: Edition
    explanations: int
    restatements: int


def draft(
    desk: Desk, path: Path, report: str, into: Path | None = None, due: date | None = None, *, dry_run: bool = False
) -> Drafted:
    """Write the MMR form of an agency with drafts of what its PMMR form of the same year explains and restates.

    Figures do not go over: they are of a part of the year. The file itself is never changed, and nothing that is
    offered counts before the agency puts it into a cell.

    Args:
        report: the report of the whole year, ``mmr``.
        into: the folder; beside the form where None.
        due: the day on which it comes back; the office's ``forms_due`` where None.

    Raises:
        Unreadable: the file cannot be read.
        Fault: it is no preliminary form of that report; nobody named a day; something else is in the place of the form.
    """
    from pmr_xl.books.package.opening import Package
    from pmr_xl.books.reading.reader import book_of
    from pmr_xl.books.writing.writer import place, workbook_bytes
    from pmr_xl.forms import submission_form
    from pmr_xl.forms.submission_form.parts.drafts import drafts_of, drafts_page

    early = form_at(desk, path)
    kind = desk.library.report(report.strip().lower())
    if kind.covers is not Covers.YEAR or kind.beside != early.edition.report.name:
        raise Fault(
            f"{path.name} is a form of {early.edition.title}, of which {kind.title} takes up no words.",
            "The MMR takes up those of the PMMR: --report mmr with a PMMR form. Without --report a form is moved into "
            "today's.",
        )
    edition = desk.with_its_report(Edition(kind, early.edition.year))
    library = desk.library_of(edition)
    chapter = library.chapter(early.chapter.agency)
    days = days_for(desk, edition, [chapter.agency], due)
    paper = laid_form(desk, chapter, edition, desk.published_before([chapter], edition), days)
    name = file_name(library.slug(chapter.agency), edition)
    laid = submission_form.read(book_of(Package(name, workbook_bytes(paper))), chapter, edition, chapter)
    drafts = drafts_of(early, laid)
    if drafts:
        paper.pages.append(drafts_page(drafts, early.edition.title))
        paper.first = paper.pages[-1].name
    restated = sum(one.what.startswith("Restatement") for one in drafts)
    target = (into or path.parent) / name
    if not dry_run:
        content = workbook_bytes(paper)
        require_nothing_lost(target, path.with_suffix(".xlsx"), content)
        desk.keep_schemas([chapter.agency])
        make_folder(target.parent)
        place(content, target)
    return Drafted(path, target, edition, len(drafts) - restated, restated)
