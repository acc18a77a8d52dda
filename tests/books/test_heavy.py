"""What small files may ask for: each is told, or read, in little time and memory."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from heavy import HEAVY, heavy
from pace import slowness
from packing import packed, parts, rels, saved, sheet

from pmr_xl.books.package.opening import Limits
from pmr_xl.books.reading.reader import read_book
from pmr_xl.model.fault import Unreadable

SECONDS, MEGABYTES = 5.0, 120
# A process of its own, small when it starts the other: a child's greatest memory counts its parent's before the start.
# Whole pages of two megabytes, which some systems give unasked, would be counted as memory that the program wanted.
MEASURE = """
import ctypes, json, os, sys
ctypes.CDLL(None).prctl(41, 1, 0, 0, 0)  # PR_SET_THP_DISABLE
child = os.fork()
if not child:
    os.dup2(os.open(sys.argv[1] + ".told", os.O_CREAT | os.O_WRONLY), 1)
    os.execv(sys.executable, [sys.executable, "-m", "pmr_xl", "validate", "--no-copy", sys.argv[1]])
_, status, used = os.wait4(child, 0)
print(json.dumps([os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime, used.ru_maxrss / 1024]))
"""


# Their kinds have smaller ones, or one of their kind, among the others; with the season all are tried.
WITH_THE_SEASON = (
    "4,500,000 empty formatted cells", "240 MB of empty elements", "twelve sheet parts of 80 MB that are called",
    "2,000,000 cells behind a prefix", "2,000,000 cells with inline text",
)  # fmt: skip
DEAR = {one.name for one in HEAVY if one.name.startswith(WITH_THE_SEASON)}


def test_the_dear_ones_are_among_the_heavy():
    assert len(DEAR) == len(WITH_THE_SEASON)


@pytest.mark.parametrize(
    "one", [pytest.param(one, id=one.name, marks=[pytest.mark.season] * (one.name in DEAR)) for one in HEAVY]
)
@pytest.mark.skipif(sys.platform != "linux", reason="memory is counted in other units there")
def test_each_is_told_in_little_time_and_memory(tmp_path, one):
    path = tmp_path / "heavy.xlsx"
    path.write_bytes(heavy(one))
    before = slowness()
    measured = subprocess.run([sys.executable, "-c", MEASURE, str(path)], capture_output=True, check=True, text=True)
    code, seconds, memory = json.loads(measured.stdout)
    said = path.with_name("heavy.xlsx.told").read_text(encoding="utf-8")
    assert one.told in said
    assert code == (3 if one.told else 2), said
    assert seconds < SECONDS * max(before, slowness())
    assert memory < MEGABYTES


def test_many_sheets_names_and_areas_are_allowed_up_to_their_limit(tmp_path):
    listed = "".join(f'<sheet name="S{n}" sheetId="{n}" r:id="rId1"/>' for n in range(1, 4))
    names = "".join(f'<definedName name="n{n}">1</definedName>' for n in range(3))
    merged = '<mergeCells><mergeCell ref="A1:B2"/><mergeCell ref="C1:D2"/></mergeCells>'
    made = parts(sheet(after=merged), workbook=f"<sheets>{listed}</sheets><definedNames>{names}</definedNames>")
    path = saved(tmp_path, made)
    book = read_book(path, Limits(sheets=3, names=3, areas=2))
    assert [one.name for one in book.sheets] == ["S1", "S2", "S3"]
    assert {len(one.merges) for one in book.sheets} == {2}
    for limits, named in (
        (Limits(sheets=2), "2 sheets"),
        (Limits(names=2), "2 defined names"),
        (Limits(areas=1), "1 m"),
    ):
        with pytest.raises(Unreadable, match=f"more than {named}") as caught:
            read_book(path, limits)
        assert caught.value.illness == "too large"


def test_every_door_says_the_same_whatever_the_part_is_called(tmp_path):
    made = dict(parts())
    made["xl/worksheets/x.dat"] = made.pop("xl/worksheets/sheet1.xml")
    made["xl/_rels/workbook.xml.rels"] = rels(("rId1", "worksheet", "worksheets/x.dat"))
    path = saved(tmp_path, made)
    size = sum(len(content) for content in made.values())
    assert read_book(path, Limits(unpacked_bytes=size)).sheets
    with pytest.raises(Unreadable, match="unpacks to more than"):
        read_book(path, Limits(unpacked_bytes=size - 1))


@pytest.mark.parametrize("encoding", ["gbk", "shift_jis", "big5", "utf-7", "utf-32", "euc-kr", "no-such-one"])
def test_an_encoding_that_is_not_read_is_an_illness(tmp_path, encoding):
    made = dict(parts())
    made["xl/worksheets/sheet1.xml"] = made["xl/worksheets/sheet1.xml"].replace("UTF-8", encoding)
    with pytest.raises(Unreadable) as caught:
        read_book(saved(tmp_path, packed(made)))
    assert caught.value.illness == "damaged"
    assert "sheet1.xml" in caught.value.message


def test_a_sheet_that_is_listed_and_not_held_is_passed_over_and_named(tmp_path):
    listed = (
        '<sheets><sheet name="Module1" sheetId="2" r:id=""/><sheet name="Submission" sheetId="1" r:id="rId1"/></sheets>'
    )
    book = read_book(saved(tmp_path, parts(workbook=listed)))
    assert [one.name for one in book.sheets] == ["Submission"]
    assert book.unheld == ("Module1",)
    with pytest.raises(Unreadable, match="does not hold it"):
        read_book(saved(tmp_path, parts(workbook='<sheets><sheet name="S" sheetId="1" r:id=""/></sheets>')))
