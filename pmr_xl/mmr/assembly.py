"""From a chapter, its figures and an edition to the tables that edition prints."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import groupby

from pmr_xl.mmr.cells import CellPress
from pmr_xl.mmr.heads import (
    INDICATORS,
    budget_heads,
    heads,
    range_name,
    range_of,
    section_and_heading,
    with_unique_names,
)
from pmr_xl.mmr.printed import Head, PrintedCell, PrintedChapter, PrintedRow, PrintedTable, TableKind
from pmr_xl.model.fiscal import Edition, Period
from pmr_xl.model.measure import Figure, Sign
from pmr_xl.model.office_settings import OfficeSettings
from pmr_xl.model.past import Past
from pmr_xl.model.quick.collecting import without_collecting
from pmr_xl.model.schema.chapter import MILLIONS, Appropriation, Chapter, Resource
from pmr_xl.model.schema.line import Line

_TOTAL = "Total"
_NOTHING = Past()


@without_collecting()
def assemble(
    chapter: Chapter,
    past: Past,
    edition: Edition,
    settings: OfficeSettings | None = None,
    *,
    planned: Past = _NOTHING,
    revised: Collection[tuple[str, Period]] = (),
) -> PrintedChapter:
    """Every table of a chapter as the edition prints it.

    A figure nobody gave prints as NA, a target nobody set as *. Resources keep their plans, and units of appropriation
    their modified budget, where indicators keep targets.

    Args:
        past: accepted figures, this edition's included, and targets.
        planned: what the last MMR planned for this year's resources; printed by the PMMR beside the updated plan.
        revised: indicator and period of every published figure that this edition changes.
    """
    settings = settings or OfficeSettings()
    press = _Press(CellPress(past, planned, edition, settings, frozenset(revised)))
    chapter = chapter.asked_in(edition)
    tables = [*press.goals(chapter), *press.outside(chapter), *press.resources(chapter), *press.appropriations(chapter)]
    return PrintedChapter(chapter.agency, chapter.name, edition, tuple(with_unique_names(tables)), settings.trend_band)


class _Press:
    """What every table of one edition is printed from."""

    def __init__(self, cells: CellPress) -> None:
        self.cells, self.past, self.edition = cells, cells.past, cells.edition
        self.heads, self.resource_heads = heads(self.edition), heads(self.edition, resources=True)
        # What a head asks for is read out of its key once, not for every row.
        self.columns, self.resource_columns = _columns(self.heads), _columns(self.resource_heads)

    def goals(self, chapter: Chapter) -> Iterator[PrintedTable]:
        """One table a goal."""
        lines = (line for line in chapter.lines if line.service_no)
        for goal_no, group in groupby(lines, key=lambda line: line.goal_no):
            rows = tuple(group)
            first = rows[0]
            yield PrintedTable(
                range_name=range_of(chapter, first),
                kind=TableKind.INDICATORS,
                section=f"SERVICE {first.service_no}",
                section_text=first.service,
                title=f"Goal {goal_no}",
                title_text=first.goal,
                first_head=INDICATORS,
                heads=self.heads,
                rows=tuple(self._rows(rows)),
            )

    def outside(self, chapter: Chapter) -> Iterator[PrintedTable]:
        """Tables outside services: agency-wide management, customer service, single institutions."""
        lines = (line for line in chapter.lines if not line.service_no)
        for (_, name), group in groupby(lines, key=lambda line: (line.table, line.heading)):
            section, first_head = section_and_heading(name)
            rows = tuple(group)
            yield PrintedTable(
                range_name=range_of(chapter, rows[0]),
                kind=TableKind.INDICATORS,
                section=section,
                section_text="",
                title="",
                title_text="",
                first_head=first_head,
                heads=self.heads,
                rows=tuple(self._rows(rows)),
            )

    def resources(self, chapter: Chapter) -> Iterator[PrintedTable]:
        """The agency resource table."""
        if chapter.resources and self.edition.report.resources:
            yield PrintedTable(
                range_name=range_name(chapter.kept_as or chapter.agency, "resources"),
                kind=TableKind.RESOURCES,
                section="AGENCY RESOURCES",
                section_text="",
                title="",
                title_text="",
                first_head="Resource Indicators",
                heads=self.resource_heads,
                rows=tuple(self._resource(resource) for resource in chapter.resources),
            )

    def appropriations(self, chapter: Chapter) -> Iterator[PrintedTable]:
        """Spending and budget by unit of appropriation: a total before each block, the agency's at the end."""
        if not (chapter.appropriations and self.edition.report.budget):
            return
        yield PrintedTable(
            range_name=range_name(chapter.kept_as or chapter.agency, "appropriations"),
            kind=TableKind.APPROPRIATIONS,
            section="SPENDING AND BUDGET INFORMATION",
            section_text="",
            title="",
            title_text="",
            first_head="Unit of Appropriation",
            heads=budget_heads(self.edition),
            rows=tuple(self._appropriation(unit, chapter.appropriations) for unit in chapter.appropriations),
        )

    def _rows(self, lines: Iterable[Line]) -> Iterator[PrintedRow]:
        depth: dict[str, int] = {}
        for line in lines:
            indicator = line.indicator
            depth[line.id] = 0 if line.parent is None else depth.get(line.parent.id, 0) + 1
            yield PrintedRow(
                id=line.id,
                name=indicator.name,
                cells=tuple([self.cells.of_indicator(line, kind, period) for kind, period in self.columns]),
                depth=depth[line.id],
                critical=indicator.critical,
                equity=indicator.equity,
                line=line,
            )

    def _resource(self, resource: Resource) -> PrintedRow:
        cells = [
            PrintedCell(self.cells.trend(resource.id, resource.measure))
            if period is None
            else self.cells.figure(resource.id, kind, period, resource.measure, resource.measure)
            for kind, period in self.resource_columns
        ]
        return PrintedRow(resource.id, resource.printed_name, tuple(cells))

    def _appropriation(self, unit: Appropriation, units: tuple[Appropriation, ...]) -> PrintedRow:
        """A unit, or a total: as the record has it (it was made from dollars), else the sum of what is printed."""
        spent, budget = Period(self.edition.year - 1), Period(self.edition.year)
        total = unit.name.endswith(_TOTAL)
        whole_agency = unit.name == f"Agency {_TOTAL}"
        own = [one for one in units if one.merged_from == unit.merged_from and not one.name.endswith(_TOTAL)]
        under = [one for one in own if whole_agency or one.block == unit.block]
        actual, planned = self.past.actual(unit.id, spent), self.past.target(unit.id, budget)
        if total and actual is None:
            actual = _sum(self.past.actual(one.id, spent) for one in under)
        if total and planned is None:
            planned = _sum(self.past.target(one.id, budget) for one in under)
        cells = (
            self.cells.revisable(unit.id, spent, actual, MILLIONS),
            replace(self.cells.revisable(unit.id, budget, planned, MILLIONS), revised=False),
            PrintedCell("" if total else unit.goals),
        )
        return PrintedRow(unit.id, unit.printed_name, cells, total=total)


def _columns(printed: tuple[Head, ...]) -> list[tuple[str, Period | None]]:
    """Of each head the kind of its key and, where it holds figures, their period."""
    keys = [head.key.partition(":") for head in printed]
    return [(kind, Period.parse(code) if code else None) for kind, _, code in keys]


def _sum(figures: Iterable[Figure | None]) -> Figure:
    numbers = [figure for figure in figures if isinstance(figure, Decimal)]
    return sum(numbers, Decimal(0)) if numbers else Sign.NOT_AVAILABLE
