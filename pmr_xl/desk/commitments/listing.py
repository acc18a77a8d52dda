"""Commitments as lists show them: chosen, the most pressing first, as values by name, CSV and JSON from one place."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import field, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from pmr_xl.desk.writing import csv_text
from pmr_xl.model.commitments.commitment import Commitment, CommitmentStatus, Followed, in_order
from pmr_xl.model.quick.value_class import value_class

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk


@value_class
class CommitmentList:
    """Commitments chosen, the most pressing first.

    Attributes:
        done: how many that are done are left out.
        parts: by code of what has parts, how many it has and how many of them are done.
        names: what indicators are called, by id.
    """

    rows: tuple[Followed, ...]
    today: date
    done: int = 0
    names: Mapping[str, str] = field(default_factory=dict)
    parts: Mapping[str, tuple[int, int]] = field(default_factory=dict)

    @property
    def counts(self) -> Mapping[CommitmentStatus, int]:
        """How many stand where, what presses most first; only what occurs."""
        found = Counter(one.now.standing(self.today) for one in self.rows)
        return {status: found[status] for status in CommitmentStatus if found[status]}

    @property
    def overdue(self) -> tuple[Followed, ...]:
        """Those whose day has passed."""
        return tuple(one for one in self.rows if one.now.days_overdue(self.today))


def commitments(
    desk: Desk,
    agencies: Collection[str] = (),
    *,
    done: bool = False,
    overdue: bool = False,
    under: str = "",
    edition: str = "",
) -> CommitmentList:
    """The commitments of agencies, of all where none is named.

    Args:
        done: those too that nothing is left to do of.
        overdue: only those whose day has passed.
        under: only what stands under that commitment, and it itself.
        edition: only what was agreed in that report's course.

    Raises:
        Fault: an agency, code or edition is unknown; without an office of one's own nothing is kept.
    """
    desk.office.must_be_own("Without an office of your own no commitments are kept.")
    from pmr_xl.desk.commitments.fields import edition_said

    asked = edition_said(edition)
    codes = {desk.library.agency(one).code for one in agencies}
    every = desk.record.commitments()
    wanted = _under(every, under)
    found = [
        one
        for one in every
        if (not codes or any(one.now.concerns(code) for code in codes))
        and (not under or one.code in wanted)
        and asked in ("", one.now.edition)
    ]
    if overdue:
        found = [one for one in found if one.now.days_overdue(desk.today)]
    left = [one for one in found if done or not one.now.status.done]
    return CommitmentList(
        *(tuple(in_order(left, desk.today)), desk.today, len(found) - len(left), names_of(desk, left), _parts(every)),
    )


def _parts(every: Sequence[Followed]) -> dict[str, tuple[int, int]]:
    whole = Counter(one.now.parent for one in every if one.now.parent)
    done = Counter(one.now.parent for one in every if one.now.parent and one.now.status.done)
    return {code: (count, done[code]) for code, count in whole.items()}


def names_of(desk: Desk, found: Sequence[Followed]) -> dict[str, str]:
    """What the indicators of these commitments are called; one that has left the schemas keeps its id."""
    ids = {one.now.indicator for one in found if one.now.indicator}
    owners = {one.now.agency for one in found if one.now.indicator}
    lines: dict[str, str] = {}
    for code in desk.library.agencies() if ids else ():
        if code in owners:
            lines |= {line.id: line.indicator.name for line in desk.library.chapter(code).lines}
    return {name: lines.get(name, name) for name in ids}


def due_soon(desk: Desk, agency: str, within: int) -> CommitmentList:
    """An agency's commitments that are overdue or due within so many days."""
    told = commitments(desk, [agency])
    last = desk.today + timedelta(days=within)
    return replace(told, rows=tuple(one for one in told.rows if one.now.due is not None and one.now.due <= last))


def lately_followed(desk: Desk, agency: str, within: int) -> CommitmentList:
    """What was agreed with an agency and what became of it: what is open, then what was done within so many days."""
    told = commitments(desk, [agency], done=True)
    since = (desk.today - timedelta(days=within)).isoformat()
    kept = (one for one in told.rows if not one.now.status.done or one.now.at[:10] >= since)
    return replace(told, rows=tuple(kept))


def _under(every: Sequence[Followed], code: str) -> set[str]:
    """A commitment and all that stands below it."""
    from pmr_xl.desk.commitments.fields import find_commitment

    if not code:
        return set()
    found, more = set[str](), {find_commitment(every, code).code}
    while more:
        found |= more
        more = {one.code for one in every if one.now.parent in more} - found
    return found


def as_values(told: CommitmentList) -> list[dict[str, object]]:
    """One mapping a commitment, keys in a fixed order; days as 2026-09-30, empty where there is none."""
    return [_values(one, told) for one in told.rows]


def _values(one: Followed, told: CommitmentList) -> dict[str, object]:
    now, first, name = one.now, one.first_due, one.now.indicator
    parts, parts_done = told.parts.get(one.code, (0, 0))
    return {
        "code": one.code,
        "what": now.what,
        "kind": now.kind.value,
        "agency": now.agency,
        "partners": now.partners,
        "owner": now.owner,
        "indicator_id": name,
        "indicator": told.names.get(name, name),
        "reference": now.reference,
        "parent": now.parent,
        "parts": parts,
        "parts_done": parts_done,
        "due": "" if now.due is None else now.due.isoformat(),
        "status": now.standing(told.today).value,
        "stated_status": now.status.value,
        "days_overdue": now.days_overdue(told.today),
        "first_due": "" if first is None else first.isoformat(),
        "put_off": one.put_off,
        "evidence": now.evidence,
        "figure": now.figure,
        "edition": now.edition,
        "origin": now.origin,
        "last_why": now.why,
        "last_by": now.who,
        "last_on": now.at[:10],
        "begun_by": one.steps[0].who,
        "begun_on": one.steps[0].at[:10],
    }


def csv_of(told: CommitmentList, *, mark: bool = False) -> str:
    """As CSV, one line a commitment; ``mark``: with the byte-order mark that Excel knows UTF-8 by."""
    rows = as_values(told)
    head = list(rows[0]) if rows else list(_values(_NOTHING, told))
    return csv_text([head, *(list(row.values()) for row in rows)], mark=mark)


def json_of(told: CommitmentList) -> str:
    """As JSON: sums, and each commitment with its history."""
    rows = [
        {
            **values,
            "history": [
                {"field": each.field, "was": each.was, "now": each.now, "why": each.step.why, "by": each.step.who,
                 "at": each.step.at}
                for each in one.changes
            ],
        }
        for one, values in zip(told.rows, as_values(told), strict=True)
    ]  # fmt: skip
    sums = {status.value: count for status, count in told.counts.items()}
    return json.dumps({"statuses": sums, "left_out_done": told.done, "rows": rows}, ensure_ascii=False, indent=1) + "\n"


_NOTHING = Followed((Commitment("", ""),))  # whose keys are the headings of an empty list
