"""Where each printed figure comes from: the one answer for the sheet beside the tables and for “pmr trace”."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property
from typing import TYPE_CHECKING

from pmr_xl.desk.tables.kept_repairs import repairs_in
from pmr_xl.forms.report_tables.provenance_page import ProvenanceRow
from pmr_xl.model.fact import FactKind
from pmr_xl.model.fiscal import Edition, Period
from pmr_xl.record import Decided
from pmr_xl.record.order import rank

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk
    from pmr_xl.mmr import PrintedChapter
    from pmr_xl.record import Correction, Stated

PLANNED = "planned"  # a target as the report before planned it
_FIGURES = ("actual", "target", PLANNED)
_DECIDED = {Decided.ON_A_SHEET: "decided on a variance sheet", Decided.BY_HAND: "set by the office"}


def provenance_of(desk: Desk, printed: PrintedChapter) -> tuple[ProvenanceRow, ...]:
    """The source of every printed figure, in print order; sums, and what no record states, have none."""
    if desk.office.built_in:
        return ()
    origins = Origins(desk, printed.agency, printed.edition)
    return tuple(
        told
        for table in printed.tables
        for row in table.rows
        for told in origins.of(row.id, row.name, [head.key for head in table.heads])
    )


class Origins:
    """What the record says to the figures of one agency's edition.

    Args:
        desk: an office's own.
        agency: its code in that edition's schemas.
    """

    def __init__(self, desk: Desk, agency: str, edition: Edition) -> None:
        self.desk, self.agency, self.edition = desk, agency, edition

    def of(
        self, indicator: str, name: str, keys: Iterable[str], stated: Sequence[Stated] | None = None
    ) -> Iterator[ProvenanceRow]:
        """Where the figures of one row come from.

        Args:
            keys: of the columns, as printed tables have them: ``actual:FY26``, ``target:FY27``.
            stated: all that the record has of it, where somebody has looked already.
        """
        yield from (row for row, _ in self.with_statements(indicator, name, keys, stated))

    def with_statements(
        self, indicator: str, name: str, keys: Iterable[str], stated: Sequence[Stated] | None = None
    ) -> Iterator[tuple[ProvenanceRow, Stated]]:
        """The same, each with the statement that it is printed from."""
        split = [(key, *key.partition(":")[::2]) for key in keys]
        asked = [(key, kind, _period(code)) for key, kind, code in split if kind in _FIGURES]
        if stated is None:  # months of many years are in nobody's way
            stated = self.desk.record.history(indicator, dict.fromkeys(period for *_, period in asked))
        for key, kind, period in asked:
            if (one := self._counting(stated, kind, period)) is not None:
                yield self._row(indicator, name, key, one), one

    def _counting(self, known: Sequence[Stated], kind: str, period: Period) -> Stated | None:
        """The statement that a figure is printed from: the last until this edition, else the first of a later one."""
        until = (self.edition.beside or self.edition) if kind == PLANNED else self.edition
        wanted = FactKind.ACTUAL if kind == "actual" else FactKind.TARGET
        there = [one for one in known if (one.kind, one.period) == (wanted, period) and not one.withdrawn]
        earlier = [one for one in there if rank(one.edition) <= rank(until)]
        if earlier or kind == PLANNED:
            return earlier[-1] if earlier else None
        first = min(map(rank, (one.edition for one in there)), default=None)
        return next((one for one in reversed(there) if rank(one.edition) == first), None)

    def _row(self, indicator: str, name: str, key: str, one: Stated) -> ProvenanceRow:
        own = one.kind is FactKind.ACTUAL and one.period in (self.edition.submitted_period, self.edition.to_date)
        return ProvenanceRow(
            key,
            indicator,
            name,
            f"{one.period.label}{'' if one.kind is FactKind.ACTUAL else ' target'}",
            one.printed or str(one.figure),
            stated_as(one),
            one.file,
            one.place,
            "" if one.version is None else str(one.version),
            one.sha256,
            f"by {one.who} on {one.at[:10]}",
            one.reason,
            self._corrected(one),
            self._explained.get(indicator, "") if own else "",
            self._decided.get(indicator, "") if own else "",
        )

    def _corrected(self, one: Stated) -> str:
        """What was changed in its cell: by a suggested fix, or by word of mouth."""
        told = [repairs_in(self.desk, one).get(one.place, "")] if one.version is not None else []
        told += [
            f"{said.sent or '(empty)'} → {said.corrected}, said by {said.said_by}: {said.why}"
            for said in self._said
            if said.place == one.place and said.submission == one.sha256
        ]
        return " · ".join(filter(None, told))

    @cached_property
    def _explained(self) -> dict[str, str]:
        said = self.desk.record.explanations(self.edition, self.agency)
        return {name: " · ".join(filter(None, (one.reason, one.text))) for name, one in said.items()}

    @cached_property
    def _decided(self) -> dict[str, str]:
        taken = self.desk.record.decisions(self.edition, self.agency)
        return {
            name: " · ".join(filter(None, (one.decision, one.note, f"by {one.who} on {one.at[:10]}")))
            for name, one in taken.items()
        }

    @cached_property
    def _said(self) -> tuple[Correction, ...]:
        return tuple(self.desk.record.corrections(self.edition, self.agency))


@cache
def _period(code: str) -> Period:
    return Period.parse(code)


def stated_as(one: Stated) -> str:
    """How a figure came into the record, in words; of a target its origin."""
    if one.decided is not Decided.NOT:
        return _DECIDED[one.decided]
    if one.version is None:
        return "printed in the table"
    if one.kind is FactKind.TARGET:
        return "proposed in the form"
    return "restated in the form" if one.reason else "reported in the form"
