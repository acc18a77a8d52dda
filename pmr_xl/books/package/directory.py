"""The table of contents of a zip file, read distrustfully.

Our own rather than ``zipfile``: every entry's place is needed byte for byte (to copy parts untouched and to refuse
overlaps), and a cold start is spared the archive, shell and compression modules that ``zipfile`` brings along.
Layout after PKWARE's APPNOTE 6.3.10, sections 4.3.7 (local header), 4.3.12 (directory), 4.3.14–16 (end records).
"""

from __future__ import annotations

import struct

from pmr_xl.model.quick.named import NamedTuple

LOCAL, CENTRAL, END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
END64, LOCATOR64 = b"PK\x06\x06", b"PK\x06\x07"
_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_END64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR64 = struct.Struct("<4sLQL")
_FULL16, _FULL32 = 0xFFFF, 0xFFFFFFFF
_LONGEST_COMMENT = 0xFFFF
_ZIP64_EXTRA = 1
ENCRYPTED, UTF8_NAME = 0x1, 0x800
STORED, DEFLATED = 0, 8


class BrokenZip(ValueError):  # noqa: N818 - says what the file is, not what we did wrong
    """The file is no sound zip file; the text says what is wrong, as the end of a sentence about the file."""


class Truncated(BrokenZip):
    """The end of the file is missing."""


class Tricked(BrokenZip):
    """The file is made to mislead."""


class TooMany(BrokenZip):
    """The file holds more parts than are read."""


class ZipEntry(NamedTuple):
    """One packed part: ``data[start:end]`` are its compressed bytes, ``record`` its entry in the directory."""

    name: str
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    header: int
    start: int
    record: bytes

    @property
    def end(self) -> int:
        """Where the compressed bytes end."""
        return self.start + self.packed


def entries(data: bytes, most: int) -> list[ZipEntry]:
    """The entries in directory order. Raises BrokenZip: damaged, truncated, tricked, or more than ``most`` parts."""
    count, size, offset = _end_record(data)
    if count > most:
        raise TooMany(f"holds {count:,} parts; at most {most:,} are read")
    if offset + size > len(data):
        raise BrokenZip("has lost bytes: its table of contents points behind its end")
    found = []
    place = offset
    for _ in range(count):
        entry, place = _central(data, place)
        found.append(entry)
    _apart(found, offset)
    return found


def _end_record(data: bytes) -> tuple[int, int, int]:
    """Number of entries, size and offset of the directory."""
    place = data.rfind(END, max(0, len(data) - _END.size - _LONGEST_COMMENT))
    if place < 0 or place + _END.size > len(data):
        raise Truncated("breaks off before its end")
    _, _, _, _, count, size, offset, _ = _END.unpack_from(data, place)
    locator = place - _LOCATOR64.size
    if (count == _FULL16 or _FULL32 in (size, offset)) and locator >= 0 and data.startswith(LOCATOR64, locator):
        place64 = _LOCATOR64.unpack_from(data, locator)[2]
        if not data.startswith(END64, place64) or place64 + _END64.size > len(data):
            raise BrokenZip("has a damaged table of contents")
        *_, count, size, offset = _END64.unpack_from(data, place64)
    return count, size, offset


def _central(data: bytes, place: int) -> tuple[ZipEntry, int]:
    """One entry of the directory, and where the next one starts."""
    if not data.startswith(CENTRAL, place) or place + _CENTRAL.size > len(data):
        raise BrokenZip("has a damaged table of contents")
    (_, _, _, flags, method, _, _, crc, packed, size, name_long, extra_long, comment_long, _, _, _, header) = (
        _CENTRAL.unpack_from(data, place)
    )
    at_name = place + _CENTRAL.size
    at_extra = at_name + name_long
    after = at_extra + extra_long + comment_long
    raw = data[at_name:at_extra]
    if _FULL32 in (packed, size, header):
        size, packed, header = _zip64(data[at_extra : at_extra + extra_long], size, packed, header)
    if not data.startswith(LOCAL, header) or header + _LOCAL.size > len(data):
        raise BrokenZip("has a table of contents that points to the wrong places")
    *_, local_name_long, local_extra_long = _LOCAL.unpack_from(data, header)
    at_local = header + _LOCAL.size
    if data[at_local : at_local + local_name_long] != raw:
        raise Tricked("it names a part differently in two places")
    start = at_local + local_name_long + local_extra_long
    entry = ZipEntry(_name(raw, flags), flags, method, crc, packed, size, header, start, data[place:after])
    if entry.end > len(data):
        raise BrokenZip(f"has lost bytes: “{entry.name}” reaches behind its end")
    return entry, after


def _zip64(extra: bytes, *values: int) -> list[int]:
    """Sizes and offset too long for 32 bits (section 4.5.3); some writers use the form for small files too."""
    place = 0
    while place + 4 <= len(extra):
        tag, long = struct.unpack_from("<2H", extra, place)
        if tag == _ZIP64_EXTRA:
            wide = [value for (value,) in struct.iter_unpack("<Q", extra[place + 4 : place + 4 + long // 8 * 8])]
            if len(wide) < values.count(_FULL32):
                break
            return [wide.pop(0) if value == _FULL32 else value for value in values]
        place += 4 + long
    raise BrokenZip("has a damaged table of contents")


def _name(raw: bytes, flags: int) -> str:
    try:
        return raw.decode("utf-8" if flags & UTF8_NAME else "ascii")
    except UnicodeDecodeError:
        if flags & UTF8_NAME:
            raise BrokenZip("holds a part with an unreadable name") from None
        return raw.decode("cp437")


def _apart(found: list[ZipEntry], directory: int) -> None:
    """Refuse entries that share bytes: how a small file is made to unpack into an endless one."""
    last = 0
    for entry in sorted(found, key=lambda entry: entry.header):
        if entry.header < last:
            raise Tricked(f"“{entry.name}” shares its bytes with another part")
        last = entry.end
    if last > directory:
        raise Tricked("a part reaches into its table of contents")
