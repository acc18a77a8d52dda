"""The equity report: every ® indicator with the gap between its groups or places, and plan indicators with progress."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from pmr_xl.analysis.places.progress import PlanProgress
from pmr_xl.forms.by_place.told import ByPlace
from pmr_xl.forms.paper import theme
from pmr_xl.forms.paper.fitting import fit_rows
from pmr_xl.forms.paper.pages import HEADING_1, Page, Paper, Print
from pmr_xl.model.book.places import Range
from pmr_xl.model.fiscal import Edition, Period
from pmr_xl.model.measure import Figure, Measure, Unit
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.schema.indicator import Indicator

_HEAD, _FIRST = 4, 5
_LEAST = 15.5  # points of a row
_LEFT = replace(theme.HEADING, align="left", indent=1)
_RIGHT = replace(theme.HEADING, align="right", indent=1)
_WORDS = replace(theme.FIXED, indent=1, wrap=True)
_NUMBER = replace(theme.FIXED, indent=1, align="right")
_BELOW = "The gap is the highest less the lowest; hidden counts are in none."
_MARKS = {"reached": "✓ ", "on the way": "▲ ", "moved away": "▼ ", "no change": "– "}


class EquityRow(NamedTuple):
    """One ® indicator: its citywide figures, and what is broken down of it."""

    agency: str
    indicator: Indicator
    last: Figure | None
    now: Figure | None
    broken_down: tuple[ByPlace, ...]


class PlanRow(NamedTuple):
    """One indicator of an agency's racial-equity plan, and how far it has come."""

    agency: str
    indicator: Indicator
    told: PlanProgress


def lay(edition: Edition, rows: Sequence[EquityRow], plan: Sequence[PlanRow], state: str = "") -> Paper:
    """Two sheets: the ® indicators, and the plans' progress where plans name indicators.

    Args:
        state: in a sentence, what figures these are.
    """
    pages = [_indicators(edition, rows)]
    if plan:
        pages.append(_progress(edition, plan))
    for page in pages if state else ():
        page.put(2, 1, f"{_BELOW} {state}", theme.SUBTITLE)
    return Paper(pages, title=f"Equity · {edition.title}", language="en-US")


def _indicators(edition: Edition, rows: Sequence[EquityRow]) -> Page:
    period = edition.submitted_period
    widths = {
        "Agency": 12, "Indicator": 44, period.back().label: 11, period.label: 11, "By": 18, "Highest": 22, "Lowest": 22,
        "Gap": 13, "The gap is": 26,
    }  # fmt: skip
    page = _page("Equity indicators", f"Equity indicators (®) · {edition.title}", widths, (2, 3, 7))
    row = _FIRST
    for one in rows:
        measure = one.indicator.measure
        first = (one.agency, one.indicator.name, _shown(measure, one.last), _shown(measure, one.now))
        for told in one.broken_down or (None,):
            _put(page, row, (*first, *_gap(told)), (2, 3, 7))
            row += 1
    return _closed(page, row - 1, len(widths), "PMR_equity")


def _gap(told: ByPlace | None) -> tuple[str, ...]:
    if told is None:
        return "not broken down", "", "", "", ""
    if told.gap is None:
        return told.of.name, "", "", "", "fewer than two figures"
    last = told.gap.gaps[-1]
    high, low = (
        f"{told.of.by_code[code].name} {told.print_figure(code, last.period)}" for code in (told.gap.high, told.gap.low)
    )
    margin = "" if last.margin is None else f" ± {last.margin:,.{told.indicator.decimals}f}"
    points = " points" if told.indicator.unit is Unit.PERCENT else ""
    return told.of.name, high, low, f"{last.width:,.{told.indicator.decimals}f}{margin}{points}", told.gap.word


def _progress(edition: Edition, plan: Sequence[PlanRow]) -> Page:
    widths = {"Agency": 12, "Strategy": 44, "Indicator": 48, "From": 14, edition.submitted_period.label: 12,
              "Target": 12, "Done": 9, "Progress": 18}  # fmt: skip
    page = _page("Plan progress", f"Racial-equity plans · {edition.title}", widths, (3, 4, 5, 6))
    row = _FIRST
    for row, one in enumerate(plan, _FIRST):
        measure, told = one.indicator.measure, one.told
        base = "" if told.base is None else f"{told.base.label} {_shown(measure, told.began)}"
        done = "" if told.share is None else f"{told.share:.0%}"
        texts = (
            one.agency, one.indicator.equity_plan or "", one.indicator.name, base, _shown(measure, told.now),
            _shown(one.indicator.target_measure, told.target), done, f"{_MARKS.get(told.word, '')}{told.word}",
        )  # fmt: skip
        _put(page, row, texts, (3, 4, 5, 6))
    return _closed(page, row, len(widths), "PMR_equity_plans")


def _page(name: str, title: str, widths: dict[str, int], numbers: tuple[int, ...]) -> Page:
    page = Page(name, tab=theme.BLUE)
    page.put(1, 1, title, replace(theme.TITLE, named=HEADING_1))
    page.put(
        2,
        1,
        _BELOW,
        theme.SUBTITLE,
    )
    for column, (heading, width) in enumerate(widths.items(), start=1):
        page.put(_HEAD, column, heading, _RIGHT if column - 1 in numbers else _LEFT)
        page.widths[column] = float(width)
    page.heights |= {1: 25, 2: 16, _HEAD: 20}
    return page


def _put(page: Page, row: int, texts: Sequence[str], numbers: tuple[int, ...]) -> None:
    for column, text in enumerate(texts, start=1):
        page.put(row, column, text, _NUMBER if column - 1 in numbers else _WORDS)


def _closed(page: Page, last: int, width: int, name: str) -> Page:
    fit_rows(page, _FIRST, last, least=_LEAST)
    page.table = (name, Range(_HEAD, 1, max(last, _FIRST), width))
    page.table_filters = False
    page.freeze = (_FIRST, 3)
    page.print = Print(repeat_rows=(_HEAD, _HEAD), area=Range(1, 1, max(last, _FIRST), width))
    return page


def _shown(measure: Measure, figure: Figure | None) -> str:
    return "" if figure is None else measure.show(figure) if isinstance(figure, Decimal) else figure.value


def rows_of(edition: Edition, rows: Sequence[EquityRow], plan: Sequence[PlanRow]) -> list[dict[str, str]]:
    """The same as rows of data: one an indicator and list, and one a plan's indicator."""
    period: Period = edition.submitted_period
    told = [
        {"kind": "equity", "agency": one.agency, "id": one.indicator.id, "indicator": one.indicator.name,
         "period": period.code, "last": _shown(one.indicator.measure, one.last),
         "now": _shown(one.indicator.measure, one.now),
         **dict(zip(("by", "highest", "lowest", "gap", "trend"), _gap(each), strict=True))}
        for one in rows
        for each in one.broken_down or (None,)
    ]  # fmt: skip
    return told + [
        {"kind": "plan", "agency": one.agency, "id": one.indicator.id, "indicator": one.indicator.name,
         "period": period.code, "last": _shown(one.indicator.measure, one.told.began),
         "now": _shown(one.indicator.measure, one.told.now), "by": one.indicator.equity_plan or "", "highest": "",
         "lowest": "", "gap": "" if one.told.share is None else f"{one.told.share:.4f}", "trend": one.told.word}
        for one in plan
    ]  # fmt: skip
