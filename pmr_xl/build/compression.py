"""The compression of VBA source, from MS-OVBA 2.4.1: chunks of 4,096 bytes, literals and copies of what came before."""

from __future__ import annotations

import struct

CHUNK = 4096
_SHORTEST_COPY = 3
_TRIES = 48  # earlier places looked at for one copy: enough for source text, and quick


def compress(data: bytes) -> bytes:
    """``data`` as a compressed container. Equal input gives equal output.

    Raises:
        ValueError: the last, partial chunk does not shrink, which text always does; the format would pad it.
    """
    container = bytearray(b"\x01")
    for start in range(0, len(data), CHUNK):
        container += _chunk(data[start : start + CHUNK])
    return bytes(container)


def _chunk(data: bytes) -> bytes:
    tokens = _tokens(data)
    if len(tokens) <= CHUNK:
        return struct.pack("<H", 0xB000 | (len(tokens) - 1)) + tokens
    if len(data) < CHUNK:
        raise ValueError("This is no text: it does not shrink.")
    return struct.pack("<H", 0x3000 | (CHUNK - 1)) + data  # a full chunk that does not shrink is kept as it is


def _tokens(data: bytes) -> bytes:
    out = bytearray()
    seen: dict[bytes, list[int]] = {}
    position = 0
    while position < len(data):
        flags, group = 0, bytearray()
        for bit in range(8):
            if position >= len(data):
                break
            length, offset = _longest(data, position, seen)
            step = max(length, 1)
            if length:
                flags |= 1 << bit
                group += _copy_token(position, length, offset)
            else:
                group.append(data[position])
            for at in range(position, position + step):
                seen.setdefault(data[at : at + _SHORTEST_COPY], []).append(at)
            position += step
        out.append(flags)
        out += group
    return bytes(out)


def _bits(position: int) -> int:
    """How many bits of a copy token hold the offset, ``position`` bytes into the chunk (MS-OVBA 2.4.1.3.19.1)."""
    return max((position - 1).bit_length(), 4)


def _longest(data: bytes, position: int, seen: dict[bytes, list[int]]) -> tuple[int, int]:
    """Length and offset of the longest earlier run that stands here again; 0, 0 where none is worth a copy."""
    if position == 0:
        return 0, 0
    longest = (0xFFFF >> _bits(position)) + _SHORTEST_COPY
    best, best_offset = 0, 0
    for candidate in reversed(seen.get(data[position : position + _SHORTEST_COPY], [])[-_TRIES:]):
        length = 0
        while (
            position + length < len(data) and length < longest and data[candidate + length] == data[position + length]
        ):
            length += 1
        if length > best:
            best, best_offset = length, position - candidate
    return (best, best_offset) if best >= _SHORTEST_COPY else (0, 0)


def _copy_token(position: int, length: int, offset: int) -> bytes:
    return struct.pack("<H", (offset - 1) << (16 - _bits(position)) | (length - _SHORTEST_COPY))
