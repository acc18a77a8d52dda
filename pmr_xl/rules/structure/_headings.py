"""Where a lost heading stood."""

from __future__ import annotations

from pmr_xl.model.book.places import CellRef
from pmr_xl.model.submission import Submission


def places(submission: Submission) -> dict[str, CellRef]:
    """The cell of every lost column's heading, by the column's key, where it can only have been that one.

    It can where the columns without a heading of the form are as many as the columns lost.
    """
    found = set(submission.columns.values())
    lost = [column.key for column in submission.lost_columns if column.key not in submission.columns]
    last = max(max(found, default=0), len(found) + len(lost))  # the last column may be the one that is lost
    empty = [number for number in range(1, last + 1) if number not in found]
    if len(empty) != len(lost):
        return {}
    return {
        key: CellRef(submission.sheet, submission.heading_row, number) for key, number in zip(lost, empty, strict=True)
    }
