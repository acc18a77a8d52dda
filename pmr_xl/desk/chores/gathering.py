"""Put the parts of a form together again: into a copy of the form, with a page of what differs and was chosen."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pmr_xl.books.reading.reader import read_book
from pmr_xl.desk.chores.forms import form_at, require_nothing_lost
from pmr_xl.forms.submission_form.parts import gather_sheet
from pmr_xl.forms.submission_form.parts.gather_sheet import Choice, Choices, read_choices
from pmr_xl.forms.submission_form.parts.gathering import Gathered, PartFile, gather
from pmr_xl.forms.submission_form.parts.said import FORM
from pmr_xl.forms.submission_form.parts.stamped import PartStamp, part_of
from pmr_xl.model.fault import Fault
from pmr_xl.model.quick.named import NamedTuple

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk

GATHERED, PAGE = "_gathered", "_listed"


class VoidChoice(NamedTuple):
    """A choice of a word that nobody says any more: whose it was, in the row of which indicator, in which column."""

    indicator: str
    column: str
    whose: str


class GatheredForm(NamedTuple):
    """A form put together again.

    Attributes:
        page: of what differs and was chosen.
        strange: what of that page could not be understood, a sentence each, as its reader says it.
        void: choices that choose nothing any more.
    """

    form: Path
    page: Path
    told: Gathered
    strange: tuple[str, ...]
    void: tuple[VoidChoice, ...]


def gather_parts(
    desk: Desk,
    paths: Sequence[Path],
    form: Path | None = None,
    to: Path | None = None,
    choose: Iterable[str] = (),
    who: str = "",
) -> GatheredForm:
    """Put parts into a copy of the form that they were made from.

    What was chosen before, on the page beside it, is kept; a cell in which they differ and nobody has chosen stays as
    the form has it.

    Args:
        form: the form; looked for beside the parts and in the folder above where None.
        choose: ``J9=FILE`` or ``J9=form``: whose word is taken in a cell of the form; also ``ID=FILE``.
        who: whose choices these are.

    Raises:
        Fault: a file is no part, they are of different forms, the form is not found, a choice is none, or something is
            in the place of what would be written.
    """
    from pmr_xl.books.marking.cell_entries import with_cells
    from pmr_xl.books.package.opening import Package
    from pmr_xl.books.writing.writer import place, workbook_bytes

    parts = [_part(desk, path) for path in dict.fromkeys(path.resolve() for path in paths)]
    _of_one_form(parts)
    base = form or _form_of(parts[0].stamp, [path.parent for path in paths])
    whole = form_at(desk, base)
    target = to or base.with_stem(f"{base.stem}{GATHERED}")
    page = target.with_name(f"{target.stem}{PAGE}.xlsx")
    strange: list[str] = []
    kept, sha256 = read_choices(read_book(page), strange.append) if page.exists() else ({}, "")
    told = gather(whole, parts, {key: one.whose for key, one in kept.items()})
    kept |= _chosen(told, choose, who)
    told = gather(whole, parts, {key: one.whose for key, one in kept.items()})
    data = with_cells(Package.open(base), told.new) if told.new else base.read_bytes()
    if not (sha256 and target.exists() and hashlib.sha256(target.read_bytes()).hexdigest() == sha256):
        require_nothing_lost(target, base, data)  # what we wrote ourselves and nobody has touched is made anew
    if page.exists() and not sha256:
        raise Fault(f"{page} is there already, and is no page of ours.", "Name another file with --to, or move it.")
    listed = gather_sheet.lay(told, base.name, target.name, hashlib.sha256(data).hexdigest(), kept)
    place(workbook_bytes(listed), page)
    place(data, target)
    return GatheredForm(target, page, told, tuple(strange), _void(told, kept))


def _part(desk: Desk, path: Path) -> PartFile:
    submission = form_at(desk, path)
    stamp = part_of(submission.stamp)
    if stamp is None:
        raise Fault(f"{path.name} is no part of a form.", "Name the parts that “pmr split” made.")
    return PartFile(path.name, stamp, submission)


def _of_one_form(parts: Sequence[PartFile]) -> None:
    first = parts[0]
    for one in parts[1:]:
        if (one.stamp.sha256, one.stamp.titles) != (first.stamp.sha256, first.stamp.titles):
            raise Fault(
                f"{one.name} is a part of {one.stamp.file}, {first.name} of {first.stamp.file}, or they were split "
                "otherwise.",
                "Gather the parts of one split at a time.",
            )
        if one.name == first.name and one.submission.book.sha256 != first.submission.book.sha256:
            raise Fault(f"Two parts are called {one.name}.", "Give each of them a name of its own.")


def _form_of(stamp: PartStamp, folders: Iterable[Path]) -> Path:
    """The form that parts were made from: beside them, or in the folder above; the very file before one of its name."""
    places = dict.fromkeys(place.resolve() for folder in folders for place in (folder, folder.resolve().parent))
    there = [path for folder in places if (path := folder / stamp.file).is_file()]
    if not there:
        raise Fault(f"{stamp.file}, the form that the parts were made from, is not beside them.", "Name it: --of FORM.")
    return min(there, key=lambda path: hashlib.sha256(path.read_bytes()).hexdigest() != stamp.sha256)


def _chosen(told: Gathered, choose: Iterable[str], who: str) -> Choices:
    from datetime import date

    from pmr_xl.record import whoami

    found: Choices = {}
    for said in choose:
        at, equals, whose = said.partition("=")
        cells = [
            one
            for one in told.cells
            if comparable_text(at) in (comparable_text(str(one.where)), comparable_text(one.where.address), one.id)
        ]
        files = {one.whose for cell in cells for one in cell.said}
        meant = (
            FORM
            if comparable_text(whose) == "form"
            else next((one for one in files if comparable_text(one) == comparable_text(whose)), "")
        )
        if not equals or not cells or meant not in files:
            wanted = f": {', '.join(sorted(files))}" if files else ""
            raise Fault(
                f"--choose {said} chooses nothing{'' if cells else ', for nothing differs there'}.",
                f"Say CELL=FILE or CELL=form, such as J9={'form' if not files else min(files)}{wanted}.",
            )
        day = date.today().isoformat()  # noqa: DTZ011 - the day of the person who chooses
        found |= {(one.id, one.column): Choice(meant, who or whoami(), day) for one in cells}
    return found


def comparable_text(text: str) -> str:
    """A text for comparing what was typed."""
    return text.strip().casefold()


def _void(told: Gathered, kept: Choices) -> tuple[VoidChoice, ...]:
    """Choices of a word that nobody says any more."""
    open_cells = {(one.id, one.column) for one in told.open}
    return tuple(VoidChoice(*at, choice.whose) for at, choice in kept.items() if at in open_cells)
