"""What was corrected by word of mouth: of a submission itself, and of the versions before it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from pmr_xl.desk.received.versions import version
from pmr_xl.forms.submission_form.correcting import with_corrections
from pmr_xl.model.corrected import Corrected
from pmr_xl.model.entry import Ask
from pmr_xl.model.measure import SIGNS, Figure
from pmr_xl.model.submission import Submission

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk
    from pmr_xl.record import Correction

_FIGURES = (Ask.ACTUAL, Ask.TO_DATE, Ask.NEXT_TARGET)


def as_corrected(desk: Desk, submission: Submission) -> Submission:
    """A submission as the office reads it; as it was sent where nothing of this very file was corrected."""
    if desk.office.built_in:
        return submission
    own = [one for one in _standing(desk, submission) if one.submission == submission.book.sha256]
    return with_corrections(submission, [read_back(one, submission) for one in own]) if own else submission


def open_corrections(desk: Desk, submission: Submission) -> tuple[tuple[Correction, Corrected], ...]:
    """Corrections of earlier versions that no version has confirmed or contradicted yet; the last one of each cell."""
    own = version(submission)
    last: dict[tuple[str, str], Correction] = {}
    for one in _standing(desk, submission):
        if one.version < own and one.submission != submission.book.sha256 and one.end is None:
            last[one.indicator, one.what] = one
    return tuple((one, read_back(one, submission)) for one in last.values())


def read_back(one: Correction, submission: Submission) -> Corrected:
    """A correction as the record has it, with its figure as the report prints it."""
    line = submission.chapter.by_id.get(one.indicator)
    figure: Figure | None = None
    text = one.corrected
    if one.what in _FIGURES and line is not None:
        figure = SIGNS.get(one.corrected) or Decimal(one.corrected)
        measure = line.indicator.target_measure if one.what == Ask.NEXT_TARGET else line.indicator.measure
        text = measure.show(figure)
    return Corrected(
        *(one.indicator, one.what, one.sent, text, figure, one.said_by, one.why, one.who, one.at[:10]),
        version=one.version,
        file=one.file,
    )


def _standing(desk: Desk, submission: Submission) -> list[Correction]:
    return [one for one in desk.record.corrections(submission.edition, submission.chapter.agency) if one.stands]
