"""Where an indicator's printed figures come from: what the sheet “Provenance” says of them, and what was before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from pmr_xl.desk.released.handing_out import going_out
from pmr_xl.desk.tables.provenance import Origins
from pmr_xl.desk.tables.since_release import printed_columns
from pmr_xl.model.fault import Fault
from pmr_xl.model.fiscal import Edition
from pmr_xl.model.quick.named import NamedTuple

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk
    from pmr_xl.forms.report_tables.provenance_page import ProvenanceRow
    from pmr_xl.model.measure import Measure
    from pmr_xl.record import Stated
    from pmr_xl.record.publications.lines import LetThrough, PublicationEvent


class TracedFigure(NamedTuple):
    """One printed figure of an indicator, or one of its targets, and where it comes from.

    Attributes:
        row: what the sheet “Provenance” says of it.
        stated: the statement that counts.
        kept: where the office keeps the file of that statement as it was sent; none where it keeps none.
        measure: how the indicator's figures are printed; None where no schema has it as an indicator.
        beside: statements of the same figure that do not count.
    """

    row: ProvenanceRow
    stated: Stated
    kept: tuple[str, ...]
    measure: Measure | None
    beside: tuple[Stated, ...]


class FigureSince(NamedTuple):
    """A figure that the record has otherwise than the release printed it.

    Attributes:
        row: where it comes from now.
        was: as the release prints it; empty where it prints none.
    """

    row: ProvenanceRow
    was: str


class Trace(NamedTuple):
    """Everything that is known of an indicator's figures in an edition: its own figure first.

    Attributes:
        name: as the edition prints it; empty where no table does.
        figures: of that edition; of a released one those that the release prints.
        since: figures that the record has otherwise by now than the release prints.
        let_through: what went out with its agency's figures although something stood in their way.
    """

    indicator: str
    name: str
    edition: Edition
    figures: tuple[TracedFigure, ...]
    since: tuple[FigureSince, ...]
    let_through: tuple[tuple[PublicationEvent, LetThrough], ...]


def trace(desk: Desk, indicator: str, edition: Edition) -> Trace:
    """Everything that is known of an indicator's figures in an edition.

    Of a released edition that is what the release prints; what the record has otherwise by now is beside it.

    Raises:
        Fault: the record has no figure of it that the edition prints.
    """
    from pmr_xl.desk.records import history

    still = going_out(desk, edition)
    stated = history(still, indicator)
    owner = still.library_of(edition).owner(indicator)
    agency = "" if owner is None else owner.code
    named, keys = printed_columns(still, owner, indicator, edition)
    found = list(Origins(still, agency, edition).with_statements(indicator, named, keys, stated))
    if not found:
        raise Fault(
            f"The record has no figure of “{indicator}” for {edition.submitted_period.label}.",
            f"“pmr record show {indicator}” lists all.",
        )
    line = None if owner is None else still.library_of(edition).chapter(owner.code).by_id.get(indicator)
    measure, own = None if line is None else line.indicator.measure, f"actual:{edition.submitted_period.code}"
    found.sort(key=lambda one: one[0].key != own)
    figures = (_traced(still, row, one, stated, measure) for row, one in found)
    since = tuple[FigureSince, ...]()
    if still is not desk:
        now = Origins(desk, agency, edition).of(indicator, named, keys, history(desk, indicator))
        since = tuple(_since([row for row, _ in found], list(now)))
    return Trace(indicator, named, edition, tuple(figures), since, tuple(_let_through(desk, agency, edition)))


def _since(printed: Iterable[ProvenanceRow], now: Iterable[ProvenanceRow]) -> Iterator[FigureSince]:
    """Each figure that the record has otherwise than the release printed it."""
    then = {row.key: row.figure for row in printed}
    for row in now:
        if (was := then.get(row.key)) != row.figure:
            yield FigureSince(row, was or "")


def _traced(
    desk: Desk, row: ProvenanceRow, one: Stated, stated: Sequence[Stated], measure: Measure | None
) -> TracedFigure:
    kept = tuple(kept.original for kept in desk.record.accepted_submissions(one.edition) if kept.sha256 == one.sha256)
    of_it = (each for each in stated if (each.kind, each.period) == (one.kind, one.period))
    return TracedFigure(row, one, kept, measure, tuple(each for each in of_it if not _alike(each, one)))


def _alike(each: Stated, one: Stated) -> bool:
    """Whether two statements of a figure, of which the second counts, were taken in from one place on one day."""
    told, said = ((from_.file, from_.place, from_.sha256, from_.who, from_.at[:10]) for from_ in (each, one))
    return told == said and not each.withdrawn


def _let_through(desk: Desk, agency: str, edition: Edition) -> Iterator[tuple[PublicationEvent, LetThrough]]:
    """What went out with this agency's figures although something stood in their way."""
    for one in desk.record.publications(edition):
        yield from ((one, each) for each in one.let_through if each.agency == agency)
