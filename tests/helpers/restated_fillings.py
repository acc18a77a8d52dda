"""Rows of the Restatements sheet as agencies fill them, right, wrong, late or brief; the seed is fixed."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from random import Random
from typing import Any

from fillings import SEED, STRAYS, Fillings

from pmr_xl.forms import submission_form
from pmr_xl.forms.paper.pages import Formula, Paper
from pmr_xl.forms.submission_form.periods import restatable_periods
from pmr_xl.forms.submission_form.plan import FIRST_BELOW, RESTATEMENT_ROWS, RESTATEMENTS, Restate
from pmr_xl.model.fiscal import Edition
from pmr_xl.model.measure import Unit
from pmr_xl.model.reason import RestatementReason

WORDS = (
    "35 requests came in late and were added, 0.4 days more.", "Ten routes were counted twice because a log was lost.",
    "A depot reported late, so the figure rose by 12 percent.", "corrected", "ok", None, None, "  ", "Counted again.",
    "The figure was changed after it had been looked at again.",
)  # fmt: skip
REASONS = tuple(reason.value for reason in RestatementReason)
ODD_REASONS = ("Whim", "late data", " LATE  DATA\u00a0", "Late")
NOTHING = (None, None, "  ", "\u00a0", Formula('""', ""))


def restated(paper: Paper, one: Fillings, rows: list[dict[str, Any]]) -> Paper:
    """The form with the rows typed in; of percentages every other one with its sign, the others as plain numbers."""
    plain, signed = [dict(row) for row in rows], []
    for number, row in enumerate(plain, FIRST_BELOW):
        line = one.chapter.by_id.get(str(row.get(Restate.ID)).strip().casefold())
        if line is not None and line.indicator.unit is Unit.PERCENT and isinstance(row[Restate.NEW], float):
            if number % 2:
                signed.append((number, 5))
            else:
                row[Restate.NEW] *= 100
    done = submission_form.restate(paper, plain)
    cells = done.page(RESTATEMENTS).cells
    for place in signed:
        cells[place] = cells[place]._replace(style=replace(cells[place].style, number_format="0.0%"))
    return done


def restated_rows(one: Fillings, edition: Edition, turn: int) -> list[dict[str, Any]]:
    """As many rows as the sheet has, some of them empty."""
    chance = Random(f"{SEED} restated {edition} {turn}")  # noqa: S311 - reproducible, not secret
    rows: list[dict[str, Any]] = []
    for _ in range(RESTATEMENT_ROWS):
        if chance.random() < 0.06:
            rows.append({})
        elif rows and rows[-1] and chance.random() < 0.12:
            rows.append({**rows[-1], Restate.NEW: _new(chance, one, edition, rows[-1])})
        else:
            rows.append(_row(chance, one, edition))
    return rows


def _row(chance: Random, one: Fillings, edition: Edition) -> dict[str, Any]:
    row: dict[str, Any] = {Restate.ID: chance.choice(one.chapter.lines).id}
    row[Restate.YEAR] = chance.choice(restatable_periods(edition)).label
    row[Restate.NEW] = _new(chance, one, edition, row)
    row[Restate.REASON] = chance.choice((*REASONS, *REASONS, None, " ", *ODD_REASONS))
    row[Restate.EXPLANATION] = chance.choice(WORDS)
    kind = chance.random()
    if kind < 0.06:
        row[Restate.ID] = chance.choice((*NOTHING, "dsny-days", "dox", " nothing "))
    elif kind < 0.12:
        row[Restate.ID] = chance.choice((f" {row[Restate.ID]}", row[Restate.ID].upper(), f"{row[Restate.ID]}\u00a0"))
    elif kind < 0.2:
        row[Restate.YEAR] = chance.choice((*NOTHING, "FY19", "last year", 1999.0, f" {row[Restate.YEAR]} "))
    return row


def _new(chance: Random, one: Fillings, edition: Edition, row: dict[str, Any]) -> Any:
    line = one.chapter.by_id.get(str(row.get(Restate.ID)))
    if line is None or chance.random() < 0.15:
        return chance.choice((*STRAYS, *NOTHING, "NA", " NA "))
    published = one.past.actuals.get(line.id, {})
    period = next((each for each in restatable_periods(edition) if each.label == row.get(Restate.YEAR)), None)
    old = None if period is None else published.get(period)
    measure = line.indicator.measure
    if not isinstance(old, Decimal):
        return "NA" if chance.random() < 0.3 else measure.to_cell(Decimal(80))
    if chance.random() < 0.08:
        return "NA"
    times = chance.choice(("1", "1", "1.02", "0.97", "1.3", "-1", "0", "1.001", "12", "0.05", "1000", "0.001", "60"))
    new = old * Decimal(times)
    figure = new.to_integral_value() if measure.unit.is_duration else new
    if chance.random() < 0.6:
        figure = measure.round(figure)
    return measure.to_cell(figure)
