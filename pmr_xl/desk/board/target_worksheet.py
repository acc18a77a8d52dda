"""The target worksheet of agencies: everything a target is talked about with, decided there and read back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pmr_xl.analysis.grounds import Grounds
from pmr_xl.desk.board.latest import Candidate, candidates, latest
from pmr_xl.desk.review.carry_over import decisions_to_carry_over
from pmr_xl.desk.review.origin import write_sheet_origin
from pmr_xl.desk.review.sheets import comparisons, explanations
from pmr_xl.forms.board.target_worksheet import lay
from pmr_xl.forms.variance_sheet.reviewed import Reviewed
from pmr_xl.model.fault import Fault
from pmr_xl.model.fiscal import Edition

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk

_NO_SHEET = Path("-")  # what was decided stands in the record


def write_worksheet(
    desk: Desk, agencies: Iterable[str], edition: Edition, path: Path, checked: Sequence[Candidate] | None = None
) -> tuple[Path, list[str]]:
    """Write the worksheet; returns it, and the agencies that have sent nothing.

    Args:
        checked: the inbox's files, where they are checked already.

    Raises:
        Fault: the edition asks for no targets, none of the agencies has sent anything, the file cannot be written or
            holds decisions that the record does not have.
    """
    from pmr_xl.books.writing.writer import write
    from pmr_xl.desk.board.kept_decisions import nothing_left_on
    from pmr_xl.desk.writing import require_workbook_place

    if not edition.asks_targets:
        raise Fault(f"{edition.title} asks for no targets.", "Name an edition that does: --edition MMR-FY26.")
    library = desk.library_of(edition)
    codes = [library.agency(one).code for one in agencies]
    rows: list[Reviewed] = []
    submissions: dict[str, dict[str, str]] = {}
    with desk.record.one_state():
        there = candidates(desk) if checked is None else checked
        for code in codes:
            one = latest(desk, edition, code, there)
            if one is None or one.result is None or one.result.submission is None:
                continue
            submission = one.result.submission
            past = desk.figures_that_count(submission)
            compared = comparisons(submission, past, desk)
            now = {each.line.id: Grounds.of(each, past) for each in compared}
            decisions, origin = decisions_to_carry_over(desk, submission, _NO_SHEET, now)
            before, said = {each.indicator_id: each for each in decisions}, explanations(one.result)
            rows += [
                Reviewed(
                    each,
                    said.get(each.line.id, ""),
                    decided=before.get(each.line.id),
                    grounds=now[each.line.id].text,
                )
                for each in compared
            ]
            submissions[code] = {"Submission": one.result.path.name, **write_sheet_origin(origin)}
    if not rows:
        raise Fault(f"{', '.join(codes)} has sent nothing for {edition.title}.", "“pmr board” shows who has.")
    paper = lay(edition, desk.settings, rows, submissions)
    require_workbook_place(path, paper.pages[0].name)
    nothing_left_on(desk, path)
    write(paper, path)
    return path, [code for code in codes if code not in submissions]
