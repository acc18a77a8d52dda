"""In which order editions appear."""

from __future__ import annotations

from pmr_xl.model.fiscal import Edition, Report

_SIXTEENTH = 16  # months are placed between two reports by fractions that every float holds exactly
_MMR_MONTH, _PMMR_MONTH = 2, 7  # the first fiscal month whose figures come after the MMR, after the PMMR


def rank(edition: Edition) -> float:
    """Editions in the order in which they appear: the PMMR of a fiscal year (January) before its MMR (September).

    A month appears on the 20th of the next: July's before the MMR of the year that has just ended, August's to
    December's before the PMMR, January's to June's after it. Months are fractions; SQLite keeps them as they are.
    """
    year, month = edition.year, edition.month
    if edition.report is Report.MMR:
        return year * 2 + 1
    if edition.report is Report.PMMR:
        return year * 2
    if month < _MMR_MONTH:
        return (year - 1) * 2 + (12 + month) / _SIXTEENTH
    return year * 2 - (month < _PMMR_MONTH) + month / _SIXTEENTH
