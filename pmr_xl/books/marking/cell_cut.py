"""One cell's value exchanged by byte offset: its look stays, shared strings stay, every other cell stays."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pmr_xl.books.package import splice
from pmr_xl.books.package.draft import Draft
from pmr_xl.books.package.outline import Unspliceable
from pmr_xl.books.package.splice import Edit
from pmr_xl.model.book.places import from_a1

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
        put = self._written(address, new, self.style(address) if style is None else style)
        return Edit(found.start(), splice.encode_xml(put), self._data[found.start() : self._end(found)])

    def unfit(self, address: str) -> str:
        """Why nothing can be typed there, as the end of a sentence; empty where it can, also where no cell is yet."""
        if not self._sure:
            return "its sheet holds comments between the cells"
        if self._search(address) is None:
            return "" if self._row(address) is not None else "its row is not in the file"
        return self.hindrance(address)

    def style_at(self, address: str) -> int:
        """The number of the cell's format; 0 where no cell is yet."""
        return 0 if self._search(address) is None else self.style(address)

    def edits_for(self, cells: Mapping[str, tuple[str | float | None, int | None]]) -> list[Edit]:
        """Cells typed into: address → value (None empties it) and format (None keeps it). Raises Unspliceable."""
        edits: list[Edit] = []
        fresh: dict[str, tuple[str | float | None, int | None]] = {}
        for address, (value, style) in cells.items():
            found = self._search(address)
            if found is None:
                fresh[address] = value, style
            elif value is None:
                number = self.style(address) if style is None else style
                put = f'<{self._prefix}c r="{address}" s="{number}"/>'
                edits.append(Edit(found.start(), splice.encode_xml(put), self._data[found.start() : self._end(found)]))
            else:
                edits.append(self.exchange(address, value, style))
        for address in sorted(fresh, key=from_a1):
            value, style = fresh[address]
            if value is not None:
                edits.append(Edit(self._before(address), splice.encode_xml(self._written(address, value, style or 0))))
        return edits

    def _written(self, address: str, value: str | float, style: int) -> str:
        p = self._prefix
        start = f'<{p}c r="{address}" s="{style}"'
        if isinstance(value, str):
            text = splice.escape_xml(value)
            return f'{start} t="inlineStr"><{p}is><{p}t xml:space="preserve">{text}</{p}t></{p}is></{p}c>'
        return f"{start}><{p}v>{_number(value)}</{p}v></{p}c>"

    def _row(self, address: str) -> re.Match[bytes] | None:
        """The start tag of the row in which an address lies; None where it is not there, or closes itself."""
        row = re.search(r"\d+", address)
        wanted = (self._prefix.encode(), row[0].encode() if row else b"")
        found = re.search(rb'<%brow(?=\s)[^<>]*?\sr="%b"[^<>]*>' % wanted, self._data)
        return None if found is None or found[0].endswith(b"/>") else found

    def _before(self, address: str) -> int:
        """Where a cell that is not there yet belongs: before the first of its row that stands right of it."""
        row = self._row(address)
        if row is None:
            raise Unspliceable(f"the row of {address} does not stand in the file")
        close = self._data.index(f"</{self._prefix}row>".encode(), row.end())
        column = from_a1(address)[1]
        for cell in re.finditer(
            rb'<%bc(?=\s)[^<>]*?\sr="([A-Z]+\d+)"' % self._prefix.encode(), self._data[row.end() : close]
        ):
            if from_a1(cell[1].decode())[1] > column:
                return row.end() + cell.start()
        return close

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
