"""A restatement of nothing, or to nothing."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.finding import Severity
from pmr_xl.model.fiscal import Period
from pmr_xl.model.measure import Sign
from pmr_xl.model.past import Past
from pmr_xl.model.submission import Restatement
from pmr_xl.rules.engine.declaration import Spot, rule, spot

_COMPLETE = "Choose the indicator’s id and the year from the lists, and type the new figure as a number."
_TAKE_OUT = "Take the row out; or type the figure that it is to become."


@rule(
    "REV-003",
    Severity.ERROR,
    "{where}: this restatement {found}.",
    fix="{remedy}",
    yields_to=("TYP", "MIS", "REV-002"),
)
def restatement_incomplete(restatement: Restatement, past: Past) -> Iterator[Spot]:
    """A restatement without a known indicator, year or new figure, or that changes nothing."""
    at = restatement.entered.get("new") or next(iter(restatement.entered.values()))
    line, period, new = restatement.line, restatement.period, restatement.new
    if line is None:
        yield spot(
            restatement.entered.get("id", at),
            found="names no indicator of this form",
            expected="an id",
            remedy=_COMPLETE,
        )
        return
    if period is None:
        year = restatement.entered.get("year", at)
        yield spot(year, found="names no period of the list", expected="a period of it", remedy=_COMPLETE)
    if isinstance(new, Sign) and new is not Sign.NOT_AVAILABLE:
        yield spot(at, found=f"holds {new.value}, a sign for targets", expected="a figure, or NA", remedy=_COMPLETE)
    elif period is not None and new is None:
        yield spot(at, found="holds no new figure", expected="a figure", remedy=_COMPLETE)
    elif (
        period is not None
        and new == past.published_figures(line.id).get(period)
        and not _put_back(past, line.id, period)
    ):
        same = "changes nothing: this figure is published already"
        yield spot(at, found=same, expected="another figure", remedy=_TAKE_OUT)


def _put_back(past: Past, name: str, period: Period) -> bool:
    """Whether an earlier version restated the figure, so that what was published is a change again."""
    known = past.restated.get(name, {}).get(period)
    return known is not None and known.stood != known.old
