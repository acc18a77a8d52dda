"""Small workbooks that ask for a great deal of work: each says what it is, makes itself, and what is told of it."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from typing import NamedTuple

from packing import HEAD, MAIN, PACKAGE, SHEET_TYPE, packed, parts, rels, sheet

WORKSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
Parts = dict[str, str | bytes]
NOISE = random.Random(16)  # noqa: S311 - noise, no secret


class Heavy(NamedTuple):
    """One of them; ``told`` are words of the message, empty where it is simply read."""

    name: str
    make: Callable[[], Parts]
    told: str = ""


def _sheet(rows: str = "", before: str = "", after: str = "") -> Parts:
    return dict(parts(sheet(rows, before, after)))


def _sheets(number: int, content: bytes, name: str = "xl/worksheets/sheet{}.xml") -> Parts:
    """A workbook of so many sheets, each with that content."""
    listed = "".join(f'<sheet name="S{n}" sheetId="{n}" r:id="rId{n}"/>' for n in range(1, number + 1))
    made = dict(parts(workbook=f"<sheets>{listed}</sheets>"))
    del made["xl/worksheets/sheet1.xml"]
    names = [name.format(n) for n in range(1, number + 1)]
    made["xl/_rels/workbook.xml.rels"] = rels(
        *((f"rId{n}", "worksheet", part.removeprefix("xl/")) for n, part in enumerate(names, start=1))
    )
    return {**made, **dict.fromkeys(names, content)}


def _shared(signs: int, followers: int) -> Parts:
    formula = "+".join(["A1*$B$2"] * (signs // 8))
    rows = "".join(
        f'<row r="{r}"><c r="C{r}"><f t="shared" si="0"/><v>1</v></c></row>' for r in range(2, followers + 2)
    )
    first = f'<row r="1"><c r="C1"><f t="shared" si="0" ref="C1:C{followers + 1}">{formula}</f><v>1</v></c></row>'
    return _sheet(first + rows)


def _same_part(times: int) -> Parts:
    listed = "".join(f'<sheet name="S{n}" sheetId="{n}" r:id="rId1"/>' for n in range(1, times + 1))
    made = dict(parts(workbook=f"<sheets>{listed}</sheets>"))
    made["xl/worksheets/sheet1.xml"] = sheet(
        "".join(f'<row r="{r}"><c r="A{r}" t="inlineStr"><is><t>text {r}</t></is></c></row>' for r in range(1, 2001))
    )
    return made


def _elements(part: str, content: bytes) -> Parts:
    made = dict(parts(sheet('<row r="1"><c r="A1"><v>1</v></c></row>')))
    kind = part.rpartition("/")[2].partition(".")[0]
    made[part] = content
    made["xl/_rels/workbook.xml.rels"] = rels(
        ("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId2", kind, part.removeprefix("xl/"))
    )
    return made


def _in_sheet(filling: bytes) -> bytes:
    return f'{HEAD}<worksheet xmlns="{MAIN}">'.encode() + filling + b"<sheetData/></worksheet>"


def _cells(rows: int, columns: int, cell: str) -> Iterator[str]:
    letters = [chr(ord("A") + n) for n in range(columns)]
    for row in range(1, rows + 1):
        yield f'<row r="{row}">' + "".join(cell.format(a=f"{letter}{row}") for letter in letters) + "</row>"


def _phantom(rows: int) -> Iterator[str]:
    """Rows of one filled cell and 25 that are only formatted."""
    letters = [chr(ord("A") + n) for n in range(1, 26)]
    for row in range(1, rows + 1):
        formatted = "".join(f'<c r="{letter}{row}" s="1"/>' for letter in letters)
        yield f'<row r="{row}"><c r="A{row}"><v>1</v></c>{formatted}</row>'


def _names(number: int) -> Parts:
    names = "".join(f'<definedName name="n{n}">Submission!$A${n}</definedName>' for n in range(1, number + 1))
    listed = '<sheets><sheet name="Submission" sheetId="1" r:id="rId1"/></sheets>'
    return dict(parts(workbook=f"{listed}<definedNames>{names}</definedNames>"))


def _arrays(number: int) -> Parts:
    cells = "".join(
        f'<row r="{r}"><c r="A{r}"><f t="array" ref="A1:XFD1048576">B1:B9*2</f><v>{r}</v></c></row>'
        for r in range(1, number + 1)
    )
    return _sheet(cells)


def _hex(signs: int) -> str:
    return NOISE.randbytes(signs // 2).hex()


def _areas(number: int) -> str:
    noise = NOISE
    return " ".join(f"A1:B{noise.randrange(2, 99999)}" for _ in range(number))


def _noisy(unit: bytes, times: int) -> bytes:
    """A unit again and again, with a little noise between: packed it is not so small that this alone gives it away."""
    noise = NOISE
    block = unit * (4_000 // len(unit))
    return b"".join(block + b"<!--%012x-->" % noise.getrandbits(48) for _ in range(times * len(unit) // len(block)))


HEAVY = (
    Heavy(
        "16,000 entries for columns, each over all of them, and a cell in the last",
        lambda: _sheet(
            '<row r="1"><c r="XFD1"><v>1</v></c></row>',
            "<cols>" + '<col min="1" max="16384" hidden="1"/>' * 16_000 + "</cols>",
        ),
    ),
    Heavy(
        "300,000 such entries",
        lambda: _sheet(
            '<row r="1"><c r="XFD1"><v>1</v></c></row>',
            "<cols>" + '<col min="1" max="16384" hidden="1"/>' * 300_000 + "</cols>",
        ),
    ),
    Heavy(
        "4,000 merged areas, each the whole sheet",
        lambda: _sheet(after="<mergeCells>" + '<mergeCell ref="A1:XFD1048576"/>' * 4_000 + "</mergeCells>"),
    ),
    Heavy(
        "300,000 merged areas",
        lambda: _sheet(after="<mergeCells>" + '<mergeCell ref="A1:XFD1048576"/>' * 300_000 + "</mergeCells>"),
        "merged areas",
    ),
    Heavy(
        "merged areas, many in one element",
        lambda: _sheet(after="<mergeCells>" + f'<mergeCell ref="{_areas(100_000)}"/>' * 20 + "</mergeCells>"),
        "merged areas",
    ),
    Heavy("one shared formula of 30 KB, 2,000 followers", lambda: _shared(30_000, 2_000), "shares formulas"),
    Heavy("one shared formula of 90 KB, 20,000 followers", lambda: _shared(90_000, 20_000), "shares formulas"),
    Heavy("100,000 followers of a short formula", lambda: _shared(80, 100_000)),
    Heavy(
        "240 MB of empty elements in three sheets",
        lambda: _sheets(3, _in_sheet(_noisy(b"<a/>", 20_000_000))),
        "elements",
    ),
    Heavy("one sheet part listed 5,000 times", lambda: _same_part(5_000), "more than 500 sheets"),
    Heavy("one sheet part listed 500 times", lambda: _same_part(500)),
    Heavy(
        "twelve sheet parts of 80 MB that are called .dat",
        lambda: _sheets(12, _in_sheet(_noisy(b"<a/>", 20_000_000)), "xl/worksheets/x{}.dat"),
        "holds more than 3,000,000 elements beside plain cells",
    ),
    Heavy(
        "twelve sheet parts of 80 MB of blanks that are called .dat",
        lambda: _sheets(12, _in_sheet(b" \n\t\r" * 20_000_000), "xl/worksheets/x{}.dat"),
        "times its size",
    ),
    Heavy("one attribute of 20 MB", lambda: _sheet(before=f'<x y="{_hex(20_000_000)}"/>'), "a tag of more than"),
    Heavy("a comment of 20 MB", lambda: _sheet(before=f"<!-- {_hex(20_000_000)} -->"), "a tag of more than"),
    Heavy(
        "1,000,000 attributes",
        lambda: _sheet(before="<x " + " ".join(f'a{n}=""' for n in range(1_000_000)) + "/>"),
        "a tag of more than",
    ),
    Heavy("400,000 defined names", lambda: _names(400_000), "defined names"),
    Heavy("2,000,000 cells", lambda: _sheet("".join(_cells(80_000, 25, '<c r="{a}"><v>1</v></c>'))), "filled cells"),
    Heavy(
        "2,000,000 cells with inline text",
        lambda: _sheet("".join(_cells(80_000, 25, '<c r="{a}" t="inlineStr"><is><t>a</t></is></c>'))),
        "filled cells",
    ),
    Heavy(
        "2,000,000 cells behind a prefix",
        lambda: dict(
            parts(
                sheet("".join(_cells(80_000, 25, '<c r="{a}"><v>1</v></c>')))
                .replace("<", "<x:")
                .replace("<x:/", "</x:")
                .replace("<x:?", "<?")
                .replace("xmlns=", "xmlns:x=")
            )
        ),
        "filled cells",
    ),
    Heavy(
        "3,000,000 nested elements",
        lambda: _elements("xl/styles.xml", f'<styleSheet xmlns="{MAIN}">'.encode() + _noisy(b"<a>", 3_000_000)),
        "deep",
    ),
    Heavy(
        "3,000,000 nested elements in two bytes a sign",
        lambda: _elements(
            "xl/styles.xml", (f'<styleSheet xmlns="{MAIN}">' + _noisy(b"<a>", 3_000_000).decode()).encode("utf-16")
        ),
        "deep",
    ),
    Heavy(
        "8,000,000 shared texts",
        lambda: _elements(
            "xl/sharedStrings.xml", f'<sst xmlns="{MAIN}">'.encode() + _noisy(b"<si><t/></si>", 7_000_000) + b"</sst>"
        ),
        "different texts",
    ),
    Heavy(
        "10,000,000 styles",
        lambda: _elements(
            "xl/styles.xml",
            f'<styleSheet xmlns="{MAIN}"><cellXfs>'.encode()
            + _noisy(b"<xf/>", 10_000_000)
            + b"</cellXfs></styleSheet>",
        ),
        "cell styles",
    ),
    Heavy(
        "10,000,000 relationships",
        lambda: {
            **parts(),
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'.encode()
            + _noisy(b"<Relationship/>", 5_000_000)
            + b"</Relationships>",
        },
        "links",
    ),
    Heavy(
        "data validations, 300,000 of them",
        lambda: _sheet(
            after="<dataValidations>" + '<dataValidation sqref="A1:XFD1048576"/>' * 300_000 + "</dataValidations>"
        ),
        "data validations",
    ),
    Heavy("3,000 arrays, each over the whole sheet", lambda: _arrays(3_000), "shares formulas"),
    Heavy(
        "4,500,000 empty formatted cells, with a filled one in each row",
        lambda: _sheet("".join(_phantom(180_000))),
    ),
)
TYPES = SHEET_TYPE, WORKSHEET


def heavy(one: Heavy) -> bytes:
    """The workbook as bytes."""
    return packed(one.make())
