"""Accept a submission: its figures into the record, its file kept as it was sent."""

from __future__ import annotations

import os
import shutil
from decimal import Decimal
from pathlib import Path

from pmr_xl.desk.compare import version_of
from pmr_xl.desk.desk import Desk
from pmr_xl.desk.review import texts
from pmr_xl.desk.validate import judge_file
from pmr_xl.model.fact import Fact, FactKind
from pmr_xl.model.fault import Fault
from pmr_xl.model.past import Past
from pmr_xl.model.submission import Ask, Submission
from pmr_xl.record import Acceptance, Accepted, Explained


def accept(desk: Desk, path: Path, who: str = "") -> Accepted:
    """Take a submission into the record. The same file accepted again changes nothing.

    Raises:
        Fault: the file cannot be read or is no form of this office; an error is open; a later version is accepted.
    """
    record = desk.record
    result = judge_file(desk, path)
    if result.unreadable is not None:
        raise result.unreadable
    submission = result.submission
    open_errors = [finding for finding in result.findings if finding.blocking]
    if submission is None or open_errors:
        first = f": {open_errors[0].message}" if open_errors else "."
        count = len(open_errors) or 1
        raise Fault(
            f"{path.name} is not accepted: {count} error{'s are' if count != 1 else ' is'} open, the first{first}",
            "“pmr validate” shows them on their cells; the agency mends them and sends the file again.",
        )
    past = desk.past([submission.chapter])
    original = _keep(desk, path, submission)
    return record.accept(
        Acceptance(
            sha256=submission.book.sha256,
            agency=submission.chapter.agency,
            edition=submission.edition,
            version=_version(submission),
            file=path.name,
            original=desk.office.shown(original),
            facts=facts(submission, past),
            explanations=_explained(submission),
        ),
        who=who,
    )


def facts(submission: Submission, past: Past) -> list[Fact]:
    """What an accepted submission states: actuals, the targets asked for, restated past figures with their reason.

    The target in force is locked on the form; it is taken only where the record has none.
    """
    edition = submission.edition
    this_year, next_year = edition.target_years
    told: list[Fact] = []
    for entry in submission.entries:
        for key, period, kind in (
            (Ask.ACTUAL, edition.submitted, FactKind.ACTUAL),
            (Ask.TARGET, this_year, FactKind.TARGET),
            (Ask.NEXT_TARGET, next_year, FactKind.TARGET),
        ):
            entered = entry.get(key)
            if entered is None or entered.figure is None:
                continue
            if key == Ask.TARGET and past.target(entry.line.id, this_year) is not None:
                continue
            told.append(Fact(entry.line.id, period, kind, entered.figure, entered.shown, str(entered.where)))
    for row in submission.restatements:
        if row.line is not None and row.period is not None and isinstance(row.new, Decimal):
            shown = row.line.indicator.measure.show(row.new)
            why = ": ".join(text for text in (row.reason, row.explanation) if text)
            told.append(
                Fact(row.line.id, row.period, FactKind.ACTUAL, row.new, shown, f"Restatements, row {row.row}", why)
            )
    return told


def _explained(submission: Submission) -> list[Explained]:
    said, reasons = texts(submission, Ask.EXPLANATION), texts(submission, Ask.REASON)
    ids = [entry.line.id for entry in submission.entries if entry.line.id in said or entry.line.id in reasons]
    return [Explained(name, said.get(name, ""), reasons.get(name, "")) for name in ids]


def _version(submission: Submission) -> int:
    """The version the file's name gives (``…_v2.xlsx``) or the form's own, whichever is later."""
    text = submission.stamp.submission_version
    stamped = int(float(text)) if text.replace(".", "", 1).isdigit() else 1
    return max(stamped, version_of(submission.book.name) or 1)


def _keep(desk: Desk, path: Path, submission: Submission) -> Path:
    """A copy of the file as it was sent, in the office's record folder; the same bytes are kept once."""
    folder = desk.office.record.parent / "accepted" / desk.library.slug(submission.chapter.agency)
    target = folder / f"{submission.book.sha256[:12]}_{path.name}"
    if not target.exists():
        folder.mkdir(parents=True, exist_ok=True)
        aside = target.with_suffix(f".{os.getpid()}.tmp")
        try:
            shutil.copyfile(path, aside)
            aside.replace(target)
        finally:
            aside.unlink(missing_ok=True)
    return target
