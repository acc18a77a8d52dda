"""A list that somebody brings, as cells under headings, and which of its columns hold what a form asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pmr_xl.forms.submission_form.layouts import layouts
from pmr_xl.forms.submission_form.search import plain
from pmr_xl.model.book.cell import Cell
from pmr_xl.model.entry import Ask
from pmr_xl.model.fault import Fault
from pmr_xl.model.fiscal import Period
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.quick.pattern import pattern
from pmr_xl.model.quick.value_class import value_class
from pmr_xl.model.submission import Submission

ID_HEADINGS = ("id", "indicator id", "pmr id", "open data id")
NAME_HEADINGS = ("indicator", "indicator name", "name", "measure", "performance indicator", "cprdatatype")
_FIGURE_HEADINGS = ("figure", "actual", "value", "amount", "this year", "this month", "acceptedvalue", "result")
_REASON_HEADINGS = ("reason", "reason if na", "if na: reason")
_YEAR = pattern(r"\b(?:fy ?(?:20)?|20)(\d\d)\b", re.ASCII)


class ListRow(NamedTuple):
    """One row of a list: its number in the file, and a cell for each heading; None where nothing stands."""

    number: int
    cells: tuple[Cell | None, ...]


@value_class
class ListTable:
    """A list under its headings.

    Attributes:
        name: the file as messages name it.
    """

    name: str
    headings: tuple[str, ...]
    rows: tuple[ListRow, ...]


@value_class
class ListColumns:
    """Which columns of a list say what; counted from 0.

    Attributes:
        id, name: where an indicator is named; None where the list has no such column.
        asked: the form's column → the list's.
    """

    id: int | None
    name: int | None
    asked: Mapping[str, int]


def columns_of(table: ListTable, submission: Submission, figure: str = "", indicator: str = "") -> ListColumns:
    """Find the columns of a list.

    Args:
        figure, indicator: headings of the columns of figures and of indicators, where somebody names them.

    Raises:
        Fault: a heading that was named is not there; no column, or several, can be meant.
    """
    found_id, found_name = indicator_columns(table, submission, indicator)
    headings = [_spelt(heading) for heading in table.headings]
    asked: dict[str, int] = {}
    for key, headed in _asked_for(submission).items():
        places = [at for at, heading in enumerate(headings) if heading in headed and at not in (found_id, found_name)]
        if key == Ask.ACTUAL and figure:
            places = [_named(table, headings, figure)]
        if len(places) > 1:
            told = " and ".join(f"“{table.headings[at]}”" for at in places)
            raise Fault(
                f"{table.name} has several columns that could be meant: {told}.", "Say which: --figure HEADING."
            )
        if places:
            asked[key] = places[0]
    if not asked:
        asked[Ask.ACTUAL] = _only_other(table, {found_id, found_name}, submission.edition.submitted_period)
    return ListColumns(found_id, found_name, asked)


def indicator_columns(table: ListTable, submission: Submission, said: str = "") -> tuple[int | None, int | None]:
    """The columns of ids and of names, from 0; one of them may be missing.

    Args:
        said: the heading of the one that holds either, where somebody names it.

    Raises:
        Fault: there is none.
    """
    headings = [_spelt(heading) for heading in table.headings]
    if said:
        place = _named(table, headings, said)
        return (place, None) if _mostly_ids(table, place, submission) else (None, place)
    found = _first(headings, ID_HEADINGS), _first(headings, NAME_HEADINGS)
    if found == (None, None):
        raise Fault(
            f"{table.name} has no column of indicators; its headings are {_listed(table)}.",
            "Name it by its heading: --indicator HEADING; it holds ids or names.",
        )
    return found


def _asked_for(submission: Submission) -> dict[str, set[str]]:
    """The form's open columns and the headings under which a list may have them: the form's own among them."""
    own = {key: column for key, column in submission.entries[0].entered.columns.items() if column.open}
    known = {key: {plain(column.heading), plain(column.heading.replace(" actual", ""))} for key, column in own.items()}
    for form in layouts(submission.edition):  # lists keep the headings of forms that were copied from before
        for column in form.columns:
            if column.key in known:
                known[column.key].add(plain(column.heading))
    if Ask.ACTUAL in known:
        period = submission.edition.submitted_period
        known[Ask.ACTUAL] |= {
            *_FIGURE_HEADINGS,
            plain(period.code),
            plain(period.label),
            plain(f"{period.label} actual"),
        }
    if Ask.REASON in known:
        known[Ask.REASON] |= set(_REASON_HEADINGS)
    return known


def _spelt(heading: str) -> str:
    return plain(heading.replace("_", " "))


def _first(headings: list[str], wanted: tuple[str, ...]) -> int | None:
    return next((headings.index(heading) for heading in wanted if heading in headings), None)


def _named(table: ListTable, headings: list[str], said: str) -> int:
    if _spelt(said) in headings:
        return headings.index(_spelt(said))
    raise Fault(f"{table.name} has no column “{said}”; its headings are {_listed(table)}.", "Look at its spelling.")


def _mostly_ids(table: ListTable, place: int, submission: Submission) -> bool:
    known = {plain(name) for name in submission.chapter.by_id}
    return any(plain(text) in known for text in _texts(table, place))


def _texts(table: ListTable, place: int) -> Iterator[str]:
    return (str(cell.value) for row in table.rows if (cell := row.cells[place]) is not None)


def _only_other(table: ListTable, taken: set[int | None], asked: Period) -> int:
    """The one column that can be the figures'. Raises Fault where there are several, or its heading names another year.

    Args:
        asked: the period whose figures the form asks for.
    """
    others = [at for at in range(len(table.headings)) if at not in taken]
    if len(others) == 1:
        heading = table.headings[others[0]]
        years = {int(digits) for digits in _YEAR.findall(_spelt(heading))}
        if years and years.isdisjoint({asked.year % 100, asked.last_day.year % 100}):  # a month is of two kinds of year
            raise Fault(
                f"The figures of {table.name} are headed “{heading}”, and the form asks for {asked.label}.",
                f"Take the list of {asked.label}; or, if only the heading is wrong, say so: --figure “{heading}”.",
            )
        return others[0]
    raise Fault(
        f"{table.name} does not say which column holds the figures; its headings are {_listed(table)}.",
        "Name it by its heading: --figure HEADING.",
    )


def _listed(table: ListTable) -> str:
    return ", ".join(f"“{heading}”" for heading in table.headings)
