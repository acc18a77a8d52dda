"""What storing figures would add, found out without storing any."""

from __future__ import annotations

from collections.abc import Iterable

from pmr_xl.model.fact import Fact
from pmr_xl.record.engine.connection import Connection
from pmr_xl.record.entries import not_stated, stated_in
from pmr_xl.record.tables import Source


def would_be_new(connection: Connection, stated: Iterable[tuple[Source, Iterable[Fact]]]) -> int:
    """How many of these figures the record does not have yet, if they are stored one source after the other."""
    known = dict[str, set[tuple[str, str, str, str]]]()
    total = 0
    for source, facts in stated:
        code = source.edition.code
        there = known.setdefault(code, stated_in(connection, code))
        new = not_stated(facts, there)
        there.update(key for key, _ in new)
        total += len(new)
    return total
