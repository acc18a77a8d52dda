"""An indicator under another name."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.entry import Ask, Entry
from pmr_xl.model.finding import Severity
from pmr_xl.model.past import Past
from pmr_xl.model.submission import Submission
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.engine.evidence.schema_changed import schema_remedy


@rule(
    "IDN-003",
    Severity.QUERY,
    "{where} calls the indicator {found}; its name is “{expected}”.",
    fix="{mend}",
    asked_when=(Ask.INDICATOR,),
    of_column=(
        "{count} names under “{column}” are not those of their ids",
        "Undo it, or take the column from the form that was sent. Where names were sorted alone, figures may be too.",
    ),
)
def changed_name(entry: Entry, submission: Submission, past: Past) -> Iterator[Spot]:
    """The indicator’s name is not the schema’s."""
    said, name = entry.get(Ask.INDICATOR), submission.as_asked(entry.line).indicator.name
    if said is None or said.cell is None or said.raw in (entry.line.label, entry.line.marked_label):
        return
    if _plain(said.text) != _plain(name):
        how = "Put the name back. A new name is asked for under “Noteworthy changes”, not typed over."
        yield spot(said, expected=name, **schema_remedy(submission, past, how))


def _plain(name: str) -> str:
    return " ".join(name.strip("★®—–- \u00a0").casefold().split())
