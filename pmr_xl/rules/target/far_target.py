"""A target far from anything reached."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pmr_xl.analysis.setting import Setting
from pmr_xl.model.finding import Severity
from pmr_xl.model.past import Past
from pmr_xl.model.submission import Ask, Entry
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.target._laid import recorded

FAR = Decimal(3)


@rule(
    "TGT-002",
    Severity.QUERY,
    "{where} is {found}, {times} the current target, {target}.",
    fix="Look at the scale of the figure; if it is meant so, say why under Explanation.",
    yields_to=("TYP", "UNT"),
)
def far_target(entry: Entry, setting: Setting, past: Past) -> Iterator[Spot]:
    """The proposed target is three times the current one, or a third of it."""
    number, now = entry.get(Ask.NEXT_TARGET), entry.get(Ask.TARGET)
    if number is None or now is None or recorded(number.figure, entry, setting, past):
        return
    if not isinstance(now.figure, Decimal) or not isinstance(number.figure, Decimal) or not now.figure:
        return
    ratio = number.figure / now.figure
    if ratio >= FAR or 0 < ratio <= 1 / FAR:
        times = f"{ratio:.1f} times" if ratio >= FAR else f"{ratio:.2f} times"
        yield spot(number, expected=f"near {now.shown}", times=times, target=now.shown)
