"""The library: one office's agencies, chapters, calendar and settings, read when asked for."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from datetime import date
from difflib import get_close_matches
from functools import cached_property, partial
from pathlib import Path
from typing import Any, TypeVar

from pmr_xl.library.guard import guarded
from pmr_xl.library.kept import kept
from pmr_xl.library.naming import LONGEST_ID
from pmr_xl.library.office import Office, find_office
from pmr_xl.library.reading import Tree, read_yaml
from pmr_xl.library.shapes import Agencies, Agency, Calendar
from pmr_xl.model.fault import Fault
from pmr_xl.model.fiscal import Edition
from pmr_xl.model.house import House
from pmr_xl.model.indicator import Chapter

Shape = TypeVar("Shape")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
_HASH_LENGTH = 12


class Library:
    """What an office says its indicators are.

    Args:
        office: the office folder, or None for the one that :func:`find_office` finds.
    """

    def __init__(self, office: Path | None = None) -> None:
        self.office = Office(find_office(office))
        self._chapters: dict[str, Chapter] = {}

    @cached_property
    def _agencies(self) -> Agencies:
        return self._read(Agencies, self.office.schemas / "agencies.yaml", self._judge_agencies)

    def agencies(self) -> dict[str, Agency]:
        """Agencies by code, in the order of the report."""
        return {agency.code: agency for agency in self._agencies.agencies}

    def agency(self, code: str) -> Agency:
        """An agency by its code or slug, in any case.

        Raises:
            Fault: no agency is called so; names the nearest.
        """
        known = {name.lower(): agency for agency in self._agencies.agencies for name in (agency.slug, agency.code)}
        if (found := known.get(code.strip().lower())) is not None:
            return found
        near = get_close_matches(code.strip().lower(), known, n=1, cutoff=0.5)
        codes = ", ".join(self.agencies()) or "none yet"
        remedy = f"Did you mean {known[near[0]].code}?" if near else f"The agencies are {codes}."
        raise Fault(f"There is no agency “{code}”.", remedy)

    def chapter(self, code: str) -> Chapter:
        """An agency's chapter.

        Raises:
            Fault: unknown agency, or its file is missing or says something that cannot be.
        """
        agency = self.agency(code)
        if agency.code not in self._chapters:
            path = self.schema_path(agency.code)
            judge = partial(self._judge_chapter, agency)
            self._chapters[agency.code] = self._read(Chapter, path, judge, extra=f"{agency.code}|{agency.name}")
        return self._chapters[agency.code]

    def chapters(self) -> Iterator[Chapter]:
        """Every chapter, in the order of the report."""
        return (self.chapter(code) for code in self.agencies())

    def slug(self, code: str) -> str:
        """An agency as part of a file's name: ``H+H`` is ``hh``."""
        return self.agency(code).slug

    def schema_path(self, code: str) -> Path:
        """The file that holds an agency's chapter."""
        return self.office.schemas / "indicators" / f"{self.agency(code).slug}.yaml"

    def schema_hash(self, code: str) -> str:
        """Twelve hex digits of the SHA-256 of an agency's schema file; line ends do not count."""
        return hashlib.sha256(self._bytes(self.schema_path(code))).hexdigest()[:_HASH_LENGTH]

    @cached_property
    def house(self) -> House:
        """The house's thresholds with this office's ``settings.yaml``, where it has one."""
        if not self.office.settings.is_file():
            return House()
        return self._read(House, self.office.settings, lambda tree: guarded(House, tree))

    def due(self, edition: Edition) -> date:
        """When agencies' forms are due: by the office's calendar, else the day the report itself is due."""
        path = self.office.schemas / "calendar.yaml"
        calendar = (
            guarded(Calendar, read_yaml(self._text(path), self.office.shown(path))) if path.is_file() else Calendar()
        )
        for occasion in calendar.editions:
            if occasion.edition == edition.code and occasion.forms_due is not None:
                return occasion.forms_due
        return edition.due

    def _read(self, shape: type[Shape], path: Path, judge: Callable[[Tree], Shape], extra: str = "") -> Shape:
        content = self._bytes(path)
        return kept(
            shape, path, content, lambda: judge(read_yaml(self._decoded(path, content), self.office.shown(path))), extra
        )

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

    def _text(self, path: Path) -> str:
        return self._decoded(path, self._bytes(path))

    def _decoded(self, path: Path, content: bytes) -> str:
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            raise Fault(f"{self.office.shown(path)}, line {line} is not UTF-8.", "Save the file as UTF-8.") from None

    def _judge_agencies(self, tree: Tree) -> Agencies:
        listed = guarded(Agencies, tree)
        for key in ("code", "slug"):
            seen: dict[str, int] = {}
            for place, agency in enumerate(listed.agencies):
                value = getattr(agency, key)
                line = tree.line(["agencies", place, key])
                if value.lower() in seen:
                    raise Fault(
                        f"{tree.shown}, line {line}: the {key} “{value}” is also in line {seen[value.lower()]}.",
                        f"Every agency has a {key} of its own.",
                    )
                seen[value.lower()] = line
                if key == "slug" and not _ID.fullmatch(value):
                    raise Fault(
                        f"{tree.shown}, line {line}: “{value}” is no slug.",
                        "A slug is small letters, digits and single hyphens.",
                    )
        return listed

    def _judge_chapter(self, agency: Agency, tree: Tree) -> Chapter:
        chapter = guarded(Chapter, tree, {"name": agency.name})
        if chapter.agency != agency.code:
            raise Fault(
                f"{tree.shown}, line {tree.line(['agency'])} says agency “{chapter.agency}”; "
                f"agencies.yaml says {agency.code}.",
                "Make the two the same.",
            )
        seen: dict[str, int] = {}
        for loc, found in _ids(tree.data):
            place = f"{tree.shown}, line {(line := tree.line(loc))}"
            if found in seen:
                raise Fault(
                    f"{place}: the id “{found}” is also in line {seen[found]}.", "An id is used once and never again."
                )
            if not _ID.fullmatch(found) or len(found) > LONGEST_ID or not found.startswith(f"{agency.slug}-"):
                raise Fault(
                    f"{place}: “{found}” is no id of {agency.code}.",
                    f"An id is “{agency.slug}-” and small letters, digits and single hyphens, {LONGEST_ID} at most.",
                )
            seen[found] = line
        return chapter


def _ids(data: Any, loc: tuple[int | str, ...] = ()) -> Iterator[tuple[tuple[int | str, ...], str]]:
    if isinstance(data, dict):
        for key, value in data.items():
            if key == "id":
                yield (*loc, key), value
            else:
                yield from _ids(value, (*loc, key))
    elif isinstance(data, list):
        for place, value in enumerate(data):
            yield from _ids(value, (*loc, place))
