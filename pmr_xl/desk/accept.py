"""Accept a submission: its figures into the record, its file kept as it was sent."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pmr_xl.desk.desk import Desk
from pmr_xl.desk.review import explanations, texts
from pmr_xl.desk.validate import Validation, judge_file
from pmr_xl.desk.versions import version
from pmr_xl.fytd import WORKED_OUT, worked_out
from pmr_xl.model.fact import Fact, FactKind
from pmr_xl.model.fault import Fault
from pmr_xl.model.past import Past
from pmr_xl.model.submission import Ask, Submission
from pmr_xl.record import Acceptance, Accepted, Explained
from pmr_xl.version import __version__
from pmr_xl.whole import put_whole

_ENDINGS = (".xlsx", ".xlsm")


def accept(desk: Desk, path: Path, who: str = "") -> Accepted:
    """Take a submission into the record. The same file accepted again changes nothing.

    Years to date that were worked out follow the months it changes; what follows, and what does not, is told.

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
    past = desk.known([submission.chapter], submission.edition)
    with _kept(desk, path, submission) as original:
        return record.accept(
            Acceptance(
                sha256=submission.book.sha256,
                agency=submission.chapter.agency,
                edition=submission.edition,
                version=version(submission),
                file=path.name,
                original=desk.office.shown(original),
                facts=facts(submission, past),
                explanations=_explained(result, submission),
                program=__version__,
                indicators={line.id: line.indicator for line in submission.chapter.lines},
            ),
            who=who,
        )


def facts(submission: Submission, past: Past) -> list[Fact]:
    """What an accepted submission states: actuals, years to date, targets asked for, restated figures and why.

    The target in force is locked on the form; it is taken only where the record has none.
    """
    edition = submission.edition
    this_year, next_year = edition.target_years
    told: list[Fact] = list(_to_date(submission, past))
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
        if row.line is not None and row.period is not None and row.new is not None:
            shown = row.line.indicator.measure.show(row.new)
            why = ": ".join(text for text in (row.reason, row.explanation) if text)
            told.append(
                Fact(row.line.id, row.period, FactKind.ACTUAL, row.new, shown, f"Restatements, row {row.row}", why)
            )
    return told


def _to_date(submission: Submission, past: Past) -> Iterator[Fact]:
    """A monthly submission's years to date: as typed; where nothing is, worked out of what the record knows."""
    period = submission.edition.to_date
    if period is None:
        return
    for entry in submission.entries:
        typed, measure = entry.get(Ask.TO_DATE), entry.indicator.measure
        if typed is not None and typed.figure is not None:
            yield Fact(entry.line.id, period, FactKind.ACTUAL, typed.figure, typed.shown, str(typed.where))
        elif (figure := worked_out(submission, entry, past)) is not None:
            place = f"{WORKED_OUT} with {entry.actual.where} ({entry.indicator.aggregation.value})"
            yield Fact(entry.line.id, period, FactKind.ACTUAL, figure, measure.show(figure), place)


def _explained(result: Validation, submission: Submission) -> list[Explained]:
    said, reasons = explanations(result), texts(submission, Ask.REASON)
    ids = [entry.line.id for entry in submission.entries if entry.line.id in said or entry.line.id in reasons]
    return [Explained(name, said.get(name, ""), reasons.get(name, "")) for name in ids]


@contextmanager
def _kept(desk: Desk, path: Path, submission: Submission) -> Iterator[Path]:
    """A copy of the file as it was sent, in the office's record folder; the same bytes are kept once.

    It is taken away again where the record does not take the submission.
    """
    folder = desk.office.record.parent / "accepted" / desk.library.slug(submission.chapter.agency)
    print_of_it = submission.book.sha256[:12]
    target = folder / f"{print_of_it}_{path.name}"
    if there := sorted(one for one in folder.glob(f"{print_of_it}_*") if one.suffix.casefold() in _ENDINGS):
        yield there[0]
        return
    sent = path.read_bytes()
    if hashlib.sha256(sent).hexdigest() != submission.book.sha256:
        raise Fault(f"{path.name} changed while it was judged.", "Close it where it is open, and accept it again.")
    folder.mkdir(parents=True, exist_ok=True)
    put_whole(target, sent)
    try:
        yield target
    except BaseException:
        target.unlink(missing_ok=True)
        raise
