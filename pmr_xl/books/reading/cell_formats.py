"""The fast way through a workbook's list of cell formats, beside expat: most of what its part of styles says.

A strict pattern proves that they are of the usual making: attributes in the order that Excel writes, so none is given
twice, and of nothing but letters and digits. Where one is not, expat reads them all.
"""

from __future__ import annotations

from pmr_xl.books.package.workbook_part import is_true
from pmr_xl.model.quick.pattern import pattern

_HEAD = b'<?xml version="1.0" encoding="UTF-8"'
_OPENING, _CLOSING = b"<cellXfs", b"</cellXfs>"
_NO_MARKUP = b"<!"  # a comment, or text that only looks like elements


def _in_order(*names: bytes) -> bytes:
    return b"".join(rb'(?: %b="[A-Za-z0-9]*+")?+' % name for name in names)


_FORMATS = pattern(
    rb'<xf numFmtId="([0-9]{1,9}+)" fontId="([0-9]{1,9}+)"%b'
    rb'(?:/>|>(?:<alignment(?:%b/>|%b/>))?+(?:<protection(?: locked="([a-z0-9]++)")?+%b/>)?+</xf>)'
    rb"|([\x00-\xff]++)"  # whatever is none, and all that follows it
    % (
        _in_order(
            b"fillId", b"borderId", b"xfId", b"quotePrefix", b"pivotButton", b"applyNumberFormat", b"applyFont",
            b"applyFill", b"applyBorder", b"applyAlignment", b"applyProtection",
        ),
        _in_order(
            b"horizontal", b"vertical", b"textRotation", b"wrapText", b"indent", b"relativeIndent", b"justifyLastLine",
            b"shrinkToFit", b"readingOrder",
        ),
        _in_order(  # XlsxWriter's order, which other libraries have taken over
            b"horizontal", b"vertical", b"indent", b"textRotation", b"wrapText", b"shrinkToFit", b"readingOrder",
        ),
        _in_order(b"hidden"),
    )
)  # fmt: skip


def plain_formats(data: bytes) -> tuple[list[tuple[int, bool, int]], int, int] | None:
    """The cell formats of a whole part of styles; None where they are not of the usual making.

    Returns:
        of each the number of its number format, whether it is locked, the number of its font; where the first begins
        and where the last ends. The part without them is left to expat.
    """
    place = data.find(_OPENING)
    start, end = data.find(b">", place) + 1, data.find(_CLOSING)
    if not data.startswith(_HEAD) or not 0 < place < start <= end:
        return None
    if data.count(_OPENING) > 1 or _NO_MARKUP in data or data[start - 2 : start] == b"/>":
        return None
    found = _FORMATS.findall(data[start:end])
    if not found or found[-1][-1]:
        return None
    formats = [
        (int(number), is_true(locked.decode()) if locked else True, int(font)) for number, font, locked, _ in found
    ]
    return formats, start, end
