"""The public site: a page for the City, for each agency and each indicator, in a folder that any host can serve."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pmr_xl.atomic_write import put_file
from pmr_xl.desk.desk import Progress, silent
from pmr_xl.desk.publishing.as_of_today import defined_for, months_of
from pmr_xl.desk.publishing.months import city_months, ends_of, month_of_agency
from pmr_xl.desk.publishing.pages import agency_page, indicator_pages
from pmr_xl.desk.publishing.switching import new_folder, no_fewer
from pmr_xl.desk.released.ids_of_today import ids_of
from pmr_xl.desk.released.permitted import may_be_published
from pmr_xl.desk.tables.assemble import press_chapters
from pmr_xl.desk.tables.pressed import Pressed, csv_of
from pmr_xl.desk.writing import csv_text
from pmr_xl.forms.report_tables import tables as report_tables
from pmr_xl.mmr import LEGEND, PrintedChapter
from pmr_xl.model.definitions.definition import Definition
from pmr_xl.model.display.signs import as_words
from pmr_xl.model.fault import Fault
from pmr_xl.model.fiscal import Edition, Period, day_in_words
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.site import rendering
from pmr_xl.site.months import CityMonth, MonthOfAgency, page_of
from pmr_xl.site.values import AgencyPage, IndicatorPage, Publication
from pmr_xl.version import __version__

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk
    from pmr_xl.office import Library

MARK = "site.json"
_DOWNLOADS = "downloads"
_SHAPES = (("open_data", "as open data (CSV)"), ("clean", "tidy (CSV)"), ("dictionary", "what the columns mean (CSV)"))


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
    with desk.one_state():
        publishing, state = may_be_published(desk, edition, agencies)
    _no_fewer(publishing.library_of(edition), target, agencies)
    with desk.one_state(), publishing.one_state(), new_folder(target, MARK) as aside:
        library = publishing.library_of(edition)
        chapters = [library.chapter(code) for code in agencies or library.agencies()]
        past = months_of(desk, chapters, edition.year)
        defined = defined_for(desk, library, chapters, released=publishing is not desk)
        ends, writer = ends_of(past), _Writer(aside)
        name = f"PMR_{edition.report.code}_{edition.when}"
        about = _about(publishing, desk, edition, state, name, months=bool(ends))
        pages: list[AgencyPage] = []
        indicators: list[IndicatorPage] = []
        printed: list[PrintedChapter] = []
        monthly: list[MonthOfAgency] = []
        for done, one in enumerate(press_chapters(publishing, chapters, edition)):
            progress(done, len(chapters), one.printed.agency)
            slug = library.slug(one.printed.agency)
            own_ends = [end for end in ends_of(past, [row.id for _, row in one.printed.rows()]) if end in ends]
            pages.append(agency_page(one, slug, publishing.settings, [writer.workbook(one)], own_ends))
            writer.text(f"agency/{slug}.html", rendering.agency_page(pages[-1], about))
            for page in indicator_pages(one, slug, past, publishing.settings, defined):
                writer.indicator(page, about)
                indicators.append(page)
            for end in own_ends:
                monthly.append(month_of_agency(one, slug, end, past, publishing.settings, own_ends))
                writer.text(f"month/{monthly[-1].page}.html", rendering.agency_month_page(monthly[-1], about))
            printed.append(one.printed)
        writer.text("index.html", rendering.city_page(pages, about))
        writer.text("changes.html", rendering.changes_page(pages, about))
        writer.months(city_months(ends, monthly), about)
        writer.text("indicators.js", rendering.search_index(indicators))
        for asset in rendering.ASSETS:
            writer.text(asset, rendering.asset(asset))
        writer.tables(printed, name, defined.by_id, ids_of(desk, chapters))
        writer.manifest(edition, state)
        progress(len(chapters), len(chapters), "")
    return SiteMade(target, len(pages), len(indicators), len(writer.sums), writer.size, state)


def _no_fewer(library: Library, target: Path, agencies: Sequence[str]) -> None:
    codes = {library.slug(code): code for code in library.agencies()}
    pages = sorted(path.stem for path in (target / "agency").glob("*.html"))
    no_fewer(target, (codes.get(page, page) for page in pages), agencies)


def _about(publishing: Desk, desk: Desk, edition: Edition, state: str, name: str, *, months: bool) -> Publication:
    """What every page says of the publication."""
    year = Period(edition.year)
    return Publication(
        f"{edition.report.full_name}, {edition.when_words}",
        edition.code,
        state,
        f"pmr_xl {__version__}",
        LEGEND,
        f"{(publishing.settings.trend_band * 100).normalize():f}%",
        (year.label, f"{'ended' if year.last_day < desk.today else 'ends'} on {day_in_words(year.last_day)}"),
        day_in_words(desk.today),
        months,
        tuple((f"{_DOWNLOADS}/{name}_{shape}.csv", words) for shape, words in _SHAPES),
    )


class _Writer:
    """Files of the site, with their hashes. The folder is put in place as a whole, so a single file need not last."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.sums, self.size = folder, dict[str, str](), 0
        for name in ("agency", "indicator", "months", "month", _DOWNLOADS):
            (folder / name).mkdir()

    def text(self, name: str, text: str) -> None:
        self._put(name, text.encode())

    def _put(self, name: str, content: bytes) -> None:
        put_file(self.folder / name, content, "Make room, or name another folder.", shown=name, lasting=False)
        self._note(name, content)

    def _note(self, name: str, content: bytes) -> None:
        self.sums[name] = hashlib.sha256(content).hexdigest()
        self.size += len(content)

    def workbook(self, one: Pressed) -> tuple[str, str]:
        """The chapter's published workbook: its file and the words of the link to it."""
        from pmr_xl.books.writing.writer import workbook_bytes

        paper = report_tables.lay(one.printed, report_tables.PUBLISHED, one.notes, one.changes)
        name = f"{_DOWNLOADS}/{one.stem}.xlsx"
        self._put(name, workbook_bytes(paper))
        return name, "All tables (Excel)"

    def indicator(self, page: IndicatorPage, about: Publication) -> None:
        """An indicator's page, its figures, and its months where some are known."""
        self.text(f"indicator/{page.page}.html", rendering.indicator_page(page, about))
        self.text(f"indicator/{page.page}.csv", csv_text(_csv_rows(page), mark=True))
        if page.months.all:
            self.text(f"months/{page.page}.html", rendering.indicator_months_page(page, about))

    def months(self, months: Sequence[CityMonth], about: Publication) -> None:
        """The list of months, and each across agencies, as a page and as CSV."""
        if months:
            self.text("months.html", rendering.months_page(months, about))
        for one in months:
            self.text(f"month/{page_of(one.period)}.html", rendering.city_month_page(one, about))
            self.text(f"month/{page_of(one.period)}.csv", csv_text(one.table(), mark=True))

    def tables(
        self,
        printed: Sequence[PrintedChapter],
        name: str,
        said: Mapping[str, Definition],
        ids: Mapping[str, int | None],
    ) -> None:
        """Every figure as CSV, as ``pmr assemble --csv`` writes it; what is ``said`` of indicators, and their ids."""
        for path in csv_of(printed, name, self.folder / _DOWNLOADS, mark=True, known=said, ids=ids):
            self._note(f"{_DOWNLOADS}/{path.name}", path.read_bytes())

    def manifest(self, edition: Edition, state: str) -> None:
        """What the folder is, and the hash of everything in it."""
        told = {"program": f"pmr_xl {__version__}", "edition": edition.code, "state": state, "files": self.sums.copy()}
        self.text(MARK, json.dumps(told, ensure_ascii=False, indent=0, sort_keys=True) + "\n")


def _csv_rows(page: IndicatorPage) -> Iterator[tuple[str, ...]]:
    yield "indicator_id", "indicator", "agency", "column", "figure"
    for heading, figure in page.years:
        yield page.page, as_words(page.name), page.agency, heading, figure
    for one in page.months.all:
        told = ((one.period.label, one.single), (f"{one.period.label}, fiscal year to date", one.to_date))
        yield from ((page.page, as_words(page.name), page.agency, heading, shown) for heading, shown in told if shown)
