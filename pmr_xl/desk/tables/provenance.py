"""Where the figures of a chapter's edition come from, for the sheet beside its tables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pmr_xl.forms.report_tables.provenance_page import ProvenanceRow
from pmr_xl.model.fact import FactKind
from pmr_xl.model.fiscal import Edition
from pmr_xl.model.schema.chapter import Chapter, Line
from pmr_xl.record.order import rank

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk
    from pmr_xl.record import Stated

_PRINT = 12


def provenance_of(desk: Desk, chapter: Chapter, edition: Edition) -> tuple[ProvenanceRow, ...]:
    """The edition's own figures, its targets, and the earlier figures that were restated; nothing without a record."""
    if desk.office.built_in:
        return ()
    said = desk.record.explanations(edition, chapter.agency)
    decided = desk.record.decisions(edition, chapter.agency)
    rows = list[ProvenanceRow]()
    for line in chapter.lines:
        one = said.get(line.id)
        words = "" if one is None else " · ".join(filter(None, (one.reason, one.text)))
        decision = decided.get(line.id)
        told = "" if decision is None else " · ".join(filter(None, (decision.decision, decision.note, decision.who)))
        for stated in _printed(desk, line, edition):
            own = stated.kind is FactKind.ACTUAL and stated.period == edition.submitted
            rows.append(_row(line, stated, words if own else "", told if own else ""))
    return tuple(rows)


def _printed(desk: Desk, line: Line, edition: Edition) -> Iterator[Stated]:
    """What the edition prints of an indicator and states itself, or has otherwise than it was published."""
    here, last = rank(edition), dict[tuple[FactKind, str], "Stated"]()
    for one in desk.record.history(line.id):
        if not one.withdrawn and rank(one.edition) <= here:
            last[one.kind, one.period.code] = one
    for (kind, _), one in last.items():
        own = one.period == edition.submitted if kind is FactKind.ACTUAL else one.period in edition.target_years
        if own or (kind is FactKind.ACTUAL and one.reason and one.period in edition.history):
            yield one


def _row(line: Line, one: Stated, words: str, decision: str) -> ProvenanceRow:
    return ProvenanceRow(
        line.id,
        line.label,
        f"{one.period.label}{' target' if one.kind is FactKind.TARGET else ''}",
        one.printed or str(one.figure),
        one.file,
        one.place,
        "" if one.version is None else str(one.version),
        one.sha256[:_PRINT],
        f"by {one.who} on {one.at[:10]}",
        one.reason,
        words,
        decision,
    )
