"""Rows of the Restatements sheet on their way from one form into another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from pmr_xl.forms.submission_form.parts.said import FORM, GatheredCell, Saying, chosen_of
from pmr_xl.forms.submission_form.parts.splitting import content_of
from pmr_xl.forms.submission_form.plan import RESTATEMENT_COLUMNS, RESTATEMENT_ROWS, RESTATEMENTS
from pmr_xl.forms.submission_form.search import plain, sheet_with
from pmr_xl.model.book.places import CellRef
from pmr_xl.model.book.typed import NewCell
from pmr_xl.model.fault import Fault
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.submission import Restatement, Submission

_OPEN = tuple(column.key for column in RESTATEMENT_COLUMNS if column.open)
RowName: TypeAlias = tuple[str, str]


def name_of(row: Restatement) -> RowName:
    """What a row restates: indicator and period, as typed where they are not known."""
    said = {key: plain(row.entered[key].text) for key in ("id", "year") if key in row.entered}
    name = row.line.id if row.line is not None else said.get("id", "")
    return name, row.period.code if row.period is not None else said.get("year", "")


def typed_in(row: Restatement) -> dict[str, tuple[str | float | None, str | None]]:
    """What was typed in a row, by column key: value, and a number's format."""
    return {
        key: content_of(row.entered[key].cell) for key in _OPEN if key in row.entered and not row.entered[key].empty
    }


def appended_restatements(
    to: Submission, rows: Sequence[Mapping[str, tuple[str | float | None, str | None]]]
) -> list[NewCell]:
    """The cells that put rows on the Restatements sheet, below those that are filled.

    Raises:
        Fault: the sheet is gone, or has not so many rows.
    """
    if not rows:
        return []
    sheet, headings = sheet_with(to.book, RESTATEMENTS, RESTATEMENT_COLUMNS)
    if sheet is None or not headings.row:
        raise Fault(
            f"{to.book.name} has no sheet {RESTATEMENTS} any more.", "Put it back from the form as it was made."
        )
    first = max((row.row for row in to.restatements), default=headings.row) + 1
    if first + len(rows) - 1 > headings.row + RESTATEMENT_ROWS:
        raise Fault(
            f"{RESTATEMENTS} has {RESTATEMENT_ROWS} rows, and {len(rows)} more do not fit.",
            "Move those that are there together, at the top.",
        )
    return [
        NewCell(CellRef(sheet.name, row, headings.columns[key]), value, number_format)
        for row, contents in enumerate(rows, start=first)
        for key, (value, number_format) in contents.items()
        if key in headings.columns
    ]


def carried_restatements(whole: Submission, part: Submission) -> list[NewCell]:
    """The cells that put the restatements of a part's indicators onto its own sheet."""
    own = [row for row in whole.restatements if row.line is not None and row.line.id in part.chapter.by_id]
    return appended_restatements(part, [typed_in(row) for row in own])


class GatheredRows(NamedTuple):
    """Restatements that come from parts.

    Attributes:
        new: what is typed into the form's sheet; ``cells``: those rows about which the form and the parts differ.
    """

    new: tuple[NewCell, ...]
    cells: tuple[GatheredCell, ...]


def gathered_rows(
    whole: Submission, parts: Sequence[tuple[str, Submission]], choices: Mapping[tuple[str, str], str]
) -> GatheredRows:
    """The restatements of the parts, each by its name, put below the form's own; of each there is one.

    Where the form has one that says something else, or two parts do, somebody must choose.
    """
    known = {name_of(row): row for row in whole.restatements}
    found: dict[RowName, list[tuple[str, Restatement]]] = {name: [(FORM, row)] for name, row in known.items()}
    for whose, part in parts:
        for row in part.restatements:
            others = found.setdefault(name_of(row), [])
            if all(typed_in(other) != typed_in(row) for _, other in others):
                others.append((whose, row))
    cells, new, fresh = list[GatheredCell](), list[NewCell](), list[Restatement]()
    for name, rows in found.items():
        taken = rows[0]
        if len(rows) > 1:
            cells.append(told := _differing(rows, choices))
            if told.chosen is None:
                continue
            taken = next(one for one in rows if one[0] == told.chosen.whose)
        if taken[0] != FORM and name in known:
            new += _written_over(known[name], taken[1])
        elif taken[0] != FORM:
            fresh.append(taken[1])
    return GatheredRows((*new, *appended_restatements(whole, [typed_in(row) for row in fresh])), tuple(cells))


def _written_over(there: Restatement, row: Restatement) -> list[NewCell]:
    contents = typed_in(row)
    nothing: tuple[None, None] = (None, None)
    return [NewCell(there.entered[key].where, *contents.get(key, nothing)) for key in _OPEN if key in there.entered]


def _differing(rows: Sequence[tuple[str, Restatement]], choices: Mapping[tuple[str, str], str]) -> GatheredCell:
    """One restatement of which there are several: the whole row is chosen."""
    row = rows[0][1]
    name, year = name_of(row)
    column = f"Restated {row.period.label if row.period is not None else year}"
    said = tuple(Saying(whose, _in_words(one)) for whose, one in rows)
    where = next(iter(row.entered.values())).where
    indicator = row.line.indicator.name if row.line is not None else name
    return GatheredCell(
        where, name, indicator, column, said, chosen_of(said, choices.get((name, column), "")), differs=True
    )


def _in_words(row: Restatement) -> str:
    new = row.entered["new"].as_printed if "new" in row.entered else ""
    return " · ".join(text for text in (new, row.reason, row.explanation) if text)
