"""Data validations as Excel writes them are taken beside expat; what comes of it is what expat reads."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from packing import packed, parts, saved, sheet

from pmr_xl.books.package.opening import Limits, Package
from pmr_xl.books.reading.reader import book_of, read_book
from pmr_xl.books.reading.sheet_properties import Facts
from pmr_xl.books.reading.sheet_reader import SheetReader
from pmr_xl.model.fault import Unreadable

ROWS = '<row r="1"><c r="A1"><v>1</v></c></row>'
PLAIN = (
    (
        '<dataValidation type="list" allowBlank="1" showInputMessage="1" promptTitle="Reason"'
        ' prompt="Why is there no figure?" sqref="B2:B9 D4"><formula1>Lists!$E$7:$E$9</formula1></dataValidation>'
    ),
    (
        '<dataValidation type="custom" errorStyle="warning" allowBlank="1" showErrorMessage="1"'
        ' errorTitle="A &lt;number>" error="Type it – “1,234”,&#10;or NA &amp; a reason."'
        ' sqref="J4"><formula1>OR(ISNUMBER(J4),J4&amp;""="NA")'
        "</formula1></dataValidation>"
    ),
    (
        '<dataValidation type="decimal" operator="notBetween" sqref="C3"><formula1> 0 </formula1><formula2>1</formula2>'
        "</dataValidation>"
    ),
    '<dataValidation allowBlank="1" showInputMessage="1" promptTitle="Goal 1a" prompt="Clean streets." sqref="B3"/>',
    (
        '<dataValidation type="list" sqref="C5" xr:uid="{00000000-0002-0000-0200-000000000000}"><formula1></formula1>'
        "</dataValidation>"
    ),
)
STRANGE = (
    '<dataValidation sqref="A1" type="list"><formula1>a</formula1></dataValidation>',
    '<dataValidation type="list" sqref="A&#49;"><formula1>"a&#10;b"</formula1></dataValidation>',
    '<dataValidation type="list" sqref="A1"><formula1>"a&#10;b"</formula1></dataValidation>',
    '<dataValidation type="list" sqref="A1"><formula2>b</formula2><formula1>a</formula1></dataValidation>',
    '<dataValidation type="list" sqref="A1"><formula1><![CDATA[a<b]]></formula1></dataValidation>',
    '<dataValidation type="list" sqref="A1"><formula1/></dataValidation>',
    "<dataValidation type='list' sqref='A1'><!-- a note --><formula1>a</formula1></dataValidation>",
    '<dataValidation type="list" prompt="a/>b" sqref="A1\nB2"><formula1>a\n</formula1></dataValidation>',
    "<dataValidation/>",
    "\n  ",
    '<!-- <dataValidations><dataValidation sqref="Z9"/> -->',
)
WRONG = (
    '<dataValidation type="list" sqref="A1"><formula1>&nbsp;</formula1></dataValidation>',
    '<dataValidation type="list" sqref="A1"><formula1>]]></formula1></dataValidation>',
    '<dataValidation type="list" type="list" sqref="A1"/>',
    '<dataValidation prompt="a<b" sqref="A1"/>',
    '<dataValidation prompt="&am;" sqref="A1"/>',
    '<dataValidation sqref="A1"><formula1>\x0b</formula1></dataValidation>',
    '<dataValidation sqref="A1"><formula1>a</formula1>',
)
XR = ' xmlns:xr="http://schemas.microsoft.com/office/spreadsheetml/2014/revision"'


def with_validations(*elements, before=""):
    listed = f'{before}<dataValidations count="{len(elements)}">{"".join(elements)}</dataValidations>'
    return sheet(ROWS, after=f"{listed}<pageMargins/>", attributes=XR)


def told(text, step):
    """What is read of a workbook with that sheet, taken ``step`` bytes at a time; an illness where it is none."""
    usual = Package.chunks.__defaults__
    Package.chunks.__defaults__ = (step,)
    try:
        return book_of(Package("form.xlsx", packed(parts(text), 0), Limits()))
    except Unreadable as fault:
        return fault.illness
    finally:
        Package.chunks.__defaults__ = usual


def alone(text):
    """The same by expat alone."""
    usual = SheetReader.__init__.__kwdefaults__
    SheetReader.__init__.__kwdefaults__ = {"fast": False}
    try:
        return told(text, 2**14)
    finally:
        SheetReader.__init__.__kwdefaults__ = usual


def test_plain_ones_are_not_given_to_expat(tmp_path, monkeypatch):
    seen = []
    monkeypatch.setattr(Facts, "STARTS", {**Facts.STARTS, "dataValidation": lambda *told: seen.append(told)})
    (page,) = read_book(saved(tmp_path, parts(with_validations(*PLAIN * 3)))).sheets
    assert len(page.validations) == 3 * len(PLAIN)
    assert not seen
    assert page.validations[0].where == "B2:B9 D4"
    assert page.validations[1].formula == 'OR(ISNUMBER(J4),J4&""="NA")'
    assert [one.kind for one in page.validations[:5]] == ["list", "custom", "decimal", "none", "list"]
    assert page.rule_formulas == ("Lists!$E$7:$E$9", 'OR(ISNUMBER(J4),J4&""="NA")', "0", "1", "")


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(PLAIN * 2 + STRANGE), max_size=12),
    st.integers(1, 400),
    st.sampled_from(["", STRANGE[-1], '<conditionalFormatting sqref="A1"/>']),
)
def test_all_are_read_as_expat_reads_them_however_the_bytes_come(elements, step, before):
    text = with_validations(*elements, before=before)
    book = told(text, step)
    assert book == alone(text)
    assert len(book.sheets[0].validations) == sum(one.startswith("<dataValidation") for one in elements)


@pytest.mark.parametrize("wrong", WRONG)
@pytest.mark.parametrize("place", [0, 3])
def test_what_is_not_well_formed_is_told_as_ever(wrong, place):
    elements = [*PLAIN]
    elements.insert(place, wrong)
    text = with_validations(*elements)
    illness = told(text, 2**14)
    assert illness
    assert illness == alone(text)


@pytest.mark.parametrize(
    ("limit", "words"), [({"areas": 19}, "more than 19 data validations"), ({"tags": 90}, "more than 90 elements")]
)
def test_too_many_are_told(limit, words):
    data = packed(parts(with_validations(*PLAIN * 4)))
    assert len(book_of(Package("form.xlsx", data)).sheets[0].validations) == 20
    with pytest.raises(Unreadable, match=words):
        book_of(Package("form.xlsx", data, Limits(**limit)))
