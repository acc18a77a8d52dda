"""A table's file before it is read: bounded, whole, and none of our own forms and sheets."""

from __future__ import annotations

from pathlib import Path

from pmr_xl.model.fault import Fault
from pmr_xl.model.submission import COMMITMENTS_FORM, RELIABILITY_FORM, VARIANCE_FORM

_WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
_PACKED = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # how what programs unpack begins, whatever its name says: .xlsx, .xls
_OURS = {  # what such a workbook is, and what becomes of it
    VARIANCE_FORM: ("a variance sheet", "“pmr decide” takes its decisions in."),
    RELIABILITY_FORM: ("the worksheet of a sample", "“pmr reliability read” takes it in."),
    COMMITMENTS_FORM: ("a sheet of commitments", "“pmr commitment read” takes it in."),
}
_FORM = ("a form of ours", "“pmr validate” checks it, “pmr accept” takes its figures into the record.")


def guarded_table(path: Path) -> Path:
    """The file, once a workbook was found to be bounded and whole: what other programs make of a bomb is not tried.

    Raises:
        Fault: it cannot be opened safely, or is a form or sheet of ours, which another command takes in.
    """
    if is_packed(path):
        from pmr_xl.books.reading.reader import read_book
        from pmr_xl.forms.submission_form import stamp_of

        form = stamp_of(read_book(path, wanted=lambda name: name == "About")).form
        if form:
            words, goes = _OURS.get(form, _FORM)
            raise Fault(f"{path.name} is {words}, and no table to import; nothing was taken.", goes)
    return path


def bounded_list(path: Path) -> Path:
    """The same of a list that fills or splits a form; it may stand in a form of ours. Raises Fault as above."""
    if is_packed(path):
        from pmr_xl.books.reading.reader import read_book

        read_book(path, wanted=lambda _: False)
    return path


def is_packed(path: Path) -> bool:
    """Whether a file is unpacked to be read: a workbook by its name, or by its first bytes under any name."""
    if not path.is_file():
        return False  # what is wrong with it is told where it is read
    if path.suffix.lower() in _WORKBOOKS:
        return True
    try:
        with path.open("rb") as file:
            return file.read(len(_PACKED[0])) in _PACKED
    except OSError:
        return False
