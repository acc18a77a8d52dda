"""Figures one row off."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pmr_xl.model.finding import Severity
from pmr_xl.model.submission import Ask, Entered, Entry, Submission
from pmr_xl.rules.rule import Spot, rule, spot
from pmr_xl.variance import Setting

ENOUGH_ROWS = 3
CLOSE = 0.15  # of the neighbour’s last year
FAR = 0.5  # from its own


@rule(
    "XPR-002",
    Severity.ERROR,
    "{where}: these figures fit the indicators one row {where_to}, and not their own.",
    fix="Look where the column slipped: a row was skipped or put in when the figures were pasted.",
    yields_to=("XPR-001",),
)
def rows_shifted(submission: Submission, setting: Setting) -> Iterator[Spot]:
    """Three or more figures in a row that fit the neighbouring indicators’ history, and not their own."""
    last = setting.last_year.code
    entries = submission.entries
    now = [_number(entry.entered.get(Ask.ACTUAL)) for entry in entries]
    then = [_number(entry.entered.get(last)) for entry in entries]
    strange = sum(a is not None and b is not None and not _near(a, b, FAR) for a, b in zip(now, then, strict=True))
    if strange < ENOUGH_ROWS:
        return
    for step, where_to in ((-1, "above"), (1, "below")):
        run: list[Entry] = []
        for place, entry in enumerate(entries):
            neighbour = place + step
            fits = 0 <= neighbour < len(entries) and _near(now[place], then[neighbour])
            if fits and not _near(now[place], then[place], FAR):
                run.append(entry)
                continue
            yield from _spots(run, where_to)
            run = []
        yield from _spots(run, where_to)


def _spots(run: list[Entry], where_to: str) -> Iterator[Spot]:
    if len(run) >= ENOUGH_ROWS:
        for entry in run:
            yield spot(entry.actual, found="figures one row off", expected="each indicator’s own", where_to=where_to)


def _number(entered: Entered | None) -> float | None:
    return float(entered.figure) if entered is not None and isinstance(entered.figure, Decimal) else None


def _near(now: float | None, then: float | None, within: float = CLOSE) -> bool:
    return now is not None and then is not None and then != 0 and abs(now / then - 1) <= within
