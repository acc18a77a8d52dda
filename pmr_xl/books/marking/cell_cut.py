"""One cell's value exchanged by byte offset: its look stays, shared strings stay, every other cell stays."""

from __future__ import annotations

import re

from pmr_xl.books.package import splice
from pmr_xl.books.package.draft import Draft
from pmr_xl.books.package.outline import Unspliceable
from pmr_xl.books.package.splice import Edit

_STYLE = re.compile(rb'\ss="(\d+)"')


class CellPart:
    """The cells of one sheet part, by address."""

    def __init__(self, draft: Draft, part: str) -> None:
        """Take a worksheet part. Raises Unspliceable where it is damaged."""
        self._data, self._prefix = draft.read(part), draft.outline(part).prefix
        self._sure = b"<!" not in self._data and self._data.count(b"<?") <= 1  # a search cannot be led astray

    def hindrance(self, address: str) -> str:
        """Why the cell cannot be exchanged, as the end of a sentence; empty where it can."""
        if not self._sure:
            return "its sheet holds comments between the cells"
        found = self._search(address)
        if found is None:
            return "it does not stand in the file by its address"
        formula = f"<{self._prefix}f".encode() in self._data[found.end() : self._end(found)]
        return "a formula stands there" if formula else ""

    def style(self, address: str) -> int:
        """The number of the cell's format."""
        found = _STYLE.search(self._tag(address)[0])
        return int(found[1]) if found else 0

    def exchange(self, address: str, new: str | float, style: int | None = None) -> Edit:
        """The cell with another value, and another format where one is given. Raises Unspliceable."""
        found = self._tag(address)
        p = self._prefix
        number = self.style(address) if style is None else style
        start = f'<{p}c r="{address}" s="{number}"'
        if isinstance(new, str):
            text = splice.escaped(new)
            put = f'{start} t="inlineStr"><{p}is><{p}t xml:space="preserve">{text}</{p}t></{p}is></{p}c>'
        else:
            put = f"{start}><{p}v>{_number(new)}</{p}v></{p}c>"
        return Edit(found.start(), splice.encoded(put), self._data[found.start() : self._end(found)])

    def _tag(self, address: str) -> re.Match[bytes]:
        found = self._search(address)
        if found is None:
            raise Unspliceable(f"{address} does not stand in the file by that address")
        return found

    def _search(self, address: str) -> re.Match[bytes] | None:
        """The cell's start tag: its address is unique in the part, and ``<`` stands for nothing but markup."""
        return re.search(rb'<%bc(?=\s)[^<>]*?\sr="%b"[^<>]*>' % (self._prefix.encode(), address.encode()), self._data)

    def _end(self, found: re.Match[bytes]) -> int:
        if found[0].endswith(b"/>"):
            return found.end()
        close = f"</{self._prefix}c>".encode()
        return self._data.index(close, found.end()) + len(close)


def _number(value: float) -> str:
    """A number as Excel stores it: whole numbers without a point."""
    return str(int(value)) if float(value).is_integer() and abs(value) < 1e15 else repr(float(value))  # noqa: PLR2004 - 15 digits
