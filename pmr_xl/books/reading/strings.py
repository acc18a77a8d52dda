"""The shared strings of a workbook: rich text joined, phonetic readings left out.

A table of plain texts, as forms have it, is taken in one sweep that proves it plain; any other goes to expat.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pyexpat import XMLParserType
from typing import TYPE_CHECKING

from pmr_xl.books.package.markup import MAIN, PLAIN_TEXT, STRANGE_REFERENCE, Malformed, feed, let_go, new_parser
from pmr_xl.books.package.work import OverBudget
from pmr_xl.books.reading.values import BLANKS, trim_text, unescape
from pmr_xl.model.book.cell import Runs, spelled_out
from pmr_xl.model.fault import Unreadable
from pmr_xl.model.quick.pattern import pattern

if TYPE_CHECKING:
    from pmr_xl.books.package.opening import Package

SPACE = "http://www.w3.org/XML/1998/namespace space"
_ITEM, _RUN, _PHONETIC = (f"{MAIN} {tag}" for tag in ("si", "t", "rPh"))
RUN, RAISED, STRIKE = (f"{MAIN} {tag}" for tag in ("r", "vertAlign", "strike"))
LOOKS = (RAISED, STRIKE)
_TABLE = pattern(
    rb'(?:<\?xml version="1.0" encoding="UTF-8"(?: standalone="(?:yes|no)")?\?>[\r\n]*)?'
    rb'<sst xmlns="%s"(?: (?:count|uniqueCount)="[0-9]+"){0,2}>' % MAIN.encode()
)
_ITEMS = pattern(
    rb'<si>(?:<t( xml:space="preserve")?(?:/>|>(%s)</t>)</si>|(<r>[\x00-\xff]*?</si>))|([\x00-\xff]++)' % PLAIN_TEXT
)
_FEW = 32  # texts made of runs, beside plain ones, that are sooner read one by one than the whole table with them
_AT_ONCE = 2**24  # bytes; a larger table is read as a stream
_MANY = 2**22  # bytes; in a larger table the texts are counted before any is kept
_REST = (b"</sst>", b"</sst>\n", b"</sst>\r\n")


class Texts(list[str]):
    """The shared texts in order; ``runs`` says what of some of them is raised or struck out, by their number."""

    def __init__(self, texts: Iterable[str] = (), runs: Mapping[int, Runs] | None = None) -> None:
        """Those texts."""
        super().__init__(texts)
        self.runs = dict(runs or {})


class RichText:
    """One text made of runs, collected while a parser passes by.

    Blanks are dropped at the ends of the whole text, not of each run: Excel shows “hello world” for three runs of
    which the middle one is a blank that nobody said to preserve.
    """

    __slots__ = ("_look", "_looks", "first", "last", "pieces")

    def __init__(self) -> None:
        """Nothing collected yet."""
        self.pieces: list[str] = []
        self._look = ""
        self._looks: list[tuple[int, str]] = []
        self.first: str | None = None
        self.last: str | None = None

    def begin(self) -> None:
        """A run begins, of which nothing is known."""
        self._look = ""

    def look(self, tag: str, said: str | None) -> None:
        """How the run looks: ``vertAlign`` or ``strike``, and what it says."""
        if tag == STRIKE and said not in ("0", "false"):
            self._look = STRIKE
        elif tag == RAISED and said in ("superscript", "subscript") and not self._look:
            self._look = RAISED

    def run(self, preserve: str | None) -> None:
        """The text of a run begins."""
        if self._look or self._looks:
            self._looks.append((len(self.pieces), self._look))
        if not self.pieces:
            self.first = preserve
        self.last = preserve

    def runs(self) -> Runs | None:
        """What of the text is raised or struck out; None where nothing is, or all of it is raised and so nothing is."""
        if not self._looks:
            return None
        plain = self.pieces[: self._looks[0][0]]
        found: dict[str, list[str]] = {RAISED: [], STRIKE: [], "": plain}
        ends = [place for place, _ in self._looks[1:]] + [len(self.pieces)]
        for (place, look), end in zip(self._looks, ends, strict=True):
            if piece := "".join(self.pieces[place:end]):
                found[look].append(unescape(piece))
        if not (found[STRIKE] or "".join(plain).strip()):
            return None
        return Runs("".join(plain).strip(BLANKS), tuple(found[RAISED]), tuple(found[STRIKE]))

    def text(self) -> str:
        """The whole text as Excel shows it."""
        text = "".join(self.pieces)
        if self.first == self.last:
            return unescape(trim_text(text, self.first))
        cut = text.strip(BLANKS)
        start = text[: len(text) - len(text.lstrip(BLANKS))] if self.first == "preserve" else ""
        end = text[len(text.rstrip(BLANKS)) :] if self.last == "preserve" else ""
        return unescape(start + cut + end if cut else text)


class _Listener:
    """Collects the table of strings while a parser passes by."""

    def __init__(self, parser: XMLParserType) -> None:
        self.strings = Texts()
        self._parser = parser
        self._rich = RichText()
        self._phonetic = False
        self._outer: str | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == _RUN:
            if not self._phonetic:
                self._rich.run(attributes.get(SPACE, self._outer))
                self._parser.CharacterDataHandler = self._rich.pieces.append
        elif tag == _ITEM:
            self._rich = RichText()
        elif tag == _PHONETIC:
            self._phonetic = True
        elif tag == RUN:
            self._rich.begin()
        elif tag in LOOKS:
            self._rich.look(tag, attributes.get("val"))
        elif SPACE in attributes and not self.strings:
            self._outer = attributes[SPACE]

    def end(self, tag: str) -> None:
        if tag == _RUN:
            self._parser.CharacterDataHandler = None
        elif tag == _ITEM:
            if (runs := self._rich.runs()) is not None:
                self.strings.runs[len(self.strings)] = runs
            self.strings.append(self._rich.text())
        elif tag == _PHONETIC:
            self._phonetic = False


def read_strings(package: Package) -> Texts:
    """The table of shared strings, in order; empty where the workbook has none. Raises Unreadable."""
    parts = package.related_parts(package.workbook_part, "sharedStrings")
    if not parts:
        return Texts()
    size = package.entry(parts[0]).size
    if size > _MANY:
        _few_enough(package, parts[0])
    chunks = package.chunks(parts[0])
    if size <= _AT_ONCE:
        data = b"".join(chunks)
        if (found := _swept(data, package, parts[0])) is not None:
            return found
        chunks = iter((data,))
    return _listened(chunks, package, parts[0])


def _few_enough(package: Package, part: str) -> None:
    """Raise Unreadable where the table holds more texts than are read."""
    if sum(chunk.count(b"<t") for chunk in package.chunks(part)) > package.limits.texts:
        raise package.too_large(f"holds more than {package.limits.texts:,} different texts")


def _listened(chunks: Iterable[bytes], package: Package, part: str) -> Texts:
    """The strings as expat gives them. Raises Unreadable."""
    parser = new_parser()
    found = _Listener(parser)
    parser.StartElementHandler, parser.EndElementHandler = found.start, found.end
    try:
        feed(parser, chunks, package.work)
    except Malformed as error:
        raise package.fault_of_markup(part, error) from error
    except OverBudget as error:
        raise package.over_budget(part, error) from None
    finally:
        let_go(parser)  # its handlers know it
    return found.strings


def _swept(data: bytes, package: Package, part: str) -> Texts | None:
    """The strings of a table of plain texts, with a few that are made of runs; None for any other."""
    head = _TABLE.match(data)
    if head is None or STRANGE_REFERENCE.search(data):
        return None
    *items, (_, _, _, rest) = _ITEMS.findall(data, head.end()) or [(b"", b"", b"", b"")]
    if rest not in _REST or sum(1 for item in items if item[2]) > _FEW:
        return None
    found = Texts()
    try:
        for preserve, text, rich, _ in items:
            if rich:
                if rich.count(b":space=") != rich.count(b'<t xml:space="preserve">'):
                    return None
                one = _listened((head[0], b"<si>", rich, b"</sst>"), package, part)
                if len(one) != 1:
                    return None
                found.runs.update((len(found), runs) for runs in one.runs.values())
                found.append(one[0])
            else:
                found.append(unescape(trim_text(spelled_out(text), "preserve" if preserve else None)))
    except (UnicodeDecodeError, Unreadable):  # what is wrong is said of the whole table
        return None
    return found
