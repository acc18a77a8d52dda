"""Take a supervisor's decisions from a variance sheet into the record."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pmr_xl.analysis.grounds import Grounds
from pmr_xl.books.reading.reader import read_book
from pmr_xl.desk.commitments.decided import by_decisions, in_sentences
from pmr_xl.desk.desk import Desk
from pmr_xl.desk.review import in_words
from pmr_xl.desk.review.carry_over import target_measures
from pmr_xl.desk.review.merge import MergedRow, SheetOrigin, as_recorded, merge_decisions, not_mentioned
from pmr_xl.desk.review.origin import newer_accepted, read_sheet_origin, unknown_submission
from pmr_xl.desk.review.outcome import KEPT, RowOutcome
from pmr_xl.desk.targets import new_targets, possible_only, without_figure
from pmr_xl.forms.board.exceptions_sheet import BETWEEN, EVERY
from pmr_xl.forms.variance_sheet import sheet as review_sheet
from pmr_xl.forms.variance_sheet.decisions.reader import SheetDecisions, read_figures, read_sheet
from pmr_xl.forms.variance_sheet.decisions.row import DecisionRow
from pmr_xl.model.book.sheet import Book
from pmr_xl.model.commitments.commitment import Commitment
from pmr_xl.model.decision import WITHDRAW
from pmr_xl.model.fact import Fact
from pmr_xl.model.fault import Fault
from pmr_xl.model.fiscal import Edition
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.schema.chapter import Chapter
from pmr_xl.record import Decision, Source, text_of


class DecisionReport(NamedTuple):
    """What became of a sheet's decisions.

    Attributes:
        stand: how many decisions stand on it; ``new``: how many of them are new to the record.
        withdrawn: those that the record had and that are taken back, a sentence each.
        replaced: decisions taken since the sheet was made that it replaces, a sentence each.
        signed: rows that somebody changed under the name of the one who had decided before, a sentence each.
        skipped: rows that do not count, because of a later decision or of none at all, a sentence each.
        insist: how those can be made to count; a sentence, or several.
        unsaid: decisions taken since that the sheet says nothing of, in a sentence; they hold.
        newer: that a later version of the submission is accepted than the sheet shows, in a sentence.
        targets: targets that become others by it, a sentence each.
        no_target: rows “Adjust target” that name no target, in a sentence.
        strange: headings that are not known, a sentence each; the rest is read.
        not_understood: rows of which nothing is taken, each with its cell, what is wrong and the remedy.
        unknown: that nobody here knows the submission, in a sentence.
        agreed: commitments that it makes or closes, a sentence each.
    """

    stand: int
    new: int
    withdrawn: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    signed: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()
    insist: str = ""
    unsaid: str = ""
    newer: str = ""
    targets: tuple[str, ...] = ()
    no_target: str = ""
    strange: tuple[str, ...] = ()
    not_understood: tuple[str, ...] = ()
    unknown: str = ""
    agreed: tuple[str, ...] = ()


class _Handed(NamedTuple):
    """A sheet as it was handed in."""

    book: Book
    chapter: Chapter
    origin: SheetOrigin
    read: SheetDecisions


def decide(desk: Desk, path: Path) -> DecisionReport:
    """Store what was decided on a variance sheet, and what was taken back on it; again, it changes nothing.

    On the workbook of exceptions it is done agency by agency; one whose submission is not the one it was made of is
    told, and the others go on.

    Raises:
        Fault: the file cannot be read, is no variance sheet, or is of another submission than it says.
    """
    book = read_book(path)
    about = review_sheet.about_of(book)
    if not about:
        raise Fault(f"{path.name} is no variance sheet.", "Name the workbook that “pmr review” wrote.")
    if about.get("Agency") != EVERY:
        return _decide(desk, _handed(desk, book, about), about, path)
    read, each = _handed_by_agency(desk, book, about)
    reports, wrong = [], [f"{fault.message} {fault.remedy}" for fault in read.not_understood]
    for handed, facts in each:
        try:
            reports.append(_decide(desk, handed, facts, path))
        except Fault as fault:
            wrong.append(f"{handed.origin.agency}: {fault.message} {fault.remedy}")
    return _together(reports, read.strange, wrong)


def _together(reports: Sequence[DecisionReport], strange: Sequence[str], wrong: Sequence[str]) -> DecisionReport:
    """What became of several agencies' decisions, as one."""

    def every(name: str) -> tuple[str, ...]:
        return tuple(sentence for one in reports for sentence in getattr(one, name))

    def first(name: str) -> str:
        return " ".join(dict.fromkeys(filter(None, (getattr(one, name) for one in reports))))

    return DecisionReport(
        sum(one.stand for one in reports),
        sum(one.new for one in reports),
        every("withdrawn"),
        every("replaced"),
        every("signed"),
        every("skipped"),
        first("insist"),
        first("unsaid"),
        first("newer"),
        every("targets"),
        first("no_target"),
        tuple(strange),
        tuple(wrong),
        first("unknown"),
        every("agreed"),
    )


def _decide(desk: Desk, handed: _Handed, about: dict[str, str], path: Path) -> DecisionReport:
    """What was decided of one agency's figures."""
    book, chapter, origin = handed.book, handed.chapter, handed.origin
    rows, impossible = possible_only(desk, chapter, origin.edition, handed.read.rows)
    unknown = unknown_submission(desk, about, origin, path)
    figures, moved = _figures(handed), _moved(desk, origin, rows)
    merged: list[MergedRow] = []
    before: list[Decision] = []
    targets: dict[str, Fact] = {}
    agreed: list[Commitment] = []

    me = desk.me

    def merge(taken: Sequence[Decision]) -> list[Decision]:
        before[:] = taken
        merged[:] = merge_decisions(rows, origin, taken, me, moved)
        counting = [one for one in merged if one.outcome in KEPT]
        targets.update(new_targets(chapter, origin.edition, [one.row for one in counting]))
        kept = [as_recorded(one, origin) for one in counting]
        return [one._replace(figure=figures.get(one.indicator, "")) for one in kept]

    sheet = Source(path.name, book.sha256, origin.edition)
    desk.record.store_decisions(
        origin.edition, origin.agency, merge, targets, sheet, by_decisions(desk, chapter, agreed)
    )
    outcomes = [one.outcome for one in merged]
    return DecisionReport(
        sum(row.says_something and row.decision != WITHDRAW for row in rows),
        sum(outcome in (RowOutcome.TAKEN, RowOutcome.REPLACES) for outcome in outcomes),
        in_words.taken_back(merged, origin),
        in_words.replaced_decisions(merged, origin),
        in_words.left_signatures(merged, me),
        in_words.skipped_rows(merged, origin),
        in_words.insist(outcomes),
        in_words.unsaid_decisions(not_mentioned(merged, origin, before)),
        newer_accepted(desk, origin),
        tuple(_target(one, chapter) for one in targets.values()),
        without_figure([one.row for one in merged if one.outcome in KEPT], targets),
        handed.read.strange,
        tuple(f"{fault.message} {fault.remedy}" for fault in (*handed.read.not_understood, *impossible)),
        unknown,
        in_sentences(agreed, chapter.by_id),
    )


def _edition_of(desk: Desk, book: Book, about: dict[str, str]) -> Edition:
    try:
        return desk.edition(about.get("Edition", ""))
    except ValueError as wrong:
        raise Fault(f"{book.name}, About: {wrong}", "Make the sheet anew with “pmr review”.") from None


def _handed(desk: Desk, book: Book, about: dict[str, str]) -> _Handed:
    edition = _edition_of(desk, book, about)
    library = desk.library_of(edition)
    agency = library.agency(about.get("Agency", "")).code
    chapter = library.chapter(agency)
    read = _read(book, edition, [chapter])
    return _Handed(book, chapter, read_sheet_origin(about, agency, edition), read)


def _handed_by_agency(
    desk: Desk, book: Book, about: dict[str, str]
) -> tuple[SheetDecisions, list[tuple[_Handed, dict[str, str]]]]:
    """The workbook of exceptions, read once, and each agency's decisions with the facts of its submission."""
    edition = _edition_of(desk, book, about)
    library = desk.library_of(edition)
    facts: dict[str, dict[str, str]] = {}
    for key, fact in about.items():
        code, between, name = key.partition(BETWEEN)
        if between:
            facts.setdefault(code, {})[name] = fact
    chapters = {code: library.chapter(library.agency(code).code) for code in facts}
    read = _read(book, edition, list(chapters.values()))
    each = []
    for code, chapter in chapters.items():
        rows = tuple(row for row in read.rows if row.indicator_id in chapter.by_id)
        if rows:
            origin = read_sheet_origin(facts[code], code, edition)
            each.append((_Handed(book, chapter, origin, SheetDecisions(rows)), facts[code]))
    return read, each


def _read(book: Book, edition: Edition, chapters: Sequence[Chapter]) -> SheetDecisions:
    lines = {name: line for chapter in chapters for name, line in chapter.by_id.items()}
    targets = {name: measure for chapter in chapters for name, measure in target_measures(chapter).items()}
    actuals = {name: line.indicator.measure for name, line in lines.items()}
    return read_sheet(book, targets, ids=lines, edition=edition, actuals=actuals)


def _figures(handed: _Handed) -> dict[str, str]:
    """The figures that a sheet shows, as the record keeps them: what is decided on it is decided on these."""
    measures = {name: line.indicator.measure for name, line in handed.chapter.by_id.items()}
    shown = read_figures(handed.book, handed.origin.edition, measures)
    return {name: text_of(figure) for name, figure in shown.items()}


def _target(one: Fact, chapter: Chapter) -> str:
    name = chapter.by_id[one.indicator].indicator.name
    return f"{name}: the target {one.period.label} is {one.printed} now, by {one.place}."


def _moved(desk: Desk, origin: SheetOrigin, rows: Sequence[DecisionRow]) -> dict[str, str]:
    """What rows were decided on and the record knows otherwise by now, in words, by indicator."""
    chapter = desk.library_of(origin.edition).chapter(origin.agency)
    past, told = desk.restated_past(chapter, origin.edition), dict[str, str]()
    for row in rows:
        line = chapter.by_id.get(row.indicator_id)
        if row.grounds and row.decision and line is not None:
            now = Grounds.of_record(line.indicator, origin.edition, past)
            told[line.id] = Grounds.parse(row.grounds).changes_to(now, line.indicator, record=True)
    return told
