"""The columns of the worksheet on which a sample is recomputed: one name each. Layout and reading go by this."""

from __future__ import annotations

from typing import Final

from pmr_xl.forms.headings import Field
from pmr_xl.model.submission import RELIABILITY_FORM

FORM, SHEET, DRAWN_SHEET = RELIABILITY_FORM, "Recompute", "Sample"
LOOKED_BY = "Looked at by"
INDICATOR, PERIOD, REPORTED, SOURCE = "Indicator", "Period", "Reported", "Source"
RECOMPUTED, CHECK, LOOKED, VERDICT = "Recomputed", "Check", "What was looked at", "Class"
LIMITS, COMPENSATION, ACTION, DUE = "Limits", "Made up for by", "Action agreed", "By when"
ID, CODE, STOOD = "Indicator id", "Period code", "Stood: reported"  # hidden
ASKED: Final = (RECOMPUTED, LOOKED, VERDICT, LIMITS, COMPENSATION, ACTION, DUE)
HIDDEN: Final = (ID, CODE, STOOD)
SHOWN: Final = (
    (INDICATOR, 27.0), (PERIOD, 9.0), (REPORTED, 10.0), (SOURCE, 15.0), (RECOMPUTED, 10.5), (CHECK, 11.0),
    (LOOKED, 20.0), (VERDICT, 15.0), (LIMITS, 16.0), (COMPENSATION, 13.0), (ACTION, 15.0), (DUE, 10.0),
)  # fmt: skip
HEADINGS: Final = (*(heading for heading, _ in SHOWN), *HIDDEN)
FIELDS: Final = tuple(Field(heading) for heading in HEADINGS)
AT: Final = {heading: column for column, heading in enumerate(HEADINGS, start=1)}
SAME, DIFFERS, TO_DO = "✓ Same", "✕ Differs", "○ To do"
