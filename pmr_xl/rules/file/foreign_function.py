"""Functions that are not Excel's own, which only a program beside Excel could work out."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from pmr_xl.model.book.cell import Cell, StoredFormula
from pmr_xl.model.book.places import CellRef
from pmr_xl.model.book.sheet import Book, Sheet
from pmr_xl.model.finding import Severity, visible_text
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.engine.evidence.excel_functions import (
    FormulaTexts,
    bytes_of,
    foreign_calls,
    may_ask_programs,
    programs_asked,
    suspects,
)

_MANY = 20  # more kinds of words than that are sooner looked up in each formula than searched for one by one


@rule(
    "FIL-009",
    Severity.ERROR,
    "{where}: {what} calls {found}, which is none of Excel's own functions.",
    fix="Do not open this workbook in Excel with add-ins: the function could start a program there. "
    "Put the value itself in its place, and send the form again.",
)
def foreign_functions(book: Book) -> Iterator[Spot]:
    """A formula, on any sheet or behind a name, that calls what is not Excel's own."""
    # A book holds half a million letters of formulas, and who checks it again waits for it: they are read once.
    if foreign_functions not in book.memo:
        book.memo[foreign_functions] = list(_all_in(book))
    yield from book.memo[foreign_functions]


def _all_in(book: Book) -> Iterator[Spot]:
    made = [name for name, to in book.names.items() if to.lstrip("=").startswith("_xlfn.LAMBDA(")]
    lambdas = frozenset(name.rpartition("!")[2].casefold() for name in made)
    names = book.names.values()
    for name, to in book.names.items() if _any_suspect(names) or may_ask_programs(FormulaTexts.of(names)) else ():
        if called := [*foreign_calls(to.lstrip("="), lambdas), *programs_asked(to)]:
            yield _found(book.name, f"the name “{visible_text(name)}”", called)
    held = [_formulas(sheet) for sheet in book.sheets]
    formulas = [formula for pairs in held for _, formula in pairs]
    texts = FormulaTexts.of(formulas)
    due, asking = suspects(formulas, texts), may_ask_programs(texts)
    for sheet, pairs in zip(book.sheets, held, strict=True):
        for said in sheet.rule_formulas if _any_suspect(sheet.rule_formulas) else ():
            if called := foreign_calls(said, lambdas):
                yield _found(sheet.name, "a validation or conditional format", called)
        for cell, formula in pairs if asking else ():
            if asked := programs_asked(formula):
                yield _found(CellRef(sheet.name, cell.row, cell.column), "its formula", asked)
        for cell, formula in pairs if due else ():
            if (len(due) > _MANY or any(name in bytes_of(formula) for name in due)) and (
                called := foreign_calls(str(formula), lambdas)
            ):
                yield _found(CellRef(sheet.name, cell.row, cell.column), "its formula", called)


def _formulas(sheet: Sheet) -> list[tuple[Cell, str | StoredFormula]]:
    """The cells of a sheet that hold a formula, each with it."""
    return [(cell, formula) for row in sheet.cells.rows.values() for cell in row.values() if (formula := cell.formula)]


def _any_suspect(formulas: Collection[str]) -> bool:
    """Whether they are worth the expression that takes a formula apart, which is dear to compile: of a form never."""
    return bool(suspects(formulas))


def _found(where: CellRef | str, what: str, called: list[str]) -> Spot:
    named = ", ".join(visible_text(name) for name in called)
    return spot(where, found=named, expected="Excel's own functions", what=what)
