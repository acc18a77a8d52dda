"""Compound files: the small file system in which Office keeps a VBA project.

Written from MS-CFB, version 3: sectors of 512 bytes, streams under 4,096 bytes in a mini stream of 64-byte sectors.
Nothing in the file depends on the clock or the machine, so equal streams give equal bytes.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field

SECTOR, MINI, SMALL = 512, 64, 4096
FREE, END, FAT_SECTOR, NO_STREAM = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
STORAGE, STREAM, ROOT = 1, 2, 5
RED, BLACK = 0, 1
_ENTRIES = SECTOR // 4
_HEADER_FAT = 109  # FAT sectors the header can name; more would need a DIFAT chain, past 6.8 MB
_LONGEST_NAME = 31


class CompoundError(ValueError):
    """The streams do not fit into a compound file as this writer makes it."""


@dataclass
class _Node:
    name: str
    kind: int
    data: bytes = b""
    children: list[_Node] = field(default_factory=list)
    id: int = 0
    left: int = NO_STREAM
    right: int = NO_STREAM
    child: int = NO_STREAM
    colour: int = BLACK
    start: int = 0
    size: int = 0


def compound_file(streams: Mapping[str, bytes]) -> bytes:
    """The bytes of a compound file that holds ``streams``.

    Args:
        streams: path (``VBA/dir``; storages are made as needed) → contents.

    Raises:
        CompoundError: a name is too long or holds a sign the format forbids, or the whole passes 6.8 MB.
    """
    root = _Node("Root Entry", ROOT)
    for path, data in streams.items():
        *storages, name = path.split("/")
        here = root
        for storage in storages:
            here = _storage(here, storage)
        here.children.append(_Node(_checked(name), STREAM, data, size=len(data)))
    nodes = _numbered(root)
    return _laid_out(root, nodes)


def _checked(name: str) -> str:
    if not 0 < len(name) <= _LONGEST_NAME or set(name) & set("/\\:!"):
        raise CompoundError(f"“{name}” cannot name a stream: 1 to 31 signs, none of / \\ : !.")
    return name


def _storage(parent: _Node, name: str) -> _Node:
    for node in parent.children:
        if node.kind == STORAGE and node.name == name:
            return node
    node = _Node(_checked(name), STORAGE)
    parent.children.append(node)
    return node


def _numbered(root: _Node) -> list[_Node]:
    """All nodes in directory order, their search trees built."""
    nodes = [root]
    for node in nodes:  # grows while it is walked
        node.children.sort(key=lambda child: (len(child.name), child.name.upper()))
        for child in node.children:
            child.id = len(nodes)
            nodes.append(child)
        node.child = _tree(node.children, 1, len(node.children).bit_length())
    return nodes


def _tree(children: list[_Node], level: int, deepest: int) -> int:
    """A balanced tree, its last level red where it may be incomplete: every path then passes as many black nodes."""
    if not children:
        return NO_STREAM
    middle = len(children) // 2
    node = children[middle]
    node.left = _tree(children[:middle], level + 1, deepest)
    node.right = _tree(children[middle + 1 :], level + 1, deepest)
    node.colour = RED if level == deepest and level > 1 else BLACK
    return node.id


class _Sectors:
    """Sectors handed out one after the other, with the chain of each run."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.chains: list[int] = []
        self.data = bytearray()

    def add(self, data: bytes) -> int:
        """Append one stream; its first sector, or the end mark where it is empty."""
        if not data:
            return END
        first = len(self.chains)
        count = -(-len(data) // self.size)
        self.chains += [*range(first + 1, first + count), END]
        self.data += data.ljust(count * self.size, b"\0")
        return first


def _laid_out(root: _Node, nodes: list[_Node]) -> bytes:
    big, mini = _Sectors(SECTOR), _Sectors(MINI)
    for node in nodes:
        if node.kind == STREAM:
            node.start = (mini if node.size < SMALL else big).add(node.data)
    root.size = len(mini.data)
    root.start = big.add(bytes(mini.data))
    mini_fat = _words(mini.chains)
    mini_fat_start = big.add(mini_fat)
    directory_start = big.add(b"".join(map(_entry, nodes)) + _entry_free() * (-len(nodes) % 4))
    fat_count = 1
    while fat_count * _ENTRIES < len(big.chains) + fat_count:
        fat_count += 1
    if fat_count > _HEADER_FAT:
        raise CompoundError(f"{len(big.data):,} bytes are more than one compound file may hold here (6.8 MB).")
    fat_start = len(big.chains)
    fat = _words([*big.chains, *[FAT_SECTOR] * fat_count])
    fat_sectors = [*range(fat_start, fat_start + fat_count), *[FREE] * (_HEADER_FAT - fat_count)]
    header = struct.pack(
        "<8s16x5H6x9I",
        bytes.fromhex("D0CF11E0A1B11AE1"), 0x3E, 3, 0xFFFE, 9, 6,  # versions, byte order, sector sizes as powers of two
        0, fat_count, directory_start, 0, SMALL,
        mini_fat_start, len(mini_fat) // SECTOR, END, 0,  # no DIFAT beyond the header
    ) + struct.pack(f"<{_HEADER_FAT}I", *fat_sectors)  # fmt: skip
    return header + bytes(big.data) + fat


def _words(chains: list[int]) -> bytes:
    padded = [*chains, *[FREE] * (-len(chains) % _ENTRIES)]
    return struct.pack(f"<{len(padded)}I", *padded)


def _entry(node: _Node) -> bytes:
    name = node.name.encode("utf-16-le") + b"\0\0"
    return struct.pack(
        "<64sHBB3I16sI8s8sIQ",
        name, len(name), node.kind, node.colour, node.left, node.right, node.child,
        b"", 0, b"", b"",  # no class, no flags, no times
        node.start, node.size,
    )  # fmt: skip


def _entry_free() -> bytes:
    return struct.pack("<64sHBB3I16sI8s8sIQ", b"", 0, 0, 0, NO_STREAM, NO_STREAM, NO_STREAM, b"", 0, b"", b"", 0, 0)
