"""What a submission states, as facts for the record."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pmr_xl.analysis.counting import as_printed
from pmr_xl.analysis.fytd import WORKED_OUT, worked_out
from pmr_xl.model.breakdowns.figures import MemberFact
from pmr_xl.model.entry import Ask
from pmr_xl.model.fact import Fact, FactKind, RateFact
from pmr_xl.model.past import Past
from pmr_xl.model.submission import Submission


def facts(submission: Submission, past: Past) -> list[Fact]:
    """What an accepted submission states: actuals, years to date, targets asked for, restated figures and why.

    The target in force is locked on the form; it is taken only where the record has none.
    """
    edition, past = submission.edition, as_printed(past, submission)
    this_year, next_year = edition.target_years
    told: list[Fact] = list(_to_date(submission, past))
    corrected = {(one.indicator, one.key): one.words for one in submission.corrections}
    for entry in submission.entries:
        for key, period, kind in (
            (Ask.ACTUAL, edition.submitted_period, FactKind.ACTUAL),
            (Ask.TARGET, this_year, FactKind.TARGET),
            (Ask.NEXT_TARGET, next_year, FactKind.TARGET),
        ):
            entered = entry.get(key)
            if entered is None or entered.figure is None:
                continue
            if key == Ask.TARGET and past.target(entry.line.id, this_year) is not None:
                continue
            why = corrected.get((entry.line.id, key), "")
            told.append(Fact(entry.line.id, period, kind, entered.figure, entered.as_printed, str(entered.where), why))
    for row in submission.restatements:
        if row.line is not None and row.period is not None and row.new is not None:
            shown = row.line.indicator.measure.show(row.new)
            why = ": ".join(text for text in (row.reason, row.explanation) if text)
            told.append(
                Fact(row.line.id, row.period, FactKind.ACTUAL, row.new, shown, f"Restatements, row {row.row}", why)
            )
    return told


def by_member(submission: Submission) -> list[MemberFact]:
    """What an accepted submission states of places and groups."""
    said = submission.by_member
    return [
        MemberFact(one.line.id, one.breakdown, one.member, one.period, one.figure.figure, str(one.figure.where))
        for one in (() if said is None else said.entries)
        if one.line is not None and one.figure.figure is not None
    ]


def rates_of(submission: Submission) -> list[RateFact]:
    """What an accepted submission's percentages are made of, as far as its form asks and its agency says."""
    from pmr_xl.rules.engine.evidence.rates import rates

    period = submission.edition.submitted_period
    return [
        RateFact(
            *(one.entry.line.id, period, one.numerator.figure, one.denominator.figure),
            place=", ".join(str(part.where) for part in one.both),
        )
        for one in (rates(submission) if submission.further else ())
        if isinstance(one.numerator.figure, Decimal) and isinstance(one.denominator.figure, Decimal)
    ]


def _to_date(submission: Submission, past: Past) -> Iterator[Fact]:
    """A monthly submission's years to date: as typed; where nothing is, worked out of what the record knows."""
    period = submission.edition.to_date
    if period is None:
        return
    corrected = {one.indicator: one.words for one in submission.corrections if one.key == Ask.TO_DATE}
    for entry in submission.entries:
        typed, measure = entry.get(Ask.TO_DATE), entry.indicator.measure
        if typed is not None and typed.figure is not None:
            why = corrected.get(entry.line.id, "")
            yield Fact(entry.line.id, period, FactKind.ACTUAL, typed.figure, typed.as_printed, str(typed.where), why)
        elif (figure := worked_out(submission, entry, past)) is not None:
            place = f"{WORKED_OUT} with {entry.actual.where} ({entry.indicator.aggregation.value})"
            yield Fact(entry.line.id, period, FactKind.ACTUAL, figure, measure.show(figure), place)
