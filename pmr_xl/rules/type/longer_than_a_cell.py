"""A text longer than Excel's cells hold."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.finding import Severity
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.engine.subjects import TextCell

MOST = 32_767  # characters: Excel's own limit; other programs write longer ones


@rule(
    "TYP-023",
    Severity.ERROR,
    "{where} has {count} characters; a cell of Excel holds {most}, and Excel cuts off the rest when it opens the file.",
    fix="Say it in fewer words, or in a document of its own that is named here.",
)
def longer_than_a_cell(words: TextCell) -> Iterator[Spot]:
    """A text that another program wrote, longer than Excel keeps."""
    if len(words.raw) > MOST:
        count, most = f"{len(words.raw):,}", f"{MOST:,}"
        yield spot(words, found=f"{count} characters", expected=f"at most {most}", count=count, most=most)
