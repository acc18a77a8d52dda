"""The sheet “Provenance” of a chapter's working workbook: where each figure of this edition comes from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import repeat

from pmr_xl.forms.paper import theme
from pmr_xl.forms.paper.fitting import lines_of
from pmr_xl.forms.paper.pages import ID, Link, Page, Paper, Print, Put, Style
from pmr_xl.model.book.places import Range
from pmr_xl.model.quick.named import NamedTuple

NAME = "Provenance"
HEADING_ROW = 4
_COLUMNS = (  # one screen, and one landscape letter page wide at 7 pt; most rows take two lines
    ("Indicator id", 22.5),
    ("Indicator", 23.5),
    ("Figure of", 8),
    ("Figure", 9),
    ("Stated as", 10.5),
    ("File", 23.5),
    ("Cell", 12.5),
    ("Version", 6.5),
    ("SHA-256", 11.5),
    ("Taken in", 14),
    ("Because", 9),
    ("Corrected", 8.5),
    ("Explanation", 10.5),
    ("Decision", 8.5),
)
_CELL = Style(size=9.5, colour=theme.INK, bottom=theme.RULE, wrap=True)
_LINE, _MOST_LINES = 12.75, 6  # a long explanation shows how it begins; a name is seen whole
_MARGINS = (0.3, 0.3, 0.55, 0.55)
_NAMED = 1
_PRINT = 12  # digits of a hash that a person compares
_LONGEST_TIP = 255  # Excel's limit


class ProvenanceRow(NamedTuple):
    """One figure and where it comes from, in words; behind its key in the order of the sheet's columns.

    Attributes:
        key: of the column that it is printed in: ``actual:FY26``.
        stated: how it came into the record; of a target its origin.
        because: why it was restated; ``corrected``: what was changed in its cell, by a suggested fix or by telephone.
    """

    key: str
    indicator: str
    name: str
    period: str
    figure: str
    stated: str
    file: str
    place: str
    version: str
    sha256: str
    taken: str
    because: str = ""
    corrected: str = ""
    explanation: str = ""
    decision: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        """What stands on the sheet, one a column."""
        return self._replace(sha256=self.sha256[:_PRINT])[1:]


def lay(title: str, rows: Sequence[ProvenanceRow]) -> Page:
    """One row a figure, in print order."""
    page = Page(NAME, tab=theme.BLUE, print=Print(repeat_rows=(HEADING_ROW, HEADING_ROW), margins=_MARGINS))
    page.widths = {column: width for column, (_, width) in enumerate(_COLUMNS, start=1)}
    page.heights = {1: 27, 2: 18, 3: 9, HEADING_ROW: 28}
    page.put(1, 1, title, theme.TITLE)
    page.put(2, 1, "Every printed figure leads here; “pmr trace ID” says the same of one indicator.", theme.SUBTITLE)
    for column, (heading, _) in enumerate(_COLUMNS, start=1):
        page.put(HEADING_ROW, column, heading, replace(theme.HEADING, align="left", valign="top", wrap=False))
    widths = [width for _, width in _COLUMNS]
    for at, row in enumerate(rows, start=HEADING_ROW + 1):
        words = row.words
        for column, word in enumerate(words, start=1):
            page.put(at, column, word or None, _CELL)
        depths = list(map(lines_of, words, repeat(_CELL), widths))
        deepest = max(depths[_NAMED], min(max(depths), _MOST_LINES))
        page.heights[at] = _LINE * deepest + 4
    page.filter = Range(HEADING_ROW, 1, HEADING_ROW + max(1, len(rows)), len(_COLUMNS))
    page.freeze = (HEADING_ROW + 1, 2)
    return page


def link_provenance(paper: Paper, rows: Sequence[ProvenanceRow]) -> Paper:
    """The workbook whose figures lead to their rows on “Provenance”, and indicators' ids to the first of theirs.

    LibreOffice draws and prints a word that leads somewhere in the colour of its links, whatever the cell says; a
    number keeps its own. So on the page as printed NA and * lead nowhere (their cells in the lists do), and in the
    lists, where all is words, what leads somewhere has the colour of links in every program.
    """
    places: dict[tuple[str, str], int] = {}
    tips: dict[int, str] = {}
    for at, row in enumerate(rows, start=HEADING_ROW + 1):
        places[row.indicator, row.key] = at
        places.setdefault((row.indicator, ID), at)
        tips[at] = f"{row.period}: {row.stated}, {row.file} {row.place}"[:_LONGEST_TIP]
    looks: dict[int, tuple[Style, Style]] = {}  # of a look: it, and the same as a link's
    for page in paper.pages:
        lists = page.filter is not None
        for where, key in page.keys.items():
            if (row_at := places.get(key)) is None:
                continue
            content, style = page.cells[where]
            if isinstance(content, str):
                if not lists:
                    continue
                if id(style) not in looks:
                    looks[id(style)] = style, replace(style, colour=theme.BLUE)
                page.cells[where] = Put(content, looks[id(style)][1])
            page.links[where] = Link(f"internal:'{NAME}'!A{row_at}", "", tips[row_at])
    return paper
