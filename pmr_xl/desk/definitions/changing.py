"""Definitions while they are changed: the files are written together at the end, once each was read as it would be."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from pmr_xl.desk.desk import Desk
from pmr_xl.model.definitions.definition import AgencyDefinitions, ConfirmedBy, Definition, DefinitionChange
from pmr_xl.office.definitions.editing import EditedDefinitions
from pmr_xl.office.definitions.known import defined_in, definitions_of
from pmr_xl.office.writing import replace_file, require_as_read, text_of_file


class DefinitionEdit:
    """One go at an office's definitions, by whoever sits at the desk."""

    def __init__(self, desk: Desk) -> None:
        desk.office.must_be_own()
        self._desk = desk
        self._pages: dict[str, EditedDefinitions] = {}
        self._changed: set[str] = set()
        self._read: dict[Path, str] = {}
        self._known: dict[str, dict[str, Definition]] = {}

    @property
    def today(self) -> date:
        """The day that a change bears."""
        return self._desk.today

    @property
    def me(self) -> str:
        """Who changes it."""
        return self._desk.me

    def definitions_before(self, agency: str) -> dict[str, Definition]:
        """What an agency's indicators are defined as, before anything is changed."""
        if agency not in self._known:
            self._known[agency] = definitions_of(self._desk.library, self._desk.library.chapter(agency))
        return self._known[agency]

    def say(
        self, agency: str, indicator: str, texts: Mapping[str, str], change: DefinitionChange | None = None
    ) -> None:
        """Have a definition say these texts; with none of them nothing is done."""
        if texts:
            self._page(agency, indicator).say(indicator, texts, change)

    def confirm(self, agency: str, indicator: str, confirmed: ConfirmedBy) -> None:
        """Note who said that a definition is right, and when."""
        self._page(agency, indicator).confirm(indicator, confirmed)

    def judge(self) -> None:
        """See that every file would be read. Raises Fault where one would not."""
        from pmr_xl.office.judging import read_and_judge

        library = self._desk.library
        for code in self._changed:
            read_and_judge(
                AgencyDefinitions, self._pages[code].text, self._desk.office.show_path(library.definitions_path(code))
            )

    def write(self) -> tuple[Path, ...]:
        """Write the files that differ. Raises Fault where one would not be read; nothing is written then."""
        self.judge()
        library, paths = self._desk.library, list[Path]()
        require_as_read(self._read)
        for code in sorted(self._changed):
            paths.append(library.definitions_path(code))
            replace_file(paths[-1], self._pages[code].text)
        return tuple(paths)

    def _page(self, agency: str, indicator: str) -> EditedDefinitions:
        """The file that defines an indicator."""
        library = self._desk.library
        code = defined_in(library, library.chapter(agency), indicator)
        self._changed.add(code)
        if code not in self._pages:
            path = library.definitions_path(code)
            self._read[path] = text = text_of_file(path)
            known = library.definitions(code).by_id
            self._pages[code] = EditedDefinitions(code, text, self._desk.office.show_path(path), known)
        return self._pages[code]
