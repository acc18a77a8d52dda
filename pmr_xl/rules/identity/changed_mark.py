"""Critical mark or goal typed over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pmr_xl.model.entry import Ask, Entered, Entry
from pmr_xl.model.finding import Severity
from pmr_xl.model.past import Past
from pmr_xl.model.schema.indicator import CRITICAL, STAR
from pmr_xl.model.schema.line import Line
from pmr_xl.model.submission import FIRST_LAYOUT, Submission
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.engine.evidence.schema_changed import schema_remedy

_SAME = {"★": "★ yes", "yes": "★ yes", "–": "no", "-": "no"}  # as people retype it


@rule(
    "IDN-010",
    Severity.QUERY,
    "{where} says {found} under “{column}”; the schema says {expected}.",
    fix="{mend}",
    yields_to=("IDN-003",),
    asked_when=(Ask.GOAL, Ask.INDICATOR, Ask.CRITICAL),
    of_column=(
        "{count} cells under “{column}” do not say what the schema says",
        "Undo it, or take the column from the form that was sent.",
    ),
)
def changed_mark(entry: Entry, submission: Submission, past: Past) -> Iterator[Spot]:
    """The mark of a critical indicator, or the goal it stands under, was typed over."""
    asked = submission.as_asked(entry.line)
    goal, label, *_ = asked.labels
    for key, laid in ((Ask.INDICATOR, label), (Ask.CRITICAL, ""), (Ask.GOAL, goal)):
        if entry.entered.stores(key, laid):
            continue
        said = entry.get(key)
        if said is None or said.empty or (meant := _meant(said, asked, submission)) is None:
            continue
        how = f"Put “{meant}” back. What is critical, and which goal it serves, is agreed beforehand, not typed over."
        yield spot(said, expected=f"“{meant}”", **schema_remedy(submission, past, how))


def _meant(said: Entered, line: Line, submission: Submission) -> str | None:
    """What should stand there; None where it does, however it is written."""
    if said.key == Ask.INDICATOR and submission.layout != FIRST_LAYOUT:
        # Forms of the second layout have the star before the name.
        return line.marked_label if (STAR in said.text) != line.indicator.critical else None
    text = _plain(said.text)
    if said.key == Ask.CRITICAL:
        meant = CRITICAL[line.indicator.critical]
        return None if text == _plain(meant) else meant
    if said.key == Ask.GOAL:
        first = line if line.first else replace(line, first=True)
        known = {line.heading, line.goal_no, first.goal_mark}
        # Forms made earlier have more of the goal's words than today's.
        begun = line.goal_no != "" and _plain(f"{line.goal_no} {line.goal}").startswith(text.removesuffix(" …"))
        return None if text in map(_plain, known) or (begun and len(text) > len(line.goal_no)) else line.goal_mark
    return None


def _plain(text: str) -> str:
    plain = " ".join(text.casefold().split())
    return _SAME.get(plain, plain)
