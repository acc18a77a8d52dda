"""Open an edition: the roll-over from the one before, with everything that is still to be done said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from pmr_xl.desk.editions.asked_for import AskedFor, into_calendar, into_settings, put_back_unless_done
from pmr_xl.desk.frozen.office import CLOSED, folder_of, freeze, last_release
from pmr_xl.desk.received.days import days_for
from pmr_xl.desk.released.new_ids import refuse_new_ids
from pmr_xl.desk.tables.completeness import agencies_without_figures
from pmr_xl.model.fault import Fault
from pmr_xl.model.fiscal import Edition, Period
from pmr_xl.model.measure import Sign
from pmr_xl.model.quick.value_class import value_class
from pmr_xl.model.reports.standard import STANDARD
from pmr_xl.model.schema.chapter import Chapter
from pmr_xl.office.years.ids import with_ids
from pmr_xl.record import EditionEvent, Milestone
from pmr_xl.record.order import rank
from pmr_xl.version import __version__

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk, Progress

_YEARS_WITHOUT = 2  # without a figure, after which retiring is worth a thought


@value_class
class Opened:
    """What opening an edition did, and what is left to do.

    Attributes:
        before: the last edition of the same report.
        incomplete: what of it has no figure, by agency, in words.
        closed: editions that go by the schemas as they were from now on.
        ids: schemas whose services, goals and tables were given ids.
        calendar: the file that the edition was written into, with ``due`` as the day its forms come back; None where
            it stands there so already.
        asking: whether settings.yaml asks for it.
        retire: indicators that had no figure for two years: id and name.
        no_target: how many indicators have no target of the new year in the record, of how many.
        forms: the blank forms that were made.
    """

    edition: Edition
    before: Edition
    incomplete: tuple[str, ...]
    closed: tuple[Edition, ...]
    ids: tuple[str, ...]
    calendar: str | None
    due: date | None
    asking: AskedFor
    retire: tuple[tuple[str, str], ...]
    no_target: tuple[int, int]
    forms: tuple[Path, ...]


def open_edition(
    desk: Desk,
    edition: Edition,
    *,
    who: str = "",
    due: date | None = None,
    into: Path | None = None,
    progress: Progress | None = None,
) -> Opened:
    """Open an edition.

    Args:
        due: the day its forms come back; kept in the calendar.
        into: where the forms are made; none are made where None.

    Raises:
        Fault: it is open or released already; a schema cannot be read; an id was changed under a name that stayed;
            forms are to be made, and nobody has named the day on which they come back. Nothing is done then.
            The forms cannot be made: that the edition is open is told.
    """
    from pmr_xl.desk.desk import Desk

    desk.office.must_be_own("An edition is opened in an office of one's own.")
    if events := desk.record.edition_events(edition):
        raise _is_open(edition, events)
    agencies = list(desk.library.agencies_of(edition))
    refuse_new_ids(desk, agencies)
    if into is not None:
        days_for(desk, edition, agencies, due)  # forms without a day are refused before anything is opened
    before = edition.previous
    known = desk.record.accepted_submissions(before)
    own = list(
        desk.library_of(before).agencies_of(before)
    )  # by its own roll: agencies came, went or were renamed since
    incomplete = tuple(agencies_without_figures(desk, own, before)) if known or not before.monthly else ()
    closed = tuple(_close(desk, edition, who))
    ids = tuple(_give_ids(desk))
    with put_back_unless_done(desk.office.schemas / "calendar.yaml", desk.office.settings_file):
        calendar, asking = into_calendar(desk, edition, due), into_settings(desk, edition)
        opened = EditionEvent(edition, Milestone.OPENED, who=who, program=__version__)
        ours = desk.record.note_edition(opened, first=True)
    if not ours:  # somebody else has opened it since it was looked for; what they wrote stands
        raise _is_open(edition, desk.record.edition_events(edition))
    fresh = Desk(desk.folder)
    fresh.keep_schemas(agencies)
    chapters = list(fresh.library.chapters())
    forms = tuple(_forms(fresh, agencies, edition, into, due, progress)) if into is not None else ()
    return Opened(
        *(edition, before, incomplete, closed, ids, calendar, due, asking),
        tuple(_without_figures(fresh, chapters, edition)),
        _no_target(fresh, chapters, edition),
        forms,
    )


def _is_open(edition: Edition, events: list[EditionEvent]) -> Fault:
    what = "is open already" if last_release(events) is None else "is released"
    return Fault(f"{edition.title} {what}.", "“pmr edition list” says where it stands.")


def _close(desk: Desk, edition: Edition, who: str) -> Iterator[Edition]:
    """Keep the schemas of the editions before that are not released: later edits are not meant for them."""
    events = desk.record.edition_events()
    settled = {one.edition for one in events if one.what is not Milestone.OPENED}
    known = {*desk.record.editions_accepted(), *(one.edition for one in events)}
    for one in sorted(known - settled, key=rank):
        # Months go on beside the reports; they are closed with the fiscal year.
        over = one.year < edition.year if one.monthly else rank(one) < rank(edition)
        # A report of the office's own stands beside the City's: opening it says nothing of theirs.
        ours = edition.report in STANDARD.values() or one.report == edition.report
        if over and ours and not edition.monthly:
            kept = folder_of(desk.office, one) / CLOSED
            if not kept.exists():  # kept already where it was cut short before the record knew, or that is an older one
                freeze(desk.office, kept)
            desk.record.note_edition(EditionEvent(one, Milestone.CLOSED, who=who, program=__version__))
            yield one


def _give_ids(desk: Desk) -> Iterator[str]:
    from pmr_xl.office.writing import replace_file

    for agency in desk.library.agencies().values():
        path = desk.library.schema_path(agency.code)
        text = path.read_bytes().decode("utf-8-sig")
        new, given = with_ids(text, desk.office.show_path(path), agency.slug)
        if given:
            replace_file(path, new)
            yield agency.code


def _without_figures(desk: Desk, chapters: Sequence[Chapter], edition: Edition) -> Iterator[tuple[str, str]]:
    past = desk.past(chapters, parts=())
    years = [Period(edition.year - back) for back in range(1, _YEARS_WITHOUT + 1)]
    for chapter in chapters:
        for line in chapter.lines:
            figures = [past.actual(line.id, year) for year in years]
            if figures[0] is Sign.NOT_AVAILABLE and figures[-1] in (None, Sign.NOT_AVAILABLE):
                yield line.id, line.indicator.name


def _no_target(desk: Desk, chapters: Sequence[Chapter], edition: Edition) -> tuple[int, int]:
    past, year = desk.past(chapters, parts=()), edition.target_years[0]
    lines = [line for chapter in chapters for line in chapter.lines]
    return sum(past.target(line.id, year) is None for line in lines), len(lines)


def _forms(
    desk: Desk, agencies: Sequence[str], edition: Edition, into: Path, due: date | None, progress: Progress | None
) -> list[Path]:
    from pmr_xl.desk.blank import blank, nothing_asked
    from pmr_xl.desk.desk import silent

    left = nothing_asked(desk, agencies, edition)
    try:
        return blank(desk, [one for one in agencies if one not in left], edition, into, progress or silent, due)
    except Fault as fault:  # in the folder: what was opened stays open
        raise Fault(
            f"{edition.title} is open, and its forms are not made: {fault.message}",
            f"{fault.remedy} Then “pmr blank --all --report {edition.report.name} --year {edition.year}” makes them.",
        ) from None
