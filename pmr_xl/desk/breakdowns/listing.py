"""Figures by place and group as rows of values: what the record has, nothing hidden."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from pmr_xl.desk.desk import Desk
from pmr_xl.model.measure import Figure


def as_values(desk: Desk, agencies: Sequence[str]) -> Iterator[dict[str, object]]:
    """One row for each figure that counts, by agency, indicator, list, place and period."""
    library = desk.library
    for chapter in [library.chapter(one) for one in agencies] if agencies else list(library.chapters()):
        lines = [line for line in (*chapter.every_line, *chapter.retired_lines) if line.indicator.breakdowns]
        known = desk.record.past_by_member([line.id for line in lines]) if lines else None
        for line in lines:
            for name in line.indicator.breakdowns:
                of = library.breakdowns.get(name)
                series = {} if known is None else known.of(line.id, name)
                for member in (one for one in of.members if one.code in series):
                    for period, figure in sorted(series[member.code].items()):
                        yield {
                            "agency": chapter.agency, "indicator_id": line.id, "indicator": line.indicator.name,
                            "breakdown": name, "code": member.code, "place": member.name, "within": member.within,
                            "period": period.code, "unit": line.indicator.unit.value,
                            "value": float(figure) if isinstance(figure, Decimal) else float("nan"),
                            "text": line.indicator.measure.show(figure), "status": _status(figure),
                        }  # fmt: skip


def _status(figure: Figure) -> str:
    return "number" if isinstance(figure, Decimal) else figure.value
