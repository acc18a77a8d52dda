"""What was made of an office's files, kept, so that a command need not make it again when nothing has changed.

Reading and judging a chapter costs about 200 ms of a process that has 350 ms to live; its compiled form 6 ms. That
form is JSON in the user's own cache folder (``PMR_CACHE``, else the system's place for caches); it holds the hash of
everything it was made from and is made anew when that differs. The hash is of contents alone, so what was made here
holds on another computer, under another Python and in a browser (:func:`made_ready`). What is no shape of ours is kept
as bytes, which bear their own hash too. Losing any of it loses nothing, and of two processes that make the same each
puts a whole file.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import types
import typing
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, cast

from pmr_xl.atomic_write import write_atomically
from pmr_xl.model import measure, office_settings
from pmr_xl.model.quick.collecting import without_collecting
from pmr_xl.model.reports import report
from pmr_xl.model.schema import chapter, frequency, indicator
from pmr_xl.version import __version__

Shape = TypeVar("Shape")


def from_cache(shape: type[Shape], source: Path, content: bytes, made: Callable[[], Shape], extra: str = "") -> Shape:
    """The value that ``made`` makes of ``content``, from the cache where it was made before.

    Args:
        shape: the dataclass it is.
        source: the file the content comes from.
        content: its bytes.
        made: reads and judges it; its Faults pass through and nothing is kept.
        extra: whatever else the value depends on.
    """
    place, key = _place(str(source), "json"), _key(content, extra)
    with suppress(OSError, ValueError, TypeError, KeyError):
        stored = json.loads(place.read_bytes())
        if stored["key"] == key:
            return cast("Shape", from_plain(shape, stored["value"]))
    from pmr_xl.office.guard import plain

    value = made()
    _put(place, json.dumps({"key": key, "value": plain(value)}, ensure_ascii=False).encode())
    return value


def bytes_from_cache(name: str, content: bytes, made: Callable[[], bytes], extra: str = "") -> bytes:
    """The bytes that ``made`` makes of ``content``, from the cache where they were made before.

    Args:
        name: whose they are, in the whole cache: a newer state takes the place of the one before.
        content: what they are made of, or its hash.
        made: makes them; its Faults pass through and nothing is kept.
        extra: whatever else they depend on.
    """
    place, key = _place(name, "bin"), bytes.fromhex(_key(content, extra))
    with suppress(OSError):
        stored = place.read_bytes()
        body = stored[2 * len(key) :]
        if stored.startswith(key + hashlib.sha256(body).digest()):
            return body
    body = made()
    _put(place, key + hashlib.sha256(body).digest() + body)
    return body


def made_ready(source: Path, there: Path) -> tuple[str, bytes] | None:
    """What is kept of ``source``, and the name under which the cache of another computer has it.

    Args:
        source: the file, as :func:`from_cache` was told of it.
        there: where that file lies on the other computer.
    """
    with suppress(OSError):
        return _place(str(there), "json").name, _place(str(source), "json").read_bytes()
    return None


def _place(name: str, suffix: str) -> Path:
    return _folder() / f"{hashlib.sha256(name.encode()).hexdigest()[:20]}.{suffix}"


def _key(content: bytes, extra: str) -> str:
    return hashlib.sha256(b"\0".join((content, extra.encode(), _program().encode()))).hexdigest()


def _put(place: Path, content: bytes) -> None:
    """Keep it where that can be done; what a power cut leaves of it is made anew."""
    with suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(place, content, lasting=False)


@without_collecting()
def from_plain(shape: Any, data: Any) -> Any:
    """A value of ``shape`` from its plain form. For data that was judged before: a wrong kind raises, untold."""
    return _maker(shape)(data)


class _FieldMakers(dict[str, Callable[[Any], Any]]):
    """The makers of a dataclass's fields by their names, each when it is first asked for: a shape may hold itself."""

    def __init__(self, hints: Mapping[str, Any]) -> None:
        super().__init__()
        self._hints = hints

    def __missing__(self, name: str) -> Callable[[Any], Any]:
        made = self[name] = _maker(self._hints[name])
        return made


@cache
def _maker(shape: Any) -> Callable[[Any], Any]:
    if is_dataclass(shape):
        make, makers = cast("Callable[..., Any]", shape), _FieldMakers(typing.get_type_hints(shape))
        return lambda data: make(**{key: makers[key](value) for key, value in data.items()})
    origin, inner = typing.get_origin(shape), typing.get_args(shape)
    if origin is tuple:
        return lambda data: tuple(map(_maker(inner[0]), data))
    if origin is dict:
        return lambda data: {key: _maker(inner[1])(value) for key, value in data.items()}
    if origin in (typing.Union, types.UnionType):
        present = next(one for one in inner if one is not types.NoneType)
        return lambda data: None if data is None else _maker(present)(data)
    if shape is date:
        return date.fromisoformat
    if shape is Decimal or (isinstance(shape, type) and issubclass(shape, Enum)):
        return cast("Callable[[Any], Any]", shape)
    return lambda data: data


@cache
def _program() -> str:
    """Changes with the program, the shapes and their judges: nothing made by another is taken for ours."""
    return f"{__version__}|{as_they_read((*judges(), *_shapes()))}"


def judges() -> list[Path]:
    """The files by which what an office says of itself is read and judged."""
    here = Path(__file__).parent
    return [path for folder in (".", "reports", "settings", "shelves") for path in sorted((here / folder).glob("*.py"))]


def _shapes() -> Iterator[Path]:
    for one in (chapter, indicator, frequency, measure, office_settings, report):
        yield Path(str(one.__file__))
    model = Path(str(office_settings.__file__)).parent
    yield model / "definitions" / "definition.py"  # not loaded for this alone
    yield model / "breakdowns" / "breakdown.py"  # nor this


def as_they_read(paths: Iterable[Path]) -> str:
    """Changes when a name or a content does, and with nothing else: the same wherever the same files lie."""
    marks = hashlib.sha256()
    for path in paths:
        with suppress(OSError):
            marks.update(b"%s\0%s\0" % (path.name.encode(), path.read_bytes()))
    return marks.hexdigest()


def as_they_stand(paths: Iterable[Path]) -> str:
    """Names, sizes and times of files: changes when one of them does, and none is read."""
    marks = []
    for path in paths:
        with suppress(OSError):
            stat = path.stat()
            marks.append(f"{path.name}:{stat.st_size}:{stat.st_mtime_ns}")
    return "|".join(marks)


def _folder() -> Path:
    return _folder_by(*map(os.environ.get, _SAYS_WHERE))


_SAYS_WHERE = ("PMR_CACHE", "LOCALAPPDATA", "XDG_CACHE_HOME", "HOME", "USERPROFILE")


@cache  # a command asks for every schema, and the home folder is looked for anew each time
def _folder_by(told: str | None, local: str | None, caches: str | None, *_home: str | None) -> Path:
    if told:
        return Path(told)
    if sys.platform == "win32":
        return Path(local or Path.home() / "AppData" / "Local") / "pmr_xl" / "cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "pmr_xl"
    return Path(caches or Path.home() / ".cache") / "pmr_xl"
