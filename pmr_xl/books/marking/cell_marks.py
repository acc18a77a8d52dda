"""Marks on cells: one removable conditional format for each severity on a sheet, and a note where a finding stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field

from pmr_xl.books.marking.added_notes import NotesReport, Run, add_notes
from pmr_xl.books.marking.look_xml import Mark
from pmr_xl.books.marking.marked_styles import Numbers
from pmr_xl.books.marking.vml import Frames
from pmr_xl.books.package import splice
from pmr_xl.books.package.draft import Draft
from pmr_xl.books.package.outline import Element
from pmr_xl.forms.paper import theme
from pmr_xl.model.book.places import MAX_COLUMNS, MAX_ROWS, Range, ranges
from pmr_xl.model.finding import Finding, Severity, visible_text
from pmr_xl.model.quick.value_class import mutable_class

_ORANGE = "#FBD0A9"  # darker than a query's fill, so that the two differ on a grey print too
MARK = {
    Severity.ERROR: Mark(_ORANGE, theme.RED_BROWN, "thin"),
    Severity.QUERY: Mark(theme.PALE_ORANGE, theme.ORANGE, "dashed"),
    Severity.INFO: Mark(theme.PALE_GREY, theme.GREY, "dotted"),
}
# Always true, and nobody else's: by this text a mark is known again and taken off.
FORMULA = {severity: f'"PMR {severity.value}"="PMR {severity.value}"' for severity in Severity}
_AREAS_A_FORMAT = 400

Numbered = tuple[int, Finding]


@mutable_class
class Placed:
    """The findings of one sheet by cell: merged cells by their first."""

    areas: dict[Severity, set[Range]] = field(default_factory=dict)
    cells: dict[tuple[int, int], list[Numbered]] = field(default_factory=dict)


def place(findings: Iterable[Numbered], root: Element) -> Placed:
    """Where the findings of a sheet go. A cell with several findings looks as the gravest of them asks."""
    merges = [area for e in root.all("mergeCell") for area in ranges(e.attributes.get("ref", ""))]
    placed = Placed()
    gravest: dict[Range, Severity] = {}
    for number, finding in findings:
        area = _area(finding, merges)
        placed.cells.setdefault((area.top, area.left), []).append((number, finding))
        gravest[area] = min(gravest.get(area, finding.severity), finding.severity, key=lambda severity: severity.rank)
    for area, severity in gravest.items():
        placed.areas.setdefault(severity, set()).add(area)
    return placed


def on_sheet(finding: Finding) -> bool:
    """Whether the finding means a cell that a sheet can have."""
    return 1 <= finding.where.row <= MAX_ROWS and 1 <= finding.where.column <= MAX_COLUMNS


def mark_sheet(draft: Draft, sheet: str, placed: Placed, numbers: Numbers, frames: Frames, *, of: int) -> NotesReport:
    """Mark one worksheet part; ``of`` is how many findings there are in all. Raises Unspliceable."""
    root = draft.outline(sheet)
    formats = "".join(_formats(root, placed.areas, numbers))
    draft.cut(sheet, [splice.in_order(root, splice.WORKSHEET_ORDER, "conditionalFormatting", formats)])
    notes = {cell: _note(findings, of) for cell, findings in placed.cells.items()}
    edits, report = add_notes(draft, sheet, notes, frames)
    draft.cut(sheet, edits)
    return report


def _area(finding: Finding, merges: Sequence[Range]) -> Range:
    first = (finding.where.row, finding.where.column)
    last = (finding.to.row, finding.to.column) if finding.to else first
    for merge in merges:
        if merge.top <= first[0] <= merge.bottom and merge.left <= first[1] <= merge.right:
            first, last = (merge.top, merge.left), (max(last[0], merge.bottom), max(last[1], merge.right))
    return Range(min(first[0], last[0]), min(first[1], last[1]), max(first[0], last[0]), max(first[1], last[1]))


def _formats(root: Element, areas: Mapping[Severity, set[Range]], numbers: Numbers) -> Iterator[str]:
    """Behind the sheet's own formats in rank, so that where both paint a cell the agency's wins."""
    ranks = [e.attributes.get("priority", "") for e in root.all("cfRule")]
    rank = max((int(r) for r in ranks if r.isdecimal()), default=0)
    p = root.prefix
    for severity in Severity:
        listed = _joined(areas.get(severity, set()))
        for start in range(0, len(listed), _AREAS_A_FORMAT):
            rank += 1
            where = " ".join(str(area) for area in listed[start : start + _AREAS_A_FORMAT])
            yield (
                f'<{p}conditionalFormatting sqref="{where}"><{p}cfRule type="expression" '
                f'dxfId="{numbers.differences[MARK[severity]]}" priority="{rank}">'
                f"<{p}formula>{splice.escape_xml(FORMULA[severity])}</{p}formula></{p}cfRule></{p}conditionalFormatting>"
            )


def _joined(areas: Iterable[Range]) -> list[Range]:
    """Areas that stand on one another in the same columns, as one; in order of columns, then rows."""
    joined: list[Range] = []
    for area in sorted(areas, key=lambda area: (area.left, area.right, area.top)):
        last = joined[-1] if joined else None
        if last and (last.left, last.right) == (area.left, area.right) and area.top <= last.bottom + 1:
            joined[-1] = last._replace(bottom=max(last.bottom, area.bottom))
        else:
            joined.append(area)
    return joined


def _note(findings: Sequence[Numbered], of: int) -> list[Run]:
    """What a note says: each finding's sign and rule, what is wrong, how to correct it, its number."""
    runs: list[Run] = []
    for number, finding in findings:
        beta = " (beta)" if finding.beta else ""
        runs.append((("\n\n" if runs else "") + f"{finding.severity.sign}{beta} · {finding.rule}\n", True))
        text = finding.message + (f"\n→ {finding.remedy}" if finding.remedy else "")
        if finding.repair is not None:
            new = finding.repair.new
            text += f"\nSuggested fix: {visible_text(new) if isinstance(new, str) else f'{new:.15g}'}"
        runs.append((f"{text}\nFinding {number:,} of {of:,}", False))
    return runs
