"""The buttons of the PMR tab and of PMR_Desk.xlsm. Each takes the book in front, does one thing, and says one sentence.

A docstring's first line is the button's screentip, the rest its longer tip.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmr_xl.excel.ribbon import accepting, chores, desk_list, explaining, row
from pmr_xl.excel.ribbon import actions as acts
from pmr_xl.excel.ribbon import comparing as versions
from pmr_xl.excel.ribbon import navigation as walk
from pmr_xl.excel.ribbon import repairing as mending
from pmr_xl.excel.ribbon.button import button
from pmr_xl.excel.ribbon.office import buttons as office
from pmr_xl.excel.ribbon.source import source_of, sources_of

if TYPE_CHECKING:
    import xlwings as xw

    from pmr_xl.books.live import Front


@button("validating the submission …")
def validate_submission(book: xw.Book) -> str:
    """Validate submission.

    Checks the submission in front of you by every rule and opens a review copy beside it, with each finding on its cell
    and all of them on the sheet “PMR findings”. The submission itself is not changed. On the desk, several chosen rows
    are validated one after the other; Esc stops between two.
    """
    return acts.validate(sources_of(book))


@button("validating a folder …", alone=True)
def validate_folder(front: Front) -> str:
    """Validate folder.

    Checks every submission of a folder you choose, the office's inbox to begin with, and makes their review copies
    beside them. The status bar says how far it is; Esc stops between two, and what is done by then stays.
    """
    return acts.validate_folder(front.app)


@button("going to the next finding …")
def next_finding(book: xw.Book) -> str:
    """Next finding.

    Goes to the cell of the next open finding in the review copy; the status bar says what was found there.
    """
    return walk.step(book, 1)


@button("going to the previous finding …")
def previous_finding(book: xw.Book) -> str:
    """Previous finding.

    Goes back to the cell of the finding before.
    """
    return walk.step(book, -1)


@button("checking the row again …")
def recheck_row(book: xw.Book) -> str:
    """Recheck this row.

    Checks the submission as it stands in Excel now and says what is left of the findings in the selected row; on the
    sheet “PMR findings” in the row that is listed. Nothing is written.
    """
    return row.recheck(book)


@button("looking what is asked here …")
def explain_here(book: xw.Book) -> str:
    """Explain here.

    Asks for the explanation of the row you stand in and writes it: in a submission into the row's Explanation, in a
    review copy beside the query on the sheet “PMR findings”, with your name and the day. Undo takes it back.
    """
    return explaining.explain_here(book)


@button("repairing …")
def repair(book: xw.Book) -> str:
    """Suggested fixes.

    Makes the suggested fixes, such as numbers typed as text, in a copy that opens beside the submission, after telling
    you which they are. Formulas and meanings are never touched.
    """
    return mending.repair(source_of(book))


@button("comparing with the last version …")
def compare_with_last_version(book: xw.Book) -> str:
    """Compare with last version.

    Shows, cell by cell, what changed since this agency's previous version of the same submission.
    """
    return versions.compare(source_of(book))


@button("correcting by telephone …")
def correct_figure(book: xw.Book) -> str:
    """Correct by phone.

    Asks what the selected cell is to be read as, who of the agency said so and why. The submission is not changed: the
    figure is kept beside what was sent, and the agency's next version confirms it.
    """
    return chores.correct(book)


@button("filling from a list …")
def fill_from_list(book: xw.Book) -> str:
    """Fill from a list.

    Fills a copy of the form from a list of ids or names and figures that you choose, and opens a page of what matched,
    what did not and what stood otherwise. The form itself is not changed.
    """
    return chores.fill(source_of(book))


@button("moving what is filled in …")
def migrate_form(book: xw.Book) -> str:
    """Move into today's form.

    Moves what is filled in into a form of today's schema, as its next version, which opens beside it: figures, reasons,
    explanations, restatements and certification. What is new is To do, what fell away is told. The form itself is not
    changed.
    """
    return chores.migrate(source_of(book))


@button("making the variance review …")
def variance_review(book: xw.Book) -> str:
    """Variance review.

    Makes one sheet of every indicator with its variance from target and last year, its status, trend and explanation,
    sorted to what needs an eye.
    """
    return acts.review(source_of(book))


@button("weighing what accepting means …")
def accept_submission(book: xw.Book) -> str:
    """Accept.

    Shows what accepting the submission brings into the record, what is open on it and what was decided, and asks; with
    open queries it asks for the reason. Refused while an error is open, or a decision Return or Hold stands.
    """
    return accepting.accept(source_of(book))


@button("looking up what is accepted …")
def withdraw_acceptance(book: xw.Book) -> str:
    """Withdraw acceptance.

    Takes the latest acceptance of this agency's report back, whole, after asking why. Nothing is deleted; its figures
    count no more, and the version before counts again.
    """
    return accepting.withdraw(source_of(book))


@button("assembling the tables …")
def assemble_tables(book: xw.Book) -> str:
    """Assemble tables.

    Sets this agency's tables of the Mayor's Management Report from the record and the accepted submissions.
    """
    return acts.assemble(source_of(book))


@button("looking where every agency stands …", alone=True)
def show_board(front: Front) -> str:
    """Board.

    Shows every agency of what the office asks for: state, version, due, days late, what is open, what is overdue, who
    decided last. On PMR_Desk it is the sheet Board; elsewhere a workbook in the outbox.
    """
    return office.board(front)


@button("looking for what needs an eye …", alone=True)
def list_exceptions(front: Front) -> str:
    """Exceptions.

    Makes one workbook of every figure over all agencies that needs an eye, what matters most first, and opens it.
    Decide in it as on a variance sheet.
    """
    return office.exceptions(front)


@button("writing the brief …")
def write_brief(book: xw.Book) -> str:
    """Brief.

    Writes one page for senior staff about the agency of this submission, as a Word document and as a page with charts:
    state, what matters most, open questions, what was agreed and what became of it.
    """
    return office.brief(book)


@button("making the target worksheet …")
def target_worksheet(book: xw.Book) -> str:
    """Targets.

    Makes the worksheet to talk this agency's targets over with: years, targets met, a band to talk about, what the
    agency proposes. Decide in it; nothing is filled in by itself.
    """
    return office.targets(book)


@button("undoing …", alone=True)
def undo_last_action(front: Front) -> str:
    """Undo last PMR action.

    Takes back what the last PMR button wrote. Copies are kept, so nothing is lost.
    """
    return acts.undo(front.app)


@button("looking up the settings …", alone=True)
def settings(_front: Front) -> str:
    """Settings.

    Says which office folder, thresholds and Python are in use, and how to work for another office.
    """
    return desk_list.settings()


@button("looking for help …", alone=True)
def show_help(front: Front) -> str:
    """Help.

    Explains the rule of the finding in the selected cell; elsewhere says where the guides and the log are.
    """
    return desk_list.explain(front.book)


@button("listing the submissions …", alone=True)
def refresh_desk(front: Front) -> str:
    """Refresh list.

    Lists the submissions in the office's inbox and checks each: ready, to be explained, to be corrected.
    """
    return desk_list.refresh(front)
