"""What went out: kept in the record with its reasons, and told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from pmr_xl.cli.codes import Leaves
from pmr_xl.cli.words.editions import state_of
from pmr_xl.cli.words.faults import print_fault
from pmr_xl.cli.words.say import say
from pmr_xl.model.fault import Fault

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk
    from pmr_xl.desk.editions.listing import EditionStanding
    from pmr_xl.desk.publishing.noting import EditionShown
    from pmr_xl.desk.tables.completeness import InTheWay
    from pmr_xl.model.fiscal import Edition
    from pmr_xl.record.publications.lines import LetThrough, PublicationEvent, PublicationKind

_MOST = 6  # agencies that a line names


def keep_told(
    desk: Desk,
    edition: Edition,
    what: PublicationKind,
    place: Path,
    agencies: Sequence[str],
    standing: Sequence[InTheWay],
    state: str = "",
) -> Leaves:
    """Keep in the record that something went out; what cannot be kept is told, and left out by the exit code."""
    from pmr_xl.desk.publishing.noting import note_publication

    try:
        kept = note_publication(desk, edition, what, place, agencies, standing, state)
    except Fault as fault:
        print_fault(Fault(f"It is written, but not noted in the record: {fault.message}", fault.remedy))
        return Leaves.LEFT_OUT
    if not kept and any(one.excused for one in standing):
        say("▲ The built-in office has no record, so your reasons are kept nowhere else.", err=True)
    return Leaves.CLEAN


def show_edition(one: EditionShown, standing: EditionStanding | None) -> None:
    """Where an edition stands, what became of it, what went out of it, and every reason that was given."""
    say(one.edition.title, bold=True)
    if standing is not None:
        say(f"  {state_of(standing)}")
    if not one.events and not one.publications:
        say("  It was not opened, released or published yet: nothing is noted of it.")
    for event, let_through in one.events:
        revision = f", revision {event.revision}" if event.revision else ""
        say(f"  {event.at[:10]}  {event.what.value}{revision} by {event.who}{f': {event.why}' if event.why else ''}")
        for line in reasons(let_through):
            say(f"    {line}")
    for published in one.publications:
        say(f"  {published.at[:10]}  {went_out(published)}")
        for line in reasons(published.let_through):
            say(f"    {line}")


def went_out(one: PublicationEvent) -> str:
    """What went out, in a line."""
    more = f" and {len(one.agencies) - _MOST} more" if len(one.agencies) > _MOST else ""
    codes = f"{', '.join(one.agencies[:_MOST])}{more}"
    by = f"{one.who}, as {one.account}" if one.account and one.account != one.who else one.who
    return f"{one.what.value} in {one.place}, by {by}: {codes}.{f' {one.state}' if one.state else ''}"


def reasons(let_through: Sequence[LetThrough]) -> Iterator[str]:
    """Each reason once for an agency, with all that was let through for it."""
    for (agency, why), found in groupby(let_through, key=lambda one: (one.agency, one.why)):
        yield f"let through: {agency}: {'; '.join(one.told for one in found)} ({why})"
