"""The variance sheet's columns: what stands in each, as real numbers wherever a number can say it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from pmr_xl.analysis.status import Status, YearStatus
from pmr_xl.analysis.trend import Trend
from pmr_xl.forms.paper import theme
from pmr_xl.forms.paper.figure_width import width_for
from pmr_xl.forms.paper.missing import MISSING
from pmr_xl.forms.paper.pages import Rich
from pmr_xl.forms.variance_sheet.cells import (
    CENTRED,
    FIGURE,
    QUIET,
    REVISED,
    STATUS,
    VERDICT,
    WORDS,
    Filled,
    counted_figure,
    figure,
)
from pmr_xl.forms.variance_sheet.differences import against, beside_month, in_one_figure
from pmr_xl.forms.variance_sheet.months import SHOWN, months
from pmr_xl.forms.variance_sheet.outlook import outlook
from pmr_xl.forms.variance_sheet.reasons import why_here
from pmr_xl.forms.variance_sheet.reviewed import Reviewed, SheetColumn
from pmr_xl.forms.variance_sheet.revised import revised_column
from pmr_xl.forms.variance_sheet.targets import marked_target
from pmr_xl.model.fiscal import Edition
from pmr_xl.model.measure import Figure, Sign, Unit

_LONG = 1_100  # signs; what a row of Excel's greatest height holds of a column of words
_SEEN = 2  # periods before the one submitted
LINE = "line"  # key of the sparkline's column
# As the report's labels have them: short enough for one line.
_UNITS = {
    Unit.NUMBER: "number", Unit.THOUSANDS: "(000)", Unit.MILLIONS: "(000,000)", Unit.PERCENT: "%", Unit.DOLLARS: "$",
    Unit.DOLLARS_THOUSANDS: "$000", Unit.DOLLARS_MILLIONS: "$000,000", Unit.DAYS: "days",
    Unit.MINUTES_SECONDS: "min:sec", Unit.HOURS_MINUTES: "hrs:min", Unit.RATE: "rate", Unit.RATIO: "n:1",
}  # fmt: skip


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
        lambda row: _target(row, row.comparison.target),
        folded=not whole,
    )
    return (
        SheetColumn("id", "Id", "", 24, _id, left=True, folded=True),
        SheetColumn("why", "Why it is here", "", 16, why_here, left=True, least=13),
        SheetColumn("indicator", "Indicator", "", 30, _starred, left=True, least=22),
        *_history(edition, rows),
        SheetColumn("actual", edition.submitted_period.label, "Submitted", _wide(rows, None), _actual),
        *(
            (SheetColumn("to_date", "Year to date", "Submitted", _wide_to_date(rows), _to_date),)
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
            lambda row: VERDICT[row.comparison.to_last_year.verdict],
            left=True,
        ),
        *_line(edition, rows),
        *estimate,
        *(replace(one, folded=True) for one in revised_column(rows)),
        SheetColumn("explanation", "Agency’s explanation", "Explanation", 30, _explanation, left=True, least=18),
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
    following_target = SheetColumn("next", f"{following} target", "Targets", wide + 1, _next_target)
    due = SheetColumn("due", "Explanation due, and why", "Explanation", 20, _due_apart if monthly else _due, left=True)
    return (
        SheetColumn("id", "Id", "", 24, _id, left=True, folded=True),
        SheetColumn("status", "Status", "", 10.5 if whole else 12, _status, left=True),
        SheetColumn("indicator", "Indicator", "", 31, _indicator, left=True, least=22),
        SheetColumn("critical", "★", "", 2.8, lambda row: ("★" if row.comparison.indicator.critical else "", _STAR)),
        SheetColumn("unit", "Unit", "", 8.2, lambda row: (_UNITS[row.comparison.indicator.unit], QUIET), left=True),
        *_history(edition, rows),
        SheetColumn("actual", edition.submitted_period.label, "Submitted", _wide(rows, None), _actual),
        *((SheetColumn("to_date", "Year to date", "Submitted", _wide_to_date(rows), _to_date),) if monthly else ()),
        *_line(edition, rows),
        *((SheetColumn("trend", "Trend", "", 8.5, _trend),) if whole else ()),
        SheetColumn("target", f"{this} target", "Targets", wide, _current_target),
        *((following_target,) if edition.asks_targets else ()),
        *(against("target", f"the {this} target", f"{this} target", rows) if whole else ()),
        *against("year", before, before, rows),
        *(beside_month(edition, rows) if monthly else ()),
        *(replace(one, spare=2) for one in outlook(edition, rows)),
        *(replace(one, spare=4) for one in revised_column(rows)),
        replace(due, spare=3, least=16),
    )


def _verdict(row: Reviewed) -> Filled:
    return VERDICT[row.comparison.to_last_year.verdict]


def _current_target(row: Reviewed) -> Filled:
    return _target(row, row.comparison.target)


def _id(row: Reviewed) -> Filled:
    return row.comparison.line.id, QUIET_ID


def _history(edition: Edition, rows: Sequence[Reviewed]) -> tuple[SheetColumn, ...]:
    """The periods before, of which the last two are seen; the others are in a closed group.

    Of a monthly report those are the same month last year and the month before.
    """
    seen = edition.history[-_SEEN:]
    if edition.monthly:
        seen = (edition.last_year, edition.submitted_period.months_back())
    return tuple(
        SheetColumn(
            period.code, period.label, "Published", _wide(rows, place), _published(place), folded=period not in seen
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


def _starred(row: Reviewed) -> Filled:
    """The name with the signs that the report prints: critical, equity."""
    content, style = _indicator(row)
    one = row.comparison.indicator
    signs = [sign for sign, holds in (("★", one.critical), ("®", one.equity)) if holds]
    style, text = replace(style, indent=1), " ".join([*signs, str(content)])
    if not one.equity:
        return text, style
    # Arial draws ® as large as ★; Calibri raises it to a speck.
    before, _, after = text.partition("®")
    runs = ((before, style), ("®", replace(style, font="Arial")), (after, style))
    return Rich(tuple(run for run in runs if run[0])), style


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


_STAR = replace(CENTRED, colour=theme.NAVY)
QUIET_ID = replace(QUIET, wrap=False)


def _due_apart(row: Reviewed) -> Filled:
    """The same, a little apart from the figures that stand left of it."""
    content, style = _due(row)
    return content, replace(style, indent=1)


def _status(row: Reviewed) -> Filled:
    whole = row.comparison.edition.report.whole_year
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
        return counted_figure(one.history[place], one.indicator.measure, one.restated.get(one.context.history[place]))

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
    return marked_target(row, _target(row, row.comparison.next_target))


def _target(row: Reviewed, target: Figure | None) -> Filled:
    return figure(Sign.NONE if target is None else target, row.comparison.indicator.target_measure)


def _trend(row: Reviewed) -> Filled:
    trend = row.comparison.trend
    sign = {Trend.UP: "↗ Up", Trend.DOWN: "↘ Down", Trend.NEUTRAL: "→ Neutral"}.get(trend, trend.value)
    return sign, replace(WORDS, wrap=False)


def _due(row: Reviewed) -> Filled:
    if not row.comparison.due:
        return "", WORDS
    why = "; ".join(row.comparison.due)
    if row.awaited:
        return f"✎ Explain: {why}", replace(WORDS, colour=theme.RED_BROWN, bold=True)
    return f"✓ Explained: {why}", WORDS


def _explanation(row: Reviewed) -> Filled:
    same = row.explanation and _folded(row.explanation) in _folded(row.last)
    told: Sequence[str] = [
        "⟲ The same words as in the last report." if same else "",
        f"NA: {row.reason}." if row.reason else "",
        row.explanation,
        *(f"(Office: {one.words}.)" for one in row.corrected),
    ]
    words = "\n".join(part for part in told if part)
    # Of a text that no row can be high enough for, the beginning is to be seen.
    return words, replace(WORDS, indent=1, valign="top" if len(words) > _LONG else WORDS.valign)


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
