"""A heading that is not the form's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pmr_xl.model.finding import Severity, visible_text
from pmr_xl.model.submission import Submission
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.structure._headings import places

_BACK = "Put back what was deleted (Undo, or take it from the form that was sent), with its heading."


@rule(
    "STR-011",
    Severity.ERROR,
    "{where}: {what}; {missing}.",
    fix="Give every column the heading it had, and keep working columns out of this sheet.",
    yields_to=("TRD-001",),
)
def changed_heading(submission: Submission) -> Iterator[Spot]:
    """A heading was renamed, or a column added."""
    lost = [column.heading for column in submission.lost_columns]
    missing = _missing(lost) if lost else "none is missing"
    strange = submission.strange_headings
    own = {e.heading.casefold() for entry in submission.entries[:1] for e in entry.entered.values()} if strange else ()
    for ref, text in strange:
        again = " ".join(text.split()).casefold() in own
        what = f"the heading “{visible_text(text)}” {'stands here again' if again else 'is not one of the form'}"
        yield spot(ref, found=f"“{visible_text(text)}”", expected=_listed(lost), what=what, missing=missing)
    if not lost or strange:
        return
    stood = places(submission)
    for column in submission.lost_columns:
        if column.key in stood:
            where, one = stood[column.key], [column.heading]
            what = "the heading is empty"
            yield spot(where, found="nothing", expected=_listed(one), what=what, missing=_missing(one))
    gone = [column.heading for column in submission.lost_columns if column.key not in stood]
    if gone:
        what = f"{'a column is' if len(gone) == 1 else f'{len(gone)} columns are'} gone"
        made = spot(submission.sheet, found="nothing", expected=_listed(gone), what=what, missing=_missing(gone))
        yield replace(made, remedy=_BACK)


def _missing(headings: list[str]) -> str:
    return f"missing {'is' if len(headings) == 1 else 'are'} {_listed(headings)}"


def _listed(headings: list[str]) -> str:
    return ", ".join(f"“{heading}”" for heading in headings)
