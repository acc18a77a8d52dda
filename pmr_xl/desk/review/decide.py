"""Take a supervisor's decisions from a variance sheet into the record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from pmr_xl.analysis.grounds import Grounds
from pmr_xl.books.reading.reader import read_book
from pmr_xl.desk.commitments.decided import by_decisions
from pmr_xl.desk.desk import Desk
from pmr_xl.desk.review.decision_report import AgencyDecisions, DecisionReport
from pmr_xl.desk.review.handed_in import HandedIn, figures_shown, handed_by_agency, handed_of_agency
from pmr_xl.desk.review.merge import MergedRow, SheetOrigin, as_recorded, merge_decisions, not_mentioned
from pmr_xl.desk.review.origin import is_known_submission, newer_accepted
from pmr_xl.desk.review.outcome import KEPT
from pmr_xl.desk.targets import new_targets, possible_only, without_figure
from pmr_xl.forms.board.exceptions_sheet import EVERY
from pmr_xl.forms.variance_sheet import sheet as review_sheet
from pmr_xl.forms.variance_sheet.decisions.row import DecisionRow
from pmr_xl.model.commitments.commitment import Commitment
from pmr_xl.model.fact import Fact
from pmr_xl.model.fault import Fault
from pmr_xl.record import Decision, Source


def decide(desk: Desk, path: Path) -> DecisionReport:
    """Store what was decided on a variance sheet, and what was taken back on it; again, it changes nothing.

    On the workbook of exceptions it is done agency by agency; one whose submission is not the one it was made of is
    told, and the others go on.

    Raises:
        Fault: the file cannot be read, is no variance sheet, or is of another submission than it says.
    """
    book = read_book(path)
    about = review_sheet.about_of(book)
    if not about:
        raise Fault(f"{path.name} is no variance sheet.", "Name the workbook that “pmr review” wrote.")
    if about.get("Agency") != EVERY:
        handed = handed_of_agency(desk, book, about)
        return DecisionReport((_decide(desk, handed, about, path),), handed.read.strange, handed.read.not_understood)
    read, each = handed_by_agency(desk, book, about)
    told, refused = [], []
    for handed, facts in each:
        try:
            told.append(_decide(desk, handed, facts, path))
        except Fault as fault:
            refused.append((handed.origin.agency, fault))
    return DecisionReport(tuple(told), read.strange, read.not_understood, tuple(refused))


def _decide(desk: Desk, handed: HandedIn, about: dict[str, str], path: Path) -> AgencyDecisions:
    """What was decided of one agency's figures."""
    known = is_known_submission(desk, about, handed.origin, path)
    figures = figures_shown(handed)
    with desk.record.one_change():  # what it is weighed against is what it is written upon
        return _store(desk, handed, figures, (about.get("Submission", ""), known), path.name)


def _store(
    desk: Desk, handed: HandedIn, figures: Mapping[str, str], submission: tuple[str, bool], file: str
) -> AgencyDecisions:
    """Store it; ``submission``: what it was made of, and whether that is one of ours; ``file``: the sheet's name."""
    chapter, origin, me = handed.chapter, handed.origin, desk.me
    rows, impossible = possible_only(desk, chapter, origin.edition, handed.read.rows)
    moved = moved_since(desk, origin, rows)
    merged: list[MergedRow] = []
    before: list[Decision] = []
    targets: dict[str, Fact] = {}
    agreed: list[Commitment] = []

    def merge(taken: Sequence[Decision]) -> list[Decision]:
        before[:] = taken
        merged[:] = merge_decisions(rows, origin, taken, me, moved)
        counting = [one for one in merged if one.outcome in KEPT]
        targets.update(new_targets(chapter, origin.edition, [one.row for one in counting]))
        kept = [as_recorded(one, origin) for one in counting]
        return [one._replace(figure=figures.get(one.indicator, "")) for one in kept]

    sheet = Source(file, handed.book.sha256, origin.edition)
    desk.record.store_decisions(
        origin.edition, origin.agency, merge, targets, sheet, by_decisions(desk, chapter, agreed)
    )
    return AgencyDecisions(
        chapter,
        origin,
        *submission,
        newer_accepted(desk, origin),
        me,
        tuple(merged),
        tuple(not_mentioned(merged, origin, before)),
        tuple(targets.values()),
        without_figure([one.row for one in merged if one.outcome in KEPT], targets),
        tuple(agreed),
        impossible,
    )


def moved_since(desk: Desk, origin: SheetOrigin, rows: Sequence[DecisionRow]) -> dict[str, str]:
    """What rows were decided on and the record knows otherwise by now, in words, by indicator."""
    chapter = desk.library_of(origin.edition).chapter(origin.agency)
    past, told = desk.restated_past(chapter, origin.edition), dict[str, str]()
    for row in rows:
        line = chapter.by_id.get(row.indicator_id)
        if row.grounds and row.decision and line is not None:
            now = Grounds.of_record(line.indicator, origin.edition, past)
            told[line.id] = Grounds.parse(row.grounds).changes_to(now, line.indicator, record=True)
    return told
