"""The rows of a list of commitments on their way into the record, one after the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from pmr_xl.desk.commitments.fields import commitment_of_fields, day_said, restate_commitment, same
from pmr_xl.imports.commitment_table import CommitmentRow, CommitmentTable
from pmr_xl.model.commitments.commitment import Commitment, Followed, field_text, free_codes
from pmr_xl.model.commitments.words import status_named
from pmr_xl.model.fault import Fault
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.quick.pattern import pattern

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk

_BETWEEN = pattern(r"\s*(?:[,;/\n]|\band\b)\s*")
_TAKEN = ("owner", "due", "status", "evidence", "figure", "partners", "what")  # what a list may change of one


class ListRowLeft(NamedTuple):
    """A row of a list that was not taken, and why; ``undated``: it was taken, but without a day."""

    row: int
    fault: Fault
    undated: bool = False


class MovedOn(NamedTuple):
    """A field in which the record has moved on from what the list says; ``recorded``: empty where nothing stands."""

    code: str
    field: str
    listed: str
    recorded: str


class ListTaking:
    """The rows of a list on their way into the record, one after the other."""

    def __init__(self, desk: Desk, table: CommitmentTable, usual: Mapping[str, str], known: Sequence[Followed]) -> None:
        self._desk, self._table, self._usual = desk, table, usual
        self._known = {one.code: one for one in known}
        self._by = {_known_by(*_identity(one)): one.code for one in reversed(known)}
        self._steps: list[Commitment] = []
        self._codes = free_codes(known)
        self._names = {desk.library.agency(one).name.casefold(): one for one in desk.library.agencies()}
        self.new: list[Commitment] = []
        self.changed: list[Commitment] = []
        self.same = 0
        self.left_out: list[ListRowLeft] = []
        self.later: list[MovedOn] = []

    def take(self) -> list[Commitment]:
        """The steps to be kept, a parent before what stands under it."""
        for row in self._table.rows:
            try:
                self._row(row)
            except Fault as fault:
                self.left_out.append(ListRowLeft(row.number, fault))
        return self._steps

    def _row(self, row: CommitmentRow) -> None:
        told = dict(self._fields(row))
        parent = told.get("parent", "")
        levels = [one for one in ("goal", "initiative") if told.get(one)]
        if "what" not in told:
            if not levels:
                raise Fault("nothing says what is to be done.", "Fill the cell, or take the row away.")
            told["what"], told["kind"] = told[levels[-1]], told.get("kind") or levels.pop()
        for level in levels:  # a plan's goal, and its initiative below it, are commitments of their own
            parent = self._one({"what": told[level], "kind": level, "parent": parent}, row).code
        if parent and not levels:
            parent = self._referred(parent)
        fields = {key: text for key, text in told.items() if key not in ("goal", "initiative", "audit")}
        begun = len(self._steps)
        self._one({**fields, "parent": parent}, row)
        self.same += len(self._steps) == begun

    def _fields(self, row: CommitmentRow) -> Iterator[tuple[str, str]]:
        """A row's fields in our words: one agency, a reference that holds the audit's number too."""
        yield from self._usual.items()
        for field, text in row.said.items():
            if field == "agency":
                first, *others = [self._agency(one) for one in _several(text)]
                yield "agency", first
                if others:
                    yield "partners", ", ".join(others)
            elif field == "partners":
                yield "partners", ", ".join(self._agency(one) for one in _several(text))
            elif field == "reference":
                yield "reference", ", ".join(filter(None, (row.said.get("audit", ""), text)))
            elif field == "indicator":
                yield "indicator", self._indicator(text)
            elif field == "due":
                yield "due", self._day(text, row)
            else:
                yield field, text

    def _agency(self, text: str) -> str:
        return self._names.get(text.casefold()) or self._desk.library.agency(text).code

    def _day(self, text: str, row: CommitmentRow) -> str:
        """The day, as we write it; a timeline that names none is told, and the row is taken without a day."""
        try:
            day = day_said(self._desk, text)
        except Fault as fault:
            self.left_out.append(ListRowLeft(row.number, fault, undated=True))
            return ""
        return "" if day is None else day.isoformat()

    def _indicator(self, text: str) -> str:
        """An id, or a name that one indicator alone has."""
        named = [
            line.id
            for chapter in self._desk.library.chapters()
            for line in chapter.lines
            if text.casefold() in (line.id, line.indicator.name.casefold())
        ]
        if len(named) > 1:
            raise Fault(f"“{text}” is the name of {len(named)} indicators.", "Name the one that is meant by its id.")
        return named[0] if named else text

    def _referred(self, text: str) -> str:
        """The code of a parent that the list names by code, reference or words."""
        for one in self._known.values():
            if text.casefold() in (one.code.casefold(), one.now.reference.casefold(), one.now.what.casefold()):
                return one.code
        raise Fault(f"“{text}” is no commitment that it could be a part of.", "List the whole before its parts.")

    def _one(self, told: Mapping[str, str], row: CommitmentRow) -> Commitment:
        """What a row says of one commitment: it is new, takes a step, or is as it was."""
        place = f"{self._table.place}, row {row.number}"
        known = list(self._known.values())
        there = self._there(told)
        told = {**told, "why": place}
        shown = told.get("evidence") or (there is not None and there.now.evidence)
        if status_named(told.get("status", "")).done and not shown:
            told["evidence"] = f"as {self._table.place} says"
        if there is None:
            one = commitment_of_fields(self._desk, told, known)._replace(code=next(self._codes), origin=place, why="")
            self.new.append(one)
            return self._keep(Followed((one,)))
        step = restate_commitment(self._desk, there.now, dict(self._newer(there, told)), known)
        if same(there.now, step):
            return there.now
        self.changed.append(step)
        return self._keep(Followed((*there.steps, step)))

    def _keep(self, one: Followed) -> Commitment:
        self._known[one.code] = one
        self._by.setdefault(_known_by(*_identity(one)), one.code)
        self._steps.append(one.now)
        return one.now

    def _there(self, told: Mapping[str, str]) -> Followed | None:
        wanted = _known_by(told.get("reference", ""), told["what"], told.get("agency", ""), told.get("parent", ""))
        return self._known.get(self._by.get(wanted, ""))

    def _newer(self, there: Followed, told: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        """The fields that the list says otherwise, without those that the record has moved on from."""
        asked = {field: text for field, text in told.items() if field in (*_TAKEN, "why")}
        alone = restate_commitment(self._desk, there.now, asked, list(self._known.values()))
        for field in _TAKEN:
            now, new = field_text(there.now, field), field_text(alone, field)
            if field not in told or now == new:
                continue
            if new in [field_text(step, field) for step in there.steps[:-1]]:
                self.later.append(MovedOn(there.code, field, new, now))
            else:
                yield field, new
        yield "why", told["why"]


def _identity(one: Followed) -> tuple[str, str, str, str]:
    first = one.steps[0]
    return first.reference, first.what, first.agency, first.parent


def _known_by(reference: str, what: str, agency: str, parent: str) -> tuple[str, ...]:
    plain = " ".join(what.split()).casefold()
    return (reference.casefold(), agency) if reference else (plain, agency, parent)


def _several(text: str) -> list[str]:
    """Agencies in one cell: with commas, semicolons, strokes or “and”."""
    parts = _BETWEEN.split(text.strip())
    return [one for one in parts if one] or [text]
