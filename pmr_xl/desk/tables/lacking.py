"""What tables lack as they go out: a release's own, or the record's; with what changed since the report before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pmr_xl.analysis.years.differences import SchemaChange, SchemaDifference
from pmr_xl.desk.desk import Desk
from pmr_xl.desk.released.changes import announced_changes
from pmr_xl.desk.released.handing_out import going_out, let_through
from pmr_xl.desk.tables.completeness import Completeness, InTheWay, OtherUnit, completeness, kept_back
from pmr_xl.desk.tables.since_release import changes_since_release
from pmr_xl.model.fiscal import Edition
from pmr_xl.model.reports.report import Report


def lacking_of_what_goes_out(
    desk: Desk, agencies: Sequence[str], edition: Edition, despite: Mapping[str, str], report: Report | None = None
) -> tuple[Completeness, tuple[InTheWay, ...]]:
    """What the tables of these agencies lack as they go out, and what of it stands in the way.

    Of a released edition that is what its release lacks, whatever figures the record knows since.

    Args:
        despite: as :meth:`Completeness.in_the_way` takes it, beside what the release let through.
        report: of a report that is made of the edition's figures, that report.
    """
    since = tuple(one.told for one in changes_since_release(desk, edition) if one.agency in agencies)
    source = going_out(desk, edition)
    found = replace(completeness(source, agencies, edition, report=report), since=since)
    if source is not desk:  # what was returned or held after it is asked about all the same
        back = kept_back(desk, agencies, edition)
        own = back if report is None else {name: word for name, word in back.items() if name in found.owners}
        found = replace(found, undecided=found.undecided | own)
    elif report is None:  # what a release was let through for stands in its manifest
        found = with_other_units(desk, found)
    return found, found.in_the_way({**let_through(desk, edition), **despite})


def with_other_units(desk: Desk, found: Completeness) -> Completeness:
    """The same, with indicators that changed their unit since the report before, where no break says so."""
    told = tuple(
        OtherUnit(found.owners[one.indicator], f"{one.indicator}, {one.old} → {one.new}")
        for one in announced_changes(desk, found.edition) or ()
        if one.kind is SchemaChange.UNIT and one.indicator in found.owners and not _broken(one)
    )
    return replace(found, other_units=told)


def _broken(one: SchemaDifference) -> bool:
    """Whether a break was marked since the report before."""
    before = one.was.indicator.breaks if one.was is not None else {}
    return one.line is not None and bool(one.line.indicator.breaks.keys() - before.keys())
