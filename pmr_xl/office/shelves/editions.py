"""An office's reports, and what its calendar says of their editions."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

from pmr_xl.model.fault import NoSuchReport
from pmr_xl.model.fiscal import Edition
from pmr_xl.model.reports.report import Report
from pmr_xl.model.reports.standard import AS_SHIPPED, STANDARD
from pmr_xl.office.chapter_cache import from_cache
from pmr_xl.office.shapes import Agency, Calendar
from pmr_xl.office.shelves.chapters import ChapterShelf
from pmr_xl.office.shelves.files import is_there


class EditionShelf(ChapterShelf):
    """Reports, each read once, and their editions."""

    def __init__(self, office: Path | None = None) -> None:
        super().__init__(office)
        self._reports: dict[str, Report] = {}

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
        if not is_there(path):
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

            return judged_report(self, name, self._decoded(path, content), self.office.show_path(path))

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
        return self.with_its_report(Edition.parse(code))

    def with_its_report(self, edition: Edition) -> Edition:
        """An edition with its report as this office has it, whatever whoever named it knew of that.

        Raises:
            Fault: there is no such report, or it has no edition of that period.
        """
        report = self.report(edition.report.name)
        if report is edition.report:
            return edition
        found = Edition(report, edition.year, edition.month) if report.monthly else Edition(report, edition.year)
        if report.of or found.submitted_period != edition.submitted_period:
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
        return self._read(Calendar, path) if is_there(path) else Calendar()
