"""Which published periods a form lets an agency restate, and how one of them is read back."""

from __future__ import annotations

from functools import lru_cache

from pmr_xl.forms.submission_form.search import plain
from pmr_xl.model.fiscal import DECEMBER, Edition, Period, Span


@lru_cache(maxsize=8)
def restatable_periods(edition: Edition) -> tuple[Period, ...]:
    """Those that the form shows; in a monthly form every month of this fiscal year and the last, the nearest first.

    The years to date come after the months, in the same order.
    """
    if not edition.monthly:
        return edition.history
    months = [edition.submitted_period.months_back(back) for back in range(1, edition.month + DECEMBER)]
    return (*months, *(one._replace(span=Span.TO_DATE) for one in months))


@lru_cache(maxsize=8)
def _named(edition: Edition) -> dict[str, Period]:
    """Each by what people call it: its label, its code, and a fiscal year by its number."""
    named: dict[str, Period] = {}
    for one in reversed(restatable_periods(edition)):
        named |= {plain(one.label): one, plain(one.code): one}
        if one.span is Span.YEAR:
            named[str(one.year)] = one
    return named


def restated_period(text: str, edition: Edition) -> Period | None:
    """The period that a text names; None where it names none that can be restated."""
    return _named(edition).get(plain(text))
