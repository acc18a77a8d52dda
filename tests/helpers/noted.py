"""The example agency's tables with restated figures, and the notes that tell of them."""

from __future__ import annotations

from example import CHAPTER, MMR, PAST

from pmr_xl.forms.report_tables.footnotes import footnotes
from pmr_xl.mmr import assemble
from pmr_xl.mmr.noteworthy import noteworthy
from pmr_xl.model.fact import Restated
from pmr_xl.model.fiscal import Period

FY24, FY26 = Period(2024), MMR.submitted_period


def restated(name, period=FY24, by=7, reason="Late data: one district reported in August."):
    old = PAST.actual(name, period)
    return Restated(name, period, old, old + by, reason)


def printed_with(*restatements, reasons=None, edition=MMR, chapter=CHAPTER, past=PAST):
    changes = noteworthy(chapter, restatements)
    revised = [(one.indicator, one.period) for one in changes]
    chapter = assemble(chapter, past, edition, revised=revised)
    return chapter, footnotes(chapter, changes, reasons or {})


MANY = [restated(name, reason=f"Correction: {name}") for name in PAST.actuals if name != "dox-lots-cleaned"]
