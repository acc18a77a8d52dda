"""What storing figures would add, found out on a copy that is thrown away."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from pmr_xl.model.fact import Fact
from pmr_xl.record.entries import store
from pmr_xl.record.file.content import opened
from pmr_xl.record.tables import Source


def would_be_new(path: Path, stated: Iterable[tuple[Source, Iterable[Fact]]]) -> int:
    """How many of these figures the record does not have yet; its file stays as it is."""
    with closing(opened(path)) as connection:
        return sum(store(connection, facts, source, "", "") for source, facts in stated)
