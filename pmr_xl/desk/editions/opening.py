"""Open an edition: the roll-over from the one before, with everything that is still to be done said."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from pmr_xl.atomic_write import write_atomically
from pmr_xl.desk.frozen.office import CLOSED, folder_of, freeze
from pmr_xl.desk.received.days import days_for
from pmr_xl.desk.released.new_ids import refuse_new_ids
from pmr_xl.desk.tables.completeness import agencies_without_figures
from pmr_xl.model.fault import Fault
from pmr_xl.model.fiscal import Edition, Period
from pmr_xl.model.measure import Sign
from pmr_xl.model.quick.named import NamedTuple
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


class AskedFor(NamedTuple):
    """Whether the office's settings ask for an edition.

    Attributes:
        file: the settings'; ``line``: what was written into it; empty where every edition is asked for.
        already: it asked for the edition before.
    """

    file: str
    line: str = ""
    already: bool = False


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
    if desk.record.edition_events(edition):
        raise Fault(f"{edition.title} is open already.", "“pmr edition list” says where it stands.")
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
    with _put_back_unless_done(desk.office.schemas / "calendar.yaml", desk.office.settings_file):
        calendar, asking = _calendar(desk, edition, due), _asking(desk, edition)
        desk.record.note_edition(EditionEvent(edition, Milestone.OPENED, who=who, program=__version__))
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


@contextmanager
def _put_back_unless_done(*paths: Path) -> Iterator[None]:
    """Files that are edited on the way to a line in the record are as they were where that line cannot be written."""
    before = {path: path.read_bytes() if path.is_file() else None for path in paths}
    try:
        yield
    except BaseException:
        for path, content in before.items():
            with suppress(OSError):  # no room for that either: the fault that is told says what to do
                if content is None:
                    path.unlink(missing_ok=True)
                elif path.read_bytes() != content:
                    write_atomically(path, content)
        raise


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


def _calendar(desk: Desk, edition: Edition, due: date | None) -> str | None:
    """Put the edition, and the day its forms come back, into the office's calendar; None where it stands there so."""
    from pmr_xl.office.writing import YamlPage, replace_file

    path = desk.office.schemas / "calendar.yaml"
    text = path.read_text(encoding="utf-8-sig") if path.is_file() else "editions:\n"
    page = YamlPage(text, desk.office.show_path(path))
    listed = [one.get("edition") for one in (page.tree.data or {}).get("editions") or []]
    if edition.code in listed and (due is None or desk.library.forms_due(edition) == due):
        return None
    told = {"edition": edition.code} | ({"forms_due": due.isoformat()} if due is not None else {})
    if edition.code in listed:
        found = re.compile(rf"^( *)- edition: {edition.code}\s*$(?:\n\1  forms_due: .*$)?", re.MULTILINE)
        page.text = found.sub(rf"\g<1>- edition: {edition.code}\n\g<1>  forms_due: {told['forms_due']}", page.text)
    else:
        page.put(["editions"], len(listed), told)
    replace_file(path, page.text)
    return page.shown


def _asking(desk: Desk, edition: Edition) -> AskedFor:
    """Say in settings.yaml that the edition is asked for too; an office that names none takes every edition's forms."""
    from pmr_xl.office.writing import replace_file

    path, asked = desk.office.settings_file, list(desk.settings.asking)
    if edition.code in asked:
        return AskedFor(path.name, already=True)
    if not asked:
        return AskedFor(path.name)
    wanted = f"asking: [{', '.join([*asked, edition.code])}]"
    said = re.compile(r"^asking:.*(?:\n {2,}-.*)*$", re.MULTILINE)
    replace_file(path, said.sub(wanted, path.read_text(encoding="utf-8-sig"), count=1))
    return AskedFor(path.name, wanted)


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
