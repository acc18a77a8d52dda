"""Noteworthy changes, additions or deletions: what a chapter's edition says otherwise than the one before.

Lists with a sentence each, in the report's stock phrases, ready to be pasted under the chapter's tables.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum

from pmr_xl.analysis.years.differences import SchemaChange, SchemaDifference
from pmr_xl.model.fact import Restated
from pmr_xl.model.fiscal import Period, Span
from pmr_xl.model.measure import Figure
from pmr_xl.model.quick.value_class import value_class
from pmr_xl.model.schema.chapter import Chapter
from pmr_xl.model.schema.line import Line


class ChangeKind(StrEnum):
    """What happened."""

    RESTATED = "Revised"
    ADDED = "Added"
    DROPPED = "Removed"
    RENAMED = "Renamed"
    MOVED = "Moved"
    SPLIT = "Split"
    REDEFINED = "Redefined"
    CHANGED = "Changed"


@value_class
class Noteworthy:
    """One change.

    Attributes:
        line: the indicator at its place; None for one that the chapter no longer has.
        old: the published figure or the former name, as printed; empty where there is none.
        sentence: the change in the report's words.
    """

    kind: ChangeKind
    indicator: str
    line: Line | None
    sentence: str
    period: Period | None = None
    old: str = ""
    new: str = ""
    reason: str = ""


def noteworthy(
    chapter: Chapter,
    restated: Sequence[Restated],
    before: Collection[str] = (),
    lately: Collection[str] = (),
    now: Collection[str] = (),
    names: Mapping[str, str] | None = None,
) -> tuple[Noteworthy, ...]:
    """Every change of a chapter: restated figures in print order, then added, removed and renamed indicators.

    Args:
        restated: published figures that this edition changes.
        before: ids of the agency that had a figure in any earlier edition; empty where none is known.
        lately: those that had one in the two reports before.
        now: ids that have a figure in this edition.
        names: what indicators were called in the editions before, by id; where it is not known the schema's former
            name counts, and of a removed indicator the id.
    """
    places = {line.id: place for place, line in enumerate(chapter.lines)}
    own = [one for one in restated if one.indicator in places]
    own.sort(key=lambda one: (places[one.indicator], one.period))
    return (
        *(_restated(chapter.by_id[one.indicator], one) for one in own),
        *_added(chapter, before, now),
        *_dropped(chapter, lately, names or {}),
        *_renamed(chapter, names or {}),
    )


def told_once(
    chapter: Chapter, restated: Sequence[Restated], differences: Iterable[SchemaDifference]
) -> tuple[Noteworthy, ...]:
    """Every change of a chapter against the edition released before: restated figures, then what the schemas say.

    Args:
        restated: published figures that this edition changes.
        differences: of the whole office's schemas; each is told in one chapter alone.
    """
    places = {line.id: place for place, line in enumerate(chapter.lines)}
    own = sorted(
        (one for one in restated if one.indicator in places), key=lambda one: (places[one.indicator], one.period)
    )
    told = [
        Noteworthy(_KINDS.get(one.kind, ChangeKind.CHANGED), one.indicator, one.line, said, old=one.old, new=one.new)
        for one in differences
        if one.agency == chapter.agency and (said := _sentence(one))
    ]
    return (*(_restated(chapter.by_id[one.indicator], one) for one in own), *told)


_KINDS = {
    SchemaChange.ADDED: ChangeKind.ADDED,
    SchemaChange.RETIRED: ChangeKind.DROPPED,
    SchemaChange.RENAMED: ChangeKind.RENAMED,
    SchemaChange.MOVED: ChangeKind.MOVED,
    SchemaChange.SPLIT: ChangeKind.SPLIT,
    SchemaChange.REDEFINED: ChangeKind.REDEFINED,
    SchemaChange.AGENCY_ADDED: ChangeKind.ADDED,
    SchemaChange.AGENCY_RENAMED: ChangeKind.RENAMED,
    SchemaChange.AGENCY_MERGED: ChangeKind.MOVED,
}
_PHRASES = {
    SchemaChange.AGENCY_ADDED: "The chapter of ‘{name}’ was added.",
    SchemaChange.AGENCY_RENAMED: "The agency ‘{old}’ was renamed to ‘{new}’.",
    SchemaChange.AGENCY_MERGED: "The agency ‘{old}’ was merged into ‘{new}’; its indicators are printed here.",
    SchemaChange.ADDED: "The indicator ‘{name}’ was added.",
    SchemaChange.RETIRED: "The indicator ‘{name}’ was removed.",
    SchemaChange.RENAMED: "The indicator ‘{old}’ was renamed to ‘{new}’.",
    SchemaChange.MOVED: "The indicator ‘{name}’ was moved here from {old}.",
    SchemaChange.SPLIT: "The indicator ‘{name}’ was split into {new}.",
    SchemaChange.REDEFINED: "The definition of the indicator ‘{name}’ was changed: {new}.",
    SchemaChange.UNIT: "The unit of the indicator ‘{name}’ was changed from {old} to {new}.",
    SchemaChange.DECIMALS: "The printed decimals of the indicator ‘{name}’ were changed from {old} to {new}.",
    SchemaChange.AGGREGATION: "The year of the indicator ‘{name}’ is {new}; it was {old}.",
    SchemaChange.DIRECTION: "The desired direction of the indicator ‘{name}’ was changed from {old} to {new}.",
}
_MARKS = {SchemaChange.CRITICAL: "a critical indicator", SchemaChange.EQUITY: "an equity indicator"}


def _sentence(one: SchemaDifference) -> str:
    """The change in the report's words; empty for what no report prints: kinds of targets, shared indicators.

    That somebody now says how months become a year, who had not said it before, changes no figure.
    """
    if one.kind is SchemaChange.AGGREGATION and not (one.old and one.new):
        return ""
    place = "" if one.line is None else _place(one.line)
    if one.kind in _MARKS:
        no = " no longer" if one.new == "No" else " now"
        return f"{place}The indicator ‘{one.name}’ is{no} {_MARKS[one.kind]}."
    phrase = _PHRASES.get(one.kind, "")
    return f"{place}{phrase.format(name=one.name, old=one.old, new=one.new.rstrip('.'))}" if phrase else ""


def _restated(line: Line, one: Restated) -> Noteworthy:
    old, new = _shown(line, one.old), _shown(line, one.new)
    part = "" if one.period.span is Span.YEAR else f"{one.period.month}-month "
    told = f"Previously reported {part}Fiscal {one.period.year} data for ‘{line.indicator.name}’"
    sentence = f"{_place(line)}{told} was revised from {old} to {new}."
    return Noteworthy(ChangeKind.RESTATED, line.id, line, sentence, one.period, old, new, one.reason)


def _added(chapter: Chapter, before: Collection[str], now: Collection[str]) -> Iterator[Noteworthy]:
    for line in chapter.lines:
        if before and line.id in now and line.id not in before:
            sentence = f"{_place(line)}The indicator ‘{line.indicator.name}’ was added."
            yield Noteworthy(ChangeKind.ADDED, line.id, line, sentence, new=line.indicator.name)


def _dropped(chapter: Chapter, lately: Collection[str], names: Mapping[str, str]) -> Iterator[Noteworthy]:
    """What is no longer in the schema, where it has no name any more."""
    there = {*chapter.by_id, *(one.id for one in chapter.resources), *(one.id for one in chapter.appropriations)}
    for gone in sorted(set(lately) - there):
        name = names.get(gone, gone)
        yield Noteworthy(ChangeKind.DROPPED, gone, None, f"The indicator ‘{name}’ was removed.", old=name)


def _renamed(chapter: Chapter, names: Mapping[str, str]) -> Iterator[Noteworthy]:
    for line in chapter.lines:
        former, name = names.get(line.id, line.indicator.formerly), line.indicator.name
        if former and former != name:
            sentence = f"{_place(line)}The indicator ‘{former}’ was renamed to ‘{name}’."
            yield Noteworthy(ChangeKind.RENAMED, line.id, line, sentence, old=former, new=name)


def _shown(line: Line, figure: Figure | None) -> str:
    return line.indicator.measure.show(figure)


def _place(line: Line) -> str:
    return f"Goal {line.goal_no}: " if line.goal_no else ""
