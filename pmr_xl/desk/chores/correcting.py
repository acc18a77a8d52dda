"""Correct a figure by word of mouth: kept beside what was sent, read in its place, and taken back when it is wrong."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from pmr_xl.analysis.figures.possible import PossibleFigures
from pmr_xl.desk.chores.forms import form_at
from pmr_xl.desk.received.no_submission import no_part
from pmr_xl.desk.received.versions import version
from pmr_xl.forms.submission_form.correcting import corrected_cell
from pmr_xl.model.entry import Entered, Entry
from pmr_xl.model.fault import Fault
from pmr_xl.model.measure import Figure, Measure, MeasureError
from pmr_xl.model.submission import Submission
from pmr_xl.record import Correction, CorrectionEnd, Outcome, text_of

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk


def correct(desk: Desk, path: Path, cell: str, value: str, said_by: str, why: str, who: str = "") -> Correction:
    """Note that a cell of a submission is to be read otherwise than it was sent. The file itself is never changed.

    Args:
        cell: ``J9``, ``Submission!J9``, or an indicator's id, which means this period's actual.
        value: as the report prints it; words in a column of words.
        said_by: who of the agency said so.

    Raises:
        Fault: no such cell is the agency's to fill, the value is no figure of its unit, none that is possible, or what
            stands there already; nobody is named, or nobody says why; the file is a copy or a part, or is accepted
            already.
    """
    submission = _open(desk, path)
    with desk.record.one_change():
        _require_not_accepted(desk, submission)
        entry, there = _cell(submission, cell)
        if not said_by.strip() or not why.strip():
            missing = "--said-by “WHO”, of the agency" if not said_by.strip() else "--why “…”"
            raise Fault("A correction is kept with who said so and why.", f"Say it: {missing}.")
        corrected = _corrected(path.name, entry, there, value.strip())
        _require_possible(desk, submission, entry, there, value.strip())
        return desk.record.correct(
            Correction(
                submission.chapter.agency,
                submission.edition,
                submission.book.sha256,
                version(submission),
                path.name,
                entry.line.id,
                there.key,
                str(there.where),
                there.as_printed,
                corrected,
                said_by.strip(),
                why.strip(),
                who,
            )
        )


def _corrected(name: str, entry: Entry, there: Entered, value: str) -> str:
    """What is said of a cell, as the record keeps it. Raises Fault where it cannot stand there, or does already."""
    figure = None if there.measure is None else _figure(value, there.measure, entry)
    if corrected_cell(there, figure, value) is None:
        raise Fault(f"{value} has more digits than a cell keeps.", "Say it as the report prints it.")
    if (there.figure == figure) if figure is not None else (there.text == value):
        raise Fault(
            f"{name}, {there.where} says {there.as_printed or 'nothing'} already.", "Nothing is to be corrected."
        )
    return value if figure is None else text_of(figure)


def _require_possible(desk: Desk, submission: Submission, entry: Entry, there: Entered, value: str) -> None:
    """Refuse a figure that cannot be, as the rules, forms and targets do: what was misheard is asked about at once."""
    figure = None if there.measure is None else _figure(value, there.measure, entry)
    if not isinstance(figure, Decimal):
        return
    possible = PossibleFigures.by(
        entry.indicator, desk.figures_that_count(submission), submission.edition.submitted_period
    )
    if possible.excludes(figure):
        said = f"{entry.indicator.name}: {value} {possible.refusal(figure)}."
        raise Fault(said, "Ask again, and say it as the report prints it.")


def take_back(desk: Desk, path: Path, cell: str, why: str, who: str = "") -> Correction:
    """Take a correction back: the cell is read as it was sent. Nothing is deleted.

    Raises:
        Fault: the cell has none that stands, nobody says why, or the file is accepted already.
    """
    submission = _open(desk, path)
    with desk.record.one_change():
        _require_not_accepted(desk, submission)
        entry, there = _cell(submission, cell)
        standing = [one for one in corrections_of(desk, submission) if one.stands]
        mine = next((one for one in standing if (one.indicator, one.what) == (entry.line.id, there.key)), None)
        if mine is None:
            raise Fault(f"{path.name}, {there.where} has no correction that stands.", "“pmr correct FILE” lists them.")
        if not why.strip():
            raise Fault("A correction is taken back for a reason.", "Say it with --why “…”; the record keeps it.")
        desk.record.end_corrections([CorrectionEnd(mine.no, Outcome.TAKEN_BACK, why=why.strip(), who=who)])
        return mine


def corrections_of(desk: Desk, submission: Submission) -> list[Correction]:
    """Every correction of this very file, taken back or not."""
    there = desk.record.corrections(submission.edition, submission.chapter.agency)
    return [one for one in there if one.submission == submission.book.sha256]


def list_corrections(desk: Desk, path: Path) -> list[Correction]:
    """The corrections of a file. Raises Fault where it is no form of this office."""
    return corrections_of(desk, form_at(desk, path))


def _open(desk: Desk, path: Path) -> Submission:
    """The submission, as it was sent. Raises Fault where it is a copy or a part."""
    submission = form_at(desk, path)
    no_part(path.name, submission.stamp)
    return submission


def _require_not_accepted(desk: Desk, submission: Submission) -> None:
    """See that a file is not accepted; raises Fault where it is."""
    accepted = desk.record.accepted_submissions(submission.edition, submission.chapter.agency)
    if any(one.sha256 == submission.book.sha256 for one in accepted):
        raise Fault(
            f"{submission.book.name} is accepted already, with the figures as they were read then.",
            f"Take it back first (“pmr withdraw {submission.edition.code} {submission.chapter.agency}”), or wait for "
            "the agency's next version.",
        )


def _cell(submission: Submission, said: str) -> tuple[Entry, Entered]:
    wanted = said.strip().replace("$", "").casefold()
    for entry in submission.entries:
        for key, there in entry.entered.items():
            by_id = wanted == entry.line.id.casefold() and key == "actual"
            if by_id or wanted in (there.where.address.casefold(), str(there.where).casefold()):
                if entry.entered.columns[key].open:
                    return entry, there
                raise Fault(
                    f"{there.where} ({there.heading}) is not the agency's to fill.",
                    "Name a yellow cell; a published figure is changed by a restatement.",
                )
    raise Fault(f"{submission.book.name} has no cell {said} that the agency fills.", "Name it like J9, or by its id.")


def _figure(text: str, measure: Measure, entry: Entry) -> Figure:
    from pmr_xl.forms.variance_sheet.decisions.cells import figure_typed

    try:
        return figure_typed(text, measure)
    except MeasureError as wrong:
        said = "Say it as the report prints it; NA where there is none."
        raise Fault(f"{entry.indicator.name}: {wrong}", said) from None
