"""Everything the record states, as one tidy list that a pivot table takes: a row a figure, with where it came from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from pmr_xl.desk.distinct_outputs import of_a_part
from pmr_xl.desk.writing import csv_text, make_folder, write_text
from pmr_xl.model.fiscal import Span
from pmr_xl.model.quick.named import NamedTuple

if TYPE_CHECKING:
    from pmr_xl.books.writing.long_table import LongCell
    from pmr_xl.desk.desk import Desk
    from pmr_xl.model.schema.line import Line
    from pmr_xl.record import Stated

COLUMNS = (
    ("agency", 9.0), ("indicator_id", 34.0), ("indicator", 44.0), ("service", 30.0), ("goal", 30.0), ("critical", 8.0),
    ("equity", 8.0), ("unit", 12.0), ("desired_direction", 10.0), ("open_data_id", 10.0), ("kind", 8.0),
    ("covers", 10.0), ("fiscal_year", 10.0), ("fiscal_month", 10.0), ("period", 10.0), ("value", 14.0),
    ("printed", 14.0), ("status", 14.0), ("in_force", 9.0), ("edition", 12.0), ("file", 34.0), ("version", 8.0),
    ("cell", 16.0), ("reason", 40.0), ("who", 12.0), ("at", 20.0), ("sha256", 20.0),
)  # fmt: skip
_COVERS = {Span.YEAR: "year", Span.TO_DATE: "to date", Span.MONTH: "month"}


class Exported(NamedTuple):
    """The files, and how many figures they hold."""

    files: tuple[Path, ...]
    figures: int


def export_record(desk: Desk, into: Path, agencies: Sequence[str], say: Callable[[str], None]) -> Exported:
    """Write every figure ever stated of these agencies' indicators, as a workbook and as CSV.

    Args:
        agencies: codes; all where none is named.
        say: told which agency is being written.

    Raises:
        Fault: an agency is unknown, or a file cannot be written.
    """
    from pmr_xl.books.writing.long_table import write_long

    make_folder(into)
    stem = f"PMR_record{of_a_part(desk.library, agencies)}"
    book, table = into / f"{stem}.xlsx", into / f"{stem}.csv"
    kept: list[tuple[LongCell, ...]] = []

    def rows() -> Iterator[tuple[LongCell, ...]]:
        for one in _rows(desk, agencies, say):
            kept.append(one)
            yield one

    count = write_long(book, "Figures", COLUMNS, rows())
    headings = tuple(name for name, _ in COLUMNS)
    write_text(table, csv_text([headings, *kept], mark=desk.settings.csv_byte_order_mark))
    return Exported((book, table), count)


def _rows(desk: Desk, agencies: Sequence[str], say: Callable[[str], None]) -> Iterator[tuple[LongCell, ...]]:
    for code in agencies or desk.library.agencies():
        say(code)
        chapter = desk.library.chapter(code)
        for line, one in desk.statements([chapter], chapter.lines):
            yield _row(line, one)


def _row(line: Line, one: Stated) -> tuple[LongCell, ...]:
    indicator = line.indicator
    measure = indicator.measure if one.kind.value == "actual" else indicator.target_measure
    number = one.figure if isinstance(one.figure, Decimal) else None
    return (
        line.agency, line.id, indicator.name, line.service, line.goal or line.heading,
        "Yes" if indicator.critical else "No", "Yes" if indicator.equity else "No",
        indicator.unit.value, indicator.desired_direction.value, indicator.open_data_id,
        one.kind.value, _COVERS[one.period.span], one.period.year, one.period.month, one.period.code,
        number, measure.show(one.figure), "number" if number is not None else "no number",
        "Yes" if one.in_force else "No", one.edition.code, one.file, one.version, one.place, one.reason, one.who,
        one.at, one.sha256,
    )  # fmt: skip
