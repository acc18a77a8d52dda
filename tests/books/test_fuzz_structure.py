"""Texts in runs, arrays, merged areas and encodings, against LibreOffice: thousands of cells, each difference has its
reason."""

from __future__ import annotations

import csv
import os
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from packing import MAIN, PACKAGE, parts, rels, saved
from soffice import converted

from pmr_xl.books.reading.reader import read_book
from pmr_xl.model.book.places import a1
from pmr_xl.model.display.shown import shown_text

MUTANTS = 5_000 if os.environ.get("PMR_THOROUGH") else 1_000
A_BOOK = 500
CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false"
ENCODINGS = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8",
    "utf-16": "UTF-16",
    "iso-8859-1": "ISO-8859-1",
    "cp1252": "windows-1252",
    "ascii": "US-ASCII",
}
TEXTS = [
    "930", "2", "1,234", "²", "é", "’", "—", "  a", "b  ", "a  b", "&amp;", "&lt;5", "&#233;", "&#x1F600;",
    "line&#10;end", "tab&#9;", "_x000D_", "_x0041_", "_x005F_x0041_", "_xD83D__xDE00_", "_x00", "x_x_", "\u00a0",
    "\u200b", "NA", "-", "'5", "=1+1", "ﬁ", "e\u0301", "٣", "ß", "<![CDATA[5 < 6]]>", "<!-- not seen -->7", "",
]  # fmt: skip
RAISED, LOWERED = '<vertAlign val="superscript"/>', '<vertAlign val="subscript"/>'
LOOKS = ["", "<b/>", RAISED, LOWERED, "<strike/>", "<u/><i/>", '<sz val="8"/>']
ARRAY_VALUES = [("5", "n"), ("-2.5", "n"), ("words", "str"), ("1", "b"), ("#N/A", "e"), ("0", "n"), ("", "str")]


class Made(NamedTuple):
    """A cell as it is written, and what it is made of."""

    xml: str
    kind: str
    stored: str


def text_of(noise: random.Random) -> tuple[str, str]:
    """The inside of a text, of one piece or of runs; and of what kind that is."""
    space = noise.choice(["", ' xml:space="preserve"'])
    if noise.random() < 0.3:
        return f"<t{space}>{noise.choice(TEXTS)}</t>", "one piece"
    runs = []
    for _ in range(noise.choice([1, 2, 2, 3])):
        look = noise.choice(LOOKS)
        properties = f"<rPr>{look}</rPr>" if look else noise.choice(["", "<rPr/>"])
        runs.append(f"<r>{properties}<t{space}>{noise.choice(TEXTS)}</t></r>")
    sound = "<rPh sb='0' eb='1'><t>spoken</t></rPh><phoneticPr fontId='0'/>" if noise.random() < 0.2 else ""
    return f"{''.join(runs)}{sound}", "runs"


def text_cells(noise: random.Random, row: int, shared: list[str]) -> Iterator[tuple[int, Made]]:
    inside, kind = text_of(noise)
    if noise.random() < 0.5:
        shared.append(f"<si>{inside}</si>")
        yield 1, Made(f'<c r="{a1(row, 1)}" t="s"><v>{len(shared) - 1}</v></c>', f"shared, {kind}", inside)
    else:
        yield 1, Made(f'<c r="{a1(row, 1)}" t="inlineStr"><is>{inside}</is></c>', f"inline, {kind}", inside)


def array_cells(noise: random.Random, row: int) -> Iterator[tuple[int, int, Made]]:
    """A block of two rows and two columns that one formula fills, some of them with results in the file."""
    area, source = f"{a1(row, 3)}:{a1(row + 1, 4)}", f"{a1(row, 9)}:{a1(row + 1, 10)}"
    for down in range(2):
        for over in range(2):
            value, kind = noise.choice(ARRAY_VALUES)
            formula = "" if down or over else f'<f t="array" ref="{area}">{source}</f>'
            inside = f"{'' if kind == 'n' else f' t={kind!r}'}>{{}}<v>{value}</v></c>"
            yield (
                row + down,
                3 + over,
                Made(f'<c r="{a1(row + down, 3 + over)}"{inside.format(formula)}', "array", value),
            )
            yield row + down, 9 + over, Made(f'<c r="{a1(row + down, 9 + over)}"{inside.format("")}', "plain", value)


def merged_cells(noise: random.Random, row: int) -> Iterator[tuple[int, int, Made]]:
    """A merged area of two rows and two columns; what stands under it is not shown, and may be there."""
    for down in range(2):
        for over in range(2):
            if not (down or over) or noise.random() < 0.3:
                value = str(noise.randrange(1000))
                kind = "covered by a merge" if down or over else "top left of a merge"
                yield row + down, 6 + over, Made(f'<c r="{a1(row + down, 6 + over)}"><v>{value}</v></c>', kind, value)


def book(noise: random.Random, encoding: str, cells: int) -> tuple[dict[str, str | bytes], dict[tuple[int, int], Made]]:
    """The parts of a workbook with about so many cells, in one encoding, and its cells."""
    made: dict[tuple[int, int], Made] = {}
    shared: list[str] = []
    merges = []
    row = 1
    while len(made) < cells:
        for below in (row, row + 1):
            made |= {(below, column): cell for column, cell in text_cells(noise, below, shared)}
        made |= {(down, over): cell for down, over, cell in array_cells(noise, row)}
        made |= {(down, over): cell for down, over, cell in merged_cells(noise, row)}
        merges.append(f'<mergeCell ref="{a1(row, 6)}:{a1(row + 1, 7)}"/>')
        row += 2
    lines = []
    for number in range(1, row):
        inside = "".join(cell.xml for (at, _), cell in sorted(made.items()) if at == number)
        lines.append(f'<row r="{number}">{inside}</row>')
    after = f'<mergeCells count="{len(merges)}">{"".join(merges)}</mergeCells>'
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{"".join(lines)}</sheetData>{after}</worksheet>'
    strings = f'<sst xmlns="{MAIN}">{"".join(shared)}</sst>'
    whole: dict[str, str | bytes] = dict(parts())
    whole["xl/worksheets/sheet1.xml"] = written(sheet, encoding)
    whole["xl/sharedStrings.xml"] = written(strings, encoding)
    whole["[Content_Types].xml"] = str(whole["[Content_Types].xml"]).replace(
        "</Types>",
        '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        'spreadsheetml.worksheet+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.'
        'openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>',
    )
    whole["xl/_rels/workbook.xml.rels"] = rels(
        ("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId2", "sharedStrings", "sharedStrings.xml")
    )
    assert PACKAGE in str(whole["[Content_Types].xml"])
    return whole, made


def written(markup: str, encoding: str) -> bytes:
    """A part in an encoding; signs that it lacks as references."""
    head = f'<?xml version="1.0" encoding="{ENCODINGS[encoding]}" standalone="yes"?>\n'
    return (head + markup).encode(encoding, errors="xmlcharrefreplace")


def reason(cell: Made, ours: str, theirs: str) -> str:
    """Why what LibreOffice shows may differ; empty where it may not."""
    if cell.kind == "covered by a merge":
        return "what stands under a merged area is read, and told as hidden"
    if cell.kind == "array" and (ours, theirs) == ("TRUE", "1"):
        return "LibreOffice shows a truth value that a formula gives as a number"
    if ours.strip() == theirs.strip() and "xml:space" not in cell.stored:
        return "blanks at a text's ends that nobody asked to keep"
    if "_x0041_" in cell.stored and ours == theirs.replace("_x0041_", "A"):
        return "LibreOffice writes out only the escapes of signs that steer, Excel all"
    return ""


@pytest.mark.libreoffice
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_what_is_read_is_what_another_program_shows(tmp_path, encoding):
    noise = random.Random(f"structure {encoding}")  # noqa: S311 - no secret
    counts: Counter[str] = Counter()
    unsettled = []
    for number in range(-(-MUTANTS // len(ENCODINGS) // A_BOOK)):
        whole, made = book(noise, encoding, min(A_BOOK, MUTANTS // len(ENCODINGS)))
        path = saved(tmp_path, whole, f"m{number}.xlsx")
        page = read_book(path).sheets[0]
        assert len(page.merges) == sum("top" in one.kind for one in made.values())
        assert len(page.arrays) == sum("<f " in one.xml for one in made.values())
        seen = _as_csv(path, tmp_path)
        for (row, column), cell in made.items():
            found = page.at(row, column)
            assert (found is not None and found.formula is not None) is (cell.kind == "array"), "known in every cell"
            ours, theirs = "" if found is None else shown_text(found) or "", seen[row - 1][column - 1]
            ours, theirs = ours.replace("\r", "\n"), theirs.replace("\r", "\n")
            assert found is None or "<strike/></rPr><t>930<" not in cell.stored or found.runs is not None, cell.stored
            if ours == theirs:
                counts["the same"] += 1
            elif why := reason(cell, ours, theirs):
                counts[why] += 1
            else:
                unsettled.append((cell.kind, cell.stored, ours, theirs))
    assert unsettled == []
    assert counts["the same"] > MUTANTS // len(ENCODINGS) * 0.6


def _as_csv(path: Path, folder: Path) -> list[list[str]]:
    """The first sheet as LibreOffice shows it."""
    converted(path, folder, CSV)
    made = next(folder.glob(f"{path.stem}*.csv"))
    with made.open(encoding="utf-8", newline="") as file:
        lines = [[*line, *[""] * 10] for line in csv.reader(file)]
    return [*lines, *[[""] * 10] * 4]
