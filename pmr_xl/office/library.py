"""The library: one office's agencies, chapters, calendar and settings, read when asked for."""

from __future__ import annotations

import re
from functools import cached_property, partial
from pathlib import Path
from typing import TypeVar

from pmr_xl.model.office_settings import OfficeSettings
from pmr_xl.office.chapter_cache import as_they_read, from_cache
from pmr_xl.office.shapes import Agency
from pmr_xl.office.shelves.editions import EditionShelf
from pmr_xl.office.shelves.files import is_there
from pmr_xl.office.shelves.schemas import SchemaShelf

Shape = TypeVar("Shape")
_RULES = Path(__file__).parents[1] / "rules"


class Library(SchemaShelf, EditionShelf):
    """What an office says its indicators are.

    Args:
        office: the office folder, or None for the one that :func:`find_office` finds.
    """

    @cached_property
    def settings(self) -> OfficeSettings:
        """The program's thresholds with this office's ``settings.yaml``, where it has one."""
        if not is_there(self.office.settings_file):
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

    def _judged(self, shape: type[Shape], path: Path, content: bytes, agency: Agency | None = None) -> Shape:
        from pmr_xl.office.judging import read_and_judge
        from pmr_xl.office.reports.files import report_names

        names = partial(report_names, self)
        return read_and_judge(
            shape, self._decoded(path, content), self.office.show_path(path), agency, self._ids, names
        )

    def _ids(self) -> dict[str, list[str]]:
        return {chapter.agency: list(chapter.by_id) for chapter in self.chapters()}
