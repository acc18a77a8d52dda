"""A list of commitments, audit recommendations or a plan taken into the record; imported again it changes nothing.

A row is known again by its reference, else by its words, within its agency and parent. What the list says otherwise
than the record is a step; what it said before and the record has moved on from is left as the record has it, and told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pmr_xl.desk.commitments.list_taking import ListRowLeft, ListTaking, MovedOn
from pmr_xl.desk.imported.guarded import guarded_table
from pmr_xl.imports.commitment_table import CommitmentTable, read_commitments
from pmr_xl.model.commitments.commitment import Commitment, CommitmentKind, Followed
from pmr_xl.model.quick.named import NamedTuple

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk


class CommitmentsImported(NamedTuple):
    """What importing a list did, or would do.

    Attributes:
        table: as it was read.
        new, changed: the steps taken; ``same``: how many rows say what the record says.
        left_out: rows that were not taken, or not whole.
        later: fields of rows that the record has moved on from.
    """

    table: CommitmentTable
    new: tuple[Commitment, ...]
    changed: tuple[Commitment, ...]
    same: int
    left_out: tuple[ListRowLeft, ...]
    later: tuple[MovedOn, ...]
    dry_run: bool = False


def import_commitments(
    desk: Desk,
    path: Path,
    columns: Mapping[str, str],
    *,
    sheet: str = "",
    headings_in: int = 0,
    agency: str = "",
    kind: str = "",
    who: str = "",
    dry_run: bool = False,
) -> CommitmentsImported:
    """Take a list into the record.

    Args:
        columns: headings that somebody named, by field.
        agency: whose they are where the list does not say; ``kind``: what they are.
        dry_run: nothing is stored.

    Raises:
        Fault: the list cannot be read, or a column that is needed is not found.
    """
    desk.office.must_be_own("Without an office of your own no commitments are kept.")
    table = read_commitments(guarded_table(path), columns, sheet, headings_in)
    audit = table.columns.keys() & {"audit"} or "ecommendation" in table.columns.get("what", "")
    usual = {"kind": kind or (CommitmentKind.RECOMMENDATION.value if audit else "")}
    usual |= {"agency": desk.library.agency(agency).code} if agency else {}
    taking: list[ListTaking] = []

    def weigh(known: Sequence[Followed]) -> list[Commitment]:
        taking.append(ListTaking(desk, table, {key: text for key, text in usual.items() if text}, known))
        return [one._replace(who=who) for one in taking[-1].take()]

    if dry_run:
        weigh(desk.record.commitments())
    else:
        desk.record.commit(weigh)
    done = taking[-1]
    return CommitmentsImported(
        *(table, tuple(done.new), tuple(done.changed), done.same, tuple(done.left_out), tuple(done.later), dry_run),
    )
