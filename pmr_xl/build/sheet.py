"""Laying a page by hand with XlsxWriter, for the built workbooks: they carry buttons and macros, which forms do not."""

from __future__ import annotations

import io
from dataclasses import asdict
from datetime import datetime
from typing import Any

from pmr_xl.forms.paper.pages import Style

_CREATED = datetime(2026, 1, 1)  # noqa: DTZ001 - XlsxWriter takes no zone; fixed, so that two builds are equal
_SAME = {
    "font": "font_name", "size": "font_size", "bold": "bold", "italic": "italic", "underline": "underline",
    "colour": "font_color", "fill": "bg_color", "align": "align", "valign": "valign", "wrap": "text_wrap",
    "indent": "indent", "number_format": "num_format",
}  # fmt: skip


class BuiltBook:
    """One workbook being laid out; :meth:`bytes` closes it."""

    def __init__(self, title: str, subject: str) -> None:
        import xlsxwriter

        self._file = io.BytesIO()
        self.book = xlsxwriter.Workbook(self._file, {"in_memory": True})
        self.book.set_properties({"title": title, "subject": subject, "author": "pmr_xl", "created": _CREATED})
        self.book.set_size(1_240, 760)  # fits a laptop's screen
        self._formats: dict[Style, Any] = {}

    def look(self, style: Style) -> Any:
        """The XlsxWriter format of a style; equal styles become one format."""
        if style not in self._formats:
            told = asdict(style)
            wanted = {theirs: told[ours] for ours, theirs in _SAME.items() if told[ours]}
            for side in ("top", "bottom", "left", "right"):
                if told[side]:
                    wanted |= {side: 1, f"{side}_color": told[side]}
            self._formats[style] = self.book.add_format(wanted)
        return self._formats[style]

    def bytes(self) -> bytes:
        """The finished package."""
        self.book.close()
        return self._file.getvalue()
