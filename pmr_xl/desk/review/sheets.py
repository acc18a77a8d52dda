"""Variance sheets: one workbook a submission, in which supervisors decide."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from pmr_xl.analysis.basis import Basis
from pmr_xl.analysis.comparison import Comparison
from pmr_xl.analysis.counting import as_printed
from pmr_xl.analysis.edition_context import EditionContext
from pmr_xl.analysis.fytd import worked_out
from pmr_xl.desk.desk import Desk, Progress, silent
from pmr_xl.desk.received.no_submission import no_copy, no_part
from pmr_xl.desk.validate import Validation, judge_file
from pmr_xl.desk.writing import make_folder
from pmr_xl.forms.submission_form.plan import RESTATEMENTS
from pmr_xl.model.entry import Ask, Entered, Entry
from pmr_xl.model.fault import Fault
from pmr_xl.model.finding import Finding, Said
from pmr_xl.model.measure import Figure
from pmr_xl.model.submission import Submission
from pmr_xl.rules.engine.evidence.answered import asks_why, by_row

if TYPE_CHECKING:
    from pmr_xl.desk.review.origin import NewerVersion
    from pmr_xl.forms.variance_sheet.by_place.page import ReviewedBreakdown
    from pmr_xl.model.past import Past

SUFFIX = "_variances"


def comparisons(submission: Submission, past: Past, desk: Desk) -> list[Comparison]:
    """Every entry of a submission beside its history and targets; a target that is not recorded is as it was typed."""
    past, context = as_printed(past, submission), EditionContext.of(submission.edition, desk.settings)
    this_year = context.target_years[0]
    return [
        Comparison.on(
            Basis.by(context, entry.line, past),
            entry.actual.figure,
            target=_figure(entry, Ask.TARGET) if past.target(entry.line.id, this_year) is None else None,
            next_target=_figure(entry, Ask.NEXT_TARGET),
        )
        for entry in submission.entries
        if Ask.ACTUAL in entry.entered
    ]


def _figure(entry: Entry, key: str) -> Figure | None:
    entered = entry.get(key)
    return None if entered is None else entered.figure


def years_to_date(submission: Submission, past: Past) -> dict[str, tuple[Figure | None, bool]]:
    """A monthly submission's years to date by indicator id, and whether they were typed or worked out."""
    if not submission.edition.monthly:
        return {}
    past, told = as_printed(past, submission), dict[str, tuple[Figure | None, bool]]()
    for entry in submission.entries:
        typed = _figure(entry, Ask.TO_DATE)
        figure = worked_out(submission, entry, past) if typed is None else typed
        told[entry.line.id] = figure, typed is not None
    return told


def texts(submission: Submission, key: str) -> dict[str, str]:
    """What the agency wrote in a column of words, by indicator id."""
    entered: Mapping[str, Entered | None] = {entry.line.id: entry.get(key) for entry in submission.entries}
    return {name: one.text for name, one in entered.items() if one is not None and one.text}


def explanations(result: Validation) -> dict[str, str]:
    """What the agency explained of the figures submitted, by indicator id: what answers, before the rest.

    What it says with figures that it restates is said of other periods, and explains none of these.
    """
    return {name: said[0].text for name, said in said_of(result, restated=False).items()}


def said_of(result: Validation, *, restated: bool = True) -> dict[str, tuple[Said, ...]]:
    """Everything the agency said of its figures, by indicator id, that which counts first; each text once.

    Args:
        restated: what it said with figures that it restates too.
    """
    submission = result.submission
    if submission is None:
        return {}
    found: dict[str, dict[str, Said]] = {}
    for entry in submission.entries:
        if (said := by_row(entry, Ask.ACTUAL, result.settings)) is not None:
            found.setdefault(entry.line.id, {})[said.text] = said
    for finding in _asking(result, restated=restated):
        for name in _rows_of(finding, submission):
            told = found.setdefault(name, {})
            for one in finding.said:
                if one.counts or one.text not in told:
                    told[one.text] = one
    if restated:
        found |= {name: said for name, said in _with_restatements(submission).items() if name not in found}
    ordered = {name: sorted(told.values(), key=lambda one: not one.counts) for name, told in found.items()}
    return {name: tuple(told) for name, told in ordered.items() if told}


def _asking(result: Validation, *, restated: bool) -> list[Finding]:
    return [one for one in result.findings if restated or one.where.sheet != RESTATEMENTS]


def _with_restatements(submission: Submission) -> dict[str, dict[str, Said]]:
    """What is said with figures that are restated, by indicator id; of several the first."""
    found: dict[str, dict[str, Said]] = {}
    for row in submission.restatements:
        if row.line is not None and row.explanation:
            found.setdefault(row.line.id, {row.explanation: Said(row.explanation, f"Restatements, row {row.row}")})
    return found


def _rows_of(finding: Finding, submission: Submission) -> Iterator[str]:
    """The indicators that a finding is about: of all its rows, where it is about several cells."""
    if finding.to is None:
        yield from (finding.indicator_id,) if finding.indicator_id else ()
        return
    rows = range(finding.where.row, finding.to.row + 1)
    yield from (entry.line.id for entry in submission.entries if entry.row in rows and finding.indicator_id)


def as_shown(said: Sequence[Said]) -> str:
    """What was said, as the variance sheet has it: what counts first, and where the others stand."""
    first, *others = said
    return "\n".join([first.text, *(f"({one.where}: {one.text})" for one in others)])


def unanswered_explanations(result: Validation) -> dict[str, bool]:
    """Whether a figure's explanation is still awaited, by indicator id, of those that a rule asks about."""
    submission = result.submission
    if submission is None:
        return {}
    asked: dict[str, bool] = {}
    for finding in result.findings:
        if asks_why(finding):
            for name in _rows_of(finding, submission):
                asked[name] = asked.get(name, False) or not (finding.explained or finding.waived)
    return asked


def reviewable(desk: Desk, path: Path) -> tuple[Validation, Submission]:
    """A file judged, and the submission that it is.

    Raises:
        Fault: the file cannot be read, or is no form of this office.
    """
    result = judge_file(desk, path)
    if result.unreadable is not None:
        raise result.unreadable
    no_copy(desk, path)
    no_part(path.name, result.stamp)
    if result.submission is None:
        raise Fault(f"{path.name} is no form of an agency of this office.", "“pmr validate” says what it is.")
    return result, result.submission


def breakdowns_reviewed(desk: Desk, submission: Submission) -> list[ReviewedBreakdown]:
    """A submission's figures by place or group, as they are looked at; none where its form asks for none."""
    if submission.by_member is None:
        return []
    from pmr_xl.desk.breakdowns.reviewing import of_submission

    return of_submission(desk, submission)


def sheet_of(path: Path, into: Path) -> Path:
    """Where the variance sheet of a submission goes."""
    return into / f"{path.stem}{SUFFIX}.xlsx"


def review(
    desk: Desk,
    paths: Sequence[Path],
    into: Path,
    progress: Progress = silent,
    tell: Callable[[Path, Submission, NewerVersion | None], object] = lambda _path, _submission, _newer: None,
) -> list[Path]:
    """Write the variance sheets of submissions. What was decided on one that is there already stands in the new one.

    Args:
        tell: is told each file, the submission in it, and the later version of that, where one is accepted.

    Raises:
        Fault: a file cannot be read, is no form of this office, or a sheet cannot be written; two files would have one
            sheet (then none is written).
    """
    from pmr_xl.analysis.grounds import Grounds
    from pmr_xl.books.writing.writer import write
    from pmr_xl.desk.distinct_outputs import require_distinct_outputs
    from pmr_xl.desk.review.carry_over import decisions_to_carry_over
    from pmr_xl.desk.review.origin import newer_accepted, write_sheet_origin
    from pmr_xl.forms.variance_sheet import sheet as review_sheet

    require_distinct_outputs(paths, lambda path: sheet_of(path, into))
    make_folder(into)
    written = []
    for done, path in enumerate(paths):
        progress(done, len(paths), path.name)
        result, submission = reviewable(desk, path)
        past, target = desk.figures_that_count(submission), sheet_of(path, into)
        compared = comparisons(submission, past, desk)
        now = {one.line.id: Grounds.of(one, past) for one in compared}
        decisions, made_now = decisions_to_carry_over(desk, submission, target, now)
        paper = review_sheet.lay(
            submission.chapter,
            submission.edition,
            compared,
            explanations={name: as_shown(said) for name, said in said_of(result).items()},
            corrections=submission.corrections,
            unanswered=unanswered_explanations(result),
            reasons=texts(submission, Ask.REASON),
            last_explanations={
                name: f"{edition.title}: {said}"
                for name, (edition, said) in desk.said_before(submission.chapter, submission.edition).items()
            },
            # The form's own cell is a formula, which not every program has worked out.
            restatements=[
                replace(row, published=past.published_figures(row.line.id).get(row.period))
                if row.period is not None
                else row
                for row in submission.restatements
                if row.line is not None
            ],
            decisions=decisions,
            to_date=years_to_date(submission, past),
            grounds={name: one.text for name, one in now.items()},
            about={"Submission": path.name, **write_sheet_origin(made_now)},
            breakdowns=breakdowns_reviewed(desk, submission),
        )
        write(paper, target)
        written.append(target)
        tell(path, submission, newer_accepted(desk, made_now))
    progress(len(paths), len(paths), "")
    return written
