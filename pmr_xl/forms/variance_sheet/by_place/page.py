"""The page By place: of each indicator that is broken down the worst ten, the biggest movers, and the others folded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from pmr_xl.analysis.places.movers import MOST, MemberChange, biggest_movers, changes, worst_members
from pmr_xl.analysis.variance import Verdict
from pmr_xl.forms.paper import theme
from pmr_xl.forms.paper.fitting import fit_rows
from pmr_xl.forms.paper.pages import ConditionalRule, Page, Print
from pmr_xl.forms.variance_sheet.cells import VERDICT
from pmr_xl.model.book.places import Range
from pmr_xl.model.breakdowns.breakdown import Breakdown
from pmr_xl.model.breakdowns.figures import Series
from pmr_xl.model.decision import HOLD, RETURN
from pmr_xl.model.fiscal import Period
from pmr_xl.model.measure import Measure, Unit
from pmr_xl.model.quick.value_class import value_class
from pmr_xl.model.schema.indicator import Direction, Indicator

BY_PLACE, PLACE = "By place", "Place or group"
DECIDED, NOTE, NAME, ID, LIST = "Decision", "Note", "Name", "Id", "By"
ONE_PLACE = (RETURN, HOLD)  # what may be decided of a single place
_HEAD, _FIRST = 4, 5
_LEAST = 15.5  # points of a row
_HEADINGS = {
    "Indicator": 40.0, "List": 16.0, "Rank": 6.0, PLACE: 19.0, "last": 10.0, "now": 10.0, "Change": 11.0,
    "%": 9.0, "Verdict": 10.0, "Rank before": 8.2, "Explanation": 40.0,
}  # fmt: skip
# Where single places are decided on too: one screen wide with three yellow columns, and two that are read back.
_DECIDED = {
    "Indicator": 29.0, "List": 12.0, "Rank": 6.0, PLACE: 16.0, "last": 9.0, "now": 9.0, "Change": 10.0, "%": 8.0,
    "Verdict": 10.0, "Rank before": 8.2, "Explanation": 24.0, DECIDED: 10.0, NOTE: 17.5, NAME: 9.0, LIST: 9.0, ID: 9.0,
}  # fmt: skip
_LEFT = replace(theme.HEADING, align="left", indent=1)
_RIGHT = replace(theme.HEADING, align="right", indent=1)
_NUMBERS = ("Rank", "last", "now", "Change", "%", "Rank before")
OTHERS, NO_FIGURE = "The others", "No figure"
_NOTHING = "None of these figures has come in yet."
_SIGNED = {str(one): VERDICT[one] for one in Verdict if one is not Verdict.NONE}  # as on Review


@value_class
class ReviewedBreakdown:
    """One indicator by one list, as it is looked at.

    Attributes:
        members: figures by member and period.
        said: what the agency says of a member.
    """

    indicator: Indicator
    of: Breakdown
    members: Mapping[str, Series]
    period: Period
    said: Mapping[str, str]


def lay(title: str, breakdowns: Sequence[ReviewedBreakdown], decide: str, *, decided: bool = False) -> Page:
    """The page; ``decide``: where decisions are made, in words; ``decided``: single places are decided on here."""
    headings = _DECIDED if decided else _HEADINGS
    page = Page(BY_PLACE, tab=theme.BLUE, widths=dict(enumerate(headings.values(), start=1)))
    page.put(1, 1, f"{title} · by place and group", theme.TITLE)
    page.heights |= {1: 25, 2: 16}
    period = breakdowns[0].period
    for column, heading in enumerate(headings, start=1):
        shown = {"last": period.back().label, "now": period.label}.get(heading, heading)
        page.put(_HEAD, column, shown, _RIGHT if heading in _NUMBERS else _LEFT)
    row = _FIRST
    for one in breakdowns:
        for name, group in _groups(one):
            for first, change in enumerate(group):
                _row(page, row, one, name, change, headings, heavy=not first)
                page.folded_rows |= {row} if name == OTHERS else set()
                row += 1
    many = len(page.folded_rows)
    folded = f"Folded: {many} row{'s' * (many > 1)} of places in neither list; the + beside the row above opens them. "
    beside = f"Beside last year. Small counts stand here whole. {folded if many else ''}"
    page.put(2, 1, f"{beside}{decide}", theme.SUBTITLE)
    if many == row - _FIRST:  # what there is of rows is folded: places without a figure
        page.put(3, 1, _NOTHING, replace(theme.PLAIN, bold=True))
    last = max(row - 1, _FIRST)
    fit_rows(page, _HEAD, _HEAD, least=30)
    fit_rows(page, _FIRST, last, least=_LEAST)
    page.table = ("PMR_By_place", Range(_HEAD, 1, last, len(headings)))
    page.freeze = (_FIRST, 5)
    wide = len(headings) - 2 if decided else len(headings)
    page.print = Print(repeat_rows=(_HEAD, _HEAD), area=Range(1, 1, last, wide))
    if decided:
        page.hidden_columns = {wide + 1, wide + 2}
        at = list(headings).index(DECIDED) + 1
        page.rules.append(
            ConditionalRule(
                Range(_FIRST, at, last, at), "list", source=ONE_PLACE, prompt_title="One place",
                prompt="Return or hold this place alone. The rest is decided in the indicator's row on Review.",
                error_title="One place", error="Choose Return or Hold, or leave it empty.",
            )
        )  # fmt: skip
    return page


def _groups(one: ReviewedBreakdown) -> Iterator[tuple[str, Sequence[MemberChange | str]]]:
    """The lists of an indicator, each place at least once; of those without a figure the code alone."""
    told = changes(one.indicator, one.members, one.period)
    ranked = worst_members(told, one.indicator, len(told))
    worst, movers = ranked[:MOST], biggest_movers(told)
    yield "Highest ten" if one.indicator.desired_direction is Direction.NONE else "Worst ten", worst
    yield "Biggest movers", movers
    numbers, last = {change.member for change in told}, one.period.back()
    without = [each.code for each in one.of.members if each.code in one.members and each.code not in numbers]
    yield NO_FIGURE, [code for code in without if {one.period, last} & one.members[code].keys()]
    others = [change for change in ranked if change not in worst and change not in movers]
    yield OTHERS, [*others, *(code for code in without if not {one.period, last} & one.members[code].keys())]


def _row(
    page: Page,
    row: int,
    one: ReviewedBreakdown,
    name: str,
    change: MemberChange | str,
    headings: Mapping[str, float],
    *,
    heavy: bool,
) -> None:
    measure = one.indicator.measure
    member = change if isinstance(change, str) else change.member
    rank, *figures, before = _bare(one, change) if isinstance(change, str) else _compared(measure, change)
    verdict = str(figures[-1])
    said, look = _SIGNED.get(verdict, (verdict, theme.PLAIN))
    words = (
        one.indicator.name, name, rank, _named(one.of, member), *figures[:-1], said, before,
        one.said.get(member, ""), None, None, None, one.of.name, one.indicator.id,
    )  # fmt: skip
    for (column, heading), content in zip(enumerate(headings, start=1), words, strict=False):
        if heading in (DECIDED, NOTE, NAME):
            page.put(row, column, None, replace(theme.INPUT, wrap=True))
            continue
        wrapped = heading in ("Explanation", "Indicator", PLACE)
        style = replace(theme.FIXED, top=theme.NAVY if heavy else "", wrap=wrapped, indent=1)
        if heading in _NUMBERS:
            style = replace(style, align="right")
        if heading in ("last", "now"):
            style = replace(style, number_format=measure.number_format)
        if heading == "Verdict":
            style = replace(style, colour=look.colour, bold=look.colour != theme.INK)
        page.put(row, column, content, style)


def _compared(measure: Measure, change: MemberChange) -> tuple[float | str, ...]:
    """Rank; last year's figure and this year's; the change, its share and its verdict; the rank a year before."""
    variance = change.variance
    moved = variance.printed[0] if variance.printed is not None else variance.delta
    share = "" if measure.unit is Unit.PERCENT else variance.percent  # percentages are compared in points
    return (
        change.rank, _cell(measure, variance.reference), measure.to_cell(change.now),
        "" if moved is None else _signed(measure, moved), share, str(variance.verdict) or variance.missing,
        change.rank_before if change.rank_before is not None else "",
    )  # fmt: skip


def _bare(one: ReviewedBreakdown, member: str) -> tuple[float | str, ...]:
    """The same of a place without a number: NA where it is said, else nothing."""
    series = one.members[member]
    now = series.get(one.period)
    shown = "" if now is None else one.indicator.measure.show(now)
    return "", _cell(one.indicator.measure, series.get(one.period.back())), shown, "", "", NO_FIGURE, ""


def _named(of: Breakdown, member: str) -> str:
    known = of.by_code.get(member)
    return member if known is None else known.name


def _cell(measure: Measure, figure: object) -> float | str:
    return measure.to_cell(figure) if isinstance(figure, Decimal) else ""


def _signed(measure: Measure, delta: Decimal) -> str:
    """A difference with its sign: of percentages in points."""
    sign = "+" if delta > 0 else "−" if delta < 0 else ""
    if measure.unit is Unit.PERCENT:
        return f"{sign}{abs(delta):,.{measure.decimals}f} pts"
    return f"{sign}{measure.show(abs(delta))}"
