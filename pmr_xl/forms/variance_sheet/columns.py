"""The variance sheet's columns: what stands in each, as real numbers wherever a number can say it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from pmr_xl.analysis.status import Status, YearStatus
from pmr_xl.analysis.trend import Trend
from pmr_xl.forms.paper import theme
from pmr_xl.forms.paper.figure_width import width_for
from pmr_xl.forms.paper.pages import Style
from pmr_xl.forms.variance_sheet.cells import CENTRED, FIGURE, QUIET, REVISED, STATUS, WORDS, Filled, counted, figure
from pmr_xl.forms.variance_sheet.differences import against, beside_month
from pmr_xl.forms.variance_sheet.months import SHOWN, months
from pmr_xl.forms.variance_sheet.outlook import outlook
from pmr_xl.forms.variance_sheet.reviewed import Reviewed, SheetColumn
from pmr_xl.forms.variance_sheet.revised import revised
from pmr_xl.forms.variance_sheet.targets import marked
from pmr_xl.model.fiscal import Edition, Report
from pmr_xl.model.measure import Figure, Sign, Unit

_LONG = 900  # signs; what a row of Excel's greatest height holds of a column of words
LINE = "line"  # key of the sparkline's column
# As the report's labels have them: short enough for one line.
_UNITS = {
    Unit.NUMBER: "number", Unit.THOUSANDS: "(000)", Unit.MILLIONS: "(000,000)", Unit.PERCENT: "%", Unit.DOLLARS: "$",
    Unit.DOLLARS_THOUSANDS: "$000", Unit.DOLLARS_MILLIONS: "$000,000", Unit.DAYS: "days",
    Unit.MINUTES_SECONDS: "min:sec", Unit.HOURS_MINUTES: "hrs:min", Unit.RATE: "rate", Unit.RATIO: "n:1",
}  # fmt: skip


def columns(edition: Edition, rows: Sequence[Reviewed]) -> tuple[SheetColumn, ...]:
    """What every page of the workbook shows of a row, in order.

    The Preliminary report compares four months with the same four months: no annual target, no trend (V6). A monthly
    one compares a month with the same month last year and with the month before, and the year to date with last year's.
    """
    whole, monthly = edition.report is Report.MMR, edition.monthly
    this, following = (year.code for year in edition.target_years)
    before = edition.last_year.label
    return (
        SheetColumn("id", "Id", "", 24, lambda row: (row.comparison.line.id, QUIET_ID), left=True),
        SheetColumn("status", "Status", "", 10.5 if whole else 13, _status, left=True),
        SheetColumn("indicator", "Indicator", "", 31, _indicator, left=True),
        SheetColumn("critical", "★", "", 2.8, lambda row: ("★" if row.comparison.indicator.critical else "", _STAR)),
        SheetColumn("unit", "Unit", "", 8.2, lambda row: (_UNITS[row.comparison.indicator.unit], QUIET), left=True),
        *(
            SheetColumn(period.code, period.label, "Published", _wide(rows, place), _published(place))
            for place, period in enumerate(edition.history)
        ),
        SheetColumn("actual", edition.submitted.label, "Submitted", _wide(rows, None), _actual),
        *((SheetColumn("to_date", "Year to date", "Submitted", _wide_to_date(rows), _to_date),) if monthly else ()),
        *_line(edition, rows),
        *((SheetColumn("trend", "Trend", "", 7.2, _trend),) if whole else ()),
        SheetColumn("target", f"{this} target", "Targets", 8, lambda row: _target(row, row.comparison.target)),
        *((SheetColumn("next", f"{following} target", "Targets", 8, _next_target),) if edition.asks_targets else ()),
        *(against("target", f"the {this} target", f"{this} target", rows) if whole else ()),
        *against("year", before, before, rows),
        *(beside_month(edition, rows) if monthly else ()),
        *outlook(edition, rows),
        *revised(rows),
        SheetColumn("due", "Explanation due, and why", "Explanation", 20, _due_apart if monthly else _due, left=True),
        SheetColumn("explanation", "Agency’s explanation", "Explanation", 30, _explanation, left=True),
        *(
            (SheetColumn("last", "Last explanation", "Explanation", 22, lambda row: (row.last, QUIET), left=True),)
            if any(row.last for row in rows)
            else ()
        ),
    )


def _line(edition: Edition, rows: Sequence[Reviewed]) -> tuple[SheetColumn, ...]:
    """The column of the line through some figures; none for the first month of all."""
    if edition.monthly:
        heading = f"{SHOWN} months" if months(edition, rows) else ""
    else:
        heading = "5-year line" if edition.report is Report.MMR else "Full years"
    return (SheetColumn(LINE, heading, "", 8.5, lambda _: (None, FIGURE)),) if heading else ()


def _wide(rows: Sequence[Reviewed], place: int | None) -> float:
    """Room for the widest figure of a period: of the history at ``place``, or of this submission."""
    texts = []
    for row in rows:
        one = row.comparison
        shown = one.indicator.measure.show(one.actual if place is None else one.history[place])
        marked = place is not None and one.setting.history[place] in one.restated
        texts.append(f"{shown} {REVISED}" if marked else shown)
    return width_for(texts, replace(FIGURE, bold=place is None), 8.2)


_STAR = replace(CENTRED, colour=theme.NAVY)
QUIET_ID = replace(QUIET, wrap=False)


def _due_apart(row: Reviewed) -> Filled:
    """The same, a little apart from the figures that stand left of it."""
    content, style = _due(row)
    return content, replace(style, indent=1)


def _status(row: Reviewed) -> Filled:
    whole = row.comparison.edition.report is Report.MMR
    status: Status | YearStatus = row.comparison.status if whole else row.comparison.year_status
    return status.value, STATUS.get(status, replace(WORDS, colour=theme.GREY))


def _indicator(row: Reviewed) -> Filled:
    """A sub-row says its whole too: sorted by what needs an eye, it may stand far from it."""
    line = row.comparison.line
    name = f"{line.parent.name}\n{line.label}" if line.parent else line.label
    return name, replace(WORDS, bold=row.pressing)


def _published(place: int) -> Callable[[Reviewed], Filled]:
    def fill(row: Reviewed) -> Filled:
        one = row.comparison
        return counted(one.history[place], one.indicator.measure, one.restated.get(one.setting.history[place]))

    return fill


def _actual(row: Reviewed) -> Filled:
    content, style = figure(row.comparison.actual, row.comparison.indicator.measure)
    return content, replace(style, bold=True)


def _wide_to_date(rows: Sequence[Reviewed]) -> float:
    return width_for(
        [row.comparison.indicator.measure.show(row.to_date) for row in rows], replace(FIGURE, bold=True), 8.2
    )


def _to_date(row: Reviewed) -> Filled:
    """Bold where the agency typed it, grey where it was worked out."""
    content, style = figure(row.to_date, row.comparison.indicator.measure)
    return content, replace(style, bold=True) if row.typed else replace(style, colour=theme.GREY)


def _next_target(row: Reviewed) -> Filled:
    return marked(row, _target(row, row.comparison.next_target))


def _target(row: Reviewed, target: Figure | None) -> Filled:
    return figure(Sign.NONE if target is None else target, row.comparison.indicator.target_measure)


def _trend(row: Reviewed) -> Filled:
    trend = row.comparison.trend
    sign = {Trend.UP: "↗ Up", Trend.DOWN: "↘ Down", Trend.NEUTRAL: "→ Neutral"}.get(trend, trend.value)
    return sign, replace(WORDS, wrap=False)


def _due(row: Reviewed) -> Filled:
    earlier = row.decided.earlier if row.decided is not None else None
    before = f"↺ {earlier.told}" if earlier is not None else ""
    if not row.comparison.due:
        return before, WORDS
    content, style = _asked(row)
    return "\n".join(filter(None, [before, content])), style


def _asked(row: Reviewed) -> tuple[str, Style]:
    why = "; ".join(row.comparison.due)
    if row.awaited:
        return f"✎ Explain: {why}", replace(WORDS, colour=theme.RED_BROWN, bold=True)
    return f"✓ Explained: {why}", WORDS


def _explanation(row: Reviewed) -> Filled:
    told: Sequence[str] = [f"NA: {row.reason}." if row.reason else "", row.explanation]
    words = "\n".join(part for part in told if part)
    # Of a text that no row can be high enough for, the beginning is to be seen.
    return words, replace(WORDS, indent=1, valign="top" if len(words) > _LONG else WORDS.valign)
