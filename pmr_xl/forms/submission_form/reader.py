"""Reading a filled form. Nothing people did to it makes reading fail: what is lost is named, the rest is still read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pmr_xl.forms.submission_form.changes import figure_of, restatements_of
from pmr_xl.forms.submission_form.formats import formats_lost, with_formats
from pmr_xl.forms.submission_form.layouts import FormLayout, layouts
from pmr_xl.forms.submission_form.made_from import lines_known
from pmr_xl.forms.submission_form.plan import (
    ABOUT,
    CERTIFICATION_LABELS,
    RESTATEMENT_COLUMNS,
    RESTATEMENTS,
    SUBMISSION,
    WELCOME,
)
from pmr_xl.forms.submission_form.search import (
    Headings,
    column_of_ids,
    plain,
    sheet_labelled,
    sheet_named,
    sheet_with,
    text_in,
)
from pmr_xl.forms.submission_form.stamp import about_in, cell_named, stamp_of
from pmr_xl.model.book.cell import Cell
from pmr_xl.model.book.places import CellRef
from pmr_xl.model.book.sheet import Book, Sheet
from pmr_xl.model.entry import Ask, Entered, EnteredRow, Entry, Layout
from pmr_xl.model.fiscal import Edition
from pmr_xl.model.quick.collecting import without_collecting
from pmr_xl.model.schema.chapter import Chapter
from pmr_xl.model.schema.line import Line
from pmr_xl.model.submission import FurtherCell, Row, Stamp, Submission

_WIDEST_GAP = 100  # blank rows reported between two filled ones; a gap wider than this is another thing on the sheet
_TYPED = (Ask.ACTUAL, Ask.TO_DATE, Ask.REASON, Ask.EXPLANATION)


def read(book: Book, chapter: Chapter, edition: Edition, asked: Chapter | None = None) -> Submission:
    """Read a filled form as a submission of ``chapter`` for ``edition``. Never fails on content.

    Sheets are found by name, or by their headings where they were renamed; columns by heading, rows by id.

    Args:
        chapter: the agency's schema as it is now.
        asked: the schema the form was made from: its rows are known, and its cells read, by that; None where it is not
            known.
    """
    with without_collecting():
        return _read(book, chapter, edition, asked)


def _read(book: Book, chapter: Chapter, edition: Edition, made_from: Chapter | None) -> Submission:
    stamp = stamp_of(book)
    if stamp.part:  # what the others were given is none of its rows
        now, part = chapter, stamp.rows.split()
        chapter = chapter.only(part)
        made_from = chapter if made_from is now else made_from and made_from.only(part)
    known = lines_known(chapter, made_from)
    form, sheet, headings = _as_laid(book, edition)
    wanted = form.columns
    further, cells_of_further = _further(book, stamp) if stamp.further else ((), ())
    lost_sheets = tuple(
        name
        for name in (*form.sheets, *further)
        if sheet_named(book, name) is None and not _elsewhere(book, name, sheet)
    )
    found = dict(headings.columns)
    lost = tuple(column for column in wanted if column.key not in found)
    rows: tuple[Row, ...] = ()
    entries: tuple[Entry, ...] = ()
    lost_formats = False
    if sheet is not None and headings.row:
        if Ask.ID not in found and (column := column_of_ids(sheet, headings.row, known)):
            found[Ask.ID] = column
        rows = tuple(_rows(sheet, headings.row, found, known))
        own = {column.key: (column, found[column.key]) for column in wanted if column.key in found}
        lost_formats = formats_lost(rows, own, sheet)
        layout, cells = Layout(sheet.name, own, figure_of), sheet.cells.rows
        if lost_formats:
            cells = with_formats(rows, own, cells)
        # Forms laid before an indicator was known to be no monthly one have its row: empty, it is none of this form's.
        asked, typed = chapter.asked_in(edition).by_id, [found[key] for key in _TYPED if key in found]
        entries = tuple(
            Entry(row.line, row.row, EnteredRow(layout, row.line, row.row, cells[row.row]))
            for row in rows
            if row.line is not None
            and row.line.id in chapter.by_id  # what is reported no longer has a row, and is judged no more
            and (row.line.id in asked or _anything(cells[row.row], typed))
        )
        for entry in entries:
            entry.get(Ask.ACTUAL)  # the one figure that everybody looks at
    return Submission(
        book=book,
        stamp=stamp,
        chapter=chapter,
        edition=edition,
        sheet=sheet.name if sheet else SUBMISSION,
        heading_row=headings.row,
        columns=found,
        rows=rows,
        entries=entries,
        restatements=tuple(restatements_of(book, chapter, edition)),
        lost_columns=lost,
        lost_sheets=lost_sheets,
        strange_headings=headings.strange,
        certification=_certification(book),
        formats_lost=lost_formats,
        asked=made_from,
        layout=form.version,
        collapsed=form.collapsed,
        further=cells_of_further,
    )


def _further(book: Book, stamp: Stamp) -> tuple[tuple[str, ...], tuple[FurtherCell, ...]]:
    """The sheets that not every form has, and their open cells."""
    from pmr_xl.forms.submission_form.meaning.reading import further_of, further_sheets  # most forms do without

    return further_sheets(stamp.further), tuple(further_of(book, stamp.further))


def _as_laid(book: Book, edition: Edition) -> tuple[FormLayout, Sheet | None, Headings]:
    """The layout with the most of its headings on the Submission sheet; the newest where none stands out."""
    found = []
    for form in layouts(edition):
        found.append((form, *sheet_with(book, SUBMISSION, form.columns)))
        if len(found[-1][2].columns) == len(form.columns):  # as in most forms: the others need not be tried
            return found[-1]
    return max(found, key=lambda one: len(one[2].columns))


def _rows(sheet: Sheet, heading_row: int, found: Mapping[str, int], known: Mapping[str, Line]) -> Iterator[Row]:
    """The rows of the table: those with anything in the form's columns, and the blank ones between them."""
    by_id = {plain(name): line for name, line in known.items()}
    own, ids = tuple(sorted(found.values())), found.get(Ask.ID, 0)
    seen: set[str] = set()
    before = heading_row
    for row, cells in sorted(sheet.cells.rows.items()):
        if row <= heading_row:
            continue
        name = text_in(cells.get(ids))
        if not name and not _anything(cells, own):
            continue
        if row - before <= _WIDEST_GAP:
            yield from (Row(blank, "", None) for blank in range(before + 1, row))
        before = row
        line = known.get(name) or by_id.get(plain(name))
        if line is None or line.id in seen:
            yield Row(row, name, None)
            continue
        seen.add(line.id)
        yield Row(row, name, line)


def _anything(cells: Mapping[int, Cell], columns: Iterable[int]) -> bool:
    """Whether anything stands in one of the columns."""
    for column in columns:
        cell = cells.get(column)
        if cell is not None and (cell.formula is not None or text_in(cell)):
            return True
    return False


def _elsewhere(book: Book, name: str, submission: Sheet | None) -> bool:
    """Whether a sheet that has lost its name was found again, by its headings or labels."""
    if name == SUBMISSION:
        return submission is not None
    if name == RESTATEMENTS:
        return sheet_with(book, RESTATEMENTS, RESTATEMENT_COLUMNS)[0] is not None
    return (name == WELCOME and _welcome(book) is not None) or (name == ABOUT and about_in(book) is not None)


def _welcome(book: Book) -> Sheet | None:
    """The sheet with the certification: by its name, or by its labels."""
    return sheet_labelled(book, WELCOME, CERTIFICATION_LABELS.values(), len(CERTIFICATION_LABELS))


def _certification(book: Book) -> dict[str, Entered]:
    """Name, title and date: by the labels on Welcome; where a label is gone, by the defined name."""
    found: dict[str, Entered] = {}
    welcome = _welcome(book)
    labels = {plain(label): key for key, label in CERTIFICATION_LABELS.items()}
    if welcome is not None:
        for cell in sorted(welcome.cells.values(), key=lambda cell: (cell.row, cell.column)):
            key = labels.get(plain(text_in(cell)))
            if key is not None and key not in found:
                place = CellRef(welcome.name, cell.row, cell.column + 1)
                found[key] = Entered(key, CERTIFICATION_LABELS[key], place, welcome.at(place.row, place.column))
    for key, label in CERTIFICATION_LABELS.items():
        if key not in found and (named := cell_named(book, f"pmr_certified_{key}")):
            found[key] = Entered(key, label, *named)
    return {key: found[key] for key in CERTIFICATION_LABELS if key in found}
