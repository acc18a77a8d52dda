"""A workbook as a submission: of which agency and edition it is, by what its form says of itself."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pmr_xl.forms import submission_form
from pmr_xl.model.book.sheet import Book
from pmr_xl.model.fault import NoSuchReport
from pmr_xl.model.submission import WITH_BREAKDOWNS, Stamp, Submission

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk
    from pmr_xl.office import Library


def submission_of(desk: Desk, book: Book) -> tuple[Stamp, Submission | None]:
    """The book as a submission of the agency and report its About sheet names.

    A book that is no form of ours, or of an agency that this office does not know, gives no submission: the rules say
    so.

    Raises:
        Fault: the agency's schema is missing or says something that cannot be; that is the office's to correct.
    """
    stamp = submission_form.stamp_of(book)
    try:
        edition = desk.edition(f"{stamp.report}-{stamp.fiscal_year}")
    except (ValueError, NoSuchReport):
        return stamp, None
    library = desk.library_of(edition)
    agency = library.find_agency(stamp.agency)
    if agency is None:
        return stamp, None
    asked = library.schema_stamped(agency.code, stamp.schema_hash)
    if asked is None and desk.library.find_agency(agency.code) is not None:
        asked = desk.library.schema_stamped(agency.code, stamp.schema_hash)
    return stamp, with_members(library, submission_form.read(book, library.chapter(agency.code), edition, asked))


def with_members(library: Library, submission: Submission) -> Submission:
    """The submission with what its form says of places and groups, where its version asks for them."""
    if submission.stamp.version.strip() != WITH_BREAKDOWNS:
        return submission
    from pmr_xl.forms.submission_form.by_member.plan import BREAKDOWNS
    from pmr_xl.forms.submission_form.by_member.reading import open_cells, read

    chapter, edition = submission.chapter, submission.edition
    if submission.stamp.part:
        chapter = chapter.only(submission.stamp.rows.split())
    said = read(submission.book, chapter, edition, library.breakdowns.of(chapter))
    lost = (*submission.lost_sheets, BREAKDOWNS) if said.lost else submission.lost_sheets
    return replace(submission, by_member=said, lost_sheets=lost, further=(*submission.further, *open_cells(said)))
