"""The page of what parts put into a form: where they differ one chooses on it, and it is read back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from pmr_xl.forms.paper.list_page import HEADING_ROW, list_page
from pmr_xl.forms.paper.pages import Paper
from pmr_xl.forms.submission_form.parts.gathering import Gathered
from pmr_xl.forms.submission_form.parts.said import GatheredCell
from pmr_xl.forms.submission_form.search import plain, text_in
from pmr_xl.model.book.cell import Cell
from pmr_xl.model.book.sheet import Book
from pmr_xl.model.display.plural import plural
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.quick.pattern import pattern

NAME = "Gathered"
_COLUMNS = (
    ("Cell", 16), ("Indicator id", 26), ("Indicator", 32), ("Column", 15), ("Whose", 34), ("Says", 24),
    ("Outcome", 15), ("Take (x)", 9), ("Name", 12), ("Date", 11),
)  # fmt: skip
_ID, _COLUMN, _WHOSE, _OUTCOME, _TAKE, _BY, _ON = 2, 4, 5, 7, 8, 9, 10
TAKEN, LEFT, CHOOSE = "✓ taken", "– not taken", "▲ choose"
_MADE = pattern(r"Form: .* · gathered: .* · SHA-256 (?P<sha256>[0-9a-f]{64}|none)")


class Choice(NamedTuple):
    """Whose word somebody chose for one cell, and when."""

    whose: str
    name: str = ""
    day: str = ""


Choices = dict[tuple[str, str], Choice]


def summary(told: Gathered) -> str:
    """``8 of 8 back; 2 cells differ, choose``."""
    differ = len(told.open)
    cells = f"{differ} {plural(differ, 'cell differs', 'cells differ')}, choose" if differ else "nothing left to choose"
    missing = f"; missing: {', '.join(told.missing)}" if told.missing else ""
    return f"{told.back} of {told.total} back; {cells}{missing}"


def lay(told: Gathered, form: str, target: str, sha256: str, choices: Mapping[tuple[str, str], Choice]) -> Paper:
    """A row for each thing that is said in a cell; cells in which they differ first.

    Args:
        sha256: of the form that was written; empty where none was.
    """
    first = sorted(told.cells, key=lambda one: (one.chosen is not None, not one.differs))
    rows = [row for one in first for row in _rows(one, choices.get((one.id, one.column)))]
    rows += [("", "", "", "", "", sentence, "▲ told", "", "", "") for sentence in told.strange]
    title, about = "Gathered from parts", f"Form: {form} · gathered: {target} · SHA-256 {sha256 or 'none'}"
    fill = (_TAKE, _BY, _ON) if any(one.differs for one in told.cells) else ()
    page = list_page(NAME, title, f"{summary(told)}.", about, _COLUMNS, rows, bold=_OUTCOME, to_fill=fill)
    page.folded = {_ID}  # the name stands beside it
    return Paper([page], title=title, subject="What parts put into a form")


def _rows(cell: GatheredCell, choice: Choice | None) -> Iterator[tuple[str, ...]]:
    for one in cell.said:
        outcome = CHOOSE if cell.chosen is None else TAKEN if one == cell.chosen else LEFT
        mine = choice is not None and cell.chosen is not None and one.whose == choice.whose
        signed = ("x", choice.name, choice.day) if mine and choice is not None else ("", "", "")
        yield (
            str(cell.where), cell.id, cell.indicator, cell.column, one.whose, one.shown or "(empty)", outcome, *signed,
        )  # fmt: skip


def read_choices(book: Book, tell: Callable[[str], object]) -> tuple[Choices, str]:
    """What was chosen on a page, and the SHA-256 of the form it was written with.

    Args:
        tell: is told, in a sentence, where two are marked for one cell.
    """
    sheet = book.sheet(NAME)
    made = None if sheet is None else _MADE.fullmatch(text_in(sheet.at(3, 1)))
    if sheet is None or made is None:
        return {}, ""
    found: Choices = {}
    for row, cells in sorted(sheet.cells.rows.items()):
        if row <= HEADING_ROW or not plain(text_in(cells.get(_TAKE))):
            continue
        key, choice = (
            (_text(cells, _ID), _text(cells, _COLUMN)),
            Choice(*(_text(cells, at) for at in (_WHOSE, _BY, _ON))),
        )
        if key in found and found[key].whose != choice.whose:
            tell(f"Two are marked for {key[0]}, {key[1]}: {found[key].whose} and {choice.whose}; neither is taken.")
            found[key] = Choice("")
        else:
            found[key] = choice
    return {key: one for key, one in found.items() if one.whose}, made["sha256"]


def _text(cells: Mapping[int, Cell], column: int) -> str:
    return text_in(cells.get(column))
