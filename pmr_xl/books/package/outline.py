"""The elements of an XML part and where each stands in its bytes, by expat's offsets."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from xml.parsers import expat

from pmr_xl.books.package.markup import let_go
from pmr_xl.model.quick.pattern import pattern

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

_TAG = pattern(rb"""<[^>"']*(?:"[^"]*"[^>"']*|'[^']*'[^>"']*)*>""")
_SHEET_DATA = pattern(rb"<(?P<name>(?:[\w.-]+:)?sheetData)(?=[\s>/])")


class Unspliceable(Exception):  # noqa: N818 - the house names what is wrong, not that it is an error
    """A part that cannot be cut without risk; the reason is the message."""


@contextmanager
def held_together() -> Iterator[None]:
    """Parts that are well-formed but make no sense (a cell “7J”, an author who is not there) count as Unspliceable."""
    try:
        yield
    except (ValueError, LookupError, OverflowError) as error:
        raise Unspliceable(f"its parts do not fit one another ({error})") from error


class Element:
    """An XML element and where it stands in the bytes.

    Attributes:
        name: local name; ``space`` its namespace; ``prefix`` the prefix with its colon, or empty.
        start: where ``<name`` begins; ``opened`` just behind the start tag; ``close`` where the end tag begins;
            ``end`` behind the element. A self-closing element has ``close == opened == end``.
        prefixes: namespace → prefix (without colon) in scope.
    """

    __slots__ = ("_data", "attributes", "children", "ended", "name", "prefix", "prefixes", "space", "start")

    def __init__(
        self,
        name: str,
        space: str,
        prefix: str,
        attributes: dict[str, str],
        prefixes: dict[str, str],
        start: int,
        data: bytes,
    ) -> None:
        """Where its tags end is looked for in ``data`` when somebody asks: of most elements nobody does."""
        self.name, self.space, self.prefix = name, space, prefix
        self.attributes, self.prefixes = attributes, prefixes
        self.start = self.ended = start
        self.children: list[Element] = []
        self._data = data

    @property
    def start_tag_end(self) -> int:
        """Just behind the start tag."""
        tag = _TAG.match(self._data, self.start)
        if tag is None:
            raise Unspliceable("a tag in it has no end")
        return tag.end()

    @property
    def empty(self) -> bool:
        """Whether it closes itself."""
        return self._data.endswith(b"/>", self.start, self.start_tag_end)

    @property
    def close(self) -> int:
        """Where the end tag begins."""
        return self.start_tag_end if self.empty else self.ended

    @property
    def end(self) -> int:
        """Behind the element."""
        return self.start_tag_end if self.empty else self._data.index(b">", self.ended) + 1

    def child(self, name: str) -> Element | None:
        """The first child of that local name."""
        return next((child for child in self.children if child.name == name), None)

    def all(self, name: str) -> Iterator[Element]:
        """Every descendant of that local name, in order of the document."""
        for child in self.children:
            if child.name == name:
                yield child
            yield from child.all(name)

    def attribute(self, name: str, space: str = "") -> str | None:
        """An attribute's value; with ``space``, the attribute of that namespace."""
        if not space:
            return self.attributes.get(name)
        wanted = {f"{prefix}:{name}" for uri, prefix in self.prefixes.items() if uri == space and prefix}
        return next((value for key, value in self.attributes.items() if key in wanted), None)


def outline(data: bytes) -> Element:
    """The elements of a part. Of a sheet's rows only their place is known: they are passed over unread.

    Raises Unspliceable on a DOCTYPE, another encoding than one that contains ASCII, or XML that is not well formed.
    """
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"} or b"\x00" in data[:8]:
        raise Unspliceable("it is stored as UTF-16")
    hollow, shift_from, shift = _hollowed(data)
    try:
        return _parse(hollow, data, shift_from, shift)
    except expat.ExpatError as error:
        raise Unspliceable(f"its XML is damaged ({error})") from None


def must_be_sound(data: bytes) -> None:
    """See that :func:`outline` would have nothing to say against a part, without laying its elements out.

    Raises Unspliceable as that does.
    """
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"} or b"\x00" in data[:8]:
        raise Unspliceable("it is stored as UTF-16")
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _doctype
    try:
        parser.Parse(_hollowed(data)[0], True)
    except expat.ExpatError as error:
        raise Unspliceable(f"its XML is damaged ({error})") from None


def _doctype(*_: object) -> None:
    raise Unspliceable("it has a DOCTYPE")


def _hollowed(data: bytes) -> tuple[bytes, int, int]:
    """The bytes without the rows of a sheet: where they began, and how long they were.

    Only where ``<`` can be nothing but markup (no comment, no CDATA, no instruction) is a search for it exact.
    """
    found = _SHEET_DATA.search(data)
    if found is None or b"<!" in data or data.count(b"<?") > 1:
        return data, len(data), 0
    tag = _TAG.match(data, found.start())
    close = data.rfind(b"</" + found["name"])
    if tag is None or close < tag.end():
        return data, len(data), 0
    return data[: tag.end()] + data[close:], tag.end(), close - tag.end()


def _parse(hollow: bytes, data: bytes, shift_from: int, shift: int) -> Element:
    parser = expat.ParserCreate()
    stack: list[Element] = []
    roots: list[Element] = []
    spaces: dict[tuple[int, str], str] = {}
    scopes: list[dict[str, str]] = []

    def place() -> int:
        at = parser.CurrentByteIndex
        return at if at < shift_from else at + shift

    def start(tag: str, attributes: dict[str, str]) -> None:
        prefixes = stack[-1].prefixes if stack else {}
        for said in attributes:
            if said.startswith("xmlns"):
                prefixes = _declared(prefixes, attributes)
                break
        prefix, colon, name = tag.rpartition(":")
        space = spaces.get((id(prefixes), prefix))
        if space is None:
            space = next((uri for uri, known in prefixes.items() if known == prefix), "")
            spaces[id(prefixes), prefix] = space
            scopes.append(prefixes)  # kept alive, so that its id stays its own
        element = Element(name, space, prefix + colon, attributes, prefixes, place(), data)
        (stack[-1].children if stack else roots).append(element)
        stack.append(element)

    def end(_tag: str) -> None:
        stack.pop().ended = place()

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.StartDoctypeDeclHandler = _doctype
    try:
        parser.Parse(hollow, True)
    finally:
        let_go(parser)  # its handlers hold the part's bytes
    return roots[0]


def _declared(prefixes: dict[str, str], attributes: dict[str, str]) -> dict[str, str]:
    """The prefixes in scope once an element has declared its own."""
    declared = {k: v for k, v in attributes.items() if k == "xmlns" or k.startswith("xmlns:")}
    hidden = {key.partition(":")[2] for key in declared}
    kept = {uri: prefix for uri, prefix in prefixes.items() if prefix not in hidden}
    return kept | {uri: key.partition(":")[2] for key, uri in declared.items()}
