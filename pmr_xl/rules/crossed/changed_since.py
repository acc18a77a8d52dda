"""What changed since the version before."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.entry import Ask
from pmr_xl.model.finding import Severity
from pmr_xl.model.past import Earlier, Past
from pmr_xl.model.submission import Submission
from pmr_xl.rules.crossed._earlier import name_of_earlier, number_is_gone, pairs
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.engine.message import short

_FIGURES = (Ask.ACTUAL, Ask.TO_DATE, Ask.TARGET, Ask.NEXT_TARGET)
_SHOWN = 5


@rule(
    "XPR-003",
    Severity.INFO,
    "{where}: {found} changed since {version}{changes}.",
    fix="Nothing has to be corrected. “Compare with last version” (pmr compare) lists every change, cell by cell.",
)
def changed_since(submission: Submission, past: Past) -> Iterator[Spot]:
    """Figures or explanations are not what they were in the agency’s version before.

    What is only written otherwise (blanks, case, digits that are not printed) is no change. What is gone is a finding
    of its own (XPR-004, MIS-001).
    """
    if past.earlier is None:
        return
    figures, words = _changes(submission, past.earlier)
    if figures or words:
        more = [f"and {len(figures) - _SHOWN} more"] if len(figures) > _SHOWN else []
        changes = "; ".join((*figures[:_SHOWN], *more))
        counts = (_count(len(figures), "figure"), _count(words, "explanation"))
        yield spot(
            submission.sheet,
            found=" and ".join(count for count in counts if count),
            version=name_of_earlier(past.earlier),
            changes=f": {changes}" if changes else "",
        )


def _changes(submission: Submission, earlier: Earlier) -> tuple[list[str], int]:
    """Changed figures in words, and how many explanations are new or say something else."""
    from pmr_xl.analysis.changes import same

    figures, words = [], 0
    for was, entry in pairs(submission, earlier):
        for key in _FIGURES:
            before, now = was.get(key), entry.get(key)
            if (
                before is None
                or now is None
                or same(before, now)
                or (key == Ask.ACTUAL and number_is_gone(before, now))
            ):
                continue
            shown = f"{before.as_printed or 'nothing'} → {now.as_printed or 'nothing'}"
            figures.append(f"{short(entry.indicator.name)}, {now.heading} ({now.where.address}): {shown}")
        says = entry.get(Ask.EXPLANATION)
        words += says is not None and not says.empty and not same(was.get(Ask.EXPLANATION), says)
    return figures, words


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}" if number else ""
