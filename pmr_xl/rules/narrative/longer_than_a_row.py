"""An explanation longer than a row shows."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.entry import Ask
from pmr_xl.model.finding import Severity
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.engine.subjects import TextCell

SHOWN = 1_200  # characters that the highest row of a variance sheet shows and prints; a test computes it


@rule(
    "NAR-005",
    Severity.INFO,
    "{where} has {count} characters; a row shows and prints about the first {shown}, for whoever reviews it.",
    fix="Say first what changed, by how much and why; what needs pages belongs into the chapter’s narrative.",
    yields_to=("TYP-023",),
)
def longer_than_a_row(words: TextCell) -> Iterator[Spot]:
    """An explanation whose end nobody sees on a sheet or on paper."""
    if words.key == Ask.EXPLANATION and len(words.raw) > SHOWN:
        count, shown = f"{len(words.raw):,}", f"{SHOWN:,}"
        yield spot(words, found=f"{count} characters", expected=f"about {shown}", count=count, shown=shown)
