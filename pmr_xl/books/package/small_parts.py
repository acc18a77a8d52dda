"""Small parts, which are the same in workbook after workbook of one program: what points where, who wrote it.

What expat says of one is kept by its bytes as they are packed. Who reads many workbooks unpacks and parses it once.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import TypeAlias

from pmr_xl.books.package.directory import ZipEntry
from pmr_xl.books.package.markup import parse
from pmr_xl.books.package.work import Limits, Work
from pmr_xl.model.quick.named import NamedTuple

Key: TypeAlias = tuple[bytes, int, int, int, Limits]
_Event: TypeAlias = tuple[int, str, tuple[dict[str, str], ...]]  # what it is; a name or a text; attributes

_MOST_BYTES = 4_096
_MOST_KEPT = 256  # parts
_START, _END, _TEXT = range(3)


class _Events(NamedTuple):
    """What expat says of a part, in order, and how many tags it counts."""

    told: list[_Event]
    tags: int


_kept: dict[Key, _Events] = {}


def key_of(entry: ZipEntry, data: bytes, limits: Limits) -> Key | None:
    """By what a part of the file ``data`` is known again: all that counts when it is read. None for a large one."""
    if max(entry.size, entry.packed) > _MOST_BYTES:
        return None
    return data[entry.start : entry.end], entry.method, entry.size, entry.crc, limits


def is_known(key: Key | None) -> bool:
    """Whether a part was read before, from its first byte to its last, and nothing was wrong with it."""
    return key in _kept


def parse_small(
    key: Key,
    chunks: Iterable[bytes],
    work: Work,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
    wanted: Collection[str] | None = None,
) -> None:
    """As :func:`~pmr_xl.books.package.markup.parse`, of a small part. Nobody may change attributes that are told.

    Args:
        chunks: the part's bytes; they are unpacked only where it is not known yet.
    """
    known = _kept.get(key)
    if known is None:
        known = _events(chunks, work)
        if len(_kept) >= _MOST_KEPT:
            _kept.clear()
        _kept[key] = known
    else:
        work.tags(known.tags)
    act: dict[int, Callable[..., None] | None] = {_START: start, _END: end}
    for what, words, more in known.told:
        if what == _TEXT:
            if text is not None:
                text(words)
        elif wanted is None or words in wanted:
            listener = act[what]
            if listener is not None:
                listener(words, *more)


def _events(chunks: Iterable[bytes], work: Work) -> _Events:
    told, tags = list[_Event](), 0

    def counted() -> Iterator[bytes]:
        nonlocal tags
        for chunk in chunks:
            tags += chunk.count(b"<")
            yield chunk

    parse(
        counted(),
        work,
        lambda tag, attributes: told.append((_START, tag, (attributes,))),
        lambda tag: told.append((_END, tag, ())),
        lambda piece: told.append((_TEXT, piece, ())),
    )
    return _Events(told, tags)
