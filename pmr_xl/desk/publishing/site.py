"""The public site: a page for the City, for each agency and each indicator, in a folder that any host can serve."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pmr_xl.atomic_write import put_whole
from pmr_xl.desk.desk import Progress, silent
from pmr_xl.desk.publishing.as_of_today import defined_today, months_of
from pmr_xl.desk.publishing.pages import agency_page, indicator_pages
from pmr_xl.desk.publishing.switching import new_folder, no_fewer
from pmr_xl.desk.released.permitted import may_be_published
from pmr_xl.desk.tables.assemble import press_chapters
from pmr_xl.desk.tables.pressed import Pressed, csv_of
from pmr_xl.desk.writing import csv_text
from pmr_xl.forms.report_tables import tables as report_tables
from pmr_xl.mmr import LEGEND, PrintedChapter
from pmr_xl.model.definitions.definition import Definition
from pmr_xl.model.display.signs import as_words
from pmr_xl.model.fault import Fault
from pmr_xl.model.fiscal import Edition
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.site import rendering
from pmr_xl.site.values import AgencyPage, IndicatorPage, Publication
from pmr_xl.version import __version__

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk
    from pmr_xl.office import Library

MARK = "site.json"
_DOWNLOADS = "downloads"


class SiteMade(NamedTuple):
    """What was made: the folder, how many agencies and indicators, files and bytes, and what the figures are."""

    folder: Path
    agencies: int
    indicators: int
    files: int
    size: int
    state: str


def make_site(
    desk: Desk, edition: Edition, target: Path, agencies: Sequence[str] = (), progress: Progress = silent
) -> SiteMade:
    """Make the site of an edition, whole, and put it in the target's place in one step.

    Args:
        agencies: codes; every agency of the office where none is named.

    Raises:
        Fault: the edition prints no chapters or may not be published, an agency is unknown, the target holds other
            things, or more agencies than are named, or cannot be written. What stood there before then stands.
    """
    if edition.monthly:
        raise Fault(f"{edition.title} has no chapters.", "Name the MMR or the PMMR; months stand on its pages.")
    with desk.held():
        publishing, state = may_be_published(desk, edition, agencies)
    _no_fewer(publishing.library_of(edition), target, agencies)
    with desk.held(), publishing.held(), new_folder(target, MARK) as aside:
        library = publishing.library_of(edition)
        chapters = [library.chapter(code) for code in agencies or library.agencies()]
        codes = [one.agency for one in chapters]
        past, known = months_of(desk, codes, edition.year), defined_today(desk, codes)
        writer = _Writer(aside)
        title = f"{edition.report.full_name}, {edition.when_words}"
        band = f"{(publishing.settings.trend_band * 100).normalize():f}%"
        about = Publication(title, edition.code, state, f"pmr_xl {__version__}", LEGEND, band)
        pages: list[AgencyPage] = []
        indicators: list[IndicatorPage] = []
        printed: list[PrintedChapter] = []
        for done, one in enumerate(press_chapters(publishing, chapters, edition)):
            progress(done, len(chapters), one.printed.agency)
            slug = library.slug(one.printed.agency)
            pages.append(agency_page(one, slug, publishing.settings, [writer.workbook(one)]))
            writer.text(f"agency/{slug}.html", rendering.agency_page(pages[-1], about))
            defined = known.get(one.printed.agency, {})
            own = list(indicator_pages(one, slug, past, publishing.settings, defined))
            for page in own:
                writer.text(f"indicator/{page.page}.html", rendering.indicator_page(page, about))
                writer.text(f"indicator/{page.page}.csv", csv_text(_csv_rows(page), mark=True))
            indicators += own
            printed.append(one.printed)
        writer.text("index.html", rendering.city_page(pages, about))
        writer.text("changes.html", rendering.changes_page(pages, about))
        writer.text("indicators.js", rendering.search_index(indicators))
        for name in rendering.ASSETS:
            writer.text(name, rendering.asset(name))
        said = {name: one for each in known.values() for name, one in each.items()}
        writer.tables(printed, edition, said)
        writer.manifest(edition, state)
        progress(len(chapters), len(chapters), "")
    return SiteMade(target, len(pages), len(indicators), len(writer.sums), writer.size, state)


def _no_fewer(library: Library, target: Path, agencies: Sequence[str]) -> None:
    codes = {library.slug(code): code for code in library.agencies()}
    pages = sorted(path.stem for path in (target / "agency").glob("*.html"))
    no_fewer(target, (codes.get(page, page) for page in pages), agencies)


class _Writer:
    """Files of the site, with their hashes. The folder is put in place as a whole, so a single file need not last."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.sums, self.size = folder, dict[str, str](), 0
        for name in ("agency", "indicator", _DOWNLOADS):
            (folder / name).mkdir()

    def text(self, name: str, text: str) -> None:
        self._put(name, text.encode())

    def _put(self, name: str, content: bytes) -> None:
        try:
            put_whole(self.folder / name, content, lasting=False)
        except OSError as refused:
            told = f"{name} cannot be written: {refused.strerror}."
            raise Fault(told, "Make room, or name another folder.") from None
        self._note(name, content)

    def _note(self, name: str, content: bytes) -> None:
        self.sums[name] = hashlib.sha256(content).hexdigest()
        self.size += len(content)

    def workbook(self, one: Pressed) -> tuple[str, str]:
        """The chapter's published workbook: its file and the words of the link to it."""
        from pmr_xl.books.writing.writer import packed

        paper = report_tables.lay(one.printed, report_tables.PUBLISHED, one.notes, one.changes)
        name = f"{_DOWNLOADS}/{one.stem}.xlsx"
        self._put(name, packed(paper))
        return name, "All tables (Excel)"

    def tables(self, printed: Sequence[PrintedChapter], edition: Edition, said: Mapping[str, Definition]) -> None:
        """Every figure as CSV, as ``pmr assemble --csv`` writes it; ``said`` of the indicators, by id."""
        name = f"PMR_{edition.report.code}_{edition.when}"
        for path in csv_of(printed, name, self.folder / _DOWNLOADS, mark=True, known=said):
            self._note(f"{_DOWNLOADS}/{path.name}", path.read_bytes())

    def manifest(self, edition: Edition, state: str) -> None:
        """What the folder is, and the hash of everything in it."""
        told = {"program": f"pmr_xl {__version__}", "edition": edition.code, "state": state, "files": self.sums.copy()}
        self.text(MARK, json.dumps(told, ensure_ascii=False, indent=0, sort_keys=True) + "\n")


def _csv_rows(page: IndicatorPage) -> Iterator[tuple[str, ...]]:
    yield "indicator_id", "indicator", "agency", "column", "figure"
    for heading, figure in page.years:
        yield page.page, as_words(page.name), page.agency, heading, figure
    for month, figure, to_date in page.months:
        yield from (
            (page.page, as_words(page.name), page.agency, heading, shown)
            for heading, shown in ((month, figure), (f"{month}, fiscal year to date", to_date))
            if shown
        )
