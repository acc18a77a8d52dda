"""Which id belongs to a row that has lost it."""

from __future__ import annotations

from pmr_xl.model.submission import Submission


def ids_meant(submission: Submission) -> dict[int, str]:
    """The id that belongs to a row of the table without a known one, where the row above says so and it is missing."""
    known = {row.row: row.line.id for row in submission.rows if row.line is not None}
    ids = [line.id for line in submission.asked_lines]
    following, there = dict(zip(ids, [*ids[1:], ""], strict=True)), set(known.values())
    meant: dict[int, str] = {}
    for row in (row.row for row in submission.rows if row.line is None):
        first = row == submission.heading_row + 1
        name = ids[0] if first else following.get(known.get(row - 1, ""), "")
        if name and name not in there:
            meant[row] = known[row] = name  # so that a second such row below is known by this one
    return meant
