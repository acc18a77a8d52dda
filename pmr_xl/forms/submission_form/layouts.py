"""The layouts that forms have had, newest first: a form of an earlier one is read by its own headings and sheets."""

from __future__ import annotations

from functools import lru_cache

from pmr_xl.forms.submission_form.plan import SHEETS, collapsed_columns, columns
from pmr_xl.model.entry import Ask, Column
from pmr_xl.model.fiscal import Edition
from pmr_xl.model.quick.value_class import value_class
from pmr_xl.model.submission import FIRST_LAYOUT, FORM_VERSION


@value_class
class FormLayout:
    """The columns of the Submission sheet and the sheets of one version of the form.

    Attributes:
        collapsed: keys of the columns that it is laid with collapsed.
    """

    version: str
    columns: tuple[Column, ...]
    sheets: tuple[str, ...]
    collapsed: tuple[str, ...] = ()


def layouts(edition: Edition) -> tuple[FormLayout, ...]:
    """Every layout a form of that edition can have, the newest first."""
    return _layouts(edition, edition.asks_targets)


@lru_cache(maxsize=8)
def _layouts(edition: Edition, _asks_targets: bool) -> tuple[FormLayout, ...]:
    return (
        FormLayout(FORM_VERSION, columns(edition), SHEETS, collapsed_columns(edition)),
        FormLayout(FIRST_LAYOUT, _first(edition), _FIRST_SHEETS),
    )


_FIRST_SHEETS = ("Welcome", "Instructions", "Submission", "Restatements", "Findings", "Lists", "About")


def _first(edition: Edition) -> tuple[Column, ...]:
    """The columns of the first layout: the goal and what to do stood at the far right."""
    this, following = edition.target_years
    to_date = (Column(Ask.TO_DATE, "Year to date", open=True, period=edition.to_date),) if edition.to_date else ()
    coming = Column(Ask.NEXT_TARGET, f"Target {following.label}", open=True, period=following)
    return (
        Column(Ask.ID, "Id"),
        Column(Ask.INDICATOR, "Indicator"),
        Column(Ask.UNIT, "Unit"),
        Column(Ask.DIRECTION, "Desired direction"),
        Column(Ask.CRITICAL, "Critical"),
        *(Column(period.code, period.label, period=period) for period in edition.history),
        Column(Ask.ACTUAL, f"{edition.submitted_period.label} actual", open=True, period=edition.submitted_period),
        *to_date,
        Column(Ask.REASON, "Reason if NA", open=True),
        Column(Ask.TARGET, f"Target {this.label}", period=this),
        *((coming,) if edition.asks_targets else ()),
        Column(Ask.EXPLANATION, "Explanation", open=True),
        Column(Ask.STATUS, "Status"),
        Column(Ask.HINT, "Hint"),
        Column(Ask.GOAL, "Goal"),
    )
