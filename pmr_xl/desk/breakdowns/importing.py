"""A file of figures by place or group, taken into the record."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pmr_xl.desk.desk import Desk
from pmr_xl.model.breakdowns.figures import MemberFact
from pmr_xl.model.fault import Fault
from pmr_xl.model.finding import Finding
from pmr_xl.model.fiscal import Edition

if TYPE_CHECKING:
    from pmr_xl.imports.breakdowns.reading import MemberFigures
    from pmr_xl.imports.monthly import Stranger
    from pmr_xl.record.breakdowns.storing import StatedByMember


@dataclass(frozen=True, slots=True)
class ImportedByMember:
    """What loading a file of places or groups did, or would do.

    Attributes:
        figures: how many it states, without those left out.
        new: how many of them the record did not have.
        places, periods: of how many members and periods they are.
        left_out: rows that were not taken, each with why.
        strangers: indicators that no schema knows, with how many rows they have.
        repeated: rows that say again what an earlier row says.
        not_available: figures that say they are not available, kept as NA.
        findings: what the rules say of them; they change nothing of what is taken.
        dry_run: nothing was stored.
    """

    file: str
    figures: int
    new: int
    places: int
    periods: int
    left_out: tuple[str, ...] = ()
    strangers: tuple[tuple[Stranger, int], ...] = ()
    repeated: int = 0
    not_available: int = 0
    findings: tuple[Finding, ...] = ()
    dry_run: bool = False

    @property
    def whole(self) -> bool:
        """Nothing was left out."""
        return not (self.left_out or self.strangers)


def import_by_member(desk: Desk, path: Path, *, sheet: str = "", dry_run: bool = False) -> ImportedByMember:
    """Load a file of figures by place or group into the record; loading it again changes nothing.

    Raises:
        Fault: the file cannot be read, lacks a column, or nothing in it is known here.
    """
    from pmr_xl.desk.imported.findings import judge_by_member
    from pmr_xl.desk.imported.guarded import guarded_table
    from pmr_xl.imports.breakdowns.reading import read_by_member

    desk.office.must_be_own("Without an office of your own there is no record.")
    told = read_by_member(desk.library, guarded_table(path), sheet)
    if not told.read:
        why = told.left_out[0] if told.left_out else _unknown(told)
        raise Fault(f"{path.name} states no figure by place or group that this office knows: {why}.", _REMEDY)
    stated = _by_source(path, told)
    new = desk.record.new_by_member(stated) if dry_run else desk.record.publish_by_member(stated)
    return ImportedByMember(
        path.name,
        len(told.read),
        new,
        len({one.fact[1:3] for one in told.read}),
        len({one.fact.period for one in told.read}),
        tuple(told.left_out),
        tuple((one, len(rows)) for one, rows in told.strangers.items()),
        told.repeated,
        told.not_available,
        judge_by_member(desk, path, told, keep=not dry_run),
        dry_run=dry_run,
    )


_REMEDY = "Say in the indicator's schema what it is broken down by: breakdowns: [community_district]."


def _unknown(told: MemberFigures) -> str:
    one = next(iter(told.strangers), None)
    return f"no schema knows {one.agency} “{one.name}”" if one else "it has no rows"


def _by_source(path: Path, told: MemberFigures) -> StatedByMember:
    """The figures by the edition that states them first; the file's hash is made once."""
    from pmr_xl.imports.breakdowns.periods import edition_stating
    from pmr_xl.record import Source
    from pmr_xl.record.order import rank

    by_edition: dict[Edition, list[MemberFact]] = {}
    for one in told.read:
        by_edition.setdefault(edition_stating(one.fact.period), []).append(one.fact)
    editions = sorted(by_edition, key=rank)
    first = Source.of(path, editions[0])
    return [(first._replace(edition=edition), by_edition[edition]) for edition in editions]
