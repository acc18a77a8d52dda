"""An office in Python: validate, compare, look back, print, each as values that become pandas frames."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Iterator
from functools import wraps
from os import PathLike
from pathlib import Path
from threading import RLock
from typing import Concatenate, ParamSpec, Self, TypeVar

from pmr_xl.api import columns, rows
from pmr_xl.api.results import Findings, Rows
from pmr_xl.desk.desk import Desk
from pmr_xl.model.fault import Fault
from pmr_xl.model.fiscal import Edition
from pmr_xl.model.period import FIRST_YEAR, LAST_YEAR, year_in
from pmr_xl.model.schema.chapter import Chapter


def open_office(path: str | PathLike[str] | None = None) -> Office:
    """The office in that folder; without one, ``PMR_OFFICE``, the folder one stands in, or the built-in office.

    Nothing is read before it is asked for.

    Raises:
        Fault: the folder named is no office.
    """
    return Office(Desk(None if path is None else Path(path)))


def open_built_in_office() -> Office:
    """The office that comes with the program: all agencies' schemas and the City's published figures, read-only."""
    from pmr_xl.office import built_in_office

    return open_office(built_in_office())


Given = TypeVar("Given")
Asked = ParamSpec("Asked")


def _in_turn(method: Callable[Concatenate[Office, Asked], Given]) -> Callable[Concatenate[Office, Asked], Given]:
    """An office asked by several threads answers one after the other: they would close each other's record."""

    @wraps(method)
    def answer(office: Office, /, *asked: Asked.args, **how: Asked.kwargs) -> Given:
        with office.turn:
            return method(office, *asked, **how)

    return answer


class Office:
    """One office: its schemas, record and settings. Made by :func:`open_office`.

    Every method raises :class:`pmr_xl.Fault` with place, fault and remedy where something cannot be done.

    Where a server keeps the record one connection is made, when it is first needed. It is given back by
    :meth:`close`, at the end of a ``with`` block, or when nobody has this office any more. Threads may share an office:
    it answers them one after the other.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk, self.turn = desk, RLock()
        weakref.finalize(self, desk.close)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @_in_turn
    def close(self) -> None:
        """Give the connection to the record's server back; whoever asks this office again is connected anew."""
        self._desk.close()

    @property
    def folder(self) -> Path:
        """Its folder."""
        return self._desk.folder

    @_in_turn
    def agencies(self) -> list[str]:
        """Codes of its agencies, in the order of the report."""
        return list(self._desk.library.agencies())

    @_in_turn
    def validate(self, path: str | PathLike[str]) -> Findings:
        """Judge one submission, as ``pmr validate`` does; nothing is written. An unreadable file is a finding."""
        from pmr_xl.desk.validate import judge_file

        return Findings((judge_file(self._desk, Path(path)),))

    @_in_turn
    def findings(self, folder: str | PathLike[str] | None = None) -> Findings:
        """Judge every submission in a folder, the office's inbox where none is named; nothing is written.

        Our own review copies, repaired copies and variance sheets in it are no submissions.

        Raises:
            Fault: there is no such folder.
        """
        from pmr_xl.desk.received.inbox import received_files
        from pmr_xl.desk.validate import judge_file

        place = self._desk.office.inbox if folder is None else Path(folder)
        if not place.is_dir():
            raise Fault(f"There is no folder {place}.", "Name one that is there.")
        return Findings(tuple(judge_file(self._desk, one.path) for one in received_files(place) if one.counts))

    @_in_turn
    def board(self, edition: str | None = None, mine: str = "") -> Rows:
        """Every agency of an edition and where it stands, as ``pmr board`` shows it, the most pressing first.

        Args:
            edition: ``MMR-FY26``; left out, the one that the office asks for.
            mine: only the agencies whose analyst or backup this is.

        Raises:
            Fault: there is no such edition, or the office asks for none or several; it is the built-in office.
        """
        from pmr_xl.desk.board.board import board
        from pmr_xl.words.board.rows import as_values

        return Rows(columns.BOARD, as_values(board(self._desk, _named(self._desk, edition), mine=mine)))

    @_in_turn
    def exceptions(self, edition: str | None = None, mine: str = "") -> Rows:
        """Every figure over all agencies that needs an eye, as ``pmr exceptions`` lists them, what matters most first.

        Args and Raises: as :meth:`board`.
        """
        from pmr_xl.desk.board.exceptions import exceptions
        from pmr_xl.words.board.exceptions import as_values

        found = as_values(exceptions(self._desk, _named(self._desk, edition), mine=mine))
        return Rows(columns.EXCEPTIONS, [{**row, "indicator_id": row["id"]} for row in found])

    @_in_turn
    def letters(self, edition: str | None = None, agency: str | None = None) -> Rows:
        """What is asked of agencies, one row a thing, as ``pmr letters`` writes it to them; nothing is written.

        Args:
            edition: as :meth:`board`.
            agency: only this one's; left out, all.

        Raises:
            Fault: as :meth:`board`; there is no such agency.
        """
        from pmr_xl.desk.board.letters import letters
        from pmr_xl.words.board.letters import as_values

        codes = self.agencies() if agency is None else [agency]
        return Rows(columns.LETTERS, as_values(letters(self._desk, codes, _named(self._desk, edition))))

    @_in_turn
    def definitions(self, agency: str | None = None) -> Rows:
        """What indicators mean, one row an indicator, as ``pmr schema definitions show`` tells it; texts may be empty.

        Args:
            agency: only this one's; left out, all.

        Raises:
            Fault: there is no such agency.
        """
        from pmr_xl.desk.definitions.listing import as_values

        return Rows(columns.DEFINITIONS, as_values(self._desk, [] if agency is None else [agency]))

    @_in_turn
    def places(self, agency: str | None = None) -> Rows:
        """Figures by place and group that count, one row each, retired indicators too. Small counts are not hidden.

        Args:
            agency: only this one's; left out, all.

        Raises:
            Fault: there is no such agency; it is the built-in office.
        """
        from pmr_xl.desk.breakdowns.listing import as_values

        return Rows(columns.PLACES, list(as_values(self._desk, [] if agency is None else [agency])))

    @_in_turn
    def reliability(self, year: int | str, agency: str | None = None) -> Rows:
        """Each figure of a fiscal year with the last look at it, as ``pmr reliability list --all`` tells it.

        Args:
            year: the fiscal year, 2026 or “FY26”.
            agency: only this one's; left out, all.

        Raises:
            Fault: there is no such agency; it is the built-in office.
        """
        from pmr_xl.desk.reliability.giving import as_values
        from pmr_xl.desk.reliability.looking import looked_at
        from pmr_xl.model.fiscal import Period

        found = looked_at(self._desk, [] if agency is None else [agency], Period(_year(year)))
        return Rows(columns.RELIABILITY, as_values(found))

    @_in_turn
    def commitments(self, agency: str | None = None, *, done: bool = False) -> Rows:
        """Commitments, corrective actions and audit recommendations, as ``pmr commitment list`` shows them.

        Args:
            agency: only those that this agency answers for or takes part in.
            done: those too that nothing is left to do of.

        Raises:
            Fault: there is no such agency; it is the built-in office.
        """
        from pmr_xl.desk.commitments.listing import as_values, commitments

        told = commitments(self._desk, [] if agency is None else [agency], done=done)
        return Rows(columns.COMMITMENTS, as_values(told))

    @_in_turn
    def variances(self, path: str | PathLike[str]) -> Rows:
        """Every figure of one submission beside its target and last year, as its variance sheet shows them."""
        return Rows(columns.VARIANCES, list(rows.variances(self._desk, Path(path))))

    @_in_turn
    def indicators(self, agency: str | None = None) -> Rows:
        """Every indicator of the office, or of one agency, in the order of the report."""
        return Rows(columns.INDICATORS, [rows.indicator(line) for one in self._chapters(agency) for line in one.lines])

    @_in_turn
    def history(self, indicator_id: str | None = None, agency: str | None = None) -> Rows:
        """Every figure ever stated, with its source: of one indicator, of one agency, or of all.

        Raises:
            Fault: there is no such indicator or agency.
        """
        return Rows(columns.HISTORY, list(rows.history(self._desk, list(self._chapters(agency)), indicator_id)))

    @_in_turn
    def tables(self, agency: str, report: str, year: int | str) -> Rows:
        """The cells of an agency's printed tables, each as printed beside its value.

        Args:
            report: ``mmr`` or ``pmmr``.
            year: the fiscal year, 2026 or “FY26”.

        Raises:
            Fault: there is no such agency or report, or the report prints no tables.
        """
        from pmr_xl.desk.tables.assemble import press_chapters

        edition = _edition(self._desk, report, year)
        from pmr_xl.desk.released.handing_out import released_office

        frozen = released_office(self._desk, edition)  # a released edition is what was released
        desk = self._desk if frozen is None else Desk(frozen)
        chapters = [desk.library_of(edition).chapter(agency)]
        pressed = [one.printed for one in press_chapters(desk, chapters, edition)]
        return Rows(columns.TABLES, [row for printed in pressed for row in rows.table_rows(printed)])

    def _chapters(self, agency: str | None) -> Iterator[Chapter]:
        if agency is None:
            return self._desk.library.chapters()
        return iter((self._desk.library.chapter(agency),))


def _named(desk: Desk, code: str | None) -> Edition:
    asked = desk.settings.asking if code is None else (code.strip().upper(),)
    if len(asked) != 1:
        raise Fault("Which edition is meant is not clear.", "Name it: board(“MMR-FY26”).")
    try:
        return desk.edition(asked[0])
    except ValueError:
        raise Fault(f"“{asked[0]}” is no edition.", "MMR-FY26, PMMR-FY27 and CPR-FY27-M05 are.") from None


def _edition(desk: Desk, report: str, year: int | str) -> Edition:
    kind = desk.library.report(report.strip().lower())
    if kind.monthly or kind.of:
        raise Fault(f"{kind.title} prints no chapters.", "The reports with chapters are mmr and pmmr.")
    return desk.with_its_report(Edition(kind, _year(year)))


def _year(said: int | str) -> int:
    year = year_in(str(said))
    if year is None or not FIRST_YEAR <= year <= LAST_YEAR:
        raise Fault(f"“{said}” is no fiscal year.", f"2026 and “FY26” are, from {FIRST_YEAR} to {LAST_YEAR}.")
    return year
