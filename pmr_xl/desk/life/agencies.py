"""The life of an agency: new, renamed, merged; roll and chapters are edited, history stays with the ids."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from pmr_xl.desk.life.changes import AgencyMerged, AgencyNew, AgencyRenamed, LifeChange
from pmr_xl.desk.life.roll_edit import RollEdit
from pmr_xl.model.fault import Fault
from pmr_xl.office.naming import slug as slug_of
from pmr_xl.office.shapes import Agency
from pmr_xl.office.writing import last_line, node_at, scalar
from pmr_xl.office.years.edited import EditedSchema

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk


def new_agency(desk: Desk, code: str, name: str, *, slug: str = "", after: str = "") -> LifeChange:
    """Put a new agency on the roll, with a chapter of its own that waits for indicators.

    Args:
        slug: names its file and begins its ids; made of the code where it is empty.
        after: the agency that it follows in print order; at the end where it is empty.

    Raises:
        Fault: the code or slug is in use, or was.
    """
    edit = RollEdit(desk)
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
    return edit.write(AgencyNew(own, place))


def rename_agency(desk: Desk, agency: str, name: str = "", code: str = "") -> LifeChange:
    """Give an agency another name or code; slug, ids, history, and all that is in the record stay its own.

    Raises:
        Fault: there is no such agency, it is called so, or the code is another's.
    """
    edit = RollEdit(desk)
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
    settings: tuple[str, ...] = ()
    if code != own.code:
        before = [one for one in own.formerly if one != code] + [own.code]
        edit.text.say(loc, "code", scalar(code))
        edit.text.say(loc, "formerly", f"[{', '.join(scalar(one, in_braces=True) for one in before)}]")
        path = desk.library.schema_path(own.code)
        page = edit.read(path)
        page.say([], "agency", scalar(code))
        edit.files[path] = page.text
        if (defined := edit.definitions(own)) is not None:
            defined.say([], "agency", scalar(code))
            edit.defined[desk.library.definitions_path(own.code)] = defined.text
        settings = edit.named_in_settings(own.code)
    return edit.write(AgencyRenamed(own, name, code, settings))


def merge_agency(desk: Desk, agency: str, into: str, *, resources: bool = True) -> LifeChange:
    """Merge an agency into another: its services, goals and tables stand at the end of the other's chapter.

    Args:
        resources: its resources and units of appropriation go on there too, each told as what was the other's.

    Raises:
        Fault: there is no such agency, or both are one.
    """
    edit = RollEdit(desk)
    gone, own = desk.library.agency(agency), desk.library.agency(into)
    if gone.slug == own.slug:
        raise Fault(f"{gone.code} cannot be merged into itself.", "Name the agency that it goes to.")
    for one in (gone, own):
        desk.library.keep_schema(one.code)
    old, path = desk.library.schema_path(gone.code), desk.library.schema_path(own.code)
    there, page = edit.read(old), edit.read(path)
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
    return edit.write(AgencyMerged(gone.code, own.code, money, resources, edit.named_in_settings(gone.code)))


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
