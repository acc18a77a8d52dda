"""Lagged, and nobody knows until when."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.entry import Ask, Entry
from pmr_xl.model.finding import Severity
from pmr_xl.model.measure import Sign
from pmr_xl.model.reason import NaReason, reason_of
from pmr_xl.rules.engine.declaration import Spot, rule, spot

# Looked for without regard to case, punctuation counting as a blank; one before a word stands for its begin. Plain
# texts, so that the form's own status, a spreadsheet's formula, can look for the same.
WHEN = (
    " jan", " feb", " mar", " apr", " may", " jun", " jul", " aug", " sep", " oct", " nov", " dec",
    "0/", "1/", "2/", "3/", "4/", "5/", "6/", "7/", "8/", "9/", "202", "203", "204", " fy",
    "quarter", "week", "month", "mmr", "spring", "summer", " fall ", "autumn", "winter",
)  # fmt: skip
BLANKS = "(-.,"  # what counts as a blank

TOLD = "nothing says when the figure will be known"  # also what the form says, beside the figure


@rule(
    "MIS-002",
    Severity.QUERY,
    "{where} is NA because its source lags, and " + TOLD + ".",
    fix="Say under Explanation when it will be: a month, a date or a quarter.",
    yields_to=("MIS-001",),
    asked_when=(Ask.REASON,),
)
def lagged_until_when(entry: Entry) -> Iterator[Spot]:
    """NA because the source lags, without a word when the figure will come."""
    reason = entry.get(Ask.REASON)
    if reason is None or reason.empty:
        return
    actual, said = entry.entered.get(Ask.ACTUAL), entry.entered.get(Ask.EXPLANATION)
    if actual is None or actual.figure is not Sign.NOT_AVAILABLE or said is None:
        return
    if reason_of(reason.text) is NaReason.LAGGED and not says_when(said.text):
        yield spot(actual, expected="when the figure will be known")


def says_when(text: str) -> bool:
    """Whether a text has a word that says when: a month, a year, a date, a quarter."""
    plain = text.casefold().translate({ord(sign): " " for sign in BLANKS})
    padded = f" {' '.join(plain.split())} "
    return any(word in padded for word in WHEN)
