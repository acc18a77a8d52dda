"""Looks for what we add: fonts, fills, borders and formats set behind the workbook's own, which keep their numbers."""

from __future__ import annotations

from collections.abc import Iterable

from pmr_xl.books.marking import look_xml
from pmr_xl.books.marking.look_xml import Mark
from pmr_xl.books.package import splice
from pmr_xl.books.package.draft import Draft
from pmr_xl.books.package.outline import MAIN, Element, Unspliceable, outline
from pmr_xl.books.package.splice import Edit
from pmr_xl.forms.paper.pages import Style
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.quick.value_class import value_class

ORDER = (
    "numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "tableStyles",
    "colors", "extLst",
)  # fmt: skip
_BUILT_IN = {"General": 0, "0": 1, "0.00": 2, "#,##0": 3, "#,##0.00": 4, "0%": 9, "0.00%": 10, "@": 49}
_FIRST_OWN_FORMAT = 164
_MOST_FORMATS = 64_000  # Excel's limit of cell formats
_BARE = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<styleSheet xmlns="' + MAIN.encode() + b'">'
    b'<fonts count="1"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts>'
    b'<fills count="2"><fill><patternFill patternType="none"/></fill>'
    b'<fill><patternFill patternType="gray125"/></fill></fills>'
    b'<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    b'<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    b'<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
    b'<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
_FIRST = {
    "fonts": '<{p}font><{p}sz val="11"/><{p}name val="Calibri"/></{p}font>',
    "fills": '<{p}fill><{p}patternFill patternType="none"/></{p}fill>'
    '<{p}fill><{p}patternFill patternType="gray125"/></{p}fill>',
    "borders": "<{p}border/>",
    "cellXfs": "<{p}xf/>",
}
_FIRST_COUNT = {"fonts": 1, "fills": 2, "borders": 1, "cellXfs": 1}


class MarkedLook(NamedTuple):
    """How a cell looks; ``quoted`` text is never taken for a formula, also when somebody edits the cell."""

    style: Style
    quoted: bool = False


class Variant(NamedTuple):
    """One of the workbook's own cell formats with another number format."""

    format: int
    number_format: str


@value_class
class Numbers:
    """The numbers under which the workbook now knows our looks."""

    cells: dict[MarkedLook, int]
    differences: dict[Style | Mark, int]
    variants: dict[Variant, int]


def add_looks(
    draft: Draft, looks: Iterable[MarkedLook], differences: Iterable[Style | Mark], variants: Iterable[Variant] = ()
) -> Numbers:
    """Set our looks behind the workbook's own; a workbook without a styles part gets one. Raises Unspliceable."""
    package = draft.package
    stored = next(iter(package.related_parts(package.workbook_part, "styles")), "")
    data = draft.read(stored) if stored else _BARE
    root = draft.outline(stored) if stored else outline(data)
    if root.space != MAIN or root.name != "styleSheet":
        raise Unspliceable(f"{stored} is no stylesheet of the usual kind")
    shelf = _Shelf(root, data)
    numbers = Numbers(
        {look: shelf.cell(look) for look in dict.fromkeys(looks)},
        {look: shelf.add("dxfs", look_xml.difference(look, root.prefix)) for look in dict.fromkeys(differences)},
        {variant: shelf.variant(variant) for variant in dict.fromkeys(variants)},
    )
    edits = shelf.edits()
    if stored:
        draft.cut(stored, edits)
    else:
        part = draft.fresh("xl/styles{}.xml", plain=True)
        draft.add(part, splice.apply(data, edits)[0], "styles")
        draft.relate(package.workbook_part, "styles", part)
    return numbers


class _Shelf:
    """What is to be added to each collection of the styles part."""

    def __init__(self, root: Element, data: bytes) -> None:
        self._root, self._data, self._p = root, data, root.prefix
        self._new: dict[str, dict[str, int]] = {}
        numbers = [e.attributes.get("numFmtId", "") for e in root.all("numFmt")]
        self._next_format = max([_FIRST_OWN_FORMAT - 1, *(int(n) for n in numbers if n.isdecimal())]) + 1
        masters = root.child("cellStyleXfs")
        self._has_master = masters is not None and bool(masters.children)

    def add(self, collection: str, xml: str) -> int:
        """The number of ``xml`` in its collection; equal ones are added once."""
        new = self._new.setdefault(collection, {})
        if xml not in new:
            there = self._root.child(collection)
            new[xml] = len(new) + (_FIRST_COUNT.get(collection, 0) if there is None else len(there.children))
        if new[xml] > _MOST_FORMATS:
            raise Unspliceable("the workbook has as many formats as Excel can hold")
        return new[xml]

    def cell(self, look: MarkedLook) -> int:
        """The number of a cell format."""
        style, p = look.style, self._p
        number_format = self._number_format(style.number_format)
        numbers = (
            f'numFmtId="{number_format}" fontId="{self.add("fonts", look_xml.font(style, p))}" '
            f'fillId="{self.add("fills", look_xml.fill(style, p)) if style.fill else 0}" '
            f'borderId="{self.add("borders", look_xml.border(style, p))}"'
        )
        master = ' xfId="0"' if self._has_master else ""
        quote = ' quotePrefix="1"' if look.quoted else ""
        across = f' horizontal="{style.align}"' if style.align else ""
        down = style.valign.removeprefix("v")
        more = (' wrapText="1"' if style.wrap else "") + (f' indent="{style.indent}"' if style.indent else "")
        open_cell = "" if style.locked else f'<{p}protection locked="0"/>'
        return self.add(
            "cellXfs",
            f'<{p}xf {numbers}{master}{quote} applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" '
            f'applyAlignment="1" applyProtection="1">'
            f'<{p}alignment{across} vertical="{down}"{more}/>{open_cell}</{p}xf>',
        )

    def variant(self, variant: Variant) -> int:
        """The number of a copy of one of the workbook's own formats, with another number format."""
        own = self._root.child("cellXfs")
        if own is None or not 0 <= variant.format < len(own.children):
            raise Unspliceable("a cell has a format that the workbook does not know")
        element = own.children[variant.format]
        number = str(self._number_format(variant.number_format))
        edits = splice.attribute(element, self._data, "numFmtId", number)
        edits += splice.attribute(element, self._data, "applyNumberFormat", "1")
        start, end = element.start, element.end
        copy, _ = splice.apply(self._data[start:end], [edit._replace(at=edit.at - start) for edit in edits])
        return self.add("cellXfs", copy.decode("utf-8"))

    def edits(self) -> list[Edit]:
        """Everything added, each collection at its place, counts raised."""
        data = self._data
        edits: list[Edit] = []
        for name in ORDER:
            new = self._new.get(name)
            if not new:
                continue
            there, xml = self._root.child(name), "".join(new)
            if there is not None:
                edits += splice.count(there, data, len(new)) + splice.into(there, data, xml)
            else:
                first = _FIRST.get(name, "").format(p=self._p)
                total = len(new) + _FIRST_COUNT.get(name, 0)
                whole = f'<{self._p}{name} count="{total}">{first}{xml}</{self._p}{name}>'
                edits.append(splice.in_order(self._root, ORDER, name, whole))
        return edits

    def _number_format(self, code: str) -> int:
        if code in _BUILT_IN:
            return _BUILT_IN[code]
        new = self._new.setdefault("numFmts", {})
        ours = f'formatCode="{splice.escape_xml(code)}"/>'
        for number, xml in enumerate(new, start=self._next_format):
            if xml.endswith(ours):
                return number
        number = self._next_format + len(new)
        new[f'<{self._p}numFmt numFmtId="{number}" {ours}'] = number
        return number
