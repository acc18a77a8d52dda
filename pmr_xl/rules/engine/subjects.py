"""What a rule can look at. The engine does the walking; a rule names its subject by annotating its first argument.

Wide subjects: ``Unreadable`` (a file that never became a book), ``Book``, ``Submission``, ``Columns`` (all actuals
beside last year's), ``Restatement`` (each row of
that sheet), ``Entry`` (each row), ``Comparison`` (each row whose actual is a number, beside what was published). Narrow
ones are told apart once in the walk, so that a rule is called only where it may have something to say: two thousand
rows are judged while somebody waits.
"""

from __future__ import annotations

from typing import NewType

from pmr_xl.analysis.comparison import Comparison
from pmr_xl.model.published import PublishedRow, PublishedRows
from pmr_xl.model.submission import Entered, Entry

# Cells of figure columns, by what stands there.
EmptyFigure = NewType("EmptyFigure", Entered)  # nothing, where the agency is asked for something
TextFigure = NewType("TextFigure", Entered)  # text other than NA and the signs of targets
SignFigure = NewType("SignFigure", Entered)  # NA, *, ↑ or ↓
ActualSign = NewType("ActualSign", Entered)  # … for the actual
TargetSign = NewType("TargetSign", Entered)  # … for next year's target, other than * where there is none in force
ErrorFigure = NewType("ErrorFigure", Entered)  # one of Excel's error values
FormulaFigure = NewType("FormulaFigure", Entered)  # a formula, with or without a saved result
OddFigure = NewType("OddFigure", Entered)  # TRUE or FALSE
NumberFigure = NewType("NumberFigure", Entered)  # a number that the agency fills in, of any unit
StruckFigure = NewType("StruckFigure", Entered)  # anything that is struck out, all of it
OddFormatFigure = NewType("OddFormatFigure", Entered)  # … in a cell whose number format is none of the form's
LongFigure = NewType("LongFigure", Entered)  # … with more decimals than its indicator prints
OddPercent = NewType("OddPercent", Entered)  # … in percent, not above 1 and at most 100, or what the schema allows
TooLarge = NewType("TooLarge", Entered)  # … of any other unit, above what the schema says is possible
ClockFigure = NewType("ClockFigure", Entered)  # … minutes:seconds or hours:minutes
RatioFigure = NewType("RatioFigure", Entered)  # … a ratio, not whole
BrokenCount = NewType("BrokenCount", Entered)  # … not whole, where whole things are counted
NegativeFigure = NewType("NegativeFigure", Entered)  # … below 0
NewTarget = NewType("NewTarget", Entered)  # a number for next year's target, other than the target in force
PastFigure = NewType("PastFigure", Entered)  # a published year's cell that no longer shows what was published
TargetInForce = NewType("TargetInForce", Entered)  # a target in force that no longer shows what is recorded

# Cells of words, where something stands.
Reason = NewType("Reason", Entered)  # a reason for NA
Words = NewType("Words", Entered)  # an explanation
OddWords = NewType("OddWords", Entered)  # … and it is no plain text: a formula, an error, struck out, in an odd format
Label = NewType("Label", Entered)  # a name, unit, direction, mark or goal that does not say what the schema says

# Rows of tables that were published and are imported (``PublishedRow`` is each of them, ``PublishedRows`` an agency's).
ResourceRow = NewType("ResourceRow", PublishedRow)  # of agency resources
AppropriationRows = NewType("AppropriationRows", PublishedRows)  # an agency's units of appropriation

FileName = NewType("FileName", str)  # of a file that cannot be read, for the rules that look at ``Unreadable``

# Rows.
Part = NewType("Part", Entry)  # of a part of another indicator
Whole = NewType("Whole", Entry)  # of an indicator whose parts are all of it
Shared = NewType("Shared", Entry)  # of an indicator that another agency reports too
FourMonths = NewType("FourMonths", Entry)  # of one that adds up, and of which July to October are a known share
PlainPercent = NewType("PlainPercent", Entry)  # of a percentage whose name does not say so
Surpassing = NewType("Surpassing", Entry)  # of one whose targets of the years before were surpassed each year
Belied = NewType("Belied", Entry)  # of one whose name speaks against its desired direction
Cumulative = NewType("Cumulative", Comparison)  # of an indicator that counts from its beginning
Standstill = NewType("Standstill", Comparison)  # the actual is last year's figure, too telling to come again
Unusual = NewType("Unusual", Comparison)  # outside the band in which no explanation is due, or with no band

# Rows whose actual asks for an explanation and has none, by why it asks.
OffHistory = NewType("OffHistory", Comparison)  # unusual for its own published years
FarChange = NewType("FarChange", Comparison)  # a change of more than half against last year
FarMiss = NewType("FarMiss", Comparison)  # a critical target missed by far
Newcomer = NewType("Newcomer", Comparison)  # nothing published to compare it with
