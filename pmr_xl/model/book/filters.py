"""What a table's filter lets through, column by column, as Excel understands it."""

from __future__ import annotations

import operator
import re
from contextlib import suppress

from pmr_xl.model.quick.named import NamedTuple

_COMPARED = {
    "lessThan": operator.lt, "lessThanOrEqual": operator.le,
    "greaterThan": operator.gt, "greaterThanOrEqual": operator.ge,
}  # fmt: skip


class FilterCondition(NamedTuple):
    """One condition: ``equal`` and ``notEqual`` know the signs * and ?; the others compare numbers."""

    how: str
    value: str

    def holds(self, text: str) -> bool:
        """Whether a cell that shows ``text`` fulfils it."""
        if self.how not in _COMPARED:
            return (_like(self.value, text)) is (self.how != "notEqual")
        with suppress(ValueError):
            return bool(_COMPARED[self.how](float(text.replace(",", "")), float(self.value)))
        return False


class ColumnFilter(NamedTuple):
    """What a table's filter lets through in one column.

    Attributes:
        column: its place in the table, from 0.
        texts: as the cells show them, the empty text for cells without one; None where it does not go by such a list.
        conditions: one or two instead; ``both`` have to hold, else one of them. With neither it goes by something else,
            such as a colour or the ten largest.
    """

    column: int
    texts: tuple[str, ...] | None = None
    conditions: tuple[FilterCondition, ...] = ()
    both: bool = False

    @property
    def understood(self) -> bool:
        """Whether it can be said which texts it lets through."""
        return self.texts is not None or bool(self.conditions)

    def shows(self, text: str) -> bool:
        """Whether a cell that shows ``text`` is let through; upper and lower case are one."""
        if self.texts is not None:
            return text.casefold() in {one.casefold() for one in self.texts}
        held = (one.holds(text) for one in self.conditions)
        return all(held) if self.both else any(held)


def _like(wanted: str, text: str) -> bool:
    if not wanted.strip():
        return not text
    pieces = re.findall(r"~[*?~]|\*|\?|[^*?~]+|~", wanted)
    signs = {"*": ".*", "?": "."}
    made = "".join(signs.get(one) or re.escape(one[1:] if len(one) > 1 and one[0] == "~" else one) for one in pieces)
    return re.fullmatch(made, text, re.IGNORECASE | re.DOTALL) is not None
