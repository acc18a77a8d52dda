"""Hundreds of rows as agencies fill them: every way we know to be right, wrong, late or brief. The seed is fixed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from random import Random
from typing import Any

from example import CHAPTER, MMR, PAST, SETTINGS

from pmr_xl.analysis.comparison import compare
from pmr_xl.forms.paper.pages import Formula
from pmr_xl.model.entry import Ask
from pmr_xl.model.fiscal import Edition, Period
from pmr_xl.model.measure import Unit, from_float
from pmr_xl.model.past import Past
from pmr_xl.model.reason import NaReason
from pmr_xl.model.schema.chapter import Chapter, Goal, Service
from pmr_xl.model.schema.indicator import Aggregation, Direction, Indicator, Target, TargetKind
from pmr_xl.model.schema.line import Line

SEED = 20261122
GOOD = "Two crews of five were moved to snow in January, so 120 fewer were served."
EXPLANATIONS = (
    None, None, None, "", "   ", "\u00a0\u00a0", "OK", "timing", "see note", "x" * 19, "y" * 20, "z" * 21,
    "too  many   blanks  a", "two lines\nand\nthen it is", "\u00a0nineteen, and a bit\u00a0", GOOD, GOOD,
    "normal fluctuation", "The data was verified and it is accurate.", Formula("NOBODY", "#NAME?"), 12345.0, True,
)  # fmt: skip
REASONS = (*NaReason, *NaReason, "lagged", " Lagged", "because", "  ", "\u00a0", 5.0, Formula("1/0", "#DIV/0!"))
# TRUE and FALSE are not among them: LibreOffice keeps them as the numbers 1 and 0, Excel does not.
STRAYS = (
    "1,234", " 1,234 ", "12.5", "1.234,5", "$12", "(12)", "12 %", "10:17", "90:75", "n/a", "N/A", "na", "-", "TBD",
    "*", "↑", "↓", "⇩", "many", "3)", "12*", "NA.", Formula("1/0", "#DIV/0!"), Formula("NA()", "#N/A"),
)  # fmt: skip
NOT_AVAILABLE = ("NA", "NA", "NA", " NA ", "NA\u00a0", "NA\n", Formula('"N"&"A"', "NA"))
NOTHING = (None, None, "", "  ", "\u00a0", "\n", Formula('""', ""), Formula('" "', " "))
TARGETS = (
    "*", "↑", "↓", "⇧", "⇩", " ↓ ", "*\u00a0", "soon", "NA", "n/a", "12", None, None, "  ", "\u00a0",
    Formula("1/0", "#DIV/0!"), Formula("2+2", 4.0), Formula('""', ""), -1.0, 0.0, 0.0095, 1.01, 2.5, 617.0,
)  # fmt: skip
_YEARS = tuple(Period(year) for year in range(2022, 2026))


def _more() -> Iterator[tuple[Indicator, tuple[str, ...], str | None]]:
    """What the example chapter lacks: an indicator, its four published years, the target in force."""
    up, down = Direction.UP, Direction.DOWN
    minimum, maximum = Target(TargetKind.MINIMUM), Target(TargetKind.MAXIMUM)
    yield Indicator("sum", "Curbs ever built", aggregation=Aggregation.CUMULATIVE), ("210", "250", "261", "300"), "*"
    yield Indicator("dip", "Net change", desired_direction=up), ("-40", "12", "-9", "25"), "*"
    yield Indicator("over", "Goal met (%)", Unit.PERCENT), ("98%", "104%", "101%", "99%"), "100%"
    yield Indicator("most", "Of plan (%)", Unit.PERCENT, at_most=Decimal(150)), ("90%", "80%", "85%", "88%"), "90%"
    yield Indicator("rated", "Rating", Unit.RATE, 1, at_most=Decimal(5)), ("4.4", "7.0", "4.6", "4.5"), "4.5"
    yield Indicator("rare", "Rare (%)", Unit.PERCENT, 1), ("0.4%", "0.5%", "0.6%", "0.5%"), "↓"
    yield Indicator("first", "First", critical=True, desired_direction=up, target=minimum), ("7", "8", "7", "8"), None
    yield (
        Indicator("wait", "Wait", Unit.MINUTES_SECONDS, critical=True, desired_direction=down, target=maximum),
        ("9:00", "9:30", "9:10", "9:20"),
        None,
    )
    # A number where the schema expects an arrow, or no target: the direction says on which side it is missed.
    arrow, none = Target(TargetKind.DIRECTIONAL), Target(TargetKind.NONE)
    yield Indicator("arrow", "Arrow", critical=True, desired_direction=up, target=arrow), ("70", "80", "70", "80"), None
    yield Indicator("drop", "Drop", critical=True, desired_direction=down, target=none), ("70", "80", "70", "80"), "60"
    yield Indicator("way", "Either way", critical=True, target=arrow), ("70", "80", "70", "80"), None
    yield Indicator("swing", "Swings"), ("10", "900", "40", "12,000"), "*"
    yield Indicator("naught", "Naught"), ("0", "0", "0", "0"), "*"
    yield Indicator("big", "Big ($000)", Unit.DOLLARS_THOUSANDS), ("1,000,000", "980,000", "1,020,000", "NA"), "*"


@dataclass(frozen=True)
class Fillings:
    """One form a filling a row: the chapter, what was published, and what is typed."""

    chapter: Chapter
    past: Past
    answers: dict[str, dict[str, Any]]


def fillings(edition: Edition, rows: int) -> Fillings:
    """``rows`` rows for an edition, each indicator of the example and of those above in turn."""
    chance = Random(f"{SEED} {edition}")  # noqa: S311 - reproducible, not secret
    known = [(line.indicator, PAST.actuals.get(line.id, {}), PAST.targets.get(line.id, {})) for line in CHAPTER.lines]
    for one, years, target in _more():
        actuals = dict(zip(_YEARS, map(one.measure.parse, years), strict=True))
        last = actuals[_YEARS[-1]]
        share = 3 if one.unit in (Unit.NUMBER, Unit.DOLLARS_THOUSANDS) else 1
        actuals[edition.last_year] = last / share if edition is not MMR and isinstance(last, Decimal) else last
        figure = None if target is None else one.measure.parse(target)
        known.append((one, actuals, {} if figure is None else dict.fromkeys(MMR.target_years, figure)))
    copies = [
        (replace(source, id=f"{source.id}-{number}", parts=(), exhaustive=False), actuals, targets)
        for number in range(rows)
        for source, actuals, targets in [known[number % len(known)]]
    ]
    chapter = Chapter("DOX", "Fillings", (Service("All.", (Goal("Again.", tuple(one for one, *_ in copies)),)),))
    past = Past({one.id: actuals for one, actuals, _ in copies}, {one.id: targets for one, _, targets in copies})
    return Fillings(chapter, past, {line.id: _filling(chance, line, past, edition) for line in chapter.lines})


def _filling(chance: Random, line: Line, past: Past, edition: Edition) -> dict[str, Any]:
    actual, usually_no_reason = _actual(chance, line, past, edition)
    typed: dict[str, Any] = {Ask.ACTUAL: actual, Ask.EXPLANATION: chance.choice(EXPLANATIONS)}
    if chance.random() < (0.08 if usually_no_reason else 0.85):
        typed[Ask.REASON] = chance.choice(REASONS)
    no_target = past.target(line.id, edition.target_years[0]) is None
    if chance.random() < (0.9 if no_target else 0.35):
        typed[Ask.NEXT_TARGET] = _target(chance, past, line, edition)
    if no_target and line.indicator.target.kind is not TargetKind.NONE and chance.random() < 0.8:
        typed[Ask.TARGET] = _target(chance, past, line, edition)
    return typed


def _target(chance: Random, past: Past, line: Line, edition: Edition) -> Any:
    last = past.actual(line.id, edition.last_year)
    if chance.random() < 0.5 and isinstance(last, Decimal):
        return last * Decimal(chance.choice(("1", "1", "0.8", "1.15", "1.3", "3.5", "0.01", "1000", "60")))
    return chance.choice(TARGETS)


def _actual(chance: Random, line: Line, past: Past, edition: Edition) -> tuple[Any, bool]:
    """What is typed as the actual, and whether a reason for NA is unlikely beside it."""
    kind = chance.random()
    if kind < 0.1:
        return chance.choice(STRAYS), True
    if kind < 0.2:
        return chance.choice(NOT_AVAILABLE), False
    if kind < 0.26:
        return chance.choice(NOTHING), True
    number = _number(chance, line, past, edition)
    if kind < 0.3:
        cell = line.indicator.measure.to_cell(number)
        return Formula(f"{cell!r}+0", cell), True
    return number, True


def _number(chance: Random, line: Line, past: Past, edition: Edition) -> Decimal:
    unit, band = line.indicator.unit, compare(line, None, past, edition, SETTINGS).band
    last = past.actual(line.id, edition.last_year)
    base = last if isinstance(last, Decimal) else Decimal(80)
    step = Decimal(1) if unit.is_duration else Decimal("0.001")
    choices = [
        base,
        base,
        base,
        base * Decimal(chance.randrange(900, 1100)) / 1000,
        base * Decimal(chance.randrange(4000)) / 1000,
    ]
    choices += [-base, Decimal(0), -step, base * 1000, base * 100, base / 100, base / 1000, base * 17, base / 12]
    choices += [base * 1_000_000, base / 1_000_000]
    if band is not None:
        choices += [end + by for end in (band.low, band.high) for by in (-step, Decimal(0), step)]
    if unit is Unit.PERCENT:
        choices += [Decimal(number) for number in ("100", "100.1", "99.99", "0.95", "1", "1.01", "151", "9510")]
    if unit.is_duration:
        choices += [base * 60, base * 60 + 1, base * 30, base * 24, from_float(10.17 * 86_400), Decimal(617 * 86_400)]
        choices += [base / 60, base / 59, base / 31, base / 130]
    if unit is Unit.RATIO:
        choices += [from_float(typed / 24 + 1 / 1440) for typed in (24, 25, 13, 51, 1)] + [Decimal("24.5")]
    figure = chance.choice(choices)
    return figure.to_integral_value() if unit.is_duration else figure
