"""Single places that somebody returned or held on the page By place, read back: what that is of each indicator."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pmr_xl.forms.variance_sheet.by_place.page import BY_PLACE, DECIDED, ID, LIST, NAME, NOTE, ONE_PLACE, PLACE
from pmr_xl.forms.variance_sheet.decisions.cells import cell_text, said_in
from pmr_xl.model.book.places import CellRef
from pmr_xl.model.book.sheet import Book, Sheet
from pmr_xl.model.decision import RETURN, known_word
from pmr_xl.model.fault import Fault
from pmr_xl.model.quick.named import NamedTuple


class _Marked(NamedTuple):
    where: CellRef
    indicator: str
    of: str
    place: str
    decision: str
    note: str
    name: str

    @property
    def in_words(self) -> str:
        """The place and what is said of it."""
        return f"{self.place}: {self.note}" if self.note else self.place


class MarkedPlaces(NamedTuple):
    """What single places make of an indicator: it is returned where one of them is, else held; its note names them.

    Attributes:
        where: the first of their cells; ``by``: who decided, empty where nobody is named.
    """

    where: CellRef
    decision: str
    note: str
    by: str


def marked_places(book: Book) -> tuple[dict[str, MarkedPlaces | None], list[Fault]]:
    """What was decided of single places, by indicator; and cells that are not understood.

    Of an indicator with such a cell nothing is told (None): it must not be approved with the rest for it.
    A sheet of before single places were decided on has none.
    """
    sheet, faults, unclear = book.sheet(BY_PLACE), list[Fault](), set[str]()
    found = dict[str, dict[tuple[str, str], _Marked]]()
    headings, row = ({}, 0) if sheet is None else _headings(sheet)
    if sheet is None or not {DECIDED, ID} <= headings.keys():
        return {}, []
    for line in _lines(sheet, headings, row):
        try:
            one = _marked(sheet, headings, line)
        except Fault as fault:
            faults.append(fault)
            unclear.add(_text(sheet, line, headings[ID]))
            continue
        if one is not None:
            places = found.setdefault(one.indicator, {})
            other = places.get((one.of, one.place))
            if other is not None and (other.decision, other.note) != (one.decision, one.note):
                faults.append(
                    Fault(
                        f"{one.where}: {one.place} is decided otherwise in {other.where.address}.",
                        "It stands in both lists: decide in one of them.",
                    )
                )
                unclear.add(one.indicator)
                continue
            places[one.of, one.place] = one
    told = {name: _together(list(places.values())) for name, places in found.items()}
    return {**told, **dict.fromkeys(unclear)}, faults


def _text(sheet: Sheet, row: int, column: int) -> str:
    cell = sheet.at(row, column)
    return "" if cell is None else cell_text(cell.value)


def _headings(sheet: Sheet) -> tuple[Mapping[str, int], int]:
    row = next((row for (row, _), cell in sorted(sheet.cells.items()) if cell_text(cell.value) == PLACE), 0)
    return {cell_text(cell.value): column for (at, column), cell in sheet.cells.items() if at == row and row}, row


def _lines(sheet: Sheet, headings: Mapping[str, int], heading_row: int) -> Iterator[int]:
    for row in sorted(row for row in sheet.cells.rows if row > heading_row):
        if _text(sheet, row, headings[ID]):
            yield row


def _marked(sheet: Sheet, headings: Mapping[str, int], row: int) -> _Marked | None:
    """A row as somebody marked it; None where nobody did. Raises Fault."""

    def said(heading: str) -> str:
        column = headings.get(heading, 0)
        return said_in(sheet.at(row, column), CellRef(sheet.name, row, column)) if column else ""

    where, typed = CellRef(sheet.name, row, headings[DECIDED]), said(DECIDED)
    place, note, name = said(PLACE), said(NOTE), said(NAME)
    if not typed and (note or name):
        raise Fault(
            f"{where}: words stand beside {place}, and no decision is chosen.",
            f"Choose {' or '.join(ONE_PLACE)}, or empty them.",
        )
    word = known_word(typed) if typed else ""
    if word == "":
        return None
    if word not in ONE_PLACE:
        raise Fault(
            f"{where}: “{typed}” is not decided of a single place ({place}).",
            f"Choose {' or '.join(ONE_PLACE)}; everything else is decided in the indicator's row on Review.",
        )
    return _Marked(where, said(ID), said(LIST), place, word, note, name)


def _together(places: list[_Marked]) -> MarkedPlaces:
    words = {one.decision for one in places}
    decision = RETURN if RETURN in words else places[0].decision
    told = [one.in_words if len(words) == 1 else f"{one.decision} {one.in_words}" for one in places]
    return MarkedPlaces(places[0].where, decision, "; ".join(told), next((one.name for one in places if one.name), ""))
