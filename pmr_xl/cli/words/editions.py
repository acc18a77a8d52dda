"""What commands say about editions."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from pmr_xl.cli.words.say import say
from pmr_xl.desk.editions.differences import (
    BytesDiffer,
    CellDiffers,
    FileDiffers,
    LinesDiffer,
    NotCompared,
    Otherwise,
    PartDiffers,
)
from pmr_xl.desk.frozen.office import MANIFEST

if TYPE_CHECKING:
    from pmr_xl.analysis.years.differences import SchemaDifference
    from pmr_xl.desk.desk import Desk
    from pmr_xl.desk.editions.listing import EditionStanding
    from pmr_xl.desk.editions.opening import Opened
    from pmr_xl.desk.editions.release import Release
    from pmr_xl.desk.editions.verify import Verified
    from pmr_xl.model.fiscal import Edition
    from pmr_xl.record.queries.touched import FiguresStand

_MOST = 12


def show_editions(found: Sequence[EditionStanding]) -> None:
    """One line an edition."""
    if not found:
        say("No edition is known yet. “pmr edition open MMR-FY27” opens one.")
    for one in found:
        say(f"{one.edition.code:<14} {state_of(one)}")
        if one.fault:
            say(f"▲ {one.edition.code}: {one.fault}", err=True)
        for corrected in one.corrected:
            say(f"▲ {one.edition.code}: corrected since its release, and in no revision yet: {corrected}.", err=True)


def show_if_released(desk: Desk, before: FiguresStand | None, edition: Edition | None = None) -> None:
    """Tell what a change is in no release of: an edition that is released itself, others that print what it changed.

    Args:
        before: how far the record's figures went then; ``edition``: the one that was changed, where there is one.
    """
    from pmr_xl.words.releasing import in_no_release

    for line in in_no_release(desk, before, edition):
        say(f"▲ {line}", err=True)


def show_since_release(desk: Desk, edition: Edition, agencies: Collection[str]) -> None:
    """Tell that what was shown of a released edition is as it counts now, where its release differs."""
    from pmr_xl.words.releasing import otherwise_released

    if line := otherwise_released(desk, edition, agencies):
        say(f"▲ {line}", err=True)


def state_of(one: EditionStanding) -> str:
    """Where an edition stands, in a line."""
    told = []
    if one.released is not None:
        revised = f", revision {one.released.revision}" if one.released.revision else ""
        told.append(f"● released on {one.released.at[:10]} by {one.released.who}{revised}")
    elif one.elsewhere:
        told.append("● published before this office began")
    elif one.closed:
        told.append("– closed: goes by the schemas as they were")
    else:
        told.append("○ open" if one.opened or one.asked else "○ not opened")
    told.append(
        f"{one.accepted} agencies accepted" if one.fault else f"{one.accepted} of {one.agencies} agencies accepted"
    )
    if one.due is not None and one.released is None:
        told.append(f"forms due on {one.due.isoformat()}")
    return " · ".join(told)


def show_opened(one: Opened) -> None:
    """What was done, and what is left to do."""
    say(f"✓ {one.edition.title} is open.")
    for closed in one.closed:
        say(f"  {closed.title} goes by the schemas as they are today; edits from now on are for {one.edition.code}.")
    if one.calendar is not None:
        due = f", forms due on {one.due.isoformat()}" if one.due is not None else ""
        say(f"  {one.calendar}: {one.edition.code}{due}")
    if not one.asking.already:
        every = "every edition is asked for; to have others refused, name those you want under “asking”"
        say(f"  {one.asking.file}: {one.asking.line or every}")
    if one.ids:
        say(f"  Services, goals and tables were given ids: {', '.join(one.ids[:_MOST])}{_more(one.ids)}.")
    if one.forms:
        say(f"  {len(one.forms)} blank forms in {one.forms[0].parent}")
    if one.incomplete:
        say(
            f"▲ {one.before.title} is incomplete: {', '.join(one.incomplete[:_MOST])}{_more(one.incomplete)}.", err=True
        )
        say(
            "  → Accept what comes (“pmr accept”); of a report that is out take the printed figures: pmr record import "
            f"TABLE --year {one.before.year} --released.",
            err=True,
        )
    missing, whole = one.no_target
    if missing:
        say(
            f"▲ {missing:,} of {whole:,} indicators have no target for {one.edition.target_years[0].code} yet.",
            err=True,
        )
    if one.retire:
        shown = "; ".join(f"{name} ({known_as})" for known_as, name in one.retire[:_MOST])
        say(f"▲ No figure for two years, to be retired or explained: {shown}{_more(one.retire)}.", err=True)


def show_released(one: Release) -> None:
    """What was released, what was let through, and of a revision what changed."""
    event, counted = one.event, one.counted
    what = f"revision {event.revision}" if event.revision else "released"
    say(
        f"✓ {event.edition.title}: {what} by {event.who}; {counted.agencies} agencies, {counted.tables:,} tables, "
        f"{counted.rows:,} rows, {counted.figures:,} figures."
    )
    say(f"  {one.folder}")
    say(f"  SHA-256 of its manifest: {event.manifest}")
    for told in one.excused[:_MOST]:
        say(f"▲ {told.agency}: {told.told}; let through: {told.excused}", err=True)
    if one.changed:
        say(f"Changed after release ({event.why}):")
        for cell in one.changed:
            say(f"  {cell}")


def show_verified(found: Sequence[Verified]) -> None:
    """Of each release whether it is as it was."""
    for one in found:
        name = f"{one.event.edition.title}{f', revision {one.event.revision}' if one.event.revision else ''}"
        sign, said = ("✕", "is not as it was released") if one.ills else ("✓", "is as it was released")
        say(f"{sign} {name}, released on {one.event.at[:10]} by {one.event.who}, {said} ({one.files} files).")
        for ill in one.ills:
            say(f"  {_differs(ill)}")
        if one.anew is not None:
            told = [f"cannot be made anew: {one.not_made}"] if one.not_made else []
            told += map(_differs, one.anew)
            say("  Made anew: " + ("the same parts, cells and lines." if not told else "comes out otherwise:"))
            for line in told:
                say(f"    {line}")


def _differs(one: FileDiffers) -> str:
    """How a file is not as it was released."""
    if one.file == MANIFEST and one.how is Otherwise.OTHER:
        return f"{one.file} is not the one that the record knows"
    as_a_whole = {
        Otherwise.GONE: " is gone",
        Otherwise.ADDED: " was put there afterwards",
        Otherwise.OTHER: ", is another file than was released",
        Otherwise.UNREAD: " is gone, or cannot be read",
        Otherwise.SILENT: " is not the one that the record knows, and says of no file what it was",
        Otherwise.LINE_ENDS: ", its line ends",
    }
    if isinstance(one.how, Otherwise):
        return f"{one.file}{as_a_whole[one.how]}"
    return f"{one.file}, {_where(one.how)}"


def _where(how: PartDiffers | BytesDiffer | LinesDiffer | CellDiffers | NotCompared) -> str:
    """Where in it: ``line 14: “…”``, ``byte 1,202 of 8,110 and 3 more``, ``Tables!C7: 12 → 13``."""
    match how:
        case PartDiffers(part, what):
            return f"the part {part}{ {Otherwise.GONE: ' is gone', Otherwise.ADDED: ' was put in'}.get(what, '') }"
        case BytesDiffer(first, size, more):
            return f"byte {first:,} of {size:,}{f' and {more} more' if more else ''}"
        case LinesDiffer(first, last, _) if last < first:
            return f"lines are gone after line {last}"
        case LinesDiffer(first, last, text):
            where = f"line {first}" if last == first else f"lines {first} to {last}"
            return f"{where}: “{text}”" if text else where
        case CellDiffers():
            return how.as_noted
        case NotCompared(why, damaged):
            return f"{'a part is damaged' if damaged else 'cannot be read'}: {why}"


def show_changes(found: Sequence[SchemaDifference], before: Edition, now: Edition) -> None:
    """One line a difference."""
    if not found:
        say(f"The schemas of {now.title} say what those of {before.title} said.")
    for one in found:
        said = " → ".join(filter(None, (one.old, one.new)))
        of_agency = not one.indicator and said != one.name
        named = said if of_agency else f"{one.name} ({one.indicator})" if one.indicator else one.name
        more = f": {said}" if one.indicator and said != one.name else ""
        say(f"{one.agency}  {one.kind.value}: {named}{more}")


def _more(found: Sequence[object]) -> str:
    return f" and {len(found) - _MOST} more" if len(found) > _MOST else ""
