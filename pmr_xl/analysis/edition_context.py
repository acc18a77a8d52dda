"""What all comparisons of one submission share."""

from __future__ import annotations

from pmr_xl.model.fiscal import Edition, Period, Span
from pmr_xl.model.office_settings import OfficeSettings
from pmr_xl.model.quick.value_class import value_class


@value_class
class EditionContext:
    """What all comparisons of one submission share: its edition's periods and the office's thresholds."""

    edition: Edition
    settings: OfficeSettings
    history: tuple[Period, ...]
    last_year: Period
    target_years: tuple[Period, Period]
    submitted: Period
    whole_year: bool
    monthly: bool

    @classmethod
    def of(cls, edition: Edition, settings: OfficeSettings) -> EditionContext:
        """That of an edition's submissions."""
        return cls(
            edition=edition,
            settings=settings,
            history=edition.history,
            last_year=edition.last_year,
            target_years=edition.target_years,
            submitted=edition.submitted_period,
            whole_year=edition.submitted_period.span is Span.YEAR,
            monthly=edition.monthly,
        )

    @property
    def full_year(self) -> Period:
        """The last full year before the figure asked for."""
        return Period(self.last_year.year)
