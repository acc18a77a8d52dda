"""In which order editions appear."""

from __future__ import annotations

from zlib import crc32

from pmr_xl.model.fiscal import Edition
from pmr_xl.model.reports.report import Covers
from pmr_xl.model.reports.standard import STANDARD

_SIXTEENTH = 16  # months are placed between two reports by fractions that every float holds exactly
_NAMES = 2**40  # names are told apart by fractions below a month's that every float beside a year holds exactly
_MMR_MONTH, _PMMR_MONTH = 2, 7  # the first fiscal month whose figures come after the MMR, after the PMMR


def rank(edition: Edition) -> float:
    """Editions in the order in which they appear: the PMMR of a fiscal year (January) before its MMR (September).

    A month appears on the 20th of the next: July's before the MMR of the year that has just ended, August's to
    December's before the PMMR, January's to June's after it. Months are fractions; SQLite keeps them as they are.

    An office's own report appears right after the City's of its period: of a year after the MMR, of a part of a year
    after that part's last month. Records tell editions by their rank, so its name parts it from every other.
    """
    own = 0.0 if edition.report.name in STANDARD else (1 + crc32(edition.report.name.encode())) / _NAMES
    return _of_period(edition) + own


def _of_period(edition: Edition) -> float:
    year, month = edition.year, edition.month
    if edition.report.covers is Covers.YEAR:
        return year * 2 + 1
    if edition.report.covers is Covers.PART:
        if edition.report.name in STANDARD:
            return year * 2
        month = edition.report.months
    if month < _MMR_MONTH:
        return (year - 1) * 2 + (12 + month) / _SIXTEENTH
    return year * 2 - (month < _PMMR_MONTH) + month / _SIXTEENTH
