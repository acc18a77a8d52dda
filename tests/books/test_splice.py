"""Cutting by byte offset: every cut can be taken back, and what is put in stands where the schema wants it."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pmr_xl.books.marking.geometry import Geometry
from pmr_xl.books.package import splice
from pmr_xl.books.package.outline import MAIN, Unspliceable, must_be_sound, outline
from pmr_xl.books.package.splice import Edit

COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
SHEET = (
    f'<?xml version="1.0"?>\n<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1" ht="30"><x:c r="A1"/></x:row>'
    '<x:row r="2" hidden="1"/></x:sheetData><x:mergeCells count="1"><x:mergeCell ref="A1:B2"/></x:mergeCells>'
    "<x:pageMargins left='1'/></x:worksheet>"
).encode()


@given(
    st.binary(max_size=60),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 3), st.binary(max_size=5)), max_size=6),
)
@settings(max_examples=150)
def test_every_cut_can_be_taken_back(data, cuts):
    edits = [Edit(min(at, len(data)), put, data[at : at + length]) for at, length, put in cuts]
    try:
        changed, undos = splice.apply(data, edits)
    except Unspliceable:
        return  # two of them meet
    assert splice.revert(changed, undos) == data


def read_back(text):
    """The element in which a text stands twice, as a reader of XML has it."""
    return ET.fromstring(splice.encode_xml(f'<a b="{splice.escape_xml(text)}">{splice.escape_xml(text)}</a>'))  # noqa: S314 - our own


@given(st.text(max_size=40))
@settings(max_examples=100)
def test_any_text_gives_well_formed_xml(text):
    assert read_back(text).tag == "a"


@given(st.text(st.characters(exclude_categories=("C", "Z")) | st.just(" "), max_size=40))
@settings(max_examples=100)
def test_printable_text_is_read_back_as_it_was(text):
    assume("_x" not in text)  # which begins an escape
    read = read_back(text)
    assert (read.text or "", read.get("b")) == (text, text)


def test_rows_are_passed_over_and_offsets_are_right():
    root = outline(SHEET)
    assert [child.name for child in root.children] == ["sheetData", "mergeCells", "pageMargins"]
    assert root.child("sheetData").children == []
    merges = root.child("mergeCells")
    assert SHEET[merges.start : merges.end].startswith(b"<x:mergeCells count")
    assert SHEET[merges.start : merges.end].endswith(b"</x:mergeCells>")
    assert (root.space, root.prefix) == (MAIN, "x:")


def test_comments_and_cdata_do_not_lead_astray():
    tricky = SHEET.replace(
        b'<x:c r="A1"/>', b'<x:c r="A1"><x:is><x:t><![CDATA[</x:sheetData><x:mergeCells>]]></x:t></x:is></x:c>'
    )
    root = outline(tricky)
    assert [child.name for child in root.children] == ["sheetData", "mergeCells", "pageMargins"]
    assert tricky[root.child("mergeCells").start :].startswith(b"<x:mergeCells count")


def test_an_insertion_stands_where_the_schema_wants_it():
    root = outline(SHEET)
    edits = [
        splice.in_order(root, splice.WORKSHEET_ORDER, "conditionalFormatting", "<x:conditionalFormatting/>"),
        splice.in_order(root, splice.WORKSHEET_ORDER, "dataValidations", "<x:dataValidations/>"),
        splice.in_order(root, splice.WORKSHEET_ORDER, "legacyDrawing", "<x:legacyDrawing/>"),
        *splice.count(root.child("mergeCells"), SHEET, 2),
        *splice.attribute(root.child("pageMargins"), SHEET, "left", '0.5"'),
        *splice.attribute(root.child("pageMargins"), SHEET, "right", "2"),
        *splice.into(root.child("pageMargins"), SHEET, "<x:y/>"),
    ]
    changed, undos = splice.apply(SHEET, edits)
    again = outline(changed)
    assert [child.name for child in again.children] == [
        "sheetData", "mergeCells", "conditionalFormatting", "dataValidations", "pageMargins", "legacyDrawing",
    ]  # fmt: skip
    assert again.child("mergeCells").attributes["count"] == "3"
    assert again.child("pageMargins").attributes == {"left": '0.5"', "right": "2"}
    assert again.child("pageMargins").children[0].name == "y"
    assert splice.revert(changed, undos) == SHEET


def test_what_is_wrapped_counts_for_its_place():
    data = (
        f'<worksheet xmlns="{MAIN}" xmlns:mc="{COMPATIBILITY}"><sheetData/><mc:AlternateContent>'
        "<mc:Choice Requires='x'><controls/></mc:Choice></mc:AlternateContent></worksheet>"
    ).encode()
    root = outline(data)
    assert splice.in_order(root, splice.WORKSHEET_ORDER, "legacyDrawing", "").at == root.child("sheetData").end
    assert splice.in_order(root, splice.WORKSHEET_ORDER, "tableParts", "").at == root.children[-1].end


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"<!DOCTYPE a><a/>", "DOCTYPE"),
        ("<a/>".encode("utf-16"), "UTF-16"),
        (b"<a><b></a>", "damaged"),
    ],
)
def test_what_cannot_be_cut_is_refused(data, why):
    with pytest.raises(Unspliceable, match=why):
        outline(data)


def test_cuts_that_meet_are_refused():
    with pytest.raises(Unspliceable, match="one place"):
        splice.apply(b"abcd", [Edit(0, b"", b"abc"), Edit(1, b"x")])
    with pytest.raises(Unspliceable, match="one place"):
        splice.apply(b"abcd", [Edit(0, b"", b"zz")])


def test_the_frame_of_a_note_stands_beside_its_cell():
    columns = b'<cols><col min="2" max="2" width="10" hidden="1"/><col min="3" max="16384" width="10"/></cols>'
    data = SHEET.replace(b"<x:sheetData>", columns + b"<x:sheetData>")
    geometry = Geometry(outline(data), data)
    assert geometry.anchor(3, 1, 100, 60) == "1, 12, 1, 8, 3, 42, 5, 8"  # row 2 is hidden, B too
    hidden = SHEET.replace(b"<x:sheetData>", b'<cols><col min="5" max="16384" hidden="1"/></cols><x:sheetData>')
    left = geometry_of(hidden).anchor(5, 4, 100, 60).split(", ")
    assert int(left[0]) < 4  # nothing is to be seen on the right
    assert int(geometry_of(SHEET).anchor(1, 16_384, 300, 60).split(", ")[0]) < 16_384


def geometry_of(data: bytes) -> Geometry:
    return Geometry(outline(data), data)


@pytest.mark.parametrize(
    "part",
    [
        b"<a><b></a>",
        b'<a x="1" x="2"/>',
        b"<a/><b/>",
        b"<!DOCTYPE a><a/>",
        "<a/>".encode("utf-16"),
        b"",
        b"<p:a/><",
        SHEET.rstrip()[:-4],
    ],
)
def test_what_cannot_be_laid_out_is_not_sound_either(part):
    with pytest.raises(Unspliceable) as laid:
        outline(part)
    with pytest.raises(Unspliceable) as proved:
        must_be_sound(part)
    assert str(proved.value) == str(laid.value)
    must_be_sound(SHEET)
