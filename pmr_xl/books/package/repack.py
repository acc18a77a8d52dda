"""Carrying a package over: what is not changed is copied as its compressed bytes, never unpacked and packed again."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from pmr_xl.books.package.opening import Package
from pmr_xl.books.package.zipped import PackedPart, packed_part, zip_bytes

_DESCRIPTOR = 0x08  # a flag: sizes stand behind the data, as they do not here


def package_bytes(
    package: Package,
    *,
    changed: Mapping[str, bytes],
    added: Mapping[str, bytes] | None = None,
    dropped: Collection[str] = (),
) -> bytes:
    """``package`` with some parts changed, some added at the end, some left out: the bytes of a file."""
    gone = {name.casefold() for name in dropped}
    parts = [
        packed_part(name, changed[name]) if name in changed else _as_is(package, name)
        for name in package.names
        if name.casefold() not in gone
    ]
    return zip_bytes([*parts, *(packed_part(name, data) for name, data in (added or {}).items())])


def _as_is(package: Package, name: str) -> PackedPart:
    """The part with its compressed bytes as they lie in the source."""
    entry = package.entry(name)
    return PackedPart(name, entry.flags & ~_DESCRIPTOR, entry.method, entry.crc, package.raw(name), entry.size)
