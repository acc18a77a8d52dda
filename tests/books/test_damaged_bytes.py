"""Bytes that were changed on the way are named as the reason, before what they make of the markup."""

from __future__ import annotations

import zipfile

import pytest
from packing import packed, parts, saved, sheet

from pmr_xl.books.reading.reader import read_book
from pmr_xl.model.fault import Unreadable


@pytest.mark.parametrize("part", ["xl/_rels/workbook.xml.rels", "xl/workbook.xml", "xl/worksheets/sheet1.xml"])
@pytest.mark.parametrize("swapped", [(b"=", b"x"), (b"<", b"o"), (b">", b"/")])
def test_a_part_whose_bytes_were_changed_is_told_by_its_checksum(tmp_path, part, swapped):
    content = parts(sheet('<row r="1"><c r="A1"><v>1</v></c></row>'))
    whole = packed(content, zipfile.ZIP_STORED)
    stored = content[part].encode()
    changed = stored.replace(*swapped)
    assert changed != stored
    path = saved(tmp_path, whole.replace(stored, changed))
    with pytest.raises(Unreadable, match=r"its checksum is not that of what was saved") as told:
        read_book(path)
    assert f"it has damaged bytes in “{part}”" in told.value.message
    assert told.value.remedy.startswith("Send the file again from where it was made")


def test_markup_that_was_written_so_is_told_as_such(tmp_path):
    path = saved(tmp_path, parts(sheet("<row")))
    with pytest.raises(Unreadable, match=r"breaks the rules of its format in “xl/worksheets/sheet1.xml”"):
        read_book(path)
