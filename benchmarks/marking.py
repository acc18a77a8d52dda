"""Marking against the only other way to write into an existing workbook: openpyxl, load, note, save.

openpyxl's copy is not the same workbook: the last columns count what is left of what the file had. The times are side
by side all the same, with as many notes in each.
Run: python benchmarks/marking.py [WORKBOOK …]. Without workbooks it makes its own.
"""

from __future__ import annotations

import re
import statistics
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

TRIES = 3
KEPT = {"buttons": rb'ObjectType="Button"', "saved results": rb"</f><v>[^<]"}


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sources = [Path(said) for said in sys.argv[1:]] or [made(folder, rows) for rows in (150, 2_000, 10_000)]
        print("| workbook | marks | ours, s | openpyxl, s | ratio | before | after ours | after openpyxl |")
        print("| --- | --- | --- | --- | --- | --- | --- | --- |")
        for source in sources:
            print(_line(source, folder))


def _line(source: Path, folder: Path) -> str:
    from pmr_xl.books.marking.marker import mark
    from pmr_xl.books.reading.reader import read_book
    from pmr_xl.forms.review_copy.findings_sheet import lay
    from pmr_xl.model.book.places import CellRef
    from pmr_xl.model.finding import Finding, Severity

    sheet = read_book(source).sheets[0]
    rows = sorted({row for row, _ in sheet.cells})[6:106] or [1]
    findings = [
        Finding(
            "OUT-001", Severity.QUERY, CellRef(sheet.name, row, 2), "Up 41% on last year.", "Correct it, or say why."
        )
        for row in rows
    ]
    page = lay(findings)
    ours, theirs = folder / f"ours{source.suffix}", folder / f"theirs{source.suffix}"
    quick = _median(lambda: mark(source, ours, findings, page))
    slow = _median(lambda: _by_openpyxl(source, theirs, findings))
    kept = " | ".join(_kept(path, source) for path in (source, ours, theirs))
    return f"| {source.stem} | {len(findings)} | {quick:.3f} | {slow:.3f} | {quick / slow:.2f} | {kept} |"


def _by_openpyxl(source: Path, target: Path, findings: list) -> None:
    import openpyxl
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    book = openpyxl.load_workbook(source, keep_vba=source.suffix == ".xlsm")
    listed = book.create_sheet("Findings")
    for finding in findings:
        cell = book[finding.where.sheet].cell(finding.where.row, finding.where.column)
        cell.comment = Comment(finding.message, "PMR")
        cell.fill = PatternFill("solid", fgColor="FDEBD8")
        listed.append([finding.rule, finding.place, finding.message, finding.remedy])
    book.save(target)


def _median(step: Callable[[], object]) -> float:
    step()  # imports are not what is measured
    times = []
    for _ in range(TRIES):
        start = time.perf_counter()
        step()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def _kept(path: Path, source: Path) -> str:
    """How many form buttons and saved formula results a workbook holds on the source's own sheets."""
    with zipfile.ZipFile(source) as package:
        sheets = {name for name in package.namelist() if name.startswith("xl/worksheets/sheet")}
    with zipfile.ZipFile(path) as package:
        parts = [name for name in package.namelist() if name in sheets or name.endswith(".vml")]
        data = [package.read(name) for name in parts]
    return ", ".join(f"{sum(len(re.findall(sign, d)) for d in data)} {what}" for what, sign in KEPT.items())


def made(folder: Path, rows: int) -> Path:
    """A workbook of that many rows × 40 columns, with a button, which openpyxl does not know."""
    import xlsxwriter

    path = folder / f"{rows:,} × 40.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Submission")
    for row in range(rows):
        sheet.write_string(row, 0, f"dsny-indicator-{row}")
        for column in range(1, 40):
            sheet.write_number(row, column, row * column + 0.5)
        sheet.write_formula(row, 40, f"=SUM(B{row + 1}:AN{row + 1})", None, row * 780 + 19.5)
    sheet.write_comment("B3", "By hand.")
    sheet.insert_button("AQ2", {"macro": "Go"})
    book.close()
    return path


if __name__ == "__main__":
    main()
