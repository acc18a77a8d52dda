"""A restatement that moves the trend."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.finding import Severity
from pmr_xl.model.house import House
from pmr_xl.model.past import Past
from pmr_xl.model.submission import Ask, Restatement, Submission
from pmr_xl.rules.message import short
from pmr_xl.rules.rule import Spot, rule, spot
from pmr_xl.trend import trend

MONTHS = 12


@rule(
    "REV-006",
    Severity.INFO,
    "{where}: with this restatement the five-year trend of {what} becomes {expected}; it would be {found}.",
    fix="Nothing has to be done; whoever approves the restatement should know.",
    yields_to=("REV-002", "REV-003"),
)
def moves_the_trend(restatement: Restatement, submission: Submission, past: Past, house: House) -> Iterator[Spot]:
    """A restatement that changes the printed five-year trend."""
    line, period, new = restatement.line, restatement.period, restatement.new
    entry = None if line is None else submission.by_id.get(line.id)
    if line is None or period is None or new is None or entry is None or submission.edition.history[-1].month != MONTHS:
        return
    years = {year: past.actual(line.id, year) for year in submission.edition.history}
    actual = entry.entered.get(Ask.ACTUAL)
    last = None if actual is None else actual.figure
    before = trend([*years.values(), last], house.trend_band)
    after = trend([*(years | {period: new}).values(), last], house.trend_band)
    if before is not after:
        at = restatement.entered.get("new") or next(iter(restatement.entered.values()))
        yield spot(at, found=before.value, expected=after.value, what=f"“{short(line.indicator.name)}”")
