"""Agencies' schemas while they are edited as text: written together, once all of them were read as they would be."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pmr_xl.desk.life.changes import Change, LifeChange
from pmr_xl.model.schema.chapter import Chapter
from pmr_xl.model.schema.line import Line
from pmr_xl.office.writing import replace_file, require_as_read
from pmr_xl.office.years.edited import EditedSchema

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk
    from pmr_xl.office import Agency


class SchemaEdit:
    """Schemas while they are edited: written together at the end, once all of them were read as they would be."""

    def __init__(self, desk: Desk) -> None:
        desk.office.must_be_own()
        self.desk = desk
        self.texts: dict[str, _SchemaPage] = {}
        self._read: dict[Path, str] = {}

    def text(self, agency: Agency) -> _SchemaPage:
        """The text of an agency's schema."""
        if agency.code not in self.texts:
            path = self.desk.library.schema_path(agency.code)
            self._read[path] = text = path.read_bytes().decode("utf-8-sig")
            self.texts[agency.code] = _SchemaPage(text, self.desk.office.show_path(path))
        return self.texts[agency.code]

    def of(self, indicator: str) -> tuple[Line, _SchemaPage]:
        """An indicator and the text it stands in. Raises Fault where no agency has it."""
        for chapter in self.desk.library.chapters():
            if indicator in chapter.by_id:
                return chapter.by_id[indicator], self.text(self.desk.library.agency(chapter.agency))
        from pmr_xl.desk.records import no_such_indicator

        raise no_such_indicator(self.desk, indicator)

    def write(self, change: Change) -> LifeChange:
        """Write what was edited to make a change. Raises Fault where it would not be read; nothing is written then."""
        self._keep()
        paths = []
        for code, page in self.texts.items():
            self._judge(code, page)
        require_as_read(self._read)
        for code, page in self.texts.items():
            path = self.desk.library.schema_path(code)
            replace_file(path, page.text)
            paths.append(path)
        return LifeChange(change, tuple(paths))

    def _keep(self) -> None:
        """Today's schemas first, so that forms made from them stay readable."""
        for code in self.texts:
            self.desk.library.keep_schema(code)

    def _judge(self, code: str, page: EditedSchema) -> None:
        from pmr_xl.office.judging import read_and_judge

        read_and_judge(Chapter, page.text, page.shown, self.desk.library.agency(code))


class _SchemaPage(EditedSchema):
    def tree_at(self, loc: Sequence[int | str]) -> dict[str, Any]:
        """What an entry says."""
        data = self.tree.data
        for step in loc:
            data = data[step]
        found: dict[str, Any] = data
        return found
