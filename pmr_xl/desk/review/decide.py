"""Take a supervisor's decisions from a variance sheet into the record."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from pmr_xl.analysis.grounds import Grounds
from pmr_xl.books.reading.reader import read_book
from pmr_xl.desk.desk import Desk
from pmr_xl.desk.review import merge as weighed
from pmr_xl.desk.review.carry_over import made_of, newer_accepted, target_measures
from pmr_xl.desk.review.merge import Fate, Made, Weighed
from pmr_xl.desk.targets import new_targets, without_figure
from pmr_xl.forms.variance_sheet import sheet as review_sheet
from pmr_xl.forms.variance_sheet.row_pages import WITHDRAW
from pmr_xl.forms.variance_sheet.sheet import DecisionRow as Row
from pmr_xl.model.book.sheet import Book
from pmr_xl.model.fact import Fact
from pmr_xl.model.fault import Fault
from pmr_xl.model.fiscal import Edition
from pmr_xl.model.indicator import Chapter
from pmr_xl.model.measure import SIGNS
from pmr_xl.record import Decision, Source, text_of
from pmr_xl.record.file.lock import whoami

INSIST = (
    "To insist, make the sheet anew (“pmr review” with the submission): it shows what was decided since. "
    "Decide there, and hand that one in."
)
_NEWER = (
    "A decision on an older version overrules none on a newer one. Make the sheet of the newer version (“pmr review” "
    "with that file), and decide there."
)
_MOST = 5  # ids named in a sentence


class Handed(NamedTuple):
    """What became of a sheet's decisions.

    Attributes:
        stand: how many decisions stand on it; ``new``: how many of them are new to the record.
        withdrawn: those that the record had and that are taken back, a sentence each.
        replaced: decisions taken since the sheet was made that it replaces, a sentence each.
        signed: rows that somebody changed under the name of the one who had decided before, a sentence each.
        passed: rows that do not count, because of a later decision or of none at all, a sentence each.
        insist: how those can be made to count; a sentence, or several.
        unsaid: decisions taken since that the sheet says nothing of, in a sentence; they hold.
        newer: that a later version of the submission is accepted than the sheet shows, in a sentence.
        targets: targets that become others by it, a sentence each.
        no_target: rows “Adjust target” that name no target, in a sentence.
        strange: headings that are not known, a sentence each; the rest is read.
    """

    stand: int
    new: int
    withdrawn: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    signed: tuple[str, ...] = ()
    passed: tuple[str, ...] = ()
    insist: str = ""
    unsaid: str = ""
    newer: str = ""
    targets: tuple[str, ...] = ()
    no_target: str = ""
    strange: tuple[str, ...] = ()


def decide(desk: Desk, path: Path) -> Handed:
    """Store what was decided on a variance sheet, and what was taken back on it; again, it changes nothing.

    Raises:
        Fault: the file cannot be read, is no variance sheet, or holds a decision that is none of the list's.
    """
    book = read_book(path)
    told = review_sheet.about_of(book)
    if not told:
        raise Fault(f"{path.name} is no variance sheet.", "Name the workbook that “pmr review” wrote.")
    agency = desk.library.agency(told.get("Agency", "")).code
    try:
        edition = Edition.parse(told.get("Edition", ""))
    except ValueError as wrong:
        raise Fault(f"{path.name}, About: {wrong}", "Make the sheet anew with “pmr review”.") from None
    strange: list[str] = []
    chapter, targets = desk.library.chapter(agency), dict[str, Fact]()
    made, rows = made_of(told, agency, edition), _rows(book, chapter, strange)
    seen, moved = _figures(desk, book, edition, agency), _moved(desk, made, rows)
    found: list[Weighed] = []
    before: list[Decision] = []

    def weigh(taken: Sequence[Decision]) -> list[Decision]:
        before[:] = taken
        found[:] = weighed.weigh(rows, made, taken, whoami(), moved)
        counting = [one for one in found if one.fate in weighed.KEPT]
        targets.update(new_targets(chapter, edition, [one.row for one in counting]))
        kept = [weighed.kept(one, made) for one in counting]
        return [one._replace(figure=seen.get(one.indicator, "")) for one in kept]

    desk.record.deciding(edition, agency, weigh, targets, Source(path.name, book.sha256, edition))
    fates = [one.fate for one in found]
    return Handed(
        sum(bool(row.text) and row.decision != WITHDRAW and not row.undecided for row in rows),
        sum(fate in (Fate.TAKEN, Fate.REPLACES) for fate in fates),
        tuple(_taken_back(one, made) for one in found if one.fate is Fate.WITHDRAWS),
        tuple(_replaced(one, made) for one in found if one.fate is Fate.REPLACES),
        tuple(_signed(one) for one in found if one.unsigned and one.fate in weighed.KEPT),
        tuple(_passed(one, made) for one in found if one.fate in weighed.PASSED_OVER),
        _insist(fates),
        _unsaid(weighed.unsaid(found, made, before)),
        newer_accepted(desk, made),
        tuple(_target(one, chapter) for one in targets.values()),
        without_figure([one.row for one in found if one.fate in weighed.KEPT], targets),
        tuple(strange),
    )


def _rows(book: Book, chapter: Chapter, strange: list[str]) -> tuple[Row, ...]:
    try:
        return review_sheet.read_decisions(book, target_measures(chapter), strange.append)
    except Fault as wrong:
        raise Fault(f"Nothing was taken of {book.name}. {wrong.message}", wrong.remedy) from None


def _figures(desk: Desk, book: Book, edition: Edition, agency: str) -> dict[str, str]:
    """The figures that a sheet shows, as the record keeps them: what is decided on it is decided on these."""
    lines, kept = desk.library.chapter(agency).by_id, dict[str, str]()
    for name, shown in review_sheet.read_actuals(book, edition).items():
        measure = lines[name].indicator.measure if name in lines else None
        if measure is not None and isinstance(shown, float):
            kept[name] = text_of(measure.from_cell(shown, measure.number_format))
        elif isinstance(shown, str) and shown in SIGNS:
            kept[name] = text_of(SIGNS[shown])
    return kept


def _target(one: Fact, chapter: Chapter) -> str:
    name = chapter.by_id[one.indicator].indicator.name
    return f"{name}: the target {one.period.label} is {one.printed} now, by {one.place}."


def _moved(desk: Desk, made: Made, rows: Sequence[Row]) -> dict[str, str]:
    """What rows were decided on and the record knows otherwise by now, in words, by indicator."""
    chapter = desk.library.chapter(made.agency)
    past, told = desk.restated(chapter, made.edition), dict[str, str]()
    for row in rows:
        line = chapter.by_id.get(row.indicator_id)
        if row.grounds and row.decision and line is not None:
            now = Grounds.known(line.indicator, made.edition, past)
            told[line.id] = Grounds.parse(row.grounds).moved(now, line.indicator, record=True)
    return told


def _place(one: Weighed) -> str:
    return f"{one.row.where}, {one.row.indicator_id}"


def _taken(one: Decision, made: Made) -> str:
    """A decision of the record, with its version where the sheet shows another one."""
    on = f" on version {one.version}" if one.version and one.version != made.version else ""
    return f"{one.decision or 'a note'} by {one.who} of {one.at[:10]}{on}"


def _taken_back(one: Weighed, made: Made) -> str:
    return f"{_place(one)}: {_taken(one.last, made)} is withdrawn." if one.last is not None else ""


def _replaced(one: Weighed, made: Made) -> str:
    if one.last is None:
        return ""
    return f"{_place(one)}: {one.row.decision or 'a note'} replaces {_taken(one.last, made)}."


def _signed(one: Weighed) -> str:
    return f"{_place(one)}: By still named {one.unsigned}, who decided before; this is taken as decided by {whoami()}."


def _passed(one: Weighed, made: Made) -> str:
    """Place, what was passed over, and because of what."""
    if one.fate is Fate.NEVER:
        return f"{_place(one)}: there is no decision to withdraw."
    if one.fate is Fate.VOID:
        return f"{_place(one)}: {one.row.decision} is void, because it was made on other figures: {one.moved}."
    if one.last is None:
        return ""
    if one.fate is Fate.EMPTIED:
        holds = f"{_taken(one.last, made)} holds"
        return f"{_place(one)}: the note is emptied, and {holds}. To take it back, choose {WITHDRAW}."
    said = one.row.decision or ("the emptied decision" if not one.row.note else "the note")
    if one.fate is Fate.OLDER:
        return (
            f"{_place(one)}: {said} on version {made.version} is skipped. "
            f"The record has {_taken(one.last, made)}, which is newer."
        )
    told = f"{_place(one)}: {said} is skipped. The record has {_taken(one.last, made)}"
    if one.fate is Fate.COPY:
        return f"{told}, and had {said} before that: this is an older copy of the sheet."
    return f"{told}, taken after this sheet was made."


def _insist(fates: Sequence[Fate]) -> str:
    later = any(fate in (Fate.AS_IT_WAS, Fate.COPY, Fate.LATE, Fate.VOID) for fate in fates)
    return " ".join(text for text, due in ((INSIST, later), (_NEWER, Fate.OLDER in fates)) if due)


def _unsaid(left: Sequence[Decision]) -> str:
    """Decisions that the sheet does not know; an empty row may mean that one is to be taken back."""
    if not left:
        return ""
    ids = [one.indicator for one in left]
    more = f" and {len(ids) - _MOST} more" if len(ids) > _MOST else ""
    many = f"{len(ids)} decisions that this sheet says nothing of were"
    were, hold = (
        ("One decision that this sheet says nothing of was", "it holds") if len(ids) == 1 else (many, "they hold")
    )
    return (
        f"{were} taken after the sheet was made; {hold}: {', '.join(ids[:_MOST])}{more}. "
        f"To take one back, choose {WITHDRAW} in its row."
    )
