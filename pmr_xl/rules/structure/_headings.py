"""Where a lost heading stood."""

from __future__ import annotations

from pmr_xl.model.book.places import CellRef
from pmr_xl.model.submission import Submission


def places(submission: Submission) -> dict[str, CellRef]:
    """The cell of every lost column's heading, by the column's key, where it can only have been that one.

    It can where the columns without a heading of the form are as many as the columns lost. What was found again without
    its heading, as the ids are by what they say, is where it was found; of a column that was deleted nothing is left.
    """
    columns, row = submission.columns, submission.heading_row
    again = {column.key: columns[column.key] for column in submission.lost_columns if column.key in columns}
    found = set(columns.values())
    lost = [column.key for column in submission.lost_columns if column.key not in columns]
    end = max(found, default=0)
    beyond = len(found) + len(lost)  # the last column may be the one that is lost
    last = (
        beyond if beyond > end and any(_anything(submission, number) for number in range(end + 1, beyond + 1)) else end
    )
    empty = [number for number in range(1, last + 1) if number not in found]
    stood = dict(zip(lost, empty, strict=True)) if len(empty) == len(lost) else {}
    return {key: CellRef(submission.sheet, row, number) for key, number in {**again, **stood}.items()}


def _anything(submission: Submission, column: int) -> bool:
    """Whether a row of the table has a cell in that column, be it an empty one."""
    return any(column in entry.entered.cells for entry in submission.entries)
