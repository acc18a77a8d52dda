"""A reason that is not in the list."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from pmr_xl.model.entry import Ask, Entry
from pmr_xl.model.finding import Repair, Severity
from pmr_xl.model.reason import NaReason, reason_of
from pmr_xl.rules.engine.declaration import Spot, rule, spot

_LISTED = {reason.value for reason in NaReason}

TOLD = "a reason from the list"  # also what the form says, beside the figure


@rule(
    "TYP-013",
    Severity.ERROR,
    "{where} says {found}; the list has {expected}.",
    fix="Choose " + TOLD + "{repair_hint}.",
    asked_when=(Ask.REASON,),
    of_column=(
        "{count} cells under “{column}” hold what is no reason of the list",
        "Empty the column, and choose a reason only where a figure is NA; figures go under the actual’s heading.",
    ),
)
def unlisted_reason(entry: Entry) -> Iterator[Spot]:
    """A reason for NA that is not one of the list, or not quite."""
    said = entry.get(Ask.REASON)
    if said is None or said.empty or said.raw in _LISTED:
        return
    meant = reason_of(unicodedata.normalize("NFKC", said.raw).replace("\u200b", ""))
    if meant is None:
        yield spot(said, expected=", ".join(NaReason), repair_hint="")
    else:
        repair = Repair(said.raw, meant.value, "the same reason, as the list spells it")
        yield spot(said, expected=f"“{meant.value}”", repair=repair, repair_hint=f": {meant.value}")
