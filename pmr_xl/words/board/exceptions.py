"""The exceptions given away: as a workbook in which people decide, and as CSV."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from pmr_xl.desk.board.kept_decisions import nothing_left_on
from pmr_xl.desk.writing import csv_text, require_workbook_place
from pmr_xl.model.attention.concerns import Concern
from pmr_xl.model.display.plural import plural

if TYPE_CHECKING:
    from pmr_xl.desk.board.exceptions import ExceptionRow, Exceptions
    from pmr_xl.desk.desk import Desk
    from pmr_xl.forms.paper.pages import Paper
    from pmr_xl.model.office_settings import OfficeSettings


def exceptions_paper(found: Exceptions, settings: OfficeSettings) -> Paper:
    """The exceptions as a workbook to be written, in which people decide."""
    from pmr_xl.desk.review.origin import write_sheet_origin
    from pmr_xl.forms.board.exceptions_sheet import Exceptional, lay

    rows = [Exceptional(one.agency, one.level, one.concerns, one.missed, one.row) for one in found.rows]
    submissions = {
        code: {"Submission": name, **write_sheet_origin(origin)} for code, (name, origin) in found.origins.items()
    }
    return lay(found.edition, settings, rows, sentence_of(found), submissions)


def sentence_of(found: Exceptions) -> str:
    """``551 of 2,361 rows of 45 agencies: 68 for Senior staff · 338 for Supervisor · 145 for Analyst``."""
    levels = Counter(one.level for one in found.rows)
    told = " · ".join(f"{levels[name]} for {name}" for name in found.levels if levels[name])
    agencies = f"{len(found.origins)} {plural(len(found.origins), 'agency')}"
    return f"{len(found.rows):,} of {found.looked_at:,} rows of {agencies}{f': {told}' if told else ''}"


def write_exceptions(desk: Desk, found: Exceptions, path: Path) -> Path:
    """Write them as a workbook.

    Raises:
        Fault: it cannot be written, or decisions that the record does not have yet stand on the one that is there.
    """
    from pmr_xl.books.writing.writer import write

    paper = exceptions_paper(found, desk.settings)
    require_workbook_place(path, paper.pages[0].name)
    nothing_left_on(desk, path)
    write(paper, path)
    return path


def exceptions_csv(found: Exceptions, *, mark: bool = False) -> str:
    """As CSV, one line a row: whose, who is to see it, each concern by itself, figures as printed, words, decision."""
    lines = [[_word(value) for value in row.values()] for row in as_values(found)]
    return csv_text([_HEAD, *lines], mark=mark)


def as_values(found: Exceptions) -> list[dict[str, object]]:
    """One mapping a row, keys in a fixed order: what CSV and frames are made of, so that they agree."""
    return [_values(found, one) for one in found.rows]


_FIRST = ("edition", "agency", "id", "indicator", "critical", "level", "years_missed")
_LAST = ("actual", "target", "last_year", "next_target", "explanation", "decision")
_HEAD = (*_FIRST, *(one.value for one in Concern), *_LAST)


def _values(found: Exceptions, one: ExceptionRow) -> dict[str, object]:
    row = one.row.comparison
    show, aim = row.indicator.measure.show, row.indicator.target_measure.show
    told = (
        *(
            found.edition.code,
            one.agency,
            row.line.id,
            row.indicator.name,
            row.indicator.critical,
            one.level,
            one.missed,
        ),
        *(each in one.concerns for each in Concern),
        *(show(row.actual), aim(row.against), show(row.last_year), aim(row.next_target), one.row.explanation),
        "" if one.row.decided is None else one.row.decided.decision,
    )
    return dict(zip(_HEAD, told, strict=True))


def _word(value: object) -> object:
    return ("yes" if value else "") if isinstance(value, bool) else value
