"""What accepting a submission means: what it brings into the record, what is open, and what supervisors decided."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from pmr_xl.desk.acceptance.refusal import refuse
from pmr_xl.desk.acceptance.stated import by_member, facts
from pmr_xl.desk.desk import Desk
from pmr_xl.desk.received.versions import version
from pmr_xl.desk.review.standing import StandingDecision, decisions_on
from pmr_xl.desk.validate import Validation, judge_file
from pmr_xl.model.entry import Ask
from pmr_xl.model.fact import Fact, FactKind
from pmr_xl.model.fault import Fault
from pmr_xl.model.finding import Finding
from pmr_xl.model.fiscal import Period
from pmr_xl.model.measure import Figure
from pmr_xl.model.past import Past
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.quick.value_class import value_class
from pmr_xl.model.schema.line import Line
from pmr_xl.model.submission import Submission
from pmr_xl.record import Accepted


class AcceptedTarget(NamedTuple):
    """A target as the record has it and as it will have it.

    Attributes:
        by: by whom it was decided in the place of what is asked for (``old`` then); empty where it was not.
    """

    line: Line
    year: Period
    old: Figure | None
    new: Figure
    by: str = ""


class Changed(NamedTuple):
    """A figure as the record has it and as it will have it; a ``reason`` where the agency restates it."""

    line: Line
    period: Period
    old: Figure
    new: Figure
    reason: str = ""


@value_class
class Accepting:
    """What accepting a submission means: what it brings, what is open, and what supervisors decided.

    Attributes:
        version: the submission's.
        facts: what it states.
        queries: those that nobody has answered; ``errors``: what is to be corrected first.
        decided: the decisions in force, and whether each stands on this file's figures.
        new: how many figures the record has none of yet.
        changed: figures of this edition that the record has otherwise; ``restated``: earlier ones.
        targets: those that change.
        by_member: how many figures of places and groups it states.
        again: what the record has already, where it has this very file.
        stand: the record's last lines before anything was asked of it.
    """

    path: Path
    result: Validation
    submission: Submission
    version: int
    facts: tuple[Fact, ...] = ()
    errors: tuple[Finding, ...] = ()
    queries: tuple[Finding, ...] = ()
    decided: tuple[StandingDecision, ...] = ()
    new: int = 0
    changed: tuple[Changed, ...] = ()
    restated: tuple[Changed, ...] = ()
    targets: tuple[AcceptedTarget, ...] = ()
    by_member: int = 0
    again: Accepted | None = None
    stand: tuple[int | None, ...] = ()

    @property
    def meaning(self) -> tuple[object, ...]:
        """All that is told of it, to be compared."""
        return (
            *(self.facts, self.errors, self.queries, self.decided, self.new, self.changed, self.restated),
            *(self.targets, self.by_member, self.submission.corrections, self.again),
        )

    @property
    def exit_code(self) -> int:
        """0 where nothing stands in the way, 1 where queries are open, 2 where it is refused."""
        if self.errors or self.refusals:
            return 2
        return 1 if self.queries else 0

    @property
    def refusals(self) -> tuple[StandingDecision, ...]:
        """The decisions Return and Hold that stand on it."""
        return tuple(one for one in self.decided if one.blocks)


def preview_acceptance(desk: Desk, path: Path) -> Accepting:
    """What accepting a file means; nothing is written.

    Raises:
        Fault: the file cannot be read, is no form of this office, is a review copy, or is named for another form.
    """
    record = desk.record
    stand = record.last_lines()
    result = judge_file(desk, path)
    if result.unreadable is not None:
        raise result.unreadable
    submission, errors = result.submission, tuple(one for one in result.findings if one.blocking)
    if submission is None:
        raise not_mended(path, errors)
    refuse(desk, path, result)
    chapter, edition, number = submission.chapter, submission.edition, version(submission)
    with record.one_state():
        there = [
            one for one in record.accepted_submissions(edition, chapter.agency) if one.sha256 == submission.book.sha256
        ]
        if there:
            return Accepting(path, result, submission, number, again=there[-1]._replace(again=True))
        stated = tuple(facts(submission, desk.figures_that_count(submission)))
        past = desk.published_before([chapter], edition, own=True)
        figures = {entry.line.id: entry.actual.figure for entry in submission.entries if Ask.ACTUAL in entry.entered}
        by_people = record.decided_targets(edition)
        decided = tuple(decisions_on(desk, edition, chapter, figures.get, submission.book.sha256))
    changed = tuple(_changed(submission, stated, past))
    return Accepting(
        *(path, result, submission, number, stated, errors),
        queries=tuple(one for one in result.findings if one.asks),
        decided=decided,
        new=sum(one.kind is FactKind.ACTUAL and past.actual(one.indicator, one.period) is None for one in stated),
        changed=tuple(one for one in changed if one.period in (edition.submitted_period, edition.to_date)),
        restated=tuple(one for one in changed if one.period not in (edition.submitted_period, edition.to_date)),
        targets=tuple(_targets(submission, stated, past, by_people)),
        by_member=len(by_member(submission)),
        stand=stand,
    )


def _changed(submission: Submission, stated: Sequence[Fact], past: Past) -> Iterator[Changed]:
    for one in stated:
        line, old = submission.chapter.by_id.get(one.indicator), past.actual(one.indicator, one.period)
        if one.kind is FactKind.ACTUAL and line is not None and old is not None and old != one.figure:
            yield Changed(line, one.period, old, one.figure, one.reason)


def _targets(
    submission: Submission, stated: Sequence[Fact], past: Past, by_people: Mapping[tuple[str, Period], str]
) -> Iterator[AcceptedTarget]:
    """Targets that change by what is asked for, and those that people decided in its place."""
    for one in stated:
        line = submission.chapter.by_id.get(one.indicator)
        if one.kind is not FactKind.TARGET or line is None:
            continue
        old, by = past.target(one.indicator, one.period), by_people.get((one.indicator, one.period))
        if by is not None and old is not None:
            yield AcceptedTarget(line, one.period, one.figure, old, by)
        elif old != one.figure:
            yield AcceptedTarget(line, one.period, old, one.figure)


def not_mended(path: Path, errors: Sequence[Finding]) -> Fault:
    """Why a file with open errors, or one that is no form of ours, is not accepted."""
    first = f": {errors[0].message}" if errors else "."
    count = len(errors) or 1
    return Fault(
        f"{path.name} is not accepted: {count} error{'s are' if count != 1 else ' is'} open, the first{first}",
        "“pmr validate” shows them on their cells; the agency corrects them and sends the file again.",
    )
