"""What a rule can look at. The engine does the walking; a rule names its subject by annotating its first argument.

Wide subjects: ``Book``, ``Sheet``, ``Submission``, ``Entry`` (each row), ``Restatement`` (each row of that sheet),
``Comparison`` (each row whose actual is a number, beside what was published), and ``Unusual`` among these.
Narrow ones are cells of figure columns, told apart once, so that a rule is called only where it may
have something to say.
"""

from __future__ import annotations

from typing import NewType

from pmr_xl.model.submission import Entered
from pmr_xl.variance import Comparison

TextFigure = NewType("TextFigure", Entered)  # text other than NA and the signs of targets
SignFigure = NewType("SignFigure", Entered)  # NA, *, ↑ or ↓
ErrorFigure = NewType("ErrorFigure", Entered)  # one of Excel's error values
FormulaFigure = NewType("FormulaFigure", Entered)  # a formula, with or without a saved result
OddFigure = NewType("OddFigure", Entered)  # TRUE or FALSE
NumberFigure = NewType("NumberFigure", Entered)  # a number that the agency fills in, of any unit
PercentFigure = NewType("PercentFigure", Entered)  # … in percent
ClockFigure = NewType("ClockFigure", Entered)  # … minutes:seconds or hours:minutes
CountFigure = NewType("CountFigure", Entered)  # … a count of whole things
PastFigure = NewType("PastFigure", Entered)  # a published year's cell that no longer shows what was published
Unusual = NewType("Unusual", Comparison)  # outside the band in which no explanation is due, or with no band
