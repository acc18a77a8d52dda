"""The equity report of an edition: ® indicators with their gaps, racial-equity plans with their progress."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pmr_xl.analysis.places.progress import progress
from pmr_xl.desk.breakdowns.permitted import released_or_today
from pmr_xl.desk.breakdowns.publishing import by_place
from pmr_xl.desk.desk import Desk
from pmr_xl.desk.distinct_outputs import of_a_part
from pmr_xl.forms.by_place.equity import EquityRow, PlanRow
from pmr_xl.forms.by_place.told import ByPlace
from pmr_xl.model.fault import Fault
from pmr_xl.model.fiscal import Edition, Period
from pmr_xl.model.quick.named import NamedTuple


class EquityWritten(NamedTuple):
    """What was written, and in a sentence what figures it holds."""

    files: tuple[Path, Path]
    state: str


def equity_rows(desk: Desk, agencies: Sequence[str], edition: Edition) -> tuple[list[EquityRow], list[PlanRow]]:
    """Every ® indicator as of an edition, and every indicator of a racial-equity plan (``equity_plan:`` says which)."""
    library = desk.library_of(edition)
    chapters = [library.chapter(one) for one in agencies] if agencies else list(library.chapters())
    there: dict[str, list[ByPlace]] = {}
    for one in by_place(desk, agencies, edition):
        there.setdefault(one.indicator.id, []).append(one)
    rows, plan = list[EquityRow](), list[PlanRow]()
    for chapter in chapters:
        lines = [line for line in chapter.every_line if line.indicator.equity or line.indicator.equity_plan]
        past = desk.record.past([line.id for line in lines], edition, beyond=True)
        for line in lines:
            figures, period = past.actuals.get(line.id, {}), edition.submitted_period
            if line.indicator.equity:
                broken = tuple(there.get(line.id, ()))
                now, last = figures.get(period), figures.get(period.back())
                rows.append(EquityRow(chapter.agency, line.indicator, last, now, broken))
            if line.indicator.equity_plan:
                target = past.target(line.id, Period(edition.year))
                told = progress(line.indicator, figures, target, period)
                plan.append(PlanRow(chapter.agency, line.indicator, told))
    return rows, plan


def write_equity(desk: Desk, agencies: Sequence[str], edition: Edition, into: Path) -> EquityWritten:
    """Write the equity report as a workbook and as rows of data.

    Raises:
        Fault: no indicator bears the mark, and none is of a plan.
    """
    from pmr_xl.books.writing.writer import write
    from pmr_xl.desk.writing import csv_text, make_folder, write_text
    from pmr_xl.forms.by_place import equity

    desk, state = released_or_today(desk, edition, agencies)
    rows, plan = equity_rows(desk, agencies, edition)
    if not rows and not plan:
        raise Fault("No indicator bears ® or is of a racial-equity plan.", "Say “equity: true” or “equity_plan: …”.")
    stem = f"equity{of_a_part(desk.library_of(edition), agencies)}_{edition.code}"
    book, data = make_folder(into) / f"{stem}.xlsx", into / f"{stem}.csv"
    write(equity.lay(edition, rows, plan, state), book)
    told = equity.rows_of(edition, rows, plan)
    write_text(data, csv_text([list(told[0]), *(list(one.values()) for one in told)], mark=False))
    return EquityWritten((book, data), state)
