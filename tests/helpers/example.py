"""The Department of Examples: a small chapter with one of everything a form has to cope with."""

from __future__ import annotations

from decimal import Decimal

from pmr_xl.analysis.fytd import to_date
from pmr_xl.model.fiscal import Edition, Period, Report, Span
from pmr_xl.model.measure import Figure, Unit
from pmr_xl.model.office_settings import OfficeSettings
from pmr_xl.model.past import Past
from pmr_xl.model.schema.chapter import Chapter, Goal, Service, Table
from pmr_xl.model.schema.indicator import Aggregation, Direction, Indicator, Target, TargetKind, Year

MMR = Edition(Report.MMR, 2026)
PMMR = Edition(Report.PMMR, 2026)
CPR = Edition(Report.CPR, 2026, 5)  # November 2025
SETTINGS = OfficeSettings()

_LONG_GOAL = (
    "Prepare as many examples as possible for successful release through participation in skills-building programs "
    "including educational opportunities, jobs training, behavioral interventions and mental health services."
)


def chapter() -> Chapter:
    """DOX: two services, three goals, a table outside goals; every unit, every kind of target."""
    maximum, minimum = Target(TargetKind.MAXIMUM), Target(TargetKind.MINIMUM)
    streets = Goal(
        "Increase street and sidewalk cleanliness.",
        (
            Indicator("dox-lots-cleaned", "Lots cleaned citywide", critical=True, target=minimum),
            Indicator(
                "dox-tons", "Tons of refuse disposed (000)", Unit.THOUSANDS, 1,
                desired_direction=Direction.DOWN, target=Target(TargetKind.DIRECTIONAL),
            ),
            Indicator(
                "dox-complaints", "Complaints received", desired_direction=Direction.DOWN, exhaustive=True,
                aggregation=Aggregation.SUM,
                parts=(
                    Indicator("dox-complaints-street", "Street"),
                    Indicator("dox-complaints-sidewalk", "Sidewalk", equity=True),
                ),
            ),
        ),
    )  # fmt: skip
    speed = Goal(
        "Respond to emergencies quickly.",
        (
            Indicator(
                "dox-response", "End-to-end average response time to life-threatening examples (minutes:seconds)",
                Unit.MINUTES_SECONDS, desired_direction=Direction.DOWN, critical=True, target=maximum,
            ),
            Indicator(
                "dox-heat", "Average time to resolve heat outages (hours:minutes)", Unit.HOURS_MINUTES,
                desired_direction=Direction.DOWN, target=maximum,
            ),
            Indicator(
                "dox-on-time", "Refuse serviced on scheduled day (%)", Unit.PERCENT, 1,
                desired_direction=Direction.UP, critical=True, target=Target(TargetKind.EXPECTED),
            ),
            Indicator("dox-days", "Average days to close a request", Unit.DAYS, 1, year=Year.CALENDAR),
        ),
    )  # fmt: skip
    money = Goal(
        _LONG_GOAL,
        (
            Indicator("dox-cost", "Refuse cost per ton ($)", Unit.DOLLARS),
            Indicator("dox-payout", "Payout ($000)", Unit.DOLLARS_THOUSANDS, desired_direction=Direction.DOWN),
            Indicator("dox-capital", "Capital expenditures ($000,000)", Unit.DOLLARS_MILLIONS, 1),
            Indicator("dox-ratio", "Ratio of children to staff", Unit.RATIO, aggregation=Aggregation.LAST),
            Indicator("dox-rate", "Fires per 100,000 people", Unit.RATE, 2),
        ),
    )
    service = Table(
        "Agency Customer Service - Customer Experience",
        (
            Indicator("dox-calls", "Calls received (000,000)", Unit.MILLIONS, 1),
            Indicator("dox-new", "Letters responded to in 14 days (%)", Unit.PERCENT, 0, target=minimum),
        ),
    )
    return Chapter(
        "DOX", "Department of Examples",
        (Service("Keep things clean.", (streets,)), Service("Be quick and thrifty.", (speed, money))), (service,),
    )  # fmt: skip


_PRINTED = {
    "dox-lots-cleaned": ("1,652", "101", "NA", "257", "300", "300"),
    "dox-tons": ("3,351.1", "3,229.0", "3,180.4", "3,153.6", "↓", "↓"),
    "dox-complaints": ("1,200", "1,250", "1,240", "1,260", "*", "*"),
    "dox-complaints-street": ("700", "720", "710", "730", "*", "*"),
    "dox-complaints-sidewalk": ("500", "530", "530", "530", "*", "*"),
    "dox-response": ("10:17", "10:43", "10:52", "11:21", "10:00", "10:00"),
    "dox-heat": ("8:16", "7:30", "6:37", "6:50", "6:45", "6:45"),
    "dox-on-time": ("98.8%", "99.2%", "99.0%", "99.1%", "99.0%", "99.0%"),
    "dox-days": ("4.5", "4.1", "4.4", "4.2", "*", "*"),
    "dox-cost": ("$576", "$581", "$570", "$569", "*", "*"),
    "dox-payout": ("$92,307", "$81,000", "$79,412", "$78,473", "*", "*"),
    "dox-capital": ("$2,361.1", "$2,400.0", "$2,390.5", "$2,410.2", "*", "*"),
    "dox-ratio": ("25:1", "26:1", "25:1", "24:1", "*", "*"),
    "dox-rate": ("4.42", "4.40", "4.51", "4.47", "*", "*"),
    "dox-calls": ("16.1", "17.0", "17.2", "17.5", "*", "*"),
}
_PERIODS = (*(Period(year) for year in range(2022, 2026)), *MMR.target_years)


def past() -> Past:
    """Published FY22 to FY25, targets FY26 and FY27, and the same four months of FY25; nothing for dox-new."""
    actuals: dict[str, dict[Period, Figure]] = {}
    targets: dict[str, dict[Period, Figure]] = {}
    for name, printed in _PRINTED.items():
        indicator = CHAPTER.by_id[name].indicator
        figures = dict(zip(_PERIODS, map(indicator.measure.parse, printed), strict=True))
        targets[name] = {year: figures.pop(year) for year in MMR.target_years}
        last = figures[Period(2025)]
        figures[PMMR.last_year] = last / 3 if isinstance(last, Decimal) and indicator.unit is Unit.NUMBER else last
        actuals[name] = figures
    return Past(actuals, targets)


_COUNTED = ("dox-lots-cleaned", "dox-complaints-street", "dox-complaints-sidewalk")
_SWING = (0, 1, -1, 2, -2, 1, 0)  # percent


def month_of(name: str, number: int) -> Figure:
    """The figure of a month, counted from July 2024: a twelfth of a count, or the year's own figure, give or take."""
    measure, year = CHAPTER.by_id[name].indicator.measure, PAST.actuals[name][Period(2025)]
    assert isinstance(year, Decimal)
    usual = year / 12 if name in _COUNTED else year
    share = Decimal(_SWING[number % len(_SWING)])
    return measure.round(min(usual * (1 + share / 100), Decimal(100)) if "%" in measure.example else usual + share)


def monthly_past() -> Past:
    """The same, and every month from July 2024 to October 2025, with the years to date that belong to them."""
    actuals = {name: dict(figures) for name, figures in PAST.actuals.items()}
    july = Period(2025, Span.MONTH, 1)
    for number in range(16):
        period = july.months_back(-number)
        for name, figures in actuals.items():
            if name != "dox-complaints":
                figures[period] = month_of(name, number)
        street, sidewalk = actuals["dox-complaints-street"][period], actuals["dox-complaints-sidewalk"][period]
        actuals["dox-complaints"][period] = street + sidewalk
        for name, figures in actuals.items():
            months = [figures[Period(period.year, Span.MONTH, month)] for month in range(1, period.month + 1)]
            how = CHAPTER.by_id[name].indicator.aggregation
            if how is Aggregation.UNKNOWN:
                how = Aggregation.SUM if name in _COUNTED else Aggregation.AVERAGE
            measure = CHAPTER.by_id[name].indicator.measure
            figures[Period(period.year, Span.TO_DATE, period.month)] = measure.round(to_date(months, how))
    return Past(actuals, PAST.targets)


CHAPTER = chapter()
PAST = past()
MONTHLY = monthly_past()
