"""A plan three times its year, or a third of it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pmr_xl.model.finding import Severity
from pmr_xl.model.published import Published, PublishedRow, PublishedRows
from pmr_xl.rules.engine.declaration import Spot, rule, spot

TIMES = 3
LUMPY = "capital commitments"  # are made when a contract is registered: a plan of three years' worth is ordinary


@rule(
    "PUB-006",
    Severity.QUERY,
    "{where}, {column}, is {found}, {times} what became of it, {expected}.",
    fix="Look into the budget whether the plan is of the same unit and agency; correct the table if it is not.",
    yields_to=("PUB-001",),
)
def plan_far_off(table: PublishedRows) -> Iterator[Spot]:
    """A resource's plan is three times its actual of the same year or more, or a third of it or less."""
    for row in table.rows if table.kind is Published.RESOURCES else ():
        yield from _in_row(row)


def _in_row(row: PublishedRow) -> Iterator[Spot]:
    if LUMPY in row.indicator.name.casefold():
        return
    for plan in row.targets:
        actual = row.by_year.get(plan.key)
        if actual is None or not isinstance(plan.figure, Decimal) or actual.value <= 0 or plan.figure <= 0:
            continue
        if (times := plan.figure / actual.value) >= TIMES or 1 / times >= TIMES:
            said = (
                f"{times:.0f} times" if times >= 1 else f"one {_PARTS.get(round(1 / times), f'{1 / times:.0f}th')} of"
            )
            yield spot(plan, expected=actual.entered.as_printed, about=[plan, actual.entered], times=said)


_PARTS = {3: "third", 4: "quarter", 5: "fifth", 6: "sixth", 7: "seventh", 8: "eighth", 9: "ninth", 10: "tenth"}
