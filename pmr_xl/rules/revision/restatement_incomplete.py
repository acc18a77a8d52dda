"""A restatement of nothing, or to nothing."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.finding import Severity
from pmr_xl.model.measure import Sign
from pmr_xl.model.past import Past
from pmr_xl.model.submission import Restatement
from pmr_xl.rules.rule import Spot, rule, spot


@rule(
    "REV-003",
    Severity.ERROR,
    "{where}: this restatement {found}.",
    fix="Choose the indicator’s id and the year from the lists, and type the new figure as a number.",
    yields_to=("TYP", "MIS", "REV-002"),
)
def restatement_incomplete(restatement: Restatement, past: Past) -> Iterator[Spot]:
    """A restatement without a known indicator, year or new figure, or that changes nothing."""
    at = restatement.entered.get("new") or next(iter(restatement.entered.values()))
    line, period, new = restatement.line, restatement.period, restatement.new
    if line is None:
        yield spot(restatement.entered.get("id", at), found="names no indicator of this form", expected="an id")
        return
    if period is None:
        yield spot(restatement.entered.get("year", at), found="names no period of the list", expected="a period of it")
    if isinstance(new, Sign) and new is not Sign.NOT_AVAILABLE:
        yield spot(at, found=f"holds {new.value}, a sign for targets", expected="a figure, or NA")
    elif period is not None and new is None:
        yield spot(at, found="holds no new figure", expected="a figure")
    elif period is not None and new == past.actual(line.id, period):
        yield spot(at, found="changes nothing: this figure is published already", expected="another figure")
