"""The filters of a findings sheet, taken from the sheet before and set on the new one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field

from pmr_xl.forms.headings import known_names
from pmr_xl.forms.paper.fitting import text_of
from pmr_xl.forms.paper.pages import Page
from pmr_xl.forms.review_copy.answers import FIELDS, TABLE, AnswerState
from pmr_xl.forms.submission_form.search import plain
from pmr_xl.model.book.filters import ColumnFilter
from pmr_xl.model.book.sheet import TableArea
from pmr_xl.model.quick.value_class import value_class


@value_class
class SheetFilter:
    """What the filters of a findings sheet let through.

    Attributes:
        columns: heading of today → what is let through there.
        told: what cannot be taken over, a sentence each.
    """

    columns: Mapping[str, ColumnFilter] = field(default_factory=dict)
    told: tuple[str, ...] = ()

    def put_on(self, page: Page) -> None:
        """Set the filters on a page with a table, and hide the rows that they do not let through.

        A filter that would leave no row of the page, and one by texts that nobody has any more, is left away: a sheet
        that seems empty would hide what is new.
        """
        if page.table is None or not self.columns:
            return
        area = page.table[1]
        at = {str(page.cells[area.top, column].content): column for column in range(area.left, area.right + 1)}
        filters = {at[heading]: one for heading, one in self.columns.items() if heading in at}
        rows = range(area.top + 1, area.bottom + 1)
        hidden = {
            row for row in rows
            if not all(one.shows(_shown(page, row, column)) for column, one in filters.items())
        }  # fmt: skip
        if len(hidden) < len(rows):
            page.filters, page.hidden_rows = filters, hidden


NOTHING_FILTERED = SheetFilter()


def filter_of(tables: Iterable[TableArea]) -> SheetFilter:
    """The filters in force on a findings sheet, of its tables; nothing where none is ours."""
    known = known_names(FIELDS)
    table = next((one for one in tables if one.name.startswith(TABLE)), None)
    if table is None:
        return NOTHING_FILTERED
    columns: dict[str, ColumnFilter] = {}
    told = []
    for one in table.filters:
        said = table.columns[one.column] if 0 <= one.column < len(table.columns) else ""
        heading = known.get(plain(said))
        if heading is None or not one.understood:
            told.append(f"The filter of “{said}” on the findings sheet was not kept: it does not go by texts.")
        else:
            columns[heading] = _in_words_of_today(one) if heading == "State" else one
    return SheetFilter(columns, tuple(told))


def _in_words_of_today(one: ColumnFilter) -> ColumnFilter:
    texts = None if one.texts is None else tuple(map(_today, one.texts))
    conditions = tuple(condition._replace(value=_today(condition.value)) for condition in one.conditions)
    return one._replace(texts=texts, conditions=conditions)


def _today(state: str) -> str:
    """A state in its words of today."""
    known = AnswerState.of_text(state)
    return state if known is None else known.value


def _shown(page: Page, row: int, column: int) -> str:
    put = page.cells.get((row, column))
    if put is None or put.content is None:
        return ""
    content = put.content
    return f"{content:.15g}" if isinstance(content, int | float) else text_of(content)
