"""A chapter's figures as a tidy table: one row a printed figure, with the data dictionary that goes out with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from pmr_xl.forms.posting.open_data import DIRECTIONS, YES, Cell, DataField, value_of
from pmr_xl.mmr import Head, PrintedCell, PrintedChapter, PrintedRow, PrintedTable, TableKind
from pmr_xl.model.fiscal import Period
from pmr_xl.model.measure import Measure, Sign

# Columns of the tidy table with their types and meanings: the data dictionary goes out with the file.
CLEAN: dict[str, DataField] = {
    "row_id": DataField("string", "Stable key of the row: edition, indicator, kind and period."),
    "report": DataField("string", "The edition that prints the figure (MMR-FY26)."),
    "agency": DataField("string", "Agency code."),
    "agency_name": DataField("string", "Agency."),
    "table": DataField("string", "Indicators, resources or appropriations."),
    "section": DataField("string", "Service or section the row stands in."),
    "goal": DataField("string", "Goal or table the row stands in."),
    "indicator_id": DataField("string", "Stable id of the indicator, resource or unit of appropriation."),
    "open_data_id": DataField("integer", "Id in the city's open data, where known."),
    "parent_id": DataField("string", "Id of the indicator this is a part of."),
    "indicator": DataField("string", "Name as printed, without its dash."),
    "critical": DataField("string", "Yes or No."),
    "equity": DataField("string", "Yes or No."),
    "unit": DataField("string", "What a figure counts: number, thousands (000), percent (%) and so on."),
    "desired_direction": DataField("string", "Up, Down or None."),
    "kind": DataField(
        "string",
        "actual, target (indicators), plan (resources), planned (what the last MMR planned), budget (appropriations).",
    ),
    "period": DataField("string", "FY26; FY26-T04 for July to October of fiscal 2026."),
    "fiscal_year": DataField("integer", "Four-digit fiscal year of the period."),
    "value": DataField(
        "number",
        "The figure as a number in its unit, at printed precision; percentages as points; clock times in seconds.",
    ),
    "value_seconds": DataField("number", "Clock times in seconds; empty for everything else."),
    "value_display": DataField("string", "Exactly as the report prints it."),
    "value_status": DataField(
        "string", "reported, not available, none (no target) or directional (the target is a direction)."
    ),
    "revised": DataField("string", "Yes where this edition changes a published figure."),
    "provenance": DataField(
        "string", "Where the figure comes from: first digits of its file's SHA-256, sheet and cell."
    ),
}
_KINDS = {
    (TableKind.RESOURCES, "target"): "plan",
    (TableKind.APPROPRIATIONS, "target"): "budget",
}
_STATUS = {Sign.NOT_AVAILABLE: "not available", Sign.NONE: "none", Sign.UP: "directional", Sign.DOWN: "directional"}


def clean_rows(
    chapter: PrintedChapter,
    provenance: Mapping[tuple[str, str], str] | None = None,
    ids: Mapping[str, int | None] = MappingProxyType({}),
) -> Iterator[tuple[Cell, ...]]:
    """One row a printed figure, indicators, resources and appropriations, under the columns of :data:`CLEAN`.

    Args:
        provenance: id and column → where the figure comes from.
        ids: in the City's open data, by indicator, where they are other ones than the chapter's schema says.
    """
    known = provenance or {}
    for table in chapter.tables:
        for row in table.rows:
            for head, cell in zip(table.heads, row.cells, strict=True):
                if head.numeric and cell.measure is not None:
                    told = known.get((row.id, head.key), "")
                    own = None if row.line is None else row.line.indicator.open_data_id
                    number = ids.get(row.id, own)
                    yield (*_clean_row(chapter, table, row, head, cell, cell.measure, number), told)


def _clean_row(
    chapter: PrintedChapter,
    table: PrintedTable,
    row: PrintedRow,
    head: Head,
    cell: PrintedCell,
    measure: Measure,
    number: int | None,
) -> tuple[Cell, ...]:
    kind, _, code = head.key.partition(":")
    line = row.line
    indicator = None if line is None else line.indicator
    value = value_of(cell)
    goal = f"{table.title} {table.title_text}".strip()
    return (
        f"{chapter.edition.code}/{row.id}/{kind}/{code}",
        chapter.edition.code,
        chapter.agency,
        chapter.name,
        table.kind.value,
        f"{table.section} {table.section_text}".strip(),
        goal or table.first_head,
        row.id,
        number,
        line.parent.id if line is not None and line.parent is not None else "",
        row.name,
        YES[row.critical],
        YES[row.equity],
        measure.unit.words,
        "None" if indicator is None else DIRECTIONS[indicator.desired_direction],
        _KINDS.get((table.kind, kind), kind),
        code,
        Period.parse(code).year,
        value,
        value if measure.unit.is_duration else None,
        cell.display,
        _STATUS.get(cell.value, "reported") if isinstance(cell.value, Sign) else "reported",
        YES[cell.revised],
    )
