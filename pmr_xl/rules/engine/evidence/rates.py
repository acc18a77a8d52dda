"""What a form says of its percentages on the sheet Rates: numerator and denominator, each with its cell."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.entry import Entered, Entry
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.submission import Submission

NUMERATOR, DENOMINATOR = "numerator", "denominator"


class Rate(NamedTuple):
    """One row of the sheet Rates, and the row of its indicator."""

    entry: Entry
    numerator: Entered
    denominator: Entered

    @property
    def both(self) -> tuple[Entered, Entered]:
        """The numerator and the denominator."""
        return self.numerator, self.denominator


def rates(submission: Submission) -> Iterator[Rate]:
    """The percentages of which the form asks for both. Most forms ask for none."""
    asked: dict[str, dict[str, Entered]] = {}
    for one in submission.further:
        if one.key in (NUMERATOR, DENOMINATOR) and one.entered.measure is not None:
            asked.setdefault(one.indicator, {})[one.key] = one.entered
    for name, both in asked.items():
        entry = submission.by_id.get(name)
        if entry is not None and len(both) == len((NUMERATOR, DENOMINATOR)):
            yield Rate(entry, both[NUMERATOR], both[DENOMINATOR])
