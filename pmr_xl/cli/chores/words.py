"""How the command line tells what became of lists, parts and corrections."""

from __future__ import annotations

from shlex import quote
from typing import TYPE_CHECKING

from pmr_xl.cli.words.say import say
from pmr_xl.model.display.plural import plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pmr_xl.desk.chores.filling import Filled
    from pmr_xl.desk.chores.gathering import GatheredForm
    from pmr_xl.desk.chores.splitting import Split
    from pmr_xl.record import Correction

_MOST = 12  # lines of one kind


def show_filled(done: Filled) -> None:
    """What needs an eye, line by line; then what it came to, and where form and page are."""
    from pmr_xl.forms.submission_form.listed.list_sheet import summary

    told = [one for one in done.told.cells if one.outcome.left_out]
    for one in told[:_MOST]:
        beside = f" (the form says {one.stood})" if one.stood else ""
        name = one.said if one.line is None else one.line.indicator.name
        say(f"  {one.outcome.sign} row {one.row}, {name}: {one.listed or 'empty'}{beside}: {one.outcome.value}")
        if one.why:
            say(f"      {one.why}")
    if len(told) > _MOST:
        say(f"  … and {len(told) - _MOST} more on the page.")
    say(f"{summary(done.told)}.")
    if done.form is None:
        say("Nothing was put into the form, so no copy was written.")
    else:
        say(f"✓ {done.form}", fg="green")
    say(f"  What matched and what did not: {done.page}")


def show_split(done: Split) -> None:
    """Each part with its rows; rows that are in several, and what the list says that is no row."""
    for path, stamp in done.parts:
        count = len(stamp.rows)
        say(f"  {stamp.title}: {count} {plural(count, 'row')}   {path.name}")
    if done.rows.shared:
        say(f"▲ In several parts: {', '.join(done.rows.shared)}.", err=True)
    for sentence in done.rows.strange:
        say(f"▲ {sentence}", err=True)
    folder = done.parts[0][0].parent
    say(f"✓ {len(done.parts)} parts in {folder}", fg="green")
    say(f"  To put them together again: pmr gather {folder}/*.xlsx")


def show_gathered(done: GatheredForm) -> None:
    """How many are back and what is missing; where they differ, who says what; what was not taken."""
    from pmr_xl.forms.submission_form.parts.gather_sheet import summary

    for one in done.told.open:
        say(f"▲ {one.where} {one.indicator}, {one.column}:")
        for said in one.said:
            say(f"      {said.shown or '(empty)'}   {said.whose}")
    void = (
        f"{one.indicator}, {one.column}: {one.whose} was chosen, which says nothing of its own there now; choose again."
        for one in done.void
    )
    for sentence in (*done.told.strange, *done.strange, *void):
        say(f"▲ {sentence}", err=True)
    say(f"{summary(done.told)}.")
    if done.told.open:
        one = done.told.open[0]
        choice = quote(f"{one.where.address}={one.said[-1].whose}")
        say(f"  Choose on the page (an x under Take), or: --choose {choice}")
    taken = sum(one.chosen is not None for one in done.told.cells)
    say(f"✓ {done.form}: {taken} {plural(taken, 'cell')} from parts", fg="green")
    say(f"  What was taken and what differs: {done.page}")


def show_correction(done: Correction, value: str) -> None:
    """What a cell is read as from now on, and what happens next."""
    say(
        f"✓ {done.file}, {done.place} is read as {value}; it was sent as {done.sent or 'empty'}. "
        f"Said by {done.said_by}, noted by {done.who} on {done.at[:10]}: {done.why}",
        fg="green",
    )
    say("  The file is as it was sent. The agency's next version confirms it; --take-back takes it back.")


def show_corrections(there: Sequence[Correction]) -> None:
    """Every correction, who said so and who noted it, and what became of it."""
    for one in there:
        mark = "✓" if one.stands else " "
        became = "" if one.end is None else f" · {one.end.outcome.value}"
        if one.end is not None and one.end.version:
            became += f" by version {one.end.version}"
        elif one.end is not None:
            became += f" by {one.end.who} on {one.end.at[:10]}: {one.end.why}"
        say(
            f"{mark} {one.edition.title}, {one.file}, {one.place}, {one.indicator}: sent as {one.sent or 'empty'}, "
            f"read as {one.corrected}"
        )
        say(f"    said by {one.said_by}, noted by {one.who} on {one.at[:10]}: {one.why}{became}")
    if not there:
        say("Nothing was corrected by word of mouth.")
