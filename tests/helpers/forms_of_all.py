"""Every agency's form of a report, blank and filled with what was printed, and what checking each says as JSON."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from page_runtime import PROJECT
from season_played import fill

from pmr_xl.desk.blank import blank
from pmr_xl.desk.desk import Desk
from pmr_xl.desk.validate import as_json, judge_file
from pmr_xl.model.fiscal import Edition


def blank_and_filled(room: Path, edition: str = "MMR-FY26") -> tuple[list[Path], list[Path]]:
    """The forms of every agency of the built-in office, in two folders under the same names."""
    desk = Desk(PROJECT)
    agencies = list(desk.library.agencies())
    blanks = blank(desk, agencies, Edition.parse(edition), room / "blank", due=date(2026, 8, 14))
    (room / "filled").mkdir()
    return blanks, [fill(one, room / "filled" / one.name, code) for one, code in zip(blanks, agencies, strict=True)]


def told_here(forms: Iterable[Path]) -> list[str]:
    """What ``pmr validate --json`` writes of each."""
    desk = Desk(PROJECT)
    return [as_json([judge_file(desk, form).as_dict()], alone=True) for form in forms]
