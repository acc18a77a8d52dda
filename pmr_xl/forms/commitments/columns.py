"""The columns of the sheet on which agencies say what became of their commitments: one name each.

Hidden columns keep what stood in the yellow cells when the sheet was made, so that what changed meanwhile in the record
and what was changed on the sheet can be told from each other.
"""

from __future__ import annotations

from typing import Final

from pmr_xl.forms.headings import Field
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.submission import COMMITMENTS_FORM

FORM, SHEET = COMMITMENTS_FORM, "Commitments"
CODE, STANDING, WHAT, ABOUT_WHAT = "Code", "Stands", "What is to be done", "Indicator or audit"
FILLED_BY = "Filled in by"
NEW_ROW = "New row"  # 1, 2 … in the rows for new commitments


class AskedColumn(NamedTuple):
    """A yellow column: its heading, the commitment's field, its width in characters."""

    heading: str
    field: str
    width: float


ASKED: Final = (
    AskedColumn("Due", "due", 10.5),
    AskedColumn("Owner", "owner", 14),
    AskedColumn("Status", "status", 13.5),
    AskedColumn("Evidence", "evidence", 27),
    AskedColumn("Closed with", "figure", 10.5),
    AskedColumn("Note", "why", 18),
)
STOOD: Final = tuple(f"Stood: {one.heading.lower()}" for one in ASKED[:-1])
HIDDEN: Final = (NEW_ROW, *STOOD)
FIXED: Final = ((CODE, 7.5), (STANDING, 14.0), (WHAT, 34.0), (ABOUT_WHAT, 22.0))
FIELDS: Final = (
    *(Field(heading) for heading, _ in FIXED),
    *(Field(one.heading) for one in ASKED),
    *(Field(heading) for heading in HIDDEN),
)
