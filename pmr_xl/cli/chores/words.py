"""How the command line tells what became of lists, parts and corrections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmr_xl.cli.words.say import say

if TYPE_CHECKING:
    from pmr_xl.desk.chores.filling import Filled
    from pmr_xl.desk.chores.gathering import GatheredForm
    from pmr_xl.desk.chores.splitting import Split

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
        say(f"  {stamp.title}: {count} row{'' if count == 1 else 's'}   {path.name}")
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
    for sentence in (*done.told.strange, *done.strange):
        say(f"▲ {sentence}", err=True)
    say(f"{summary(done.told)}.")
    if done.told.open:
        one = done.told.open[0]
        say(f"  Choose on the page (an x under Take), or: --choose {one.where.address}={one.said[-1].whose}")
    taken = sum(one.chosen is not None for one in done.told.cells)
    say(f"✓ {done.form}: {taken} cell{'' if taken == 1 else 's'} from parts", fg="green")
    say(f"  What was taken and what differs: {done.page}")
