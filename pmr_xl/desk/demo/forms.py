"""The demonstration's submissions: forms filled with what the City published, some with slips, some late."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from pmr_xl.analysis.comparison import compare
from pmr_xl.analysis.variance import Variance
from pmr_xl.desk.demo.slips import AGENCY as SLIPPED
from pmr_xl.desk.demo.slips import SLIPS
from pmr_xl.desk.desk import Desk
from pmr_xl.forms import submission_form
from pmr_xl.forms.paper.pages import Paper
from pmr_xl.forms.submission_form.filling import Answer
from pmr_xl.model.entry import Ask
from pmr_xl.model.fiscal import Edition, Report
from pmr_xl.model.measure import Figure, Sign, Unit
from pmr_xl.model.past import Past
from pmr_xl.model.reason import NaReason
from pmr_xl.model.schema.line import Line
from pmr_xl.office import built_in_office

if TYPE_CHECKING:
    from pmr_xl.imports.published import PublishedTable

CLEAN, LATE = "DSNY", "NYPD"
AGENCIES = (CLEAN, SLIPPED, LATE)
EDITION = Edition(Report.MMR, 2026)
STAND_IN = "because of the agency's own reason, for which this demonstration's text stands in."
_DAY_ZERO = date(1899, 12, 30)


def published_tables(agencies: Container[str]) -> Iterator[tuple[Path, PublishedTable]]:
    """The published tables that come with the program, cut to some agencies."""
    from dataclasses import replace

    from pmr_xl.imports.published import read_table

    for path in sorted((built_in_office() / "schemas" / "published").glob("*.csv")):
        whole = read_table(path)
        yield path, replace(whole, rows=[row for row in whole.rows if row["agency"] in agencies])


def printed_actuals(desk: Desk, agencies: Container[str]) -> dict[str, Figure]:
    """Agencies' actuals of the year asked for, as the printed report gives them, by indicator id."""
    from pmr_xl.imports.facts import reported_facts
    from pmr_xl.imports.published import TableLayout

    tables = [table for _, table in published_tables(agencies) if table.layout is TableLayout.INDICATORS]
    told = [fact for table in tables for fact in reported_facts(desk.library, table, EDITION.year)]
    return {fact.indicator: fact.figure for fact in told if fact.period == EDITION.submitted_period}


def filled_form(desk: Desk, agency: str, figures: Mapping[str, Figure]) -> Paper:
    """The agency's form as the demonstration has it sent: filled with the published figures, slipped, or late."""
    chapter = desk.library.chapter(agency)
    past = desk.past([chapter])
    lines = chapter.lines[: len(chapter.lines) // 2] if agency == LATE else chapter.lines
    answers = {line.id: _answers(line, figures[line.id], past, desk) for line in lines}
    if agency == SLIPPED:
        for slip in SLIPS:
            answers[slip.indicator][slip.column] = slip.typed
    paper = submission_form.lay(chapter, EDITION, past, desk.settings, schema_hash=desk.library.schema_hash(agency))
    paper = submission_form.fill(paper, chapter, EDITION, answers)
    day = EDITION.due + timedelta(days=12 if agency == LATE else -14)
    return submission_form.certify(
        paper, name="A. Person", title="Performance analyst", date=float((day - _DAY_ZERO).days)
    )


def _answers(line: Line, figure: Figure, past: Past, desk: Desk) -> dict[str, Answer]:
    """What an agency would fill in for one row: the published figure, a reason for NA, an explanation where one is due.

    The reports do not print why a figure moved, so the explanation says what and how much, and that it is a stand-in.
    """
    answers: dict[str, Answer] = {Ask.ACTUAL: figure}
    measure = line.indicator.measure
    if figure is Sign.NOT_AVAILABLE:
        answers[Ask.REASON] = NaReason.LAGGED.value
        answers[Ask.EXPLANATION] = "To be known in January 2027, a date for which this demonstration's text stands in."
    told: list[str] = []
    comparison = compare(line, figure, past, EDITION, desk.settings)
    if comparison.due and isinstance(figure, Decimal):
        before = measure.show(comparison.last_year) or "NA"
        change = f" ({moved})" if (moved := _change(line, comparison.to_last_year)) else ""
        told = [f"{measure.show(figure)} after {before} in {EDITION.last_year.label}{change}, {STAND_IN}"]
    if comparison.next_target is Sign.NONE and isinstance(comparison.target, Decimal):
        target = line.indicator.target_measure.show(comparison.target)
        told.append(f"The target of {target} is given up for next year, {STAND_IN}")
    return {**answers, Ask.EXPLANATION: " ".join(told)} if told else answers


def _change(line: Line, variance: Variance) -> str:
    """By how much: percentages in percentage points, other figures in percent."""
    if line.indicator.unit is Unit.PERCENT and variance.delta is not None:
        return f"{line.indicator.measure.round(variance.delta):+} percentage points"
    return variance.percent
