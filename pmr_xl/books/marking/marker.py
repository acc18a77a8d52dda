"""Marking a copy of an agency's workbook without losing anything, and taking the marks off again.

Nothing is re-saved: text is spliced into the few parts that marks need, every other part is copied as its compressed
bytes. Before a copy is put in its place it is proven: its ledger must give every original part back byte for byte.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from pmr_xl.books.marking import cell_marks, guest_sheet, proof
from pmr_xl.books.marking.cell_marks import MARK, Numbered
from pmr_xl.books.marking.mark_ledger import MARKS
from pmr_xl.books.marking.marked_styles import add_looks
from pmr_xl.books.marking.pages import page_xml
from pmr_xl.books.marking.unmarker import Taken, without_marks
from pmr_xl.books.marking.vml import Frames
from pmr_xl.books.package.draft import Draft
from pmr_xl.books.package.opening import DEFAULT, Limits, Package
from pmr_xl.books.package.outline import Unspliceable, held_together
from pmr_xl.books.writing.writer import place as put_in_place
from pmr_xl.books.writing.writer import write
from pmr_xl.forms.paper.pages import Formula, Link, Page, Paper
from pmr_xl.forms.review_copy.findings_sheet import in_sheet_order
from pmr_xl.model.book.sheet import SheetKind
from pmr_xl.model.fault import Fault, Unreadable
from pmr_xl.model.finding import Finding
from pmr_xl.model.quick.value_class import value_class

_SIGNATURES = "_xmlsignatures/"


@value_class(slots=False)
class MarkReport:
    """What was written, and what a person should know about it.

    Attributes:
        target: the file written.
        marked: False where the findings went into a workbook of their own; ``reason`` says why.
        cells: cells with a mark; ``notes`` of them with a note.
        kept: cells whose threaded comment was left alone, so that they carry the colour without a note.
        without_notes: sheets that got colours but no notes, with the reason.
        unplaced: findings that mean no cell of the workbook; they stand on the findings sheet alone.
        signed: the original carries a signature, which cannot hold for a changed copy.
        earlier: what became of earlier marks in the source.
    """

    target: Path
    sheet: str
    marked: bool = True
    reason: str = ""
    cells: int = 0
    notes: int = 0
    kept: tuple[str, ...] = ()
    without_notes: tuple[str, ...] = ()
    unplaced: int = 0
    signed: bool = False
    earlier: Taken = Taken.NONE

    @property
    def sentences(self) -> tuple[str, ...]:
        """What a person should be told, in whole sentences; empty where all went as usual."""
        said = []
        if not self.marked:
            said.append(f"The workbook itself could not be marked without risk: {self.reason}. "
                        f"The findings are in {self.target.name}.")  # fmt: skip
        if self.signed and self.marked:
            said.append("The original is signed. Its signature still holds for the original, not for this copy.")
        if self.kept:
            said.append(f"Comment threads were left as they are, without a note of ours: {', '.join(self.kept)}.")
        said += [f"No notes could be put on {reason}." for reason in self.without_notes]
        return tuple(said)


@value_class
class UnmarkReport:
    """Where the workbook without marks is, and whether each of its parts is the original byte for byte.

    It is not where somebody saved the marked copy in between: then our marks are taken off, and the rest is theirs.
    """

    target: Path
    exact: bool


def mark(
    source: Path, target: Path, findings: Sequence[Finding], page: Page, *more: Page, limits: Limits = DEFAULT
) -> MarkReport:
    """Write a copy of ``source`` with a note and a colour on every cell found, ``page`` and ``more`` behind its sheets.

    Marks of an earlier run are taken off first. Where the workbook cannot be marked without risk, ``page`` goes into
    a workbook of its own beside ``target`` and the report says why.

    Raises:
        Unreadable: ``source`` is no workbook that can be opened.
        Fault: ``target`` is ``source``, has another ending, or cannot be written.
    """
    require_different(source, target)
    package, earlier = Package.open(source, limits), Taken.NONE
    try:
        with held_together():
            package, earlier = without_marks(package)
            data, report = _marked(package, target, findings, (page, *more))
    except (Unspliceable, Unreadable) as reason:
        return replace(_apart(target, (page, *more), str(reason)), earlier=earlier)
    put_in_place(data, target)
    return replace(report, earlier=earlier)


def unmark(source: Path, target: Path, *, limits: Limits = DEFAULT) -> UnmarkReport:
    """Write ``source`` without our marks. Raises Unreadable, and Fault where there are none or as :func:`mark` does."""
    require_different(source, target)
    original = Package.open(source, limits)
    try:
        with held_together():
            package, taken = without_marks(original)
    except Unspliceable as reason:
        raise Fault(f"The marks in {source.name} cannot be taken off: {reason}.", "Go back to the original.") from None
    if taken is Taken.NONE:
        raise Fault(f"{source.name} has no marks of ours.", "Name the review copy that the findings sheet is in.")
    put_in_place(package.data, target)
    return UnmarkReport(target, taken is Taken.EXACTLY)


def _marked(
    package: Package, target: Path, findings: Sequence[Finding], pages: Sequence[Page]
) -> tuple[bytes, MarkReport]:
    draft = Draft(package)
    pages = _under_free_names(draft, pages)
    page = pages[0]
    numbered = list(enumerate(in_sheet_order(findings), start=1))
    placed, unplaced = _by_sheet(draft, numbered)
    looks = [look for each in pages for look in page_xml.looks(each)]
    numbers = add_looks(draft, looks, [*(one for each in pages for one in page_xml.differences(each)), *MARK.values()])
    guest_sheet.add_pages(draft, pages, numbers)
    frames = Frames(draft)
    report = MarkReport(target, page.name, unplaced=unplaced, signed=_signed(package))
    for name, part, theirs in placed:
        where = cell_marks.place(theirs, draft.outline(part))
        said = cell_marks.mark_sheet(draft, part, where, numbers, frames, of=len(numbered))
        report = replace(
            report,
            cells=report.cells + len(where.cells),
            notes=report.notes + said.written,
            kept=(*report.kept, *(f"{name}!{cell}" for cell in said.kept)),
            without_notes=(*report.without_notes, *([f"{name}: {said.reason}"] if said.reason else [])),
        )
    return proof.finish_copy(draft, MARKS, page.name), report


def _by_sheet(draft: Draft, numbered: list[Numbered]) -> tuple[list[tuple[str, str, list[Numbered]]], int]:
    """The findings by worksheet, in the order of the tabs, and how many have no cell to stand on."""
    sheets = {s.name.casefold(): s for s in draft.package.sheets if s.kind is SheetKind.WORKSHEET}
    theirs: dict[str, list[Numbered]] = {name: [] for name in sheets}
    unplaced = 0
    for number, finding in numbered:
        name = finding.where.sheet.casefold()
        if name in theirs and cell_marks.on_sheet(finding):
            theirs[name].append((number, finding))
        else:
            unplaced += 1
    return [(sheets[name].name, sheets[name].part, some) for name, some in theirs.items() if some], unplaced


def _apart(target: Path, pages: Sequence[Page], reason: str) -> MarkReport:
    """The findings in a workbook of their own; links to the form's cells become text, since they are not there."""
    beside = target.with_name(f"{target.stem} findings.xlsx")
    here = tuple(f"internal:{page_xml.sheet_in_formula(page.name)}!" for page in pages)
    alone = [
        replace(page, cells={
            place: put._replace(content=put.content.text)
            if isinstance(put.content, Link) and not put.content.target.startswith(here) else put
            for place, put in page.cells.items()
        })
        for page in pages
    ]  # fmt: skip
    write(Paper(alone, title="Findings"), beside)
    return MarkReport(beside, pages[0].name, marked=False, reason=reason.rstrip("."))


def _under_free_names(draft: Draft, pages: Sequence[Page]) -> list[Page]:
    """The pages under names that are free, with what they say of each other under those."""
    names = {page.name: guest_sheet.free_name(draft, page.name) for page in pages}
    if all(old == new for old, new in names.items()):
        return list(pages)
    quoted = {page_xml.sheet_in_formula(old): page_xml.sheet_in_formula(new) for old, new in names.items()}
    return [guest_sheet.rename_page(_speaking_of(page, quoted), names[page.name]) for page in pages]


def _speaking_of(page: Page, quoted: Mapping[str, str]) -> Page:
    """The page with links and formulas that lead to sheets under their new names."""
    cells = dict(page.cells)
    for place, put in cells.items():
        content = put.content
        for old, new in quoted.items():
            if isinstance(content, Link):
                content = content._replace(target=content.target.replace(f"internal:{old}!", f"internal:{new}!"))
            elif isinstance(content, Formula):
                content = content._replace(text=content.text.replace(f"{old}!", f"{new}!"))
        if content is not put.content:
            cells[place] = put._replace(content=content)
    return replace(page, cells=cells)


def require_different(source: Path, target: Path) -> None:
    """Raise Fault where ``target`` would overwrite ``source``, or where Excel could not open it under that name."""
    if target.exists() and source.exists() and target.samefile(source):
        raise Fault(f"{source.name} would be overwritten; an agency's file is never changed.", "Name another file.")
    if source.suffix.lower() != target.suffix.lower():
        raise Fault(
            f"A copy of {source.name} cannot be called {target.name}: Excel opens it only as {source.suffix}.",
            f"Name a file that ends in {source.suffix}.",
        )


def _signed(package: Package) -> bool:
    return any(name.lower().startswith(_SIGNATURES) for name in package.names)
