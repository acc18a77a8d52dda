"""A target that is given up."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.analysis.edition_context import EditionContext
from pmr_xl.model.entry import Ask, Entry
from pmr_xl.model.finding import Severity
from pmr_xl.model.measure import Sign
from pmr_xl.model.past import Past
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.target._laid import is_recorded

TOLD = "say under Explanation why there is none any more"  # also what the form says, beside the figure


@rule(
    "TGT-008",
    Severity.QUERY,
    "{where} is *, though {target} is the current target.",
    fix="Type the target, or " + TOLD + ".",
    asked_when=(Ask.NEXT_TARGET,),
)
def target_dropped(entry: Entry, context: EditionContext, past: Past) -> Iterator[Spot]:
    """There is a current target, and none is proposed for next year."""
    sign, now = entry.get(Ask.NEXT_TARGET), entry.get(Ask.TARGET)
    if sign is None or sign.empty or sign.figure is not Sign.NONE or now is None:
        return
    if is_recorded(sign.figure, entry, context, past):
        return
    if now.figure is not None and now.figure not in (Sign.NONE, Sign.NOT_AVAILABLE):
        yield spot(sign, expected="a target", target=now.as_printed)
