"""The filters of a findings sheet, taken from the sheet before and set on the new one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field

from pmr_xl.forms.headings import known_names
from pmr_xl.forms.paper.fitting import text_of
from pmr_xl.forms.paper.pages import Page
from pmr_xl.forms.review_copy.answers import FIELDS, TABLE, AnswerState
from pmr_xl.forms.submission_form.search import plain
from pmr_xl.model.book.sheet import TableArea
from pmr_xl.model.quick.frozen import frozen


@frozen
class SheetFilter:
    """What the filters of a findings sheet let through.

    Attributes:
        texts: heading of today → the texts that are shown, the empty one for cells without any.
        told: what cannot be taken over, a sentence each.
    """

    texts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    told: tuple[str, ...] = ()

    def put_on(self, page: Page) -> None:
        """Set the filters on a page with a table, and hide the rows that they do not let through.

        A filter that would leave no row of the page, and one by texts that nobody has any more, is left away: a sheet
        that seems empty would hide what is new.
        """
        if page.table is None or not self.texts:
            return
        area = page.table[1]
        at = {str(page.cells[area.top, column].content): column for column in range(area.left, area.right + 1)}
        filters = {at[heading]: texts for heading, texts in self.texts.items() if heading in at}
        rows = range(area.top + 1, area.bottom + 1)
        hidden = {
            row for row in rows
            if any(_shown(page, row, column).casefold() not in _folded(texts) for column, texts in filters.items())
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
    texts: dict[str, tuple[str, ...]] = {}
    told = []
    for one in table.filters:
        said = table.columns[one.column] if 0 <= one.column < len(table.columns) else ""
        heading = known.get(plain(said))
        if heading is None or one.texts is None:
            told.append(f"The filter of “{said}” on the findings sheet was not kept: it does not go by texts.")
        else:
            texts[heading] = tuple(map(_today, one.texts)) if heading == "State" else one.texts
    return SheetFilter(texts, tuple(told))


def _today(state: str) -> str:
    """A state in its words of today."""
    known = AnswerState.known(state)
    return state if known is None else known.value


def _shown(page: Page, row: int, column: int) -> str:
    put = page.cells.get((row, column))
    if put is None or put.content is None:
        return ""
    content = put.content
    return f"{content:.15g}" if isinstance(content, int | float) else text_of(content)


def _folded(texts: tuple[str, ...]) -> set[str]:
    return {text.casefold() for text in texts}
