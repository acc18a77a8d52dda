"""The numbered notes of a printed chapter: what record and schema say about single rows, and the report's own."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import field, replace

from pmr_xl.mmr import PrintedChapter, PrintedRow, PrintedTable
from pmr_xl.mmr.noteworthy import Noteworthy
from pmr_xl.model.display.signs import as_words
from pmr_xl.model.fiscal import Period, Span
from pmr_xl.model.measure import Sign
from pmr_xl.model.quick.value_class import value_class
from pmr_xl.model.reason import NaReason
from pmr_xl.model.reports.report import Report
from pmr_xl.model.reports.standard import STANDARD
from pmr_xl.model.schema.indicator import Year

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_BETWEEN = "\u00a0"  # two marks stay on one line
_OTHER_YEARS = {Year.CALENDAR: "calendar year", Year.SCHOOL: "school year", Year.FEDERAL: "federal fiscal year"}


@value_class
class Footnotes:
    """A chapter's notes, each once, in the order in which a reader comes upon them: the first is number 1.

    Attributes:
        texts: the notes.
        numbers: id of a row → the numbers of its notes; rows without a note are absent.
        set_apart: the marks stand in brackets, for a raised one behind “($000)” or “(%)” would be read as a power.
    """

    texts: tuple[str, ...] = ()
    numbers: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    set_apart: bool = False

    def of(self, row: PrintedRow) -> tuple[int, ...]:
        """The numbers of a row's notes, rising."""
        return self.numbers.get(row.id, ())

    def label(self, row: PrintedRow) -> str:
        """The row's name as printed, and after it the marks of its notes."""
        return f"{row.label}{self.marks(row)}"

    def marks(self, row: PrintedRow) -> str:
        """The marks of a row's notes in print, as they follow its name: ``¹ ³``, or `` [1] [3]``."""
        told = _BETWEEN.join(map(self.mark, self.of(row)))
        return f"{_BETWEEN}{told}" if told and self.set_apart else told

    def mark(self, number: int) -> str:
        """A note's mark in print, the same behind a name and at the foot."""
        return bracketed_mark(number) if self.set_apart else raised_mark(number)

    def shorthand(self, row: PrintedRow) -> str:
        """The numbers as what is published says them: ``[1] [3]``."""
        return " ".join(map(bracketed_mark, self.of(row)))


def footnotes(chapter: PrintedChapter, changes: Collection[Noteworthy], reasons: Mapping[str, NaReason]) -> Footnotes:
    """The notes that a chapter's printed cells ask for.

    Five kinds: the year is not the City's fiscal year, and the name does not say so in words; the series has a marked
    break among the years printed; a printed figure was revised; this edition's own figure is not available, and
    the accepted submission says why; of a month there is nothing, or the year to date alone.

    Args:
        changes: what the edition says otherwise than the ones before.
        reasons: indicator id → why the accepted submission gives no figure.
    """
    revised = {(one.indicator, one.period): one for one in changes}
    known: dict[str, int] = {}
    numbers = {}
    for table in chapter.tables:
        for row in table.rows:
            found = (
                *_year(table, row),
                *_broken(chapter, table, row),
                *_revised(table, row, revised),
                *_absent(chapter, table, row, reasons),
                *_no_month(chapter, table, row),
            )
            if found:
                numbers[row.id] = tuple(sorted({known.setdefault(text, len(known) + 1) for text in found}))
    names = [row.name for table in chapter.tables for row in table.rows if row.id in numbers]
    return Footnotes(tuple(known), numbers, any(not name.rstrip()[-1:].isalpha() for name in names))


def with_own_notes(notes: Footnotes, report: Report, chapter: PrintedChapter) -> Footnotes:
    """The report's own notes, and who asks for it, at the first row; the City's own three need not say who asks."""
    asked = () if report in STANDARD.values() else (f"Asked for by {report.asked_by}; {report.source}.",)
    own = (*report.notes, *asked)
    if not own or not chapter.tables:
        return notes
    first = chapter.tables[0].rows[0].id
    shift = len(own)
    numbers = {row: tuple(number + shift for number in found) for row, found in notes.numbers.items()}
    numbers[first] = (*range(1, shift + 1), *numbers.get(first, ()))
    return replace(notes, texts=(*own, *notes.texts), numbers=numbers)


def raised_mark(number: int) -> str:
    """A note's mark in print: ``¹²`` for 12."""
    return str(number).translate(_RAISED)


def bracketed_mark(number: int) -> str:
    """A note's mark in what is published: ``[12]``."""
    return f"[{number}]"


def one_line(text: str) -> str:
    """A text as one printed line: no tabs, no line breaks, nothing that cannot be seen."""
    return "".join(sign for sign in " ".join(text.split()) if sign.isprintable())


def as_line(text: str) -> str:
    """A text as a line or cell of its own that is printed, given away or pasted: words that set off no formula."""
    return as_words(one_line(text), printed=True)


def _year(table: PrintedTable, row: PrintedRow) -> Iterator[str]:
    words = "" if row.line is None else _OTHER_YEARS.get(row.line.indicator.year, "")
    if not words or words in row.name.casefold():
        return
    told = f"Reported by {words}, not by the City’s fiscal year"
    if words == _OTHER_YEARS[Year.CALENDAR]:  # it reports the calendar year before
        years = [period for period in _actuals(table) if period is not None and period.span is Span.YEAR]
        told += f": {max(years).label} is calendar {max(years).year - 1}" if years else ""  # a month prints no years
    yield f"{told}."


def _broken(chapter: PrintedChapter, table: PrintedTable, row: PrintedRow) -> Iterator[str]:
    """The breaks that stand between the years printed."""
    if row.line is None or not row.line.indicator.breaks:
        return
    printed = [period.year for period in _actuals(table) if period is not None]
    indicator, own = row.line.indicator, chapter.edition.submitted_period
    for code in sorted(indicator.breaks):
        if min(printed, default=own.year) < Period.parse(code).year <= own.year:
            yield one_line(f"Counted otherwise from {code} on: {indicator.breaks[code].strip().rstrip('.')}.")


def _revised(
    table: PrintedTable, row: PrintedRow, changes: Mapping[tuple[str, Period | None], Noteworthy]
) -> Iterator[str]:
    for period, cell in zip(_actuals(table), row.cells, strict=True):
        change = changes.get((row.id, period)) if cell.revised else None
        if change is not None and period is not None and change.old != change.new:
            why = one_line(change.reason).rstrip(".")
            yield f"{period.label} was revised from {change.old} to {change.new}.{f' {why}.' if why else ''}"


def _absent(
    chapter: PrintedChapter, table: PrintedTable, row: PrintedRow, reasons: Mapping[str, NaReason]
) -> Iterator[str]:
    own = chapter.edition.submitted_period
    for period, cell in zip(_actuals(table), row.cells, strict=True):
        if period == own and cell.value is Sign.NOT_AVAILABLE and row.id in reasons:
            reason = reasons[row.id]
            meaning = reason.meaning.partition(".")[0]  # what follows tells the agency what to write
            yield f"{own.label} is not available: {reason.lower()}. {meaning}."


def _no_month(chapter: PrintedChapter, table: PrintedTable, row: PrintedRow) -> Iterator[str]:
    """Why the cell of the edition's own month is empty."""
    edition = chapter.edition
    if not edition.monthly or row.line is None:
        return
    cells = {period: cell for period, cell in zip(_actuals(table), row.cells, strict=True) if period is not None}
    own = cells.get(edition.submitted_period)
    if own is None or not own.missing:
        return
    to_date = None if edition.to_date is None else cells.get(edition.to_date)
    if to_date is not None and to_date.value is not None and not to_date.missing:
        yield f"Of {edition.submitted_period.words} the year to date is reported alone, not the month by itself."
    else:
        yield f"Of {edition.submitted_period.words} nothing is reported yet, neither the month nor the year to date."


def _actuals(table: PrintedTable) -> list[Period | None]:
    """The period of each column of actuals; None for the other columns."""
    keys = (head.key.partition(":") for head in table.heads)
    return [Period.parse(code) if kind == "actual" else None for kind, _, code in keys]
