"""What a cell shows, against LibreOffice: thousands of numbers and formats, and each difference has its reason."""

from __future__ import annotations

import csv
import os
import random
import re
from collections import Counter
from pathlib import Path

import pytest
import xlsxwriter
from soffice import converted

from pmr_xl.books.reading.reader import read_book
from pmr_xl.model.display.number_format import section_for
from pmr_xl.model.display.shown import shown_text
from pmr_xl.model.measure import from_float

MUTANTS = 5_000 if os.environ.get("PMR_THOROUGH") else 1_000
A_SHEET = 500
CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false"
PIECES = ["0", "#,##0", "0.0", "#,##0.00", "0%", "0.0%", "0.00E+00", "#", "#.##", "00000", "0.0,", "#,##0,", "0.0,,"]
TIMES = [
    "h:mm",
    "[h]:mm",
    "mm:ss",
    "[m]:ss",
    "h:mm:ss",
    "[h]:mm:ss",
    "h:mm AM/PM",
    "yyyy-mm-dd",
    "d-mmm-yy",
    "mmmm d, yyyy",
]
AROUND = ['"x"', "\\-", "$", " ", "_)", '" lots"', "(", ")"]
WHOLE = [
    ";;;",
    ";;",
    '"NA"',
    '0;-0;"none"',
    "0;(0)",
    '[<10]"few";0',
    "[>=1000]#,##0;0.0",
    "General",
    "@",
    '0.0"%"',
    "000-0000",
]
VALUES = [
    0.0,
    1.0,
    -1.0,
    12.0,
    290.0,
    64_136.0,
    9_128_700.0,
    0.405,
    -0.26,
    3.39,
    1234.5678,
    1e-5,
    46_276.0,
    0.5,
    2.75,
    1e11,
    99.995,
]


def mutant(noise: random.Random) -> tuple[float, str]:
    """A number and a format, ordinary or odd."""
    value = noise.choice(VALUES) * noise.choice([1, 1, 10, 0.1, 1.5])
    kind = noise.random()
    if kind < 0.2:
        return value, noise.choice(WHOLE)
    if kind < 0.35:
        return abs(value) % 60_000, noise.choice(TIMES)
    sections = [
        noise.choice([*AROUND, ""]) + noise.choice(PIECES) + noise.choice([*AROUND, ""])
        for _ in range(noise.choice([1, 1, 2, 3]))
    ]
    return value, ";".join(sections)


def reason(value: float, code: str, ours: str | None, theirs: str) -> str:
    """Why what LibreOffice shows may differ; empty where it may not."""
    section, _ = section_for(from_float(value), code)
    if ours is None:
        return "a fraction, a negative time, or a number of many digits before the point of E is not told"
    if section is not None and section.is_date and value < 61:
        return "LibreOffice counts days from 30 December 1899, Excel from a 31 December 1899 and has a 29 February 1900"
    if ours.strip() == theirs.strip() or ours.replace(" ", "") == theirs.replace(" ", ""):
        return "a blank as wide as a sign is a blank to one and nothing to the other"
    if re.search(r"#(\.#+|E)", code) and _bare(ours) == _bare(theirs):
        return "Excel keeps the point of #.## where nothing follows it"
    if "E+00_" in code or "E+00)" in code:
        return "LibreOffice takes a digit of the exponent away where a blank as wide as a sign follows"
    if value < 0 and ours == f"-{theirs}" and not re.search(r"\d", theirs):
        return "Excel shows a minus before words too"
    if section is not None and section.is_date and ours[:-1] == theirs[:-1]:
        return "LibreOffice cuts seconds off, Excel rounds them"
    if theirs.lstrip("-") == ours and re.fullmatch(r"[^1-9]*", ours):
        return "LibreOffice shows -0 for what rounds to nothing"
    if "General" in code or code == "@":
        return "General in a cell of its own width" if _close(ours, theirs) else ""
    return ""


def _bare(text: str) -> str:
    return text.replace(".", "", 1).replace(" ", "")


def _close(ours: str, theirs: str) -> bool:
    try:
        return abs(float(ours) - float(theirs)) <= 1e-6 * max(1.0, abs(float(theirs)))
    except ValueError:
        return False


@pytest.mark.libreoffice
def test_what_is_shown_is_what_another_program_shows(tmp_path):
    noise = random.Random(16)  # noqa: S311 - no secret
    mutants = [mutant(noise) for _ in range(MUTANTS)]
    counts: Counter[str] = Counter()
    unsettled = []
    for start in range(0, MUTANTS, A_SHEET):
        some = mutants[start : start + A_SHEET]
        path = tmp_path / f"m{start}.xlsx"
        with xlsxwriter.Workbook(path) as book:
            page = book.add_worksheet("Shown")
            for row, (value, code) in enumerate(some):
                page.write_number(row, 0, value, book.add_format({"num_format": code}))
                page.write_string(row, 1, "|")
        seen = _as_csv(path, tmp_path)
        cells = read_book(path).sheets[0]
        assert len(seen) == len(some)
        for row, theirs in enumerate(seen, start=1):
            cell = cells.at(row, 1)
            ours = shown_text(cell)
            if ours == theirs:
                counts["the same"] += 1
            elif why := reason(cell.value, cell.number_format, ours, theirs):
                counts[why] += 1
            else:
                unsettled.append((cell.value, cell.number_format, ours, theirs))
    assert unsettled == []
    assert counts["the same"] > MUTANTS * 0.7


def _as_csv(path: Path, folder: Path) -> list[str]:
    """The first column as LibreOffice shows it."""
    converted(path, folder, CSV)
    made = next(folder.glob(f"{path.stem}*.csv"))
    with made.open(encoding="utf-8", newline="") as file:
        return [line[0] for line in csv.reader(file)]
