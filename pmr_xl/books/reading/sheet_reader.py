"""One pass over a worksheet part: expat reads everything but what can be proved to be plain.

Those are rows (``cells/rows.py``) and data validations (``validations.py``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pmr_xl.books.package.markup import MAIN, LocalNames, Malformed, expat_errors_as_malformed, let_go, new_parser
from pmr_xl.books.package.opening import Package
from pmr_xl.books.package.work import Feeder, OverBudget
from pmr_xl.books.package.workbook_part import is_true
from pmr_xl.books.reading import validations
from pmr_xl.books.reading.cells.grid import BadCell, Grid
from pmr_xl.books.reading.cells.rows import CLOSING, Sweeper
from pmr_xl.books.reading.sheet_properties import Facts, hides_by_size
from pmr_xl.books.reading.strings import LOOKS, RUN, SPACE, RichText
from pmr_xl.model.fault import Unreadable

_OPENING, _ROW_END = b"<sheetData>", b"</row>"
_LONGEST_ROW = 2**20  # bytes; a longer row is expat's alone, so that a file without rows cannot make us wait for one


class SheetReader:
    """Reads one worksheet part onto a grid, and its other facts. ``fast=False`` leaves every row to expat."""

    def __init__(
        self,
        package: Package,
        part: str,
        grid: Grid,
        watch: Callable[[int], None] = lambda _: None,
        *,
        fast: bool = True,
    ) -> None:
        """A reader of ``part``; ``watch`` is told now and then how many cells are laid."""
        self._watch = watch
        self.package, self.part, self.grid, self.fast = package, part, grid, fast
        self.facts = Facts(package.limits.areas)
        self._in_data = self._in_row = self._past_data = self._in_validations = False
        self._parser = new_parser()
        self._feeder = Feeder(self._parser, package.work)
        self._sweeper = Sweeper(grid)
        self._wire()

    def read(self) -> None:
        """Read the part. Raises Unreadable."""
        try:
            with expat_errors_as_malformed():
                self._pump(self.package.chunks(self.part))
            self.grid.close()
        except BadCell as error:
            raise self.package.fault_of_damage(f"{error}, in “{self.part}”") from None
        except Malformed as error:
            raise self.package.fault_of_markup(self.part, error) from error
        except OverBudget as error:
            raise self.package.over_budget(self.part, error) from None
        finally:
            let_go(self._parser)  # its handlers hold every cell

    # The stream

    def _pump(self, chunks: Iterator[bytes]) -> None:
        rest = b""
        for chunk in chunks:
            rest = self._take_end(rest + chunk) if self._past_data else self._take(rest + chunk)
            if self.grid.full:
                raise too_many_cells(self.package)
            self._watch(self.grid.laid)
        self._feeder.feed(rest)
        self._feeder.end()
        if self.grid.full:
            raise too_many_cells(self.package)

    def _take(self, data: bytes) -> bytes:
        """Read ``data`` as far as may be; what must wait for more is given back."""
        place, feed, fresh = 0, self._feeder.feed, True
        while self.fast:
            if not self._in_data:
                found = data.find(_OPENING, place)
                if found < 0:
                    end = max(place, len(data) - len(_OPENING))
                    feed(data[place:end])
                    return data[end:]
                end = found + len(_OPENING)
            else:
                if not self._in_row:
                    if fresh:
                        place, fresh = self._sweeper.pass_over(data, place), False
                    place = self._sweeper.sweep(data, place)
                    if data.startswith(CLOSING, place) or self.grid.full:
                        self._past_data = True
                        return self._take_end(data, place)
                found = data.find(_ROW_END, place)
                if found < 0:
                    if len(data) - place < _LONGEST_ROW:
                        return data[place:]
                    self.fast = False
                    break
                end = found + len(_ROW_END)
            feed(data[place:end])
            place = end
        feed(data[place:])
        return b""

    def _take_end(self, data: bytes, place: int = 0) -> bytes:
        """The same from where the rows have ended."""
        feed, facts = self._feeder.feed, self.facts
        if self.fast and not self._in_validations:
            found = validations.OPENING.search(data, place)
            end = data.rfind(b"<", place) if found is None else found.end()
            if end > place:
                feed(data[place:end])
                place = end
            if found is None and len(data) - place < _LONGEST_ROW:
                return data[place:]
        if self.fast and self._in_validations and not facts.set_aside:
            plain, formulas, end = validations.plain_validations(data, place)
            self.package.work.tags(data.count(b"<", place, end))
            facts.add_validations(plain, formulas)
            place = end
            if not validations.has_ended(data, place) and len(data) - place < _LONGEST_ROW:
                return data[place:]
        self.fast = False
        feed(data[place:])
        return b""

    # What expat finds

    def _wire(self) -> None:  # noqa: C901, PLR0915 - one branch an element; closures halve the cost of a cell
        parser, grid, facts = self._parser, self.grid, self.facts
        cell, row, saved, formula, inline, run, reading, data = (
            f"{MAIN} {tag}" for tag in ("c", "row", "v", "f", "is", "t", "rPh", "sheetData")
        )
        local_of, areas = LocalNames(), f"{MAIN} dataValidations"
        pieces: list[str] = []
        kind, style, text, wording, hidden = "n", "", None, None, False
        shape: dict[str, str] = {}
        rich: RichText | None = None
        phonetic = False

        def start(tag: str, attributes: dict[str, str]) -> None:  # noqa: C901 - as above
            nonlocal kind, style, text, wording, hidden, shape, rich, phonetic
            if not self._in_data:
                if tag == data:
                    self._in_data = True
                    parser.CharacterDataHandler = None
                else:
                    self._in_validations = tag == areas
                    facts.start(local_of[tag], attributes)
            elif tag == cell:
                kind, style, text, wording, rich = attributes.get("t", "n"), attributes.get("s", ""), None, None, None
                grid.move(attributes.get("r"))
            elif tag in (saved, formula):
                pieces.clear()
                shape = attributes
                parser.CharacterDataHandler = pieces.append
            elif tag == row:
                self._in_row = True
                hidden = is_true(attributes.get("hidden")) or hides_by_size(attributes.get("ht"))
                grid.begin_row(attributes.get("r"))
            elif tag == inline:
                rich = RichText()
            elif tag == reading:
                phonetic = True
            elif rich is not None and tag in LOOKS:
                rich.look(tag, attributes.get("val"))
            elif rich is not None and tag == RUN:
                rich.begin()
            elif tag == run and rich is not None and not phonetic:
                rich.run(attributes.get(SPACE))
                parser.CharacterDataHandler = rich.pieces.append

        def end(tag: str) -> None:
            nonlocal text, wording, phonetic
            if not self._in_data:
                facts.end(local_of[tag])
            elif tag == cell:
                runs = None if rich is None else rich.runs()
                grid.put(kind, style, text if rich is None else rich.text(), wording, runs)
                if hidden and grid.column in grid.rows.get(grid.row, ()):
                    grid.hidden_rows.add(grid.row)
            elif tag == saved:
                text = "".join(pieces)
                parser.CharacterDataHandler = None
            elif tag == formula:
                wording = grid.formula(shape, "".join(pieces))
                parser.CharacterDataHandler = None
            elif tag == row:
                self._in_row = False
            elif tag == reading:
                phonetic = False
            elif tag == run:
                parser.CharacterDataHandler = None
            elif tag == data:
                self._in_data = False
                parser.CharacterDataHandler = facts.text

        parser.StartElementHandler, parser.EndElementHandler = start, end
        parser.StartNamespaceDeclHandler = self._namespace
        parser.XmlDeclHandler = self._declaration

    def _namespace(self, prefix: str | None, address: str) -> None:
        if prefix and address == MAIN:
            self.fast = False  # content may hide behind a prefix

    def _declaration(self, _version: str, encoding: str | None, _alone: int) -> None:
        if encoding and encoding.upper() != "UTF-8":
            self.fast = False


def too_many_cells(package: Package) -> Unreadable:
    """The fault of a book with more filled cells than are read."""
    return package.too_large(f"holds more than {package.limits.cells:,} filled cells")
