"""What is known before a submission comes in: published figures and targets, by indicator and period."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any

from pmr_xl.model.corrected import Corrected
from pmr_xl.model.fact import Restated
from pmr_xl.model.fiscal import Edition, Period
from pmr_xl.model.measure import Figure
from pmr_xl.model.quick.value_class import value_class

if TYPE_CHECKING:
    from pmr_xl.model.breakdowns.entry import MembersKnown
    from pmr_xl.model.schema.indicator import Indicator
    from pmr_xl.model.submission import Submission

NOTHING: Mapping[Period, Figure] = {}


@value_class
class Earlier:
    """An earlier version of the submission that is judged.

    Attributes:
        version: its number, 1 for the first.
        accepted: the day it was taken into the record; None where it was only sent.
    """

    submission: Submission
    version: int
    accepted: date | None = None


@value_class(slots=False)
class Past:
    """Actuals and targets of some indicators, as they will be printed.

    Attributes:
        actuals: indicator id → period → the figure that counts: as restated in the submission that is judged, else as
            restated in the record, else as published (V14). Everything that compares goes by these.
        restated: indicator id → period → what was published where another figure counts, and why.
        counts: the submission whose restatements are among the actuals; None where only the record speaks.
        targets: indicator id → fiscal year → figure or sign.
        once: indicator id → period → figures that were in force before, where there are such; those too that were
            withdrawn: a form made meanwhile shows them.
        once_targets: indicator id → fiscal year → targets that were in force before, where there are such.
        begun: indicator id → the periods whose figure nobody had stated before a form did: one made until then shows
            nothing there; ``begun_targets``: the fiscal years of whose target the same is so of forms and decisions.
        later: indicator id → the periods whose figure only later editions state: a form made before them does not show
            it, and one made afterwards does.
        later_targets: indicator id → the fiscal years of whose target the same is so.
        worked_out: indicator id → the years to date that nobody typed, and that follow when a month changes.
        said: indicator id → the report in which its agency last explained it, and what it said there.
        earlier: the agency's earlier version of the same submission; None where this is the first that is known.
        elsewhere: indicator id → the same indicator as another agency's schema has it, where that agency's submission
            to the same report is accepted.
        due: until when the office waits for the agency's form; None where the day that is stamped on it says so.
        corrections: what the agency corrected of earlier versions by word of mouth, and no version has said since.
        by_member: what is known of places and groups; None where the agency's form asks for none.
        schema_hash: what a form made today is stamped with; empty where nobody compares.
    """

    actuals: Mapping[str, Mapping[Period, Figure]] = field(default_factory=dict)
    targets: Mapping[str, Mapping[Period, Figure]] = field(default_factory=dict)
    once: Mapping[str, Mapping[Period, Collection[Figure]]] = field(default_factory=dict)
    once_targets: Mapping[str, Mapping[Period, Collection[Figure]]] = field(default_factory=dict)
    begun: Mapping[str, Collection[Period]] = field(default_factory=dict)
    begun_targets: Mapping[str, Collection[Period]] = field(default_factory=dict)
    worked_out: Mapping[str, Collection[Period]] = field(default_factory=dict)
    said: Mapping[str, tuple[Edition, str]] = field(default_factory=dict)
    earlier: Earlier | None = None
    elsewhere: Mapping[str, Indicator] = field(default_factory=dict)
    schema_hash: str = ""
    due: date | None = None
    corrections: tuple[Corrected, ...] = ()
    restated: Mapping[str, Mapping[Period, Restated]] = field(default_factory=dict)
    counts: Submission | None = None
    later: Mapping[str, Collection[Period]] = field(default_factory=dict)
    later_targets: Mapping[str, Collection[Period]] = field(default_factory=dict)
    by_member: MembersKnown | None = None

    @cached_property
    def memo(self) -> dict[Any, Any]:
        """What others have worked out from it and keep as long as it is kept."""
        return {}

    def actual(self, indicator: str, period: Period) -> Figure | None:
        """The figure that counts, or None where there is none."""
        return self.actuals.get(indicator, NOTHING).get(period)

    def numbers(self, period: Period) -> Mapping[str, float]:
        """The figures of a period that count and are numbers, by indicator."""
        found: dict[str, float] | None = self.memo.get(period)
        if found is None:
            known = ((name, figures.get(period)) for name, figures in self.actuals.items())
            found = self.memo[period] = {name: float(one) for name, one in known if isinstance(one, Decimal)}
        return found

    def published_figures(self, indicator: str) -> Mapping[Period, Figure]:
        """What was published of an indicator before this edition restated anything: what its form shows."""
        figures, changed = self.actuals.get(indicator, NOTHING), self.restated.get(indicator)
        if not changed:
            return figures
        old = {period: one.old for period, one in changed.items() if not one.shown}
        as_it_was = {period: old.get(period, figure) for period, figure in figures.items()}
        return {period: figure for period, figure in as_it_was.items() if figure is not None}

    def target(self, indicator: str, year: Period) -> Figure | None:
        """The target in force, or None where the record has none."""
        return self.targets.get(indicator, NOTHING).get(year)
