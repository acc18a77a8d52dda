"""Critical mark or goal typed over."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.finding import Severity
from pmr_xl.model.indicator import Chapter
from pmr_xl.model.past import Past
from pmr_xl.model.submission import Ask, Entered, Submission
from pmr_xl.rules.rule import Spot, rule, spot

CRITICAL = {True: "★ Yes", False: "No"}  # as the form says it
_SAME = {"★": "★ yes", "yes": "★ yes", "–": "no", "-": "no"}  # as people retype it


@rule(
    "IDN-010",
    Severity.QUERY,
    "{where} says {found} under “{column}”; the schema says {expected}.",
    fix="Put {expected} back. What is critical, and which goal it serves, is agreed beforehand, not typed over.",
)
def changed_mark(submission: Submission, past: Past) -> Iterator[Spot]:
    """The mark of a critical indicator, or the goal it stands under, was typed over."""
    meant = _meant(submission.chapter, past)
    at_mark, at_goal = submission.columns.get(Ask.CRITICAL, 0), submission.columns.get(Ask.GOAL, 0)
    for entry in submission.entries:
        stored = entry.entered.cells.get
        mark, goal = meant[entry.line.indicator.id]
        # Stored values first: hardly ever is there more to do.
        if (cell := stored(at_mark)) is not None and cell.value != mark:
            yield from _typed_over(entry.entered[Ask.CRITICAL], mark)
        if (cell := stored(at_goal)) is not None and cell.value != goal:
            yield from _typed_over(entry.entered[Ask.GOAL], goal)


def _typed_over(said: Entered, meant: str) -> Iterator[Spot]:
    if not said.empty and _plain(said.text) != _plain(meant):
        yield spot(said, expected=f"“{meant}”")


def _meant(chapter: Chapter, past: Past) -> dict[str, tuple[str, str]]:
    """What forms say in both columns, by indicator; worked out once for a chapter and kept with the past."""
    kept: tuple[Chapter, dict[str, tuple[str, str]]] | None = past.kept.get(__name__)
    if kept is None or kept[0] is not chapter:
        meant = {line.id: (CRITICAL[line.indicator.critical], line.heading) for line in chapter.lines}
        kept = past.kept[__name__] = chapter, meant
    return kept[1]


def _plain(text: str) -> str:
    plain = " ".join(text.casefold().split())
    return _SAME.get(plain, plain)
