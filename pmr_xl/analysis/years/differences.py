"""What stands between two states of an office's schemas, as values. A change is told once, by its most telling kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum

from pmr_xl.model.quick.value_class import value_class
from pmr_xl.model.schema.chapter import Chapter
from pmr_xl.model.schema.indicator import CRITICAL, Aggregation, Indicator
from pmr_xl.model.schema.line import Line


class SchemaChange(StrEnum):
    """What can happen to an indicator between two schemas."""

    ADDED = "added"
    RETIRED = "retired"
    RENAMED = "renamed"
    MOVED = "moved"
    SPLIT = "split"
    REDEFINED = "redefined"
    UNIT = "unit"
    DECIMALS = "decimals"
    AGGREGATION = "aggregation"
    DIRECTION = "direction"
    TARGET_KIND = "target kind"
    CRITICAL = "critical"
    EQUITY = "equity"
    SHARING = "sharing"
    BREAKDOWNS = "breakdowns"
    AGENCY_ADDED = "new agency"
    AGENCY_RENAMED = "agency renamed"
    AGENCY_MERGED = "agency merged"


@value_class
class SchemaDifference:
    """One difference of two schemas.

    Attributes:
        agency: whose chapter tells it: where the indicator is now, or was last.
        indicator: its id; of a split the id of what was split; empty of what became of an agency.
        name: its name now, or its last one.
        old, new: what was said and is said, in words; empty where nothing is.
        line: where it stands now; None for what is gone.
        was: where it stood; None for what is new.
    """

    kind: SchemaChange
    agency: str
    indicator: str
    name: str
    old: str = ""
    new: str = ""
    line: Line | None = None
    was: Line | None = None


def differences(before: Iterable[Chapter], now: Iterable[Chapter]) -> tuple[SchemaDifference, ...]:
    """Every difference of two states of an office's schemas: in today's print order, what is gone at the end.

    A move to another agency is one difference, and so is a split: what it leaves and what it gives are not told again.
    So is an agency that is new, called otherwise or merged: its indicators are not told one by one.
    """
    then, today = tuple(before), tuple(now)
    agencies, called = agency_differences(then, today)
    fresh = {one.agency for one in agencies if one.kind is SchemaChange.AGENCY_ADDED}
    old = {line.id: _called(line, called) for chapter in then for line in chapter.lines}
    new = {line.id: line for chapter in today for line in chapter.lines}
    split = _splits(old, new)
    given = {line.id for lines in split.values() for line in lines}
    found = list(agencies)
    for name, line in new.items():
        was = old.get(name)
        if was is not None:
            found += _changed(was, line)
        elif name not in given and line.agency not in fresh:
            found.append(_difference(SchemaChange.ADDED, line, new=line.indicator.name))
    for name, lines in split.items():
        told = " and ".join(f"‘{line.indicator.name}’" for line in lines)
        was = old[name]
        found.append(
            SchemaDifference(
                SchemaChange.SPLIT, lines[0].agency, name, was.indicator.name, was.indicator.name, told, lines[0], was
            )
        )
    for name, was in old.items():
        if name not in new and name not in split:
            found.append(
                SchemaDifference(
                    SchemaChange.RETIRED, was.agency, name, was.indicator.name, old=was.indicator.name, was=was
                )
            )
    return tuple(found)


def agency_differences(
    before: Sequence[Chapter], now: Sequence[Chapter]
) -> tuple[tuple[SchemaDifference, ...], dict[str, str]]:
    """What became of agencies, and for each code of before that is another now, or went into another, that one."""
    old = {chapter.slug or chapter.agency: chapter for chapter in before}
    new = {chapter.slug or chapter.agency: chapter for chapter in now}
    home = {code: chapter for chapter in now for code in chapter.known_as}
    found, called = list[SchemaDifference](), dict[str, str]()
    for key, chapter in new.items():
        was = old.get(key)
        if was is None:
            found.append(_of_agency(SchemaChange.AGENCY_ADDED, chapter, "", chapter.name))
        elif (was.agency, was.name) != (chapter.agency, chapter.name):
            called[was.agency] = chapter.agency
            found.append(_of_agency(SchemaChange.AGENCY_RENAMED, chapter, _title(was, chapter), _title(chapter, was)))
    for key, was in old.items():
        if key not in new and (into := home.get(was.agency)) is not None:
            called[was.agency] = into.agency
            found.append(_of_agency(SchemaChange.AGENCY_MERGED, into, was.name, into.name))
    return tuple(found), called


def _of_agency(kind: SchemaChange, chapter: Chapter, old: str, new: str) -> SchemaDifference:
    return SchemaDifference(kind, chapter.agency, "", chapter.name, old, new)


def _title(one: Chapter, other: Chapter) -> str:
    """What an agency is called, with its code where that is another one than before."""
    return one.name if one.agency == other.agency else f"{one.name} ({one.agency})"


def _called(line: Line, called: Mapping[str, str]) -> Line:
    """A line of before under the code that its agency, or the one it was merged into, has now."""
    now = called.get(line.agency, line.agency)
    return line if now == line.agency else replace(line, agency=now)


def same_but_for_the_id(before: Iterable[Chapter], now: Iterable[Chapter]) -> Iterator[tuple[Line, Line]]:
    """What seems to be one indicator under another id: gone and new, of one agency, of one name and unit.

    An id never changes; where it does, the history is empty and nobody has said so.
    """
    old = {line.id: line for chapter in before for line in chapter.lines}
    chapters = tuple(now)
    new = {line.id: line for chapter in chapters for line in chapter.lines}
    kept = {line.id for chapter in chapters for line in chapter.retired_lines}
    gone = {_known_by(line): line for name, line in old.items() if name not in new and name not in kept}
    for name, line in new.items():
        if name not in old and (was := gone.get(_known_by(line))) is not None:
            yield was, line


def _known_by(line: Line) -> tuple[object, ...]:
    parent = line.parent.name if line.parent is not None else ""
    return line.agency, line.indicator.name.casefold(), line.indicator.unit, parent.casefold()


def _splits(old: Mapping[str, Line], new: Mapping[str, Line]) -> dict[str, Sequence[Line]]:
    """What was split, by id, and what it was split into."""
    found: dict[str, list[Line]] = {}
    for name, line in new.items():
        whole = line.indicator.split_from
        if whole is not None and name not in old and whole in old and whole not in new:
            found.setdefault(whole, []).append(line)
    return dict(found)


_Said = Callable[[Indicator], str]
_YEAR_OF_MONTHS = {
    Aggregation.SUM: "the sum of the months",
    Aggregation.AVERAGE: "the average of the months",
    Aggregation.LAST: "the last month",
    Aggregation.MAXIMUM: "the highest month",
    Aggregation.CUMULATIVE: "a running count",
    Aggregation.TWELVE_MONTH: "the twelve months before",
    Aggregation.UNKNOWN: "",
}


def _decimals(one: Indicator) -> str:
    """With how many decimals it is printed: ``1``; ``0, in targets 2``."""
    own, target = one.measure.decimals, one.target_measure.decimals
    return str(own) if own == target else f"{own}, in targets {target}"


_ATTRIBUTES: tuple[tuple[SchemaChange, _Said], ...] = (
    (SchemaChange.UNIT, lambda one: one.unit.words),
    (SchemaChange.DECIMALS, _decimals),
    (SchemaChange.AGGREGATION, lambda one: _YEAR_OF_MONTHS[one.aggregation]),
    (SchemaChange.DIRECTION, lambda one: one.desired_direction.as_printed),
    (SchemaChange.TARGET_KIND, lambda one: one.target.kind.value),
    (SchemaChange.CRITICAL, lambda one: CRITICAL[one.critical]),
    (SchemaChange.EQUITY, lambda one: "® Yes" if one.equity else "No"),
    (SchemaChange.SHARING, lambda one: one.same_as or ""),
    (SchemaChange.BREAKDOWNS, lambda one: ", ".join(one.breakdowns)),
)


def _changed(was: Line, line: Line) -> Iterator[SchemaDifference]:
    old, new = was.indicator, line.indicator
    if old.name != new.name:
        yield _difference(SchemaChange.RENAMED, line, was, old.name, new.name)
    if _moved(was, line):
        elsewhere = was.agency != line.agency
        places = (was.agency, line.agency) if elsewhere else (_place(was), _place(line))
        yield _difference(SchemaChange.MOVED, line, was, *places)
    breaks = {year: why for year, why in new.breaks.items() if year not in old.breaks}
    if breaks or old.year is not new.year:
        why = "; ".join(f"{why} (from {year} on)" for year, why in breaks.items())
        years = (old.year.value, new.year.value) if old.year is not new.year else ("", "")
        yield _difference(SchemaChange.REDEFINED, line, was, years[0], "; ".join(filter(None, (years[1], why))))
    for kind, said in _ATTRIBUTES:
        if said(old) != said(new):
            yield _difference(kind, line, was, said(old), said(new))


def _moved(was: Line, line: Line) -> bool:
    if was.agency != line.agency:
        return True
    if was.table_id and line.table_id:
        return was.table_id != line.table_id
    return (was.goal, was.table) != (line.goal, line.table)


def _place(line: Line) -> str:
    return f"Goal {line.goal_no}" if line.goal_no else line.heading


def _difference(
    kind: SchemaChange, line: Line, was: Line | None = None, old: str = "", new: str = ""
) -> SchemaDifference:
    return SchemaDifference(kind, line.agency, line.id, line.indicator.name, old, new, line, was)
