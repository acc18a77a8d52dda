"""Rows of open data: one a place or group and period, with geotype and geovalue; what is hidden has no value."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.forms.by_place.told import HIDDEN, ByPlace
from pmr_xl.model.fiscal import Span
from pmr_xl.model.measure import Sign

FIELDS = (
    "agency", "agency_name", "id", "open_data_id", "indicator", "breakdown", "geotype", "geovalue", "place_or_group",
    "fiscalyear", "period", "value", "value_display", "value_status",
)  # fmt: skip


def open_data_rows(told: ByPlace, open_data_id: int | None) -> Iterator[dict[str, str]]:
    """One row for each figure of each place or group; ``open_data_id``: the indicator's in the City's.

    ``value`` holds a number or nothing; ``value_status`` says why it holds nothing: hidden, not available, missing.
    ``geotype`` and ``geovalue`` are those of the city's open data; groups have the list's name and their code there.
    """
    for member in told.members:
        for period in told.periods:
            number = told.value(member.code, period)
            figure = told.out.figures.get((member.code, period))
            hidden = (member.code, period) in told.out.hidden
            status = "number" if number is not None else "hidden" if hidden else "missing"
            if figure is Sign.NOT_AVAILABLE:
                status = "not available"
            when = period.last_day.strftime("%Y-%m") if period.span is Span.MONTH else f"FY{period.year}"
            yield dict(
                zip(
                    FIELDS,
                    (
                        told.agency, told.agency_name, told.indicator.id, str(open_data_id or ""),
                        told.indicator.name, told.of.name, told.of.geotype or told.of.name, member.code, member.name,
                        str(period.year), when, "" if number is None else f"{number:.15g}",
                        HIDDEN if hidden else told.print_figure(member.code, period), status,
                    ),
                    strict=True,
                )
            )  # fmt: skip
