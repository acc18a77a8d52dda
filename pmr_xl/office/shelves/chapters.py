"""An office's agencies, and each agency's chapter with its definitions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from pmr_xl.model.fault import Fault
from pmr_xl.model.schema.chapter import Chapter
from pmr_xl.office.shapes import Agencies, Agency
from pmr_xl.office.shelves.files import FileShelf, is_there

if TYPE_CHECKING:
    from pmr_xl.model.definitions.definition import AgencyDefinitions
    from pmr_xl.office.breakdowns.lists import Breakdowns
    from pmr_xl.office.pairs import SchemaText


class ChapterShelf(FileShelf):
    """Agencies and their chapters, each read once."""

    def __init__(self, office: Path | None = None) -> None:
        super().__init__(office)
        self._chapters: dict[str, Chapter] = {}

    @cached_property
    def _agencies(self) -> Agencies:
        return self._read(Agencies, self._roll)

    @property
    def _roll(self) -> Path:
        return self.office.schemas / "agencies.yaml"

    def agencies(self) -> dict[str, Agency]:
        """Agencies by code, in the order of the report."""
        return {agency.code: agency for agency in self._agencies.agencies}

    def find_agency(self, code: str) -> Agency | None:
        """An agency by its code or slug, or a code of before, in any case; None where none is called so."""
        return self._named.get(code.strip().lower())

    @cached_property
    def _named(self) -> dict[str, Agency]:
        listed = self._agencies.agencies
        before = {
            name.lower(): agency
            for agency in listed
            for name in (*agency.formerly, *(one.code for one in agency.merged))
        }
        return before | {name.lower(): agency for agency in listed for name in (agency.slug, agency.code)}

    def agency(self, code: str) -> Agency:
        """An agency by its code or slug, in any case.

        Raises:
            Fault: no agency is called so; names the nearest.
        """
        if (found := self.find_agency(code)) is not None:
            return found
        from pmr_xl.office.naming import near_agencies

        codes = ", ".join(self.agencies()) or "none yet"
        meant = near_agencies(code, self._named)
        remedy = f"Did you mean {' or '.join(meant)}?" if meant else f"The agencies are {codes}."
        raise Fault(f"There is no agency “{code}”.", remedy)

    def slug(self, code: str) -> str:
        """An agency as part of a file's name: ``H+H`` is ``hh``."""
        return self.agency(code).slug

    def chapter(self, code: str) -> Chapter:
        """An agency's chapter.

        Raises:
            Fault: unknown agency, or its file is missing or says something that cannot be; or an indicator is the same
                as another agency's, and that agency's file does not say so.
        """
        agency = self.agency(code)
        if agency.code not in self._chapters:
            chapter = self._read(Chapter, self.schema_path(agency.code), agency)
            if any(line.indicator.same_as for line in chapter.lines):
                from pmr_xl.office.pairs import refuse_one_sided

                text = cache(self._text)  # pairs are mostly with one other agency, whose file is read once

                def theirs(indicator: str) -> SchemaText | None:
                    owner = self._owner(indicator, text)
                    return None if owner is None else text(owner)

                refuse_one_sided(chapter, text(agency), theirs)
            if any(line.indicator.breakdowns for line in (*chapter.lines, *chapter.retired_lines)):
                self.breakdowns.must_know(chapter)
            self._chapters[agency.code] = chapter
        return self._chapters[agency.code]

    @cached_property
    def breakdowns(self) -> Breakdowns:
        """The lists of places and groups that figures are broken down by."""
        from pmr_xl.office.breakdowns.lists import Breakdowns

        return Breakdowns(self.office)

    def chapters(self) -> Iterator[Chapter]:
        """Every chapter, in the order of the report."""
        return (self.chapter(code) for code in self.agencies())

    def definitions(self, code: str) -> AgencyDefinitions:
        """What an agency's file of definitions says; nothing where there is no file.

        Raises:
            Fault: unknown agency, or the file says something that cannot be.
        """
        from pmr_xl.model.definitions.definition import AgencyDefinitions  # only where an office has some

        own = self.agency(code).code
        path = self.definitions_path(own)
        return self._read(AgencyDefinitions, path) if is_there(path) else AgencyDefinitions(own)

    def definitions_path(self, code: str) -> Path:
        """Where an agency's definitions stand; need not exist."""
        return self.office.schemas / "definitions" / f"{self.slug(code)}.yaml"

    def owner(self, indicator: str) -> Agency | None:
        """The agency that has an indicator: mostly the one whose slug its id begins with, unless it moved.

        Where no file has it, the agency whose slug fits; None where none does.
        """
        return self._owner(indicator, self._text)

    def _owner(self, indicator: str, text: Callable[[Agency], SchemaText]) -> Agency | None:
        listed = sorted(self._agencies.agencies, key=lambda one: len(one.slug), reverse=True)
        fitting = [one for one in listed if indicator.startswith(f"{one.slug}-")]
        for one in (*fitting, *(one for one in listed if one not in fitting)):
            if self.schema_path(one.code).is_file() and indicator in text(one).ids:
                return one
        return fitting[0] if fitting else None

    def _text(self, agency: Agency) -> SchemaText:
        from pmr_xl.office.pairs import SchemaText

        path = self.schema_path(agency.code)
        return SchemaText(self.office.show_path(path), self._decoded(path, self._bytes(path)))

    def schema_path(self, code: str) -> Path:
        """The file that holds an agency's chapter."""
        return self.office.schemas / "indicators" / f"{self.agency(code).slug}.yaml"
