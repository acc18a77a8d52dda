"""One submitted figure beside everything it is compared with, and when an explanation is due (V6, V8, V10)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import cached_property

from pmr_xl.analysis.basis import Basis
from pmr_xl.analysis.edition_context import EditionContext
from pmr_xl.analysis.status import Status, YearStatus, against_last_year, against_target
from pmr_xl.analysis.trend import YEARS, Trend, trend
from pmr_xl.analysis.variance import HUNDRED, Band, Variance, variance_of
from pmr_xl.model.fiscal import Edition
from pmr_xl.model.measure import Figure
from pmr_xl.model.office_settings import OfficeSettings
from pmr_xl.model.past import Past
from pmr_xl.model.quick.value_class import mutable_class
from pmr_xl.model.schema.line import Line

CAP = Decimal(999)


@mutable_class
class Comparison(Basis):
    """One indicator's submitted figure beside everything it is compared with.

    Attributes:
        actual: the figure submitted; None where the cell holds none.
    """

    actual: Figure | None

    @classmethod
    def on(
        cls,
        basis: Basis,
        actual: Figure | None,
        *,
        target: Figure | None = None,
        next_target: Figure | None = None,
    ) -> Comparison:
        """A figure beside its basis, whose own work is not done again; the arguments are those of :func:`compare`."""
        made = cls.__new__(cls)
        own = made.__dict__
        own.update(basis.__dict__, actual=actual)
        if target is not None and target != basis.target:
            made.target = target
            own.pop("band", None)  # the one work of a basis that hangs on the target
        if next_target is not None:
            made.next_target = next_target
        return made

    @cached_property
    def ordinary(self) -> bool:
        """The actual is a number inside the band, and can be: nothing has to be said about it."""
        return isinstance(self.actual, Decimal) and self.is_ordinary(self.actual)

    @cached_property
    def to_target(self) -> Variance:
        """Against the target in force."""
        one = self.indicator
        return variance_of(
            self.actual, self.against, one.desired_direction, "target", (one.measure, one.target_measure)
        )

    @cached_property
    def to_last_year(self) -> Variance:
        """Against the same period last year."""
        one = self.indicator
        return variance_of(self.actual, self.last_year, one.desired_direction, "last year", (one.measure, one.measure))

    @cached_property
    def status(self) -> Status:
        """Where the figure stands against its target."""
        return against_target(self.indicator, self.actual, self.against, self.last_year, self.settings)

    @cached_property
    def year_status(self) -> YearStatus:
        """Where the figure stands against last year."""
        return against_last_year(self.indicator, self.actual, self.last_year, self.settings)

    @cached_property
    def trend(self) -> Trend:
        """The five-year trend as the report will print it."""
        printed = (*self.compared_history, self.actual)[-YEARS:] if self.context.whole_year else ()
        return trend([self.indicator.measure.as_printed(figure) for figure in printed], self.settings.trend_band)

    @cached_property
    def due(self) -> tuple[str, ...]:
        """Why an explanation is due, in words, most important first; empty where none is."""
        restated, asks_new = self.restates, self.asks_new
        return _due(self.actual, self.compared_history, self.last_year, self.band, restated=restated, asks_new=asks_new)

    @property
    def restates(self) -> bool:
        """Whether the submission changes a published figure of this indicator."""
        return any(one.here for one in self.restated.values())

    @property
    def attention(self) -> tuple[int, int, int, Decimal]:
        """Sort key of the variance sheet: critical first, then missed or to be explained, then |%| (V10)."""
        share = self.to_last_year.share
        size = min(abs(share) * HUNDRED, CAP) if share is not None else Decimal(0)
        pressing = self.status.missed or bool(self.due)
        return (not self.indicator.critical, not pressing, not self.status.missed, -size)


def compare(
    line: Line,
    actual: Figure | None,
    past: Past,
    edition: Edition,
    settings: OfficeSettings,
    *,
    target: Figure | None = None,
    next_target: Figure | None = None,
) -> Comparison:
    """Set one submitted figure beside its target, last year and history.

    Args:
        actual: the figure submitted; None where the cell holds none.
        past: the figures that count (:func:`pmr_xl.analysis.counting.as_printed`).
        target: the submitted target in force where it differs from the record's; the record's where None.
        next_target: the target asked for next year; the record's where None.
    """
    basis = Basis.by(EditionContext.of(edition, settings), line, past)
    return Comparison.on(basis, actual, target=target, next_target=next_target)


def _due(
    actual: Figure | None,
    history: Sequence[Figure | None],
    last_year: Figure | None,
    limits: Band | None,
    *,
    restated: bool,
    asks_new: bool,
) -> tuple[str, ...]:
    reasons: list[str] = []
    if restated:
        reasons.append("a published figure is restated")
    # A figure that is not available is explained by its reason code, which has its own column.
    if isinstance(actual, Decimal):
        if limits is not None and actual not in limits:
            reasons.append(limits.low_why if actual < limits.low else limits.high_why)
        elif asks_new and not any(isinstance(figure, Decimal) for figure in history):
            reasons.append("a new indicator")
        elif asks_new and not isinstance(last_year, Decimal):
            reasons.append("no figure was published last year")
    return tuple(reasons)
