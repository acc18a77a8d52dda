"""Cell formats as Excel writes them are taken beside expat; what comes of it is what expat reads."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from packing import packed, parts, sheet

from pmr_xl.books.package.opening import Limits, Package
from pmr_xl.books.reading import styles
from pmr_xl.books.reading.cell_formats import plain_formats
from pmr_xl.model.fault import Unreadable

PLAIN = (
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>',
    (
        '<xf numFmtId="165" fontId="1" fillId="2" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1">'
        '<alignment horizontal="left" vertical="center" indent="1" wrapText="1"/></xf>'
    ),
    (
        '<xf numFmtId="164" fontId="2" fillId="2" borderId="0" xfId="0" quotePrefix="1" applyProtection="1">'
        '<alignment wrapText="1" indent="1"/><protection locked="0" hidden="1"/></xf>'
    ),
    '<xf numFmtId="10" fontId="0"><protection hidden="1"/></xf>',
    (
        '<xf numFmtId="49" fontId="2" fillId="0" borderId="0" xfId="0" applyFont="true" applyProtection="false">'
        '<alignment horizontal="general" vertical="bottom" textRotation="0" wrapText="false" indent="0"'
        ' shrinkToFit="false"/><protection locked="false" hidden="false"/></xf>'
    ),
    '<xf numFmtId="999999" fontId="77"></xf>',
)
STRANGE = (
    '<xf fontId="2" numFmtId="165"/>',
    '<xf numFmtId="165"/>',
    '<xf numFmtId="1&#54;5" fontId="1"/>',
    '<xf numFmtId="-5" fontId="x"/>',
    "<xf numFmtId='164' fontId='2'/>",
    '\n <xf numFmtId="164" fontId="2" />\n',
    '<xf numFmtId="9" fontId="1"><extLst><ext uri="{C7}"/></extLst></xf>',
    '<xf numFmtId="9" fontId="1"><protection/><alignment/></xf>',
    "<other/>",
    '<!-- <xf numFmtId="1" fontId="1"/> -->',
    "<![CDATA[<xf/>]]>",
    '<xf numFmtId="9999999999" fontId="1"/>',
)
WRONG = (
    '<xf numFmtId="1" numFmtId="2" fontId="1"/>',
    '<xf numFmtId="1" fontId="1"><alignment indent="1" indent="1"/></xf>',
    '<xf numFmtId="1" fontId="1">',
    '<xf numFmtId="1" fontId="1"></xff>',
    '<xf numFmtId="a<b" fontId="1"/>',
    '<xf numFmtId="1" fontId="1"/>&nbsp;',
)
BEFORE = (
    '<numFmts count="2"><numFmt numFmtId="164" formatCode="mmmm d, yyyy"/><numFmt numFmtId="165"'
    ' formatCode="&quot;$&quot;#,##0"/></numFmts><fonts count="3"><font><sz val="11"/></font><font><b/></font><font>'
    '<strike/></font></fonts><cellStyleXfs count="1"><xf numFmtId="9" fontId="0"/></cellStyleXfs>'
)
AFTER = "<dxfs><dxf><font><strike/></font></dxf></dxfs>"


def listed(formats, before=BEFORE, after=AFTER):
    return f'{before}<cellXfs count="{len(formats)}">{"".join(formats)}</cellXfs>{after}'


def package_of(text, limits=None):
    return Package("form.xlsx", packed(parts(sheet(), styles=text)), limits or Limits())


def told(text, limits=None):
    """What is read; an illness where the part is none."""
    try:
        return styles.read_styles(package_of(text, limits))
    except Unreadable as fault:
        return fault.illness


def alone(text, limits=None):
    """The same by expat alone."""
    usual = styles.plain_formats
    styles.plain_formats = lambda _: None
    try:
        return told(text, limits)
    finally:
        styles.plain_formats = usual


def test_plain_ones_are_not_given_to_expat(monkeypatch):
    monkeypatch.setattr(styles._Listener, "_style", None)  # who calls it finds nothing
    assert styles.read_styles(package_of(listed(PLAIN))) == [
        styles.CellStyle("General", locked=True),
        styles.CellStyle('"$"#,##0', locked=True),
        styles.CellStyle("mmmm d, yyyy", locked=False, struck=True),
        styles.CellStyle("0.00%", locked=True),
        styles.CellStyle("@", locked=False, struck=True),
        styles.CellStyle("General", locked=True),
    ]


@settings(deadline=None)
@given(st.lists(st.sampled_from(PLAIN * 2 + STRANGE), max_size=9), st.sampled_from([BEFORE, ""]))
def test_all_are_read_as_expat_reads_them(formats, before):
    text = listed(formats, before)
    read = told(text)
    assert read == alone(text)
    assert len(read) == max(1, sum(one.strip().startswith("<xf ") for one in formats))


@pytest.mark.parametrize(
    "text",
    [
        listed(PLAIN, after=listed(PLAIN[:2], before="")),
        f"<!--{listed(PLAIN)}-->{listed(PLAIN[1:])}",
        "<cellXfs/>",
        '<cellXfs count="0"></cellXfs>',
        "",
        BEFORE,
        listed(PLAIN).replace("<cellXfs", "<x:cellXfs xmlns:x='urn:x'").replace("</cellXfs", "</x:cellXfs"),
        listed(PLAIN, after="</cellXfs>"),
        listed(PLAIN).replace("</cellXfs>", ""),
    ],
)
def test_lists_of_other_making_are_read_as_expat_reads_them(text):
    read = told(text)
    assert read
    assert read == alone(text)


@pytest.mark.parametrize("wrong", WRONG)
@pytest.mark.parametrize("place", [0, 3])
def test_what_is_not_well_formed_is_told_as_ever(wrong, place):
    formats = [*PLAIN]
    formats.insert(place, wrong)
    illness = told(listed(formats))
    assert isinstance(illness, str)
    assert illness == alone(listed(formats))


@pytest.mark.parametrize(
    ("limit", "words"), [({"styles": 23}, "more than 23 cell styles"), ({"tags": 100}, "more than 100 elements")]
)
def test_too_many_are_told(limit, words):
    assert len(told(listed(PLAIN * 4))) == 24
    with pytest.raises(Unreadable, match=words):
        styles.read_styles(package_of(listed(PLAIN * 4), Limits(**limit)))


def test_another_encoding_is_left_to_expat():
    data = f'<?xml version="1.0" encoding="ISO-8859-1"?><styleSheet>{listed(PLAIN)}</styleSheet>'.encode()
    assert plain_formats(data) is None
    assert plain_formats(data.replace(b"ISO-8859-1", b"UTF-8")) is not None
