"""A workbook as a submission: of which agency and edition it is, by what its form says of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmr_xl.forms import submission_form
from pmr_xl.model.book.sheet import Book
from pmr_xl.model.fault import Fault
from pmr_xl.model.submission import Stamp, Submission

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk


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
    except (ValueError, Fault):  # of no report that this office has
        return stamp, None
    library = desk.library_of(edition)
    agency = library.known(stamp.agency)
    if agency is None:
        return stamp, None
    asked = library.schema_stamped(agency.code, stamp.schema_hash)
    if asked is None and desk.library.known(agency.code) is not None:
        asked = desk.library.schema_stamped(agency.code, stamp.schema_hash)
    return stamp, submission_form.read(book, library.chapter(agency.code), edition, asked)
