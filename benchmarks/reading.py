"""Reading a workbook: ours beside openpyxl (two loads: formulas and values), calamine and pandas.

``python benchmarks/reading.py`` makes the workbooks in a temporary folder and prints two tables. The last two columns
of peers give less than we do: calamine and pandas know no formulas, formats, locks, visibility or validations.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from pathlib import Path

import xlsxwriter
from harness import Measured, Reader, measure, table

OURS = Reader(
    "pmr_xl", "from pathlib import Path\nfrom pmr_xl.books.reading.reader import read_book", "read_book(Path(path))"
)
OPENPYXL = Reader(
    "openpyxl, two loads",
    "import openpyxl",
    "openpyxl.load_workbook(path); openpyxl.load_workbook(path, data_only=True)",
)
CALAMINE = Reader(
    "calamine",
    "import python_calamine",
    "book = python_calamine.CalamineWorkbook.from_path(path)"
    "; [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]",
)
PANDAS = Reader("pandas", "import pandas", "pandas.read_excel(path, sheet_name=None, header=None)")
PEERS = (OPENPYXL, CALAMINE, PANDAS)
LAST_ROW = 1_048_576
PAIRS = 9
SMALL, LARGE, STRAY = "150 × 40", "10,000 × 20", "150 × 40, stray cell at XFD1048576"
GHOST, GHOSTS = "150 × 40, phantom to row 1,048,576", "10,000 × 20, phantom to row 1,048,576"
KINDS = (
    ("stray cell, to the plain 150 × 40", STRAY, SMALL),
    ("phantom, to the plain 150 × 40", GHOST, SMALL),
    ("phantom, to the plain 10,000 × 20", GHOSTS, LARGE),
)


def write(path: Path, rows: int, columns: int, *, phantom: bool = False, stray: bool = False) -> str:
    """A workbook like a submission: an id, text, figures with formats, formulas; hidden rows, notes, drop-downs."""
    with xlsxwriter.Workbook(path, {"constant_memory": phantom}) as book:
        page = book.add_worksheet("Submission")
        percent = book.add_format({"num_format": "0.0%", "locked": False})
        yellow = book.add_format({"bg_color": "#FFF9DB"})
        for row in range(rows):
            page.write_string(row, 0, f"indicator-{row}")
            for column in range(1, columns):
                if column % 7 == 3:
                    page.write_formula(row, column, f"=C{row + 1}*2", None, row * 2.74)
                elif column % 3 == 1:
                    page.write_string(row, column, f"text {row % 50} {column}")
                else:
                    page.write_number(row, column, row * column * 1.37, percent if column % 2 else None)
        if phantom:
            for row in range(rows, LAST_ROW):
                page.write_blank(row, 0, None, yellow)
        if stray:
            page.write_number(LAST_ROW - 1, 16_383, 1)
        page.data_validation(0, 2, rows, 2, {"validate": "decimal", "criteria": ">=", "value": 0})
        page.protect()
    return str(path)


def shown(measured: Measured | str) -> str:
    if isinstance(measured, str):
        return measured
    return f"{measured.seconds * 1000:,.0f} ms, {measured.mebibytes:,.0f} MiB"


def main() -> None:
    quick = "--quick" in sys.argv
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        books = {
            SMALL: write(folder / "small.xlsx", 150, 40),
            "2,000 × 20": write(folder / "middle.xlsx", 2_000, 20),
            LARGE: write(folder / "large.xlsx", 10_000, 20),
            STRAY: write(folder / "stray.xlsx", 150, 40, stray=True),
            GHOST: write(folder / "ghost.xlsx", 150, 40, phantom=True),
            GHOSTS: write(folder / "ghosts.xlsx", 10_000, 20, phantom=True),
        }
        print(
            table(
                ["workbook", OURS.name, *(peer.name for peer in PEERS)],
                [line(*one, quick=quick) for one in books.items()],
            )
        )
        print()
        print(
            table(
                ["ours against ours", "times"], [[kind, times(books[one], books[other])] for kind, one, other in KINDS]
            )
        )


def line(title: str, path: str, *, quick: bool) -> list[str]:
    """One workbook read by everybody; where it is quick, by openpyxl only if it is small."""
    repeat, peers = (15, 3) if title in (SMALL, STRAY) else (5, 1)
    mine = measure(OURS, path, repeat)
    if isinstance(mine, str):
        raise SystemExit(f"our own reader: {mine} on {title}")
    told = [title, shown(mine)]
    for peer in PEERS:
        theirs = "not run" if quick and title not in (SMALL, STRAY) else measure(peer, path, peers)
        ratio = "" if isinstance(theirs, str) else f" (ours is {mine.seconds / theirs.seconds:.2f} of it)"
        told.append(shown(theirs) + ratio)
    print(" · ".join(told), file=sys.stderr)
    return told


def times(path: str, plain: str) -> str:
    """How many times as long as the plain workbook ours takes: in turns, so that a busy machine counts for both."""
    ratios = []
    for _ in range(PAIRS):
        one, other = measure(OURS, path, 3), measure(OURS, plain, 3)
        if isinstance(one, str) or isinstance(other, str):
            raise SystemExit(f"our own reader: {one}, {other}")
        ratios.append(one.seconds / other.seconds)
    return f"{statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})"


if __name__ == "__main__":
    main()
