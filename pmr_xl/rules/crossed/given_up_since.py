"""What the version before had, and this one has not."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.entry import Ask
from pmr_xl.model.finding import Severity, visible_text
from pmr_xl.model.past import Past
from pmr_xl.model.submission import Submission
from pmr_xl.rules.crossed._earlier import name_of_earlier, number_is_gone, pairs
from pmr_xl.rules.engine.declaration import Spot, rule, spot


@rule(
    "XPR-004",
    Severity.QUERY,
    "{where} has lost the {what} of {version}: {before}.",
    fix="If it is gone by mistake, enter it again. If it was given up, say why under Explanation.",
    yields_to=("MIS-001", "MIS-005", "MIS-006", "MIS-008", "TYP", "STR", "FIL"),
    of_column=(
        "{count} rows have lost what stood there in the version before",
        "If it is gone by mistake, enter it again. If it was given up, say why, once for all, on the findings sheet.",
    ),
)
def given_up_since(submission: Submission, past: Past) -> Iterator[Spot]:
    """A number or an explanation that stood in the agency’s version before is gone.

    An explanation is missed only where its figure is still the same.
    """
    if past.earlier is None:
        return
    version = name_of_earlier(past.earlier)
    for was, entry in pairs(submission, past.earlier):
        before, now = was.get(Ask.ACTUAL), entry.get(Ask.ACTUAL)
        if before is None or now is None:
            continue
        if number_is_gone(before, now):
            yield spot(now, expected=before.as_printed, what="figure", version=version, before=before.as_printed)
        elif before.figure == now.figure:
            said, says = was.get(Ask.EXPLANATION), entry.get(Ask.EXPLANATION)
            if said is not None and says is not None and not said.empty and says.empty:
                words = f"“{visible_text(said.text)}”"
                yield spot(
                    says,
                    expected="an explanation",
                    about=(says, now),
                    what="explanation",
                    version=version,
                    before=words,
                )
