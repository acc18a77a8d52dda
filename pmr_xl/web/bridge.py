"""Inside the page: bytes in, findings and copies out, by the same desk as everywhere.

Each file is put alone into a folder of the memory's file system, under its own name, and the desk is asked as a
command would ask it. Everything that crosses to the page is JSON or bytes.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import wraps
from pathlib import Path
from typing import Any

from pmr_xl.desk.desk import Desk
from pmr_xl.desk.validate import as_json, judge_file, validate
from pmr_xl.model.fault import Fault
from pmr_xl.model.finding import visible_text
from pmr_xl.model.fiscal import Edition
from pmr_xl.model.past import Past
from pmr_xl.model.reports.report import Covers, Report
from pmr_xl.model.schema.chapter import Chapter
from pmr_xl.office.reports.files import report_names
from pmr_xl.record import Record
from pmr_xl.version import __version__
from pmr_xl.web.places import HISTORY, WORK
from pmr_xl.web.view import view_of

_ILL = '\\/:*?"<>|\0'


class PageDesk(Desk):
    """The desk of the built-in office whose published figures lie ready, a record for each agency."""

    def _in_force(self, chapters: Sequence[Chapter]) -> Callable[..., Past]:
        return self._memory(chapters).past

    def _memory(self, chapters: Sequence[Chapter]) -> Record:
        """An agency's record; the page asks for one agency at a time."""
        (agency,) = {chapter.agency for chapter in chapters}
        if agency not in self.kept:
            place = Path(HISTORY) / f"{self.library.slug(agency)}.sqlite"
            self.kept[agency] = Record.of_bytes(place.read_bytes())
        record: Record = self.kept[agency]
        return record


def tell_faults(work: Callable[..., dict[str, Any]]) -> Callable[..., dict[str, Any]]:
    """What a Fault says, as a value: no traceback crosses to the page."""

    @wraps(work)
    def guarded(*arguments: Any) -> dict[str, Any]:
        try:
            return work(*arguments)
        except Fault as fault:
            return {"fault": fault.message, "remedy": fault.remedy}
        except OSError as refused:
            return {"fault": f"The browser refused: {refused.strerror or refused}.", "remedy": "Try a smaller file."}

    return guarded


class Bridge:
    """Everything the page may ask for."""

    def __init__(self, work: Path = Path(WORK)) -> None:
        self._desk = PageDesk()
        self._work = work
        self._number = 0

    @tell_faults
    def about(self) -> dict[str, Any]:
        """Version, agencies, and the reports that agencies get forms of, each with how its edition's code ends."""
        library = self._desk.library
        agencies = [{"code": one.code, "name": one.name} for one in library.agencies().values()]
        reports = [
            {"code": one.code, "title": one.title, "when": _when(one)}
            for one in map(library.report, report_names(library))
            if not one.of
        ]
        return {"version": __version__, "agencies": agencies, "reports": reports}

    @tell_faults
    def packages(self) -> dict[str, Any]:
        """The packages that Python has loaded."""
        return {"modules": json.dumps(sorted({name.partition(".")[0] for name in sys.modules}))}

    @tell_faults
    def check(self, name: str, content: bytes) -> dict[str, Any]:
        """Check one workbook: the findings as every door gives them, as the page shows them, and the review copy."""
        path = self._put(name, content)
        result = validate(self._desk, path)
        copy = result.review
        return {
            "json": as_json([result.as_dict()], alone=True),
            "view": json.dumps(view_of(self._desk, result), ensure_ascii=False),
            "review": None if copy is None else {"name": copy.name, "bytes": copy.read_bytes()},
        }

    @tell_faults
    def rule(self, code: str) -> dict[str, Any]:
        """The whole page of a rule, with its examples."""
        from pmr_xl.web.rule_page import rule_page

        return {"page": json.dumps(rule_page(code), ensure_ascii=False)}

    @tell_faults
    def repair(self, name: str, content: bytes) -> dict[str, Any]:
        """A copy in which the suggested fixes are made, with their ledger as a sheet and as values."""
        from pmr_xl.desk.repair import repair

        path = self._put(name, content)
        report = repair(self._desk, path)
        rows = [
            {"where": str(one.where), "old": visible_text(one.old), "new": _shown(one.new), "why": one.why}
            for one in report.done
        ]
        made = None if report.target is None else {"name": report.target.name, "bytes": report.target.read_bytes()}
        left = [f"{where}: {why}" for where, why in report.refused]
        return {
            "file": made,
            "done": json.dumps(rows, ensure_ascii=False),
            "left": json.dumps(left, ensure_ascii=False),
        }

    @tell_faults
    def compare(self, name: str, content: bytes, before: str, earlier: bytes) -> dict[str, Any]:
        """What changed since an earlier version, as a workbook and as values."""
        from pmr_xl.desk.compare import compare

        path = self._put(name, content)
        folder = path.parent / "earlier"
        folder.mkdir()
        older = folder / _safe(before)
        older.write_bytes(earlier)  # straight: a room of the page's own memory
        done = compare(self._desk, path, older, path.parent)
        rows = [
            {
                "where": str(one.where),
                "indicator": one.indicator,
                "column": one.column,
                "before": one.before,
                "now": one.now,
            }
            for one in done.changes.changes
        ]
        return {
            "name": done.path.name,
            "bytes": done.path.read_bytes(),
            "changes": json.dumps(rows, ensure_ascii=False),
        }

    @tell_faults
    def fill(self, name: str, content: bytes, listed: str, table: bytes) -> dict[str, Any]:
        """A copy of the form filled from a list, and the page of what matched and what did not."""
        from pmr_xl.desk.chores.filling import fill
        from pmr_xl.forms.submission_form.listed.list_sheet import summary

        path = self._put(name, content)
        brought = path.parent / "list"
        brought.mkdir()
        (brought / _safe(listed)).write_bytes(table)  # straight: as above
        done = fill(self._desk, path, brought / _safe(listed))
        left = [
            f"Row {one.row}, {one.said if one.line is None else one.line.indicator.name}: {one.listed or 'empty'}: "
            f"{one.outcome.value}. {one.why}".rstrip()
            for one in done.told.cells
            if one.outcome.left_out
        ]
        return {
            "file": None if done.form is None else _file(done.form),
            "page": _file(done.page),
            "summary": summary(done.told),
            "left": json.dumps(left, ensure_ascii=False),
        }

    @tell_faults
    def receipt(self, name: str, content: bytes) -> dict[str, Any]:
        """A receipt of the check for ``pmr verify``, not signed, and the sheet of it that is printed."""
        from pmr_xl.desk.receipts.giving import SHEET_SUFFIX, SUFFIX, receipt_files
        from pmr_xl.desk.receipts.receipt import PAGE
        from pmr_xl.forms.receipts.sheet import NOT_PROVED, OF_THE_PAGE

        path = self._put(name, content)
        told, sheet, _ = receipt_files(self._desk, judge_file(self._desk, path), made_in=PAGE)
        return {
            "file": {"name": f"{path.stem}{SUFFIX}", "bytes": told},
            "sheet": {"name": f"{path.stem}{SHEET_SUFFIX}", "bytes": sheet},
            "says": f"{OF_THE_PAGE} {NOT_PROVED}",
        }

    @tell_faults
    def take_over(self, name: str, content: bytes) -> dict[str, Any]:
        """The next version of a form, with the drafts in their cells that bear a tick."""
        from pmr_xl.desk.migrating.taking_over import take_over
        from pmr_xl.words.migrating import drafts_taken

        done = take_over(self._desk, self._put(name, content))
        return {
            "file": None if done.target is None else _file(done.target),
            "summary": drafts_taken(done.told),
            "left": json.dumps(list(done.told.left), ensure_ascii=False),
        }

    @tell_faults
    def blank(self, agency: str, edition: str, due: str) -> dict[str, Any]:
        """An agency's blank form."""
        from datetime import date

        from pmr_xl.desk.blank import blank

        folder = self._room()
        (path,) = blank(
            self._desk, [agency], self._desk.edition(edition), folder, due=date.fromisoformat(due) if due else None
        )
        return {"name": path.name, "bytes": path.read_bytes()}

    def _put(self, name: str, content: bytes) -> Path:
        path = self._room() / _safe(name)
        path.write_bytes(content)  # straight: as above
        return path

    def _room(self) -> Path:
        """A new folder; the one before is given back."""
        with suppress(OSError):
            shutil.rmtree(self._work / str(self._number))
        self._number += 1
        room = self._work / str(self._number)
        room.mkdir(parents=True)
        return room


def _file(path: Path) -> dict[str, Any]:
    return {"name": path.name, "bytes": path.read_bytes()}


def _when(report: Report) -> str:
    """Behind the year: of a monthly report ``-M`` and the month that a person names, of a part its last month."""
    if report.covers is Covers.MONTH:
        return "-M"
    return Edition(report, 2000).when.removeprefix("FY00")


def _shown(new: str | float) -> str:
    return f"{new:.15g}" if isinstance(new, float) else visible_text(new)


def _safe(name: str) -> str:
    """A file's name as a file system takes it: what a browser says of it is a name, never a path."""
    return "".join("_" if sign in _ILL else sign for sign in name.replace("\\", "/").rpartition("/")[2]) or "workbook"
