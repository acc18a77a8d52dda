"""Whatever the bytes: a Book or an Unreadable comes out, for no more work than the file is long, and nothing else."""

import io
import os
import sys
import zipfile

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from packing import packed

from pmr_xl.books.package.opening import Limits, Package
from pmr_xl.books.reading.reader import book_of
from pmr_xl.books.reading.sheet_reader import SheetReader
from pmr_xl.model.book.sheet import Book
from pmr_xl.model.fault import Unreadable

_EXAMPLES = int(os.environ.get("PMR_FUZZ", "150"))
_SETTINGS = settings(
    max_examples=_EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def _example() -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        page = book.add_worksheet("Submission")
        percent = book.add_format({"num_format": "0.0%", "locked": False})
        for row in range(12):
            page.write(row, 0, f"indicator {row}")
            page.write(row, 1, row * 0.37, percent)
            page.write_formula(row, 2, f"=B{row + 1}*2", None, row * 0.74)
            page.write_blank(row, 3, None, percent)
        page.write_boolean("F1", True)
        page.write_rich_string("F2", "a ", percent, "b")
        page.write_array_formula("G1:G3", "{=B1:B3*2}")
        page.write_comment("B2", "a note", {"author": "Ana"})
        page.data_validation("B1:B9", {"validate": "list", "source": ["a", "b"]})
        page.conditional_format("B1:B9", {"type": "data_bar", "data_bar_2010": True})
        page.merge_range("H1:I2", "merged")
        page.add_table("K1:L4", {"columns": [{"header": "Id"}, {"header": "Figure"}]})
        page.autofilter("A1:C12")
        page.set_row(3, 20, None, {"hidden": True})
        page.protect()
        book.add_worksheet("Lists").hide()
        book.add_chartsheet("Chart")
        book.define_name("pmr_actual", "=Submission!$B$1:$B$12")
    return out.getvalue()


WHOLE = _example()
with zipfile.ZipFile(io.BytesIO(WHOLE)) as _archive:
    PARTS = {name: _archive.read(name) for name in _archive.namelist()}
MARKUP = sorted(name for name in PARTS if name.endswith((".xml", ".rels", ".vml")))
# Bits of the format put where they do not belong find more than random bytes do.
SNIPPETS = [
    b"<", b">", b"&", b'"', b"</c>", b"<c>", b"</row>", b"<row>", b"<v>", b"</v>", b"<f>", b"<is>", b"<!--", b"-->",
    b"<![CDATA[", b"</sheetData>", b"<sheetData>", b't="s"', b't="shared" si="0"', b' r="A0"', b' r="XFE9"',
    b' s="-1"', b"<?x?>", b"\xff", b"\0", b"&#0;", b"&lt;", b"-1", b"99999999999", b"1e999", b"nan", b"<!DOCTYPE a>",
    b'<dataValidation sqref="A1"/>', b"<dataValidation ", b"</dataValidation>", b"<dataValidations>", b"<formula1>",
    b"</formula1>", b"<formula2>a</formula2>", b' type="list"', b"]]>", b"&#10;",
    b'xmlns="x"', b"\xef\xbb\xbf", b"<t>", b"<si/>", b' ref="', b'ref="A1:ZZZ9"', b"_x0000_", b"_xD800_", b' count="9"',
]  # fmt: skip


def outcome(data: bytes) -> Book | Unreadable:
    found: Book | Unreadable
    try:
        found = book_of(Package("fuzz.xlsx", data, Limits(part_bytes=2**20, unpacked_bytes=2**22)))
    except Unreadable as fault:
        found = fault
    if isinstance(found, Unreadable):
        assert found.message.startswith("“fuzz.xlsx” ")
        assert found.remedy
        assert found.illness
    return found


change = st.tuples(
    st.sampled_from(["flip", "cut", "drop", "insert", "repeat", "swap"]),
    st.floats(0, 1, exclude_max=True),
    st.integers(1, 40),
    st.one_of(st.binary(min_size=1, max_size=6), st.sampled_from(SNIPPETS)),
)


def changed(data: bytes, how: str, where: float, long: int, what: bytes) -> bytes:
    place = int(where * len(data))
    if how == "flip":
        return data[:place] + what + data[place + len(what) :]
    if how == "cut":
        return data[:place]
    if how == "drop":
        return data[:place] + data[place + long :]
    if how == "insert":
        return data[:place] + what + data[place:]
    if how == "repeat":
        return data[:place] + data[place : place + long] * 3 + data[place + long :]
    return data[:place] + data[place + long : place + 2 * long] + data[place : place + long] + data[place + 2 * long :]


def test_the_example_itself_is_read():
    book = outcome(WHOLE)
    assert isinstance(book, Book)
    assert [sheet.name for sheet in book.sheets] == ["Submission", "Lists", "Chart"]
    assert len(book.sheets[0].cells) == 12 * 3 + 2 + 3 + 1 + 2


@_SETTINGS
@given(st.lists(change, min_size=1, max_size=4))
def test_damaged_files(changes):
    data = WHOLE
    for one in changes:
        data = changed(data, *one)
    outcome(data)


@_SETTINGS
@given(st.sampled_from(MARKUP), st.lists(change, min_size=1, max_size=4))
def test_damaged_markup_in_a_sound_file(name, changes):
    part = PARTS[name]
    for one in changes:
        part = changed(part, *one)
    outcome(packed({**PARTS, name: part}, zipfile.ZIP_STORED))


@_SETTINGS
@given(st.sampled_from([name for name in MARKUP if "sheet1.xml" in name]), st.floats(0, 1), st.sampled_from(SNIPPETS))
def test_foreign_bits_among_the_cells(name, where, snippet):
    part = PARTS[name]
    place = part.find(b">", int(where * len(part))) + 1
    read_alike_both_ways({**PARTS, name: part[:place] + snippet + part[place:]})


@pytest.mark.parametrize(
    "saved", [b" 4.07", b"4.07\n", b" four", b"four ", b" nan ", b"1_0 ", b"  ", b" &#32;", b"&lt; 5"]
)
def test_what_is_stored_as_a_number_and_is_none_loses_the_blanks_around_it_both_ways(saved):
    sheet = "xl/worksheets/sheet1.xml"
    assert b"<v>4.07</v>" in PARTS[sheet]
    assert read_alike_both_ways({**PARTS, sheet: PARTS[sheet].replace(b"<v>4.07</v>", b"<v>" + saved + b"</v>")})


def read_alike_both_ways(parts: dict[str, bytes]) -> bool:
    """Whether a workbook of these parts is read; the quick way and the usual one read the same."""
    data = packed(parts, zipfile.ZIP_STORED)
    fast = outcome(data)
    usual = SheetReader.__init__.__kwdefaults__
    SheetReader.__init__.__kwdefaults__ = {"fast": False}
    try:
        alone = outcome(data)
    finally:
        SheetReader.__init__.__kwdefaults__ = usual
    assert isinstance(fast, Book) == isinstance(alone, Book)
    if isinstance(fast, Book):
        assert fast == alone
    return isinstance(fast, Book)


@pytest.mark.parametrize("name", sorted(PARTS))
def test_each_part_missing_or_empty_or_in_anothers_place(name):
    outcome(packed({part: data for part, data in PARTS.items() if part != name}))
    outcome(packed({**PARTS, name: b""}))
    outcome(packed({**PARTS, name: PARTS["xl/styles.xml"]}))


def work(data: bytes) -> int:
    """How many functions are called, ours and Python's own, until it is clear that the file cannot be read."""
    calls = 0

    def count(_frame, event, _what):
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        found = outcome(data)
    finally:
        sys.setprofile(None)
    assert isinstance(found, Unreadable)
    return calls


@pytest.mark.parametrize(
    ("before", "again", "times"),
    [
        (b"<a>", b"<a>", 20_000),
        (b"<a ", b"b='c' ", 30_000),
        (b"<a>", b"<b/>", 20_000),
        (b"<a>", b"<b/>", 100_000),
        (b"<", b"a", 500_000),
        (b"<a>", b"&amp;", 100_000),
    ],
    ids=["deep", "attributes", "wide", "very wide", "long name", "entities"],
)
def test_markup_made_to_exhaust_costs_no_more_than_its_length(before, again, times):
    def made(share: float) -> bytes:
        bad = before + again * int(times * share)
        return packed({**PARTS, "xl/worksheets/sheet1.xml": bad}, zipfile.ZIP_STORED)

    assert work(made(1)) <= 2.1 * work(made(0.5))
    assert work(made(1)) <= 4 * len(made(1))
