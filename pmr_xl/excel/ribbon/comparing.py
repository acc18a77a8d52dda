"""Comparing a submission with the version before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmr_xl.excel.ribbon import actions as acts
from pmr_xl.excel.ribbon.source import ButtonSource
from pmr_xl.model.display.plural import plural

if TYPE_CHECKING:
    from pathlib import Path

    from pmr_xl.desk.desk import Desk


def compare(source: ButtonSource) -> str:
    """Make the list of changes and open it."""
    from pmr_xl.desk.compare import compare as write_changes
    from pmr_xl.desk.received.versions import earlier_version

    told: list[str] = []

    def work(at: Desk, path: Path, into: Path) -> list[Path]:
        earlier = earlier_version(path.name, [source.home, at.office.inbox])
        result = write_changes(at, path, earlier, into)
        cells = f"{result.count:,} {plural(result.count, 'cell differs', 'cells differ')}"
        told.append(f"{cells} from {earlier.name}.")
        return [result.path]

    placed = acts.make("Compare with last version", source, work)
    return f"{told[0]} The list is {placed[0]}."
