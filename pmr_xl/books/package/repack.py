"""Carrying a package over: what is not changed is copied as its compressed bytes, never unpacked and packed again.

Entries are written without data descriptors, ours with a fixed date, so the same input gives the same bytes.
Zip64 is not written: a workbook within the limits of reading never needs it.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Collection, Mapping

from pmr_xl.books.package import directory
from pmr_xl.books.package.opening import Package
from pmr_xl.model.quick.named import NamedTuple

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_DESCRIPTOR, _UTF8 = 0x08, 0x800
_VERSION = 20  # of the zip format: deflate, nothing newer
_FIRST_DAY = 0x21  # 1980-01-01, the first day a zip file knows

_TIGHT, _QUICK, _LARGE = 6, 3, 2**18  # a large sheet is packed in half the time, a fifth less tightly


class _Packed(NamedTuple):
    name: bytes
    flags: int
    method: int
    crc: int
    data: bytes
    size: int

    @property
    def head(self) -> tuple[int, ...]:
        """The fields that the local header and the directory share."""
        return (self.flags, self.method, 0, _FIRST_DAY, self.crc, len(self.data), self.size)


def packed(
    package: Package,
    *,
    changed: Mapping[str, bytes],
    added: Mapping[str, bytes] | None = None,
    dropped: Collection[str] = (),
) -> bytes:
    """``package`` with some parts changed, some added at the end, some left out: the bytes of a file."""
    gone = {name.casefold() for name in dropped}
    entries = [
        _fresh(name, changed[name]) if name in changed else _as_is(package, name)
        for name in package.names
        if name.casefold() not in gone
    ]
    entries += [_fresh(name, data) for name, data in (added or {}).items()]
    pieces: list[bytes] = []
    central: list[bytes] = []
    offset = 0
    for entry in entries:
        local = _LOCAL.pack(b"PK\3\4", _VERSION, *entry.head, len(entry.name), 0) + entry.name
        pieces += [local, entry.data]
        line = (_VERSION, _VERSION, *entry.head, len(entry.name), 0, 0, 0, 0, 0, offset)
        central.append(_CENTRAL.pack(b"PK\1\2", *line) + entry.name)
        offset += len(local) + len(entry.data)
    listed = b"".join(central)
    end = _END.pack(b"PK\5\6", 0, 0, len(entries), len(entries), len(listed), offset, 0)
    return b"".join([*pieces, listed, end])


def _as_is(package: Package, name: str) -> _Packed:
    """The entry with its compressed bytes as they lie in the source."""
    entry = package.entry(name)
    raw, utf8 = _name(name)
    flags = entry.flags & ~_DESCRIPTOR | utf8
    return _Packed(raw, flags, entry.method, entry.crc, package.raw(name), entry.size)


def _fresh(name: str, data: bytes) -> _Packed:
    squeeze = zlib.compressobj(_TIGHT if len(data) < _LARGE else _QUICK, zlib.DEFLATED, -15)
    packed = squeeze.compress(data) + squeeze.flush()
    raw, utf8 = _name(name)
    return _Packed(raw, utf8, directory.DEFLATED, zlib.crc32(data), packed, len(data))


def _name(name: str) -> tuple[bytes, int]:
    raw = name.encode()
    return raw, 0 if raw.isascii() else _UTF8
