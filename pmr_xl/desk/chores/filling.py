"""Fill a form from a list: what matched goes into a copy, and a page says what did not."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pmr_xl.desk.chores.forms import form_at, require_nothing_lost
from pmr_xl.desk.chores.lists import read_list
from pmr_xl.forms.submission_form.listed import list_sheet
from pmr_xl.forms.submission_form.listed.filling_in import ListedForm, fill_in
from pmr_xl.forms.submission_form.listed.list_table import columns_of
from pmr_xl.imports.table_kinds.kinds import COMMITMENTS, DEFINITIONS, PLACES
from pmr_xl.imports.table_kinds.reading import refuse_kinds
from pmr_xl.model.quick.named import NamedTuple

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk

FILLED, PAGE = "_filled", "_listed"


class Filled(NamedTuple):
    """A form that was filled from a list.

    Attributes:
        form: where it is; None where nothing was put into it, and no file is written.
        page: the page of what matched and what did not.
    """

    form: Path | None
    page: Path
    told: ListedForm


def fill(
    desk: Desk,
    form: Path,
    table: Path,
    to: Path | None = None,
    *,
    sheet: str = "",
    headings_in: int = 0,
    figure: str = "",
    indicator: str = "",
    over: bool = False,
) -> Filled:
    """Fill a copy of a form from a list; the form itself is never changed, and nothing else in the copy is.

    Args:
        to: where the filled form goes, else beside the form.
        sheet, headings_in: of the list, where they are not found; ``figure``, ``indicator``: headings of its columns.
        over: write over what stands in the form otherwise.

    Raises:
        Fault: the form is none of this office's, or the list cannot be read; something that is not ours is in the
            place of what would be written.
    """
    from pmr_xl.books.marking.cell_entries import with_cells
    from pmr_xl.books.package.opening import Package
    from pmr_xl.books.writing.writer import place, workbook_bytes
    from pmr_xl.desk.context import context_for

    submission = form_at(desk, form)
    brought = read_list(table, sheet, headings_in, tuple(filter(None, (figure, indicator))))
    if not figure:
        refuse_kinds(brought.name, brought.headings, (PLACES, COMMITMENTS, DEFINITIONS))
    columns = columns_of(brought, submission, figure, indicator)
    told = fill_in(submission, context_for(desk, submission), desk.settings, brought, columns, over=over)
    target = to or form.with_stem(f"{form.stem}{FILLED}")
    page = target.with_name(f"{target.stem}{PAGE}.xlsx")
    data = with_cells(Package.open(form), told.new) if told.new else b""
    listed = workbook_bytes(list_sheet.lay(told, form.name, brought.name))
    for path, content in ((target, data), (page, listed)):
        require_nothing_lost(path, form, content)
    place(listed, page)
    if data:
        place(data, target)
    return Filled(target if data else None, page, told)
