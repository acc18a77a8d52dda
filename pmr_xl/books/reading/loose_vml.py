"""VML that is no XML, read as Excel reads it: tags need not be closed, and signs that are none are passed over."""

from __future__ import annotations

from collections.abc import Callable
from html.parser import HTMLParser

# Tag and attribute names come in small letters from the parser; these are the ones that readers of VML know.
_NAMES = {name.casefold(): name for name in ("shape", "ClientData", "textbox", "Anchor", "FmlaMacro", "ObjectType")}


def read_loosely(
    data: bytes,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None],
    text: Callable[[str], None],
) -> None:
    """Run once over a part in VML; elements and attributes come by their local names, as from a strict parser."""
    parser = _Loose(start, end, text)
    parser.feed(data.decode("utf-8", "replace"))
    parser.close()


class _Loose(HTMLParser):
    """Hands on what it meets by local names."""

    def __init__(
        self,
        start: Callable[[str, dict[str, str]], None],
        end: Callable[[str], None],
        text: Callable[[str], None],
    ) -> None:
        super().__init__(convert_charrefs=True)
        self._start, self._end, self._text = start, end, text

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins."""
        self._start(_local(tag), {_local(name): value or "" for name, value in attrs})

    def handle_endtag(self, tag: str) -> None:
        """An element ends."""
        self._end(_local(tag))

    def handle_data(self, data: str) -> None:
        """Text between tags."""
        self._text(data)


def _local(name: str) -> str:
    bare = name.rpartition(":")[2]
    return _NAMES.get(bare, bare)
