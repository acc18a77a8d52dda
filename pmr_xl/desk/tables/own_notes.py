"""What a report says below its tables beside the notes on its figures: its own notes, and who asks for it."""

from __future__ import annotations

from dataclasses import replace

from pmr_xl.forms.report_tables.footnotes import Footnotes
from pmr_xl.mmr import PrintedChapter
from pmr_xl.model.reports.report import Report
from pmr_xl.model.reports.standard import STANDARD


def with_own_notes(notes: Footnotes, report: Report, chapter: PrintedChapter) -> Footnotes:
    """The report's own notes, and who asks for it, at the first row; the City's own three need not say who asks."""
    asked = () if report in STANDARD.values() else (f"Asked for by {report.asked_by}; {report.source}.",)
    own = (*report.notes, *asked)
    if not own or not chapter.tables:
        return notes
    first = chapter.tables[0].rows[0].id
    shift = len(own)
    numbers = {row: tuple(number + shift for number in found) for row, found in notes.numbers.items()}
    numbers[first] = (*range(1, shift + 1), *numbers.get(first, ()))
    return replace(notes, texts=(*own, *notes.texts), numbers=numbers)
