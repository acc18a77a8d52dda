"""Taking our marks off a workbook: exactly where it is as we left it, by their looks where somebody saved it since.

The usual road of a review copy is the second: an agency corrects its figures in it, saves, and sends it back. Excel
then has rewritten every part, so our formulas, our notes and our sheet are known by what they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import Enum

from pmr_xl.books.marking import mark_ledger
from pmr_xl.books.marking.added_notes import AUTHOR
from pmr_xl.books.marking.cell_marks import FORMULA
from pmr_xl.books.marking.mark_ledger import MARKS
from pmr_xl.books.package import repack as carry
from pmr_xl.books.package import splice
from pmr_xl.books.package.draft import Draft, rels_of
from pmr_xl.books.package.opening import CONTENT_TYPES, Package
from pmr_xl.books.package.outline import Element
from pmr_xl.books.package.splice import Edit, encode_xml
from pmr_xl.forms.headings import is_ours
from pmr_xl.forms.review_copy.answers import FIELDS, SHEET_VERSION, TABLE
from pmr_xl.forms.review_copy.rules_sheet import HEADINGS as RULES_HEADINGS
from pmr_xl.forms.review_copy.rules_sheet import TABLE as RULES_TABLE
from pmr_xl.model.book.places import from_a1
from pmr_xl.model.book.sheet import Visibility
from pmr_xl.model.finding import BENEATH, OUR_NOTE
from pmr_xl.model.quick.pattern import pattern

_OUR_TABLE = pattern(rf"{TABLE}\d*")
_OUR_RULES = pattern(rf"{RULES_TABLE}\d*")
_OUR_FORMULAS = frozenset(FORMULA.values())
_SHAPE = pattern(rb"<v:shape\b(?:(?!</v:shape>).)*?</v:shape>", re.DOTALL)
_PARTING = pattern(
    rb"\s*(?:" + re.escape(BENEATH.strip().encode()) + b"|" + re.escape(encode_xml(BENEATH.strip())) + b")"
)
_ROW, _COLUMN = pattern(rb"<x:Row>\s*(\d+)\s*<"), pattern(rb"<x:Column>\s*(\d+)\s*<")


class Taken(Enum):
    """How marks were taken off."""

    NONE = "none were there"
    EXACTLY = "every original part is back byte for byte"
    BY_LOOKS = "the copy was saved since; our marks were known by their looks"


def without_marks(package: Package) -> tuple[Package, Taken]:
    """The workbook without our marks. Raises Unspliceable, Unreadable where parts that hold marks are damaged."""
    found = mark_ledger.find(package, MARKS)
    if found is not None and found[1].as_left(package):
        data = carry.package_bytes(package, changed=found[1].originals(package), dropped=found[1].added)
        return Package(package.name, data, package.limits), Taken.EXACTLY
    draft = Draft(package)
    sheets = _our_sheets(draft, found[1].sheet if found else "")
    if found is None and not sheets and not any(_has_our_notes(draft, part) for part in _worksheets(package)):
        return package, Taken.NONE
    for part in _worksheets(package):
        if part not in sheets:
            draft.cut(part, _our_formats(draft, part))
            _take_notes(draft, part)
    _remove(draft, sheets, found[0] if found else "")
    dropped = _dropped(package, sheets, found[0] if found else "")
    draft.cut(CONTENT_TYPES, _overrides(draft, dropped))
    changed, _ = draft.settle()
    data = carry.package_bytes(package, changed=changed, dropped=dropped)
    return Package(package.name, data, package.limits), Taken.BY_LOOKS


def _worksheets(package: Package) -> Iterator[str]:
    return (sheet.part for sheet in package.sheets if sheet.part)


def _our_sheets(draft: Draft, named: str) -> set[str]:
    """Parts of our sheets: those with a table of ours, heading for heading; a clean one by the name in the ledger."""
    package = draft.package
    ours = set()
    for sheet in package.sheets:
        tables = [draft.outline(table) for table in package.related_parts(sheet.part, "table")]
        if any(_is_our_table(table) for table in tables) or (sheet.name == named and not tables):
            ours.add(sheet.part)
    return ours


def _is_our_table(table: Element) -> bool:
    headings = [column.attributes.get("name", "") for column in table.all("tableColumn")]
    name = table.attributes.get("displayName", "")
    if _OUR_RULES.fullmatch(name) is not None:
        return tuple(headings) == RULES_HEADINGS
    return is_ours(headings, FIELDS, SHEET_VERSION) and _OUR_TABLE.fullmatch(name) is not None


def _our_formats(draft: Draft, part: str) -> Iterator[Edit]:
    data = draft.read(part)
    if not any(formula[1:-1].partition('"')[0].encode() in data for formula in _OUR_FORMULAS):
        return
    for formats in draft.outline(part).all("conditionalFormatting"):
        ours = [rule for rule in formats.children if rule.name == "cfRule" and _is_ours(rule, data)]
        whole = len(ours) == len(formats.children)
        yield from (_without(element, data) for element in ([formats] if ours and whole else ours))


def _is_ours(rule: Element, data: bytes) -> bool:
    from html import unescape

    formulas = [unescape(data[e.start_tag_end : e.close].decode("utf-8", "replace")) for e in rule.children]
    return len(formulas) == 1 and formulas[0] in _OUR_FORMULAS


def _has_our_notes(draft: Draft, sheet: str) -> bool:
    return any(AUTHOR.encode() in draft.read(part) for part in draft.package.related_parts(sheet, "comments"))


def _take_notes(draft: Draft, sheet: str) -> None:
    """Take our notes and their frames away, and what we wrote beneath somebody else's."""
    gone: set[tuple[int, int]] = set()
    for part in draft.package.related_parts(sheet, "comments"):
        data, root = draft.read(part), draft.outline(part)
        for comment in root.all("comment"):
            if OUR_NOTE.match(_text(comment, data)):
                gone.add(from_a1(comment.attributes["ref"]))
                draft.cut(part, [_without(comment, data)])
            else:
                draft.cut(part, _beneath(comment, data))
    for part in draft.package.related_parts(sheet, "vmlDrawing"):
        data = draft.read(part)
        draft.cut(part, [Edit(f.start(), b"", f[0]) for f in _SHAPE.finditer(data) if _stands_on(f[0]) in gone])


def _beneath(comment: Element, data: bytes) -> Iterator[Edit]:
    """What we wrote beneath somebody else's note: from our parting line on, also where runs became one text."""
    ours = False
    for text in comment.all("t"):
        found = None if ours else _PARTING.search(data, text.start_tag_end, text.close)
        if ours or found:
            start = found.start() if found else text.start_tag_end
            yield Edit(start, b"", data[start : text.close])
            ours = True


def _text(element: Element, data: bytes) -> str:
    """The texts inside an element, joined."""
    from html import unescape

    return "".join(unescape(data[t.start_tag_end : t.close].decode("utf-8", "replace")) for t in element.all("t"))


def _stands_on(shape: bytes) -> tuple[int, int] | None:
    row, column = _ROW.search(shape), _COLUMN.search(shape)
    return (int(row[1]) + 1, int(column[1]) + 1) if row and column and b'"Note"' in shape else None


def _dropped(package: Package, sheets: Iterable[str], ledger: str) -> set[str]:
    """Our parts, what belongs to them alone, and the calculation chain, which Excel makes anew."""
    book = package.workbook_part
    dropped = {*sheets, *package.related_parts(book, "calcChain"), *([ledger] if ledger else [])}
    for part in list(dropped):
        shared = {
            link.target for other in _worksheets(package) if other != part for link in package.relationships(other)
        }
        dropped |= {link.target for link in package.relationships(part) if not link.external} - shared
    dropped |= {rels_of(part) for part in dropped}
    return {package.entry(part).name for part in dropped if package.has(part)}


def _remove(draft: Draft, sheets: set[str], ledger: str) -> None:
    """Strike our sheets, the ledger and the calculation chain from the workbook part and its relationships."""
    package, book = draft.package, draft.package.workbook_part
    gone = {*sheets, ledger, *package.related_parts(book, "calcChain")}
    links = {link.id for link in package.relationships(book) if not link.external and link.target in gone}
    rels = rels_of(book)
    listed = [e for e in draft.outline(rels).children if e.attributes.get("Id") in links]
    draft.cut(rels, [_without(element, draft.read(rels)) for element in listed])
    if not sheets:
        return
    data, root = draft.read(book), draft.outline(book)
    removed = [place for place, sheet in enumerate(package.sheets) if sheet.part in sheets]
    elements = list(root.all("sheet"))
    draft.cut(book, [_without(elements[place], data) for place in removed])
    left = [sheet for sheet in package.sheets if sheet.part not in sheets]
    seen = next((i for i, sheet in enumerate(left) if sheet.visibility is Visibility.VISIBLE), 0)
    for view in root.all("workbookView"):
        open_tab = view.attributes.get("activeTab", "0")
        if int(open_tab) in removed or int(open_tab) >= len(left):
            draft.cut(book, splice.attribute(view, data, "activeTab", str(seen)))
        if int(view.attributes.get("firstSheet", "0")) >= len(left):
            draft.cut(book, splice.attribute(view, data, "firstSheet", "0"))
    draft.cut(book, _names(root, data, removed))


def _names(root: Element, data: bytes, removed: list[int]) -> Iterator[Edit]:
    """Defined names of our sheets struck, those of sheets behind them counted down."""
    names = root.child("definedNames")
    if names is None:
        return
    ours = [name for name in names.children if name.attributes.get("localSheetId") in {str(r) for r in removed}]
    if len(ours) == len(names.children):
        yield _without(names, data)
        return
    for name in names.children:
        owner = name.attributes.get("localSheetId", "")
        if name in ours:
            yield _without(name, data)
        elif owner.isdecimal():
            yield from splice.attribute(
                name, data, "localSheetId", str(int(owner) - sum(r < int(owner) for r in removed))
            )


def _overrides(draft: Draft, dropped: set[str]) -> Iterator[Edit]:
    gone = {name.casefold() for name in dropped}
    for element in draft.outline(CONTENT_TYPES).children:
        if element.attributes.get("PartName", "").lstrip("/").casefold() in gone:
            yield _without(element, draft.read(CONTENT_TYPES))


def _without(element: Element, data: bytes) -> Edit:
    return Edit(element.start, b"", data[element.start : element.end])
