"""The variance sheet's columns: what stands in each, as real numbers wherever a number can say it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pmr_xl.forms.paper.figure_width import width_for
from pmr_xl.forms.paper.missing import MISSING
from pmr_xl.forms.variance_sheet import fillings
from pmr_xl.forms.variance_sheet.cells import (
    FIGURE,
    QUIET,
    REVISED,
)
from pmr_xl.forms.variance_sheet.differences import against, beside_month, in_one_figure
from pmr_xl.forms.variance_sheet.months import SHOWN, months
from pmr_xl.forms.variance_sheet.outlook import outlook
from pmr_xl.forms.variance_sheet.reasons import why_here
from pmr_xl.forms.variance_sheet.reviewed import Reviewed, SheetColumn
from pmr_xl.forms.variance_sheet.revised import revised_column
from pmr_xl.model.fiscal import Edition

_SEEN = 2  # periods before the one submitted
LINE = "line"  # key of the sparkline's column


def review_columns(edition: Edition, rows: Sequence[Reviewed]) -> tuple[SheetColumn, ...]:
    """What the page that people decide on shows of a row, in order; all of it that is not folded is on one screen.

    The Preliminary report compares four months with the same four months: no annual target (V6). A monthly one compares
    a month with the same month last year.
    """
    whole, this = edition.report.whole_year, edition.target_years[0].code
    before = edition.last_year.label
    estimate = tuple(replace(one, spare=2, width=12.0) for one in outlook(edition, rows) if not edition.monthly)
    target = SheetColumn(
        "target",
        f"{this} target",
        "Target",
        _wide_target(rows),
        fillings.current_target,
        folded=not whole,
    )
    return (
        SheetColumn("id", "Id", "", 24, fillings.indicator_id, left=True, folded=True),
        SheetColumn("why", "Why it is here", "", 16, why_here, left=True, least=13),
        SheetColumn("indicator", "Indicator", "", 30, fillings.starred_name, left=True, least=22),
        *_history(edition, rows),
        SheetColumn("actual", edition.submitted_period.label, "Submitted", _wide(rows, None), fillings.actual),
        *(
            (SheetColumn("to_date", "Year to date", "Submitted", _wide_to_date(rows), fillings.to_date),)
            if edition.monthly
            else ()
        ),
        target,
        *((in_one_figure("target", f"Against the {this} target", rows),) if whole else ()),
        in_one_figure("year", f"Against {before}", rows),
        SheetColumn(
            "verdict",
            "Better or worse",
            "Against",
            9.5,
            fillings.verdict,
            left=True,
        ),
        *_line(edition, rows),
        *estimate,
        *(replace(one, folded=True) for one in revised_column(rows)),
        SheetColumn(
            "explanation", "Agency’s explanation", "Explanation", 30, fillings.explanation, left=True, least=18
        ),
        *_last(rows),
    )


def columns(edition: Edition, rows: Sequence[Reviewed]) -> tuple[SheetColumn, ...]:
    """What the page of all rows shows of each, in order.

    The Preliminary report compares four months with the same four months: no annual target, no trend (V6). A monthly
    one compares a month with the same month last year and with the month before, and the year to date with last year's.
    """
    whole, monthly = edition.report.whole_year, edition.monthly
    this, following = (year.code for year in edition.target_years)
    before = edition.last_year.label
    wide = _wide_target(rows)
    following_target = SheetColumn("next", f"{following} target", "Targets", wide + 1, fillings.next_target)
    due = SheetColumn(
        "due", "Explanation due, and why", "Explanation", 20, fillings.due_apart if monthly else fillings.due, left=True
    )
    return (
        SheetColumn("id", "Id", "", 24, fillings.indicator_id, left=True, folded=True),
        SheetColumn("status", "Status", "", 10.5 if whole else 12, fillings.status, left=True),
        SheetColumn("indicator", "Indicator", "", 31, fillings.name, left=True, least=22),
        SheetColumn("critical", "★", "", 2.8, fillings.star),
        SheetColumn("unit", "Unit", "", 8.2, fillings.unit, left=True),
        *_history(edition, rows),
        SheetColumn("actual", edition.submitted_period.label, "Submitted", _wide(rows, None), fillings.actual),
        *(
            (SheetColumn("to_date", "Year to date", "Submitted", _wide_to_date(rows), fillings.to_date),)
            if monthly
            else ()
        ),
        *_line(edition, rows),
        *((SheetColumn("trend", "Trend", "", 8.5, fillings.trend),) if whole else ()),
        SheetColumn("target", f"{this} target", "Targets", wide, fillings.current_target),
        *((following_target,) if edition.asks_targets else ()),
        *(against("target", f"the {this} target", f"{this} target", rows) if whole else ()),
        *against("year", before, before, rows),
        *(beside_month(edition, rows) if monthly else ()),
        *(replace(one, spare=2) for one in outlook(edition, rows)),
        *(replace(one, spare=4) for one in revised_column(rows)),
        replace(due, spare=3, least=16),
    )


def _history(edition: Edition, rows: Sequence[Reviewed]) -> tuple[SheetColumn, ...]:
    """The periods before, of which the last two are seen; the others are in a closed group.

    Of a monthly report those are the same month last year and the month before.
    """
    seen = edition.history[-_SEEN:]
    if edition.monthly:
        seen = (edition.last_year, edition.submitted_period.months_back())
    return tuple(
        SheetColumn(
            period.code,
            period.label,
            "Published",
            _wide(rows, place),
            fillings.published_figure(place),
            folded=period not in seen,
        )
        for place, period in enumerate(edition.history)
    )


def _last(rows: Sequence[Reviewed]) -> tuple[SheetColumn, ...]:
    if not any(row.last for row in rows):
        return ()
    last = SheetColumn("last", "Last explanation", "Explanation", 30, lambda row: (row.last, QUIET), left=True)
    return (replace(last, folded=True),)


def _wide_target(rows: Sequence[Reviewed]) -> float:
    shown = [row.comparison.indicator.target_measure.show(row.comparison.target) for row in rows]
    shown += [row.comparison.indicator.target_measure.show(row.comparison.next_target) for row in rows]
    return width_for(shown, FIGURE, 8.0)


def _line(edition: Edition, rows: Sequence[Reviewed]) -> tuple[SheetColumn, ...]:
    """The column of the line through some figures; none for the first month of all."""
    if edition.monthly:
        heading = f"{SHOWN} months" if months(edition, rows) else ""
    else:
        heading = "5-year line" if edition.report.whole_year else "Full years"
    return (SheetColumn(LINE, heading, "", 8.5, lambda _: (None, FIGURE)),) if heading else ()


def _wide(rows: Sequence[Reviewed], place: int | None) -> float:
    """Room for the widest figure of a period: of the history at ``place``, or of this submission."""
    texts = []
    for row in rows:
        one = row.comparison
        figure = one.actual if place is None else one.history[place]
        shown = MISSING if figure is None else one.indicator.measure.show(figure)
        marked = place is not None and one.context.history[place] in one.restated
        texts.append(f"{shown} {REVISED}" if marked else shown)
    return width_for(texts, replace(FIGURE, bold=place is None), 8.2)


def _wide_to_date(rows: Sequence[Reviewed]) -> float:
    return width_for(
        [row.comparison.indicator.measure.show(row.to_date) for row in rows], replace(FIGURE, bold=True), 8.2
    )
