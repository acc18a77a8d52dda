"""The contents of the whole book, for whoever lays it out: a line a chapter, with an estimate of its pages."""

from __future__ import annotations

from collections.abc import Sequence

from pmr_xl.forms.paper.list_page import list_page
from pmr_xl.forms.paper.pages import Paper
from pmr_xl.model.fiscal import Edition
from pmr_xl.model.quick.named import NamedTuple

COLUMNS = ("Chapter", "Agency", "Tables", "Rows", "Pages (estimate)", "First page (estimate)")
_WIDTHS = (52.0, 10.0, 9.0, 9.0, 16.0, 20.0)


class InTheBook(NamedTuple):
    """A chapter's line in the contents; pages are those of its tables on letter paper, laid on its side."""

    name: str
    agency: str
    tables: int
    rows: int
    pages: int
    first: int


def lay(edition: Edition, lines: Sequence[InTheBook]) -> Paper:
    """The contents as a workbook to be written."""
    rows: list[tuple[str | int, ...]] = [tuple(line) for line in lines]
    said = f"{len(lines)} chapters, about {sum(line.pages for line in lines):,} pages of tables."
    about = "Pages are estimated for letter paper on its side; what else a chapter says comes beside them."
    title = f"{edition.report.full_name}, {edition.when_words}: contents"
    page = list_page("Contents", title, said, about, list(zip(COLUMNS, _WIDTHS, strict=True)), rows)
    return Paper([page], title=f"{edition.title} · contents")
