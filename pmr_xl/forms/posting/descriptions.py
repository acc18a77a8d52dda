"""The words of posted files: what each file and column is, why a row is posted, of which day what goes beside it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pmr_xl.forms.posting.differences import PostedDifference
from pmr_xl.forms.posting.open_data import OPEN_DATA, Cell, DataField
from pmr_xl.model.fiscal import day_in_words

WHOLE = "Every indicator and month, as the City's dataset"
TO_POST = "The rows that are new or another since the last posting"
LOG, TIDY = "Why each of them is posted", "Every printed figure, tidy"
WITHOUT_ID, NO_ID = "Indicators without an id in the City's open data", "nobody has said its id"
LOG_COLUMNS = {
    "agency": DataField("string", "Agency code."),
    "indicator_id": DataField("string", "The office's own id."),
    "id": DataField("integer", "Id in the City's open data."),
    "indicator": DataField("string", "Name as printed."),
    "valuedate": DataField("date", "First day of the month."),
    "column": DataField("string", "The column that is another one; empty for a row that is posted first."),
    "posted": DataField("string", "As it was posted."),
    "now": DataField("string", "As it is now."),
    "why": DataField("string", "First posting, restatement and its reason, correction, or other words."),
}
WITHOUT_ID_COLUMNS = {
    "agency": DataField("string", "Agency code."),
    "indicator_id": DataField("string", "The office's own id."),
    "indicator": DataField("string", "Name as printed."),
    "id": DataField("integer", "To be filled in; “pmr schema open-data-ids” reads it back."),
    "why": DataField("string", "Why no id is known."),
}


def log_lines(one: PostedDifference, reason: str, file: str) -> Iterator[tuple[Cell, ...]]:
    """Why a row is posted, a line each column that is another one.

    Args:
        reason: with which its figure was restated; empty where it was not.
        file: that states its figure last; empty where the record has none.
    """
    said = dict(zip(OPEN_DATA, one.row.cells, strict=True))
    about = (said["agency"], one.row.indicator, said["id"], said["indicator"], said["valuedate"])
    if one.first:
        yield (*about, "", "", "", "First posting.")
    why = f"Restatement: {reason}" if reason else f"Correction: {file}." if file else "Another figure."
    for column, (before, now) in one.figures.items():
        yield (*about, column, before, now, "The target was changed." if column == "targetmmr" else why)
    if one.words and not one.first:
        yield (*about, ", ".join(one.words), "", "", "Other words.")


def as_of(day: date) -> str:
    """What of the data goes on after a report is out."""
    words = day_in_words(day)
    return (
        f"Months and ids are as the office has them on {words}; definitions are the report's where it came with some."
    )
