"""Tables taken in, and what the record says of one indicator."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path

from pmr_xl.desk.desk import Desk
from pmr_xl.model.fact import Fact
from pmr_xl.model.fault import Fault
from pmr_xl.model.fiscal import Edition
from pmr_xl.record import Decision, Stated


def history(desk: Desk, indicator: str) -> list[Stated]:
    """Every figure ever stated for an indicator, with its source.

    Raises:
        Fault: the record knows no such id; names the nearest.
    """
    found = desk.record.history(indicator)
    if not found:
        near = get_close_matches(indicator, desk.record.known(), 1)
        remedy = f"Did you mean {near[0]}?" if near else "“pmr record import” loads a published table."
        raise Fault(f"The record has no figure of “{indicator}”.", remedy)
    return found


def decided_on(desk: Desk, indicator: str) -> list[Decision]:
    """Every decision on an indicator's figures, the oldest first."""
    return desk.record.decisions_on(indicator)


def import_schemas(
    desk: Desk,
    tables: Sequence[Path],
    open_data: Path | None = None,
    additive: Path | None = None,
    october: Path | None = None,
) -> list[str]:
    """Bring the office's schemas up to published tables; says line by line what was new, gone or renamed.

    Raises:
        Fault: a table or a schema cannot be read. All is read before the first file is written.
    """
    from pmr_xl.imports.importing import import_tables
    from pmr_xl.imports.open_data import read_open_data
    from pmr_xl.imports.published import read_table

    desk.office.must_be_own()
    known = read_open_data(open_data, additive, october) if open_data is not None else None
    return import_tables(desk.folder, [read_table(path) for path in tables], known).lines()


def import_months(desk: Desk, path: Path) -> list[str]:
    """Load a file of monthly figures into the record; says line by line what was new, unknown or no figure.

    Each month is stated for its own monthly edition; loading the file again changes nothing.

    Raises:
        Fault: the file cannot be read or has neither shape, or nothing in it is known here.
    """
    from pmr_xl.imports.monthly import read_monthly
    from pmr_xl.record import Source

    record = desk.record
    told = read_monthly(desk.library, path)
    count = sum(map(len, told.facts.values()))
    strangers = [f"Left out, because no schema knows them: {name} ({rows})" for name, rows in told.strangers.items()]
    if not count:
        raise Fault(
            f"{path.name} states no figure of an indicator that this office knows.",
            strangers[0] if strangers else "Look at the columns of values: acceptedvalue, fytd_value.",
        )
    stated = [(Source.of(path, edition), facts) for edition, facts in sorted(told.facts.items(), key=_month)]
    new = sum(record.publish(facts, source) for source, facts in stated)
    months = f"{len(stated)} month{'' if len(stated) == 1 else 's'}"
    unread = [f"Left out, because it is no figure: {why}" for why in told.unread]
    return [f"{path.name}: {count:,} figures of {months}, {new:,} of them new to the record.", *strangers, *unread]


def _month(stated: tuple[Edition, Sequence[Fact]]) -> tuple[int, int]:
    return stated[0].year, stated[0].month
