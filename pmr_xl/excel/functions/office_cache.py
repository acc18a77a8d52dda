"""What the functions know: the office's indicators and record, kept while they are unchanged on disk."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

from pmr_xl.desk.desk import Desk
from pmr_xl.excel.functions.grid import NOT_FOUND, CellFault, cell_of
from pmr_xl.excel.settings import office_folder
from pmr_xl.model.fault import Fault
from pmr_xl.model.fiscal import Edition, Period, Span
from pmr_xl.model.measure import Figure
from pmr_xl.model.office_settings import OfficeSettings
from pmr_xl.model.past import Past
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.schema.chapter import Chapter
from pmr_xl.model.schema.line import Line

if TYPE_CHECKING:
    from pmr_xl.excel.functions.one_figure import BlankForm

_FRESH = 1.0  # seconds what was read is taken for fresh


class _Kept(NamedTuple):
    """An office that was read: when it was last looked at, and the times its files had."""

    looked: float
    stamp: tuple[str | int, ...]
    office: OfficeCache


_kept: dict[str, _Kept] = {}  # a warm Excel server must notice schemas changed on disk


class OfficeCache:
    """One office as the functions see it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._lines: dict[str, Line] = {}
        self._pasts: dict[str, Past] = {}
        self._forms: dict[tuple[str, Edition], BlankForm] = {}

    @cached_property
    def settings(self) -> OfficeSettings:
        """The office's thresholds."""
        return self._desk.settings

    @cached_property
    def _slugs(self) -> list[tuple[str, str]]:
        """Slug and code of every agency, longest first: every id starts with its agency's slug."""
        agencies = self._desk.library.agencies().values()
        return sorted(((agency.slug, agency.code) for agency in agencies), key=lambda pair: -len(pair[0]))

    def _chapter(self, indicator: str) -> Chapter:
        for slug, code in self._slugs:
            if indicator.startswith(f"{slug}-"):
                return self._desk.library.chapter(code)
        raise CellFault(NOT_FOUND)

    def line(self, indicator: str) -> Line:
        """The indicator of that id. Raises CellFault (#N/A) where there is none."""
        if indicator not in self._lines:
            found = self._chapter(indicator).by_id.get(indicator)
            if found is None:
                raise CellFault(NOT_FOUND)
            self._lines[indicator] = found
        return self._lines[indicator]

    def past(self, line: Line) -> Past:
        """Everything published of the indicator's agency."""
        if line.agency not in self._pasts:
            self._pasts[line.agency] = self._desk.past([self._desk.library.chapter(line.agency)])
        return self._pasts[line.agency]

    def actual(self, line: Line, period: Period) -> Figure | None:
        """The published actual, or None."""
        return self.past(line).actual(line.id, period)

    def target(self, line: Line, year: Period) -> Figure | None:
        """The target in force, or None."""
        return self.past(line).target(line.id, year)

    def series(self, indicator: str, count: int) -> list[Any]:
        """The last ``count`` published years of an indicator, oldest first; #N/A where a year is missing."""
        try:
            line = self.line(indicator)
        except CellFault as fault:
            return [str(fault), *[""] * (count - 1)]
        figures = self.past(line).actuals.get(line.id, {})
        last = max((period.year for period in figures if period.span is Span.YEAR), default=0)
        years = [Period(year) for year in range(last - count + 1, last + 1)] if last else []
        measure = line.indicator.measure
        return [NOT_FOUND if (figure := figures.get(year)) is None else cell_of(figure, measure) for year in years] or [
            NOT_FOUND
        ] * count

    def edition(self, report: str, year: str, indicator: str) -> Edition:
        """The edition asked for; where no year is given, the one after the indicator's last published year.

        Raises:
            ValueError: there is no such report or year; a monthly report is named with its month (``FY26-M05``).
        """
        try:
            kind = self._desk.library.report(report.lower())
        except Fault as fault:
            raise ValueError(fault.message) from None
        if kind.monthly:
            return self._desk.edition(f"{kind.name}-{year}")
        if year:
            return Edition(kind, int(year) if year.isdigit() else Period.parse(year.upper()).year)
        figures = self.past(self.line(indicator)).actuals.get(indicator, {})
        return Edition(kind, 1 + max(period.year for period in figures if period.span is Span.YEAR))

    def check(self, asked: Sequence[tuple[str, Any]], edition: Edition) -> list[str]:
        """What the rules find on each figure: id and what stands in its cell.

        Figures of different indicators are judged together; an id asked for again is judged by itself.
        """
        from pmr_xl.excel.functions.one_figure import sentence

        told = [""] * len(asked)
        left = list(range(len(asked)))
        while left:
            together: dict[str, dict[str, int]] = {}
            again = []
            for place in left:
                name = asked[place][0]
                try:
                    chapter = self.line(name).agency
                except CellFault as fault:
                    told[place] = str(fault)
                    continue
                if together.setdefault(chapter, {}).setdefault(name, place) != place:
                    again.append(place)
            for agency, places in together.items():
                found = self._form(agency, edition).findings(self._desk, {n: asked[at][1] for n, at in places.items()})
                for name, place in places.items():
                    told[place] = sentence(found[name])
            left = again
        return told

    def _form(self, agency: str, edition: Edition) -> BlankForm:
        if (agency, edition) not in self._forms:
            from pmr_xl.excel.functions.one_figure import BlankForm

            chapter = self._desk.library.chapter(agency)
            known_then = self._desk.published_before([chapter], edition)
            self._forms[agency, edition] = BlankForm.of(self._desk, chapter, edition, known_then)
        return self._forms[agency, edition]


def current_office() -> OfficeCache:
    """The user's office, read again when a schema, the settings or the record changed on disk.

    The disk is looked at once a second at most: a sheet full of functions asks thousands of times, and on a share each
    look at a file takes a millisecond.
    """
    folder, now = _named(), monotonic()
    kept = _kept.get(folder)
    if kept is not None and now - kept.looked < _FRESH:
        return kept.office
    desk = Desk(Path(folder) if folder else office_folder())
    stamp: tuple[str | int, ...] = (str(desk.folder), _record_mark(desk), *_times(desk))
    office = kept.office if kept is not None and kept.stamp == stamp else OfficeCache(desk)
    _kept[folder] = _Kept(monotonic(), stamp, office)
    return office


def _named() -> str:
    """What the environment says of the office's folder; the settings file is looked at with all the rest."""
    return os.environ.get("PMR_OFFICE", "")


def _record_mark(desk: Desk) -> str:
    """Changes when the record does, wherever it is kept; the built-in office has none."""
    try:
        return "" if desk.office.built_in or not desk.settings.record else desk.record.mark()
    except Fault as fault:  # what is asked of it then says so itself
        return fault.message


def _times(desk: Desk) -> Iterator[int]:
    office = desk.office
    files = (office.settings_file, office.schemas / "agencies.yaml", office.record)
    for path in (*files, *(office.schemas / "indicators").glob("*.yaml"), *office.published_folder.glob("*.csv")):
        with suppress(OSError):  # not there: one look less than asking first
            stat = path.stat()
            yield from (stat.st_mtime_ns, stat.st_size)  # two changes within a few milliseconds may bear the same time
