"""One explanation for many rows."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pmr_xl.model.book.places import CellRef
from pmr_xl.model.entry import Ask, Entry
from pmr_xl.model.finding import Severity
from pmr_xl.model.office_settings import OfficeSettings
from pmr_xl.model.submission import Submission
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.engine.message import short

MANY = 5  # rows; a whole and its parts, which one cause moves, are one


@rule(
    "NAR-004",
    Severity.QUERY,
    "{where}: the same words explain {count} rows: {found}.",
    fix="Say of each figure what changed and by how much; or say once, on the findings sheet, why one cause moved all.",
)
def same_words(submission: Submission, settings: OfficeSettings) -> Iterator[Spot]:
    """One explanation of figures, word for word, on five rows or more."""
    said: dict[str, list[Entry]] = {}
    column = submission.columns.get(Ask.EXPLANATION, 0)
    for entry in submission.entries:
        if column not in entry.entered.cells:  # most rows need no words
            continue
        words, actual = entry.entered.get(Ask.EXPLANATION), entry.entered.get(Ask.ACTUAL)
        if words is None or actual is None or not isinstance(actual.figure, Decimal):
            continue
        if len(words.text) >= settings.shortest_explanation:
            said.setdefault(" ".join(words.text.casefold().split()), []).append(entry)
    for rows in said.values():
        if len({row.line.id if row.line.parent is None else row.line.parent.id for row in rows}) >= MANY:
            where = CellRef(submission.sheet, submission.heading_row, submission.columns[Ask.EXPLANATION])
            text = f"“{short(rows[0][Ask.EXPLANATION].text)}”"
            yield spot(where, found=text, expected="words about each figure", count=len(rows))
