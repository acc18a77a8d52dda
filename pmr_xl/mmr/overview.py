"""A month across agencies: the printed chapters of a monthly edition as one, a table an agency."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from pmr_xl.analysis.status import YearStatus
from pmr_xl.mmr.heads import INDICATORS, range_name
from pmr_xl.mmr.printed import PrintedChapter, PrintedTable, TableKind
from pmr_xl.model.fiscal import Edition
from pmr_xl.model.quick.named import NamedTuple

CITY = "City of New York"
SHOWN = (
    YearStatus.IMPROVED,
    YearStatus.DECLINED,
    YearStatus.DECLINED_MORE,
    YearStatus.CHANGED,
    YearStatus.SAME,
    YearStatus.NONE_BEFORE,
    YearStatus.NO_DATA,
)


class AtAGlance(NamedTuple):
    """How one agency's indicators stand: how many there are, and how many of each of :data:`SHOWN`."""

    agency: str
    name: str
    indicators: int
    standing: tuple[int, ...]


def month_overview(chapters: Sequence[PrintedChapter], edition: Edition) -> PrintedChapter:
    """All indicators of these chapters under one heading an agency, in the order given.

    Args:
        chapters: of that edition; at least one, each with a row.
    """
    tables = tuple(_table(one) for one in chapters)
    return replace(chapters[0], agency="", name=CITY, edition=edition, tables=tables)


def has_figures(chapter: PrintedChapter) -> bool:
    """Whether the record has any figure of the edition's own month, or of its year to date."""
    edition = chapter.edition
    own = {f"actual:{one.code}" for one in (edition.submitted_period, edition.to_date) if one is not None}
    return any(
        head.key in own and cell.value is not None and not cell.missing
        for table, row in chapter.rows()
        for head, cell in zip(table.heads, row.cells, strict=True)
    )


def at_a_glance(overview: PrintedChapter) -> tuple[AtAGlance, ...]:
    """How the agencies of an overview stand; nothing where its report prints no status."""
    return tuple(
        AtAGlance(table.section, table.section_text, len(table.rows), _standing(table))
        for table in overview.tables
        if any(head.key == "status" for head in table.heads)
    )


def _standing(table: PrintedTable) -> tuple[int, ...]:
    counted = Counter(_words(table))
    return tuple(counted[str(one)] for one in SHOWN)


def _words(table: PrintedTable) -> Iterable[str]:
    return (table.cell(row, "status").text for row in table.rows)


def _table(chapter: PrintedChapter) -> PrintedTable:
    of_indicators = chapter.of(TableKind.INDICATORS)
    rows = tuple(row for table in of_indicators for row in table.rows)
    return replace(
        of_indicators[0],
        range_name=range_name(chapter.agency, "month"),
        section=chapter.agency,
        section_text=chapter.name,
        title="",
        title_text="",
        first_head=INDICATORS,
        rows=rows,
    )
