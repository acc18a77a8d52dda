"""What a worksheet part says besides its cells: hidden columns, merges, validations, protection and the like."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.books.workbook_part import is_true
from pmr_xl.model.sheet import MAX_COLUMNS, MAX_ROWS, Range, Validation


class Facts:
    """Collected while a parser passes by; names come without their namespaces.

    Attributes:
        filtered: an autofilter with a criterion in force (arrows alone hide nothing).
        conditional_formats: number of rules; an extension of an older rule is not counted twice.
    """

    def __init__(self) -> None:
        """Nothing collected yet."""
        self.hidden_columns: list[tuple[int, int]] = []
        self.merges: list[Range] = []
        self.validations: list[Validation] = []
        self.conditional_formats = 0
        self.protected = False
        self.filtered = False
        self._pieces: list[str] | None = None
        self._kind = self._formula = self._ranges = ""
        self._set_aside = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if tag == "customSheetViews":
            self._set_aside = True  # other people's views: their filters are not in force
        elif self._set_aside:
            return
        elif tag == "col":
            self._column(attributes)
        elif tag == "mergeCell":
            self.merges.extend(ranges(attributes.get("ref", "")))
        elif tag == "dataValidation":
            self._kind, self._ranges = attributes.get("type", "none"), attributes.get("sqref", "")
            self._formula = ""
        elif tag in ("formula1", "sqref"):
            self._pieces = []
        elif tag == "cfRule":
            self.conditional_formats += "priority" in attributes
        elif tag == "sheetProtection":
            self.protected = is_true(attributes.get("sheet"))
        elif tag == "filterColumn":
            self.filtered = True

    def end(self, tag: str) -> None:
        """An element ends."""
        if tag == "customSheetViews":
            self._set_aside = False
        elif tag == "formula1":
            self._formula = self._taken()
        elif tag == "sqref":
            self._ranges = self._taken()
        elif tag == "dataValidation":
            self.validations.append(Validation(tuple(ranges(self._ranges)), self._kind, self._formula))

    def text(self, piece: str) -> None:
        """Text between elements."""
        if self._pieces is not None:
            self._pieces.append(piece)

    def _taken(self) -> str:
        text, self._pieces = "".join(self._pieces or ()).strip(), None
        return text

    def _column(self, attributes: dict[str, str]) -> None:
        if is_true(attributes.get("hidden")) or nothing(attributes.get("width")):
            first, last = attributes.get("min", ""), attributes.get("max", "")
            if first.isdecimal() and last.isdecimal():
                self.hidden_columns.append((int(first), min(int(last), MAX_COLUMNS)))

    def hidden_up_to(self, last: int) -> frozenset[int]:
        """Hidden columns as far as the sheet's cells go; forms often hide all the others, which tells nothing."""
        return frozenset(
            column for first, end in self.hidden_columns for column in range(max(first, 1), min(end, last) + 1)
        )


def nothing(size: str | None) -> bool:
    """A width or height of zero, which hides as well as saying so."""
    return size is not None and not size.strip("0.") and size != ""


def ranges(text: str) -> Iterator[Range]:
    """The areas of a list like ``B2:D9 F1``; what is none is left out."""
    for area in text.split():
        try:
            found = Range.parse(area)
        except ValueError:
            continue
        if found.right <= MAX_COLUMNS and found.bottom <= MAX_ROWS:
            yield found
