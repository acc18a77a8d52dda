"""How often an indicator's figure comes about, and in which monthly editions it is therefore asked."""

from __future__ import annotations

from enum import StrEnum

from pmr_xl.model.fiscal import DECEMBER, Edition

_QUARTER, _HALF = 3, 6


class Frequency(StrEnum):
    """How often a figure comes about. Source: the frequencies of the City's open data, and the report's own labels."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"  # in September, December, March and June, for the three months up to then
    TWICE_A_YEAR = "twice_a_year"  # in December and June
    ANNUAL = "annual"  # with the yearly reports
    SCHOOL_YEAR = "school_year"
    REPORTS = "reports"  # with the Mayor's Management Reports alone: “PMMR/MMR”

    @property
    def months(self) -> tuple[int, ...]:
        """The fiscal months in which a figure comes about; none where it comes with the yearly reports alone."""
        step = {"monthly": 1, "quarterly": _QUARTER, "twice_a_year": _HALF}.get(self.value, 0)
        return tuple(range(step, DECEMBER + 1, step)) if step else ()

    def asked_in(self, edition: Edition) -> bool:
        """Whether a form of that edition asks for it: the yearly reports ask for everything."""
        return not edition.monthly or edition.month in self.months
