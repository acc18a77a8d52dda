"""How many figures of each agency and year were looked at, by class."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from pmr_xl.model.fiscal import Period
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.reliability.assessment import ReliabilityClass, in_force

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk


class ReliabilityCoverage(NamedTuple):
    """One agency and year.

    Attributes:
        indicators: those that its schema has now; ``critical`` ones of them.
        classes: how many of each class, those not yet looked at too.
        critical_looked_at: critical indicators that somebody looked at.
    """

    agency: str
    year: str
    indicators: int
    critical: int
    critical_looked_at: int
    classes: Mapping[ReliabilityClass, int]

    @property
    def looked_at(self) -> int:
        """Indicators that somebody looked at."""
        return self.indicators - self.classes[ReliabilityClass.NOT_LOOKED_AT]


def coverage(desk: Desk, agencies: Sequence[str] = (), year: Period | None = None) -> Iterator[ReliabilityCoverage]:
    """How far looking has come, by agency and year.

    Args:
        agencies: all where none is named.
        year: that fiscal year alone; every year of which the record has a look where None.

    Raises:
        Fault: unknown agency; the built-in office.
    """
    looks = in_force(desk.record.assessments("" if year is None else year.code))
    years = sorted({one for _, one in looks}) if year is None else [year.code]
    for code in agencies or desk.library.agencies():
        chapter = desk.library.chapter(code)
        lines = chapter.every_line
        for one in years:
            verdicts = [
                looks[line.id, one].verdict if (line.id, one) in looks else ReliabilityClass.NOT_LOOKED_AT
                for line in lines
            ]
            critical = [verdict for line, verdict in zip(lines, verdicts, strict=True) if line.indicator.critical]
            seen = sum(verdict is not ReliabilityClass.NOT_LOOKED_AT for verdict in critical)
            counts = Counter(verdicts)
            classes = {each: counts[each] for each in ReliabilityClass}
            yield ReliabilityCoverage(chapter.agency, one, len(lines), len(critical), seen, classes)
