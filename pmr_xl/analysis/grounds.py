"""What a decision rests on: the figures that an indicator's row was compared with, and its targets (V14).

A decision is void where one of them has become another since. They are kept with it as one line of text that a person
can read too: ``FY25=500000 own; FY26=504811; target FY26=*``. What is ``own`` comes from the submission itself, so the
record cannot tell of it before the submission is accepted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from decimal import Decimal, InvalidOperation

from pmr_xl.analysis.comparison import Comparison
from pmr_xl.model.fiscal import Edition, Period
from pmr_xl.model.measure import SIGNS, Figure
from pmr_xl.model.past import Past
from pmr_xl.model.quick.value_class import value_class
from pmr_xl.model.schema.indicator import Indicator

_TARGET, _OWN, _NOTHING = "target ", " own", "nothing"


@value_class
class Grounds:
    """Figures and targets by period; None where there was none.

    Attributes:
        references: what the figure is compared with: the published periods that its sheet shows.
        targets: the target in force, and the one asked for.
        own: those of them (as their keys in the text) that the submission itself states.
    """

    references: Mapping[Period, Figure | None] = field(default_factory=dict)
    targets: Mapping[Period, Figure | None] = field(default_factory=dict)
    own: frozenset[str] = frozenset()

    @classmethod
    def of(cls, comparison: Comparison, past: Past) -> Grounds:
        """Those of a row of the variance sheet; ``past`` is what it was compared with."""
        context, name = comparison.context, comparison.line.id
        this_year, next_year = context.target_years
        targets = {this_year: comparison.target}
        own = {one.period.code for one in comparison.restated.values() if one.here}
        if past.target(name, this_year) is None:
            own.add(f"{_TARGET}{this_year.code}")
        if comparison.edition.asks_targets:
            targets[next_year] = comparison.next_target
            own.add(f"{_TARGET}{next_year.code}")
        return cls(dict(zip(context.history, comparison.history, strict=True)), targets, frozenset(own))

    @classmethod
    def of_record(cls, indicator: Indicator, edition: Edition, past: Past) -> Grounds:
        """Those that the record alone would give a row of that edition."""
        this_year, _ = edition.target_years
        references = {period: past.actual(indicator.id, period) for period in edition.history}
        return cls(references, {this_year: past.target(indicator.id, this_year)})

    @property
    def text(self) -> str:
        """One line; empty where nothing is known of what was decided on."""
        told = {period.code: figure for period, figure in self.references.items()}
        told |= {f"{_TARGET}{period.code}": figure for period, figure in self.targets.items()}
        return "; ".join(f"{key}={_text(figure)}{_OWN if key in self.own else ''}" for key, figure in told.items())

    @classmethod
    def parse(cls, text: str) -> Grounds:
        """Read :attr:`text` back; what cannot be read is left out, so that it makes nothing void."""
        references, targets, own = dict[Period, Figure | None](), dict[Period, Figure | None](), set[str]()
        for part in text.split(";"):
            key, _, stated = part.strip().partition("=")
            try:
                period, figure = Period.parse(key.removeprefix(_TARGET)), _figure(stated.removesuffix(_OWN))
            except (ValueError, InvalidOperation):
                continue
            (targets if key.startswith(_TARGET) else references)[period] = figure
            if stated.endswith(_OWN):
                own.add(key)
        return cls(references, targets, frozenset(own))

    def same(self, other: Grounds) -> bool:
        """Whether two say the same of every figure that both know."""
        ours, theirs = self.references, other.references
        aims, others = self.targets, other.targets
        return all(ours[one] == theirs[one] for one in ours.keys() & theirs.keys()) and all(
            aims[one] == others[one] for one in aims.keys() & others.keys()
        )

    def changes_to(self, now: Grounds, indicator: Indicator, *, record: bool = False) -> str:
        """What is another figure now, as printed: ``FY25 was 234,845, is 500,000``; empty where nothing is.

        Args:
            record: ``now`` is what the record alone knows: the submission's own figures are passed over.
        """
        told = []
        for before, after, measure, mark in (
            (self.references, now.references, indicator.measure, ""),
            (self.targets, now.targets, indicator.target_measure, _TARGET),
        ):
            for period, figure in before.items():
                if period not in after or (record and f"{mark}{period.code}" in self.own):
                    continue
                was, becomes = measure.show(figure) or _NOTHING, measure.show(after[period]) or _NOTHING
                if was != becomes:
                    named = f"{period.code} target" if mark else period.label
                    told.append(f"{named} was {was}, is {becomes}")
        return ", ".join(told)


def _text(figure: Figure | None) -> str:
    if figure is None:
        return _NOTHING
    return format(figure, "f") if isinstance(figure, Decimal) else figure.value


def _figure(text: str) -> Figure | None:
    if text == _NOTHING:
        return None
    return SIGNS[text] if text in SIGNS else Decimal(text)
