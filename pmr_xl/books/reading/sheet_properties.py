"""What a worksheet part says besides its cells: hidden columns, merges, validations, protection and the like."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ClassVar

from pmr_xl.books.package.work import DEFAULT, OverBudget
from pmr_xl.books.package.workbook_part import is_true, whole_number
from pmr_xl.model.book.places import MAX_COLUMNS, Range, ranges
from pmr_xl.model.book.sheet import DataValidation

FORMULAS = ("formula1", "formula2", "formula")
CRITERIA = frozenset({"filters", "customFilters", "top10", "dynamicFilter", "colorFilter", "iconFilter"})


class Filters:
    """Areas of which a filter shows only some rows. Arrows alone hide nothing: a column has to have a criterion."""

    def __init__(self) -> None:
        """None seen yet."""
        self.in_force: list[Range] = []
        self._area: tuple[Range, ...] = ()

    def begin(self, attributes: dict[str, str]) -> None:
        """An ``autoFilter`` begins."""
        self._area = tuple(ranges(attributes.get("ref", "")))

    def criterion(self, _: dict[str, str]) -> None:
        """One of the ``CRITERIA``; the first puts the filter in force."""
        self.in_force.extend(self._area)
        self._area = ()


class Facts:
    """Collected while a parser passes by; names come without their namespaces.

    Attributes:
        filters: the sheet's own filter; a table's stands in the table's part.
        conditional_formats: number of rules; an extension of an older rule is not counted twice.
        rule_formulas: of validations and conditional formats, each once.
        called: macros that the sheet's controls name.
    """

    def __init__(self, most_areas: int = DEFAULT.areas) -> None:
        """Nothing collected yet; more than ``most_areas`` raise OverBudget."""
        self._most_areas = most_areas
        self.hidden_columns: list[tuple[int, int]] = []
        self.merges: list[Range] = []
        self.validations: list[DataValidation] = []
        self.conditional_formats = 0
        self.rule_formulas: dict[str, None] = {}
        self.called: dict[str, None] = {}
        self.protected = False
        self.filters = Filters()
        self._pieces: list[str] | None = None
        self._kind = self._formula = self._ranges = ""
        self._set_aside = self._alone = False

    def add_validations(self, validations: list[DataValidation], formulas: dict[str, None]) -> None:
        """Validations that somebody else has read, and all their formulas. Raises OverBudget."""
        self.validations += validations
        self.rule_formulas |= formulas
        self._few_enough(len(self.validations), "data validations")

    @property
    def set_aside(self) -> bool:
        """Whether what is read now belongs to other people's views."""
        return self._set_aside

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if (act := self.STARTS.get(tag)) is not None and not self._set_aside:
            act(self, attributes)

    def end(self, tag: str) -> None:
        """An element ends."""
        if (act := self.ENDS.get(tag)) is not None:
            act(self)

    def text(self, piece: str) -> None:
        """Text between elements."""
        if self._pieces is not None:
            self._pieces.append(piece)

    def _view(self, _: dict[str, str]) -> None:
        self._set_aside = True  # other people's views: their filters are not in force

    def _view_ends(self) -> None:
        self._set_aside = False

    def _filter(self, attributes: dict[str, str]) -> None:
        self.filters.begin(attributes)

    def _criterion(self, attributes: dict[str, str]) -> None:
        self.filters.criterion(attributes)

    def _column(self, attributes: dict[str, str]) -> None:
        if is_true(attributes.get("hidden")) or hides_by_size(attributes.get("width")):
            first, last = whole_number(attributes.get("min")), whole_number(attributes.get("max"))
            if min(first, last) >= 0:
                self.hidden_columns.append((first, min(last, MAX_COLUMNS)))

    def _merge(self, attributes: dict[str, str]) -> None:
        self.merges.extend(ranges(attributes.get("ref", "")))
        self._few_enough(len(self.merges), "merged areas")

    def _validation(self, attributes: dict[str, str]) -> None:
        self._kind, self._ranges, self._formula = attributes.get("type", "none"), attributes.get("sqref", ""), ""

    def _validation_ends(self) -> None:
        self.validations.append(DataValidation(self._ranges, self._kind, self._formula))
        self._few_enough(len(self.validations), "data validations")

    def _text(self, _: dict[str, str]) -> None:
        self._pieces = []

    def _formula_ends(self) -> None:
        self._formula = self._taken()
        self.rule_formulas[self._formula] = None

    def _extension(self, _: dict[str, str]) -> None:
        self._alone = self._pieces is None  # within a formula1 of an extension it is that formula's text
        self._pieces = []

    def _extension_ends(self) -> None:
        if self._alone:
            self._rule_ends()

    def _rule_ends(self) -> None:
        self.rule_formulas[self._taken()] = None

    def _control(self, attributes: dict[str, str]) -> None:
        if macro := attributes.get("macro", "").strip():
            self.called[macro] = None

    def _ranges_end(self) -> None:
        self._ranges = self._taken()

    def _taken(self) -> str:
        text, self._pieces = "".join(self._pieces or ()).strip(), None
        return text

    def _conditional(self, attributes: dict[str, str]) -> None:
        self.conditional_formats += "priority" in attributes

    def _protection(self, attributes: dict[str, str]) -> None:
        self.protected = is_true(attributes.get("sheet"))

    def hidden_up_to(self, last: int) -> frozenset[int]:
        """Hidden columns as far as the sheet's cells go; forms often hide all the others, which tells nothing."""
        hidden: set[int] = set()
        reached = 0  # a column is gone through once, however many entries hide it
        for first, end in sorted(self.hidden_columns):
            hidden.update(range(max(first, reached + 1), min(end, last) + 1))
            reached = max(reached, end)
            if reached >= last:
                break
        return frozenset(hidden)

    def _few_enough(self, number: int, what: str) -> None:
        if number > self._most_areas:
            raise OverBudget(f"holds more than {self._most_areas:,} {what}")

    # Of the class, not of its values: what holds its own methods stays until Python looks for garbage.
    STARTS: ClassVar[Mapping[str, Callable[[Facts, dict[str, str]], None]]] = {
        "customSheetViews": _view,
        "col": _column,
        "mergeCell": _merge,
        "dataValidation": _validation,
        **dict.fromkeys(FORMULAS, _text),
        "f": _extension,
        "controlPr": _control,
        "sqref": _text,
        "cfRule": _conditional,
        "sheetProtection": _protection,
        "autoFilter": _filter,
        **dict.fromkeys(CRITERIA, _criterion),
    }
    ENDS: ClassVar[Mapping[str, Callable[[Facts], None]]] = {
        "customSheetViews": _view_ends,
        "dataValidation": _validation_ends,
        **dict.fromkeys(FORMULAS, _rule_ends),
        "f": _extension_ends,
        "formula1": _formula_ends,
        "sqref": _ranges_end,
    }


def hides_by_size(size: str | None) -> bool:
    """A width or height of zero, which hides as well as saying so."""
    return size is not None and not size.strip("0.") and size != ""
