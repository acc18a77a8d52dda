"""The life of an indicator: renamed, redefined, retired, moved, split, shared, added; its schema's text is edited."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from pmr_xl.desk.life.changes import (
    IdPutBack,
    IndicatorAdded,
    IndicatorMoved,
    IndicatorRedefined,
    IndicatorRenamed,
    IndicatorRetired,
    IndicatorSplit,
    IndicatorsShared,
    LifeChange,
)
from pmr_xl.desk.life.schema_edit import SchemaEdit
from pmr_xl.model.fault import Fault
from pmr_xl.model.fiscal import Edition, Period
from pmr_xl.model.schema.chapter import Chapter
from pmr_xl.office.naming import Named, ids
from pmr_xl.office.writing import scalar
from pmr_xl.office.years.edited import entry
from pmr_xl.record import Milestone
from pmr_xl.record.order import rank

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk
    from pmr_xl.office import Agency

_COPIED = ("unit", "decimals", "desired_direction", "critical", "equity", "aggregation", "frequency", "year")


def rename(desk: Desk, indicator: str, name: str) -> LifeChange:
    """Give an indicator another name; the one of the last report is kept beside it, so that tables still find it.

    Raises:
        Fault: there is no such indicator, or it is called so already.
    """
    edit = SchemaEdit(desk)
    line, text = edit.of(indicator)
    if not name.strip() or line.indicator.name == name.strip():
        raise Fault(f"{indicator} is called “{line.indicator.name}”.", "Say another name.")
    loc = text.find(indicator)
    former = line.indicator.formerly or line.indicator.name
    text.say(loc, "name", scalar(name.strip()))
    text.say(text.find(indicator), "formerly", None if former == name.strip() else scalar(former))
    return edit.write(IndicatorRenamed(indicator, name.strip(), former))


def put_id_back(desk: Desk, indicator: str, known_as: str) -> LifeChange:
    """Give an indicator back the id under which its history stands.

    Raises:
        Fault: there is no such indicator, the id is in use, or the record has no figure of it.
    """
    edit = SchemaEdit(desk)
    _, text = edit.of(indicator)
    if known_as not in desk.record.indicator_ids():
        raise Fault(f"The record has no figure of “{known_as}”.", "An id never changes; it can only be put back.")
    if indicator in desk.record.indicator_ids():
        raise Fault(f"The record has figures of “{indicator}” too.", "Both are indicators of their own.")
    loc = text.find(indicator)
    text.say(loc, "id", known_as)
    return edit.write(IdPutBack(indicator, known_as))


def redefine(desk: Desk, indicator: str, since: Period, why: str) -> LifeChange:
    """Mark a break in an indicator's series: from a fiscal year on it is counted otherwise.

    Raises:
        Fault: there is no such indicator, or nobody says why.
    """
    if not why.strip():
        raise Fault("A break in a series has a reason.", "Say it with --why “…”; tables and forms print it.")
    edit = SchemaEdit(desk)
    line, text = edit.of(indicator)
    breaks = {**line.indicator.breaks, since.code: why.strip()}
    told = ", ".join(f"{year}: {scalar(said, in_braces=True)}" for year, said in sorted(breaks.items()))
    text.say(text.find(indicator), "breaks", f"{{{told}}}")
    before, across = line.indicator.breaks.get(since.code, ""), tuple(_across(desk, indicator, since))
    return edit.write(IndicatorRedefined(indicator, since, why.strip(), before, across))


def _across(desk: Desk, indicator: str, since: Period) -> Iterator[Edition]:
    """The released editions that print an indicator's years from before that year and from then on, as one series."""
    released = {one.edition for one in desk.record.edition_events() if one.what is Milestone.RELEASED}
    for edition in sorted(released, key=rank):
        if edition.full_years and edition.full_years[0].year < since.year <= edition.year:
            library = desk.library_of(edition)
            owner = library.owner(indicator)
            line = None if owner is None else library.chapter(owner.code).by_id.get(indicator)
            if line is not None and since.code not in line.indicator.breaks:
                yield edition


def retire(desk: Desk, indicator: str) -> LifeChange:
    """Retire an indicator, with its parts: nothing asks for it or prints it; its history stays.

    Raises:
        Fault: there is no such indicator, or it is a part of another one.
    """
    edit = SchemaEdit(desk)
    _, text = edit.of(indicator)
    text.put([], "retired", text.cut(text.find(indicator)))
    return edit.write(IndicatorRetired(indicator))


def move(desk: Desk, indicator: str, to: str, agency: str = "") -> LifeChange:
    """Move an indicator, with its parts, under another goal or table, also of another agency.

    Args:
        to: the id of the goal or table.
        agency: whose it is, where that is another agency.

    Raises:
        Fault: there is no such indicator, goal or table.
    """
    edit = SchemaEdit(desk)
    line, text = edit.of(indicator)
    target = edit.text(desk.library.agency(agency or line.agency))
    owner = target.find(to)
    if not {"goal", "table"} & target.tree_at(owner).keys():
        raise Fault(f"“{to}” is no goal and no table.", "“pmr schema places AGENCY” lists their ids.")
    lines = text.cut(text.find(indicator))
    target.put(target.find(to), "indicators", lines)
    elsewhere = target is not text
    if elsewhere and line.indicator.moved_from is None:
        target.say(target.find(indicator), "moved_from", scalar(line.agency))
    return edit.write(IndicatorMoved(indicator, to, line.agency, agency if elsewhere else ""))


def add(desk: Desk, agency: str, to: str, name: str, said: dict[str, Any]) -> LifeChange:
    """Add an indicator at the end of a goal or table.

    Args:
        said: what else it says, by key: unit, decimals, desired_direction, critical …

    Raises:
        Fault: there is no such agency, goal or table; what it says cannot be.
    """
    edit = SchemaEdit(desk)
    own = desk.library.agency(agency)
    text = edit.text(own)
    known_as = _fresh_ids(desk, own, [name])[0]
    text.put(text.find(to), "indicators", entry({"id": known_as, "name": name, **said}))
    return edit.write(IndicatorAdded(known_as, to))


def split(desk: Desk, indicator: str, names: Sequence[str]) -> LifeChange:
    """Split an indicator into others: it is retired, and they take its place, counted as it was.

    Raises:
        Fault: there is no such indicator, or fewer than two names are given.
    """
    if len({*names}) < 2:  # noqa: PLR2004 - fewer are no split
        raise Fault("A split gives two indicators or more.", "Name each: --into “…” --into “…”.")
    edit = SchemaEdit(desk)
    line, text = edit.of(indicator)
    loc = text.find(indicator)
    if loc[-2] != "indicators":
        raise Fault(f"{indicator} is a part of another indicator.", "Split it by hand.")
    said = {key: text.value(loc, key) for key in _COPIED if text.value(loc, key) is not None}
    *owner, _, _ = loc
    fresh = _fresh_ids(desk, desk.library.agency(line.agency), names)
    for known_as, name in zip(fresh, names, strict=True):
        text.put(owner, "indicators", entry({"id": known_as, "name": name, "split_from": indicator, **said}))
    text.put([], "retired", text.cut(text.find(indicator)))
    return edit.write(IndicatorSplit(indicator, tuple(fresh)))


def share(desk: Desk, indicator: str, other: str) -> LifeChange:
    """Say in both schemas that two agencies report one and the same figure.

    Raises:
        Fault: there is no such indicator.
    """
    edit = SchemaEdit(desk)
    for one, same in ((indicator, other), (other, indicator)):
        _, text = edit.of(one)
        text.say(text.find(one), "same_as", same)
    return edit.write(IndicatorsShared(indicator, other))


def _fresh_ids(desk: Desk, agency: Agency, names: Sequence[str]) -> list[str]:
    taken = {one for chapter in desk.library.chapters() for one in (*chapter.by_id, *_retired(chapter))}
    return ids(agency.slug, [Named(name) for name in names], taken=taken | desk.record.indicator_ids())


def _retired(chapter: Chapter) -> list[str]:
    return [line.id for line in chapter.retired_lines]
