"""Suggested fixes, made in a copy: what a program may change without changing a meaning, each listed and reversible."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pmr_xl.desk.desk import Desk
from pmr_xl.desk.validate import Validation, judge_file
from pmr_xl.desk.writing import refuse_other
from pmr_xl.model.fault import Fault

if TYPE_CHECKING:
    from pmr_xl.books.marking.repairer import RepairReport
    from pmr_xl.forms.review_copy.repairs_sheet import Repaired

SUFFIX = "_repaired"
UNDONE = "_unrepaired"


def preview(desk: Desk, path: Path) -> tuple[Validation, list[Repaired]]:
    """The repairs that the rules offer for a submission, and what was found in it; nothing is written.

    Raises Unreadable where the file cannot be read, Fault where it is no form and there is nothing to offer.
    """
    from pmr_xl.books.marking.repairer import preview as offered

    result = judge_file(desk, path)
    if result.unreadable is not None:
        raise result.unreadable
    repairs = offered(result.findings)
    if result.submission is None and not repairs:
        raise Fault(f"{path.name} is no form of an agency of this office.", "“pmr validate” says what it is.")
    return result, repairs


def repair(desk: Desk, path: Path, to: Path | None = None) -> RepairReport:
    """Make the repairs in a copy beside the file, with a ledger of old and new values. Formulas are never touched.

    Raises:
        Unreadable: the file cannot be read.
        Fault: the copy cannot be written, or stands there already and somebody worked on it; the workbook cannot be
            changed safely.
    """
    from pmr_xl.books.marking.repairer import apply

    target = to or path.with_stem(f"{path.stem}{SUFFIX}")
    result, _ = preview(desk, path)
    if target.exists() and not (target.samefile(path) or _as_we_made_it(target)):
        raise Fault(
            f"{target} is there already, and somebody saved it since it was made.",
            "Name another file with --to, or move that one elsewhere.",
        )
    return apply(path, target, result.findings)


def _as_we_made_it(copy: Path) -> bool:
    """Whether a repaired copy can still be taken back whole: nobody saved it since."""
    from tempfile import TemporaryDirectory

    from pmr_xl.books.marking.repairer import undo as take_back

    with TemporaryDirectory() as folder:
        try:
            take_back(copy, Path(folder) / copy.name)
        except Fault:
            return False
    return True


def undo(path: Path, to: Path | None = None) -> Path:
    """Write a repaired copy as it was before, every part byte for byte.

    Raises Fault where there are no repairs of ours, or somebody saved the copy since.
    """
    from pmr_xl.books.marking.repairer import undo as take_back

    target = to or path.with_stem(f"{path.stem.removesuffix(SUFFIX)}{UNDONE}")
    refuse_other(target, lambda aside: take_back(path, aside))
    take_back(path, target)
    return target
