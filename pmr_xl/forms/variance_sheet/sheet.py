"""The variance sheet: one workbook an agency, in which people decide; and their decisions, read back."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from pmr_xl.analysis.comparison import Comparison
from pmr_xl.forms.headings import Field, FoundHeadings, find
from pmr_xl.forms.paper.pages import Content, Paper
from pmr_xl.forms.variance_sheet import row_pages as review_page
from pmr_xl.forms.variance_sheet import summary as review_summary
from pmr_xl.forms.variance_sheet import targets as review_targets
from pmr_xl.forms.variance_sheet.reviewed import Reviewed
from pmr_xl.forms.variance_sheet.row_pages import ADJUST, BY, DECISION, DECISIONS, GROUNDS, NEW_TARGET, NOTE, ON, STOOD
from pmr_xl.model.book.cell import Cell, CellValue
from pmr_xl.model.book.places import CellRef
from pmr_xl.model.book.sheet import Book, Sheet
from pmr_xl.model.decision import with_target
from pmr_xl.model.fault import Fault
from pmr_xl.model.fiscal import Edition
from pmr_xl.model.house import House
from pmr_xl.model.indicator import Chapter
from pmr_xl.model.measure import Figure, Measure, MeasureError
from pmr_xl.model.quick.frozen import frozen
from pmr_xl.model.quick.pattern import pattern
from pmr_xl.model.submission import VARIANCE_FORM, Restatement

FORM = VARIANCE_FORM
VERSION, SEEN = "Version", "Decisions taken before"  # facts of the page About
NOTHING: Mapping[str, str] = {}
NO_ANSWER: Mapping[str, bool] = {}
NO_MEASURES: Mapping[str, Measure] = {}
NO_YEARS: Mapping[str, tuple[Figure | None, bool]] = {}
# What is read of it; the column of what stood there is laid where something did.
FIELDS = (
    *map(Field, ("Id", DECISION, NOTE, BY, ON)), Field(NEW_TARGET, 2, always=False), Field(STOOD, 2, always=False),
    Field(GROUNDS, 2, always=False),
)  # fmt: skip
# How a note begins that was made for a row that was opened again, in sheets of older programs without the name too.
_REOPENED = pattern(rf"was (?:{'|'.join(DECISIONS)})(?: by .+?)?, on (?:an|the|version)", re.DOTALL)
_DAY_ZERO, _DAY_ZERO_1904 = date(1899, 12, 30), date(1904, 1, 1)


@frozen
class DecisionRow:
    """What was decided about one indicator.

    Attributes:
        decision: one of :data:`pmr_xl.forms.variance_sheet.row_pages.DECISIONS`; empty where only a note was written.
        on: the day; None where none was given.
        stood: what stood in the row when the sheet was made, as :attr:`text` has it; empty where nothing did.
        where: the cell of the decision.
        new_target: what “Adjust target” makes the target, as it is printed; empty where the row names none.
        grounds: the figures and targets that the row shows, as :class:`pmr_xl.analysis.grounds.Grounds` writes them;
            empty in sheets of older programs.
    """

    indicator_id: str
    decision: str
    note: str = ""
    by: str = ""
    on: date | None = None
    stood: str = ""
    where: CellRef | None = None
    new_target: str = ""
    grounds: str = ""

    @property
    def told(self) -> str:
        """The note with the new target before it, as the record tells it."""
        return with_target(self.note, self.new_target)

    @property
    def text(self) -> str:
        """Decision and note in one: ``Return: ask why``, ``open: call them``; empty where there is neither."""
        return as_text(self.decision, self.told)

    @property
    def changed(self) -> bool:
        """Whether somebody decided, noted or emptied something on the sheet since it was made."""
        return self.text != self.stood

    @property
    def stood_decided(self) -> bool:
        """Whether a decision stood in the row when the sheet was made."""
        return self.stood.partition(":")[0] in DECISIONS

    @property
    def made_note(self) -> str:
        """The note with which the row was opened again when the sheet was made: no person's; empty where it was not."""
        note = self.stood.removeprefix("open: ")
        return note if note != self.stood and _REOPENED.match(note) else ""

    @property
    def undecided(self) -> bool:
        """Whether it was opened again and nobody has said anything to that yet."""
        return bool(self.made_note) and not self.changed


def lay(
    chapter: Chapter,
    edition: Edition,
    comparisons: Sequence[Comparison],
    *,
    explanations: Mapping[str, str] = NOTHING,
    reasons: Mapping[str, str] = NOTHING,
    last_explanations: Mapping[str, str] = NOTHING,
    restatements: Sequence[Restatement] = (),
    decisions: Sequence[DecisionRow] = (),
    to_date: Mapping[str, tuple[Figure | None, bool]] = NO_YEARS,
    unanswered: Mapping[str, bool] = NO_ANSWER,
    grounds: Mapping[str, str] = NOTHING,
    about: Mapping[str, str] = NOTHING,
) -> Paper:
    """The variance sheet of one submission: Review, Summary, all rows, restatements, About.

    Args:
        explanations: what the agency says, by indicator id.
        reasons: why a figure is not available, by indicator id.
        last_explanations: what the agency said in the edition before.
        to_date: a monthly submission's years to date, and whether the agency typed them, by indicator id.
        grounds: what a decision on a row rests on, by indicator id; kept in a hidden column.
        decisions: taken before on an earlier sheet of the same submission; they stand in the new one.
        unanswered: whether an explanation that a rule asks for is still awaited, by indicator id.
        about: facts to be read back (“Submission”, “SHA-256”, ``SEEN``), by name, in order.
    """
    before = {decision.indicator_id: _as_cells(decision) for decision in decisions}
    rows = [
        Reviewed(
            comparison,
            explanations.get(comparison.line.id, ""),
            reasons.get(comparison.line.id, ""),
            last_explanations.get(comparison.line.id, ""),
            before.get(comparison.line.id, {}),
            *to_date.get(comparison.line.id, (None, True)),
            unanswered=unanswered.get(comparison.line.id),
            grounds=grounds.get(comparison.line.id, ""),
        )
        for comparison in comparisons
    ]
    house = comparisons[0].house if comparisons else House()
    title = f"{chapter.name} · {edition.title} · variance review"
    pages = [
        review_page.review(title, edition, house, rows, review_summary.headline(rows, len(restatements))),
        review_summary.summary(title, edition, rows, restatements),
        review_page.all_rows(title, edition, house, rows),
    ]
    if (changed := review_targets.targets(title, edition, rows)) is not None:
        pages.append(changed)
    if restatements:
        pages.append(review_summary.restated(title, restatements))
    facts = {"Form": FORM, "Agency": chapter.agency, "Edition": edition.code, **about}
    pages.append(review_summary.about(facts))
    names = {}
    if (table := pages[0].table) is not None:
        first, last = (corner for corner in str(table[1]).split(":"))
        names["pmr_review"] = f"='{review_page.REVIEW}'!{_dollars(first)}:{_dollars(last)}"
    return Paper(pages, names, title=title, subject="Variances, explanations and decisions")


def _dollars(address: str) -> str:
    letters = address.rstrip("0123456789")
    return f"${letters}${address[len(letters) :]}"


def _as_cells(decision: DecisionRow) -> dict[str, Content]:
    day = None if decision.on is None else float((decision.on - _DAY_ZERO).days)
    said = {DECISION: decision.decision, NEW_TARGET: decision.new_target, NOTE: decision.note}
    return {**said, BY: decision.by, ON: day, STOOD: decision.stood}


def as_text(decision: str, note: str) -> str:
    """Decision and note in one: ``Return: ask why``, ``open: call them``; empty where there is neither."""
    return ": ".join(part for part in (decision or ("open" if note else ""), note) if part)


def reopened(decision: DecisionRow, on: str) -> DecisionRow:
    """The row left open, signed by nobody; its note says what was decided, by whom, and ``on`` what."""
    by = f" by {decision.by}" if decision.by else ""
    was = f"was {decision.decision}{by}, on {on}" if decision.decision else ""
    note = ": ".join(text for text in (was, decision.told) if text)
    return replace(decision, decision="", new_target="", note=note, by="", on=None)


def about_of(book: Book) -> dict[str, str]:
    """What the workbook says it is; empty for one that is no variance sheet."""
    sheet = book.sheet(review_summary.ABOUT)
    if sheet is None:
        return {}
    named = {row: str(cell.value) for (row, column), cell in sheet.cells.items() if column == 1}
    facts = {named[row]: str(cell.value) for (row, column), cell in sheet.cells.items() if column == 2 and row in named}  # noqa: PLR2004 - the second column
    return facts if facts.get("Form") == FORM else {}


def read_decisions(
    book: Book, measures: Mapping[str, Measure] = NO_MEASURES, tell: Callable[[str], object] = lambda _sentence: None
) -> tuple[DecisionRow, ...]:
    """What people decided, in the order of the sheet; rows that are empty, and were when it was made, are left out.

    Columns are found by their headings, so a sheet that was sorted, filtered or given more columns reads the same; a
    heading that somebody renamed is known by its place.

    Args:
        measures: of targets, by indicator id; without one a new target is read as the cell shows it.
        tell: is told, a sentence each, which headings are not known.

    Raises:
        Fault: the workbook is no variance sheet, or (all of these in one) decisions are none of the list's, days are
            none, new targets are none of the indicator's unit or stand beside another decision, or indicators were
            decided twice.
    """
    sheet = book.sheet(review_page.REVIEW)
    found = _headings(sheet) if sheet is not None else None
    if sheet is None or found is None:
        raise Fault(
            f"{book.name} has no sheet “{review_page.REVIEW}” with the headings Id and {DECISION}.",
            "Decide in the workbook that “pmr review” wrote, and hand that one back.",
        )
    for sentence in found.told:
        tell(sentence)
    heading_row, at = found.row, found.columns
    decided: dict[str, DecisionRow] = {}
    wrong: list[Fault] = []
    for row in sorted(row for row in sheet.cells.rows if row > heading_row):
        try:
            decision = _read_row(book, sheet, row, at, measures)
            if decision is not None:
                _once(decision, decided)
                decided[decision.indicator_id] = decision
        except Fault as fault:
            wrong.append(fault)
    if wrong:
        # Each remedy once, in the order in which it is needed first.
        raise Fault(" ".join(one.message for one in wrong), " ".join(dict.fromkeys(one.remedy for one in wrong)))
    return tuple(decided.values())


def _once(decision: DecisionRow, decided: Mapping[str, DecisionRow]) -> None:
    other = decided.get(decision.indicator_id)
    if other is not None and other.where is not None:
        raise Fault(
            f"{decision.where}: “{decision.indicator_id}” was decided already in {other.where.address}.",
            "Keep one of the two rows.",
        )


def read_actuals(book: Book, edition: Edition) -> dict[str, CellValue]:
    """The figures the sheet was made with, by indicator id, as they stand in its cells."""
    sheet = book.sheet(review_page.REVIEW)
    found = None if sheet is None else _headings(sheet)
    if sheet is None or found is None:
        return {}
    top = sheet.cells.rows[found.row].values()
    column = next((cell.column for cell in top if _text(cell.value) == edition.submitted.label), 0)
    rows = [row for row in sheet.cells.rows if row > found.row]
    named = {_text(cell.value): row for row in rows if (cell := sheet.at(row, found.columns["Id"])) is not None}
    actuals = {name: sheet.at(row, column) for name, row in named.items()} if column else {}
    return {name: cell.value for name, cell in actuals.items() if cell is not None}


def _headings(sheet: Sheet) -> FoundHeadings | None:
    """The row of headings and the columns that are read; None where ids or decisions cannot be found."""
    found = find(sheet, FIELDS)
    return found if found is not None and {"Id", DECISION} <= found.columns.keys() else None


def _read_row(
    book: Book, sheet: Sheet, row: int, at: Mapping[str, int], measures: Mapping[str, Measure]
) -> DecisionRow | None:
    def value(heading: str) -> CellValue:
        cell = sheet.at(row, at[heading]) if heading in at else None
        return None if cell is None else cell.value

    indicator, word, note = _text(value("Id")), _text(value(DECISION)), _text(value(NOTE))
    stood = _text(value(STOOD))
    new = sheet.at(row, at[NEW_TARGET]) if NEW_TARGET in at else None
    target = (
        ""
        if new is None or new.value is None
        else _target(new, measures.get(indicator), CellRef(sheet.name, row, at[NEW_TARGET]))
    )
    if not indicator or not (word or note or stood or target):
        return None
    where = CellRef(sheet.name, row, at[DECISION])
    known = {decision.casefold(): decision for decision in DECISIONS}
    if word and word.casefold() not in known:
        raise Fault(f"{where}: “{word}” is not a decision.", f"Choose one of: {', '.join(DECISIONS)}.")
    told = known.get(word.casefold(), ""), note, _text(value(BY)), None, stood
    read = DecisionRow(indicator, *told, where, target, _text(value(GROUNDS)))
    if target and read.decision != ADJUST:
        said = f"the decision is {read.decision}" if read.decision else "no decision is chosen"
        raise Fault(
            f"{where}: {target} stands under “{NEW_TARGET}”, and {said}.",
            f"Choose “{ADJUST}”, or empty “{NEW_TARGET}”.",
        )
    return replace(read, on=_day(value(ON), CellRef(sheet.name, row, at.get(ON, 0)), date1904=book.date1904))


def _target(cell: Cell, measure: Measure | None, where: CellRef) -> str:
    """A new target as it is printed. Raises Fault where it is none of the indicator's unit."""
    if measure is None:
        return _text(cell.value)
    try:
        if isinstance(cell.value, float) and not isinstance(cell.value, bool):
            return measure.show(measure.from_cell(cell.value, cell.number_format))
        return measure.show(measure.parse(_text(cell.value)))
    except MeasureError as wrong:
        raise Fault(
            f"{where}: {wrong}", "Type the new target as the report prints it; * for none, ↑ or ↓ for a direction."
        ) from None


def _text(value: CellValue) -> str:
    if value is None:
        return ""
    return f"{value:.15g}" if isinstance(value, float) else str(value).strip()


def _day(value: CellValue, where: CellRef, *, date1904: bool) -> date | None:
    """A date cell, or a day typed as text like 2026-08-31."""
    if value is None or _text(value) == "":
        return None
    try:
        if isinstance(value, float) and not isinstance(value, bool):
            return (_DAY_ZERO_1904 if date1904 else _DAY_ZERO) + timedelta(days=int(value))
        return date.fromisoformat(_text(value))
    except (ValueError, OverflowError):
        raise Fault(
            f"{where}: “{_text(value)}” is not a day.", "Type the day of the decision as a date, such as 2026-08-31."
        ) from None
