"""The roll of agencies and their chapters while they are edited: written together, once all would be read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from pmr_xl.desk.life.changes import Change, LifeChange
from pmr_xl.model.fault import Fault
from pmr_xl.office.reading import Loc
from pmr_xl.office.shapes import Agencies, Agency
from pmr_xl.office.writing import last_line, node_at, replace_file, require_as_read
from pmr_xl.office.years.edited import EditedSchema, entry

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk


class RollEdit:
    """agencies.yaml and chapters while they are edited: written together, once all would be read."""

    def __init__(self, desk: Desk) -> None:
        desk.office.must_be_own()
        self.desk, self.path = desk, desk.office.schemas / "agencies.yaml"
        self._read: dict[Path, str] = {}
        self.text = self.read(self.path)
        self.files: dict[Path, str] = {}
        self.defined: dict[Path, str] = {}
        self.gone: list[Path] = []

    def read(self, path: Path) -> EditedSchema:
        """The text of a file that is going to be edited."""
        self._read[path] = text = path.read_bytes().decode("utf-8-sig")
        return EditedSchema(text, self.desk.office.show_path(path))

    def find(self, agency: Agency) -> Loc:
        """Where an agency's entry stands. Raises Fault where it is not written line by line."""
        tree = self.text.tree
        loc: Loc = ["agencies", [one["slug"] for one in tree.data["agencies"]].index(agency.slug)]
        if node_at(tree.root, loc).flow_style:
            raise Fault(
                f"{self.text.shown}, line {tree.line(loc)}: {agency.code} is not written line by line.",
                "Write its code, name and slug on a line each, without braces; then say it again.",
            )
        return loc

    def definitions(self, agency: Agency) -> EditedSchema | None:
        """The text of an agency's definitions; None where it has none."""
        path = self.desk.library.definitions_path(agency.code)
        return self.read(path) if path.is_file() else None

    def add(self, said: dict[str, Any], after: str) -> None:
        """A new entry, behind an agency's or at the end."""
        if not after:
            self.text.put([], "agencies", entry(said))
            return
        node = node_at(self.text.tree.root, self.find(self.desk.library.agency(after)))
        lines = self.text.text.splitlines(keepends=True)
        pad = " " * (node.start_mark.column - 2)
        at = last_line(node) + 1
        lines[at:at] = [f"{pad}{line}\n" for line in entry(said)]
        self.text.text = "".join(lines)

    def named_in_settings(self, code: str) -> tuple[str, ...]:
        """The keys of the settings that speak of an agency by a code."""
        settings = self.desk.settings
        return tuple(
            key
            for key, codes in (
                ("portfolios", [code for one in settings.portfolios for code in one.agencies]),
                ("contacts", list(settings.contacts)),
                ("waivers", [one.agency for one in settings.waivers]),
            )
            if code in codes
        )

    def write(self, change: Change) -> LifeChange:
        """Write what was edited to make a change. Raises Fault where it would not be read; nothing is written then."""
        from pmr_xl.model.definitions.definition import AgencyDefinitions
        from pmr_xl.model.schema.chapter import Chapter
        from pmr_xl.office.judging import read_and_judge

        roll: Agencies = read_and_judge(Agencies, self.text.text, self.text.shown)
        by_slug = {one.slug: one for one in roll.agencies}
        for path, text in self.files.items():
            read_and_judge(Chapter, text, self.desk.office.show_path(path), by_slug[path.stem])
        for path, text in self.defined.items():
            read_and_judge(AgencyDefinitions, text, self.desk.office.show_path(path))
        require_as_read(self._read)
        for path, text in (*self.files.items(), *self.defined.items(), (self.path, self.text.text)):
            replace_file(path, text)
        for path in self.gone:
            path.unlink()
        return LifeChange(change, (self.path, *self.files, *self.defined))
