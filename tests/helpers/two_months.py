"""An agency's October and November as they might be sent: a twelfth of last year, or the year's own figure."""

from __future__ import annotations

from decimal import Decimal

from pmr_xl.desk.desk import Desk
from pmr_xl.model.entry import Ask
from pmr_xl.model.fiscal import Edition, Period, Report
from pmr_xl.model.measure import Sign, Unit
from pmr_xl.model.schema.indicator import Aggregation

OCTOBER, NOVEMBER = Edition(Report.CPR, 2026, 4), Edition(Report.CPR, 2026, 5)
AGENCY = "DSNY"
DUE = 45_985.0  # 24 November 2025
ADDS_UP = "dsny-tons-refuse-disposed"


def answers(desk: Desk, edition: Edition, *, to_date: bool) -> dict[str, dict[str, object]]:
    """A month like those of last year: a twelfth of what adds up, else the year's own figure; NA where the year was."""
    chapter = desk.library.chapter(AGENCY)
    past = desk.published_before([chapter], edition)
    typed: dict[str, dict[str, object]] = {}
    for line in chapter.lines:
        indicator, year = line.indicator, past.actual(line.id, Period(2025))
        if not isinstance(year, Decimal):
            typed[line.id] = {Ask.ACTUAL: Sign.NOT_AVAILABLE, Ask.REASON: "Under review"}
            continue
        adds = indicator.aggregation is Aggregation.SUM
        swing = 1 if indicator.unit is Unit.PERCENT else Decimal(100 + edition.month) / 100
        month = indicator.measure.round(swing * (year / 12 if adds else year))
        typed[line.id] = {Ask.ACTUAL: month}
        if to_date or indicator.aggregation is Aggregation.UNKNOWN:
            typed[line.id][Ask.TO_DATE] = month * edition.month if adds else month
    return typed
