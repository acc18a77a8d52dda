"""A page of ours as a guest in somebody's workbook: set behind the last sheet, open when the workbook opens."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pmr_xl.books.marking.marked_styles import Numbers
from pmr_xl.books.marking.pages import page_xml
from pmr_xl.books.package import splice
from pmr_xl.books.package.draft import Draft
from pmr_xl.books.package.outline import MAIN, RELATIONSHIPS, Element, Unspliceable
from pmr_xl.books.package.splice import Edit
from pmr_xl.forms.paper.pages import Page

_WORKBOOK_ORDER = (
    "fileVersion", "fileSharing", "workbookPr", "absPath", "workbookProtection", "bookViews", "sheets",
    "functionGroups", "externalReferences", "definedNames", "calcPr", "oleSize", "customWorkbookViews", "pivotCaches",
    "smartTagPr", "smartTagTypes", "webPublishing", "fileRecoveryPr", "webPublishObjects", "extLst",
)  # fmt: skip
_LONGEST_NAME = 31


def add_pages(draft: Draft, pages: Sequence[Page], numbers: Numbers, *, opens: bool = True) -> None:
    """Add ``pages`` as the last sheets and, where ``opens``, let the workbook open on the first. Raises Unspliceable.

    Their names must be free (:func:`free_name`). Sheets that were selected no longer are: two selected sheets would be
    edited as one.
    """
    package, book = draft.package, draft.package.workbook_part
    root = draft.outline(book)
    sheets = root.child("sheets")
    if root.space != MAIN or sheets is None:
        raise Unspliceable(f"{book} is no workbook part of the usual kind")
    links = [_add(draft, page, numbers, selected=opens and page is pages[0]) for page in pages]
    named = list(zip((page.name for page in pages), links, strict=True))
    draft.cut(book, [_listed(draft, sheets, named), *_repeated_rows(draft, pages)])
    if opens:
        draft.cut(book, _open_tab(draft, root))
        for sheet in package.sheets:
            if sheet.part:
                draft.cut(sheet.part, _deselect(draft, sheet.part))


def _add(draft: Draft, page: Page, numbers: Numbers, *, selected: bool) -> str:
    """The page as a part of its own; the relationship that leads to it."""
    part, table = draft.fresh("xl/worksheets/sheet{}.xml"), ""
    if page.table is not None:
        table_part = draft.fresh("xl/tables/table{}.xml")
        draft.add(table_part, page_xml.table_part(page, *_free_table(draft, page.table[0])), "table")
        table = draft.relate(part, "table", table_part)
    draft.add(part, page_xml.worksheet(page, numbers, table, selected=selected), "worksheet")
    return draft.relate(draft.package.workbook_part, "worksheet", part)


def free_name(draft: Draft, wanted: str) -> str:
    """``wanted``, or with a number behind it where the workbook has a sheet of that name."""
    taken = {sheet.name.casefold() for sheet in draft.package.sheets}
    name, number = wanted[:_LONGEST_NAME], 1
    while name.casefold() in taken:
        number += 1
        name = f"{wanted[: _LONGEST_NAME - 4]} {number}"
    return name


def rename_page(page: Page, name: str) -> Page:
    """The same page under another name."""
    return page if page.name == name else replace(page, name=name)


def _listed(draft: Draft, sheets: Element, named: Sequence[tuple[str, str]]) -> Edit:
    """The sheets in the workbook's list, behind the others."""
    p, prefix = sheets.prefix, sheets.prefixes.get(RELATIONSHIPS, "")
    declared = "" if prefix else f' xmlns:r="{RELATIONSHIPS}"'
    numbers = [int(s.sheet_id) for s in draft.package.sheets if s.sheet_id.isdecimal()]
    lines = (
        f'<{p}sheet name="{splice.escape_xml(name)}" sheetId="{number}"{declared} {prefix or "r"}:id="{link}"/>'
        for number, (name, link) in enumerate(named, start=max(numbers, default=0) + 1)
    )
    return Edit(sheets.close, splice.encode_xml("".join(lines)))


def _open_tab(draft: Draft, root: Element) -> list[Edit]:
    """Every window of the workbook opens on the first tab behind those that were there."""
    data, p, last = draft.read(draft.package.workbook_part), root.prefix, len(draft.package.sheets)
    views = root.child("bookViews")
    if views is None:
        whole = f'<{p}bookViews><{p}workbookView activeTab="{last}"/></{p}bookViews>'
        return [splice.in_order(root, _WORKBOOK_ORDER, "bookViews", whole)]
    if not views.children:
        return splice.into(views, data, f'<{p}workbookView activeTab="{last}"/>')
    return [edit for view in views.children for edit in splice.attribute(view, data, "activeTab", str(last))]


def recalculate(draft: Draft) -> None:
    """Ask Excel to calculate everything anew when it opens the copy: saved results may rest on values we changed."""
    book = draft.package.workbook_part
    root = draft.outline(book)
    calculation = root.child("calcPr")
    if calculation is None:
        draft.cut(
            book, [splice.in_order(root, _WORKBOOK_ORDER, "calcPr", f'<{root.prefix}calcPr fullCalcOnLoad="1"/>')]
        )
    else:
        draft.cut(book, splice.attribute(calculation, draft.read(book), "fullCalcOnLoad", "1"))


def _repeated_rows(draft: Draft, pages: Sequence[Page]) -> list[Edit]:
    """The defined names that repeat the pages' heading rows on every printed sheet."""
    book = draft.package.workbook_part
    root = draft.outline(book)
    p = root.prefix
    lines = "".join(
        f'<{p}definedName name="_xlnm.Print_Titles" localSheetId="{at}">{splice.escape_xml(titles)}</{p}definedName>'
        for at, page in enumerate(pages, start=len(draft.package.sheets))
        if (titles := page_xml.print_titles(page))
    )
    if not lines:
        return []
    names = root.child("definedNames")
    if names is not None:
        return splice.into(names, draft.read(book), lines)
    return [splice.in_order(root, _WORKBOOK_ORDER, "definedNames", f"<{p}definedNames>{lines}</{p}definedNames>")]


def _deselect(draft: Draft, part: str) -> Iterator[Edit]:
    if b"tabSelected" not in draft.read(part):
        return
    for view in draft.outline(part).all("sheetView"):
        if view.attributes.get("tabSelected") in {"1", "true"}:
            yield from splice.attribute(view, draft.read(part), "tabSelected", "0")


def _free_table(draft: Draft, wanted: str) -> tuple[int, str]:
    """A number and a name that no table and no defined name of the workbook has."""
    package = draft.package
    parts = {part for sheet in package.sheets for part in package.related_parts(sheet.part, "table")}
    tables = [draft.outline(part).attributes for part in sorted(parts)]
    taken = {said.get("displayName", "").casefold() for said in tables}
    taken |= {name.rpartition("!")[2].casefold() for name in package.workbook.names}
    ours = sum(part.startswith("xl/tables/") for part in draft.added)
    number = max((int(said["id"]) for said in tables if said.get("id", "").isdecimal()), default=0) + 1 + ours
    name, more = wanted, 1
    while name.casefold() in taken:
        more += 1
        name = f"{wanted}{more}"
    return number, name
