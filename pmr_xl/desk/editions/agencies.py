"""The life of an agency: new, renamed, merged; roll and chapters are edited, history stays with the ids."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pmr_xl.desk.editions.life import LifeChange
from pmr_xl.model.fault import Fault
from pmr_xl.office.naming import slug as slug_of
from pmr_xl.office.reading import Loc
from pmr_xl.office.shapes import Agencies, Agency
from pmr_xl.office.writing import last_line, node_at, replace_file, scalar
from pmr_xl.office.years.edited import EditedSchema, entry

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk

_ONCE = "The next report announces it once; editions that are released or closed stay as they were."


def new_agency(desk: Desk, code: str, name: str, *, slug: str = "", after: str = "") -> LifeChange:
    """Put a new agency on the roll, with a chapter of its own that waits for indicators.

    Args:
        slug: names its file and begins its ids; made of the code where it is empty.
        after: the agency that it follows in print order; at the end where it is empty.

    Raises:
        Fault: the code or slug is in use, or was.
    """
    edit = _Roll(desk)
    own = Agency(code.strip(), name.strip(), slug or slug_of(code, name))
    chapter = desk.office.schemas / "indicators" / f"{own.slug}.yaml"
    if chapter.exists() or desk.library.find_agency(own.code) is not None:
        raise Fault(f"{own.code} is an agency of this office, or was one.", "A code and a file are never used twice.")
    place = f"{own.slug}-performance-indicators"
    text = (
        f"agency: {scalar(own.code)}\ntables:\n  - table: Performance Indicators\n    id: {place}\n    indicators: []\n"
    )
    edit.add({"code": own.code, "name": own.name, "slug": own.slug}, after)
    edit.files[chapter] = text
    return edit.finish(
        f"{own.code} is an agency now: {own.name}.",
        f"Its indicators are added: pmr schema add {own.code} “Name” --to {place}; goals are written by hand.",
        _ONCE,
    )


def rename_agency(desk: Desk, agency: str, name: str = "", code: str = "") -> LifeChange:
    """Give an agency another name or code; slug, ids, history, and all that is in the record stay its own.

    Raises:
        Fault: there is no such agency, it is called so, or the code is another's.
    """
    edit = _Roll(desk)
    own = desk.library.agency(agency)
    desk.library.keep_schema(own.code)
    name, code = name.strip() or own.name, code.strip() or own.code
    if (name, code) == (own.name, own.code):
        raise Fault(f"{own.code} is called “{own.name}”.", "Say another name, or another code with --code.")
    other = desk.library.find_agency(code)
    if other is not None and other.slug != own.slug:
        raise Fault(f"“{code}” is {other.name}, or was.", "A code never becomes another agency's.")
    loc = edit.find(own)
    edit.text.say(loc, "name", scalar(name))
    follows = [f"Forms that are out say “{own.code}” and “{own.name}”, and are read as they are."]
    if code != own.code:
        before = [one for one in own.formerly if one != code] + [own.code]
        edit.text.say(loc, "code", scalar(code))
        edit.text.say(loc, "formerly", f"[{', '.join(scalar(one, in_braces=True) for one in before)}]")
        path = desk.library.schema_path(own.code)
        page = EditedSchema(path.read_bytes().decode("utf-8-sig"), desk.office.show_path(path))
        page.say([], "agency", scalar(code))
        edit.files[path] = page.text
        if (defined := edit.definitions(own)) is not None:
            defined.say([], "agency", scalar(code))
            edit.defined[desk.library.definitions_path(own.code)] = defined.text
        follows += edit.named_in_settings(own.code, code)
    return edit.finish(f"{own.code} is {code}, “{name}”, now.", *follows, "History and decisions stay with it.", _ONCE)


def merge_agency(desk: Desk, agency: str, into: str, *, resources: bool = True) -> LifeChange:
    """Merge an agency into another: its services, goals and tables stand at the end of the other's chapter.

    Args:
        resources: its resources and units of appropriation go on there too, each told as what was the other's.

    Raises:
        Fault: there is no such agency, or both are one.
    """
    edit = _Roll(desk)
    gone, own = desk.library.agency(agency), desk.library.agency(into)
    if gone.slug == own.slug:
        raise Fault(f"{gone.code} cannot be merged into itself.", "Name the agency that it goes to.")
    for one in (gone, own):
        desk.library.keep_schema(one.code)
    old, path = desk.library.schema_path(gone.code), desk.library.schema_path(own.code)
    there = EditedSchema(old.read_bytes().decode("utf-8-sig"), desk.office.show_path(old))
    page = EditedSchema(path.read_bytes().decode("utf-8-sig"), desk.office.show_path(path))
    for key in ("services", "tables", "retired"):
        for lines in _entries(there, key):
            page.put([], key, lines)
    money = 0
    for key in ("resources", "appropriations") if resources else ():
        for lines in _entries(there, key):
            page.put([], key, _told_whose(lines, gone.code))
            money += 1
    edit.files[path] = page.text
    if (moved := edit.definitions(gone)) is not None:
        meant = edit.definitions(own) or EditedSchema(f"agency: {scalar(own.code)}\n", "definitions")
        for lines in _entries(moved, "definitions"):
            meant.put([], "definitions", lines)
        edit.defined[desk.library.definitions_path(own.code)] = meant.text
        edit.gone.append(desk.library.definitions_path(gone.code))
    loc = edit.find(own)
    codes = ((code, gone.slug) for code in (*gone.formerly, gone.code))
    merged = [*((one.code, one.slug) for one in (*own.merged, *gone.merged)), *codes]
    told = ", ".join(
        f"{{code: {scalar(code, in_braces=True)}, slug: {scalar(slug, in_braces=True)}}}" for code, slug in merged
    )
    edit.text.say(loc, "merged", f"[{told}]")
    edit.text.cut(edit.find(gone))
    edit.gone.append(old)
    return edit.finish(
        f"{gone.code} is merged into {own.code}.",
        f"{own.code} is asked for all of its indicators; ids and history stay.",
        f"Forms of {gone.code} that are out are read as they are; “pmr migrate FORM --onto FORM” puts what one says "
        f"into {own.code}’s.",
        *([_money_follows(gone.code, own.code, money, carried=resources)] if money or not resources else []),
        *edit.named_in_settings(gone.code, own.code),
        _ONCE,
    )


def _money_follows(gone: str, own: str, rows: int, *, carried: bool) -> str:
    """What becomes of resources and units of appropriation, in words."""
    if not carried:
        return f"Resources and units of appropriation of {gone} end here: the next published tables bring {own}’s."
    return (
        f"{rows} resources and units of appropriation go on in {own}’s tables with their history, as “{gone}: …”. Take "
        f"their entries (merged_from: {gone}) out of its file once {own}’s own rows say the whole."
    )


def _told_whose(lines: list[str], code: str) -> list[str]:
    """An entry's lines with the agency that it was of; one that says so already stays as it is."""
    if any("merged_from:" in line for line in lines):
        return lines
    last = lines[-1]
    if last.rstrip().endswith("}"):
        return [*lines[:-1], f"{last.rstrip()[:-1]}, merged_from: {scalar(code, in_braces=True)}}}"]
    return [*lines, f"  merged_from: {scalar(code)}"]


def _entries(page: EditedSchema, key: str) -> list[list[str]]:
    """The entries of a list of a schema, each as its lines, with comments, without their indentation."""
    tree = page.tree
    if not (tree.data or {}).get(key):
        return []
    lines = page.text.splitlines()
    found, before = [], None
    for item in node_at(tree.root, [key]).value:
        first = item.start_mark.line
        while before is not None and first - 1 > before and lines[first - 1].lstrip().startswith("#"):
            first -= 1
        before = last_line(item)
        found.append(textwrap.dedent("\n".join(lines[first : before + 1])).splitlines())
    return found


class _Roll:
    """agencies.yaml and chapters while they are edited: written together, once all would be read."""

    def __init__(self, desk: Desk) -> None:
        desk.office.must_be_own()
        self.desk, self.path = desk, desk.office.schemas / "agencies.yaml"
        self.text = EditedSchema(self.path.read_bytes().decode("utf-8-sig"), desk.office.show_path(self.path))
        self.files: dict[Path, str] = {}
        self.defined: dict[Path, str] = {}
        self.gone: list[Path] = []

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
        if not path.is_file():
            return None
        return EditedSchema(path.read_bytes().decode("utf-8-sig"), self.desk.office.show_path(path))

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

    def named_in_settings(self, old: str, new: str) -> Sequence[str]:
        """That settings speak of an agency by the code it had."""
        settings = self.desk.settings
        named = [
            key
            for key, codes in (
                ("portfolios", [code for one in settings.portfolios for code in one.agencies]),
                ("contacts", list(settings.contacts)),
                ("waivers", [one.agency for one in settings.waivers]),
            )
            if old in codes
        ]
        return [f"settings.yaml names {old} in {', '.join(named)}: write {new} there."] if named else []

    def finish(self, told: str, *follows: str) -> LifeChange:
        """Write what was edited. Raises Fault where it would not be read; nothing is written then."""
        from pmr_xl.model.definitions.definition import AgencyDefinitions
        from pmr_xl.model.schema.chapter import Chapter
        from pmr_xl.office.judging import read_and_judge

        roll: Agencies = read_and_judge(Agencies, self.text.text, self.text.shown)
        by_slug = {one.slug: one for one in roll.agencies}
        for path, text in self.files.items():
            read_and_judge(Chapter, text, self.desk.office.show_path(path), by_slug[path.stem])
        for path, text in self.defined.items():
            read_and_judge(AgencyDefinitions, text, self.desk.office.show_path(path))
        for path, text in (*self.files.items(), *self.defined.items(), (self.path, self.text.text)):
            replace_file(path, text)
        for path in self.gone:
            path.unlink()
        return LifeChange((self.path, *self.files, *self.defined), told, tuple(follows))
