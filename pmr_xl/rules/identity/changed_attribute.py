"""Unit, direction or critical mark typed over."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.entry import Ask, Entry
from pmr_xl.model.finding import Severity
from pmr_xl.model.past import Past
from pmr_xl.model.submission import FIRST_LAYOUT, Submission
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.engine.evidence.schema_changed import schema_remedy


@rule(
    "IDN-004",
    Severity.QUERY,
    "{where} says {found} under “{column}”; the schema says {expected}.",
    fix="{mend}",
    asked_when=(Ask.UNIT, Ask.DIRECTION),
    of_column=(
        "{count} cells under “{column}” do not say what the schema says",
        "Undo it, or take the column from the form that was sent.",
    ),
)
def changed_attribute(entry: Entry, submission: Submission, past: Past) -> Iterator[Spot]:
    """The unit or the desired direction was typed over."""
    asked = submission.as_asked(entry.line).indicator
    direction, measured = asked.desired_direction, asked.unit
    meanings = (Ask.UNIT, measured.words, measured.short), (Ask.DIRECTION, direction.as_printed, direction.arrow)
    for key, words, short in meanings:
        meant = words if submission.layout == FIRST_LAYOUT else short  # the first had more room
        if entry.entered.stores(key, meant):
            continue  # as it was laid
        said = entry.get(key)
        if said is not None and said.text.casefold() not in ("", words.casefold(), short.casefold()):
            how = f"Put {meant} back. A change of {said.heading} is agreed beforehand, not typed over."
            yield spot(said, expected=meant, **schema_remedy(submission, past, how))
