"""What a cell's style number means for us: its number format and whether it is locked."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pmr_xl.books.reading.work import OverBudget
from pmr_xl.books.workbook_part import is_true, whole

if TYPE_CHECKING:
    from pmr_xl.books.package import Package

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


class CellStyle(NamedTuple):
    """Number format and lock of a style."""

    number_format: str = GENERAL
    locked: bool = True


def read_styles(package: Package) -> list[CellStyle]:
    """The cell styles by their number; one plain style where the workbook has none. Raises Unreadable."""
    parts = package.related(package.workbook_part, "styles")
    if not parts:
        return [CellStyle()]
    codes = dict(BUILT_IN)
    styles: list[tuple[int, bool]] = []
    inside = False

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal inside
        if tag == "numFmt":
            codes[_whole(attributes.get("numFmtId"))] = attributes.get("formatCode") or GENERAL
        elif tag == "cellXfs":
            inside = True
        elif inside and tag == "xf":
            styles.append((_whole(attributes.get("numFmtId")), True))
            if len(styles) > package.limits.styles:
                raise OverBudget(f"lists more than {package.limits.styles:,} cell styles")
        elif inside and tag == "protection" and styles:
            styles[-1] = (styles[-1][0], is_true(attributes.get("locked", "1")))

    def end(tag: str) -> None:
        nonlocal inside
        if tag == "cellXfs":
            inside = False

    package.parse(parts[0], start, end)
    return [CellStyle(codes.get(number, GENERAL), locked) for number, locked in styles] or [CellStyle()]


def _whole(text: str | None) -> int:
    return max(whole(text), 0)
