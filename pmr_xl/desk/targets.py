"""Targets that people change: decided on a variance sheet, or set by hand."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator
from decimal import Decimal

from pmr_xl.analysis.figures.possible import PossibleFigures
from pmr_xl.desk.desk import Desk
from pmr_xl.forms.variance_sheet.decisions.cells import AS_PRINTED, figure_typed
from pmr_xl.forms.variance_sheet.decisions.row import DecisionRow as Row
from pmr_xl.model.decision import ADJUST
from pmr_xl.model.fact import Fact, FactKind
from pmr_xl.model.fault import Fault
from pmr_xl.model.fiscal import Edition, Period, Report
from pmr_xl.model.measure import Figure, MeasureError, Sign
from pmr_xl.model.past import Past
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.schema.chapter import Chapter
from pmr_xl.model.schema.line import Line
from pmr_xl.record import Decision, Source

_BY_HAND = "set by hand"


class SetTarget(NamedTuple):
    """A target that was set by hand: of which indicator and year, from what to what, and for which edition."""

    line: Line
    year: Period
    old: Figure | None
    new: Figure
    edition: Edition


class NotSet(NamedTuple):
    """A decision “Adjust target” that set none: of which indicator and year.

    Attributes:
        named: the figure that its note names, as it is printed; empty where it names none.
    """

    decision: Decision
    line: Line
    year: Period
    named: str


def new_targets(chapter: Chapter, edition: Edition, rows: Iterable[Row]) -> Iterator[tuple[str, Fact]]:
    """What rows “Adjust target” make the targets, by indicator id.

    The figure stands under *New target*; on sheets of older programs, which have no such column, and where it is left
    empty, the note is one where it is nothing else (``90%``). It is the target that the edition asks for, next year's;
    in a monthly report, which asks for none, this year's.
    """
    year = _asked_for(edition)
    for row in rows:
        line, figure = chapter.by_id.get(row.indicator_id), _named(chapter, row)
        if line is not None and figure is not None:
            measure = line.indicator.target_measure
            place = f"{row.where}" if row.where is not None else "Review"
            yield row.indicator_id, Fact(line.id, year, FactKind.TARGET, figure, measure.show(figure), place)


def possible_only(
    desk: Desk, chapter: Chapter, edition: Edition, rows: Iterable[Row]
) -> tuple[tuple[Row, ...], tuple[Fault, ...]]:
    """The rows without those whose "Adjust target" names what can be no target, and what is told of each of these."""
    named = [(row, _named(chapter, row)) for row in rows]
    adjusted = [row.indicator_id for row, figure in named if figure is not None]
    past = desk.record.past(adjusted, edition, parts=()) if adjusted else None
    fine, wrong = list[Row](), list[Fault]()
    for row, figure in named:
        line = chapter.by_id.get(row.indicator_id)
        why = "" if past is None or figure is None or line is None else _no_target(line, figure, past)
        if why:
            wrong.append(Fault(f"{row.where or 'Review'}, {row.indicator_id}: {why}.", AS_PRINTED))
        else:
            fine.append(row)
    return tuple(fine), tuple(wrong)


def _named(chapter: Chapter, row: Row) -> Figure | None:
    """The target that a row "Adjust target" names; None where it is another decision, or names none."""
    line = chapter.by_id.get(row.indicator_id)
    if row.decision != ADJUST or line is None:
        return None
    return line.indicator.target_measure.read(row.new_target or row.note)


def _no_target(line: Line, figure: Figure, past: Past) -> str:
    """Why a figure can be no target of an indicator; empty where it can."""
    if figure is Sign.NOT_AVAILABLE:
        return "NA is no target"
    if not isinstance(figure, Decimal):
        return ""
    why = PossibleFigures.by(line.indicator, past).refusal(figure)
    return why and f"the target {line.indicator.target_measure.show(figure)} {why}"


def not_set(desk: Desk) -> list[NotSet]:
    """The decisions “Adjust target” in force that set no target: made with earlier programs, or without a figure."""
    chapters = {chapter.agency: chapter for chapter in desk.library.chapters()}
    found = []
    with desk.record.one_state():
        for one in desk.record.decisions_of(ADJUST):
            line = chapters[one.agency].by_id.get(one.indicator) if one.agency in chapters else None
            if line is None:
                continue
            year = _asked_for(one.edition)
            stated = {one.edition, desk.record.last_target_of(line.id, year)} - {None}
            if not any((line.id, year) in desk.record.decided_targets(edition) for edition in stated if edition):
                measure = line.indicator.target_measure
                figure = measure.read(one.new_target or one.note)
                found.append(NotSet(one, line, year, "" if figure is None else measure.show(figure)))
    return found


def without_figure(rows: Iterable[Row], named: Collection[str]) -> tuple[str, ...]:
    """The indicators whose rows “Adjust target” name no target; ``named``: those whose rows do."""
    return tuple(row.indicator_id for row in rows if row.decision == ADJUST and row.indicator_id not in named)


def set_target(
    desk: Desk, indicator: str, year: Period, text: str, why: str, edition: Edition | None = None, who: str = ""
) -> SetTarget:
    """Set one target by hand; it takes the place of the one in force from an edition on.

    Args:
        text: the target as the report prints it; ``*`` for none.
        edition: the one that prints it first; None for the last one that states a target of that year, else the MMR
            of the year before, which asks for it.

    Raises:
        Fault: no such indicator, no target of its unit, none that can be, or nobody says why.
    """
    known = line_of(desk, indicator, edition)
    if not why.strip():
        raise Fault("A target is changed for a reason.", "Say it with --why “…”; the record keeps it.")
    sha256 = hashlib.sha256(f"{known.id} {year.code} {text} {why}".encode()).hexdigest()  # of what was said: no file
    with desk.record.one_change():  # what it was is what stood when this took its place
        place = edition or desk.record.last_target_of(known.id, year) or Edition(Report.MMR, year.year - 1)
        line = _as_printed_in(desk, place, known)
        figure, past = _target_said(line, text), desk.record.past([line.id], place, parts=())
        if why_not := _no_target(line, figure, past):
            raise Fault(f"{line.indicator.name}: {why_not}.", AS_PRINTED)
        shown = line.indicator.target_measure.show(figure)
        fact = Fact(line.id, year, FactKind.TARGET, figure, shown, "pmr target", why.strip())
        desk.record.set_target(fact, Source(_BY_HAND, sha256, place), who=who)
    return SetTarget(line, year, past.target(line.id, year), figure, place)


def _as_printed_in(desk: Desk, edition: Edition, line: Line) -> Line:
    """An indicator by the schemas of the edition that prints a figure of it; as it is known where they have none."""
    library = desk.library_of(edition)
    owner = library.owner(line.id)
    return line if owner is None else library.chapter(owner.code).by_id.get(line.id, line)


def _target_said(line: Line, text: str) -> Figure:
    """A target as the report prints it. Raises Fault where it is none of the indicator's unit."""
    try:
        return figure_typed(text, line.indicator.target_measure)
    except MeasureError as wrong:
        raise Fault(f"{line.indicator.name}: {wrong}", AS_PRINTED) from None


def _asked_for(edition: Edition) -> Period:
    """The year whose target an edition's decisions adjust: next year's; this year's where none is asked for."""
    return edition.target_years[1 if edition.asks_targets else 0]


def line_of(desk: Desk, indicator: str, edition: Edition | None = None) -> Line:
    """The line of an indicator's id, of whichever agency, by the schemas of an edition; today's where none is named.

    Raises:
        Fault: no schema has it; names the nearest, or the way to one that is retired.
    """
    from pmr_xl.desk.records import nearest_ids

    library = desk.library if edition is None else desk.library_of(edition)
    chapters = list(library.chapters())
    lines = {line.id: line for chapter in chapters for line in chapter.lines}
    if indicator in lines:
        return lines[indicator]
    if edition is None and any(line.id == indicator for chapter in chapters for line in chapter.retired_lines):
        raise Fault(
            f"“{indicator}” is retired: no form asks for it, and no table prints it.",
            "A report before, which does, is named with --edition (MMR-FY26).",
        )
    near = nearest_ids(desk, indicator)
    raise Fault(
        f"No schema of {'this office' if edition is None else edition.title} has the indicator “{indicator}”.",
        f"Did you mean {' or '.join(near)}?" if near else "Look it up in schemas/indicators.",
    )
