"""The board's rows as plain values by name: what CSV, JSON, sheets and frames are made of, so that they agree."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from pmr_xl.model.display.plural import plural

if TYPE_CHECKING:
    from pmr_xl.desk.board.board import Board, BoardRow
    from pmr_xl.desk.board.latest import SkippedFile


def notes_of(row: BoardRow) -> list[str]:
    """What else is to be known of an agency, a few words each."""
    version = row.standing.version
    notes = (
        ("extended", row.standing.extended is not None),
        (f"{row.parts} {plural(row.parts, 'part')} received", row.parts),
        (f"version {row.accepted} is accepted", 0 < row.accepted < version),
        (f"{row.files} files of version {version}", row.files > 1),
        ("the file as sent is gone", row.gone),
    )
    return [text for text, holds in notes if holds]


def skipped_line(one: SkippedFile) -> str:
    """A file that stands for no agency, and why."""
    if one.log is not None:
        return f"{one.path.name}: something went wrong in pmr_xl itself; what happened is in {one.log}"
    if one.state is None:
        return f"{one.path.name}: {'' if one.fault is None else one.fault.message}"
    return f"{one.path.name}: {one.state.value}{'.' if one.fault is None else f' ({one.fault.message})'}"


def as_values(board: Board) -> list[dict[str, object]]:
    """One mapping an agency, keys in a fixed order; days as 2026-09-17, empty where there is none."""
    return [_values(board, row) for row in board.rows]


def _values(board: Board, row: BoardRow) -> dict[str, object]:
    one, last = row.standing, row.last
    return {
        "edition": board.edition.code,
        "agency": row.agency,
        "agency_name": row.name,
        "state": one.state.value,
        "version": one.version or None,
        "errors": one.errors,
        "queries": one.queries,
        "explained": one.explained,
        "promised": one.promised,
        "decided": row.decided,
        "commitments": row.commitments,
        "overdue": row.overdue,
        "due": "" if one.due is None else one.due.isoformat(),
        "signed": "" if one.signed is None else one.signed.isoformat(),
        "days_late": one.days_late,
        "extended": one.extended is not None,
        "accepted_version": row.accepted or None,
        "last_decision": "" if last is None else last.what,
        "last_by": "" if last is None else last.who,
        "last_on": "" if last is None else last.at[:10],
        "analyst": "" if row.portfolio is None else row.portfolio.analyst,
        "backup": "" if row.portfolio is None else row.portfolio.backup,
        "note": "; ".join(notes_of(row)),
        "file": "" if one.path is None else one.path.name,
    }


def as_dict(board: Board) -> dict[str, Any]:
    """The board as JSON has it: its sums, its rows, what was skipped."""
    return {
        "edition": board.edition.code,
        "agencies": len(board.rows),
        "late": board.late,
        "overdue_commitments": board.overdue,
        "states": {state.value: count for state, count in board.states.items()},
        "portfolios": [
            {"analyst": name, **load_of(rows)} for name, rows in board.loads.items() if name or len(board.loads) > 1
        ],
        "rows": as_values(board),
        "skipped": list(map(skipped_line, board.skipped)),
    }


def load_of(rows: tuple[BoardRow, ...]) -> Mapping[str, int]:
    """What lies with one analyst: agencies, how many of them are accepted, late, and what is open in them."""
    return {
        "agencies": len(rows),
        "accepted": sum(row.standing.state.done for row in rows),
        "errors": sum(row.standing.errors for row in rows),
        "queries": sum(row.standing.queries for row in rows),
        "late": sum(row.standing.days_late > 0 for row in rows),
    }
