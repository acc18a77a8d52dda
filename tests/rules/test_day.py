"""Whatever day a form is due, its day of signing is judged."""

from __future__ import annotations

from datetime import date

import pytest
import stories
from example import MMR

from pmr_xl.model.book.cell import Cell
from pmr_xl.rules.engine.evidence.day import days_around, due_of


def due(text):
    """The clean form, stamped with another due day."""
    story = stories.told(())
    where = stories.read(story.book).stamp.where["due"]
    story.book.sheet(where.sheet).cells[where.row, where.column] = Cell(where.row, where.column, text)
    return story


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("2028-02-29", date(2029, 3, 1)),
        ("2026-09-17", date(2027, 9, 18)),
        ("9999-12-31", date.max),
        ("9999-01-01", date.max),
        ("0001-01-01", date(2, 1, 2)),
    ],
)
def test_a_form_is_signed_within_a_year_of_any_due_day(text, last):
    story = due(text)
    submission = stories.read(story.book)
    assert due_of(submission) == date.fromisoformat(text)
    assert days_around(submission) == (date(MMR.year - 1, 7, 1), last)
    signed_too_late = "TYP-006" in {found.rule for found in stories.judged(*story)}
    assert signed_too_late == (last < date(2026, 9, 11))
