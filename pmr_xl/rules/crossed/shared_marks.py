"""An indicator of two agencies that the two chapters print otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.analysis.edition_context import EditionContext
from pmr_xl.model.entry import Ask, Entry
from pmr_xl.model.finding import Severity
from pmr_xl.model.measure import Sign
from pmr_xl.model.past import Past
from pmr_xl.model.schema.indicator import Indicator
from pmr_xl.rules.engine.declaration import Spot, rule, spot

_OFFICE = "Make star, equity mark and desired direction the same in both schemas."
_AGENCY = "Agree with the other agency on one target."
_YES = {True: "yes", False: "no"}


@rule(
    "XIN-004",
    Severity.QUERY,
    "{where} is the same indicator as {other} and is printed otherwise: {differs}.",
    fix="{mend}",
    yields_to=("XIN-002",),
    indicators=lambda basis: basis.indicator.same_as is not None,
    ordinary=True,
)
def shared_marks(entry: Entry, context: EditionContext, past: Past) -> Iterator[Spot]:
    """An indicator that another agency reports too has another star, equity mark, direction or target there."""
    other = entry.indicator.same_as
    theirs = None if other is None else past.elsewhere.get(other)
    if other is None or theirs is None:
        return  # not accepted yet: whoever comes second is asked
    same, place = "the same in both chapters", entry.entered.get(Ask.INDICATOR)
    marks = "; ".join(f"{what} {here} here, {there} there" for what, here, there in _marks(entry.indicator, theirs))
    if marks and place is not None:
        yield spot(place, expected=same, for_office=True, other=other, differs=marks, mend=_OFFICE)
    asked, target = entry.entered.get(Ask.NEXT_TARGET), past.target(other, context.target_years[1])
    if asked is not None and _signs_differ(asked.figure, target):
        show = entry.indicator.target_measure.show
        told = f"{asked.heading} {show(asked.figure)} here, {show(target)} there"
        yield spot(asked, expected=same, other=other, differs=told, mend=_AGENCY)


def _marks(mine: Indicator, theirs: Indicator) -> Iterator[tuple[str, str, str]]:
    """What the two schemas say otherwise: of what, here, there."""
    if mine.critical is not theirs.critical:
        yield "critical", _YES[mine.critical], _YES[theirs.critical]
    if mine.equity is not theirs.equity:
        yield "equity", _YES[mine.equity], _YES[theirs.equity]
    if mine.desired_direction is not theirs.desired_direction:
        yield "desired direction", mine.desired_direction.as_printed, theirs.desired_direction.as_printed


def _signs_differ(one: object, other: object) -> bool:
    """Whether at least one of two targets is a sign (↑, ↓ or *) and they are not the same; numbers are XIN-002's."""
    return None not in (one, other) and one != other and (isinstance(one, Sign) or isinstance(other, Sign))
