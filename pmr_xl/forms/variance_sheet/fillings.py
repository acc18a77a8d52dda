"""What a row shows in each column of the variance sheet, as a real number wherever one can say it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from pmr_xl.analysis.status import Status, YearStatus
from pmr_xl.analysis.trend import Trend
from pmr_xl.forms.paper import theme
from pmr_xl.forms.paper.pages import Rich
from pmr_xl.forms.variance_sheet.cells import (
    CENTRED,
    QUIET,
    STATUS,
    VERDICT,
    WORDS,
    Filled,
    counted_figure,
    figure,
)
from pmr_xl.forms.variance_sheet.reviewed import Reviewed
from pmr_xl.forms.variance_sheet.targets import marked_target
from pmr_xl.model.measure import Figure, Sign, Unit

_LONG = 1_100  # signs; what a row of Excel's greatest height holds of a column of words
# As the report's labels have them: short enough for one line.
_UNITS = {
    Unit.NUMBER: "number", Unit.THOUSANDS: "(000)", Unit.MILLIONS: "(000,000)", Unit.PERCENT: "%", Unit.DOLLARS: "$",
    Unit.DOLLARS_THOUSANDS: "$000", Unit.DOLLARS_MILLIONS: "$000,000", Unit.DAYS: "days",
    Unit.MINUTES_SECONDS: "min:sec", Unit.HOURS_MINUTES: "hrs:min", Unit.RATE: "rate", Unit.RATIO: "n:1",
}  # fmt: skip
_STAR = replace(CENTRED, colour=theme.NAVY)
_QUIET_ID = replace(QUIET, wrap=False)


def indicator_id(row: Reviewed) -> Filled:
    """Its id, for the machine."""
    return row.comparison.line.id, _QUIET_ID


def name(row: Reviewed) -> Filled:
    """A sub-row says its whole too: sorted by what needs an eye, it may stand far from it."""
    line = row.comparison.line
    text = f"{line.parent.name}\n{line.label}" if line.parent else line.label
    return text, replace(WORDS, bold=row.pressing)


def starred_name(row: Reviewed) -> Filled:
    """The name with the signs that the report prints: critical, equity."""
    content, style = name(row)
    one = row.comparison.indicator
    signs = [sign for sign, holds in (("★", one.critical), ("®", one.equity)) if holds]
    style, text = replace(style, indent=1), " ".join([*signs, str(content)])
    if not one.equity:
        return text, style
    # Arial draws ® as large as ★; Calibri raises it to a speck.
    before, _, after = text.partition("®")
    runs = ((before, style), ("®", replace(style, font="Arial")), (after, style))
    return Rich(tuple(run for run in runs if run[0])), style


def star(row: Reviewed) -> Filled:
    """The sign of a critical indicator."""
    return "★" if row.comparison.indicator.critical else "", _STAR


def unit(row: Reviewed) -> Filled:
    """Its unit, short enough for one line."""
    return _UNITS[row.comparison.indicator.unit], QUIET


def status(row: Reviewed) -> Filled:
    """Where it stands against its target, or against last year."""
    whole = row.comparison.edition.report.whole_year
    stands: Status | YearStatus = row.comparison.status if whole else row.comparison.year_status
    return stands.value, STATUS.get(stands, replace(WORDS, colour=theme.GREY))


def verdict(row: Reviewed) -> Filled:
    """Better or worse than last year."""
    return VERDICT[row.comparison.to_last_year.verdict]


def published_figure(place: int) -> Callable[[Reviewed], Filled]:
    """Of a period before, by its place in the history: the figure that counts."""

    def fill(row: Reviewed) -> Filled:
        one = row.comparison
        return counted_figure(one.history[place], one.indicator.measure, one.restated.get(one.context.history[place]))

    return fill


def actual(row: Reviewed) -> Filled:
    """The figure submitted."""
    content, style = figure(row.comparison.actual, row.comparison.indicator.measure)
    return content, replace(style, bold=True)


def to_date(row: Reviewed) -> Filled:
    """Bold where the agency typed it, grey where it was worked out."""
    content, style = figure(row.to_date, row.comparison.indicator.measure)
    return content, replace(style, bold=True) if row.typed else replace(style, colour=theme.GREY)


def current_target(row: Reviewed) -> Filled:
    """The target that it is compared with."""
    return target(row, row.comparison.target)


def next_target(row: Reviewed) -> Filled:
    """The target proposed for next year, with what speaks against it."""
    return marked_target(row, target(row, row.comparison.next_target))


def target(row: Reviewed, aim: Figure | None) -> Filled:
    """A target, or the sign that there is none."""
    return figure(Sign.NONE if aim is None else aim, row.comparison.indicator.target_measure)


def trend(row: Reviewed) -> Filled:
    """The direction of five years."""
    found = row.comparison.trend
    sign = {Trend.UP: "↗ Up", Trend.DOWN: "↘ Down", Trend.NEUTRAL: "→ Neutral"}.get(found, found.value)
    return sign, replace(WORDS, wrap=False)


def due(row: Reviewed) -> Filled:
    """Why an explanation is due, and whether one was given; empty where none is."""
    if not row.comparison.due:
        return "", WORDS
    why = "; ".join(row.comparison.due)
    if row.awaited:
        return f"✎ Explain: {why}", replace(WORDS, colour=theme.RED_BROWN, bold=True)
    return f"✓ Explained: {why}", WORDS


def due_apart(row: Reviewed) -> Filled:
    """The same, a little apart from the figures that stand left of it."""
    content, style = due(row)
    return content, replace(style, indent=1)


def explanation(row: Reviewed) -> Filled:
    """What the agency says, and what the office has corrected."""
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
