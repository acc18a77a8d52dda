"""The work around the forms by a button: a figure corrected by telephone, a form filled from a list or moved over."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pmr_xl.books import live, live_dialogs
from pmr_xl.excel.ribbon import actions as acts
from pmr_xl.excel.ribbon.accepting import own_file
from pmr_xl.excel.ribbon.button import desk
from pmr_xl.excel.ribbon.source import ButtonSource, source_of
from pmr_xl.model.fault import Fault

if TYPE_CHECKING:
    import xlwings as xw

    from pmr_xl.desk.desk import Desk

_OTHERWISE = "The command line takes it: pmr correct FILE CELL VALUE --said-by “WHO” --why “WHY”."


def correct(book: xw.Book) -> str:
    """Ask what the selected cell is to be read as, who of the agency said so and why; empty where the user cancels.

    The submission's own file is corrected, also where its review copy is in front: neither is changed.

    Raises:
        Fault: no cell is selected, or as the command refuses it.
    """
    from pmr_xl.desk.chores.correcting import correct as note

    selected = book.app.selection
    if selected is None or selected.sheet.book.name != book.name:
        raise Fault("No cell is selected.", "Click the cell to be corrected, then press the button again.")
    at, source = desk(), source_of(book)
    place = f"{selected.sheet.name}!{selected[0, 0].get_address(row_absolute=False, column_absolute=False)}"
    said: list[str] = []
    for question in (
        f"{place} of {source.name}: what is it to be read as? As the report prints it.",
        "Who of the agency said so?",
        "Why? The record keeps it.",
    ):
        typed = live_dialogs.ask(source.app, question, otherwise=_OTHERWISE)
        if typed is None:
            return ""
        said.append(typed.strip())
    value, said_by, why = said
    done = note(at, own_file(at, source), place, value, said_by, why)
    told = f"{done.place} of {done.file} is read as {value}; it was sent as {done.sent or 'empty'}."
    way_back = f"“pmr correct {done.file} {place} --take-back --why …” takes it back."
    return "\n\n".join(
        [
            f"{told} Said by {done.said_by}, noted by {done.who}.",
            f"The file is as it was sent. Press Validate submission to see it on the review copy; {way_back}",
        ]
    )


def fill(source: ButtonSource) -> str:
    """Ask for a list, fill a copy of the form from it, and open copy and page; empty where the user cancels."""
    from pmr_xl.desk.chores.filling import fill as fill_form
    from pmr_xl.forms.submission_form.listed.list_sheet import summary

    table = live_dialogs.choose_file(source.app, "The list to fill the form from")
    if table is None:
        return ""
    told: list[str] = []

    def work(at: Desk, path: Path, into: Path) -> list[Path]:
        done = fill_form(at, path, table, into / f"{path.stem}_filled{path.suffix}")
        told.append(f"{summary(done.told)}.")
        return [done.page, *([done.form] if done.form is not None else [])]

    placed = acts.make("Fill from a list", source, work)
    if len(placed) > 1:
        live.open_beside(source.app, placed[1])
        told.append(f"The filled form is {placed[1]}; the form itself is not changed.")
    else:
        told.append("Nothing was put into the form, so no copy was made.")
    return " ".join([*told, f"What matched and what did not is in {placed[0].name}."])


def migrate(source: ButtonSource) -> str:
    """Move what is filled in into a form of today's schema, beside the form as its next version, and open that.

    Raises:
        Fault: it is of today's schema; the next version is there already; as the command refuses it.
    """
    from pmr_xl.desk.chores.forms import require_nothing_lost
    from pmr_xl.desk.migrating.migrate import migrate as move
    from pmr_xl.words.migrating import stayed_behind, went_over

    told: list[str] = []

    def work(at: Desk, path: Path, into: Path) -> list[Path]:
        done = move(at, path, into)
        require_nothing_lost(source.home / done.target.name, path.with_suffix(".xlsx"), done.target.read_bytes())
        told.extend((*went_over(done), *(f"▲ {line}" for line in stayed_behind(done))))
        return [done.target]

    (placed,) = acts.make("Move into today's form", source, work)
    return "\n\n".join((f"The new version is {placed}; {source.name} is not changed.", *told))
