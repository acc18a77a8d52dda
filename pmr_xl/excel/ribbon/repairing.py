"""Suggested fixes: shown first, then made in a copy of the submission, each with its value before on a ledger sheet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pmr_xl.books import live, live_dialogs
from pmr_xl.excel.ribbon import journal
from pmr_xl.excel.ribbon.button import desk, workshop
from pmr_xl.excel.ribbon.source import ButtonSource
from pmr_xl.model.display.plural import plural

if TYPE_CHECKING:
    from pmr_xl.forms.review_copy.repairs_sheet import Repaired

_MOST_SHOWN = 12
_NOTHING = "Nothing here can be repaired safely by a program. Validate submission says how to correct the rest."


def repair(source: ButtonSource) -> str:
    """Say which repairs are safe, ask, make them in a copy and open it."""
    from pmr_xl.desk.repair import preview
    from pmr_xl.desk.repair import repair as make_copy

    with workshop() as folder:
        at, path = desk(), source.copy_into(folder)
        _, offered = preview(at, path)
        if not offered:
            return _NOTHING
        if not live_dialogs.ask_ok(source.app, _shown(offered)):
            return ""
        report = make_copy(at, path)
        if report.target is None:
            return f"None of the repairs could be made. {_refused(report.refused)}".strip()
        live.close_saved(source.app, source.home / report.target.name)
        placed = journal.place("Repair", [report.target], source.home)
    live.open_beside(source.app, placed[0])
    cells = f"{len(report.done)} {plural(len(report.done), 'cell is', 'cells are')}"
    said = f"{cells} repaired in {placed[0].name}; its sheet “{report.sheet}” lists them. {_refused(report.refused)}"
    return f"{said.strip()}\n\nThe submission itself is not changed. Press Validate submission to check the copy."


def _shown(offered: Sequence[Repaired]) -> str:
    lines = [_in_words(one) for one in offered[:_MOST_SHOWN]]
    more = f"\n… and {len(offered) - _MOST_SHOWN} more." if len(offered) > _MOST_SHOWN else ""
    many = f"{len(offered)} {plural(len(offered), 'suggested fix', 'suggested fixes')}"
    return f"{many}, to be made in a copy:\n\n" + "\n".join(lines) + more


def _refused(refused: Sequence[tuple[object, str]]) -> str:
    return " ".join(f"{where} was left alone: {why}." for where, why in refused[:3])


def _in_words(one: Repaired) -> str:
    repair = one.finding.repair
    if repair is not None and repair.formats:
        return f"{one.where}: {one.now} stays; only its number format is set"
    return f"{one.where}: {one.before} becomes {one.now}"
