"""Sheets of commitments: made for agencies, and what they say taken into the record beside what changed meanwhile."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pmr_xl.desk.commitments.fields import commitment_of_fields, day_said, find_commitment, restate_commitment, same
from pmr_xl.desk.commitments.listing import commitments
from pmr_xl.forms.commitments.columns import ASKED
from pmr_xl.forms.commitments.reader import CommitmentSheet, CommitmentSheetRow
from pmr_xl.forms.commitments.reader import read as read_sheet
from pmr_xl.model.book.places import CellRef
from pmr_xl.model.commitments.commitment import Commitment, Followed, field_text, free_codes
from pmr_xl.model.display.plural import plural
from pmr_xl.model.fault import Fault
from pmr_xl.model.quick.named import NamedTuple

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk

_FIELDS = tuple(one.field for one in ASKED[:-1])


class FieldDiffers(NamedTuple):
    """A field that says one thing on a sheet and another in the record, said by ``step`` after the sheet was made.

    Attributes:
        field: as :class:`Commitment` calls it.
        typed, recorded: empty where nothing stands.
    """

    code: str
    field: str
    typed: str
    recorded: str
    step: Commitment


class SheetTaken(NamedTuple):
    """What became of a sheet.

    Attributes:
        new, changed: the steps taken, changed ones beside what was before.
        same: rows that say what the record says.
        differ: fields that the sheet and, after it was made, somebody else changed: the record's count.
        not_understood: rows of which nothing is read, ``strange`` headings that are not known, as the reader says it.
        not_taken: rows that were read and cannot be taken, each with its cell.
    """

    new: tuple[Commitment, ...]
    changed: tuple[tuple[Commitment, Commitment], ...]
    same: int
    differ: tuple[FieldDiffers, ...]
    not_understood: tuple[str, ...]
    strange: tuple[str, ...]
    not_taken: tuple[tuple[CellRef, Fault], ...]

    @property
    def whole(self) -> bool:
        """Whether all that stands on the sheet is in the record."""
        return not (self.differ or self.not_understood or self.strange or self.not_taken)


def write_sheets(desk: Desk, agencies: Iterable[str], into: Path) -> Iterator[Path]:
    """Write each agency's sheet into a folder.

    Raises:
        Fault: an agency is unknown, or a file cannot be written; one that is there says what the record does not have.
            Nothing is written then.
    """
    from pmr_xl.books.writing.writer import write
    from pmr_xl.desk.writing import make_folder
    from pmr_xl.forms.commitments.sheet import lay

    make_folder(into)
    codes = dict.fromkeys(desk.library.agency(one).code for one in agencies)
    places = {code: into / f"PMR_{desk.library.slug(code).upper()}_commitments.xlsx" for code in codes}
    for path in places.values():
        _nothing_left_on(desk, path)
    for code, path in places.items():
        agency = desk.library.agency(code)
        told = commitments(desk, [agency.code])
        token = f"{agency.code} {desk.today.isoformat()} {desk.record.mark()}"
        write(lay(agency.code, agency.name, told.rows, told.names, desk.today, token), path)
        yield path


def _nothing_left_on(desk: Desk, path: Path) -> None:
    """See that nothing that somebody filled would be lost by writing a sheet anew."""
    from pmr_xl.books.reading.reader import read_book

    if not path.is_file():
        return
    sheet = read_sheet(read_book(path))
    rehearsed = _Taking(desk, sheet, desk.record.commitments(), sheet.filled_by)
    left = len(rehearsed.take()) + len(rehearsed.wrong) + len(sheet.not_understood)
    if left:
        raise Fault(
            f"{path.name} says what the record does not have, in {left} {plural(left, 'row')}; nothing was written.",
            f"“pmr commitment read {path.name}” takes it in; or name another folder (--into).",
        )


class _Taking:
    """A sheet on its way into the record, row after row."""

    def __init__(self, desk: Desk, sheet: CommitmentSheet, known: Sequence[Followed], who: str) -> None:
        self._desk, self._sheet, self._known, self._who = desk, sheet, known, who
        self._codes = free_codes(known)
        self._seen: dict[str, str] = {}
        self.new: list[Commitment] = []
        self.changed: list[tuple[Commitment, Commitment]] = []
        self.same = 0
        self.differ: list[FieldDiffers] = []
        self.wrong: list[tuple[CellRef, Fault]] = []

    def take(self) -> list[Commitment]:
        """The steps to be kept."""
        for row in self._sheet.rows:
            try:
                self._row(row)
            except Fault as fault:
                self.wrong.append((row.where, fault))
        return [*self.new, *(step for _, step in self.changed)]

    def _row(self, row: CommitmentSheetRow) -> None:
        origin = f"sheet {self._sheet.token}, new row {row.new}"
        key = row.code or origin
        if key in self._seen:
            raise Fault(f"the same stands in {self._seen[key]} already.", "Keep one of the two rows.")
        self._seen[key] = row.where.address
        if row.code:
            there = find_commitment(self._known, row.code)
            stood = row.stood
        else:
            again = next((one for one in self._known if one.steps[0].origin == origin), None)
            if again is None:
                told = {**row.now, "agency": self._sheet.agency}
                one = commitment_of_fields(self._desk, told, self._known)
                self.new.append(one._replace(code=next(self._codes), origin=origin, who=self._who))
                return
            there, stood = again, {field: field_text(again.steps[0], field) for field in _FIELDS}
        told = dict(self._differing(there, row.now, stood))
        note = row.now.get("why", "")
        if note and note not in [step.why for step in there.steps]:
            told["why"] = note
        step = restate_commitment(self._desk, there.now, told, self._known)._replace(who=self._who)
        if same(there.now, step) and "why" not in told:
            self.same += 1
        else:
            self.changed.append((there.now, step))

    def _differing(
        self, there: Followed, now: Mapping[str, str], stood: Mapping[str, str]
    ) -> Iterator[tuple[str, str]]:
        """The fields that were changed on the sheet, without those that somebody else changed otherwise since."""
        for field in _FIELDS:
            if field not in now:
                continue
            typed = _plain(self._desk, field, now[field])
            recorded = field_text(there.now, field)
            if typed in (stood.get(field, ""), recorded):
                continue
            if recorded != stood.get(field, ""):
                last = next(one.step for one in reversed(list(there.changes)) if one.field == field)
                self.differ.append(FieldDiffers(there.code, field, typed, recorded, last))
            else:
                yield field, typed or "-"


def _plain(desk: Desk, field: str, text: str) -> str:
    """A field as the record writes it, so that the same is known in other words."""
    if field == "due":
        day = day_said(desk, text)
        return "" if day is None else day.isoformat()
    return text.casefold() if field == "status" else text


def take_sheet(desk: Desk, path: Path, who: str = "") -> SheetTaken:
    """Take a sheet that an agency filled into the record; again, it changes nothing.

    Args:
        who: who says so; else whoever is named on the sheet.

    Raises:
        Fault: the file cannot be read, or is no sheet of commitments of an agency of this office.
    """
    from pmr_xl.books.reading.reader import read_book

    desk.office.must_be_own("Without an office of your own no commitments are kept.")
    sheet = read_sheet(read_book(path))
    desk.library.agency(sheet.agency)
    taking: list[_Taking] = []

    def weigh(known: Sequence[Followed]) -> list[Commitment]:
        taking.append(_Taking(desk, sheet, known, who or sheet.filled_by))
        return taking[-1].take()

    desk.record.commit(weigh)
    done = taking[-1]
    return SheetTaken(
        *(tuple(done.new), tuple(done.changed), done.same, tuple(done.differ)),
        *(sheet.not_understood, sheet.strange, tuple(done.wrong)),
    )
