"""Judging one row again: what is left of its findings after the figure was corrected. Nothing is written anywhere."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pmr_xl.excel.ribbon.button import OnStatusBar, desk, workshop
from pmr_xl.excel.ribbon.findings_list import is_findings_sheet, list_findings
from pmr_xl.excel.ribbon.source import source_of, submission_name
from pmr_xl.model.book.places import from_a1
from pmr_xl.model.display.plural import plural
from pmr_xl.model.fault import Fault

if TYPE_CHECKING:
    import xlwings as xw

    from pmr_xl.model.finding import Finding

_LONGEST_STATUS = 200


def recheck(book: xw.Book) -> str:
    """Judge the submission as it stands in Excel, and say what is found in the selected row.

    On a review copy the submission is meant, where it is open beside; on its list of findings, the row that is listed.

    Raises:
        Fault: no cell is selected, or the row of the list names none.
    """
    sheet, row = _chosen(book)
    wanted = submission_name(book.name).casefold()
    submission = next((other for other in book.app.books if other.name.casefold() == wanted), book)
    return OnStatusBar(told_of(sheet, row, left_in(submission, sheet, row), submission.name))


def left_in(submission: xw.Book, sheet: str, row: int) -> list[Finding]:
    """What is found in a row of the submission as it stands in Excel now.

    Raises:
        Unreadable: it cannot be read.
    """
    from pmr_xl.desk.validate import judge_file

    with workshop() as folder:
        result = judge_file(desk(), source_of(submission).copy_into(folder))
    if result.unreadable is not None:
        raise result.unreadable
    return [one for one in result.findings if _is_in(one, sheet, row)]


def told_of(sheet: str, row: int, found: Sequence[Finding], name: str) -> str:
    """What is left in a row of the book of that name, for the status bar; what is explained is said, and not asked."""
    left = [one for one in found if one.blocking or one.asks]
    if not left:
        explained = sum(one.explained for one in found)
        said = "nothing is found any more" if not explained else f"explained ({explained})"
        return f"{sheet}, row {row}: {said}, as {name} stands now."
    told = " · ".join(f"{one.severity.sign} {one.rule} {one.remedy}".replace("\n", " ") for one in left)
    many = f"{len(left)} {plural(len(left), 'finding')}"
    return f"{sheet}, row {row}: {many} left · {told}"[:_LONGEST_STATUS]


def _is_in(finding: Finding, sheet: str, row: int) -> bool:
    last = finding.to or finding.where
    return finding.where.sheet.casefold() == sheet.casefold() and finding.where.row <= row <= last.row


def _chosen(book: xw.Book) -> tuple[str, int]:
    """Sheet and row of the selected cell; in the list of findings those of the finding."""
    selected = book.app.selection
    if selected is None:
        raise Fault("No cell is selected.", "Click a cell of the row, then press the button again.")
    if not is_findings_sheet(selected.sheet):
        return selected.sheet.name, selected.row
    found = next((one for one in list_findings(selected.sheet.book).rows if one.row == selected.row), None)
    if found is None:
        raise Fault("This row of the list holds no finding.", "Click a finding, then press the button again.")
    return found.sheet, from_a1(found.cell)[0]
