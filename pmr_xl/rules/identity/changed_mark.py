"""Critical mark or goal typed over."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.finding import Severity
from pmr_xl.model.indicator import CRITICAL
from pmr_xl.model.past import Past
from pmr_xl.model.submission import Ask, Entry, Submission
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.engine.evidence.schema_changed import mending
from pmr_xl.rules.engine.subjects import Label

_SAME = {"★": "★ yes", "yes": "★ yes", "–": "no", "-": "no"}  # as people retype it


@rule(
    "IDN-010",
    Severity.QUERY,
    "{where} says {found} under “{column}”; the schema says {expected}.",
    fix="{mend}",
)
def changed_mark(said: Label, entry: Entry, submission: Submission, past: Past) -> Iterator[Spot]:
    """The mark of a critical indicator, or the goal it stands under, was typed over."""
    if said.key in (Ask.CRITICAL, Ask.GOAL) and not said.empty:
        asked = submission.as_asked(entry.line)
        meant = CRITICAL[asked.indicator.critical] if said.key == Ask.CRITICAL else asked.heading
        if _plain(said.text) != _plain(meant):
            how = (
                f"Put “{meant}” back. What is critical, and which goal it serves, is agreed beforehand, not typed over."
            )
            yield spot(said, expected=f"“{meant}”", **mending(submission, past, how))


def _plain(text: str) -> str:
    plain = " ".join(text.casefold().split())
    return _SAME.get(plain, plain)
