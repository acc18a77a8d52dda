"""The page of what a list put into a form: what matched, what did not and why, what stood otherwise."""

from __future__ import annotations

from pmr_xl.forms.paper.list_page import list_page
from pmr_xl.forms.paper.pages import Paper
from pmr_xl.forms.submission_form.listed.filling_in import ListedForm, ListOutcome
from pmr_xl.model.display.plural import plural

NAME = "From the list"
_COLUMNS = (
    ("Row", 6),
    ("On the list", 26),
    ("Indicator", 34),
    ("Column", 14),
    ("List says", 14),
    ("Form said", 14),
    ("ListOutcome", 18),
    ("Why", 40),
)
_OUTCOME, _NOT_LISTED = 7, "○ not on the list"


def summary(told: ListedForm) -> str:
    """``58 filled · 2 stand otherwise · 1 no such row · 12 rows of the form are not on the list``."""
    counted = [f"{count} {one.value}" for one in ListOutcome if (count := told.count(one))]
    if missing := len(told.not_listed):
        counted.append(f"{missing} {plural(missing, 'row')} of the form not on the list")
    return " · ".join(counted) or "Nothing on the list"


def lay(told: ListedForm, form: str, table: str) -> Paper:
    """One row for each cell of the list, what needs an eye first; then the form's rows that are not on it."""
    first = sorted(told.cells, key=lambda one: not one.outcome.left_out)
    rows = [
        (
            str(one.row), one.said, "" if one.line is None else one.line.indicator.name, one.column, one.listed,
            one.stood, f"{one.outcome.sign} {one.outcome.value}", one.why,
        )
        for one in first
    ]  # fmt: skip
    rows += [("", line.id, line.indicator.name, "", "", "", _NOT_LISTED, "") for line in told.not_listed]
    title, about = "Filled from a list", f"Form: {form} · List: {table}"
    page = list_page(NAME, title, f"{summary(told)}.", about, _COLUMNS, rows, bold=_OUTCOME)
    return Paper([page], title=title, subject="What a list put into a form")
