"""Workbooks are unpacked by zlib-ng where it is installed, and by Python's zlib elsewhere: both say the same."""

import subprocess
import sys
import zipfile
import zlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from packing import packed, parts, sheet

from pmr_xl.books.package import opening
from pmr_xl.books.package.opening import Limits, Package
from pmr_xl.books.reading.reader import book_of
from pmr_xl.model.book.sheet import Book
from pmr_xl.model.fault import Unreadable

ROWS = "".join(f'<row r="{n}"><c r="A{n}"><v>{n * 7919}</v></c></row>' for n in range(1, 900))
WHOLE = packed(parts(sheet(ROWS), strings="<si><t>a</t></si>"), zipfile.ZIP_DEFLATED)
SHORT = """
import sys
sys.modules["zlib_ng"] = None  # as where it is not installed
import zlib
from pmr_xl.books.package import opening
assert opening.zlib is zlib
"""


def told(data, unpacks):
    """The book, or what is said of it, where that module unpacks."""
    usual = opening.zlib
    opening.zlib = unpacks
    try:
        return book_of(Package("form.xlsx", data, Limits(part_bytes=2**20, unpacked_bytes=2**22)))
    except Unreadable as fault:
        return str(fault)
    finally:
        opening.zlib = usual


def test_without_it_python_s_own_is_used():
    subprocess.run([sys.executable, "-c", SHORT], check=True)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.binary(min_size=1, max_size=3)), max_size=3))
def test_both_say_the_same_of_damaged_bytes(changes):
    zlib_ng = pytest.importorskip("zlib_ng.zlib_ng", reason="zlib-ng is not installed")
    data = bytearray(WHOLE)
    for place, what in changes:
        data[place : place + len(what)] = what
    ours, theirs = told(bytes(data), zlib), told(bytes(data), zlib_ng)
    assert ours == theirs
    if not changes:
        assert isinstance(ours, Book)
        assert len(ours.sheets[0].cells) == 899


def test_a_part_that_is_too_large_is_refused_by_both():
    zlib_ng = pytest.importorskip("zlib_ng.zlib_ng", reason="zlib-ng is not installed")
    heavy = packed(parts(sheet(ROWS + " " * 2**21)), zipfile.ZIP_DEFLATED)
    said = told(heavy, zlib)
    assert isinstance(said, str)
    assert said == told(heavy, zlib_ng)
