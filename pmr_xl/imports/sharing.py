"""Indicators of two agencies that seem to be one: proposed where names and figures say so, decided by the office."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import combinations

from pmr_xl.imports.drafts import inferring
from pmr_xl.imports.published import TableRow
from pmr_xl.model.quick.value_class import value_class
from pmr_xl.office.naming import same

_ALIKE = 3  # equal published years
_TELLING = Decimal(100)  # figures up to here meet by chance


@value_class
class Twins:
    """Two ids whose rows have one name and the same figures in these years."""

    one: str
    other: str
    years: tuple[str, ...]

    @property
    def in_words(self) -> str:
        """What a person reads."""
        return (
            f"Perhaps one indicator: {self.one} and {self.other} have the same name and the same figures in "
            f"{', '.join(self.years)}. If they are one, say same_as in both schemas."
        )


def twins(rows: Iterable[tuple[str, str, TableRow]], years: Iterable[str]) -> Iterator[Twins]:
    """Pairs of two agencies: the same name, and three or more years in which both print the same figure above 100.

    On the whole report of fiscal 2026 these are five pairs, all of them one indicator.

    Args:
        rows: agency, id and printed row.
        years: headings of the columns of actuals.
    """
    headings = tuple(years)
    named: dict[str, list[tuple[str, str, TableRow]]] = {}
    for row in rows:
        named.setdefault(same(row[2]["indicator"]), []).append(row)
    for group in named.values():
        for first, second in combinations(group, 2):
            alike = tuple(heading for heading in headings if _agree(first[2], second[2], heading))
            if first[0] != second[0] and len(alike) >= _ALIKE:
                yield Twins(first[1], second[1], alike)


def _agree(row: TableRow, there: TableRow, heading: str) -> bool:
    printed = row[heading]
    if printed != there[heading]:
        return False
    plain = printed.replace(",", "").strip("%$")
    return inferring.reads_as_number(printed) and Decimal(plain) > _TELLING


def with_proposal(text: str, owner: str, other: str) -> str:
    """A schema's text with the proposal as a comment below the owner's name; as it was where it says so already.

    A comment changes nothing; who takes its sign away has decided.
    """
    comment = f"# proposed, same name and figures: same_as: {other}"
    found = re.search(rf"^(?P<pad> *)(?:- )?id: {re.escape(owner)} *\n(?P=pad) *name: .*\n", text, re.MULTILINE)
    if comment in text or found is None:
        return text
    pad = re.match(r" *", found[0].splitlines()[1])
    return f"{text[: found.end()]}{pad[0] if pad else ''}{comment}\n{text[found.end() :]}"
