"""What a layout program is given: tagged text a chapter, a chart an indicator, and the contents of the whole book."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from pmr_xl.desk.desk import Progress, silent
from pmr_xl.desk.distinct_outputs import of_a_part
from pmr_xl.desk.released.kept_release import kept_release
from pmr_xl.desk.tables.assemble import chapters_of, press_chapters
from pmr_xl.desk.tables.narrative import narrative_of
from pmr_xl.desk.tables.pressed import Pressed
from pmr_xl.desk.writing import csv_text, make_folder, write_text
from pmr_xl.forms.report_tables.book_contents import COLUMNS, InTheBook, lay
from pmr_xl.model.fault import Fault
from pmr_xl.model.fiscal import Edition

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk
    from pmr_xl.forms.paper.manuscript import Manuscript

CHARTS = "charts"


def lay_out(
    desk: Desk, agencies: Sequence[str], edition: Edition, into: Path, progress: Progress = silent
) -> tuple[list[Path], list[InTheBook]]:
    """Write tagged text and charts of chapters, in the order of the report, and last the contents of the book.

    Of a released edition they are made of what was released.

    Returns:
        The files (texts, charts, contents as a workbook and as CSV) and the lines of the contents.

    Raises:
        Fault: the edition prints no tables, an agency is unknown, the setting ``layout_styles`` names a style that is
            not there, or a file cannot be written.
    """
    if edition.monthly:
        raise Fault(f"{edition.title} has no chapters.", "Name the MMR or the PMMR with --report.")
    with nullcontext() if desk.office.built_in else desk.record.one_state():
        library = desk.library_of(edition)
        order = list(library.agencies())
        chapters = sorted((library.chapter(agency) for agency in agencies), key=lambda one: order.index(one.agency))
        if (release := kept_release(desk, edition)) is not None:
            release.must_be_as_made()
            desk = type(desk)(release.office)
            chapters = chapters_of(desk, chapters)
        make_folder(into)
        written: list[Path] = []
        contents: list[InTheBook] = []
        for done, one in enumerate(press_chapters(desk, chapters, edition)):
            progress(done, len(chapters), one.printed.agency)
            written += [_text(desk, one, into), *_charts(one, into)]
            contents.append(_line(one, contents[-1] if contents else None))
        part = of_a_part(desk.library_of(edition), [one.agency for one in contents], edition)
        written += _contents(edition, part, contents, into, mark=desk.settings.csv_byte_order_mark)
        progress(len(chapters), len(chapters), "")
        return written, contents


def _text(desk: Desk, one: Pressed, into: Path) -> Path:
    from pmr_xl.books.writing.writer import place
    from pmr_xl.forms.report_tables import tagged, word

    said, styles = narrative_of(desk, one.printed), desk.settings.layout_styles
    manuscript = word.lay(one.printed, one.notes, narrative=said.parts if said else {})
    _known(styles, manuscript)
    path = into / f"{one.stem}_indesign.txt"
    place(tagged.encode_tagged(tagged.tagged_text(manuscript, styles)), path)
    return path


def _known(styles: Mapping[str, str], manuscript: Manuscript) -> None:
    from pmr_xl.forms.report_tables.tagged import style_names

    there = style_names(manuscript)
    if strange := sorted(set(styles) - there):
        raise Fault(
            f"settings.yaml: layout_styles: there is no style “{strange[0]}” in the tables.",
            f"Name one of: {', '.join(sorted(there))}.",
        )


def _charts(one: Pressed, into: Path) -> list[Path]:
    from pmr_xl.forms.report_tables.chart import chart_of

    folder, written = into / CHARTS, []
    own = one.printed.edition.target_years[0].code
    for table, row in one.printed.rows():
        if (drawn := chart_of(table, row, own)) is not None:
            make_folder(folder)
            written.append(folder / f"{row.id}.svg")
            write_text(written[-1], drawn + "\n")
    return written


def _line(one: Pressed, before: InTheBook | None) -> InTheBook:
    from pmr_xl.forms.report_tables import page

    laid, _ = page.lay(one.printed, "Tables", one.notes)
    first = 1 if before is None else before.first + before.pages
    rows = sum(len(table.rows) for table in one.printed.tables)
    pages = len(laid.print.breaks) + 1
    return InTheBook(one.printed.name, one.printed.agency, len(one.printed.tables), rows, pages, first)


def _contents(edition: Edition, part: str, lines: Sequence[InTheBook], into: Path, *, mark: bool) -> list[Path]:
    from pmr_xl.books.writing.writer import write

    stem = f"PMR_{edition.report.code}_{edition.when}{part}_contents"
    book, table = into / f"{stem}.xlsx", into / f"{stem}.csv"
    write(lay(edition, lines), book)
    write_text(table, csv_text([COLUMNS, *lines], mark=mark))
    return [book, table]
