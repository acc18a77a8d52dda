"""The columns of a variance sheet that decisions stand in, and the hidden ones beside them: one name each.

The hidden columns keep what stood in the row when the sheet was made, cell by cell. So nothing that a person reads is
parsed back, and the sheet's words can change without losing a decision.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import Final

from pmr_xl.forms.headings import Field
from pmr_xl.forms.paper.pages import Content
from pmr_xl.forms.variance_sheet.decisions.row import DecisionRow

DECISION, NEW_TARGET, NOTE, NAME, DATE = "Decision", "New target", "Note", "Name", "Date"
GROUNDS = "Decided on"  # what a decision rests on
WHEN_MADE = "When made"  # one sentence, on sheets of earlier programs
STOOD: Final = ("Stood: decision", "Stood: new target", "Stood: note", "Stood: name", "Stood: date")
EARLIER: Final = ("Earlier: decision", "Earlier: note", "Earlier: name", "Earlier: decided on")
FIGURE = "Figure when made"  # the figure that is decided on, as the record writes it
REST = "Without a question"  # 1 where the row is approved with the rest
HIDDEN: Final = (GROUNDS, FIGURE, REST, *STOOD, *EARLIER)
REST_ID = "*"  # stands for an id in the row whose cells decide all rows without a question
# What is read of a sheet of any version. The first had neither new targets nor what stood; the second one sentence.
FIELDS: Final = (
    Field("Id"), Field(DECISION), Field(NEW_TARGET, 2, always=False), Field(NOTE), Field(NAME, 1, ("By",)),
    Field(DATE, 1, ("On",)), Field(WHEN_MADE, 2, always=False), Field(GROUNDS, 2, always=False),
    *(Field(heading, 3) for heading in HIDDEN[1:]),
)  # fmt: skip
DAY_ZERO, DAY_ZERO_1904 = date(1899, 12, 30), date(1904, 1, 1)
NO_CELLS: Mapping[str, Content] = MappingProxyType({})


def as_serial(day: date | None) -> float | None:
    """A day as a cell holds it."""
    return None if day is None else float((day - DAY_ZERO).days)


def as_day(serial: float, *, date1904: bool) -> date:
    """The day that a cell holds. Raises OverflowError, ValueError for a number that is none."""
    return (DAY_ZERO_1904 if date1904 else DAY_ZERO) + timedelta(days=int(serial))


def as_cells(row: DecisionRow) -> dict[str, Content]:
    """What stands in the yellow cells of a row and in the hidden ones, by heading."""
    stood, earlier = row.stood, row.earlier
    before = () if earlier is None else (earlier.decision, earlier.note, earlier.name, earlier.because)
    was = (stood.decision, stood.new_target, stood.note, stood.name or "", as_serial(stood.day))
    return {
        DECISION: row.decision, NEW_TARGET: row.new_target, NOTE: row.note, NAME: row.by, DATE: as_serial(row.on),
        **dict(zip(STOOD, was, strict=True)),
        **dict(zip(EARLIER, before, strict=False)),
    }  # fmt: skip
