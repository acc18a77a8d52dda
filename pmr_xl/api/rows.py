"""Rows of the Python door's frames: what the desk answers, told in the columns that docs/python.md lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from pmr_xl.api.frames import number_of, status_of
from pmr_xl.model.fault import Fault
from pmr_xl.model.measure import Figure, Measure
from pmr_xl.model.schema.chapter import Chapter
from pmr_xl.model.schema.line import Line

if TYPE_CHECKING:
    from pmr_xl.analysis.comparison import Comparison
    from pmr_xl.analysis.variance import Variance
    from pmr_xl.desk.desk import Desk
    from pmr_xl.mmr import PrintedChapter
    from pmr_xl.record import Stated

Row: TypeAlias = dict[str, object]


def indicator(line: Line) -> Row:
    """One row of ``Office.indicators``."""
    one = line.indicator
    return {
        "agency": line.agency,
        "indicator_id": line.id,
        "indicator": one.name,
        "parent_id": line.parent.id if line.parent else "",
        "goal_no": line.goal_no,
        "heading": line.heading,
        "service": line.service,
        "unit": one.unit.value,
        "decimals": one.decimals,
        "desired_direction": one.desired_direction.value,
        "critical": one.critical,
        "equity": one.equity,
        "aggregation": one.aggregation.value,
        "frequency": one.frequency.value if one.frequency else "",
        "year": one.year.value,
        "target_kind": one.target.kind.value,
        "open_data_id": one.open_data_id,
    }


def history(desk: Desk, chapters: Sequence[Chapter], indicator_id: str | None) -> Iterator[Row]:
    """Rows of ``Office.history``: everything stated of one indicator, or of all of these chapters, in their order."""
    lines = [line for one in chapters for line in one.lines if indicator_id in (None, line.id)]
    if not lines and indicator_id is not None:
        raise Fault(f"This office has no indicator “{indicator_id}”.", "“indicators()” lists every id.")
    wanted = {line.agency for line in lines}
    for line, stated in desk.statements([one for one in chapters if one.agency in wanted], lines):
        yield _stated(line, stated)


def _stated(line: Line, one: Stated) -> Row:
    measure = line.indicator.measure if one.kind.value == "actual" else line.indicator.target_measure
    return {
        "agency": line.agency,
        "indicator_id": line.id,
        "indicator": line.indicator.name,
        "period": one.period.code,
        "kind": one.kind.value,
        **_figure("", one.figure, measure),
        "unit": measure.unit.value,
        "in_force": one.in_force,
        "edition": one.edition.code,
        "file": one.file,
        "sha256": one.sha256,
        "place": one.place,
        "version": one.version,
        "reason": one.reason,
        "who": one.who,
        "at": one.at,
    }


def _figure(name: str, figure: Figure | None, measure: Measure) -> Row:
    """A figure's number, printed text and status, in columns that begin with ``name``."""
    value, text, status = (f"{name}_{part}" for part in ("value", "text", "status")) if name else _PLAIN
    return {value.removesuffix("_value"): number_of(figure), text: measure.show(figure), status: status_of(figure)}


_PLAIN = ("value", "text", "status")


def variances(desk: Desk, path: Path) -> Iterator[Row]:
    """Rows of ``Office.variances``, in the order of the form."""
    from pmr_xl.desk.review.sheets import comparisons, explanations, reviewable

    result, submission = reviewable(desk, path)
    past, said = desk.figures_that_count(submission), explanations(result)
    for one in comparisons(submission, past, desk):
        told = {"file": path.name, "edition": submission.edition.code, "explanation": said.get(one.line.id, "")}
        yield told | _compared(one)


def _compared(one: Comparison) -> Row:
    line, measure, target = one.line, one.indicator.measure, one.indicator.target_measure
    return {
        "agency": line.agency,
        "indicator_id": line.id,
        "indicator": one.indicator.name,
        "unit": measure.unit.value,
        "critical": one.indicator.critical,
        "desired_direction": one.indicator.desired_direction.value,
        "period": one.context.submitted.code,
        **_figure("actual", one.actual, measure),
        **_figure("target", one.against, target),
        **_varied("to_target", one.to_target),
        "status": one.status.value,
        **_figure("last_year", one.last_year, measure),
        **_varied("to_last_year", one.to_last_year),
        "year_status": one.year_status.value,
        **_figure("next_target", one.next_target, target),
        "trend": str(one.trend),
        "due": "; ".join(one.due),
    }


def _varied(name: str, one: Variance) -> Row:
    """The difference of the printed figures, as the variance sheet shows it."""
    moved, base = one.printed or (None, None)
    return {
        name: number_of(moved),
        f"{name}_share": number_of(moved / abs(base) if moved is not None and base else None),
        f"{name}_verdict": one.verdict.value,
    }


def table_rows(chapter: PrintedChapter) -> Iterator[Row]:
    """Rows of ``Office.tables``: one a cell, table by table, row by row, column by column."""
    for table in chapter.tables:
        for number, row in enumerate(table.rows, 1):
            for head, cell in zip(table.heads, row.cells, strict=True):
                yield {
                    "agency": chapter.agency,
                    "edition": chapter.edition.code,
                    "table": table.range_name,
                    "kind": table.kind.value,
                    "section": table.section,
                    "title": table.title,
                    "row": number,
                    "row_id": row.id,
                    "label": row.label,
                    "depth": row.depth,
                    "column": head.key,
                    "heading": head.full,
                    "text": cell.text,
                    "value": number_of(cell.value),
                    "unit": cell.measure.unit.value if cell.measure else "",
                    "revised": cell.revised,
                }
