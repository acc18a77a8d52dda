"""XlsxWriter's workbook with two things it does not write: named cell styles for headings, and the document's language.

Both are what screen readers go by. The library writes the styles “Normal” and “Hyperlink” only, and no language; the
parts where they stand are written by classes of its own, which are given here with the one element more. The texts are
written by a quicker one.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from io import StringIO
from itertools import count
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.core import Core
from xlsxwriter.format import Format
from xlsxwriter.packager import Packager
from xlsxwriter.styles import Styles, XFormatType

from pmr_xl.books.writing.quick_strings import QuickStrings, TextTable

_BUILT_IN = {"Heading 1": 16, "Heading 2": 17, "Heading 3": 18}  # ECMA-376, part 1, § 18.8.7

_KNOWN_FORMATS: dict[Hashable, dict[str, Any]] = {}  # of every workbook of this process: key → a format's properties
_MOST_KNOWN = 2_000
_NUMBERS = count()  # of looks: none is given twice, so that what was written of one is never taken for another's
_WRITTEN: dict[Hashable, str] = {}  # of every workbook of this process: what the file says of a look
_MOST_WRITTEN = 8_000


class StyledWorkbook(Workbook):  # type: ignore[misc]  # the library has no types
    """A workbook whose formats may be of a named style."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.language = ""
        self.str_table = TextTable()
        self.parts: dict[str, bytes] = {}  # name → contents, in their order, once the workbook is closed
        self.style_of: dict[int, str] = {}  # format, by identity → its named style

    def close(self) -> None:
        """Write it, and let it go with its last user: in its circles Python would keep it till it looks for garbage."""
        super().close()
        for sheet in self.worksheets():
            sheet.workbook_add_format = None
        for look in self.formats:
            vars(look).pop("_get_format_key", None)

    def format_again(self, key: Hashable, look: Callable[[], dict[str, Any]]) -> Format:
        """A format of this workbook with that look, which is asked for where no workbook has had the like.

        The library sets a format's forty properties one by one and makes one text of them to compare it by; the next
        workbook's formats are the same ones, so that they begin as copies.
        """
        known = _KNOWN_FORMATS.get(key)
        if known is None:
            made = self.add_format(look())
            made._get_format_key()  # noqa: SLF001 - kept with the rest, before the workbook numbers it
            made.look_number = next(_NUMBERS)
            if len(_KNOWN_FORMATS) >= _MOST_KNOWN:
                _KNOWN_FORMATS.clear()
            _KNOWN_FORMATS[key] = made.__dict__.copy()
            return made
        made = Format.__new__(Format)
        made.__dict__.update(
            known, xf_format_indices=self.xf_format_indices, dxf_format_indices=self.dxf_format_indices
        )
        self.formats.append(made)
        return made

    def name_style(self, look: Any, style: str) -> None:
        """Say that a format is of a named style. Raises KeyError where Excel has none of that name built in."""
        _BUILT_IN[style]
        self.style_of[id(look)] = style
        plain = look._get_format_key  # noqa: SLF001 - two formats that differ in their style alone are two
        look._get_format_key = lambda: f"{plain()}:{style}"  # noqa: SLF001 - the same

    def _get_packager(self) -> Packager:
        return _Packager()


class _Packager(Packager):  # type: ignore[misc]  # the library has no types
    def _create_package(self) -> list[Any]:
        made = super()._create_package()
        self.workbook.parts = {
            name: stream.getvalue() if binary else stream.getvalue().encode() for stream, name, binary in made
        }
        return []  # nothing is left for the library to pack, which it does anew and tightly for every part

    def _write_styles_file(self) -> None:
        book = self.workbook
        styles = _Styles(book.style_of)
        styles._set_style_properties(  # noqa: SLF001 - as the library's own packager does
            [
                book.xf_formats, book.palette, book.font_count, book.num_formats, book.border_count, book.fill_count,
                book.custom_colors, book.dxf_formats, book.has_comments,
            ]
        )  # fmt: skip
        styles._set_xml_writer(self._filename("xl/styles.xml"))  # noqa: SLF001 - the same
        styles._assemble_xml_file()  # noqa: SLF001 - the same

    def _write_shared_strings_file(self) -> None:
        if self.workbook.str_table.count:
            strings = QuickStrings()
            strings.string_table = self.workbook.str_table
            strings._set_xml_writer(self._filename("xl/sharedStrings.xml"))  # noqa: SLF001 - the same
            strings._assemble_xml_file()  # noqa: SLF001 - the same

    def _write_core_file(self) -> None:
        core = _Core(self.workbook.language)
        core._set_properties(self.workbook.doc_properties)  # noqa: SLF001 - the same
        core._set_xml_writer(self._filename("docProps/core.xml"))  # noqa: SLF001 - the same
        core._assemble_xml_file()  # noqa: SLF001 - the same


class _Styles(Styles):  # type: ignore[misc]  # the library has no types
    fh: Any

    def __init__(self, style_of: dict[int, str]) -> None:
        super().__init__()
        self.style_of = style_of
        self.first: dict[str, Any] = {}  # named style → the first format that is of it, whose look it has

    def _write_xf(self, look: Any, kind: XFormatType) -> None:
        numbers = look.num_format_index, look.font_index, look.fill_index, look.border_index, look.xf_id
        self._write_again(super()._write_xf, look, kind, *numbers)

    def _write_font(self, look: Any, is_dxf_format: bool = False) -> None:
        self._write_again(super()._write_font, look, is_dxf_format)

    def _write_border(self, look: Any, is_dxf_format: bool = False) -> None:
        self._write_again(super()._write_border, look, is_dxf_format)

    def _write_again(self, write: Callable[..., None], look: Any, kind: XFormatType | bool, *numbers: int) -> None:
        """Write what one of the library's methods writes of a look; what it wrote before where nothing differs."""
        number = getattr(look, "look_number", None)
        if number is None:
            write(look, kind)
            return
        key = write.__name__, number, kind, *numbers
        known = _WRITTEN.get(key)
        if known is None:
            aside, self.fh = self.fh, StringIO()
            write(look, kind)
            known, self.fh = self.fh.getvalue(), aside
            if len(_WRITTEN) >= _MOST_WRITTEN:
                _WRITTEN.clear()
            _WRITTEN[key] = known
        self.fh.write(known)

    def _write_cell_style_xfs(self) -> None:
        before = 2 if self.has_hyperlink else 1
        for look in self.xf_formats:
            if style := self.style_of.get(id(look)):
                self.first.setdefault(style, look)
                look.xf_id = before + list(self.first).index(style)
        self._xml_start_tag("cellStyleXfs", [("count", before + len(self.first))])
        self._write_xf(self.xf_formats[0], XFormatType.STYLE)
        if self.has_hyperlink:
            self._write_style_xf(True, self.hyperlink_font_id)
        for look in self.first.values():
            self._write_xf(look, XFormatType.STYLE)
        self._xml_end_tag("cellStyleXfs")

    def _write_cell_styles(self) -> None:
        before = 2 if self.has_hyperlink else 1
        self._xml_start_tag("cellStyles", [("count", before + len(self.first))])
        if self.has_hyperlink:
            self._write_cell_style("Hyperlink", 1, 8)
        for at, style in enumerate(self.first, start=before):
            self._write_cell_style(style, at, _BUILT_IN[style])
        self._write_cell_style()
        self._xml_end_tag("cellStyles")


class _Core(Core):  # type: ignore[misc]  # the library has no types
    def __init__(self, language: str) -> None:
        super().__init__()
        self.language = language

    def _write_dc_description(self) -> None:
        super()._write_dc_description()
        if self.language:
            self._xml_data_element("dc:language", self.language)
