"""The library: one office's agencies, chapters, calendar and settings, read when asked for."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache, cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from pmr_xl.model.fault import Fault, NoSuchReport
from pmr_xl.model.fiscal import Edition
from pmr_xl.model.office_settings import OfficeSettings
from pmr_xl.model.reports.report import Report
from pmr_xl.model.reports.standard import AS_SHIPPED, STANDARD
from pmr_xl.model.schema.chapter import Chapter
from pmr_xl.office.chapter_cache import as_they_read, from_cache
from pmr_xl.office.folder import OfficeFolder, find_office
from pmr_xl.office.shapes import Agencies, Agency, Calendar

if TYPE_CHECKING:
    from pmr_xl.model.definitions.definition import AgencyDefinitions
    from pmr_xl.office.breakdowns.lists import Breakdowns
    from pmr_xl.office.pairs import SchemaText
    from pmr_xl.office.years.store import SchemaStore

Shape = TypeVar("Shape")
_HASH_LENGTH = 12
_RULES = Path(__file__).parents[1] / "rules"


class Library:
    """What an office says its indicators are.

    Args:
        office: the office folder, or None for the one that :func:`find_office` finds.
    """

    def __init__(self, office: Path | None = None) -> None:
        self.office = OfficeFolder(find_office(office))
        self._chapters: dict[str, Chapter] = {}
        self._reports: dict[str, Report] = {}

    @cached_property
    def _agencies(self) -> Agencies:
        return self._read(Agencies, self._roll)

    @property
    def _roll(self) -> Path:
        return self.office.schemas / "agencies.yaml"

    def agencies(self) -> dict[str, Agency]:
        """Agencies by code, in the order of the report."""
        return {agency.code: agency for agency in self._agencies.agencies}

    def known(self, code: str) -> Agency | None:
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
        if (found := self.known(code)) is not None:
            return found
        from pmr_xl.office.naming import near_agencies

        codes = ", ".join(self.agencies()) or "none yet"
        meant = near_agencies(code, self._named)
        remedy = f"Did you mean {' or '.join(meant)}?" if meant else f"The agencies are {codes}."
        raise Fault(f"There is no agency “{code}”.", remedy)

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
        return self._read(AgencyDefinitions, path) if path.is_file() else AgencyDefinitions(own)

    def definitions_path(self, code: str) -> Path:
        """Where an agency's definitions stand; need not exist."""
        return self.office.schemas / "definitions" / f"{self.slug(code)}.yaml"

    def slug(self, code: str) -> str:
        """An agency as part of a file's name: ``H+H`` is ``hh``."""
        return self.agency(code).slug

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
        return SchemaText(self.office.shown(path), self._decoded(path, self._bytes(path)))

    def schema_path(self, code: str) -> Path:
        """The file that holds an agency's chapter."""
        return self.office.schemas / "indicators" / f"{self.agency(code).slug}.yaml"

    def schema_hash(self, code: str) -> str:
        """The fingerprint of what an agency's schema means: remarks, guesses and the order of keys do not count."""
        path, agency = self.schema_path(code), self.agency(code)
        content = self._bytes(path)

        def made() -> str:
            from pmr_xl.office.years.fingerprint import fingerprint

            return fingerprint(self.chapter(code))

        return from_cache(str, path.with_suffix(".meaning"), content, made, _said_of(agency))

    def text_hash(self, code: str) -> str:
        """The fingerprint of an agency's schema file as text, with which earlier programs stamped forms.

        Kept, because a page has the text without its remarks, and what was made of the whole one beside it.
        """
        path = self.schema_path(code)
        content = self._bytes(path)
        made = hashlib.sha256(content).hexdigest()
        return from_cache(str, path.with_suffix(".text"), content, lambda: made[:_HASH_LENGTH])

    @cached_property
    def history(self) -> SchemaStore:
        """The schemas that were."""
        from pmr_xl.office.years.store import SchemaStore

        return SchemaStore(self.office.schemas / "history")

    def keep_schema(self, code: str) -> str:
        """Keep an agency's schema as it is today, for as long as the office stands; returns its fingerprint.

        The built-in office keeps none: its schemas come with the program.

        Raises:
            Fault: the folder cannot be written.
        """
        mark, path = self.schema_hash(code), self.schema_path(code)
        if self.office.built_in:
            return mark

        def made() -> str:
            return self.history.keep(self.slug(code), self.chapter(code), self.text_hash(code))

        try:
            there = (self.office.schemas / "history" / self.slug(code) / f"{mark}.json").is_file()
            # That it was kept is remembered, so that a command that judges one file need not read it.
            return from_cache(str, path.with_suffix(".kept"), self._bytes(path), made, mark) if there else made()
        except OSError as error:
            shown = self.office.shown(self.history.folder)
            raise Fault(f"{shown} cannot be written: {error.strerror}.", "Ask for the right to write there.") from None

    def schema_stamped(self, code: str, stamp: str) -> Chapter | None:
        """The schema of an agency that a form's stamp names, today's or a kept one; None where it is not known."""
        stamp = stamp.strip()
        if stamp in (self.schema_hash(code), self.text_hash(code)):
            return self.chapter(code)
        slugs = self.agency(code).slugs
        found = next((one for slug in slugs if (one := self.history.find(slug, stamp)) is not None), None)
        if found is not None:
            from pmr_xl.office.years.fingerprint import fingerprint

            return self.chapter(code) if fingerprint(found) == self.schema_hash(code) else found
        return None

    @cached_property
    def settings(self) -> OfficeSettings:
        """The program's thresholds with this office's ``settings.yaml``, where it has one."""
        if not self.office.settings_file.is_file():
            return OfficeSettings()
        path = self.office.settings_file
        content = self._bytes(path)
        return from_cache(
            OfficeSettings,
            path,
            content,
            lambda: self._judged(OfficeSettings, path, content),
            self._named_in_settings(content),
        )

    def _named_in_settings(self, content: bytes) -> str:
        """Changes when settings have to be judged again: with the rules, and with the ids where something is waived."""
        said = re.sub(rb"(?m)^\s*#.*$", b"", content)
        named = [as_they_read(sorted(_RULES.glob("*/*.py")))] if b"rule" in said else []
        if b"waivers" in said:
            named.append(self._named_by(content, (b"waivers",)))
        return "|".join(named)

    def report(self, name: str) -> Report:
        """A report by its name: what the office's file says, else the City's own as the program has it.

        Raises:
            Fault: there is no such report; its file says something that cannot be.
        """
        if name not in self._reports:
            self._reports[name] = self._report(name)
        return self._reports[name]

    def _report(self, name: str) -> Report:
        path = self.office.schemas / "reports" / f"{name}.yaml"
        if not path.is_file():
            if (found := STANDARD.get(name)) is not None:
                return found
            from pmr_xl.office.reports.files import report_names

            known = ", ".join(report_names(self))
            raise NoSuchReport(
                f"There is no report “{name}”.", f"The reports are {known}; a file in schemas/reports is one more."
            )
        content = self._bytes(path)
        if AS_SHIPPED.get(name) == hashlib.sha256(content).hexdigest():
            return STANDARD[name]

        def made() -> Report:
            from pmr_xl.office.reports.files import judged_report

            return judged_report(self, name, self._decoded(path, content), self.office.shown(path))

        return from_cache(Report, path, content, made, self._named_by(content, (b"indicators", b"agencies", b"tags")))

    def _named_by(self, content: bytes, keys: tuple[bytes, ...]) -> str:
        """Changes with the ids, codes and tags that a file may name, where it names some."""
        if not any(key in content for key in keys):
            return ""
        files = sorted(self.office.schemas.glob("indicators/*.yaml"))
        return "|".join(hashlib.sha256(self._bytes(file)).hexdigest() for file in (self._roll, *files))

    def edition(self, code: str) -> Edition:
        """An edition by its code, with its report as this office has it.

        Raises:
            ValueError: it is no code of an edition.
            Fault: there is no such report.
        """
        return self.described(Edition.parse(code))

    def described(self, edition: Edition) -> Edition:
        """An edition with its report as this office has it, whatever whoever named it knew of that.

        Raises:
            Fault: there is no such report, or it has no edition of that period.
        """
        report = self.report(edition.report.name)
        if report is edition.report:
            return edition
        found = Edition(report, edition.year, edition.month) if report.monthly else Edition(report, edition.year)
        if report.of or found.submitted != edition.submitted:
            submits = f"prints figures of {report.of.upper()}" if report.of else f"has {found.code}"
            raise NoSuchReport(f"{edition.code} is no edition of {report.title}.", f"That report {submits}.")
        return found

    def agencies_of(self, edition: Edition) -> dict[str, Agency]:
        """The agencies that an edition's report is about: all, or those with an indicator that it chooses."""
        if not edition.report.selective:
            return self.agencies()
        return {code: one for code, one in self.agencies().items() if self.chapter(code).asked_in(edition).lines}

    def due(self, edition: Edition) -> date:
        """When agencies' forms are due: by the office's calendar, else the day the report itself is due."""
        return self.forms_due(edition) or edition.due

    def forms_due(self, edition: Edition) -> date | None:
        """The day on which the office wants an edition's forms back, by its calendar; None where it names none."""
        for occasion in self.calendar().editions:
            if occasion.edition == edition.code and occasion.forms_due is not None:
                return occasion.forms_due
        return None

    def asks_definitions(self, edition: Edition) -> bool:
        """Whether an edition's forms ask agencies to look through their definitions, by the office's calendar."""
        return any(one.definitions for one in self.calendar().editions if one.edition == edition.code)

    def calendar(self) -> Calendar:
        """What the office says of its editions; empty where it says nothing."""
        path = self.office.schemas / "calendar.yaml"
        return self._read(Calendar, path) if path.is_file() else Calendar()

    def _read(self, shape: type[Shape], path: Path, agency: Agency | None = None) -> Shape:
        content = self._bytes(path)
        extra = _said_of(agency) if agency else ""
        return from_cache(shape, path, content, lambda: self._judged(shape, path, content, agency), extra)

    def _judged(self, shape: type[Shape], path: Path, content: bytes, agency: Agency | None = None) -> Shape:
        from pmr_xl.office.judging import read_and_judge
        from pmr_xl.office.reports.files import report_names

        names = partial(report_names, self)
        return read_and_judge(shape, self._decoded(path, content), self.office.shown(path), agency, self._ids, names)

    def _ids(self) -> dict[str, list[str]]:
        return {chapter.agency: list(chapter.by_id) for chapter in self.chapters()}

    def _bytes(self, path: Path) -> bytes:
        try:
            return path.read_bytes().replace(b"\r\n", b"\n")
        except FileNotFoundError:
            shown = self.office.shown(path)
            raise Fault(
                f"{self.office.folder} has no {shown}.", "Put the file back, or import the schema table again."
            ) from None
        except OSError as error:
            raise Fault(
                f"{path} cannot be read: {error.strerror}.", "Close it where it is open and try again."
            ) from None

    def _decoded(self, path: Path, content: bytes) -> str:
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            raise Fault(f"{self.office.shown(path)}, line {line} is not UTF-8.", "Save the file as UTF-8.") from None


def _said_of(agency: Agency) -> str:
    """What agencies.yaml says of an agency that its chapter depends on."""
    before = (*agency.formerly, *(f"{one.code}={one.slug}" for one in agency.merged))
    return "|".join((agency.code, agency.name, *before))
