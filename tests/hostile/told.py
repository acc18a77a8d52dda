"""What pmr_xl says to a hostile workbook, by the way a person takes: read, judged, a review copy written."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import calls
import cells
import files
import programs
import rows_and_columns
import sheets_and_forms
import shown
from filled_form import Hostile, desk, form, read_from, saved

from pmr_xl.desk.validate import judge_file, validate

REPAIRED = "↻ pmr repair does it."


@dataclass(frozen=True)
class Told:
    """What was said and what was read."""

    says: tuple[str, ...]
    messages: tuple[tuple[str, str, str], ...]  # rule and place, message, remedy
    read: dict[tuple[str, str], str]


def all_hostile() -> tuple[Hostile, ...]:
    """Every item, in the order of the table."""
    return (
        *cells.HOSTILE,
        *shown.HOSTILE,
        *rows_and_columns.HOSTILE,
        *sheets_and_forms.HOSTILE,
        *files.HOSTILE,
        *programs.HOSTILE,
        *calls.HOSTILE,
    )


@cache
def told(item: Hostile) -> Told:
    """Make the workbook and take it the whole way."""
    with TemporaryDirectory() as folder:
        return told_of(item.make(Path(folder)), marked=item.group not in cells.GROUPS | shown.GROUPS)


def told_of(path: Path, *, marked: bool = True) -> Told:
    """Take a workbook the whole way; where only a cell's content differs, without the review copy."""
    result = validate(desk(), path) if marked else judge_file(desk(), path)
    ill = result.unreadable
    if ill is not None:
        assert [finding.rule for finding in result.findings] == [ill.code]
        return Told((f"unreadable {ill.illness}",), ((ill.code, ill.message, ill.remedy),), {})
    assert not marked or (result.review is not None and result.review.exists())
    says = tuple(f"{f.severity} {f.rule} {f.place}" for f in result.findings)
    repaired = {True: f" {REPAIRED}", False: ""}
    messages = tuple(
        (f"{f.rule} · {f.place}", f.message, f.remedy + repaired[f.repair is not None]) for f in result.findings
    )
    return Told(says, messages, read_from(result.submission) if result.submission else {})


@cache
def untouched() -> Told:
    """What is said to the form as the agency filled it."""
    with TemporaryDirectory() as folder:
        return told_of(saved(Path(folder), form()))
