"""What a cell's style number means for us: its number format and whether it is locked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmr_xl.books.package.work import OverBudget
from pmr_xl.books.package.workbook_part import is_true, whole_number
from pmr_xl.books.reading.cell_formats import plain_formats
from pmr_xl.model.quick.named import NamedTuple

if TYPE_CHECKING:
    from pmr_xl.books.package.opening import Package

GENERAL = "General"
# Formats that files name by number alone: ECMA-376 part 1, 18.8.30; 5–8, 41–44 as an American Excel shows them.
BUILT_IN: dict[int, str] = {
    0: GENERAL, 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00",
    5: '"$"#,##0_);\\("$"#,##0\\)', 6: '"$"#,##0_);[Red]\\("$"#,##0\\)',
    7: '"$"#,##0.00_);\\("$"#,##0.00\\)', 8: '"$"#,##0.00_);[Red]\\("$"#,##0.00\\)',
    9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
    14: "mm-dd-yy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM",
    20: "h:mm", 21: "h:mm:ss", 22: "m/d/yy h:mm",
    37: "#,##0_);(#,##0)", 38: "#,##0_);[Red](#,##0)", 39: "#,##0.00_);(#,##0.00)", 40: "#,##0.00_);[Red](#,##0.00)",
    41: r'_(* #,##0_);_(* \(#,##0\);_(* "-"_);_(@_)',
    42: r'_("$"* #,##0_);_("$"* \(#,##0\);_("$"* "-"_);_(@_)',
    43: r'_(* #,##0.00_);_(* \(#,##0.00\);_(* "-"??_);_(@_)',
    44: r'_("$"* #,##0.00_)_("$"* \(#,##0.00\)_("$"* "-"??_)_(@_)',
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mmss.0", 48: "##0.0E+0", 49: "@",
}  # fmt: skip

_AT_ONCE = 2**20  # bytes; a larger part is read piece by piece
_LOOKED_AT = frozenset({"numFmt", "cellXfs", "fonts", "font", "strike", "xf", "protection"})


class CellStyle(NamedTuple):
    """Number format and lock of a style, and whether its font strikes everything out."""

    number_format: str = GENERAL
    locked: bool = True
    struck: bool = False


class _Listener:
    """Collects the styles while a parser passes by."""

    def __init__(self, most: int) -> None:
        self.codes = dict(BUILT_IN)
        self.styles: list[tuple[int, bool, int]] = []  # number of the format, locked, number of the font
        self.struck: list[bool] = []  # by the number of the font
        self._most = most
        self._inside = ""

    def plain(self, data: bytes) -> tuple[int, int]:
        """Take the cell formats where they are of the usual making; which bytes they fill, that expat need not see."""
        found = plain_formats(data)
        if found is None or len(found[0]) > self._most:
            return 0, 0
        self.styles, start, end = found
        return start, end

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "numFmt":
            self.codes[_whole(attributes.get("numFmtId"))] = attributes.get("formatCode") or GENERAL
        elif tag in ("cellXfs", "fonts"):
            self._inside = tag
        elif self._inside == "fonts":
            self._font(tag, attributes)
        elif self._inside:
            self._style(tag, attributes)

    def end(self, tag: str) -> None:
        if tag == self._inside:
            self._inside = ""

    def _font(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "font":
            self.struck.append(False)
        elif tag == "strike" and self.struck:
            self.struck[-1] = is_true(attributes.get("val", "1"))

    def _style(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "xf":
            self.styles.append((_whole(attributes.get("numFmtId")), True, _whole(attributes.get("fontId"))))
            if len(self.styles) > self._most:
                raise OverBudget(f"lists more than {self._most:,} cell styles")
        elif tag == "protection" and self.styles:
            number, _, font = self.styles[-1]
            self.styles[-1] = (number, is_true(attributes.get("locked", "1")), font)


def read_styles(package: Package) -> list[CellStyle]:
    """The cell styles by their number; one plain style where the workbook has none. Raises Unreadable."""
    parts = package.related_parts(package.workbook_part, "styles")
    if not parts:
        return [CellStyle()]
    found = _Listener(package.limits.styles)
    small = package.entry(parts[0]).size <= _AT_ONCE
    package.parse(parts[0], found.start, found.end, wanted=_LOOKED_AT, beside=found.plain if small else None)
    struck = {number for number, is_struck in enumerate(found.struck) if is_struck}
    styles = [
        CellStyle(found.codes.get(number, GENERAL), locked, font in struck) for number, locked, font in found.styles
    ]
    return styles or [CellStyle()]


def _whole(text: str | None) -> int:
    return max(whole_number(text), 0)
