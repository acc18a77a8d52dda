"""NA in other words."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.entry import Ask
from pmr_xl.model.finding import Repair, Severity
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.engine.subjects import TextCell
from pmr_xl.rules.type._text import TextKind, is_na, text_of

TOLD = "what is not available is written NA here"  # also what the form says, beside the figure


@rule(
    "MIS-005",
    Severity.ERROR,
    "{where} holds {found}; " + TOLD + ".",
    fix="Type NA and choose the reason beside it{target_hint}.",
)
def na_spelt_otherwise(typed: TextCell) -> Iterator[Spot]:
    """“n/a”, “-”, “TBD” and the like where NA is meant."""
    if text_of(typed).kind is TextKind.MISSING:
        target = typed.key in (Ask.TARGET, Ask.NEXT_TARGET)
        repair = Repair(typed.raw, "NA", "another spelling of NA") if not target and is_na(typed.text) else None
        hint = "; for “no target” type *" if target else ""
        yield spot(typed, expected="*" if target else "NA", repair=repair, target_hint=hint)
