"""One expat pass over a stream of bytes, without document types: no entities, no outside files."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from pyexpat import ErrorString, ExpatError, ParserCreate, XMLParserType
from typing import Any

from pmr_xl.books.package.work import Feeder, Work
from pmr_xl.model.quick.pattern import pattern

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PLAIN_TEXT = (
    rb"[^<\x00-\x08\x0b-\x1f\x7f]*+"  # a pattern; what it matches may hold references and bytes that are no UTF-8
)
NOT_PLAIN = bytes((*range(9), *range(0x0B, 0x20), 0x7F))  # what it leaves out beside the tag's sign
STRANGE_REFERENCE = pattern(rb"&(?!(?:amp|lt|gt|quot|apos);)")
_NOT_READ = "multi-byte"  # what Python's expat says of gbk, shift_jis, utf-7 and their like
_PROLOG = 64 * 1024  # where nothing but blanks and comments came so far, no spreadsheet program wrote it
_MOST_NAMES = 1_000  # without their namespaces, of one part; no standard has as many
_ROOT = pattern(rb"<\0?[A-Za-z_:]")
_DOCTYPE = pattern(rb"<\0?!\0?D\0?O\0?C\0?T", re.IGNORECASE)


class Malformed(ValueError):  # noqa: N818 - says what the markup is
    """The markup is not well-formed; the text says how and where."""


class Doctype(Malformed):
    """The markup has a document type declaration."""


def new_parser() -> XMLParserType:
    """An expat parser with namespaces (names come as ``address local``) that refuses a DOCTYPE."""
    parser = ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    return parser


def let_go(parser: XMLParserType) -> None:
    """Take a parser's handlers off: where they know the parser, both would stay until Python looks for garbage."""
    parser.StartElementHandler = parser.EndElementHandler = parser.CharacterDataHandler = None
    parser.StartNamespaceDeclHandler = parser.XmlDeclHandler = parser.StartDoctypeDeclHandler = None


def _refuse(*_: Any) -> None:
    raise Doctype("a document type declaration")


def parse(
    chunks: Iterable[bytes],
    work: Work,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
    wanted: Collection[str] | None = None,
    beside: Callable[[bytes], tuple[int, int]] | None = None,
) -> None:
    """Feed ``chunks`` to expat; names come without their namespaces. Raises Malformed, and OverBudget.

    Args:
        wanted: the elements that ``start`` and ``end`` are told of; None for all.
        beside: reads some whole elements, proved to be plain, of all the bytes together; gives back which bytes those
            are, that expat need not see.
    """
    parser, local_of = new_parser(), LocalNames()

    def on_start(tag: str, attributes: dict[str, str]) -> None:
        name = local_of[tag]
        if wanted is None or name in wanted:
            start(name, {local_of[key]: value for key, value in attributes.items()} if attributes else attributes)

    def on_end(tag: str) -> None:
        name = local_of[tag]
        if end is not None and (wanted is None or name in wanted):
            end(name)

    parser.StartElementHandler = on_start
    if end is not None:
        parser.EndElementHandler = on_end
    if text is not None:
        parser.CharacterDataHandler = text
    feed(parser, chunks if beside is None else _without(chunks, beside, work), work)


def _without(chunks: Iterable[bytes], beside: Callable[[bytes], tuple[int, int]], work: Work) -> Iterator[bytes]:
    data = b"".join(chunks)
    start, end = beside(data)
    work.tags(data.count(b"<", start, end))
    yield data[:start]
    yield data[end:]


@contextmanager
def expat_errors_as_malformed() -> Iterator[None]:
    """Turn what expat raises into Malformed."""
    try:
        yield
    except ExpatError as error:
        raise Malformed(f"{ErrorString(error.code)}, line {error.lineno}") from error
    except (LookupError, UnicodeError) as error:  # an encoding that nobody knows
        raise Malformed(str(error)) from error
    except ValueError as error:
        if _NOT_READ not in str(error):
            raise
        raise Malformed("an encoding that no spreadsheet program writes") from error


def feed(parser: XMLParserType, chunks: Iterable[bytes], work: Work) -> None:
    """Give ``chunks`` to a parser and close it. Raises Malformed, and OverBudget."""
    feeder = Feeder(parser, work)
    with expat_errors_as_malformed():
        for chunk in chunks:
            feeder.feed(chunk)
        feeder.end()


class LocalNames(dict[str, str]):
    """Names without their namespaces, each worked out once a part: a hundred names stand in thousands of tags."""

    def __missing__(self, name: str) -> str:
        """One that is new. Few are kept: somebody may send a file of a million."""
        found = name.rpartition(" ")[2]
        if len(self) < _MOST_NAMES:
            self[name] = found
        return found


def has_doctype(chunks: Iterable[bytes]) -> bool:
    """Whether a document type stands before the first element. Looks no further than it must."""
    head = b""
    for chunk in chunks:
        head += chunk[:_PROLOG]
        root = _ROOT.search(head)
        if root or len(head) >= _PROLOG:
            return _DOCTYPE.search(head, 0, root.start() if root else len(head)) is not None
    return False
