"""Which figures an indicator can have (V13): the one answer that rules, forms, bands and estimates go by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from pmr_xl.model.fact import Restated
from pmr_xl.model.fiscal import Period
from pmr_xl.model.measure import Figure, Measure, Unit
from pmr_xl.model.past import NOTHING, Past
from pmr_xl.model.quick.value_class import value_class
from pmr_xl.model.schema.indicator import Indicator

ZERO, HUNDRED = Decimal(0), Decimal(100)
_NONE: Mapping[Period, Restated] = {}


@value_class
class PossibleFigures:
    """The figures that an indicator can have.

    Nothing is below 0, no percentage above 100, nothing above what the schema says, and what is counted is whole. What
    was once published is possible again: a larger figure up to that one, and any figure below 0 where one was, because
    no schema can say how far below. A count is printed whole, whatever was published of it.

    Attributes:
        measure: how the indicator's figures are printed.
        least: the smallest, in the indicator's unit (durations in seconds); None where figures may be below 0.
        most: the largest; None where nothing says so.
        whole: whether only whole numbers are.
        why: why the largest is what it is, in words that follow its number; empty where that needs no words.
    """

    measure: Measure
    least: Decimal | None
    most: Decimal | None
    whole: bool
    why: str = ""

    @classmethod
    def of(cls, indicator: Indicator, published: Iterable[Figure | None]) -> PossibleFigures:
        """Those of an indicator, by every figure that was ever published of it (:func:`ever_published`)."""
        numbers = [figure for figure in published if isinstance(figure, Decimal)]
        most, why = indicator.at_most, ""
        if most is None and indicator.unit is Unit.PERCENT:
            most = HUNDRED
        if most is not None and (largest := max(numbers, default=most)) > most:
            most, why = largest, f", which was published once ({indicator.measure.show(most)} is the limit)"
        return cls(
            measure=indicator.measure,
            least=ZERO if min(numbers, default=ZERO) >= 0 else None,
            most=most,
            whole=indicator.counts_whole_things,
            why=why,
        )

    @classmethod
    def by(cls, indicator: Indicator, past: Past, replacing: Period | None = None) -> PossibleFigures:
        """Those of an indicator by those who know ``past``.

        Args:
            replacing: the period whose figure is to be replaced: a slip makes no other slip in its place possible.
        """
        published, restated = past.actuals.get(indicator.id, NOTHING), past.restated.get(indicator.id, _NONE)
        if replacing in published:
            published = {when: figure for when, figure in published.items() if when != replacing}
            restated = {when: one for when, one in restated.items() if when != replacing}
        return cls.of(indicator, ever_published(published, restated))

    def too_small(self, figure: Decimal) -> bool:
        """Whether a figure is below all that are possible."""
        return self.least is not None and figure < self.least

    def too_large(self, figure: Decimal) -> bool:
        """Whether a figure is above all that are possible."""
        return self.most is not None and figure > self.most

    def excludes(self, figure: Decimal) -> bool:
        """Whether a figure is below or above all that are possible."""
        least, most = self.least, self.most  # asked of every figure: without further calls
        return (least is not None and figure < least) or (most is not None and figure > most)

    def is_fraction(self, figure: Decimal) -> bool:
        """Whether a figure is no whole number, where only whole things are counted."""
        return self.whole and figure != figure.to_integral_value()

    @property
    def range(self) -> str:
        """From where to where, as the report prints it: ``from 0% to 100%``; empty where nothing is said."""
        if self.most is None:
            return "" if self.least is None else f"{self.measure.show(self.least)} or more"
        if self.least is None:
            return f"at most {self.measure.show(self.most)}"
        start = self.measure.show(self.least) if self.measure.unit is not Unit.PERCENT else "0%"
        return f"from {start} to {self.measure.show(self.most)}"

    def refusal(self, figure: Decimal) -> str:
        """Why a figure cannot be, in words that follow it; empty where it can."""
        if self.too_small(figure):
            return "is below 0, as no published figure is"
        if self.most is not None and self.too_large(figure):
            return f"is more than the {self.measure.show(self.most)} that is possible"
        return "is no whole number, where whole things are counted" if self.is_fraction(figure) else ""


def ever_published(published: Mapping[Period, Figure], restated: Mapping[Period, Restated]) -> list[Figure]:
    """Every figure of one indicator that was ever published: as it stands, and as it stood before it was restated.

    Args:
        published: the figures that count, by period.
        restated: those of them that are others than what was published. What the submission that is checked restates
            itself is not published yet.
    """
    if not restated:
        return list(published.values())
    stands = [figure for when, figure in published.items() if when not in restated or not restated[when].here]
    stood = [figure for one in restated.values() for figure in (one.old, one.stood) if figure is not None]
    return [*stands, *stood]
